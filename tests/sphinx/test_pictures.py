"""Pictures on a page: drawn where a builder can draw, told in words elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from docutils import nodes

Build = Callable[..., Any]

BLOCK = """\
image = Input((32, 32, 64), name="image")
x = Conv2D(64, 3, padding="same")(image)
x = BatchNormalization()(x)
model = Model(image, Add()([x, image]))
"""
CROSSWISE = """\
a = Input((4,), name="a")
b, c = Dense(8)(a), Dense(8)(a)
d, e = ReLU()(b), Add()([b, c])
model = Model(a, Add()([d, e]))
"""
WORDS = [
    "Input: image; 32 × 32 × 64",
    "side by side:",
    "one after the other:",
    "Conv2D 3×3; 32 × 32 × 64; 36,928 parameters",
    "BatchNormalization; 32 × 32 × 64; 256 parameters",
    "unchanged: a connection that skips the others",
    "Add; 32 × 32 × 64",
]


def page(listing: str, pictures: str = "diagram, shares", options: str = "") -> dict[str, str]:
    return {"index.md": f"# Page\n\n```{{model-summary}}\n:pictures: {pictures}\n{options}\n{listing}```\n"}


def test_html_draws_and_tells_the_same_in_words_that_fold(build: Build) -> None:
    built = build(page(BLOCK, "diagram"))
    assert built.warnings == []
    written = built.read("index.html")
    (picture,) = re.findall(r'<div class="model-summary-picture no-search[^"]*">\s*(<svg.*?</svg>)\s*</div>', written)
    label = ElementTree.fromstring(picture).get("aria-label")
    assert label == "Diagram of the model; the same in words stands below."
    (words,) = re.findall(r"<summary>The diagram in words</summary>(.*?)</details>", written, re.DOTALL)
    assert re.findall(r"<p>(.*?)</p>", words) == WORDS


def test_shares_are_told_by_the_label_of_their_picture(build: Build) -> None:
    written = build(page(BLOCK, "shares")).read("index.html")
    assert 'aria-label="Share of the parameters: conv2d (Conv2D): 99.3%, batch_normalization' in written
    assert "Share of the parameters" not in re.sub("<svg.*?</svg>", "", written)


def test_pictures_stand_in_the_order_in_which_they_are_chosen(build: Build) -> None:
    written = build(page(BLOCK, "shares, diagram")).read("index.html")
    assert written.index("Share of the parameters") < written.index("Diagram of the model")


def test_text_tells_them_in_words(build: Build) -> None:
    written = build(page(BLOCK), "text").read("index.txt")
    assert "The diagram in words" in written
    assert re.search(r"\* one after the other:\s+\* Conv2D 3×3; 32 × 32 × 64; 36,928 parameters", written)
    assert "Share of the parameters: conv2d (Conv2D): 99.3%" in written
    assert "<svg" not in written
    assert "picture" not in written


def test_latex_draws_them(build: Build) -> None:
    (written,) = (path.read_text(encoding="utf-8") for path in build(page(BLOCK), "latex").out.glob("*.tex"))
    assert written.count(r"\begin{picture}") == 2
    assert "diagram in words" not in written
    assert "<svg" not in written


def test_an_epub_shows_them_from_files_with_the_words_as_alternative(build: Build) -> None:
    built = build(page(BLOCK), "epub")
    written = built.read("index.xhtml")
    images = re.findall(r'<img src="(.*?)" width="\d+" alt="(.*?)"/>', written)
    assert [alternative[:30] for _, alternative in images] == [f"{WORDS[0]}. si", "Share of the parameters: conv2"]
    for source, _ in images:
        assert ElementTree.parse(built.out / source).getroot().get("color") == "#000"
    assert "<svg" not in written


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "dirhtml", "singlehtml"])
def test_every_builder_takes_them(build: Build, builder: str) -> None:
    assert build(page(BLOCK), builder).warnings == []


def test_in_a_cell_of_a_table_they_stand_below_that_table_in_latex(build: Build) -> None:
    lines = "".join(f"          {line}\n" for line in BLOCK.splitlines())
    cell = f"   * - .. model-summary::\n          :pictures: diagram\n\n{lines}\n     - b\n"
    built = build({"index.rst": f"Page\n====\n\n.. list-table::\n\n{cell}"}, "latex")
    assert built.warnings == []
    (written,) = (path.read_text(encoding="utf-8") for path in built.out.glob("*.tex"))
    assert written.index(r"\end{tabular") < written.index(r"\begin{picture}")


def test_what_is_connected_crosswise_is_told_by_numbers(build: Build) -> None:
    block = build(page(CROSSWISE, "diagram"), "pseudoxml").block()
    (steps,) = (one for one in block.findall(nodes.container) if one[0].astext() == "The diagram in words")
    assert [line.astext() for line in steps.findall(nodes.paragraph)] == [
        "Input: a; 4",
        "connected crosswise:",
        "(1) from the step before:",
        "Dense; 8; 40 parameters",
        "(2) from the step before:",
        "Dense; 8; 40 parameters",
        "(3) from (2), (1):",
        "Add; 8",
        "(4) from (1):",
        "ReLU; 8",
        "The next step takes (4), (3).",
        "Add; 8",
    ]


def test_what_is_not_known_has_no_picture(build: Build) -> None:
    assert "<svg" not in build(page("Input((4,))\nDense(units)\n")).read("index.html")


def test_a_site_may_ask_for_them_and_a_page_for_others(build: Build) -> None:
    pages = page(BLOCK, "shares")
    pages["other.md"] = f"---\norphan: true\n---\n# Other\n\n```{{model-summary}}\n{BLOCK}```\n"
    pages["none.md"] = f"---\norphan: true\n---\n# None\n\n```{{model-summary}}\n:pictures:\n{BLOCK}```\n"
    built = build(pages, model_summary_pictures=["diagram"])
    assert "Diagram of the model" not in built.read("index.html")
    assert "Diagram of the model" in built.read("other.html")
    assert "model-summary-picture" not in built.read("none.html")


def test_a_picture_that_is_not_known_is_a_warning(build: Build) -> None:
    (warning,) = build(page(BLOCK, "photograph")).warnings
    assert "option :pictures: does not know 'photograph' (one of diagram, shares) [model_summary.option]" in warning
