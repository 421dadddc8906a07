"""EinsumDense, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ('EinsumDense("ab,bc->ac", 64)', (None, 32), (None, 64), 2_048),
    ('EinsumDense("ab,bc->ac", 64, "relu", "c")', (None, 32), (None, 64), 2_112),
    ('EinsumDense("abc,cd->abd", (None, 64), bias_axes="d")', (None, 32, 128), (None, None, 64), 8_256),
    ('EinsumDense("abc,cde->abde", (None, 8, 16), bias_axes="de")', (None, 32, 128), (None, None, 8, 16), 16_512),
    ('EinsumDense("abc,cde->abde", (32, 8, 16), bias_axes="d")', (None, 32, 128), (None, 32, 8, 16), 16_392),
    ('EinsumDense("abcd,cde->abe", (None, 64))', (None, 7, 4, 16), (None, None, 64), 4_096),
    ('EinsumDense("...x,xy->...y", 64, bias_axes="y")', (None, 32, 128), (None, 32, 64), 8_256),
    ('EinsumDense("...x,xy->...y", 64)', (None, 2, 3, 4, 128), (None, 4, 3, 2, 64), 8_192),
    ('EinsumDense("ab...,bc->ac...", (6,), bias_axes="c")', (None, 4, 5), (None, 6, 5), 30),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "formula"),
    [
        ('EinsumDense("abc,cd->abd", (None, 64), bias_axes="d")', (None, 32, 128), "128 × 64 + 64"),
        ('EinsumDense("abc,cde->abde", (32, 8, 16), bias_axes="d")', (None, 32, 128), "128 × 8 × 16 + 8 × 1"),
    ],
)
def test_shows_how_the_number_comes_about(infer: Callable[..., Any], call: str, shape: Any, formula: str) -> None:
    assert infer(call, shape).formula == formula


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ('EinsumDense("ab, bc->ac", 3)', (None, 4), Code.INVALID_ARGUMENT),
        ('EinsumDense("ab,bc->...ac", 3)', (None, 4), Code.INVALID_ARGUMENT),
        ('EinsumDense("ab,bc->ac", "3")', (None, 4), Code.INVALID_ARGUMENT),
        ('EinsumDense("abc,cd->abd", 64)', (None, 32, 128), Code.INVALID_INPUT),
        ('EinsumDense("abc,cd->abd", (31, 64))', (None, 32, 128), Code.INVALID_INPUT),
        ('EinsumDense("abc,cd->abd", (None, None))', (None, 32, 128), Code.INVALID_INPUT),
        ('EinsumDense("ab,bc->ad", 3)', (None, 4), Code.INVALID_INPUT),
        ('EinsumDense("ab,bc->ac", 3, bias_axes="d")', (None, 4), Code.INVALID_INPUT),
        ('EinsumDense("ab,bc->ac", 3)', (None, None), Code.INVALID_INPUT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code
