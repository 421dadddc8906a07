"""Python's `collections`: dictionaries with an order, with defaults, with counts; and queues."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .conversions import elements, hashable, iterate, known, room
from .methods import TABLES, Methods, mapping
from .natives import Type
from .subtypes import Defaulting

if TYPE_CHECKING:
    from .evaluator import Evaluator


def _defaulting(ev: Evaluator, make: Any = None, values: Any = (), **more: Any) -> Defaulting:
    made = Defaulting({**mapping(ev, values), **more})
    made.make = make
    return made


def _ordered(ev: Evaluator, values: Any = (), **more: Any) -> OrderedDict[Any, Any]:
    return OrderedDict({**mapping(ev, values), **more})


def _from_keys(ev: Evaluator, keys: Any, value: Any = None) -> OrderedDict[Any, Any]:
    return OrderedDict.fromkeys((hashable(ev, key) for key in elements(ev, keys)), value)


def _move_to_end(ev: Evaluator, table: OrderedDict[Any, Any], key: Any, last: bool = True) -> None:
    table.move_to_end(hashable(ev, key), last)


def _counts(ev: Evaluator, values: Any) -> dict[Any, Any]:
    return mapping(ev, values) if isinstance(known(values), dict) else dict(
        Counter(hashable(ev, value) for value in iterate(ev, values)))  # fmt: skip


def _counter(ev: Evaluator, values: Any = (), **more: Any) -> Counter[Any]:
    return Counter({**_counts(ev, values), **more})


def _count_more(ev: Evaluator, counter: Counter[Any], values: Any = (), **more: Any) -> None:
    counter.update({**_counts(ev, values), **more})


def _count_less(ev: Evaluator, counter: Counter[Any], values: Any = (), **more: Any) -> None:
    counter.subtract({**_counts(ev, values), **more})


def _counted(ev: Evaluator, counter: Counter[Any]) -> list[Any]:
    room(ev, sum(max(0, count) for count in counter.values()))
    return list(counter.elements())


def _queue(ev: Evaluator, values: Any = (), maxlen: int | None = None) -> deque[Any]:
    return deque(elements(ev, values), maxlen)


def _of_queue(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(ev: Evaluator, queue: deque[Any], *arguments: Any) -> Any:
        room(ev, len(queue) + 1)
        return method(queue, *arguments)

    return call


def _joined(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(ev: Evaluator, queue: deque[Any], values: Any) -> None:
        added = elements(ev, values)
        room(ev, len(queue) + len(added))
        method(queue, added)

    return call


_DICT = TABLES[dict]
_ORDERED: Methods = {**_DICT, "move_to_end": _move_to_end, "popitem": lambda ev, table, last=True: table.popitem(last)}
_COUNTER: Methods = {
    **_DICT,
    "most_common": lambda ev, counter, count=None: counter.most_common(count),
    "elements": _counted,
    "total": lambda ev, counter: counter.total(),
    "update": _count_more,
    "subtract": _count_less,
}
_DEQUE: Methods = {
    **{name: method for name, method in TABLES[list].items() if name not in ("pop", "extend", "sort")},
    **{method.__name__: _of_queue(method) for method in (deque.appendleft, deque.pop, deque.popleft, deque.rotate)},
    **{method.__name__: _joined(method) for method in (deque.extend, deque.extendleft)},
}

#: The methods of all values that are no objects of ours.
METHODS: Mapping[type, Methods] = {**TABLES, OrderedDict: _ORDERED, Counter: _COUNTER, deque: _DEQUE}
DICTIONARIES: Mapping[str, Type] = {
    "OrderedDict": Type("OrderedDict", _ordered, (OrderedDict,), {**_ORDERED, "fromkeys": _from_keys}),
    "defaultdict": Type("defaultdict", _defaulting, (Defaulting,), _DICT),
    "Counter": Type("Counter", _counter, (Counter,), _COUNTER),
    "deque": Type("deque", _queue, (deque,), _DEQUE),
}
