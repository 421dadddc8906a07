"""Python's `functools` and `operator`: functions made of functions, and operators as functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..problems import say
from .attributes import attribute
from .conversions import elements, hashable, iterate, kind, known, room, truth
from .descriptors import Property
from .functions import Function, Partial
from .natives import Builtin, builtins
from .operators import COMPARISONS, binary, compare, item, set_item, unary
from .signals import Failed
from .values import Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

# -- functools ---------------------------------------------------------------------------------------------------------


def _partial(ev: Evaluator, function: Any, *positional: Any, **keywords: Any) -> Partial:
    return Partial(known(function), positional, keywords)


def _reduce(ev: Evaluator, function: Any, values: Any, *start: Any) -> Any:
    waiting = iterate(ev, values)
    for result in start or waiting:
        for value in waiting:
            result = ev.apply(function, (result, value))
        return result
    raise Failed("TypeError", say("reduce() of an empty sequence"))


def _same(ev: Evaluator, value: Any, *others: Any) -> Any:
    """A decorator that changes nothing that matters here."""
    return value


def _remembering(ev: Evaluator, function: Any = None, *options: Any, **named: Any) -> Builtin:
    """`cache` and `lru_cache`: what a function gave for some arguments, it gives again."""
    most = named.get("maxsize", 128)
    if not isinstance(function, Value):
        most = named.get("maxsize", function)
        return Builtin("lru_cache", lambda ev, decorated: _remembering(ev, decorated, maxsize=most), lenient=True)
    found: dict[Any, Any] = {}

    def remembered(ev: Evaluator, *positional: Any, **keywords: Any) -> Any:
        key = hashable(ev, (positional, tuple(keywords.items())))
        if key not in found:
            room(ev, len(found) + 1)
            found[key] = ev.apply(function, positional, keywords)
            if isinstance(most, int) and len(found) > most:
                del found[next(iter(found))]
        else:
            found[key] = found.pop(key)
        return found[key]

    return Builtin(str(getattr(function, "name", "function")), remembered, lenient=True)


def _wraps(ev: Evaluator, wrapped: Any, *positional: Any, **keywords: Any) -> Builtin:
    def named(ev: Evaluator, decorated: Any) -> Any:
        if isinstance(decorated, Function) and isinstance(wrapped, Function):
            decorated.name = wrapped.name
        return decorated

    return Builtin("wraps", named, lenient=True)


PARTIAL = Builtin("partial", _partial, lenient=True)
REDUCE = Builtin("reduce", _reduce)
FUNCTOOLS: Mapping[str, Any] = {
    "partial": PARTIAL,
    "reduce": REDUCE,
    "wraps": Builtin("wraps", _wraps, lenient=True),
    "lru_cache": Builtin("lru_cache", _remembering, lenient=True),
    "cache": Builtin("cache", lambda ev, function: _remembering(ev, function, maxsize=None), lenient=True),
    "cached_property": Builtin("cached_property", lambda ev, getter: Property(getter, kept=True), lenient=True),
    "total_ordering": Builtin("total_ordering", _same, lenient=True),
}

# -- operator ----------------------------------------------------------------------------------------------------------

_SIGNS = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@",
    "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "is_": "is", "is_not": "is not",
    "and_": "&", "or_": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "concat": "+", "iadd": "+", "imul": "*",
}  # fmt: skip


def _operator(sign: str) -> Callable[..., Any]:
    work = compare if sign in COMPARISONS or sign.startswith("is") else binary
    return lambda ev, left, right: work(ev, sign, left, right)


def _unary(sign: str) -> Callable[..., Any]:
    return lambda ev, operand: unary(sign, operand)


def _getter(get: Callable[[Evaluator, Any, Any], Any], name: str) -> Callable[..., Builtin]:
    """`itemgetter(…)` and `attrgetter(…)`: with several names they give a tuple."""

    def make(ev: Evaluator, *names: Any) -> Builtin:
        def found(ev: Evaluator, value: Any) -> Any:
            parts = tuple(get(ev, value, one) for one in names)
            return parts[0] if len(names) == 1 else parts

        return Builtin(name, found)

    return make


def _attribute(ev: Evaluator, value: Any, dotted: Any) -> Any:
    if not isinstance(dotted, str):
        raise Failed("TypeError", say("the name of an attribute is text, not {kind}", kind=kind(dotted)))
    for name in dotted.split("."):
        value = attribute(ev, value, name)
    return value


def _method_caller(ev: Evaluator, name: str, *positional: Any, **keywords: Any) -> Builtin:
    return Builtin("methodcaller", lambda ev, value: ev.apply(attribute(ev, value, name), positional, keywords))


OPERATORS: Mapping[str, Any] = builtins(
    {
        **{name: _operator(sign) for name, sign in _SIGNS.items()},
        **{name: _unary(sign) for name, sign in (("neg", "neg"), ("pos", "pos"), ("abs", "abs"), ("invert", "invert"))},
        "not_": lambda ev, value: not truth(value),
        "truth": lambda ev, value: truth(value),
        "contains": lambda ev, container, value: compare(ev, "in", value, container),
        "getitem": item,
        "setitem": set_item,
        "countOf": lambda ev, values, value: sum(truth(compare(ev, "==", one, value)) for one in elements(ev, values)),
        "itemgetter": _getter(item, "itemgetter"),
        "attrgetter": _getter(_attribute, "attrgetter"),
        "methodcaller": _method_caller,
    }
)
