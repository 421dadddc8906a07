"""Nested tuples, lists and dicts of values, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model import Model, tensors_in
from ..reading.values import Unknown


def unknowns(value: Any) -> Iterator[Unknown]:
    """All unknown values in nested tuples, lists and dicts."""
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from unknowns(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from unknowns(one)


def flat_values(value: Any) -> tuple[Any, ...]:
    """The values in nested tuples, lists and dicts."""
    if isinstance(value, (tuple, list)):
        return tuple(leaf for one in value for leaf in flat_values(one))
    if isinstance(value, dict):
        return flat_values(tuple(value.values()))
    return (value,)


def model_arguments(model: Model, given: Any) -> Any:
    """The tensors for a model's inputs, in their order; a dict gives them by name."""
    if isinstance(given, dict):
        names = [tensor.node.operation.name for tensor in model.inputs]
        ordered = [given[name] for name in names] if set(names) == set(given) else list(tensors_in(given))
        given = tuple(ordered)
    tensors = tuple(tensors_in(given))
    return tensors[0] if len(tensors) == 1 else tensors
