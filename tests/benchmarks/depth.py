"""How the time for a layer behaves as models grow deeper, and what a large real network costs.

Prints the processor's microseconds for a listing without layers; what each layer adds in chains of 10 to 10,000,
written in three ways; and milliseconds for ResNet-50. Beside them stands the part of Python's garbage collector, which
waits while a listing is read; where Keras is installed, the ratio to Keras building the same models in the same run.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import NamedTuple

from sphinx_model_summary import summarize

RESNET = (Path(__file__).parents[1] / "listings" / "resnet50.py").read_text(encoding="utf-8")
CHAINS = {
    "a list": "model = keras.Sequential([keras.Input((4,)), *[layers.Dense(4) for _ in range({n})]])",
    "add": "model = keras.Sequential([keras.Input((4,))])\nfor _ in range({n}):\n    model.add(layers.Dense(4))",
    "functional": "x = i = keras.Input((4,))\nfor _ in range({n}):\n    x = layers.Dense(4)(x)\n"
    "model = keras.Model(i, x)",
}
IMPORTS = "import keras\nfrom keras import layers\n"


class Time(NamedTuple):
    """The processor's time for a call, in seconds, and the part of it that the garbage collector took."""

    whole: float
    collector: float


def measure(run: Callable[[], object], rounds: int, repeats: int = 1) -> Time:
    """The median time of a call, once the code is warm; short ones are repeated within a round."""
    run()
    return statistics.median_low(_once(run, repeats) for _round in range(rounds))


def _once(run: Callable[[], object], repeats: int) -> Time:
    collected = 0.0

    def watch(phase: str, _info: dict[str, int]) -> None:
        nonlocal collected
        collected += process_time() * (1 if phase == "stop" else -1)

    gc.collect()
    gc.callbacks.append(watch)
    start = process_time()
    for _repeat in range(repeats):
        run()
    whole = process_time() - start
    gc.callbacks.remove(watch)
    return Time(whole / repeats, collected / repeats)


def with_keras(listing: str) -> float | None:
    """The time that Keras itself takes to build the model; None where it is not installed."""
    try:
        import keras
    except ImportError:
        return None

    def build() -> None:
        keras.backend.clear_session()
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(listing, "listing", "exec"), {})

    return measure(build, 1).whole


def main() -> None:
    """Print the table."""
    for way, chain in CHAINS.items():
        empty = measure(lambda chain=chain: summarize(IMPORTS + chain.format(n=0)), 5, 200)
        print(f"{way:>12}       0 layers {empty.whole * 1e6:8.1f} µs")
        for n in (10, 100, 1_000, 10_000):
            listing = IMPORTS + chain.format(n=n)
            summary = summarize(listing)
            assert not summary.problems, summary.problems
            ours = measure(lambda listing=listing: summarize(listing), 5, max(1, 1_000 // n))
            theirs = with_keras(listing) if n <= 100 else None
            each, collected = ((one - none) / n * 1e6 for one, none in zip(ours, empty, strict=True))
            print(f"{way:>12} {n:>7,} layers {each:8.1f} µs a layer, "
                  f"{collected:.1f} of it for the collector{told(ours, theirs)}")  # fmt: skip
    ours, theirs = measure(lambda: summarize(RESNET), 10), with_keras(RESNET)
    print(f"{'ResNet-50':>12} {ours.whole * 1e3:8.1f} ms{told(ours, theirs)}")


def told(ours: Time, theirs: float | None) -> str:
    """How much faster it is than Keras, where that is known."""
    return f"   {theirs / ours.whole:,.0f} times faster than building it" if theirs else ""


if __name__ == "__main__":
    os.environ.setdefault("KERAS_BACKEND", "jax")
    sys.exit(main())
