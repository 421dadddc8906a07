"""Statements that may or may not run: nothing of what they would have changed is known afterwards."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .arrays import Array
from .conversions import CHANGEABLE, mattering
from .functions import Function
from .methods import CHANGING
from .scopes import Scope
from .signals import Doubt, Returned, Signal
from .values import Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

_OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(slots=True)
class Effects:
    """What statements would do if they ran."""

    names: set[str] = field(default_factory=set)
    #: The name at the root of `name.x.method(…)`, `name[…] = …`, with the method or attribute.
    touched: set[tuple[str, str]] = field(default_factory=set)
    #: The functions that are called for their effect: name, names of the arguments.
    called: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    returns: bool = False
    #: Whether a `break` or `continue` concerns a loop around the statements.
    jumps: bool = False
    size: int = 0


def effects(statements: Iterable[ast.AST]) -> Effects:
    """What statements would do, without what the functions and classes do that they define."""
    found = Effects()
    sources: dict[str, str] = {}
    for node, in_loop in _walk(statements):
        found.size += 1
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            found.names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.names.add(node.name)
        elif isinstance(node, ast.alias):
            found.names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            _touch(found, node, node.attr if isinstance(node, ast.Attribute) else "")
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            _called(found, node.value)
        elif isinstance(node, ast.Return):
            found.returns = True
        elif isinstance(node, (ast.Break, ast.Continue)):
            found.jumps |= not in_loop
        if isinstance(node, (ast.For, ast.AsyncFor)):
            root = root_of(node.iter)
            for target in ast.walk(node.target):
                if isinstance(target, ast.Name) and root:
                    sources[target.id] = root
    found.touched |= {(sources[name], method) for name, method in found.touched if name in sources}
    return found


def _walk(statements: Iterable[ast.AST]) -> Iterator[tuple[ast.AST, bool]]:
    waiting = [(node, False) for node in statements]
    while waiting:
        node, in_loop = waiting.pop()
        yield node, in_loop
        if not isinstance(node, _OWN_SCOPE):
            inside = in_loop or isinstance(node, _LOOPS)
            waiting.extend((child, inside) for child in ast.iter_child_nodes(node))


def _called(found: Effects, call: ast.Call) -> None:
    if isinstance(call.func, ast.Attribute):
        _touch(found, call.func, call.func.attr)
    elif isinstance(call.func, ast.Name):
        found.called.append((call.func.id, tuple(filter(None, map(root_of, call.args)))))


def _touch(found: Effects, node: ast.Attribute | ast.Subscript, how: str) -> None:
    root = root_of(node.value)
    if root:
        found.touched.add((root, how))


def root_of(node: ast.expr) -> str:
    """The name with which `name.x[0].y()` begins."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def skip(ev: Evaluator, statements: list[ast.stmt], unknown: Unknown, scope: Scope) -> Signal:
    """Leave out statements of which it is not known whether they run."""
    unknown = unknown.asked()
    found = effects(statements)
    ev.pay(found.size)
    if found.returns and scope.function is not None and isinstance(scope.function.body, list):
        # What follows may not run either; what stands above has run, and touching it again does no harm.
        found = effects(node for node in scope.function.body if (node.end_lineno or 0) >= statements[0].lineno)
        ev.pay(found.size)
    for name, how in sorted(found.touched | _touched_by_functions(found, scope)):
        _spoil_touched(ev, name, how, unknown, scope)
    drawn = {one.id for node in statements if isinstance(node, ast.For) for one in ast.walk(node.target)
             if isinstance(one, ast.Name)}  # fmt: skip
    for name in sorted(found.names):
        old = _value(name, scope)
        if not isinstance(old, Unknown):
            after = (*unknown.after, *mattering((old,)))
            scope.bind(name, Unknown(unknown.problem, after, expression=name if name in drawn else ""))
    if found.returns:
        return Returned(unknown)
    return Doubt(unknown) if found.jumps else None


def _value(name: str, scope: Scope) -> Any:
    holder = scope.holder(name)
    return None if holder is None else holder.names[name]


def _touched_by_functions(found: Effects, scope: Scope) -> set[tuple[str, str]]:
    """What the listing's own functions, called for their effect, do to their arguments."""
    touched = set()
    for name, roots in found.called:
        function = _value(name, scope)
        if isinstance(function, Function) and isinstance(function.body, list):
            given = dict(zip(function.parameters.positional, roots, strict=False))
            inside = effects(function.body).touched
            touched |= {(given.get(root, root), how) for root, how in inside if root in given}
    return touched


def _spoil_touched(ev: Evaluator, name: str, how: str, unknown: Unknown, scope: Scope) -> None:
    holder = scope.holder(name)
    if holder is None:
        return
    old = holder.names[name]
    if isinstance(old, Array) and not how:
        old.numbers = None  # the shape stays
        return
    if isinstance(old, (list, dict, set)):
        changed = not how or how in CHANGING
    else:
        changed = isinstance(old, Value) and old.changes(how)
    if changed:
        if isinstance(old, Value):
            ev.report(unknown.problem)
        holder.names[name] = Unknown(unknown.problem, (*unknown.after, *mattering((old,))), expression=name)


def may_change(ev: Evaluator, function: ast.expr, scope: Scope) -> bool:
    """Whether a method that is not known belongs to a value that it may change."""
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Name) and isinstance(ev.value(owner, scope), CHANGEABLE)
