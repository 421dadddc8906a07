"""A drawing as SVG and for LaTeX."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from sphinx_model_summary import Summary
from sphinx_model_summary.layers.base import Kind
from sphinx_model_summary.pictures.diagram import diagram
from sphinx_model_summary.pictures.drawing import Bar, Drawing, Frame, Line, Solid, Words, text_width
from sphinx_model_summary.pictures.kinds import COLOURS
from sphinx_model_summary.pictures.latex import latex
from sphinx_model_summary.pictures.svg import as_file, svg

SVG = "{http://www.w3.org/2000/svg}"
SOLID = Solid(10, 20, 30, 40, 50, "dense", (1,), "a < b")
DRAWING = Drawing(100, 80, (
    SOLID,
    Line(((5, 5), (5, 20), (25, 40)), arrow=True),
    Frame(1, 2, 3, 4),
    Bar(5, 6, 7, 8, "pooling"),
    Words(9, 9, "<b> & 50% of a_b", 11, "bold", "middle"),
))  # fmt: skip


def test_svg_is_one_picture_with_a_label() -> None:
    picture = ElementTree.fromstring(svg(DRAWING, 'Says "1 < 2"'))
    assert picture.attrib == {
        "width": "100", "height": "80", "viewBox": "0 0 100 80", "role": "img", "aria-label": 'Says "1 < 2"',
        "fill": "currentColor",
    }  # fmt: skip


def test_svg_can_be_reached_by_keyboard_where_it_may_be_scrolled() -> None:
    assert ElementTree.fromstring(svg(DRAWING, "", focusable=True)).get("tabindex") == "0"


def test_svg_has_classes_for_colours_and_neither_ids_nor_styles() -> None:
    picture = ElementTree.fromstring(svg(DRAWING, "Here"))
    coloured = {element.get("class"): element.get("fill") for element in picture.iter() if element.get("class")}
    assert coloured == {"model-summary-kind-dense": COLOURS["dense"], "model-summary-kind-pooling": COLOURS["pooling"]}
    assert not any({"id", "style"} & set(element.keys()) for element in picture.iter())


def test_svg_says_what_the_drawing_says() -> None:
    picture = ElementTree.fromstring(svg(DRAWING, "Here"))
    (words,) = picture.iter(f"{SVG}text")
    assert (words.text, words.get("text-anchor"), words.get("font-weight")) == ("<b> & 50% of a_b", "middle", "600")
    (title,) = picture.iter(f"{SVG}title")
    assert title.text == "a < b"


def test_lines_bend_where_they_change_sides_and_end_in_an_arrow() -> None:
    picture = ElementTree.fromstring(svg(DRAWING, "Here"))
    line = picture.find(f"{SVG}g/{SVG}path")
    assert line is not None
    assert line.get("d") == "M5 5L5 20C5 30 25 30 25 40M19.5 36.8 25 40 19.5 43.2"


def test_a_solid_shows_three_faces_inside_its_outline() -> None:
    front, top, side = SOLID.faces
    assert front == ((10, 20), (40, 20), (40, 60), (10, 60))
    assert top == ((10, 20), (27, 8), (57, 8), (40, 20))
    assert side == ((40, 20), (57, 8), (57, 48), (40, 60))
    assert SOLID.outline == ((10, 20), (27, 8), (57, 8), (57, 48), (40, 60), (10, 60))


def test_a_file_has_colours_of_its_own() -> None:
    picture = ElementTree.fromstring(as_file(svg(DRAWING, "Here")))
    assert picture.get("color") == "#000"
    assert picture[0].attrib == {"width": "100%", "height": "100%", "fill": "#fff"}


def test_latex_sets_words_and_paints_the_rest() -> None:
    text = latex(DRAWING)
    assert r"\begin{picture}(75,60)" in text
    assert r"\bfseries <b> \& 50\% of a\_b" in text
    assert "10 20 m 40 20 l 40 60 l 10 60 l h f" in text
    assert "5 20 l 5 30 25 30 25 40 c" in text
    assert "1 2 3 4 re S" in text


def test_latex_makes_a_picture_fit_a_page() -> None:
    size = re.search(r"begin{picture}\((.*?),(.*?)\)", latex(Drawing(2000, 500, ())))
    assert size is not None
    assert (float(size[1]), float(size[2])) == (430, 107.5)


def test_every_model_gives_svg_that_can_be_parsed(any_summary: Summary) -> None:
    found = diagram(any_summary)
    assert found is not None
    assert ElementTree.fromstring(svg(found.drawing, "Here")).tag == f"{SVG}svg"


@pytest.mark.parametrize(("short", "long"), [("il", "mm"), ("abc", "abcd"), ("Conv", "合成積層")])
def test_texts_take_room_by_their_letters(short: str, long: str) -> None:
    assert text_width(short, 10) < text_width(long, 10)
    assert text_width(short, 10) < text_width(short, 10, bold=True) < text_width(short, 12, bold=True)


def test_the_colours_are_told_from_black_and_from_white() -> None:
    """WCAG asks for a contrast of 3 : 1 for what is not text."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for kind, colour in COLOURS.items():
        assert 1.05 / (luminance(colour) + 0.05) >= 3, kind
        assert (luminance(colour) + 0.05) / (luminance("#121212") + 0.05) >= 3, kind


def test_every_kind_of_layer_has_a_colour_that_the_documentation_lets_change() -> None:
    assert set(COLOURS) == {*get_args(Kind), "input", "model"}
    text = (Path(__file__).parents[2] / "docs" / "how-to" / "pictures.md").read_text(encoding="utf-8")
    assert [kind for kind in COLOURS if f"`{kind}`" not in text] == []
