"""Attention layers, with the numbers that Keras gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Refused

WORDS = (None, 10, 256)


@pytest.mark.parametrize(("call", "inputs", "output", "params"), [
    ("MultiHeadAttention(8, 32)", (WORDS, WORDS), WORDS, 263_168),
    ("MultiHeadAttention(8, 32, use_bias=False)", (WORDS, WORDS), WORDS, 262_144),
    ("MultiHeadAttention(8, 32, value_dim=16)", (WORDS, WORDS), WORDS, 197_504),
    ("MultiHeadAttention(8, 32, output_shape=64)", (WORDS, WORDS), (None, 10, 64), 213_824),
    ("MultiHeadAttention(8, 32, use_gate=True)", (WORDS, WORDS), WORDS, 328_960),
    ("MultiHeadAttention(2, 4)", ((None, 5, 12), (None, 7, 20)), (None, 5, 12), 548),
    ("MultiHeadAttention(2, 4)", ((None, 5, 12), (None, 7, 20), (None, 7, 3)), (None, 5, 12), 412),
    ("GroupQueryAttention(32, 8, 2)", (WORDS, WORDS), WORDS, 164_480),
    ("GroupedQueryAttention(32, 8, 2, use_bias=False)", (WORDS, WORDS), WORDS, 163_840),
])  # fmt: skip
def test_projections(infer: Callable[..., Any], call: str, inputs: Any, output: Any, params: int) -> None:
    found = infer(call, *inputs)
    assert (found.output, found.params) == (output, params)


@pytest.mark.parametrize(("call", "shapes", "output", "params"), [
    ("Attention()", [(None, 5, 8), (None, 7, 8)], (None, 5, 8), 0),
    ("Attention(use_scale=True)", [(None, 5, 8), (None, 7, 8)], (None, 5, 8), 1),
    ("Attention(score_mode='concat')", [(None, 5, 8), (None, 7, 8), (None, 7, 8)], (None, 5, 8), 1),
    ("AdditiveAttention()", [(None, 5, 8), (None, 7, 8)], (None, 5, 8), 8),
    ("AdditiveAttention(use_scale=False)", [(None, 5, 8), (None, 7, 8)], (None, 5, 8), 0),
])  # fmt: skip
def test_without_projections(infer: Callable[..., Any], call: str, shapes: Any, output: Any, params: int) -> None:
    found = infer(call, shapes)
    assert (found.output, found.params) == (output, params)


def test_the_projections_of_one_sequence_are_counted_together(infer: Callable[..., Any]) -> None:
    assert infer("MultiHeadAttention(8, 32)", WORDS, WORDS).symbols == (
        "3 × (features × heads × key size + heads × key size) + heads × key size × features + features"
    )


def test_scores(infer: Callable[..., Any]) -> None:
    wanted = {"return_attention_scores": True}
    query, value = (None, 5, 8), (None, 7, 8)
    # Keras gives the length of the query twice.
    assert infer("MultiHeadAttention(2, 4)", query, value, **wanted).output == [query, (None, 2, 5, 5)]
    assert infer("GroupQueryAttention(4, 2, 1)", query, value, **wanted).output == [query, (None, 2, 5, 7)]
    assert infer("Attention()", [query, value], **wanted).output == [query, (None, 5, 7)]


@pytest.mark.parametrize(("call", "inputs", "words"), [
    ("MultiHeadAttention(0, 4)", (WORDS, WORDS), "num_heads"),
    ("MultiHeadAttention(2)", (WORDS, WORDS), "key_dim"),
    ("MultiHeadAttention(2, 4, dropout=2)", (WORDS, WORDS), "dropout"),
    ("MultiHeadAttention(2, 4)", (WORDS, None), "query and a value"),
    ("MultiHeadAttention(2, 4)", (WORDS, WORDS, (None, 9, 256)), "different positions"),
    ("GroupQueryAttention(4, 3, 2)", (WORDS, WORDS), "divisor"),
    ("GroupQueryAttention(4, 2, 2)", (WORDS, (None, 10, 8)), "features"),
    ("Attention()", ([WORDS],), "two or three"),
    ("Attention(score_mode='cosine')", ([WORDS, WORDS],), "concat"),
])  # fmt: skip
def test_refuses(infer: Callable[..., Any], call: str, inputs: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        infer(call, *inputs)


@pytest.mark.parametrize(("call", "remark"), [
    ("MultiHeadAttention(8, 32)", "8 heads of 32 numbers; a fourth one joins the heads."),
    ("MultiHeadAttention(1, 32)", "one head of 32 numbers; a fourth one leads back to the features."),
    ("GroupQueryAttention(8, 4, 2)", "4 query heads share 2 key heads and 2 value heads, of 8 numbers each."),
    ("GroupQueryAttention(8, 4, 1)", "4 query heads share one key head and one value head, of 8 numbers each."),
])  # fmt: skip
def test_one_head_is_not_told_in_the_plural(infer: Callable[..., Any], call: str, remark: str) -> None:
    assert infer(call, WORDS, WORDS).remark.endswith(remark)
