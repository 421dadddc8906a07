"""How long a listing takes to analyse, beside what Sphinx itself needs to read the page on which it stands.

Prints milliseconds and the ratio of the two; the ratio is what can be compared between machines.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from docutils.transforms import Transformer
from sphinx.testing.util import SphinxTestApp

from sphinx_model_summary import summarize

PAGE = Path(__file__).parents[2] / "example_site" / "image-classifier.rst"
ROUNDS = 20


def listing_of(page: str) -> str:
    """The lines under the directive, between its options and the text that is not indented any more."""
    lines = page.partition(".. model-summary::")[2].partition("\n\n")[2].splitlines()
    end = next(index for index, line in enumerate(lines) if line and not line.startswith(" "))
    return "\n".join(line[3:] for line in lines[:end])


def analysing(listing: str) -> float:
    """The median time of an analysis, in seconds, once the code is warm."""
    summarize(listing)
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        summarize(listing)
        times.append(perf_counter() - start)
    return statistics.median(times)


def transforming(page: str) -> float:
    """The median time, in seconds, of docutils' and Sphinx's transforms when the page is read."""
    times: list[float] = []
    apply = Transformer.apply_transforms

    def timed(transformer: Transformer) -> None:
        start = perf_counter()
        apply(transformer)
        times.append(perf_counter() - start)

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        (source / "conf.py").write_text('extensions = ["sphinx_model_summary"]\n', encoding="utf-8")
        (source / "index.rst").write_text(page, encoding="utf-8")
        app = SphinxTestApp("dummy", srcdir=source)
        Transformer.apply_transforms = timed  # type: ignore[method-assign]
        try:
            for _round in range(ROUNDS):
                app.env.prepare_settings("index")
                app.builder.read_doc("index")
        finally:
            Transformer.apply_transforms = apply  # type: ignore[method-assign]
            app.cleanup()
    return statistics.median(times)


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    ours, theirs = analysing(listing_of(text)), transforming(text)
    print(f"analysis {1000 * ours:.2f} ms, transforms {1000 * theirs:.2f} ms, ratio {ours / theirs:.2f}")
