"""Rails in the HTML table of a model with branches, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Build = Callable[..., Any]

BLOCK = """\
image = Input((8, 8, 4))
x = Conv2D(4, 3, padding="same")(image)

# Meet

model = Model(image, Add()([x, image]))
"""
CHAIN = "Input((8, 8, 4))\nConv2D(4, 3)\n"


def page(listing: str, options: str = "") -> dict[str, str]:
    return {"index.md": f"# Page\n\n```{{model-summary}}\n{options}\n{listing}```\n"}


def cells(html: str) -> list[str]:
    """The first cell of each row of the table's body."""
    body = re.search("<tbody>(.*?)</tbody>", html, re.DOTALL)
    assert body is not None
    return re.findall(r"<tr.*?<td.*?>(.*?)</td>", body[1], re.DOTALL)


@pytest.mark.parametrize(("builder", "name"), [("html", "index.html"), ("singlehtml", "index.html")])
def test_each_row_of_a_layer_begins_with_a_strip(build: Build, builder: str, name: str) -> None:
    built = build(page(BLOCK), builder)
    assert built.warnings == []
    found = cells(built.read(name))
    assert ["model-summary-rail" in cell for cell in found] == [True, True, True, True, False, False, False]
    assert all(re.match(r'<svg [^>]*aria-hidden="true".*</svg><p>', cell) for cell in found[:4])
    assert ["<circle" in cell for cell in found[:4]] == [True, True, False, True]  # the third is a heading


def test_they_are_drawn_where_a_theme_wraps_tables(build: Build) -> None:
    pytest.importorskip("furo")
    assert build(page(BLOCK), html_theme="furo").read("index.html").count("model-summary-rail") == 4


def test_the_table_says_what_it_says_without_them(build: Build) -> None:
    written = build(page(BLOCK)).read("index.html")
    assert len(re.findall("<th ", written)) == 4
    assert "conv2d[0][0]" in re.sub("<.*?>", "", written)
    assert "999" not in re.sub("<.*?>", "", written)


def test_a_chain_has_none(build: Build) -> None:
    assert "model-summary-rail" not in build(page(CHAIN)).read("index.html")


@pytest.mark.parametrize(("columns", "railed"), [("name, params", True), ("params, name", False)])
def test_they_stand_before_names_only(build: Build, columns: str, railed: bool) -> None:
    written = build(page(BLOCK, f":columns: {columns}")).read("index.html")
    assert ("model-summary-rail" in written) is railed


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "xml"])
def test_other_formats_leave_it_to_the_last_column(build: Build, builder: str) -> None:
    built = build(page(BLOCK), builder)
    assert built.warnings == []
    pages = ("index.*html", "*.tex", "*.txt", "*.1", "*.texi", "*.xml")
    written = next(path for name in pages for path in built.out.glob(name)).read_text(encoding="utf-8")
    assert "svg" not in written
    assert "Connected" in written
