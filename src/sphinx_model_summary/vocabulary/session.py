"""What one reading of a listing keeps: the names given so far, the models made, and problems that certainly matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..model import Model, Names, Operation
from ..problems import Problem
from ..reading.values import Caller


@dataclass(slots=True)
class Session:
    """The counterpart of a fresh Keras session."""

    names: Names = field(default_factory=Names)
    models: list[Model] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: How many `call` methods of the listing's own are being followed; Keras records no calls inside them.
    tracing: int = 0
    #: Who reads the listing: it knows where the expression stands that is being worked out.
    caller: Caller | None = None
    #: How an operation becomes a value of the listing.
    wrap: Callable[[Operation], Any] = lambda operation: operation
    #: The listing's own instances, by the identity of the operation that stands behind each.
    instances: dict[int, Any] = field(default_factory=dict)

    @property
    def latest(self) -> Model | None:
        """The model that was made last."""
        return self.models[-1] if self.models else None

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 1, of what is being worked out."""
        return self.caller.calling if self.caller is not None else (1, 1)
