"""Pooling, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("MaxPooling1D()", (None, 9, 3), (None, 4, 3), 0),
    ('MaxPool1D(3, 1, "same")', (None, 9, 3), (None, 9, 3), 0),
    ('MaxPooling1D(2, data_format="channels_first")', (None, 3, 9), (None, 3, 4), 0),
    ("MaxPooling2D()", (None, 28, 28, 3), (None, 14, 14, 3), 0),
    ('MaxPooling2D((2, 3), None, "same")', (None, 9, 10, 3), (None, 5, 4, 3), 0),
    ('MaxPool2D(3, 2, "valid", None, "pool")', (None, 28, 28, 3), (None, 13, 13, 3), 0),
    ("MaxPooling2D(2, 1)", (None, None, 28, 3), (None, None, 27, 3), 0),
    ("MaxPooling3D(2)", (None, 8, 9, 10, 3), (None, 4, 4, 5, 3), 0),
    ("MaxPool3D((1, 2, 3))", (None, 8, 9, 10, 3), (None, 8, 4, 3, 3), 0),
    ("AveragePooling1D(2)", (None, 9, 3), (None, 4, 3), 0),
    ('AvgPool1D(2, padding="same")', (None, 9, 3), (None, 5, 3), 0),
    ("AveragePooling2D(2, 3)", (None, 28, 28, 3), (None, 9, 9, 3), 0),
    ("AvgPool2D(pool_size=4)", (None, 28, 28, 3), (None, 7, 7, 3), 0),
    ("AveragePooling3D((2, 2, 1), 1)", (None, 8, 9, 10, 3), (None, 7, 8, 10, 3), 0),
    ("AvgPool3D(8)", (None, 8, 9, 10, 3), (None, 1, 1, 1, 3), 0),
    ("GlobalMaxPooling1D()", (None, None, 3), (None, 3), 0),
    ('GlobalMaxPool1D("channels_first")', (None, 9, 3), (None, 9), 0),
    ("GlobalMaxPooling2D(keepdims=True)", (None, 8, 8, 3), (None, 1, 1, 3), 0),
    ("GlobalMaxPool2D()", (None, 8, 8, 3), (None, 3), 0),
    ("GlobalMaxPooling3D(None, True)", (None, 8, 8, 8, 3), (None, 1, 1, 1, 3), 0),
    ("GlobalMaxPool3D()", (None, 8, 8, 8, 3), (None, 3), 0),
    ("GlobalAveragePooling1D(keepdims=True)", (None, 9, 3), (None, 1, 3), 0),
    ("GlobalAvgPool1D()", (None, 9, 3), (None, 3), 0),
    ("GlobalAveragePooling2D()", (None, None, None, 3), (None, 3), 0),
    ('GlobalAvgPool2D("channels_first", True)', (None, 3, 8, 8), (None, 3, 1, 1), 0),
    ("GlobalAveragePooling3D()", (None, 8, 8, 8, 3), (None, 3), 0),
    ("GlobalAvgPool3D()", (None, 8, 8, 8, 3), (None, 3), 0),
    ("AdaptiveMaxPooling1D(4)", (None, 9, 3), (None, 4, 3), 0),
    ("AdaptiveMaxPooling2D((4, None))", (None, 9, 9, 3), (None, 4, None, 3), 0),
    ('AdaptiveMaxPooling3D(2, "channels_first")', (None, 3, 9, 9, 9), (None, 3, 2, 2, 2), 0),
    ("AdaptiveAveragePooling1D((4,))", (None, None, 3), (None, 4, 3), 0),
    ("AdaptiveAveragePooling2D(20)", (None, 9, 9, 3), (None, 20, 20, 3), 0),
    ("AdaptiveAveragePooling2D(4)", (None, 9, 3), (None, 4, 4, 3), 0),
    ("AdaptiveAveragePooling3D([1, 2, 3])", (None, 9, 9, 9, 3), (None, 1, 2, 3, 3), 0),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "axes"),
    [
        ("MaxPooling2D()", (None, 28, 29, 3), ["(28 − 2) ÷ 2 + 1", "⌊(29 − 2) ÷ 2⌋ + 1"]),
        ('AveragePooling1D(3, 2, "same")', (None, 9, 3), ["⌈9 ÷ 2⌉"]),
    ],
)
def test_shows_how_the_shape_comes_about(infer: Callable[..., Any], call: str, shape: Any, axes: list[str]) -> None:
    assert list(infer(call, shape).axes.values()) == axes


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("AveragePooling2D()", (None, 8, 8, 3), Code.MISSING_ARGUMENT),
        ("MaxPooling2D(0)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("MaxPooling2D(2, 0)", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("MaxPooling2D((2, 2, 2))", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ('MaxPooling2D(padding="SAME")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("MaxPooling2D(9)", (None, 8, 8, 3), Code.INVALID_INPUT),
        ("MaxPooling2D()", (None, 8, 8), Code.INVALID_INPUT),
        ("GlobalMaxPooling2D()", (None, 8, 3), Code.INVALID_INPUT),
        ("GlobalMaxPooling1D(True)", (None, 8, 3), Code.INVALID_ARGUMENT),
        ("AdaptiveMaxPooling2D((2, 3, 4))", (None, 8, 8, 3), Code.INVALID_ARGUMENT),
        ("AdaptiveMaxPooling1D(2.0)", (None, 8, 3), Code.INVALID_ARGUMENT),
        ('AdaptiveMaxPooling2D(2, "Channels_last")', (None, 8, 8, 3), Code.INVALID_ARGUMENT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
