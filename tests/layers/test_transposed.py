"""Transposed convolutions, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("Conv1DTranspose(8, 3)", (None, 20, 4), (None, 22, 8), 104),
    ('Conv1DTranspose(8, 3, 2, "same")', (None, 20, 4), (None, 40, 8), 104),
    ("Convolution1DTranspose(8, 3, dilation_rate=2)", (None, 20, 4), (None, 24, 8), 104),
    ('Conv2DTranspose(32, 3, 2, "same")', (None, 8, 8, 64), (None, 16, 16, 32), 18_464),
    ("Conv2DTranspose(32, 3, strides=2)", (None, 8, 8, 64), (None, 17, 17, 32), 18_464),
    ("Conv2DTranspose(32, 2, strides=3)", (None, 8, 8, 64), (None, 24, 24, 32), 8_224),
    ('Conv2DTranspose(32, 3, 2, "same", 1)', (None, 8, 8, 64), (None, 16, 16, 32), 18_464),
    ('Conv2DTranspose(32, 4, 2, "same", 0)', (None, 8, 8, 64), (None, 14, 14, 32), 32_800),
    ('Conv2DTranspose(32, 3, 2, "valid", (0, 1))', (None, 8, 8, 64), (None, 17, 18, 32), 18_464),
    (
        'Conv2DTranspose(32, 3, 2, use_bias=False, data_format="channels_first")',
        (None, 3, 8, None),
        (None, 32, 17, None),
        864,
    ),
    ("Convolution2DTranspose(1, 2, 2)", (None, 8, 8, 64), (None, 16, 16, 1), 257),
    ("Conv3DTranspose(8, 3, 2)", (None, 4, 5, 6, 2), (None, 9, 11, 13, 8), 440),
    ('Conv3DTranspose(8, 3, 2, "same", None, 1)', (None, 4, 5, 6, 2), (None, 8, 10, 12, 8), 440),
    ('Convolution3DTranspose(8, 3, 2, "same", "channels_first")', (None, 2, 4, 5, 6), (None, 8, 8, 10, 12), 440),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "formula"),
    [
        ("Conv2DTranspose(32, 3)", (None, 8, 8, 64), "(3 × 3) × 32 × 64 + 32"),
    ],
)
def test_shows_how_the_number_comes_about(infer: Callable[..., Any], call: str, shape: Any, formula: str) -> None:
    assert infer(call, shape).formula == formula


@pytest.mark.parametrize(
    ("call", "shape", "axes"),
    [
        ('Conv1DTranspose(8, 3, 2, "same")', (None, 20, 4), ["20 × 2"]),
        ("Conv1DTranspose(8, 3, 2)", (None, 20, 4), ["(20 − 1) × 2 + 3"]),
        ('Conv1DTranspose(8, 3, 2, "same", 1)', (None, 20, 4), ["(20 − 1) × 2 + 1 + 1"]),
    ],
)
def test_shows_how_the_shape_comes_about(infer: Callable[..., Any], call: str, shape: Any, axes: list[str]) -> None:
    assert list(infer(call, shape).axes.values()) == axes


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ('Conv2DTranspose(8, 3, 2, "same", 2)', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2DTranspose(8, 3, groups=1)", (None, 8, 8, 3), Code.UNKNOWN_ARGUMENT),
        ('Conv1DTranspose(8, 3, padding="causal")', (None, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2DTranspose(8, 3, 2, dilation_rate=2)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('Conv3DTranspose(8, 3, 2, "same", 1)', (None, 8, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2DTranspose(8, 3)", (None, 8, 8, 8, 3), Code.INVALID_INPUT),
        ("Conv2DTranspose(8, 3)", (None, 8, 8, None), Code.INVALID_INPUT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
