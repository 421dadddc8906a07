"""Convolutional LSTMs, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("ConvLSTM1D(4, 3)", (None, 5, 8, 3), (None, 6, 4), 352),
    ("ConvLSTM1D(4, 3, return_sequences=True, use_bias=False)", (None, None, 8, 3), (None, None, 6, 4), 336),
    ('ConvLSTM2D(16, 3, padding="same")', (None, 5, 8, 8, 3), (None, 8, 8, 16), 11_008),
    (
        "ConvLSTM2D(16, (3, 1), strides=2, return_state=True)",
        (None, 5, 8, 8, 3),
        [(None, 3, 4, 16), (None, 3, 4, 16), (None, 3, 4, 16)],
        3_712,
    ),
    (
        'ConvLSTM2D(16, 3, data_format="channels_first", return_sequences=True)',
        (None, 5, 3, 8, 9),
        (None, 5, 16, 6, 7),
        11_008,
    ),
    ("ConvLSTM2D(0, 3)", (None, 5, 8, 8, 3), (None, 6, 6, 0), 0),
    ("ConvLSTM3D(2, 2, dilation_rate=2)", (None, 5, 6, 7, 8, 3), (None, 4, 5, 6, 2), 328),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "formula"),
    [
        ("ConvLSTM2D(16, 3)", (None, 5, 8, 8, 3), "4 × ((3 × 3 × 3) × 16 + (3 × 3 × 16) × 16 + 16)"),
    ],
)
def test_shows_how_the_number_comes_about(infer: Callable[..., Any], call: str, shape: Any, formula: str) -> None:
    assert infer(call, shape).formula == formula


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("ConvLSTM2D(16, 3)", (None, 5, None, 8, 3), Code.INVALID_INPUT),
        ("ConvLSTM2D(16, 3)", (None, 8, 8, 3), Code.INVALID_INPUT),
        ("ConvLSTM2D(16, 3, stateful=True)", (None, 5, 8, 8, 3), Code.INVALID_INPUT),
        ("ConvLSTM2D(16, 9)", (None, 5, 8, 8, 3), Code.INVALID_INPUT),
        ("ConvLSTM1D(16, 3, dropout=None)", (None, 5, 8, 3), Code.INVALID_ARGUMENT),
        ("ConvLSTM1D(16, 3, 2, dilation_rate=2)", (None, 5, 8, 3), Code.INVALID_ARGUMENT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
