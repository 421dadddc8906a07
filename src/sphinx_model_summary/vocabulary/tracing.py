"""Following a function of the listing's own on shapes alone, without a trace in the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..model import nested_map
from ..problems import Carried, Code, Refused, say
from ..reading.values import Caller, Unknown
from ..shape import Shape
from .session import Session
from .values import TensorValue, scratch


def as_tensors(session: Session, shapes: Any) -> Any:
    """Values of the listing in which each shape is a tensor of that shape."""
    return nested_map(lambda one: TensorValue(session, scratch(one)) if isinstance(one, Shape) else one, shapes)


def trace(session: Session, run: Callable[[], Any]) -> Any:
    """The shapes of what a function returns.

    :raises Refused: where they cannot be known.
    """
    session.tracing += 1
    try:
        return _shapes(run())
    finally:
        session.tracing -= 1


def _shapes(value: Any) -> Any:
    if isinstance(value, Unknown):
        raise Carried(value.problem)
    if isinstance(value, TensorValue):
        return value.tensor.shape
    if isinstance(value, (tuple, list)) and all(size is None or isinstance(size, int) for size in value) and value:
        return Shape(value)
    if isinstance(value, (tuple, list)):
        return tuple(_shapes(one) for one in value)
    if isinstance(value, dict):
        return {key: _shapes(one) for key, one in value.items()}
    raise Refused(Code.UNKNOWN_VALUE, say("what the function returns is no tensor that can be followed"))


@dataclass(frozen=True, slots=True)
class Traced:
    """A function of the listing, as a layer's shape rule calls it: shapes go in, shapes come out."""

    session: Session
    caller: Caller
    function: Any

    def __call__(self, x: Any, keywords: dict[str, Any]) -> Any:
        return trace(self.session, lambda: self.caller.call(self.function, as_tensors(self.session, x), **keywords))
