"""What `value.name` is, for every kind of value."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ..problems import Code, say
from .belonging import known_to
from .conversions import kind, known
from .descriptors import ABSENT
from .dictionaries import METHODS
from .environment import CERTAIN
from .methods import KEEPING
from .natives import Builtin
from .signals import Failed
from .subtypes import SUBTYPES
from .suggestions import did_you_mean
from .values import Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator


def attribute(ev: Evaluator, value: Any, name: str) -> Any:
    """The value of `value.name`."""
    if isinstance(known(value), Value):
        return value.attribute(name)
    own = known_to(ev, value, name) if isinstance(value, SUBTYPES) else ABSENT
    if own is not ABSENT:
        return own
    for base in type(value).__mro__:
        methods = METHODS.get(base)
        if methods is not None:
            if name in methods:
                return Builtin(name, methods[name], name in KEEPING, (value,))
            raise Failed(
                "AttributeError",
                say("{kind} has no attribute '{name}'", kind=kind(value), name=name),
                did_you_mean(name, methods),
            )
    hint = say("a function without 'return' gives None") if value is None else None
    raise Failed("AttributeError", say("{kind} has no attribute '{name}'", kind=kind(value), name=name), hint)


def outside(ev: Evaluator, unknown: Unknown, node: ast.Attribute) -> Any:
    """An attribute of what is not known: of a package, it may be a name for which the vocabulary vouches."""
    if unknown.origin == "bystander" and node.attr in CERTAIN.get(unknown.expression, ()):
        return CERTAIN[unknown.expression][node.attr]
    missing = isinstance(node.value, ast.Name) and unknown.problem.code is Code.UNKNOWN_NAME
    found = None
    if unknown.origin == "package" or missing:
        found = ev.vocabulary.outside(node.attr, imported=not missing)
    return ev.asking(unknown, node) if found is None else found


def set_attribute(value: Any, name: str, new: Any) -> None:
    """Carry out `value.name = new`."""
    if not isinstance(known(value), Value):
        raise Failed("AttributeError", say("{kind} takes no attribute '{name}'", kind=kind(value), name=name))
    value.set_attribute(name, new)
