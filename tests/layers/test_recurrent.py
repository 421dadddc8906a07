"""Recurrent layers and cells, with the numbers that Keras gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Refused

STEPS = (None, 20, 64)


@pytest.mark.parametrize(("call", "output", "params"), [
    ("SimpleRNN(128)", (None, 128), 24_704),
    ("SimpleRNN(128, use_bias=False)", (None, 128), 24_576),
    ("LSTM(128)", (None, 128), 98_816),
    ("LSTM(128, return_sequences=True)", (None, 20, 128), 98_816),
    ("LSTM(128, return_state=True)", [(None, 128)] * 3, 98_816),
    ("LSTM(128, use_bias=False, dropout=0.5)", (None, 128), 98_304),
    ("GRU(128)", (None, 128), 74_496),
    ("GRU(128, reset_after=False)", (None, 128), 74_112),
    ("GRU(128, return_state=True, return_sequences=True)", [(None, 20, 128), (None, 128)], 74_496),
    ("RNN(LSTMCell(128))", (None, 128), 98_816),
    ("RNN([LSTMCell(32), GRUCell(16)], return_state=True)",
     [(None, 16), [(None, 32), (None, 32)], (None, 16)], 14_816),
    ("RNN(StackedRNNCells([SimpleRNNCell(8), SimpleRNNCell(4)]))", (None, 4), 636),
    ("Bidirectional(LSTM(128))", (None, 256), 197_632),
    ("Bidirectional(LSTM(128), merge_mode='sum')", (None, 128), 197_632),
    ("Bidirectional(LSTM(128), merge_mode=None)", [(None, 128)] * 2, 197_632),
    ("Bidirectional(LSTM(128, return_state=True))", [(None, 256), *[(None, 128)] * 4], 197_632),
    ("Bidirectional(GRU(8), backward_layer=LSTM(4, go_backwards=True))", (None, 16), 2_880),
])  # fmt: skip
def test_on_sequences(infer: Callable[..., Any], call: str, output: Any, params: int) -> None:
    found = infer(call, STEPS)
    assert (found.output, found.params) == (output, params)


@pytest.mark.parametrize(("call", "formula"), [
    ("SimpleRNN(128)", "inputs × units + units × units + biases"),
    ("LSTM(128)", "gates × (inputs × units + units × units + biases)"),
    ("GRU(128)", "gates × (inputs × units + units × units + sets of biases × units)"),
    ("Bidirectional(LSTM(128))", "2 × gates × (inputs × units + units × units + biases)"),
])  # fmt: skip
def test_the_formula_reads_well(infer: Callable[..., Any], call: str, formula: str) -> None:
    assert infer(call, STEPS).symbols == formula


@pytest.mark.parametrize(("call", "weights"), [
    ("LSTM(2)", {"lstm_cell/kernel": (64, 8), "lstm_cell/recurrent_kernel": (2, 8), "lstm_cell/bias": (8,)}),
    ("GRU(2)", {"gru_cell/kernel": (64, 6), "gru_cell/recurrent_kernel": (2, 6), "gru_cell/bias": (2, 6)}),
    ("RNN([SimpleRNNCell(2, use_bias=False)])",
     {"stacked_rnn_cells/simple_rnn_cell/kernel": (64, 2),
      "stacked_rnn_cells/simple_rnn_cell/recurrent_kernel": (2, 2)}),
    ("Bidirectional(SimpleRNN(2, use_bias=False))",
     {f"{way}_simple_rnn/simple_rnn_cell/{name}": shape for way in ("forward", "backward")
      for name, shape in (("kernel", (64, 2)), ("recurrent_kernel", (2, 2)))}),
])  # fmt: skip
def test_weights(infer: Callable[..., Any], call: str, weights: dict[str, tuple[int, ...]]) -> None:
    assert infer(call, STEPS).weights == weights


def test_a_frozen_inner_layer_has_nothing_to_train(infer: Callable[..., Any]) -> None:
    found = infer("Bidirectional(LSTM(3, trainable=False))", STEPS)
    assert (found.params, found.trainable) == (1_632, 0)


def test_a_cell_carries_its_state_on(infer: Callable[..., Any]) -> None:
    assert infer("LSTMCell(8)", (None, 3), [(None, 8), (None, 8)]).output == [(None, 8), [(None, 8), (None, 8)]]


def test_the_axis_of_the_steps_is_explained(infer: Callable[..., Any]) -> None:
    assert "every step" in infer("LSTM(8, return_sequences=True)", STEPS).remark
    assert "last step" in infer("LSTM(8)", STEPS).remark
    assert infer("Bidirectional(LSTM(8))", STEPS).axes == {1: "2 × 8"}


@pytest.mark.parametrize(("call", "shape", "words"), [
    ("LSTM(0)", STEPS, "units"),
    ("LSTM(8)", (None, 64), "3 axes"),
    ("LSTM(8)", (None, 20, None), "features"),
    ("LSTM(8, activation='tahn')", STEPS, "activation"),
    ("LSTM(8, stateful=True)", STEPS, "batch size"),
    ("RNN(LSTM(8))", STEPS, "cell"),
    ("RNN([])", STEPS, "cells"),
    ("Bidirectional(Dense(8))", STEPS, "recurrent layer"),
    ("Bidirectional(LSTM(8), merge_mode='concatenate')", STEPS, "concat"),
    ("Bidirectional(LSTM(8, go_backwards=True))", STEPS, "same way"),
    ("Bidirectional(LSTM(8), backward_layer=LSTM(8, go_backwards=True, return_state=True))", STEPS, "return_state"),
])  # fmt: skip
def test_refuses(infer: Callable[..., Any], call: str, shape: tuple[int | None, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        infer(call, shape)
