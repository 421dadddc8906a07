"""Arrays that a listing makes out of nothing: of their numbers only the shape matters here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from .. import operations
from ..problems import Code, Refused, say
from ..reading import Array
from ..reading.values import Arguments
from ..shape import Shape
from .method import Method
from .session import Session
from .values import TensorValue, known, scratch


@dataclass(slots=True, eq=False)
class ConstantValue(TensorValue):
    """An array of which the listing writes out the numbers: how often to repeat, how wide to pad."""

    numbers: Any = None


@dataclass(slots=True, eq=False)
class SpacedValue(TensorValue):
    """Numbers in equal steps: a rate for each of the blocks of a model."""

    start: float = 0.0
    stop: float = 0.0

    def iterate(self) -> Iterator[float]:
        count = self.tensor.shape[0] or 0
        return (self.start + (self.stop - self.start) * place / max(1, count - 1) for place in range(count))


_OF_A_SHAPE = (
    "zeros", "ones", "full", "fill", "empty", "normal", "uniform", "truncated_normal", "random_normal",
    "random_uniform",
)  # fmt: skip


def makers(session: Session) -> dict[str, Method]:
    """The functions that make arrays: `zeros`, `eye`, `arange` and their like."""

    def method(shape: Callable[[tuple[Any, ...], dict[str, Any]], tuple[Any, ...]]) -> Method:
        return Method(lambda arguments, caller: _array(session, shape(*_values(arguments))))

    return {**dict.fromkeys(_OF_A_SHAPE, method(_given)), "eye": method(_square), "identity": method(_square),
            **dict.fromkeys(("arange", "range"), method(_counted)),
            "linspace": Method(lambda arguments, caller: _spaced(session, arguments)),
            "constant": Method(lambda arguments, caller: _constant(session, arguments))}  # fmt: skip


def as_array(session: Session, value: Any) -> Any:
    """Numbers, nested lists of them and arrays as a tensor that belongs to no graph; other values as they are."""
    if isinstance(value, (int, float, complex)):
        return TensorValue(session, scratch(Shape()))
    if isinstance(value, Array):
        return TensorValue(session, scratch(Shape(value.shape)))
    shape = operations.shape_of_literal(value)
    return value if shape is None else TensorValue(session, scratch(shape))


def as_tensor(session: Session, value: Any) -> Any:
    """The same, where nothing else will do.

    :raises Refused: where it is no array that is known here.
    """
    array = as_array(session, value)
    if not isinstance(array, TensorValue):
        raise Refused(Code.UNKNOWN_VALUE, say("what is in this array is not known here"))
    return array


def as_arrays(session: Session, kind: type[operations.Operation], arguments: Arguments) -> Arguments:
    """The arguments of a call on no symbolic tensor, with arrays for the numbers that it computes with."""

    def array(name: str, value: Any) -> Any:
        if name in kind.lists and isinstance(value, (tuple, list)):
            return [as_array(session, one) for one in value]
        return as_array(session, value) if name in kind.tensors and value is not None else value

    names = kind.signature()
    placed = (names[min(place, len(names) - 1)] for place in range(len(arguments.positional)))
    positional = tuple(map(array, placed, arguments.positional))
    keywords = {name: array(name, value) for name, value in arguments.keywords.items()}
    return replace(arguments, positional=positional, keywords=keywords)


def _constant(session: Session, arguments: Arguments) -> Any:
    """`tf.constant(value, dtype, shape)`."""
    given = arguments.named("value", "dtype", "shape")
    shape = known(given.get("shape"))
    if shape is not None:
        return _array(session, tuple(shape))
    value = as_tensor(session, given.get("value"))
    return ConstantValue(session, value.tensor, given.get("value"))


#: The arguments that have to do with a shape.
_ASKED = ("shape", "n", "N", "M", "start", "stop", "limit", "step", "delta", "num")


def _values(arguments: Arguments) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return known(arguments.positional), known(
        {name: value for name, value in arguments.keywords.items() if name in _ASKED}
    )


def _array(session: Session, sizes: tuple[Any, ...]) -> TensorValue:
    if not all(size is None or (isinstance(size, int) and size >= 0) for size in sizes):
        raise Refused(Code.INVALID_ARGUMENT, say("the shape of an array must be a tuple of whole numbers"))
    return TensorValue(session, scratch(Shape(sizes)))


def _given(positional: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[Any, ...]:
    shape = positional[0] if positional else keywords.get("shape", "?")
    return tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)


def _square(positional: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[Any, ...]:
    rows = positional[0] if positional else keywords.get("N", keywords.get("n", "?"))
    return (rows, positional[1] if len(positional) > 1 and positional[1] is not None else keywords.get("M", rows))


def _counted(positional: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[Any, ...]:
    names = (("start",), ("stop", "limit"), ("step", "delta"))
    named = tuple(keywords[name] for alike in names[len(positional) :] for name in alike if name in keywords)
    numbers = (*positional[:3], *named)
    if any(number is None for number in numbers):
        return (None,)
    if not numbers or not all(isinstance(number, int) for number in numbers) or 0 in numbers[2:3]:
        raise Refused(Code.UNKNOWN_VALUE, say("how long this array is, is not known here"))
    start, stop, step = slice(*numbers).start or 0, slice(*numbers).stop, slice(*numbers).step or 1
    return (max(0, -(-(stop - start) // step)),)


def _spaced(session: Session, arguments: Arguments) -> TensorValue:
    """`linspace(start, stop, num)`."""
    given = arguments.named("start", "stop", "num")
    start, stop, count = known((given.get("start"), given.get("stop"), given.get("num", 50)))
    made = _array(session, (count,))
    if len(given) > 3 or not all(isinstance(end, (int, float)) for end in (start, stop)):
        return made
    return SpacedValue(session, made.tensor, float(start), float(stop))
