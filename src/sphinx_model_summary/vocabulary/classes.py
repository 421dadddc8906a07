"""Classes of layers and models: those that Keras has, and that of a layer at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model import Operation
from ..problems import say
from ..reading.values import Value


class OperationClass(Value):
    """A class of layers or models."""

    session: Any
    called = say("a class of Keras")
    role = "layers"

    def attribute(self, name: str) -> Any:
        return self.session.restoring if name == "from_config" else Value.attribute(self, name)

    def has(self, operation: Operation) -> bool:
        """Whether an operation is an instance of the class."""
        raise NotImplementedError


@dataclass(slots=True, eq=False)
class ClassOf(Value):
    """The class of a layer or model, as `type(layer)` gives it."""

    operation: Operation
    #: `from_config`, which every class has.
    restoring: Any
    called = say("a class of Keras")

    def attribute(self, name: str) -> Any:
        if name == "from_config":
            return self.restoring
        return self.operation.type if name == "__name__" else Value.attribute(self, name)

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        if operator not in ("==", "!=") or not isinstance(other, (ClassOf, OperationClass)):
            return NotImplemented
        return self.is_same(other) == (operator == "==")

    def is_same(self, other: Any) -> bool:
        if isinstance(other, ClassOf):
            return other.operation.type == self.operation.type
        return isinstance(other, OperationClass) and other.has(self.operation)
