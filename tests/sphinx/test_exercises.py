"""Exercises on a page: gaps in tables and questions, which open in HTML and have a key on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes

Build = Callable[..., Any]

LISTING = """
   Input((30, 30, 3))
   Conv2D(16, 3, strides=2)
   Flatten()
   Dense(10)
"""


def page(options: str = "", directive: str = "model-summary:: A network", listing: str = LISTING) -> dict[str, str]:
    return {"index.rst": f"Page\n====\n\n.. {directive}\n{options}{listing}"}


def gaps(built: Any) -> dict[str, str]:
    """What opens in the table of an HTML page: the name of each gap, and what is behind it."""
    gap = r'<details class="model-summary-blank">\s*<summary aria-label="([^"]*)">\?</summary>\s*([^<]*)</details>'
    return dict(re.findall(gap, built.read("index.html")))


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("", {"Param #: conv2d": "448", "Param #: flatten": "0", "Param #: dense": "31,370"}),
        ("shapes", {"Output Shape: conv2d": "(None, 14, 14, 16)", "Output Shape: flatten": "(None, 3136)",
                    "Output Shape: dense": "(None, 10)"}),
        ("params, dense", {"Param #: dense": "31,370"}),
        ("flatten", {"Param #: flatten": "0", "Output Shape: flatten": "(None, 3136)"}),
        ("totals", {"Total params": "31,818 (124.29 KB)", "Trainable params": "31,818 (124.29 KB)",
                    "Non-trainable params": "0 (0.00 B)"}),
    ],
)  # fmt: skip
def test_gaps_open_in_html(build: Build, words: str, hidden: dict[str, str]) -> None:
    built = build(page(f"   :quiz: {words}\n"))
    assert built.warnings == []
    assert gaps(built) == hidden


def test_on_paper_gaps_are_blank_and_a_key_stands_below(build: Build) -> None:
    text = build(page("   :quiz:\n   :notes: none\n"), "text").read("index.txt")
    assert re.search(r"\| conv2d \(Conv2D\) +\| \(None, 14, 14, 16\) +\| +____", text)
    assert text.index("____") < text.index("Answers") < text.index("conv2d: 448") < text.index("dense: 31,370")
    assert r"conv2d: 448" in build(page("   :quiz:\n   :notes: none\n"), "latex").read("lessons.tex").replace("\\", "")


def test_a_key_has_the_punctuation_of_its_language(build: Build) -> None:
    built = build(page("   :quiz: params, shapes\n   :language: zh_CN\n"))
    assert "<p>conv2d：(None, 14, 14, 16)；448</p>" in built.read("index.html")


def test_what_is_to_be_worked_out_can_be_seen(build: Build) -> None:
    assert "Conv2D(16, 3, strides=2)" in build(page("   :quiz:\n"), "text").read("index.txt")
    assert "strides" not in build(page("   :quiz:\n   :listing: hide\n   :notes: none\n"), "text").read("index.txt")
    assert "Conv2D(16, 3, strides=2)" in build(page("", "model-question::"), "text").read("index.txt")
    assert "strides=2)\n" not in build(page(QUESTION, "model-question::"), "text").read("index.txt")


def test_titles_of_notes_tell_nothing(build: Build) -> None:
    assert list(build(page("   :quiz:\n"), "pseudoxml").notes()) == [
        "Conv2D: 1 layer", "Flatten: 1 layer", "Dense: 1 layer", "Totals",
    ]  # fmt: skip


def test_an_unknown_word_is_told_with_a_suggestion(build: Build) -> None:
    (told,) = build(page("   :quiz: param\n"), "pseudoxml").warnings
    assert (
        told
        == "index.rst:4: WARNING: option :quiz: does not know 'param' (did you mean 'params'?) [model_summary.option]"
    )


def test_where_nothing_is_hidden_there_is_no_key(build: Build) -> None:
    built = build(page("   :quiz: everything\n"), "text")
    (told,) = built.warnings
    assert told == (
        "index.rst:4: WARNING: option :quiz: does not know 'everything' "
        "(one of params, shapes, totals, or the name of a layer) [model_summary.option]"
    )
    assert "Answers" not in built.read("index.txt")


def test_no_picture_gives_away_what_is_to_be_worked_out(build: Build) -> None:
    assert "svg" not in build(page("   :quiz:\n"), model_summary_pictures=["shares", "diagram"]).read("index.html")


QUESTION = "   :layer: conv2d\n"


def test_each_answer_opens_in_html(build: Build) -> None:
    built = build(page(QUESTION, "model-question::"))
    assert built.warnings == []
    html = built.read("index.html")
    assert "Conv2D(filters=16, kernel_size=3, strides=2, padding=&quot;valid&quot;) gets an input of shape " in html
    answers = dict(re.findall(r"<summary>([^<]*)</summary>\s*<p>([^<]*)</p>", html))
    assert answers == {
        "448": "Right: (3 × 3 × 3) × 16 + 16 = 448",
        "432": "Not right: (3 × 3 × 3) × 16 = 432. The biases are missing: each output of the layer has one more "
               "number, which is added at the end.",
        "160": "Not right: (3 × 3 × 1) × 16 + 16 = 160. The input channels are forgotten: a filter has a window of "
               "weights for each channel that comes in.",
        "433": "Not right: (3 × 3 × 3) × 16 + 1 = 433. One bias is counted for the whole layer: each of its outputs "
               "has one of its own.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("listing", "asked"),
    [
        ("Input((7, 3))\n   Bidirectional(LSTM(5), merge_mode='sum')",
         "Bidirectional(LSTM(units=5), merge_mode=\"sum\") gets an input of shape (None, 7, 3). How many"),
        ("Input((7,))\n   Dense(5, trainable=False)", "Dense(units=5, trainable=False) gets an input"),
        ("Input((9, 9, 3))\n   MaxPooling2D(3)", "gap of the output shape (None, ____, …, 3)?"),
    ],
)  # fmt: skip
def test_a_question_says_all_that_the_answer_needs_and_not_the_answer(build: Build, listing: str, asked: str) -> None:
    ask = "   :ask: size\n" if "gap" in asked else ""
    text = build(page(ask, "model-question::", f"\n   {listing}\n"), "text").read("index.txt")
    assert asked in " ".join(text.split())


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "xml", "epub", "singlehtml", "dirhtml"])
def test_every_builder_asks_and_answers(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build(page(QUESTION, "model-question::"), builder, **settings)
    assert built.warnings == []
    texts = [path.read_text(encoding="utf-8") for path in built.out.rglob("*.*")
             if path.suffix in (".html", ".xhtml", ".tex", ".txt", ".1", ".texi", ".xml")]  # fmt: skip
    (text,) = [
        text for text in texts if "How many parameters" in text and "input channels are" in " ".join(text.split())
    ]
    assert {"448", "432", "160", "433"} <= set(re.findall(r"\d+", text))


def test_a_question_is_about_a_model_of_another_page_and_follows_it(build: Build) -> None:
    model = page("   :name: net\n")["index.rst"]
    pages = {"index.rst": "Site\n====\n\n.. toctree::\n\n   model\n   test\n", "model.rst": model,
             "test.md": "# Test\n\n```{model-question} net\n:layer: dense\n```\n"}  # fmt: skip
    assert "31,370" in build(pages).read("test.html")
    pages["model.rst"] = model.replace("Dense(10)", "Dense(20)")
    assert "62,740" in build(pages).read("test.html")


@pytest.mark.parametrize(
    ("options", "name", "message"),
    [
        ("", "nett", "no page shows a model named 'nett' (did you mean 'net'?) [model_summary.unknown_model]"),
        ("   :layer: dens\n", "net", "model 'net' has no layer 'dens' (did you mean 'dense'?) "),
        ("   :ask: size\n   :layer: flatten\n", "net", "no wrong answer to this question is known"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_warning_and_the_page_goes_on(
    build: Build, options: str, name: str, message: str
) -> None:
    model = page("   :name: net\n")["index.rst"]
    built = build({"index.rst": f"{model}\n.. model-question:: {name}\n{options}\nThe end.\n"})
    (told,) = built.warnings
    assert told.startswith(f"index.rst:12: WARNING: {message}")
    assert "The end." in built.read("index.html")


def test_a_defect_of_ours_leaves_the_page_and_a_warning(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("sphinx_model_summary.sphinx.question.question", fail)
    built = build(page(directive="model-question::"))
    assert built.warnings == [
        "index.rst:4: WARNING: the question could not be asked (RuntimeError: oops) [model_summary.internal]"
    ]
    assert "<h1>Page" in built.read("index.html")


def test_a_mistake_in_the_listing_of_a_question_is_told_at_its_line(build: Build) -> None:
    built = build(page("", "model-question::", "\n   Input((4,))\n   Dense(unit=3)\n"))
    assert built.warnings[0].startswith("index.rst:7: WARNING: Dense has no argument 'unit'")
    (block,) = [one for one in built.doctree().findall(nodes.container) if "model-summary-question" in one["classes"]]
    assert block is not None
