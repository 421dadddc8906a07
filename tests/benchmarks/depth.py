"""How the time for a layer behaves as models grow deeper, and what a large real network costs.

Prints microseconds a layer for chains of 10 to 10,000 layers, written in three ways, and milliseconds for ResNet-50;
where Keras is installed, the ratio to Keras building the same models in the same run.
"""

from __future__ import annotations

import contextlib
import io
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from sphinx_model_summary import summarize

RESNET = (Path(__file__).parents[1] / "listings" / "resnet50.py").read_text(encoding="utf-8")
CHAINS = {
    "a list": "model = keras.Sequential([keras.Input((4,)), *[layers.Dense(4) for _ in range({n})]])",
    "add": "model = keras.Sequential([keras.Input((4,))])\nfor _ in range({n}):\n    model.add(layers.Dense(4))",
    "functional": "x = i = keras.Input((4,))\nfor _ in range({n}):\n    x = layers.Dense(4)(x)\n"
    "model = keras.Model(i, x)",
}
IMPORTS = "import keras\nfrom keras import layers\n"


def seconds(run: Callable[[], object], rounds: int) -> float:
    """The median time of a call, once the code is warm."""
    run()
    times = []
    for _round in range(rounds):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return statistics.median(times)


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

    return seconds(build, 1)


def main() -> None:
    """Print the table."""
    for way, chain in CHAINS.items():
        for n in (10, 100, 1_000, 10_000):
            listing = IMPORTS + chain.format(n=n)
            summary = summarize(listing)
            assert not summary.problems, summary.problems
            ours = seconds(lambda listing=listing: summarize(listing), 5)
            theirs = with_keras(listing) if n <= 100 else None
            ratio = f"   {theirs / ours:,.0f} times faster than building it" if theirs else ""
            print(f"{way:>12} {n:>7,} layers {ours / n * 1e6:8.1f} µs a layer{ratio}")
    ours, theirs = seconds(lambda: summarize(RESNET), 10), with_keras(RESNET)
    ratio = f"   {theirs / ours:,.0f} times faster than building it" if theirs else ""
    print(f"{'ResNet-50':>12} {ours * 1e3:8.1f} ms{ratio}")


if __name__ == "__main__":
    os.environ.setdefault("KERAS_BACKEND", "jax")
    sys.exit(main())
