"""Files of a summary that pages offer: there, right and reached from every page, and left out where nothing can be."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from sphinx_model_summary import summarize

Build = Callable[..., Any]

LISTING = "Input((4,))\nDense(3)\nDense(1)\n"
RST = """\
Page
====

.. model-summary::
   :name: Two layers
   :download: {}

   Input((4,))
   Dense(3)
   Dense(1)
"""
MD = f"# Page\n\n```{{{{model-summary}}}}\n:name: Two layers\n:download: {{}}\n{LISTING}```\n"
SITE = {
    "index.rst": f"{RST.format('json, csv')}\n\n.. toctree::\n\n   lessons/deep\n",
    "lessons/deep.md": MD.format("csv json").replace("Two layers", "other"),
}


def links(page: Path) -> list[tuple[Path, str]]:
    """The files that a page offers, and what the links say."""
    found = re.findall(r'<a class="reference download internal" download="" href="(.*?)">(\w+)</a>',
                       page.read_text(encoding="utf-8"))  # fmt: skip
    return [(page.parent / href, said) for href, said in found]


@pytest.mark.parametrize(
    ("builder", "pages"),
    [("html", ["index.html", "lessons/deep.html"]), ("dirhtml", ["index.html", "lessons/deep/index.html"]),
     ("singlehtml", ["index.html"])],
)  # fmt: skip
def test_pages_link_to_files_with_what_the_engine_says(build: Build, builder: str, pages: list[str]) -> None:
    built = build(SITE, builder, jobs=2)
    assert built.warnings == []
    offered = [link for page in pages for link in links(built.out / page)]
    assert [said for _, said in offered] == ["JSON", "CSV", "CSV", "JSON"]
    assert [path.name for path, _ in offered] == ["two-layers.json", "two-layers.csv", "other.csv", "other.json"]
    for path, said in offered:
        text = path.read_bytes().decode()
        if said == "JSON":
            assert json.loads(text) == summarize(LISTING).to_dict()
        else:
            assert [row["params"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["15", "4"]


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml", "gettext"])
def test_builders_without_files_leave_the_line_out(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build(SITE, builder, **settings)
    assert built.warnings == []
    for path in built.out.rglob("*.*"):
        if path.suffix in {".xhtml", ".tex", ".txt", ".1", ".texi", ".xml", ".pseudoxml", ".pot"}:
            assert "Download" not in path.read_text(encoding="utf-8")
    assert not (built.out / "_downloads").exists()


def test_files_are_the_same_whoever_writes_them(build: Build) -> None:
    def files(out: Path) -> dict[Path, bytes]:
        return {path.relative_to(out): path.read_bytes() for path in out.rglob("_downloads/**/*.*")}

    one, two = build(SITE, out="one"), build(SITE, out="two", jobs=2)
    assert len(files(one.out)) == 4
    assert files(one.out) == files(two.out)
    assert one.read("index.html") == two.read("index.html")


def test_a_changed_listing_has_files_of_another_path(build: Build) -> None:
    before = links(build({"index.rst": RST.format("json")}).out / "index.html")
    after = links(build({"index.rst": RST.format("json").replace("Dense(1)", "Dense(2)")}).out / "index.html")
    assert before[0][0].name == after[0][0].name
    assert before[0][0].parent != after[0][0].parent


def test_the_site_may_offer_them_everywhere_and_a_page_may_not(build: Build) -> None:
    pages = {
        "index.md": "# One\n\n```{toctree}\nnone\n```\n" + MD.format("csv").replace(":download: csv\n", ""),
        "none.md": MD.format("").replace("Two layers", "other"),
    }
    built = build(pages, model_summary_download=["json"])
    assert built.warnings == []
    assert [said for _, said in links(built.out / "index.html")] == ["JSON"]
    assert links(built.out / "none.html") == []


def test_a_form_that_is_not_there_is_told(build: Build) -> None:
    assert build({"index.rst": RST.format("json, xml")}, "pseudoxml").warnings == [
        "index.rst:4: WARNING: option :download: does not know 'xml' (one of json, csv) [model_summary.option]"
    ]


def test_a_failing_model_offers_nothing(build: Build) -> None:
    built = build({"index.rst": RST.format("json").replace("Dense(1)", "Dense(1, 2, unit=3)")})
    assert len(built.warnings) == 1
    assert links(built.out / "index.html") == []
    assert not [one for one in built.doctree().findall(nodes.paragraph) if one.astext().startswith("Download")]


def test_an_exercise_does_not_give_its_answers_away(build: Build) -> None:
    built = build({"index.md": MD.format("json").replace(":name:", ":quiz:\n:name:")})
    assert built.warnings == []
    assert links(built.out / "index.html") == []
