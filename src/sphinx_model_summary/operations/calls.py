"""Taking a call apart: what of it is tensors, and what is arguments of the operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..layers.signature import Known
from ..problems import Code, Refused, say, shown
from ..shape import Shape
from .base import Operation

IsTensor = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of an operation, taken apart.

    `arguments` are the tensors as the shape rule takes them, with constants as a `Shape`; `inputs` are the tensors
    alone, in Keras's order.
    """

    operation: Operation
    arguments: Any
    inputs: tuple[Any, ...]


def read_call(
    kind: type[Operation],
    positional: Sequence[Any],
    keywords: Mapping[str, Any],
    is_tensor: IsTensor,
    known: Known,
    depth: int = 0,
) -> Call:
    """Take a call apart.

    `known` is asked for every value that matters, and may refuse one that cannot be known; `is_tensor` tells which of
    these are symbolic tensors. A `Shape` among them stands for an array of that shape whose numbers do not matter.
    Within the `call` of layers, `depth` of them, a tensor may also be written as a list of numbers.

    :raises Refused: where Keras refuses the arguments, or where no tensor is among them.
    """
    given = _by_name(kind, positional, keywords)
    missing = [name for name in kind.tensors if name not in given and name not in kind.optional]
    if missing:
        raise Refused(
            Code.MISSING_ARGUMENT,
            say("{layer} needs the argument '{argument}'", layer=kind.__name__, argument=missing[0]),
            say("Keras takes ({signature})", signature=", ".join(kind.signature())),
        )
    tensors = tuple(_tensor(kind, name, known(given.pop(name, None)), is_tensor, depth) for name in kind.tensors)
    operation, _ = kind.bind((), given, known)
    assert isinstance(operation, Operation)
    inputs = tuple(_leaves(tensors, is_tensor))
    if not inputs:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("{layer} is called on no symbolic tensor, and its value is not worked out here", layer=kind.__name__),
        )
    return Call(operation, tensors[0] if len(tensors) == 1 else tensors, inputs)


def _by_name(kind: type[Operation], positional: Sequence[Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
    places = kind.signature()
    if kind.rest:
        before = places.index(kind.rest)
        positional = (*positional[:before], tuple(positional[before:]))
    if len(positional) > len(places):
        raise Refused(
            Code.UNKNOWN_ARGUMENT,
            say("{layer} takes at most {most} arguments by position, not {found}",
                layer=kind.__name__, most=len(places), found=len(positional)),
        )  # fmt: skip
    given = dict(zip(places, positional, strict=False))
    for name in keywords:
        if name in given:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("{layer} was given '{argument}' twice", layer=kind.__name__, argument=name),
            )
    return given | dict(keywords)


def _tensor(kind: type[Operation], name: str, value: Any, is_tensor: IsTensor, depth: int) -> Any:
    """A tensor argument as the shape rule takes it."""
    if name in kind.lists or name == kind.rest:
        if isinstance(value, (tuple, list)) and value and not isinstance(value, Shape):
            return tuple(_one(kind, name, one, is_tensor, depth) for one in value)
        raise Refused(
            Code.INVALID_INPUT,
            say("{layer} takes a list of tensors as '{argument}', not {value}",
                layer=kind.__name__, argument=name, value=shown(value)),
        )  # fmt: skip
    return _one(kind, name, value, is_tensor, depth)


def _one(kind: type[Operation], name: str, value: Any, is_tensor: IsTensor, depth: int) -> Any:
    if is_tensor(value) or isinstance(value, Shape) or (value is None and name in kind.optional):
        return value
    if name in kind.numbers and isinstance(value, (int, float, complex)):
        return Shape()
    if name in kind.literals and (shape := shape_of_literal(value)) is not None:
        return kind.literal(name, shape)
    if depth and isinstance(value, (tuple, list)) and (shape := shape_of_literal(value)) is not None:
        return shape
    raise Refused(
        Code.INVALID_INPUT,
        say("{layer} takes a tensor as '{argument}', not {value}",
            layer=kind.__name__, argument=name, value=shown(value)),
    )  # fmt: skip


def shape_of_literal(value: Any) -> Shape | None:
    """The shape of nested lists of numbers; None where they are none, or not even."""
    if isinstance(value, (int, float)):
        return Shape()
    if not isinstance(value, (tuple, list)):
        return None
    inner = {shape_of_literal(one) for one in value}
    if not inner:
        return Shape((0,))
    first = inner.pop()
    return None if inner or first is None else Shape((len(value), *first))


def _leaves(value: Any, is_tensor: IsTensor) -> Iterator[Any]:
    if is_tensor(value):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _leaves(one, is_tensor)
