"""Arrays that a listing makes out of nothing: of their numbers only the shape matters here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..problems import Code, Refused, say
from ..reading.values import Arguments
from ..shape import Shape
from .session import Session
from .values import Method, TensorValue, known, scratch

_OF_A_SHAPE = (
    "zeros", "ones", "full", "fill", "empty", "normal", "uniform", "truncated_normal", "random_normal",
    "random_uniform",
)  # fmt: skip


def makers(session: Session) -> dict[str, Method]:
    """The functions that make arrays: `zeros`, `eye`, `arange` and their like."""

    def method(shape: Callable[[tuple[Any, ...], dict[str, Any]], tuple[Any, ...]]) -> Method:
        return Method(lambda arguments, caller: _array(session, shape(*_values(arguments))))

    return {**dict.fromkeys(_OF_A_SHAPE, method(_given)), "eye": method(_square), "identity": method(_square),
            "arange": method(_counted)}  # fmt: skip


def _values(arguments: Arguments) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return known(arguments.positional), known(
        {name: value for name, value in arguments.keywords.items() if name in ("shape", "n", "N", "M", "start", "stop")}
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
    numbers = positional or tuple(keywords[name] for name in ("start", "stop") if name in keywords)
    if any(number is None for number in numbers):
        return (None,)
    if not numbers or not all(isinstance(number, int) for number in numbers) or 0 in numbers[2:3]:
        raise Refused(Code.UNKNOWN_VALUE, say("how long this array is, is not known here"))
    return (len(range(*numbers[:3])),)
