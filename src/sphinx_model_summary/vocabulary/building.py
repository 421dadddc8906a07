"""What a listing asks of a layer by itself or by a shape alone: to build its weights, or to tell what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..model import Functional, MadeLayer, Model, Operation, Sequential, nested_map, opened
from ..problems import Code, Refused, say
from ..reading.values import Value, is_open
from ..shape import shape_from
from .attributes import argument_of, not_read


@dataclass(slots=True, eq=False)
class Config(Value):
    """What `get_config` gives: all that it takes to make the layer or the model anew."""

    operation: Operation
    settled = False
    called = say("a dict")

    def item(self, key: Any) -> Any:
        operation = self.operation
        if key in ("name", "trainable"):
            return operation.name if key == "name" else operation.trainable
        found = argument_of(operation.layer, key) if isinstance(operation, MadeLayer) else None
        if not isinstance(found, (bool, int, float, str, tuple)) or not all(
            isinstance(one, (int, float, str)) for one in (found if isinstance(found, tuple) else ())
        ):
            raise not_read(operation, str(key), self.called)
        return found

    def set_item(self, key: Any, value: Any) -> None:
        if not isinstance(self.operation, MadeLayer) or is_open(value):
            raise not_read(self.operation, str(key), self.called)
        made = self.operation.copied()
        if key in ("name", "trainable"):
            setattr(made, key, value)
        elif made.layer.has(key):
            made.layer = made.layer.changed(key, value)
        self.operation = made


def building_asked(operation: Operation, name: str) -> Callable[..., Any] | None:
    """The method of this name that works on shapes, batch included, or alone; None for other names and layers."""
    if name == "build" and isinstance(operation, MadeLayer):
        return lambda *shapes: _build(operation, _given(shapes))
    if name == "compute_output_shape" and isinstance(operation, (MadeLayer, Functional, Sequential)):
        return lambda *shapes: nested_map(tuple, _output(operation, _given(shapes)))
    if name in ("get_config", "to_json") and isinstance(operation, (MadeLayer, Model)):
        return lambda: Config(operation)
    answers = getattr(operation.layer, "answers", None) if isinstance(operation, MadeLayer) else None
    return answers(name) if answers is not None else None


def _build(operation: MadeLayer, shapes: Any) -> None:
    if operation.built:
        raise Refused(
            Code.INVALID_OPERATION,
            say("'{name}' has its weights already, and cannot be built again", name=operation.name),
            say("leave this line out: the first call builds the layer"),
        )
    operation.told = operation.seen = opened(operation.infer_output(shapes, None))


def _output(operation: Operation, shapes: Any) -> Any:
    if isinstance(operation, MadeLayer):
        return operation.layer.infer(shapes).output
    if isinstance(operation, Sequential) and not operation.is_built:
        for one in operation.operations():
            shapes = _output(one, shapes)
        return shapes
    return operation.infer_output(shapes, None)


def _given(shapes: tuple[Any, ...]) -> Any:
    """The shapes that a method is given, as the rules of a layer take them."""
    found = tuple(map(_shapes, shapes))
    return found[0] if len(found) == 1 else found


def _shapes(value: Any) -> Any:
    if isinstance(value, (tuple, list)) and any(isinstance(one, (tuple, list)) for one in value):
        return tuple(map(_shapes, value))
    return value if value is None else shape_from(value, "input_shape")
