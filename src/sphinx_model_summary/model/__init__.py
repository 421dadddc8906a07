"""The graph that a listing builds: tensors, layers with their names and flags, models; and its rows."""

from __future__ import annotations

from .graph import Gap, Node, Operation, Tensor, Variable, like, nested_map, opened, tensors_in
from .made import InputLayer, MadeLayer
from .models import Functional, Model
from .names import Names
from .order import graph_between
from .own import Outcome, OwnLayer, OwnModel
from .precision import Precision, computes, keeps
from .rows import summary_of
from .sequential import Sequential

__all__ = [
    "Functional", "Gap", "InputLayer", "MadeLayer", "Model", "Names", "Node", "Operation", "Outcome", "OwnLayer",
    "OwnModel", "Precision", "Sequential", "Tensor", "Variable", "computes", "graph_between", "keeps",
    "like", "nested_map", "opened", "summary_of", "tensors_in",
]  # fmt: skip
