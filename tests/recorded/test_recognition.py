"""Recorded texts that look otherwise than what a listing gives, and are recognised as the same."""

from __future__ import annotations

import pytest

from .printed import BRANCHES, DIGITS, ENCODER, KERAS_1, TEXTS, TWICE, compared, printed

OLDER = "it was printed by Keras 1, or by Keras 2 in its older layout"
LATER = "it was printed by Keras 2"
CUT = "some cells are cut in the text and compared as far as they go"

#: Texts and listings that give the same, and what is recognised on the way.
AGREEING = {
    "Keras 2, names counted on and cut": (
        "keras2-ruled", DIGITS,
        [OLDER, "automatic names are counted on from an earlier model: conv2d_7 for conv2d", CUT],
    ),
    "Keras 2, names wrapped": (
        "keras2-spaced", DIGITS,
        [LATER, "automatic names are counted on from an earlier model: conv2d_7 for conv2d"],
    ),
    "Keras 2, functions on tensors": (
        "keras2-connected", BRANCHES,
        [
            LATER, "older versions give the automatic name input_1 for input_layer",
            "Keras 2 shows functions on tensors under other names: TFOpLambda for Add",
        ],
    ),
    "Keras 2, nested models opened": (
        "keras2-opened", f"{ENCODER}model = keras.Sequential([keras.Input((8, 8, 3)), encoder, layers.Dense(2)])",
        [LATER, "nested models are opened in the text: conv2d"],
    ),
    "Keras 1, names counted from 1": (
        "keras1-connected", KERAS_1,
        [
            OLDER,
            "automatic names are counted from 1, as in older versions or after one earlier model: conv2d_1 for conv2d",
            "older versions give the automatic name input_1 for input_layer",
        ],
    ),
    "an optimizer in the total": (
        "keras3-optimizer", DIGITS,
        [
            "automatic names are counted on from an earlier model: dense_2 for dense",
            (
                "374 of the total are numbers of the optimizer: 2 × 186 + 2, as with Adam, AdamW, Adamax, "
                "Adadelta, Ftrl"
            ),
        ],
    ),
    "connections that are cut": (
        "keras3-connected", TWICE,
        [CUT],
    ),
    "a text without an input": (
        "keras3-unbuilt", "model = keras.Sequential([keras.Input((4,)), Dense(3), Dropout(0.5), Dense(1)])",
        ["it was printed before the model had an input, so shapes and counts are open in it: dense"],
    ),
    "neither text nor listing with an input": (
        "keras3-unbuilt", "model = keras.Sequential([Dense(3), Dropout(0.5), Dense(1)])", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "listing", "recognised"), AGREEING.values(), ids=AGREEING)
def test_what_is_recognised(name: str, listing: str, recognised: list[str]) -> None:
    found = compared(TEXTS[name], listing)
    assert found.differences == ()
    assert found.agrees
    assert list(map(str, found.recognised)) == recognised


def test_nested_models_opened_on_both_sides() -> None:
    found = compared(TEXTS["keras3-opened"], TWICE, expand_nested=True)
    assert found.agrees
    assert "nested" not in " ".join(map(str, found.recognised))


#: Rows of a text, a listing, and what is recognised besides the layout.
LOOKS = {
    "the row of the input": (
        ("input_1 (InputLayer)  (None, 4)  0", "dense (Dense)  (None, 3)  15"), "Input((4,))\nDense(3)",
        "the text has a row for the input, which holds no parameters: input_1",
    ),
    "no row of the input": (
        ("dense (Dense)  (None, 3)  15",), "i = Input((4,))\nm = Model(i, Dense(3)(i))",
        "the text has no row for the input, which holds no parameters: input_layer",
    ),
    "a fixed batch": (
        ("dense (Dense)  (32, 3)  15",), "Input((4,))\nDense(3)",
        "the batch is fixed in the text: (32, 3) for (None, 3)",
    ),
    "an older name of a type": (
        ("convolution2d_1 (Convolution2D)  (None, 6, 6, 2)  20",), "Input((8, 8, 1))\nConv2D(2, 3)",
        "Convolution2D is called Conv2D today",
    ),
    "shapes left out": (
        ("dense (Dense)  multiple  15",), "Input((4,))\nDense(3)",
        "the text leaves shapes out: multiple for (None, 3)",
    ),
    "numbers of names with gaps": (
        ("dense_3 (Dense)  (None, 3)  15", "dense_5 (Dense)  (None, 1)  4"), "Input((4,))\nDense(3)\nDense(1)",
        "automatic names have other numbers, as more layers were made before or in between: dense_3 for dense",
    ),
    "a nested model's own shape": (
        ("net (Functional)  (None, None, None, 2)  20",),
        (
            "i = Input((None, None, 1))\nnet = Model(i, Conv2D(2, 3)(i), name='net')\n"
            "m = Sequential([Input((8, 8, 1)), net])"
        ),
        (
            "the text leaves open the sizes that a nested model does not fix itself: (None, None, None, 2) for "
            "(None, 6, 6, 2)"
        ),
    ),
    "masks, which had no rows": (
        (
            "input_1 (InputLayer)  [(None, 9)]  0", "embedding (Embedding)  (None, 9, 2)  10",
            "lstm (LSTM)  (None, 3)  72",
        ),
        "i = Input((9,))\nm = Model(i, LSTM(3)(Embedding(5, 2, mask_zero=True)(i)))",
        "Keras 2 has no rows for what Keras 3 puts in by itself, such as masks: not_equal",
    ),
    "rows in another order": (
        (
            "input_1 (InputLayer)  (None, 4)  0", "dense_1 (Dense)  (None, 2)  10", "dense (Dense)  (None, 3)  15",
            "concatenate (Concatenate)  (None, 5)  0",
        ),
        "i = Input((4,))\na, b = Dense(3)(i), Dense(2)(i)\nm = Model(i, Concatenate()([a, b]))",
        "Keras 2 puts rows that stand side by side in another order",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "listing", "recognised"), LOOKS.values(), ids=LOOKS)
def test_other_looks_of_the_same_row(rows: tuple[str, ...], listing: str, recognised: str) -> None:
    found = compared(printed(*rows), listing)
    assert found.differences == ()
    assert recognised in map(str, found.recognised)
