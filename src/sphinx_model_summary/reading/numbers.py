"""Python's functions on numbers: `int`, `float`, `str`, `round`, `divmod`, `pow`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import say
from .conversions import kind, written
from .integers import NumpyInteger
from .operators import binary, unary
from .signals import Failed
from .values import Value

if TYPE_CHECKING:
    from .evaluator import Evaluator


def whole(ev: Evaluator, value: Any = 0, base: int = 10) -> Any:
    if isinstance(value, str):
        if len(value) > ev.limits.bits // 4:
            raise Failed("ValueError", say("the text is too long for a number"))
        return int(value, base)
    if isinstance(value, int):
        return int(value) if isinstance(value, (bool, NumpyInteger)) else value
    return _converted(ev, value, "__int__", int)


def real(ev: Evaluator, value: Any = 0.0) -> Any:
    return float(value) if isinstance(value, (int, float, str)) else _converted(ev, value, "__float__", float)


def _converted(ev: Evaluator, value: Any, name: str, plain: Callable[[Any], Any]) -> Any:
    if isinstance(value, Value):
        return ev.apply(value.attribute(name), ())
    if not isinstance(value, float):
        raise Failed("TypeError", say("{kind} is not a number", kind=kind(value)))
    return plain(value)


def text(ev: Evaluator, value: Any = "") -> str:
    return written(ev, value)


def rounded(ev: Evaluator, value: Any, digits: int | None = None) -> Any:
    if isinstance(value, Value):
        return unary("round", value)
    if digits is not None and abs(digits) > 100:
        raise Failed("ValueError", say("a number is not rounded to {digits} digits here", digits=digits))
    return round(_plain_number(value), digits)


def _plain_number(value: Any) -> Any:
    if not isinstance(value, (int, float, complex)):
        raise Failed("TypeError", say("{kind} is not a number", kind=kind(value)))
    return value


def divided(ev: Evaluator, left: Any, right: Any) -> Any:
    return binary(ev, "//", left, right), binary(ev, "%", left, right)


def raised(ev: Evaluator, base: Any, exponent: Any, modulus: Any = None) -> Any:
    if modulus is None:
        return binary(ev, "**", base, exponent)
    return pow(_plain_number(base), _plain_number(exponent), _plain_number(modulus))
