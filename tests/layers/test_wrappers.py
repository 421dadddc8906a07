"""Wrappers around one layer, and pipelines of several, with the numbers that Keras gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Refused


@pytest.mark.parametrize(("call", "shape", "output", "params", "trainable"), [
    ("TimeDistributed(Dense(16))", (None, 10, 28), (None, 10, 16), 464, 464),
    ("TimeDistributed(Conv2D(16, 3))", (None, 10, 28, 28, 3), (None, 10, 26, 26, 16), 448, 448),
    ("TimeDistributed(Flatten())", (None, None, 7, 7, 8), (None, None, 392), 0, 0),
    ("TimeDistributed(BatchNormalization())", (None, 10, 28), (None, 10, 28), 112, 56),
    ("SpectralNormalization(Conv2D(16, 3))", (None, 28, 28, 3), (None, 26, 26, 16), 464, 448),
    ("SpectralNormalization(Embedding(50, 8))", (None, 10), (None, 10, 8), 408, 400),
    ("Pipeline([Rescaling(1 / 255), Conv2D(4, 3)])", (None, 28, 28, 3), (None, 26, 26, 4), 112, 112),
    ("Pipeline([Resizing(16, 16), Normalization()])", (None, 28, 28, 3), (None, 16, 16, 3), 7, 0),
])  # fmt: skip
def test_works_on_what_is_inside(
    infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int, trainable: int
) -> None:
    found = infer(call, shape)
    assert (found.output, found.params, found.trainable) == (output, params, trainable)


def test_the_vector_stands_after_the_kernel(infer: Callable[..., Any]) -> None:
    found = infer("SpectralNormalization(Dense(4))", (None, 3))
    assert list(found.weights.items()) == [("dense/kernel", (3, 4)), ("vector_u", (1, 4)), ("dense/bias", (4,))]


@pytest.mark.parametrize(("call", "shape", "words"), [
    ("TimeDistributed(3)", (None, 10, 28), "a layer"),
    ("TimeDistributed(LSTMCell(8))", (None, 10, 28), "cell"),
    ("TimeDistributed(Dense(3))", (None, 28), "3 axes"),
    ("TimeDistributed(LSTM(3, return_state=True))", (None, 2, 10, 28), "one output"),
    ("SpectralNormalization(Flatten())", (None, 28), "kernel"),
    ("SpectralNormalization(Dense(3), power_iterations=0)", (None, 28), "power_iterations"),
    ("Pipeline([])", (None, 28), "list of layers"),
])  # fmt: skip
def test_refuses(infer: Callable[..., Any], call: str, shape: tuple[int | None, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        infer(call, shape)
