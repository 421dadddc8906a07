"""Every builder shows the table and the notes, without a warning, and the same from two processes as from one."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

Build = Callable[..., Any]

BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml")
TEXTUAL = {".html", ".xhtml", ".tex", ".txt", ".1", ".texi", ".xml", ".pseudoxml"}
HERE = Path(__file__).parent
ARTICLE = (HERE / "pages" / "article" / "index.rst").read_text(encoding="utf-8")
SITE = {
    "index.rst": f"{ARTICLE}\nSee :ref:`classifier`.\n\n.. toctree::\n\n   other\n   plain\n",
    "other.rst": (HERE / "pages" / "branches" / "index.rst").read_text(encoding="utf-8"),
    "plain.rst": "Plain\n=====\n\nNo model here.\n",
}


@pytest.mark.parametrize("builder", BUILDERS)
def test_it_builds_without_a_warning(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build(SITE, builder, numfig=True, **settings)
    assert built.warnings == []
    written = "".join(path.read_text(encoding="utf-8") for path in built.out.rglob("*.*") if path.suffix in TEXTUAL)
    assert "277,569" in written
    assert "147,584" in written
    assert "A classifier of" in written


def test_two_processes_write_what_one_writes(build: Build) -> None:
    one, two = build(SITE, out="one"), build(SITE, out="two", jobs=2)
    assert two.warnings == []
    for page in ("index.html", "other.html"):
        assert one.read(page) == two.read(page)


def test_nothing_is_read_again_without_a_change(build: Build) -> None:
    build(SITE)
    again = build(SITE)
    assert "0 added, 0 changed, 0 removed" in again.app._status.getvalue()  # type: ignore[attr-defined]


def test_the_stylesheet_is_linked_where_a_model_is_shown(build: Build) -> None:
    built = build(SITE)
    assert "model-summary.css" in built.read("index.html")
    assert "model-summary.css" in built.read("other.html")
    assert "model-summary.css" not in built.read("plain.html")
    assert "model-summary.css" not in built.read("search.html")
    assert (built.out / "_static" / "model-summary.css").stat().st_size < 8_000


def test_the_search_finds_captions_and_notes_but_no_layer_names(build: Build) -> None:
    found = build(SITE).read("searchindex.js")
    assert '"classifi"' in found
    assert '"move_mean"' in found or '"moving_mean"' in found
    assert "conv2d_1" not in found


def test_translators_get_the_author_s_words_only(build: Build) -> None:
    built = build(SITE, "gettext", gettext_compact=False)
    offered = [line for line in built.read("index.pot").splitlines() if line.startswith("msgid")]
    assert offered == [
        'msgid ""', 'msgid "Lesson"', 'msgid "A classifier of **images**"', 'msgid "See :ref:`classifier`."',
    ]  # fmt: skip


def test_notes_fold_in_html_and_stand_open_in_a_book(build: Build) -> None:
    assert '<details class="model-summary-note">' in build(SITE).read("index.html")
    assert '<details class="model-summary-note" open="open">' in build(SITE, "epub").read("index.xhtml")


def test_a_caption_is_a_target(build: Build) -> None:
    page = f"{ARTICLE}\nSee :ref:`classifier` and :numref:`classifier`.\n"
    written = build({"index.rst": page}, numfig=True).read("index.html")
    assert '<a class="reference internal" href="#classifier">' in written
    assert "Table 1" in written


def test_a_label_before_the_directive_names_the_table(build: Build) -> None:
    page = "Page\n====\n\n.. _net:\n\n.. model-summary:: A network\n\n   Dense(3, input_shape=(2,))\n\n"
    markdown = "# Next\n\n(this)=\n```{model-summary} Another one\nDense(4, input_shape=(2,))\n```\n\n{numref}`this`\n"
    page += "See :ref:`net`, :numref:`net`.\n\n.. toctree::\n\n   next\n"
    built = build({"index.rst": page, "next.md": markdown}, numfig=True)
    assert built.warnings == []
    see = re.search(r"See (.*)</p>", built.read("index.html"))
    assert see is not None
    assert re.sub("<[^>]*>", "", see[1]) == "A network, Table 1."
    next_page = built.read("next.html")
    assert next_page.count('id="this"') == next_page.count('href="#this"') == 1
    assert ">Table 2<" in next_page


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text", "man"])
def test_a_summary_may_stand_in_a_cell(build: Build, builder: str) -> None:
    """Writers of LaTeX, text and manual pages know no tables in tables."""
    page = """Page
====

.. list-table::

   * - one
     - .. model-summary:: In a cell

          Input((28, 28, 1))
          Conv2D(32, 3)
          BatchNormalization()
"""
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build({"index.rst": page}, builder, **settings)
    assert built.warnings == []
    written = "".join(path.read_text(encoding="utf-8") for path in built.out.glob("*.*") if path.suffix in TEXTUAL)
    for words in ("In a cell", "conv2d", "320"):
        assert words in written


def test_names_break_between_their_words(build: Build) -> None:
    listing = (
        "inputs = Input((4,))\n   a = BatchNormalization()(inputs)\n   b = Add()([a, inputs])\n   Model(inputs, b)"
    )
    written = build({"index.rst": f"Page\n====\n\n.. model-summary::\n\n   {listing}\n"}).read("index.html")
    assert ">batch_<wbr/>normalization<" in written
    assert '<span class="model-summary-word">(Batch<wbr/>Normalization)</span>' in written
    assert 'batch_<wbr/>normalization<wbr/><span class="model-summary-numbers">[0][0],</span></span>' in written


def test_no_line_of_plain_text_breaks_where_a_space_forbids_it(build: Build) -> None:
    """French has such spaces within numbers, before signs of percent and before colons."""
    layers = "".join(f"   Dense({units})\n" for units in range(1000, 1500, 100))
    page = f".. model-summary:: Large\n   :language: fr\n   :input-shape: 1000\n\n{layers}"
    text = build({"index.rst": page}, "text").read("index.txt")
    lines = [line.strip() for line in text.splitlines()]
    assert any("= 1\u202f001\u202f000 " in line for line in lines)
    assert [line for line in lines if line.startswith(tuple("%:;?"))] == []
    assert [line for line, below in pairwise(lines) if line[-1:].isdecimal() and below[:3].isdecimal()] == []


def test_pdflatex_knows_the_space_within_french_numbers(build: Build) -> None:
    """They stand in the text of a page, and in the index of models, where no transform reaches them."""
    page = ".. model-summary::\n   :name: net\n   :input-shape: 1000\n\n   Dense(1000)\n\nIt has :model:params:`net`.\n"
    built = build({"index.rst": page}, "latex", language="fr", latex_elements={"preamble": r"\def\mine{}"})
    head, body = built.read("lessons.tex").split(r"\begin{document}")
    assert "1\u202f001\u202f000" in body
    assert r"\DeclareUnicodeCharacter{202F}{\,}" in head
    assert r"\def\mine{}" in head
