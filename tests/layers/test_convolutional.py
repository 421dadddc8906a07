"""Convolutions, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("Conv1D(8, 3)", (None, 20, 4), (None, 18, 8), 104),
    ('Conv1D(8, 3, padding="causal", dilation_rate=2)', (None, 20, 4), (None, 20, 8), 104),
    ('Conv1D(8, 3, 2, "same")', (None, None, 4), (None, None, 8), 104),
    ("Convolution1D(8, (5,), use_bias=False)", (None, 20, 4), (None, 16, 8), 160),
    ("Conv2D(64, 3)", (None, 28, 28, 32), (None, 26, 26, 64), 18_496),
    ('Conv2D(64, 3, strides=2, padding="same")', (None, 29, 28, 32), (None, 15, 14, 64), 18_496),
    ('Conv2D(64, 3, 2, "VALID")', (None, 28, 28, 32), (None, 13, 13, 64), 18_496),
    ("Conv2D(64, 3, groups=2, use_bias=False)", (None, 28, 28, 32), (None, 26, 26, 64), 9_216),
    ("Conv2D(6, 3, lora_rank=2)", (None, 8, 8, 4), (None, 6, 6, 6), 306),
    ("Conv2D(8, 3, strides=(2.0, 1.0))", (None, 28, 28, 1), (None, 13, 26, 8), 80),
    ("Conv2D(8, (5, 3), strides=(2, 1))", (None, 28, 28, 1), (None, 12, 26, 8), 128),
    ("Conv2D(8, 3, dilation_rate=2)", (None, 28, 28, 3), (None, 24, 24, 8), 224),
    ('Conv2D(8, 3, data_format="channels_first")', (None, 3, 28, 30), (None, 8, 26, 28), 224),
    ("Conv2D(8, 1)", (None, None, None, 3), (None, None, None, 8), 32),
    ("Convolution2D(True, 3)", (None, 8, 8, 3), (None, 6, 6, 1), 28),
    ("Conv3D(8, 3)", (None, 9, 10, 11, 2), (None, 7, 8, 9, 8), 440),
    ('Convolution3D(8, (1, 2, 3), padding="same")', (None, 9, 10, 11, 2), (None, 9, 10, 11, 8), 104),
    ("DepthwiseConv1D(3)", (None, 20, 4), (None, 18, 4), 16),
    ('DepthwiseConv1D(3, 1, "same", 2)', (None, 20, 4), (None, 20, 8), 32),
    ("DepthwiseConv2D(3)", (None, 8, 8, 32), (None, 6, 6, 32), 320),
    ("DepthwiseConv2D(3, depth_multiplier=2, use_bias=False)", (None, 8, 8, 32), (None, 6, 6, 64), 576),
    (
        'DepthwiseConv2D(3, strides=2, dilation_rate=2, data_format="channels_first")',
        (None, 32, 9, 9),
        (None, 32, 3, 3),
        320,
    ),
    ("SeparableConv1D(16, 3)", (None, 20, 4), (None, 18, 16), 92),
    ("SeparableConvolution1D(16, 3, depth_multiplier=3)", (None, 20, 4), (None, 18, 16), 244),
    ("SeparableConv2D(64, 3)", (None, 8, 8, 32), (None, 6, 6, 64), 2_400),
    (
        'SeparableConv2D(64, 3, strides=2, padding="same", depth_multiplier=2, use_bias=False)',
        (None, 8, 8, 32),
        (None, 4, 4, 64),
        4_672,
    ),
    ("SeparableConvolution2D(6, (3, 1), dilation_rate=2)", (None, 8, 8, 32), (None, 4, 8, 6), 294),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "formula"),
    [
        ("Conv2D(128, 3)", (None, 64, 64, 64), "(3 × 3 × 64) × 128 + 128"),
        ("Conv2D(128, 3, groups=2)", (None, 64, 64, 64), "(3 × 3 × (64 ÷ 2)) × 128 + 128"),
        ("Conv1D(8, 3, use_bias=False)", (None, 20, 4), "(3 × 4) × 8"),
        ("DepthwiseConv2D(3)", (None, 8, 8, 32), "(3 × 3) × 32 × 1 + 32"),
        ("SeparableConv2D(64, 3)", (None, 8, 8, 32), "(3 × 3) × 32 × 1 + (1 × 1 × 32 × 1) × 64 + 64"),
    ],
)
def test_shows_how_the_number_comes_about(infer: Callable[..., Any], call: str, shape: Any, formula: str) -> None:
    assert infer(call, shape).formula == formula


@pytest.mark.parametrize(
    ("call", "shape", "axes"),
    [
        ("Conv2D(8, 3, 2)", (None, 28, 29, 1), ["⌊(28 − 3) ÷ 2⌋ + 1", "(29 − 3) ÷ 2 + 1"]),
        ('Conv1D(8, 3, 2, "same")', (None, 9, 1), ["⌈9 ÷ 2⌉"]),
        ("Conv1D(8, 3, dilation_rate=2)", (None, 9, 1), ["9 − (2 × (3 − 1) + 1) + 1"]),
        ('DepthwiseConv1D(3, 1, "same", 2)', (None, 9, 4), ["4 × 2"]),
    ],
)
def test_shows_how_the_shape_comes_about(infer: Callable[..., Any], call: str, shape: Any, axes: list[str]) -> None:
    assert list(infer(call, shape).axes.values()) == axes


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("Conv2D()", (None, 8, 8, 3), Code.MISSING_ARGUMENT),
        ("Conv2D(8)", (None, 8, 8, 3), Code.MISSING_ARGUMENT),
        ("Conv2D(8, 3, units=3)", (None, 8, 8, 3), Code.UNKNOWN_ARGUMENT),
        ("Conv2D(4.0, 3)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(0, 3)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(None, 3)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, (3, 3, 3))", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 0)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('Conv2D(8, 3, padding="causal")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 3, strides=2, dilation_rate=2)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 3, groups=3)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('Conv2D(8, 3, activation="ReLU")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('Conv2D(8, 3, kernel_initializer="foo")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('Conv2D(8, 3, kernel_regularizer="l1_l2")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 3, bias_constraint=3)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('Conv2D(8, 3, data_format="first")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 3, strides=2.0)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, (3.0, 3.0))", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 3, strides=(1.5, 2))", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Conv2D(8, 9)", (None, 8, 8, 3), Code.INVALID_INPUT),
        ("Conv2D(8, 3, groups=2)", (None, 8, 8, 3), Code.INVALID_INPUT),
        ("Conv2D(8, 3)", (None, 8, 8), Code.INVALID_INPUT),
        ("Conv2D(8, 3)", (None, 8, 8, None), Code.INVALID_INPUT),
        ('DepthwiseConv2D(3, padding="causal")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("SeparableConv2D(8, 3, depth_multiplier=0)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
