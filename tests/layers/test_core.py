"""The core layers, as specified by Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused

#: Calls, what goes in, what comes out, and the number of parameters, as measured with Keras.
FACTS = [
    ("Dense(128)", (None, 64), (None, 128), 8_320),
    ('Dense(1, "sigmoid", False)', (None, 64), (None, 1), 64),
    ("Dense(10)", (None, 7, None, 64), (None, 7, None, 10), 650),
    ("Dense(True)", (None, 3), (None, 1), 4),
    ("Dense(3, lora_rank=2)", (None, 4), (None, 3), 29),
    ("Embedding(9, 3, lora_rank=2)", (None, 10), (None, 10, 3), 51),
    ("Embedding(1000, 64)", (None, 10), (None, 10, 64), 64_000),
    ("Embedding(1000, 64, mask_zero=True, input_length=10)", (None, None), (None, None, 64), 64_000),
    ("Embedding(5, 3)", (None, 10, 2), (None, 10, 2, 3), 15),
    ("ReversibleEmbedding(1000, 64)", (None, 10), (None, 10, 64), 64_000),
    ("ReversibleEmbedding(1000, 64, False)", (None, 10), (None, 10, 64), 128_000),
    ("Masking()", (None, 10, 3), (None, 10, 3), 0),
    ("Masking(-1.0)", (None, None, 3), (None, None, 3), 0),
    ("Identity()", (None, 10, 3), (None, 10, 3), 0),
]


@pytest.mark.parametrize(("call", "shape", "output", "params"), FACTS)
def test_agrees_with_keras(infer: Callable[..., Any], call: str, shape: Any, output: Any, params: int) -> None:
    answer = infer(call, shape)
    assert (answer.output, answer.params) == (output, params)


@pytest.mark.parametrize(
    ("call", "shape", "formula"),
    [
        ("Dense(128)", (None, 128), "128 × 128 + 128"),
        ("Dense(1)", (None, 64), "64 × 1 + 1"),
        ("Dense(8, use_bias=False)", (None, 64), "64 × 8"),
        ("Dense(3, lora_rank=2)", (None, 4), "4 × 3 + 3 + 4 × 2 + 2 × 3"),
        ("Embedding(1000, 64)", (None, 10), "1000 × 64"),
        ("ReversibleEmbedding(1000, 64, False)", (None, 10), "1000 × 64 + 64 × 1000"),
    ],
)
def test_shows_how_the_number_comes_about(infer: Callable[..., Any], call: str, shape: Any, formula: str) -> None:
    assert infer(call, shape).formula == formula


@pytest.mark.parametrize(
    ("call", "shape", "code"),
    [
        ("Dense()", (None, 3), Code.MISSING_ARGUMENT),
        ("Dense(3.0)", (None, 3), Code.INVALID_ARGUMENT),
        ('Dense("3")', (None, 3), Code.INVALID_ARGUMENT),
        ("Dense(0)", (None, 3), Code.INVALID_ARGUMENT),
        ('Dense(3, "foo")', (None, 3), Code.INVALID_ARGUMENT),
        ("Dense(3, lora_rank=-2)", (None, 3), Code.INVALID_ARGUMENT),
        ("Dense(3, lora_rank=2.0)", (None, 3), Code.INVALID_ARGUMENT),
        ("Dense(3, activity_regularizer='l3')", (None, 3), Code.INVALID_ARGUMENT),
        ("Embedding(5, 3, weights=4)", (None, 3), Code.INVALID_ARGUMENT),
        ("Dense(3, 4, 5)", (None, 3), Code.INVALID_ARGUMENT),
        ("Dense(3)", (None, None), Code.INVALID_INPUT),
        ("Dense(3)", (None,), Code.INVALID_INPUT),
        ("Embedding(0, 3)", (None, 3), Code.INVALID_ARGUMENT),
        ("Embedding(5, True)", (None, 3), Code.INVALID_ARGUMENT),
        ("Embedding(5)", (None, 3), Code.MISSING_ARGUMENT),
        ("Identity(3)", (None, 3), Code.UNKNOWN_ARGUMENT),
        ('Lambda("relu")', (None, 3), Code.INVALID_ARGUMENT),
        ("Lambda(lambda x: x, 3)", (None, 3), Code.INVALID_ARGUMENT),
        ("Lambda(lambda x: x, [3, 4])", (None, 3), Code.INVALID_ARGUMENT),
    ],
)
def test_refuses_what_keras_refuses(infer: Callable[..., Any], call: str, shape: Any, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        infer(call, shape)
    assert refused.value.code is code


def test_reversible_embedding_leads_back_to_the_vocabulary(infer: Callable[..., Any]) -> None:
    assert infer("ReversibleEmbedding(1000, 64)", (None, 10, 64), reverse=True).output == (None, 10, 1000)


def test_lambda_gives_the_shape_that_its_author_writes(infer: Callable[..., Any]) -> None:
    assert infer("Lambda(lambda x: x, (3, None))", (None, 8)).output == (None, 3, None)
    assert infer("Lambda(lambda x: x, ((3,), (4,)))", (None, 8)).output == [(None, 3), (None, 4)]
