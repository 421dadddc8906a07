"""Costs on a page: columns on wish, and what the notes then say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes

Build = Callable[..., Any]

LISTING = """\
Input((8, 8, 3))
Conv2D(4, 3, name="conv")
MaxPooling2D(name="pool")
Flatten(name="flat")
Dense(2, name="dense")
"""
NESTED = """\
q = Input((None, 3))
model = Model(q, layers.Dense(3, name="dense")(layers.Lambda(lambda x: x, name="own")(layers.LSTM(4)(q))))
"""


def page(columns: str, listing: str = LISTING, *options: str) -> dict[str, str]:
    """A page with one summary."""
    lines = "\n".join([f":columns: {columns}" if columns else ":notes: by-type", *options])
    return {"index.md": f"# Page\n\n```{{model-summary}}\n{lines}\n\n{listing}```\n"}


def told(built: Any, layer: str) -> str:
    """What the line of a layer says in the notes."""
    (line,) = [text for texts in built.notes().values() for text in texts if text.startswith(f"{layer}: ")]
    return str(line)


def test_columns_tell_what_layers_cost(build: Build) -> None:
    built = build(page("name, params, share, macs, memory, activations, receptive-field"), "pseudoxml")
    assert built.warnings == []
    assert built.cells() == [
        ["Layer", "Param #", "Share", "MACs", "Memory", "Activations", "Receptive Field"],
        ["conv", "112", "60.2%", "3,888", "448.00 B", "576.00 B", "3 × 3"],
        ["pool", "0", "-", "0", "-", "144.00 B", "4 × 4"],
        ["flat", "0", "-", "0", "-", "144.00 B", "-"],
        ["dense", "74", "39.8%", "72", "296.00 B", "8.00 B", "-"],
        ["Total", "186", "", "3,960", "744.00 B", "872.00 B", ""],
        ["Trainable params", "186", "", "", "744.00 B", "", ""],
        ["Non-trainable params", "0", "", "", "0.00 B", "", ""],
    ]


@pytest.mark.parametrize("listing", ["Input((8, 4))\nDense(3)\nDens(3)\n", "Dense(3)\nDense(2)\n"])
def test_columns_do_not_hide_a_problem(build: Build, listing: str) -> None:
    for column in ("share", "memory", "activations", "macs", "receptive-field"):
        built = build(page(f"layer, params, {column}", listing), "pseudoxml")
        assert [line for line in built.warnings if "internal" in line] == []
        assert len(built.cells()) > 1


def test_a_column_that_is_named_twice_is_shown_once(build: Build) -> None:
    assert build(page("layer, params, layer"), "pseudoxml").cells()[0] == ["Layer (type)", "Param #"]


def test_columns_tell_what_goes_in(build: Build) -> None:
    listing = 'Input((9, 8))\nBidirectional(LSTM(4, return_sequences=True))\nConv1D(4, 3, padding="same")\nFlatten()\n'
    assert build(page("input, arguments, shape", listing), "pseudoxml").cells()[:4] == [
        ["Input Shape", "Arguments", "Output Shape"],
        ["(None, 9, 8)", "LSTM(units=4, return_sequences=True)", "(None, 9, 8)"],
        ["(None, 9, 8)", 'filters=4, kernel_size=3, strides=1, padding="same"', "(None, 9, 4)"],
        ["(None, 9, 4)", "-", "(None, 36)"],
    ]


def test_what_is_not_known_has_a_question_mark(build: Build) -> None:
    built = build(page("name, macs, activations", NESTED), "pseudoxml")
    assert [row[1:] for row in built.cells()[1:]] == [
        ["0", "-"], ["?", "16.00 B"], ["?", "16.00 B"], ["12", "12.00 B"], ["?", "44.00 B"], *[["", ""]] * 3,
    ]  # fmt: skip
    assert "MACs: not known, because of lstm, own" in built.notes()["Totals: 143 parameters"]


def test_totals_stand_in_a_row_of_their_own_where_there_is_no_column_of_parameters(build: Build) -> None:
    assert build(page("name, macs"), "pseudoxml").cells()[-4:] == [
        ["Total", "3,960"],
        ["Total params: 186 (744.00 B)", ""],
        ["Trainable params: 186 (744.00 B)", ""],
        ["Non-trainable params: 0 (0.00 B)", ""],
    ]


def test_notes_work_out_the_columns_that_are_shown(build: Build) -> None:
    built = build(page("name, macs, memory, activations, receptive-field"), "pseudoxml")
    conv, pool = told(built, "conv"), told(built, "pool")
    assert "MACs: (3 × 3 × 3) × 4 × 6 × 6 = 3,888" in conv
    assert "memory of the weights: 112 × 4 = 448 bytes = 448.00 B" in conv
    assert "memory of the activations: 6 × 6 × 4 × 4 = 576 bytes = 576.00 B" in conv
    assert "receptive field 3 × 3: 1 + (3 − 1) × 1 = 3" in conv
    assert "receptive field 4 × 4: 3 + (2 − 1) × 1 = 4" in pool
    (note,) = [texts for title, texts in built.notes().items() if title.startswith("Conv2D")]
    assert (
        "MACs = (kernel height × kernel width × input channels) × filters × output height × output width" in note
    )
    totals = built.notes()["Totals: 186 parameters"]
    assert "MACs: 3,888 + 72 = 3,960" in totals
    assert "Activations: 576 + 144 + 144 + 8 = 872 bytes = 872.00 B" in totals


def test_notes_say_nothing_of_costs_that_are_not_shown(build: Build) -> None:
    text = build(page(""), "pseudoxml").block().astext()
    assert not any(word in text for word in ("MACs", "activations", "receptive field", "memory of"))


@pytest.mark.parametrize("builder", ["html", "latex", "text", "man", "texinfo"])
def test_every_column_in_every_format(build: Build, builder: str) -> None:
    every = "layer, name, type, input, shape, arguments, params, share, memory, activations, macs, receptive-field"
    assert build(page(f"{every}, trainable, connected"), builder).warnings == []


def test_a_share_has_a_bar_in_html_only(build: Build) -> None:
    bar = '<span class="model-summary-bar" style="width: 60.22%"></span>'
    assert bar in build(page("name, share"), "html").read("index.html")
    assert "60.2%" in build(page("name, share"), "text").read("index.txt")
    assert not list(build(page("name, share"), "pseudoxml").block().findall(nodes.raw))


def test_totals_do_not_stand_below_costs(build: Build) -> None:
    cells = build(page("name, shape, share, receptive-field"), "pseudoxml").cells()
    assert cells[-3:] == [
        ["Total params", "186 (744.00 B)", "", ""],
        ["Trainable params", "186 (744.00 B)", "", ""],
        ["Non-trainable params", "0 (0.00 B)", "", ""],
    ]
