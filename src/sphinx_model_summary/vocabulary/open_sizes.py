"""Sizes that only a call on data tells, while a function of the listing is followed: `ops.shape(x)[0]`."""

from __future__ import annotations

from typing import Any

from ..problems import Code, Refused, say
from ..reading.values import Value
from ..shape import Shape

_ARITHMETIC = frozenset(("+", "-", "*", "/", "//", "%", "**", "neg", "abs"))


class OpenSize(Value):
    """A size that is left open: it is a number that nobody knows, so that one may compute with it."""

    called = "a size that is open"

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        if operator in _ARITHMETIC:
            return self if other is None or isinstance(other, (int, float, OpenSize)) else NotImplemented
        if operator in ("==", "!="):
            return (other is self) == (operator == "==")
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("an axis whose size is open is measured here"),
            say("write its size into the input shape"),
        )

    def text(self) -> str:
        return "None"


OPEN = OpenSize()


def sizes(shape: Shape, *, tracing: bool) -> tuple[Any, ...]:
    """The sizes that a tensor tells of itself; inside a `call`, Keras has a number in place of None."""
    return tuple(OPEN if size is None and tracing else size for size in shape)


def bounds(cut: slice) -> slice:
    """A slice, with `...` for a bound that is an open size."""
    return slice(*(... if isinstance(one, OpenSize) else one for one in (cut.start, cut.stop, cut.step)))
