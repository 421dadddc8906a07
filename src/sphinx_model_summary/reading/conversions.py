"""What one value is as another: its truth, its elements, its length, its text; each of them bounded."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..problems import Text, say
from .limits import Exhausted
from .signals import Failed, Spread
from .subtypes import Record, WholeMember, WordMember
from .values import Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

SCALARS = frozenset({int, float, bool, str, complex, bytes, type(None), type(Ellipsis)})
CONTAINERS = (list, tuple, dict, set, frozenset, deque)
CHANGEABLE = (list, dict, set, deque)

#: Elements that are looked at for values that matter: nobody hands over more layers than that.
_MANY = 1_000


#: How messages call the values of Python's own types.
_KINDS = {
    bool: say("a bool"), int: say("an int"), float: say("a float"), complex: say("a complex"),
    str: say("a str"), bytes: say("a bytes"), list: say("a list"), tuple: say("a tuple"), dict: say("a dict"),
    set: say("a set"), frozenset: say("a frozenset"), range: say("a range"), slice: say("a slice"),
    type(...): say("an ellipsis"),
}  # fmt: skip


def kind(value: Any) -> Text:
    """How a message calls a value."""
    if isinstance(value, Value):
        return value.called
    if value is None:
        return Text("None")
    own = next(base for base in type(value).__mro__ if base.__module__ in ("builtins", "collections"))
    return _KINDS.get(own) or say("a value of the type {name}", name=own.__name__)


def known(value: Any) -> Any:
    """The value itself; an unknown one makes the expression around it unknown."""
    if isinstance(value, Unknown):
        raise Spread(value)
    return value


def mattering(values: Iterable[Any]) -> tuple[Any, ...]:
    """Those of the values on which a model may come to depend, also one level inside lists and tuples."""
    found: list[Any] = []
    for value in values:
        for part in value[:_MANY] if isinstance(value, (list, tuple)) else (value,):
            if isinstance(part, Value) and part.matters:
                found.append(part)
            elif isinstance(part, Unknown):
                found.extend(part.after)
    return tuple(found)


def truth(value: Any) -> bool:
    """The value of `bool(value)`."""
    if isinstance(value, Value):
        return value.truth()
    return bool(known(value))


def length(value: Any) -> int:
    """The value of `len(value)`."""
    if isinstance(value, Value):
        return value.length()
    if isinstance(known(value), (str, bytes, range, *CONTAINERS)):
        try:
            return len(value)
        except OverflowError as error:
            raise Failed("OverflowError", say("{error}", error=str(error))) from None
    raise Failed("TypeError", say("{kind} has no length", kind=kind(value)))


def iterate(ev: Evaluator, value: Any) -> Iterator[Any]:
    """The values of `for … in value`."""
    if isinstance(value, (list, tuple, str)):
        ev.pay(len(value))
        return iter(value)
    if isinstance(value, (dict, deque)):
        return iterate(ev, list(value))
    if isinstance(value, (set, frozenset)):
        return iter(in_order(ev, value))
    if isinstance(value, Value):
        return _paid(ev, value.iterate())
    if isinstance(known(value), (range, bytes)):
        return _paid(ev, iter(value))
    raise Failed("TypeError", say("{kind} cannot be looped over", kind=kind(value)))


def elements(ev: Evaluator, value: Any) -> list[Any]:
    """The value of `list(value)`."""
    if isinstance(value, range):
        room(ev, length(value))
    found = []
    limit = ev.limits.length
    for item in iterate(ev, value):
        found.append(item)
        if len(found) > limit:
            room(ev, len(found))
    return found


def room(ev: Evaluator, wanted: int) -> None:
    """Make sure that a sequence may be this long, and count the work of making it."""
    if wanted > ev.limits.length:
        raise Exhausted(say("reading stops here: {count} elements are more than are kept", count=wanted))
    ev.pay(wanted)


def paper(ev: Evaluator, wanted: int) -> None:
    """Make sure that a string may be this long, and count the work of making it."""
    if wanted > ev.limits.characters:
        raise Exhausted(say("reading stops here: a text of {count} characters is longer than is kept", count=wanted))
    ev.pay(wanted >> 3)


def weigh(ev: Evaluator, value: Any) -> None:
    """Count all parts of a value, before Python compares, hashes or sorts it; unknown parts make it unknown."""
    if type(value) in SCALARS:
        if isinstance(value, str):
            ev.pay(len(value) >> 6)
        return
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Unknown):
            raise Spread(part)
        if isinstance(part, dict):
            ev.pay(2 * len(part))
            waiting.extend(part)
            waiting.extend(part.values())
        elif isinstance(part, CONTAINERS):
            ev.pay(len(part))
            waiting.extend(part)
        elif isinstance(part, str):
            ev.pay(len(part) >> 6)


def hashable(ev: Evaluator, value: Any) -> Any:
    """The value, once it is sure that it may be a key."""
    if type(value) not in SCALARS:
        weigh(ev, value)
        try:
            hash(value)
        except TypeError:
            raise Failed("TypeError", say("{kind} cannot be a key", kind=kind(value))) from None
    return value


def in_order(ev: Evaluator, values: set[Any] | frozenset[Any]) -> list[Any]:
    """The elements of a set, in an order that is the same in every run."""
    ev.pay(len(values))
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda value: (type(value).__name__, str(value) if type(value) in SCALARS else ""))


def written(ev: Evaluator, value: Any, *, quoted: bool = False) -> str:
    """The value of `str(value)`, or of `repr(value)`."""
    pieces: list[str] = []
    _write(ev, value, quoted, pieces)
    paper(ev, sum(map(len, pieces)))
    return "".join(pieces)


def _write(ev: Evaluator, value: Any, quoted: bool, pieces: list[str]) -> None:
    ev.pay(2)
    if isinstance(known(value), Value):
        pieces.append(value.text())
    elif isinstance(value, (WholeMember, WordMember)) and value.written and not quoted:
        pieces.append(value.written)
    elif isinstance(value, Record) and value.cls is not None:
        pieces.append(f"{value.cls.name}(")
        for number, (key, item) in enumerate(zip(value.cls.fields or (), value, strict=True)):
            pieces.append(f"{', ' if number else ''}{key}=")
            _write(ev, item, True, pieces)
        pieces.append(")")
    elif isinstance(value, str):
        pieces.append(repr(value) if quoted else str(value))
    elif isinstance(value, int) and not isinstance(value, bool):
        pieces.append(int.__repr__(value))
    elif isinstance(value, dict):
        pieces.append("{")
        for number, (key, item) in enumerate(value.items()):
            pieces.append(", " if number else "")
            _write(ev, key, True, pieces)
            pieces.append(": ")
            _write(ev, item, True, pieces)
        pieces.append("}")
    elif isinstance(value, (set, frozenset)) and not value:
        pieces.append(f"{type(value).__name__}()")
    elif isinstance(value, CONTAINERS):
        opening, closing = _BRACKETS[next(base for base in type(value).__mro__ if base in _BRACKETS)]
        pieces.append(opening)
        for number, item in enumerate(in_order(ev, value) if isinstance(value, (set, frozenset)) else value):
            pieces.append(", " if number else "")
            _write(ev, item, True, pieces)
        pieces.append(",)" if isinstance(value, tuple) and len(value) == 1 else closing)
    else:
        pieces.append(repr(value))


_BRACKETS = {
    list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), frozenset: ("frozenset({", "})"), deque: ("deque([", "])"),
}  # fmt: skip


def _paid(ev: Evaluator, items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        ev.pay(1)
        yield item
