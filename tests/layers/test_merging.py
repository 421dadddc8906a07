"""Merging layers, with the shapes that Keras gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Refused


@pytest.mark.parametrize(("call", "shapes", "output"), [
    ("Add()", [(None, 8, 8, 16), (None, 8, 8, 16)], (None, 8, 8, 16)),
    ("Add()", [(None, 8)], (None, 8)),
    ("Add()", [(None, 4, 3), (None, 3)], (None, 4, 3)),
    ("Multiply()", [(None, 8, 8, 16), (None, 1, 1, 16)], (None, 8, 8, 16)),
    ("Average()", [(None, None, 16), (None, 8, 16)], (None, None, 16)),
    ("Maximum()", [(None, 8), (5, 8)], (5, 8)),
    ("Minimum()", [(None, 8)] * 4, (None, 8)),
    ("Subtract()", [(None, 8), (None, 8)], (None, 8)),
    ("Concatenate()", [(None, 28, 28, 32), (None, 28, 28, 64)], (None, 28, 28, 96)),
    ("Concatenate(axis=1)", [(None, 4, 8), (None, 5, 8)], (None, 9, 8)),
    ("Concatenate()", [(None, 4, 8), (None, 4, None)], (None, 4, None)),
    # The first tensor decides where the sizes of the others are open.
    ("Concatenate()", [(None, None, 3), (None, 4, 5)], (None, None, 8)),
    ("Concatenate()", [(None, 4, 3), (None, None, 5)], (None, 4, 8)),
    ("Dot(axes=1)", [(None, 8), (None, 8)], (None, 1)),
    ("Dot(axes=(2, 1))", [(None, 4, 8), (None, 8, 5)], (None, 4, 5)),
    ("Dot(-1, normalize=True)", [(None, 4, 8), (None, 8)], (None, 4)),
])  # fmt: skip
def test_shape(infer: Callable[..., Any], call: str, shapes: Any, output: Any) -> None:
    found = infer(call, shapes)
    assert (found.output, found.params) == (output, 0)


def test_the_channels_add_up(infer: Callable[..., Any]) -> None:
    assert infer("Concatenate()", [(None, 32), (None, 64), (None, 3)]).axes == {1: "32 + 64 + 3"}


@pytest.mark.parametrize(("call", "shapes", "words"), [
    ("Add()", (None, 8), "list"),
    ("Add()", [(None, 8, 8, 16), (None, 8, 8, 32)], "one shape"),
    ("Add()", [(4, 8), (5, 8)], "one shape"),
    ("Subtract()", [(None, 8)] * 3, "exactly two"),
    ("Concatenate()", [(None, 28, 28, 32), (None, 14, 14, 64)], "everywhere but on axis -1"),
    ("Concatenate()", [(None, 28, 32), (None, 32)], "axis -1"),
    ("Dot(1)", [(None, 8), (None, 9)], "same size"),
    ("Dot((1, 2, 3))", [(None, 8), (None, 8)], "axes"),
])  # fmt: skip
def test_refuses(infer: Callable[..., Any], call: str, shapes: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        infer(call, shapes)
