"""Normalization layers, with the numbers that Keras gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Refused


@pytest.mark.parametrize(("call", "shape", "params", "trainable"), [
    # The mean and the variance of a BatchNormalization are measured, the factor and the shift are learned.
    ("BatchNormalization()", (None, 32, 32, 64), 256, 128),
    ("BatchNormalization(scale=False)", (None, 32, 32, 64), 192, 64),
    ("BatchNormalization(center=False)", (None, 32, 32, 64), 192, 64),
    ("BatchNormalization(scale=False, center=False)", (None, 64), 128, 0),
    ("BatchNormalization(axis=1)", (None, 3, 28, 28), 12, 6),
    ("BatchNormalization(renorm=True)", (None, 64), 448, 128),
    ("LayerNormalization()", (None, 10, 64), 128, 128),
    ("LayerNormalization(axis=[1, 2])", (None, 10, 64), 1280, 1280),
    ("LayerNormalization(center=False)", (None, 10, 64), 64, 64),
    ("RMSNormalization()", (None, 10, 64), 64, 64),
    ("GroupNormalization()", (None, 8, 8, 64), 128, 128),
    ("GroupNormalization(groups=-1)", (None, 8, 8, 6), 12, 12),
    ("UnitNormalization()", (None, 10), 0, 0),
    ("Normalization()", (None, 8), 17, 0),
    ("Normalization(axis=None)", (None, 8), 3, 0),
    ("Normalization(mean=1.0, variance=2.0)", (None, 8), 0, 0),
])  # fmt: skip
def test_keeps_the_shape(
    infer: Callable[..., Any], call: str, shape: tuple[int | None, ...], params: int, trainable: int
) -> None:
    found = infer(call, shape)
    assert (found.output, found.params, found.trainable) == (shape, params, trainable)


def test_batch_normalization_has_four_vectors(infer: Callable[..., Any]) -> None:
    found = infer("BatchNormalization()", (None, 28, 28, 16))
    assert found.weights == dict.fromkeys(["gamma", "beta", "moving_mean", "moving_variance"], (16,))
    assert found.formula == "2 × 16 + 2 × 16"


def test_normalization_counts_one_number_more(infer: Callable[..., Any]) -> None:
    assert infer("Normalization()", (None, 8)).symbols == "2 × features + 1"


@pytest.mark.parametrize(("call", "shape", "words"), [
    ("BatchNormalization(axis=[1])", (None, 8), "whole number"),
    ("BatchNormalization(axis=2)", (None, 8), "axis 2"),
    ("BatchNormalization()", (None, None), "open"),
    ("LayerNormalization(axis=1.5)", (None, 8), "axis"),
    ("GroupNormalization(groups=0)", (None, 8), "groups"),
    ("GroupNormalization()", (None, 8), "groups=32"),
    ("Normalization(mean=1.0)", (None, 8), "together"),
    ("Normalization(mean=[1.0, 2.0], variance=[1.0, 2.0])", (None, 3), "2 features"),
])  # fmt: skip
def test_refuses(infer: Callable[..., Any], call: str, shape: tuple[int | None, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        infer(call, shape)
