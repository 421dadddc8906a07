"""What `copy.copy` and `copy.deepcopy` give."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .belonging import record
from .classes import Instance
from .conversions import iterate, kind, known
from .methods import mapping
from .subtypes import Defaulting, Record

if TYPE_CHECKING:
    from .evaluator import Evaluator

_SCALARS = (int, float, str, complex, type(None), frozenset, range)


def copied(ev: Evaluator, value: Any, deep: bool = False) -> Any:
    """A copy of a value, and where `deep` of all that it holds.

    :raises Refused: for layers, models and tensors.
    """

    def part(one: Any) -> Any:
        return copied(ev, one, True) if deep else one

    if isinstance(known(value), dict):
        pairs = {key: part(one) for key, one in mapping(ev, value).items()}
        if isinstance(value, Defaulting):
            made = value.copy()
            made.update(pairs)
            return made
        return type(value)(pairs) if type(value) in (OrderedDict, Counter) else pairs
    if isinstance(value, Record) and value.cls is not None:
        return record(value.cls, map(part, value))
    if isinstance(value, (list, tuple)):
        parts = [part(one) for one in iterate(ev, value)]
        return parts if isinstance(value, list) else tuple(parts)
    if isinstance(value, deque):
        return deque(map(part, iterate(ev, value)), value.maxlen)
    if isinstance(value, set):
        return set(value)
    if isinstance(value, Instance) and value.foreign is None and value.method("__deepcopy__") is None:
        return Instance(value.cls, ev, {name: part(one) for name, one in value.attributes.items()})
    if isinstance(value, _SCALARS):
        return value
    raise Refused(Code.UNSUPPORTED, say("copies of {kind} are not read here", kind=kind(value)))
