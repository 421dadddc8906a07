"""What a diagram tells of a model: everything of a short one, the gist of a long one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import Summary, summarize
from sphinx_model_summary.pictures.diagram import Diagram, diagram
from sphinx_model_summary.pictures.structure import blocks_in, rows_of
from sphinx_model_summary.pictures.telling import breadth, height

#: Models, and their blocks as a reader meets them; those of one that is told layer by layer are its rows.
TOLD = {
    "chain": [
        "Input; 28 × 28 × 1",
        "Conv2D 3×3; 26 × 26 × 8; 80 parameters",
        "Flatten; 5408",
        "Dense; 10; 54090 parameters",
    ],
    "lstm": [
        "Input; 200",
        "Embedding; 200 × 128; 2560000 parameters",
        "Bidirectional(LSTM); 200 × 128; 98816 parameters",
        "Bidirectional(LSTM); 128; 98816 parameters",
        "Dense; 1; 129 parameters",
    ],
    "two inputs": [
        "Input: title; None",
        "Embedding; None × 64; 64000 parameters",
        "LSTM; 32; 12416 parameters",
        "Input: tags; 12",
        "Concatenate; 44",
        "Dense; 1; 45 parameters",
        "Dense; 4; 180 parameters",
    ],
    "siamese": [
        "Input: left; 28 × 28 × 1",
        "Input: right; 28 × 28 × 1",
        "encoder (Sequential); 16; 160 parameters",
        "Subtract; 16",
    ],
    "vgg": [
        "Input; 224 × 224 × 3",
        "2 × Conv2D 3×3; 224 × 224 × 64; 38720 parameters",
        "MaxPooling2D 2×2; 112 × 112 × 64",
        "2 × Conv2D 3×3; 112 × 112 × 128; 221440 parameters",
        "MaxPooling2D 2×2; 56 × 56 × 128",
        "3 × Conv2D 3×3; 56 × 56 × 256; 1475328 parameters",
        "MaxPooling2D 2×2; 28 × 28 × 256",
        "3 × Conv2D 3×3; 28 × 28 × 512; 5899776 parameters",
        "MaxPooling2D 2×2; 14 × 14 × 512",
        "3 × Conv2D 3×3; 14 × 14 × 512; 7079424 parameters",
        "MaxPooling2D 2×2; 7 × 7 × 512",
        "Flatten; 25088",
        "2 × Dense; 4096; 119545856 parameters",
        "Dense; 1000; 4097000 parameters",
    ],
    "resnet50": [
        "Input; 224 × 224 × 3",
        "Conv2D 7×7 + ZeroPadding2D, BatchNormalization, Activation; 112 × 112 × 64; 9728 parameters",
        "MaxPooling2D 3×3 + ZeroPadding2D; 56 × 56 × 64",
        "4 × Conv2D, Add; 56 × 56 × 256; 76928 parameters",
        "2 × (3 × Conv2D, Add); 56 × 56 × 256; 143104 parameters",
        "4 × Conv2D, Add; 28 × 28 × 512; 383232 parameters",
        "3 × (3 × Conv2D, Add); 28 × 28 × 512; 847104 parameters",
        "4 × Conv2D, Add; 14 × 14 × 1024; 1520128 parameters",
        "5 × (3 × Conv2D, Add); 14 × 14 × 1024; 5608960 parameters",
        "4 × Conv2D, Add; 7 × 7 × 2048; 6054912 parameters",
        "2 × (3 × Conv2D, Add); 7 × 7 × 2048; 8943616 parameters",
        "GlobalAveragePooling2D; 2048",
        "Dense; 1000; 2049000 parameters",
    ],
}
#: Long models, and in how many blocks, one below the other, each is told.
LONG = {
    "a chain that changes with every layer": (
        "x = i = Input((32,))\nfor units in range(90):\n    x = Dense(32 + units)(x)\nmodel = Model(i, x)",
        24,
    ),
    "a dense block": (
        (
            "x = i = Input((32, 32, 16))\nfor _ in range(40):\n    y = Conv2D(12, 3, padding='same')(ReLU()(x))\n"
            "    x = Concatenate()([x, y])\nmodel = Model(i, x)"
        ),
        21,
    ),
    "many outputs": (
        "i = Input((32,))\nmodel = Model(i, [Dense(3)(i) for _ in range(200)])",
        2,
    ),
    "a tangle": (
        (
            "all = [Input((32,))]\nfor _ in range(30):\n    y = Concatenate()(all) if all[1:] else all[0]\n"
            "    all.append(Dense(8)(y))\nmodel = Model(all[0], all[-1])"
        ),
        4,
    ),
}


def told(summary: Summary) -> Diagram:
    found = diagram(summary)
    assert found is not None
    return found


def sentences(found: Diagram) -> list[str]:
    return ["; ".join(found.blocks.said(block)) for block in blocks_in(found.structure)]


@pytest.mark.parametrize("name", TOLD)
def test_blocks(summary: Callable[..., Summary], name: str) -> None:
    assert sentences(told(summary(name))) == TOLD[name]


def test_every_row_is_told_once(any_summary: Summary) -> None:
    rows = [row for row in rows_of(told(any_summary).structure) if row >= 0]
    assert rows == [place for place, row in enumerate(any_summary.layers) if not row.level]


@pytest.mark.parametrize("name", LONG)
def test_a_long_model_is_told_in_as_few_blocks_as_fit(name: str) -> None:
    listing, blocks = LONG[name]
    found = told(summarize(listing))
    assert height(found.structure) == blocks
    assert breadth(found.structure) == 1
    assert sentences(found)[0].startswith("Input; 32")


def test_what_comes_again_is_drawn_once_in_a_frame() -> None:
    block = "x = LayerNormalization()(Add()([x, MultiHeadAttention(2, 32)(x, x)]))"
    found = told(summarize(f"x = i = Input((8, 32))\nfor _ in range(12):\n    {block}\nmodel = Model(i, x)"))
    assert sentences(found) == [
        "Input; 8 × 32",
        "MultiHeadAttention; 8 × 32; 8416 parameters",
        "Add + LayerNormalization; 8 × 32; 64 parameters",
    ]
    assert [shape.text for shape in found.drawing.shapes if getattr(shape, "text", "").startswith("×")] == ["× 12"]


@pytest.mark.parametrize(
    ("listing", "title"),
    [
        ('Input((8,), name="image")\nDense(1)', "Input"),  # a row that Keras does not print
        ('i = Input((8,), name="image")\nModel(i, Dense(1)(i))', "Input: image"),
        ("i = Input((8,))\nModel(i, Dense(1)(i))", "Input"),
        ("Input((8, 8, 1))\nConv2D(4, (3, 5))", "Conv2D 3×5"),
        ("Input((8, 1))\nAveragePooling1D(4)", "AveragePooling1D 4"),
        ("Input((8, 8, 8, 1))\nTimeDistributed(Conv2D(4, 3))", "TimeDistributed(Conv2D)"),
        ("Input((8,))\nDense(1)", "Dense"),
    ],
)
def test_titles(listing: str, title: str) -> None:
    found = told(summarize(listing))
    titles = [found.blocks.title(block) for block in blocks_in(found.structure)]
    assert title in titles


@pytest.mark.parametrize("listing", ["Dense(3)", "Input((3,))\nDense(units)", "x = 3"])
def test_no_diagram_of_what_is_not_known(listing: str) -> None:
    assert diagram(summarize(listing)) is None
