"""Python's operators: refused where Python would fail, and stopped before a result grows too large."""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import Text, listed, say, shown
from .conversions import CONTAINERS, SCALARS, iterate, kind, known, length, paper, room, truth, weigh
from .formatting import percent
from .limits import Exhausted
from .signals import Failed, Spread
from .subtypes import Defaulting
from .suggestions import did_you_mean
from .values import Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "@": operator.matmul,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": operator.lshift,
    ">>": operator.rshift,
}
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
SIGNS: dict[str, Callable[[Any], Any]] = {
    "neg": operator.neg,
    "pos": operator.pos,
    "invert": operator.invert,
    "abs": operator.abs,
}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
FAILURES = (TypeError, ValueError, ArithmeticError, LookupError)
_QUICK = frozenset({int, float})


def failed(error: Exception) -> Failed:
    """Python's own failure, as one of the listing's."""
    return Failed(type(error).__name__, say("{exception}: {error}", exception=type(error).__name__, error=str(error)))


def binary(ev: Evaluator, sign: str, left: Any, right: Any) -> Any:
    """The value of `left + right` and its like."""
    if isinstance(left, (Unknown, Value)) or isinstance(right, (Unknown, Value)):
        return _asked(sign, left, right)
    if not (type(left) in _QUICK and type(right) in _QUICK and sign in "+-/"):
        guarded = _GUARDS.get(sign)
        if guarded is not None:
            guarded(ev, left, right)
        elif isinstance(left, CONTAINERS):
            ev.pay(len(left))
        if sign == "%" and isinstance(left, str):
            return percent(ev, left, right)
    try:
        result = ARITHMETIC[sign](left, right)
    except TypeError:
        message = say("{left} {sign} {right} is not possible", left=kind(left), sign=sign, right=kind(right))
        raise Failed("TypeError", message) from None
    except FAILURES as error:
        raise failed(error) from None
    if isinstance(result, int) and result.bit_length() > ev.limits.bits:
        raise Exhausted(say("reading stops here: the number grows too large"))
    return result


def unary(sign: str, operand: Any) -> Any:
    """The value of `-operand` and its like."""
    if isinstance(known(operand), Value):
        result = operand.operate(sign, None, reflected=False)
        if result is NotImplemented:
            operand.cannot(say("{kind} has no operator '{sign}'", kind=operand.called, sign=sign))
        return result
    try:
        return SIGNS[sign](operand)
    except TypeError:
        raise Failed("TypeError", say("{kind} has no operator '{sign}'", kind=kind(operand), sign=sign)) from None
    except FAILURES as error:
        raise failed(error) from None


def compare(ev: Evaluator, sign: str, left: Any, right: Any) -> Any:
    """The value of `left == right`, `left in right` and their like."""
    if sign in ("in", "not in"):
        found = contains(ev, right, left)
        return found if sign == "in" else not found
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        raise Spread(left if isinstance(left, Unknown) else right)
    if sign in ("is", "is not"):
        return same(left, right) == (sign == "is")
    if isinstance(left, Value) or isinstance(right, Value):
        return _asked(sign, left, right)
    weigh(ev, left)
    weigh(ev, right)
    try:
        return COMPARISONS[sign](left, right)
    except TypeError:
        message = say("{left} {sign} {right} is not possible", left=kind(left), sign=sign, right=kind(right))
        raise Failed("TypeError", message) from None
    except FAILURES as error:
        raise failed(error) from None


def same(left: Any, right: Any) -> bool:
    """The value of `left is right`; numbers and strings are the same where they are equal."""
    if isinstance(left, Value) and isinstance(right, Value):
        return left.is_same(right) or right.is_same(left)
    return left is right or (type(left) is type(right) and type(left) in SCALARS and left == right)


def equal(ev: Evaluator, left: Any, right: Any) -> bool:
    """Whether two values are equal, as a search through a list asks it."""
    return left is right or truth(compare(ev, "==", left, right))


def contains(ev: Evaluator, container: Any, item: Any) -> bool:
    """The value of `item in container`."""
    known(item)
    if isinstance(known(container), str):
        if not isinstance(item, str):
            raise Failed("TypeError", say("a str contains only text, not {kind}", kind=kind(item)))
        ev.pay(len(container) >> 3)
        return item in container
    if isinstance(container, range) and isinstance(item, int):
        return int(item) in container
    if isinstance(container, (dict, set, frozenset)):
        weigh(ev, item)
        try:
            return item in container
        except TypeError as error:
            raise failed(error) from None
    doubt: Unknown | None = None
    for part in iterate(ev, container):
        if isinstance(part, Unknown):
            doubt = doubt or part
        elif equal(ev, part, item):
            return True
    if doubt is not None:
        raise Spread(doubt)
    return False


