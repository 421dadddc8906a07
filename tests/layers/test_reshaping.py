"""Reshaping, padding, cropping and enlarging, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("Flatten()", (None, 7, 7, 64), (None, 3136), 0),
    ("Flatten()", (None, 28), (None, 28), 0),
    ("Flatten()", (None, None, 3), (None, None), 0),
    ("Flatten()", (None,), (None, 1), 0),
    ('Flatten("channels_first")', (None, 3, 8, 9), (None, 216), 0),
    ("Reshape((7, 7, 64))", (None, 3136), (None, 7, 7, 64), 0),
    ("Reshape((-1, 64))", (None, 7, 7, 64), (None, 49, 64), 0),
    ("Reshape([-1])", (None, 4, 6), (None, 24), 0),
    ("Reshape((-1, 5))", (None, None, 3), (None, None, 5), 0),
    ("Reshape((None, 6))", (None, 4, 6), (None, None, 6), 0),
    ("Reshape(())", (None, 1), (None,), 0),
    ("Permute((2, 1))", (None, 10, 64), (None, 64, 10), 0),
    ("Permute((3, 1, 2))", (None, 8, 9, 3), (None, 3, 8, 9), 0),
    ("RepeatVector(3)", (None, 32), (None, 3, 32), 0),
    ("ZeroPadding1D(2)", (None, 10, 3), (None, 14, 3), 0),
    ('ZeroPadding1D((0, 3), "channels_first")', (None, 3, 10), (None, 3, 13), 0),
    ("ZeroPadding2D()", (None, 28, 28, 3), (None, 30, 30, 3), 0),
    ("ZeroPadding2D(((0, 1), (2, 3)))", (None, 28, None, 3), (None, 29, None, 3), 0),
    ('ZeroPadding2D((1, 2), data_format="channels_first")', (None, 3, 28, 28), (None, 3, 30, 32), 0),
    ("ZeroPadding2D(-1)", (None, 28, 28, 3), (None, 26, 26, 3), 0),
    ("ZeroPadding3D((1, 2, (3, 4)))", (None, 5, 6, 7, 3), (None, 7, 10, 14, 3), 0),
    ("Cropping1D()", (None, 10, 3), (None, 8, 3), 0),
    ("Cropping1D((1, 2))", (None, None, 3), (None, None, 3), 0),
    ("Cropping2D()", (None, 28, 28, 3), (None, 28, 28, 3), 0),
    ("Cropping2D(((2, 3), 4))", (None, 28, 28, 3), (None, 23, 20, 3), 0),
    ('Cropping2D(1, "channels_first")', (None, 3, 28, 28), (None, 3, 26, 26), 0),
    ("Cropping3D()", (None, 5, 6, 7, 3), (None, 3, 4, 5, 3), 0),
    ("UpSampling1D()", (None, 10, 3), (None, 20, 3), 0),
    ('UpSampling2D((2, 3), interpolation="bilinear")', (None, 5, None, 3), (None, 10, None, 3), 0),
    ('UpSampling2D(data_format="channels_first")', (None, 3, 5, 6), (None, 3, 10, 12), 0),
    ("UpSampling3D((1, 2, 3))", (None, 5, 6, 7, 3), (None, 5, 12, 21, 3), 0),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "axes"),
    [
        ("Flatten()", (None, 7, 7, 64), ["7 × 7 × 64"]),
        ("Flatten()", (None, 28, 28), ["28 × 28"]),
        ("Flatten()", (None, 28), []),
        ("Reshape((-1, 64))", (None, 7, 7, 64), ["7 × 7 × 64 ÷ 64"]),
        ("ZeroPadding2D(((0, 1), 2))", (None, 28, 28, 3), ["28 + 0 + 1", "28 + 2 + 2"]),
        ("Cropping1D((1, 2))", (None, 10, 3), ["10 − 1 − 2"]),
        ("UpSampling2D((2, 3))", (None, 5, 6, 3), ["5 × 2", "6 × 3"]),
    ],
)
def test_shows_how_the_shape_comes_about(infer: Callable[..., Any], call: str, shape: Any, axes: list[str]) -> None:
    assert list(infer(call, shape).axes.values()) == axes


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("Flatten(3)", (None, 3), Code.INVALID_ARGUMENT),
        ("Reshape(6)", (None, 6), Code.INVALID_ARGUMENT),
        ("Reshape((-1, -1))", (None, 6), Code.INVALID_ARGUMENT),
        ("Reshape((-2, 3))", (None, 6), Code.INVALID_ARGUMENT),
        ("Reshape((4, 2))", (None, 6), Code.INVALID_INPUT),
        ("Reshape((4, -1))", (None, 6), Code.INVALID_INPUT),
        ("Permute((0, 1))", (None, 3, 4), Code.INVALID_ARGUMENT),
        ("Permute(1)", (None, 3), Code.INVALID_ARGUMENT),
        ("Permute((2, 1))", (None, 3, 4, 5), Code.INVALID_INPUT),
        ("RepeatVector(0)", (None, 3), Code.INVALID_ARGUMENT),
        ("RepeatVector(True)", (None, 3), Code.INVALID_ARGUMENT),
        ("RepeatVector(2)", (None, 3, 4), Code.INVALID_INPUT),
        ("ZeroPadding1D(-1)", (None, 3, 4), Code.INVALID_ARGUMENT),
        ("ZeroPadding2D((1, 2, 3))", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("ZeroPadding2D(-5)", (None, 8, 8, 3), Code.INVALID_INPUT),
        ("Cropping2D(-1)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("Cropping2D(4)", (None, 8, 8, 3), Code.INVALID_INPUT),
        ("UpSampling1D((2,))", (None, 3, 4), Code.INVALID_ARGUMENT),
        ("UpSampling2D(0)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("UpSampling2D(2, None, 5)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
