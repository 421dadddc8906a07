"""Activations as layers, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ('Activation("softmax")', (None, 10), (None, 10), 0),
    ("Activation(None)", (None, 8, 8, 3), (None, 8, 8, 3), 0),
    ("ReLU()", (None, 8, 8, 3), (None, 8, 8, 3), 0),
    ("ReLU(6.0, 0.1, 0)", (None, None, 3), (None, None, 3), 0),
    ("LeakyReLU(0.1)", (None, 8), (None, 8), 0),
    ("LeakyReLU(alpha=0.2)", (None, 8), (None, 8), 0),
    ("ELU(0.5)", (None, 8), (None, 8), 0),
    ("Softmax(axis=[1, 2])", (None, 8, 8, 3), (None, 8, 8, 3), 0),
    ("PReLU()", (None, 28, 28, 32), (None, 28, 28, 32), 25_088),
    ("PReLU(shared_axes=[1, 2])", (None, None, None, 32), (None, None, None, 32), 32),
    ('PReLU("zeros", None, None, 1)', (None, 9, 4), (None, 9, 4), 4),
    ("PReLU(shared_axes=-1)", (None, 5, 6, 7), (None, 5, 6, 7), 35),
    ("PReLU()", (None,), (None,), 1),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "formula"),
    [
        ("PReLU()", (None, 28, 28, 32), "28 × 28 × 32"),
        ("PReLU(shared_axes=[1, 2])", (None, 28, 28, 32), "1 × 1 × 32"),
    ],
)
def test_shows_how_the_number_comes_about(infer: Callable[..., Any], call: str, shape: Any, formula: str) -> None:
    assert infer(call, shape).formula == formula


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("Activation()", (None, 3), Code.MISSING_ARGUMENT),
        ('Activation("foo")', (None, 3), Code.INVALID_ARGUMENT),
        ('Activation(["relu"])', (None, 3), Code.INVALID_ARGUMENT),
        ("ReLU(-1)", (None, 3), Code.INVALID_ARGUMENT),
        ("ReLU(negative_slope=None)", (None, 3), Code.INVALID_ARGUMENT),
        ("LeakyReLU(None)", (None, 3), Code.INVALID_ARGUMENT),
        ("LeakyReLU(alpha=-1)", (None, 3), Code.INVALID_ARGUMENT),
        ("LeakyReLU(0.1, 0.2)", (None, 3), Code.UNKNOWN_ARGUMENT),
        ("PReLU(shared_axes=1.0)", (None, 3), Code.INVALID_ARGUMENT),
        ("PReLU(shared_axes=[2])", (None, 3), Code.INVALID_INPUT),
        ("PReLU()", (None, None, 3), Code.INVALID_INPUT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
