"""What stands left of an equals sign: names, attributes, items, and patterns of them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .attributes import set_attribute
from .classes import Class
from .conversions import elements
from .doubt import root_of
from .functions import Function
from .natives import Native
from .operators import set_item
from .scopes import Scope
from .signals import Failed
from .values import Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator


def assign(ev: Evaluator, target: ast.expr, value: Any, scope: Scope, source: ast.expr | None = None) -> None:
    """Carry out `target = value`; `source` is the expression that gave the value, for the messages."""
    if isinstance(target, ast.Name):
        if isinstance(value, Unknown) and source is not None and not _made_elsewhere(value, source, scope):
            value = named(ev, value, target, source, scope)
        scope.bind(target.id, value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(ev, target.elts, value, scope, source)
    elif isinstance(target, ast.Starred):
        assign(ev, target.value, value, scope, source)
    elif isinstance(target, ast.Attribute):
        owner = ev.value(target.value, scope)
        if isinstance(owner, Unknown):
            _lost(ev, target, owner, scope)
        else:
            set_attribute(owner, target.attr, value)
    elif isinstance(target, ast.Subscript):
        owner = ev.value(target.value, scope)
        if not isinstance(owner, Unknown):
            set_item(ev, owner, ev.value(target.slice, scope), value)


def _lost(ev: Evaluator, target: ast.Attribute, owner: Unknown, scope: Scope) -> None:
    """Report an attribute that cannot be set although a value of the vocabulary may come to depend on it."""
    holder = scope.holder(root_of(target.value))
    value = None if holder is None else holder.names[root_of(target.value)]
    if isinstance(value, Value) and not owner.origin and value.changes(target.attr):
        ev.report(owner.problem)


def _unpack(ev: Evaluator, targets: list[ast.expr], value: Any, scope: Scope, source: ast.expr | None) -> None:
    value = value if source is None else ev.unsettled(source, value) or value
    if isinstance(value, Unknown):
        for target in targets:
            if isinstance(target, ast.Name) and source is not None:
                scope.bind(target.id, named(ev, value, target, source, scope, part=True))
            else:
                assign(ev, target, value, scope, source)
        return
    try:
        values = elements(ev, value)
    except Refused as failure:
        failure.hint = failure.hint or say("one value comes in here: write one name before the equals sign")
        unknown = ev.refuse(failure, source or targets[0])
        for target in targets:
            assign(ev, target, unknown, scope)
        return
    starred = next((number for number, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
    if starred is not None and len(values) >= len(targets) - 1:
        end = len(values) - (len(targets) - starred - 1)
        values[starred:end] = [values[starred:end]]
    if len(values) != len(targets):
        message = say("{count} values cannot be unpacked into {wanted} names", count=len(values), wanted=len(targets))
        hint = say("write {count} names before the equals sign", count=len(values))
        unknown = ev.refuse(Failed("ValueError", message, hint), source or targets[0])
        values = [unknown] * len(targets)
    for target, one in zip(targets, values, strict=True):
        assign(ev, target, one, scope)


def named(
    ev: Evaluator, unknown: Unknown, target: ast.Name, source: ast.expr, scope: Scope, *, part: bool = False
) -> Unknown:
    """An unknown value under the name that it is given: that is what its author can mend."""
    if unknown.problem.code is not Code.UNKNOWN_VALUE or unknown.after or isinstance(source, ast.Name):
        return unknown
    if isinstance(source, ast.Call) and _is_followed(ev, source.func, scope):
        return unknown  # what went wrong stands inside
    message = say(
        "'{name}' comes from {source}, which only a run of the program would know",
        name=target.id,
        source=ev.listing.quote(source),
    )
    if part:
        hint = say("write the numbers where they are needed: (28, 28) for {name}.shape[1:], say", name=target.id)
    else:
        hint = say("write the value itself into the listing, for example {name} = 10", name=target.id)
    return Unknown(ev.problem(target, Code.UNKNOWN_VALUE, message, hint), unknown.after, unknown.origin, target.id)


def _is_followed(ev: Evaluator, maker: ast.expr, scope: Scope) -> bool:
    """Whether a call is one that was followed: of a function or class of the listing, or of the vocabulary."""
    root = maker
    while isinstance(root, ast.Attribute):
        root = root.value
    holder = scope.holder(root.id) if isinstance(root, ast.Name) else None
    found = None if holder is None or not isinstance(root, ast.Name) else holder.names[root.id]
    return isinstance(found, (Function, Class)) or (isinstance(found, Value) and not isinstance(found, Native))


def _made_elsewhere(unknown: Unknown, source: ast.expr, scope: Scope) -> bool:
    """Whether a value is simply what a package made; then the import is what its author looks for."""
    if not unknown.origin or not isinstance(source, (ast.Call, ast.Attribute)):
        return False
    maker: ast.expr = source
    while isinstance(maker, (ast.Call, ast.Attribute)):
        maker = maker.func if isinstance(maker, ast.Call) else maker.value
    if not isinstance(maker, ast.Name):
        return False
    holder = scope.holder(maker.id)
    return holder is not None and isinstance(holder.names[maker.id], Unknown)
