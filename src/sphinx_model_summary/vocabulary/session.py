"""What one reading of a listing keeps: the names given so far, the models made, and problems that certainly matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..model import Model, Names
from ..problems import Problem


@dataclass(slots=True)
class Session:
    """The counterpart of a fresh Keras session."""

    names: Names = field(default_factory=Names)
    models: list[Model] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: How many `call` methods of the listing's own are being followed; Keras records no calls inside them.
    tracing: int = 0
    #: The listing's own instances, by the identity of the operation that stands behind each.
    instances: dict[int, Any] = field(default_factory=dict)

    @property
    def latest(self) -> Model | None:
        """The model that was made last."""
        return self.models[-1] if self.models else None
