"""The methods of strings, lists, dictionaries and their like: each one listed, each one bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..problems import say
from .conversions import elements, hashable, in_order, iterate, known, paper, room, truth, weigh
from .operators import equal, failed
from .signals import Failed
from .templates import fill

if TYPE_CHECKING:
    from .evaluator import Evaluator

Methods = Mapping[str, Callable[..., Any]]

# -- text --------------------------------------------------------------------------------------------------------------


def _of_text(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of str whose result is not much longer than the string."""

    def call(ev: Evaluator, text: str, *arguments: Any) -> Any:
        ev.pay(len(text) >> 3)
        result = method(text, *arguments)
        if isinstance(result, list):
            room(ev, len(result))
        return result

    return call


def _widened(method: Callable[..., str]) -> Callable[..., Any]:
    def call(ev: Evaluator, text: str, width: int, *filling: str) -> str:
        paper(ev, max(0, width))
        return method(text, width, *filling)

    return call


def _join(ev: Evaluator, text: str, parts: Any) -> str:
    pieces = elements(ev, parts)
    for piece in pieces:
        if not isinstance(known(piece), str):
            raise Failed("TypeError", say("only text can be joined"))
    paper(ev, sum(map(len, pieces)) + len(text) * len(pieces))
    return text.join(pieces)


def _replace(ev: Evaluator, text: str, old: str, new: str, count: int = -1) -> str:
    ev.pay(len(text) >> 3)
    paper(ev, len(text) + text.count(old) * len(new))
    return text.replace(old, new, count)


def _format(ev: Evaluator, text: str, *positional: Any, **keywords: Any) -> str:
    return fill(ev, text, positional, keywords)


_TEXT: dict[str, Callable[..., Any]] = {
    method.__name__: _of_text(method)
    for method in (
        *(str.upper, str.lower, str.title, str.capitalize, str.swapcase, str.casefold),
        *(str.strip, str.lstrip, str.rstrip, str.removeprefix, str.removesuffix),
        *(str.split, str.rsplit, str.splitlines, str.partition, str.rpartition),
        *(str.startswith, str.endswith, str.find, str.rfind, str.index, str.rindex, str.count),
        *(str.isdigit, str.isdecimal, str.isnumeric, str.isalpha, str.isalnum, str.isspace),
        *(str.islower, str.isupper, str.istitle, str.isidentifier),
    )
}
_TEXT |= {method.__name__: _widened(method) for method in (str.center, str.ljust, str.rjust)}
_TEXT |= {"zfill": _widened(str.zfill), "join": _join, "replace": _replace, "format": _format}

# -- lists and tuples --------------------------------------------------------------------------------------------------


def _append(ev: Evaluator, items: list[Any], item: Any) -> None:
    room(ev, 1 if len(items) < ev.limits.length else len(items) + 1)
    items.append(item)


def _extend(ev: Evaluator, items: list[Any], more: Any) -> None:
    added = elements(ev, more)
    room(ev, len(items) + len(added))
    items.extend(added)


def _insert(ev: Evaluator, items: list[Any], index: int, item: Any) -> None:
    room(ev, len(items) + 1)
    items.insert(known(index), item)


def _pop(ev: Evaluator, items: list[Any], index: int = -1) -> Any:
    ev.pay(len(items) >> 3)
    return items.pop(index)


def _position(ev: Evaluator, items: list[Any] | tuple[Any, ...], item: Any, start: int = 0) -> int:
    for number, other in enumerate(items[start:], start):
        ev.pay(1)
        if equal(ev, other, item):
            return number
    raise Failed("ValueError", say("the value is not in the list"))


def _remove(ev: Evaluator, items: list[Any], item: Any) -> None:
    del items[_position(ev, items, item)]


def _count(ev: Evaluator, items: list[Any] | tuple[Any, ...], item: Any) -> int:
    return sum(equal(ev, other, item) for other in iterate(ev, items))


def _copy(ev: Evaluator, items: Any) -> Any:
    ev.pay(len(items))
    return items.copy()


def _clear(ev: Evaluator, items: Any) -> None:
    items.clear()


def _reverse(ev: Evaluator, items: list[Any]) -> None:
    ev.pay(len(items))
    items.reverse()


def _sort(ev: Evaluator, items: list[Any], *, key: Any = None, reverse: Any = False) -> None:
    items[:] = in_sequence(ev, items, key, truth(reverse))


def in_sequence(ev: Evaluator, items: Any, key: Any, backwards: bool) -> list[Any]:
    """The value of `sorted(items)`."""
    found = elements(ev, items)
    keys = found if key is None else [ev.apply(key, (item,)) for item in found]
    weigh(ev, keys)
    ev.pay(4 * len(keys))
    try:
        order = sorted(range(len(keys)), key=keys.__getitem__, reverse=backwards)
    except TypeError as error:
        raise failed(error) from None
    return [found[number] for number in order]


_SEQUENCE: Methods = {"index": _position, "count": _count}
_LIST: Methods = {
    **_SEQUENCE,
    "append": _append,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "remove": _remove,
    "copy": _copy,
    "clear": _clear,
    "reverse": _reverse,
    "sort": _sort,
}

