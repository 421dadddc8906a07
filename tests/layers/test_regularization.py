"""Layers against learning by heart, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("Dropout(0.5)", (None, 8, 8, 3), (None, 8, 8, 3), 0),
    ("Dropout(0, (None, 1), 42)", (None, 3), (None, 3), 0),
    ("Dropout(True)", (None, 3), (None, 3), 0),
    ("AlphaDropout(0.2)", (None, 3), (None, 3), 0),
    ("GaussianDropout(1)", (None, None, 3), (None, None, 3), 0),
    ("GaussianNoise(0.1)", (None, 3), (None, 3), 0),
    ('SpatialDropout1D(0.2, 7, "drop")', (None, 9, 3), (None, 9, 3), 0),
    ('SpatialDropout2D(0.2, "channels_first")', (None, 3, 9, 9), (None, 3, 9, 9), 0),
    ("SpatialDropout3D(0.2)", (None, 9, 9, 9, 3), (None, 9, 9, 9, 3), 0),
    ("ActivityRegularization(0.1, 0.2)", (None, 9, 3), (None, 9, 3), 0),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("Dropout()", (None, 3), Code.MISSING_ARGUMENT),
        ("Dropout(1.5)", (None, 3), Code.INVALID_ARGUMENT),
        ('Dropout("0.5")', (None, 3), Code.INVALID_ARGUMENT),
        ("Dropout(0.5, noise_shape=3)", (None, 3), Code.INVALID_ARGUMENT),
        ("Dropout(0.5, seed=1.5)", (None, 3), Code.INVALID_ARGUMENT),
        ("GaussianNoise(2)", (None, 3), Code.INVALID_ARGUMENT),
        ("SpatialDropout2D(0.2)", (None, 9, 3), Code.INVALID_INPUT),
        ("SpatialDropout1D(0.2, trainable=False)", (None, 9, 3), Code.UNKNOWN_ARGUMENT),
        ("ActivityRegularization(-1)", (None, 3), Code.INVALID_ARGUMENT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
