"""`layer.compute_mask(inputs, mask)`, as a listing asks it of a layer that Keras has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model import MadeLayer, Operation, Tensor, tensors_in
from .structures import flat_values


def mask_asked(operation: Operation, positional: Sequence[Any], keywords: Mapping[str, Any]) -> Tensor | None:
    """The mask of what the layer gives, for the tensors and masks of a call of `compute_mask`."""
    given = dict(zip(("inputs", "mask"), positional, strict=False)) | dict(keywords)
    inputs = tuple(tensors_in(given.get("inputs")))
    before = flat_values(given.get("mask", given.get("previous_mask")))
    masks = before if len(before) == len(inputs) else (None,) * len(inputs)
    return operation.mask_of(inputs, masks) if isinstance(operation, MadeLayer) else next(iter(masks), None)
