"""The graph that a listing builds: tensors, layers with their names and flags, models; and its rows."""

from __future__ import annotations

from .graph import Gap, Names, Node, Operation, Tensor, Variable, nested_map, tensors_in
from .made import InputLayer, MadeLayer
from .models import Functional, Model, Sequential
from .own import OwnLayer, OwnModel
from .rows import summary_of

__all__ = [
    "Functional", "Gap", "InputLayer", "MadeLayer", "Model", "Names", "Node", "Operation", "OwnLayer", "OwnModel",
    "Sequential", "Tensor", "Variable", "nested_map", "summary_of", "tensors_in",
]  # fmt: skip
