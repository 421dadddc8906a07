"""What it costs a site that its models are objects: the time of a build, and the size of the stored environment.

The same site is built from nothing again and again: with models that nobody knows by name, with named ones that Sphinx
alone keeps as labels, with the domain, and with the domain and a sentence that quotes each model from another page.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import process_time
from unittest import mock

from page import LISTINGS, PROSE, build, directive, own

from sphinx_model_summary.sphinx.domain import ModelDomain

#: The models of a page.
MODELS = (*LISTINGS.items(), ("Digits again", LISTINGS["Digits"].replace("Dropout(0.2)", "Dropout(0.5)")))


def site(folder: Path, pages: int, *, named: bool, quoted: bool = False) -> Path:
    """A site with five models a page."""
    folder.mkdir()
    for page in range(pages):
        text = [f"Page {page}\n========\n"]
        for place, (caption, listing) in enumerate(MODELS):
            head, _, body = directive("model-summary", caption, own(listing, page)).partition("\n")
            name = f"\n   :name: model-{page}-{place}" if named else ""
            other = f"model-{(page + 1) % pages}-{place}"
            sentence = f"It has :model:params:`{other}` parameters.\n" if quoted else PROSE
            text += [f"{caption}\n{'-' * len(caption)}\n", sentence, f"{head}{name}\n{body}"]
        (folder / f"page{page}.rst").write_text("\n".join(text), encoding="utf-8")
    names = "".join(f"   page{page}\n" for page in range(pages))
    (folder / "index.rst").write_text(f"Index\n=====\n\n.. toctree::\n\n{names}", encoding="utf-8")
    (folder / "conf.py").write_text("", encoding="utf-8")
    return folder


@contextmanager
def without_domain() -> Iterator[None]:
    """Nobody tells the domain of a model, and it keeps none."""
    with mock.patch.object(ModelDomain, "note"), mock.patch.object(ModelDomain, "read", ModelDomain._read):
        yield


def measure(source: Path, around: Callable[[], AbstractContextManager[None]]) -> tuple[float, int]:
    """The processor's time for a build, and the size of its environment in bytes."""
    with tempfile.TemporaryDirectory() as out:
        gc.collect()
        start = process_time()
        with around():
            build(source, Path(out))
        return process_time() - start, (Path(out) / ".doctrees" / "environment.pickle").stat().st_size


def main() -> None:
    """Measure, and print what each variant adds to the one before it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=200)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        named = site(Path(folder) / "named", given.pages, named=True)
        variants = {
            "labels alone": (named, without_domain),
            "the domain": (named, nullcontext),
            "the domain, quoted": (site(Path(folder) / "quoted", given.pages, named=True, quoted=True), nullcontext),
        }
        results: dict[str, list[tuple[float, int]]] = {name: [] for name in variants}
        for _round in range(given.rounds):
            for name, variant in variants.items():
                results[name].append(measure(*variant))
    seconds = {name: min(one[0] for one in some) for name, some in results.items()}  # the others were disturbed
    models = given.pages * len(MODELS)
    base = results["labels alone"][0][1]
    for name in variants:
        ratio = seconds[name] / seconds["labels alone"]
        grown = (results[name][0][1] - base) / models
        print(f"{models} models, {name}: {seconds[name]:.1f} s, {ratio:.3f} of labels alone; {grown:.0f} bytes a model")


if __name__ == "__main__":
    main()
