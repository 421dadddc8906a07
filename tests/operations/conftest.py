"""Expressions over symbolic tensors, as listings write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.problems import Problem
from sphinx_model_summary.shape import Shape
from sphinx_model_summary.summary import Summary

#: The tensors that an expression may use.
INPUTS = {
    "a": (None, 8, 4), "b": (None, 4), "c": (None, None, 6), "d": (None, 1, 4), "e": (None, 4, 5), "f": (2, 3, 4),
    "i": (None, 7), "k": (3, 3, 3, 8), "l": (3, 4, 5), "m": (None, 3, 3), "t": (None, 100),
    "img": (None, 32, 32, 3), "open_img": (None, None, None, 3),
}  # fmt: skip


def summary_of(expression: str) -> Summary:
    """The summary of a model that ends with the expression."""
    inputs = (f'{name} = keras.Input(batch_shape={shape}, name="{name}")' for name, shape in INPUTS.items())
    listing = ["import keras", "from keras import activations, ops", *inputs, f"outcome = {expression}",
               f"model = keras.Model([{', '.join(INPUTS)}], outcome)"]  # fmt: skip
    return summarize("\n".join(listing))


def plain(output: Any) -> Any:
    """A shape as a tuple of numbers; several as a list, one alone as itself."""
    if isinstance(output, Shape):
        return tuple(None if size is None else int(size) for size in output)
    return plain(output[0]) if len(output) == 1 else [plain(one) for one in output]


@pytest.fixture(scope="session")
def outcome() -> Callable[[str], tuple[str, str, Any]]:
    """Give an expression; get the class, the name and the shapes of the row at which the model ends."""

    def outcome(expression: str) -> tuple[str, str, Any]:
        summary = summary_of(expression)
        assert summary.problems == ()
        feeding = {source.partition("[")[0] for row in summary.layers for source in row.connected_to}
        (last,) = (row for row in summary.layers if row.type != "InputLayer" and row.name not in feeding)
        return last.type, last.name, plain(last.output)

    return outcome


@pytest.fixture(scope="session")
def problems() -> Callable[[str], tuple[Problem, ...]]:
    """Give an expression; get the problems of the listing."""
    return lambda expression: summary_of(expression).problems
