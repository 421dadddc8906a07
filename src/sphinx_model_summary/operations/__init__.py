"""Operations on tensors, each of which is a row of the table: the functions of `keras.ops`, activations, operators."""

from __future__ import annotations

from . import (
    activations,
    algebra,
    elementwise,
    images,
    indexing,
    joining,
    matrices,
    reduction,
    reshaping,
    spectra,
    windows,
)  # fmt: skip
from .base import ACTIVATIONS, CONCRETE_ACTIVATIONS, FUNCTIONS, METHODS, NOT_READ, OPERATORS, Operation
from .calls import Call, read_call, shape_of_literal

__all__ = [
    "ACTIVATIONS", "CONCRETE_ACTIVATIONS", "FUNCTIONS", "METHODS", "NOT_READ", "OPERATORS", "Call", "Operation",
    "activations", "algebra", "elementwise", "images", "indexing", "joining", "matrices", "read_call", "reduction",
    "reshaping", "shape_of_literal", "spectra", "windows",
]  # fmt: skip