# -- dictionaries ------------------------------------------------------------------------------------------------------


def _get(ev: Evaluator, table: dict[Any, Any], key: Any, default: Any = None) -> Any:
    return table.get(hashable(ev, key), default)


def _pop_key(ev: Evaluator, table: dict[Any, Any], key: Any, *default: Any) -> Any:
    return table.pop(hashable(ev, key), *default)


def _set_default(ev: Evaluator, table: dict[Any, Any], key: Any, default: Any = None) -> Any:
    room(ev, 1 if len(table) < ev.limits.length else len(table) + 1)
    return table.setdefault(hashable(ev, key), default)


def _update(ev: Evaluator, table: dict[Any, Any], other: Any = (), **more: Any) -> None:
    added = {**mapping(ev, other), **more}
    room(ev, len(table) + len(added))
    table.update(added)


def mapping(ev: Evaluator, value: Any) -> dict[Any, Any]:
    """The value of `dict(value)`."""
    if isinstance(known(value), dict):
        ev.pay(len(value))
        return dict(value)
    found: dict[Any, Any] = {}
    for pair in iterate(ev, value):
        parts = elements(ev, pair)
        if len(parts) != 2:
            raise Failed("ValueError", say("a dictionary is made of pairs"))
        room(ev, 1 if len(found) < ev.limits.length else len(found) + 1)
        found[hashable(ev, parts[0])] = parts[1]
    return found


class View(list[Any]):
    """What `keys()`, `values()` and `items()` give: to be looped over, but no list."""


def _listed(view: Callable[[dict[Any, Any]], Any]) -> Callable[..., Any]:
    def call(ev: Evaluator, table: dict[Any, Any]) -> View:
        ev.pay(len(table))
        return View(view(table))

    return call


_DICT: Methods = {
    "get": _get,
    "keys": _listed(dict.keys),
    "values": _listed(dict.values),
    "items": _listed(dict.items),
    "pop": _pop_key,
    "popitem": lambda ev, table: table.popitem(),
    "setdefault": _set_default,
    "update": _update,
    "copy": _copy,
    "clear": _clear,
}

# -- sets --------------------------------------------------------------------------------------------------------------


def _add(ev: Evaluator, items: set[Any], item: Any) -> None:
    room(ev, 1 if len(items) < ev.limits.length else len(items) + 1)
    items.add(hashable(ev, item))


def _of_sets(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(ev: Evaluator, items: Any, *others: Any) -> Any:
        ev.pay(len(items))
        return method(items, *({hashable(ev, item) for item in iterate(ev, other)} for other in others))

    return call


_FROZEN: Methods = {
    "copy": lambda ev, items: items,
    "union": _of_sets(lambda items, *others: items.union(*others)),
    "intersection": _of_sets(lambda items, *others: items.intersection(*others)),
    "difference": _of_sets(lambda items, *others: items.difference(*others)),
    "symmetric_difference": _of_sets(lambda items, *others: items.symmetric_difference(*others)),
    "issubset": _of_sets(lambda items, other: items <= other),
    "issuperset": _of_sets(lambda items, other: items >= other),
    "isdisjoint": _of_sets(lambda items, other: items.isdisjoint(other)),
}
_SET: Methods = {
    **_FROZEN,
    "copy": _copy,
    "add": _add,
    "update": _of_sets(set.update),
    "intersection_update": _of_sets(set.intersection_update),
    "difference_update": _of_sets(set.difference_update),
    "symmetric_difference_update": _of_sets(set.symmetric_difference_update),
    "discard": lambda ev, items, item: items.discard(hashable(ev, item)),
    "remove": lambda ev, items, item: items.remove(hashable(ev, item)),
    "pop": lambda ev, items: _drawn(ev, items),
    "clear": _clear,
}


def _drawn(ev: Evaluator, items: set[Any]) -> Any:
    order = in_order(ev, items)
    if not order:
        raise Failed("KeyError", say("the set is empty"))
    items.remove(order[0])
    return order[0]


# -- numbers -----------------------------------------------------------------------------------------------------------

_FLOAT: Methods = {
    "is_integer": lambda ev, number: number.is_integer(),
    "item": lambda ev, number: number,
    "numpy": lambda ev, number: number,
}
_INT: Methods = {
    "bit_length": lambda ev, number: number.bit_length(),
    "item": lambda ev, number: int(number),  # of what `np.prod(…)` gives
}

TABLES: Mapping[type, Methods] = {
    str: _TEXT,
    list: _LIST,
    tuple: _SEQUENCE,
    dict: _DICT,
    set: _SET,
    frozenset: _FROZEN,
    float: _FLOAT,
    int: _INT,
}

#: The methods that keep an argument, so that it may be one that is not known.
KEEPING = frozenset({"append", "appendleft", "extendleft", "insert", "setdefault", "get", "pop", "extend", "update"})

#: The methods that change their receiver.
CHANGING = frozenset(
    {"append", "extend", "insert", "pop", "popitem", "remove", "clear", "reverse", "sort", "setdefault", "update"}
    | {"add", "discard", "intersection_update", "difference_update", "symmetric_difference_update"}
    | {"appendleft", "popleft", "extendleft", "rotate", "move_to_end", "subtract"}
)