def item(ev: Evaluator, value: Any, key: Any) -> Any:
    """The value of `value[key]`."""
    if isinstance(known(value), Value):
        return value.item(key)
    known(key)
    if isinstance(value, dict):
        weigh(ev, key)
        if isinstance(value, Defaulting) and value.make is not None and key not in value:
            room(ev, 1 if len(value) < ev.limits.length else len(value) + 1)
            value[key] = ev.apply(value.make, ())
    elif not isinstance(value, (list, tuple, str, bytes, range, deque)):
        raise Failed("TypeError", say("{kind} cannot be indexed", kind=kind(value)))
    elif isinstance(key, slice):
        ev.pay(min(length(value), ev.limits.length) >> (0 if isinstance(value, (list, tuple)) else 3))
    try:
        return value[key]
    except KeyError:
        raise Failed("KeyError", say("the dictionary has no {key}", key=shown(key)), _keys(key, value)) from None
    except IndexError:
        message = say("{kind} of {count} entries has none at {key}",
                      kind=kind(value), count=len(value), key=shown(key))  # fmt: skip
        hint = say("entries are counted from 0, so the last is {last}", last=len(value) - 1) if value else None
        raise Failed("IndexError", message, hint) from None
    except FAILURES as error:
        raise failed(error) from None


def _keys(key: Any, table: dict[Any, Any]) -> Text | None:
    words = [one for one in table if isinstance(one, str)]
    close = did_you_mean(key, words) if isinstance(key, str) else None
    return close or (say("it has {names}", names=listed(map(shown, list(table)[:10]))) if table else None)


def set_item(ev: Evaluator, value: Any, key: Any, new: Any) -> None:
    """Carry out `value[key] = new`."""
    if isinstance(known(value), Value):
        value.set_item(key, new)
        return
    known(key)
    if isinstance(value, dict):
        weigh(ev, key)
        room(ev, 0 if len(value) < ev.limits.length else len(value) + 1)
    elif not isinstance(value, (list, deque)):
        raise Failed("TypeError", say("{kind} takes no item", kind=kind(value)))
    elif isinstance(key, slice):
        new = list(iterate(ev, new))
        room(ev, len(value) + len(new))
    try:
        value[key] = new
    except FAILURES as error:
        raise failed(error) from None


def _asked(sign: str, left: Any, right: Any) -> Any:
    """The result that one of the two values works out itself."""
    # A value may make sense of an operand that is not known (a tensor times a number keeps its shape).
    result: Any = NotImplemented
    if isinstance(left, Value):
        result = left.operate(sign, right, reflected=False)
    if result is NotImplemented and isinstance(right, Value):
        mirrored = MIRRORED.get(sign)
        result = right.operate(mirrored or sign, left, reflected=mirrored is None and sign not in COMPARISONS)
    if result is not NotImplemented:
        return result
    known(left)
    known(right)
    if sign in ("==", "!="):
        return (left is right) == (sign == "==")
    message = say("{left} {sign} {right} is not possible", left=kind(left), sign=sign, right=kind(right))
    raise Failed("TypeError", message)


def _guard_add(ev: Evaluator, left: Any, right: Any) -> None:
    if isinstance(left, str) and isinstance(right, str):
        paper(ev, len(left) + len(right))
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        room(ev, len(left) + len(right))


def _guard_multiply(ev: Evaluator, left: Any, right: Any) -> None:
    if isinstance(right, (str, bytes, list, tuple)):
        left, right = right, left
    if not isinstance(right, int):
        return
    if isinstance(left, (str, bytes)):
        paper(ev, len(left) * max(0, right))
    elif isinstance(left, (list, tuple)):
        room(ev, len(left) * max(0, right))


def _guard_power(ev: Evaluator, left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int) and abs(left) > 1:
        _bits(ev, left.bit_length() * right)


def _guard_shift(ev: Evaluator, left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _bits(ev, left.bit_length() + right)


def _bits(ev: Evaluator, wanted: int) -> None:
    if wanted > 2 * ev.limits.bits:
        raise Exhausted(say("reading stops here: the number grows too large"))
    ev.pay(max(0, wanted) >> 6)


_GUARDS: dict[str, Callable[[Any, Any, Any], None]] = {
    "+": _guard_add,
    "*": _guard_multiply,
    "**": _guard_power,
    "<<": _guard_shift,
}
