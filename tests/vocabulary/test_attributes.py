"""Attributes of layers that a listing asks for; all values and numbers are those of Keras 3.15."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import summarize

CASES = {
    "the cell of a recurrent layer, called by itself": (
        """
        class Decoder(layers.Layer):
            def __init__(self):
                super().__init__()
                self.rnn = LSTM(6)
            def call(self, x):
                whole = self.rnn(x)
                step, state = self.rnn.cell(x[:, 0], [whole, whole])
                return whole + step
        i = Input((5, 4))
        model = keras.Model(i, Decoder()(i))
        """,
        ["input_layer InputLayer (None, 5, 4) 0", "decoder Decoder (None, 6) 264"],
    ),
    "arguments of what a layer holds": (
        """
        rnn, both, stack = LSTM(6), Bidirectional(GRU(3, name="g")), RNN([LSTMCell(6), GRUCell(3)])
        same = rnn.cell is rnn.cell and isinstance(rnn.cell, LSTMCell) and isinstance(both.forward_layer, GRU)
        units = rnn.cell.units + both.forward_layer.units + both.backward_layer.cell.units + len(stack.cell.cells)
        model = Sequential([Input((4,)), Dense(units, name=both.backward_layer.name), Dense(3 if same else 1)])
        """,
        ["backward_g Dense (None, 14) 70", "dense Dense (None, 3) 45"],
    ),
    "what goes in and comes out": (
        """
        rnn, attention, i = LSTM(3, return_state=True), MultiHeadAttention(2, 2), Input((5, 4))
        whole, whole_state = rnn(i)[0], attention(i, i)
        model = keras.Model([attention.input[0]], [keras.Model(rnn.input, rnn.output)(i)[0], attention.output])
        """,
        [
            "input_layer InputLayer (None, 5, 4) 0",
            "functional Functional ((None, 3), (None, 3), (None, 3)) 96",
            "multi_head_attention MultiHeadAttention (None, 5, 4) 80",
        ],
    ),
    "weights by their names": (
        """
        norm, conv = BatchNormalization(), SeparableConv1D(3, 3)
        y = conv(norm(Input((5, 4))))
        model = Sequential([Input((2,)), Dense(norm.moving_mean.shape[0] + conv.pointwise_kernel.shape[-1])])
        """,
        ["dense Dense (None, 7) 21"],
    ),
}
#: How many parameters train after this was done to the parts of layers.
FROZEN = {
    "rnn = LSTM(6); x = rnn(i); rnn.cell.trainable = False": 0,
    "rnn = LSTM(6); x = rnn(i); rnn.cell.kernel.trainable = False": 168,
    "rnn = Bidirectional(GRU(3)); x = rnn(i); rnn.forward_layer.trainable = False": 81,
    "rnn = RNN([LSTMCell(6), GRUCell(3)]); x = rnn(i); rnn.cell.cells[0].trainable = False": 99,
    "rnn = Bidirectional(LSTM(3), backward_layer=LSTM(5, go_backwards=True)); x = rnn(i); "
    "rnn.backward_layer.trainable = False": 96,
}


@pytest.mark.parametrize(("listing", "rows"), CASES.values(), ids=CASES)
def test_rows(listing: str, rows: list[str], rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of(listing) == rows


@pytest.mark.parametrize("done", FROZEN)
def test_parts_are_frozen(done: str) -> None:
    summary = summarize(f"i = Input((5, 4)); {done}\nmodel = keras.Model(i, x)")
    assert summary.problems == ()
    assert summary.trainable is not None
    assert summary.trainable.params == FROZEN[done]


def test_a_part_that_has_no_weights_yet_is_not_frozen_by_guess() -> None:
    summary = summarize("rnn = LSTM(6); rnn.cell.trainable = False; model = Sequential([Input((5, 4)), rnn])")
    assert str(summary.problems[0].message) == "what 'cell' changes in a layer or model is not followed here"


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        ("LSTM(3).state_size", "'n' comes from LSTM(3).state_size, which only a run of the program would know"),
        ("Dense(3).lora_rank", "'n' comes from Dense(3).lora_rank, which only a run of the program would know"),
        ("Dense(3).cells", "a layer has no attribute 'cells'"),
        ("Dense(3).unit", "a layer has no attribute 'unit'"),
    ],
)
def test_what_keras_has_and_what_it_has_not(attribute: str, message: str) -> None:
    summary = summarize(f"n = {attribute}\nmodel = Sequential([Input((4,)), Dense(n)])")
    assert str(summary.problems[0].message) == message
