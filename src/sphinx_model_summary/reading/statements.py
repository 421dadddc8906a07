"""The statements of Python: one function for each kind of node."""

from __future__ import annotations

import ast
import re
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import Code, say
from .builtins import FIELDS
from .classes import Class, Instance
from .conversions import iterate, kind, room, truth
from .definitions import define_class, define_function
from .doubt import skip
from .exceptions import described, exception
from .expressions import sign
from .imports import import_from, import_module
from .limits import Exhausted
from .natives import Stream
from .operators import FAILURES, binary, failed
from .patterns import match
from .scopes import Scope
from .signals import Doubt, Failed, Jump, Raised, Returned, Signal
from .targets import assign
from .values import Unknown

if TYPE_CHECKING:
    from .evaluator import Evaluator


def _expression(ev: Evaluator, node: ast.Expr, scope: Scope) -> Signal:
    ev.alone(node.value, scope)
    return None


def _assign(ev: Evaluator, node: ast.Assign, scope: Scope) -> Signal:
    value = ev.value(node.value, scope)
    for target in node.targets:
        assign(ev, target, value, scope, node.value)
    return None


def _annotated(ev: Evaluator, node: ast.AnnAssign, scope: Scope) -> Signal:
    if scope.kind == "class" and isinstance(node.target, ast.Name) and not _NO_FIELD & _words(node.annotation):
        scope.names.setdefault(FIELDS, []).append(node.target.id)
    if node.value is not None:
        assign(ev, node.target, ev.value(node.value, scope), scope, node.value)
    return None


#: How what stands among the fields of a class is annotated, and is none.
_NO_FIELD = frozenset({"ClassVar", "KW_ONLY"})


def _words(annotation: ast.expr) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", ast.unparse(annotation)))


def _augmented(ev: Evaluator, node: ast.AugAssign, scope: Scope) -> Signal:
    target = node.target
    old = ev.value(target, scope)
    new = ev.value(node.value, scope)
    if isinstance(old, list) and isinstance(node.op, ast.Add) and not isinstance(new, Unknown):
        more = list(iterate(ev, new))
        room(ev, len(old) + len(more))
        old += more
        value: Any = old
    else:
        value = binary(ev, sign(node.op), old, new)
    assign(ev, target, value, scope, node.value)
    return None


def _if(ev: Evaluator, node: ast.If, scope: Scope) -> Signal:
    test = ev.value(node.test, scope)
    unknown = ev.unsettled(node.test, test)
    if unknown is not None:
        return skip(ev, [*node.body, *node.orelse], unknown, scope)
    return ev.run(node.body if truth(test) else node.orelse, scope)


def _for(ev: Evaluator, node: ast.For, scope: Scope) -> Signal:
    values = ev.value(node.iter, scope)
    unknown = ev.unsettled(node.iter, values)
    if unknown is not None:
        return skip(ev, [node], unknown, scope)
    rounds = 0
    for value in iterate(ev, values):
        rounds += 1
        _round(ev, rounds)
        assign(ev, node.target, value, scope)
        signal = ev.run(node.body, scope)
        if signal is None or signal is Jump.CONTINUE:
            continue
        if isinstance(signal, Doubt):
            return skip(ev, [node], signal.unknown, scope)
        return None if signal is Jump.BREAK else signal
    return ev.run(node.orelse, scope)


def _while(ev: Evaluator, node: ast.While, scope: Scope) -> Signal:
    rounds = 0
    while True:
        test = ev.value(node.test, scope)
        unknown = ev.unsettled(node.test, test)
        if unknown is not None:
            return skip(ev, [node], unknown, scope)
        if not truth(test):
            return ev.run(node.orelse, scope)
        rounds += 1
        _round(ev, rounds)
        signal = ev.run(node.body, scope)
        if isinstance(signal, Doubt):
            return skip(ev, [node], signal.unknown, scope)
        if signal is Jump.BREAK:
            return None
        if isinstance(signal, Returned):
            return signal


def _round(ev: Evaluator, rounds: int) -> None:
    if rounds > ev.limits.rounds:
        raise Exhausted(say("reading stops here: the loop goes on after {rounds} rounds", rounds=ev.limits.rounds))


def _with(ev: Evaluator, node: ast.With, scope: Scope) -> Signal:
    leaving: list[Instance | Stream] = []
    for entered in node.items:
        value = ev.value(entered.context_expr, scope)
        if isinstance(value, Instance) and value.method("__enter__"):
            leaving.append(value)
            value = ev.apply(value.method("__enter__"), ())
        elif isinstance(value, Stream):  # a function under `contextlib.contextmanager`
            leaving.append(value)
            value = value.following()
        if entered.optional_vars is not None:
            assign(ev, entered.optional_vars, value, scope, entered.context_expr)
    try:
        return ev.run(node.body, scope)
    finally:
        for value in reversed(leaving):
            if isinstance(value, Stream):
                list(value.iterate())
            else:
                ev.apply(value.attribute("__exit__"), (None, None, None))


def _try(ev: Evaluator, node: ast.Try, scope: Scope) -> Signal:
    signal: Signal
    try:
        ev.trying += bool(node.handlers)
        try:
            signal = ev.run(node.body, scope)
        finally:
            ev.trying -= bool(node.handlers)
        if signal is None:
            signal = ev.run(node.orelse, scope)
    except Raised as raised:
        handler = next((one for one in node.handlers if _catches(ev, one, raised.value, scope)), None)
        if handler is None:
            raise
        if handler.name:
            scope.bind(handler.name, raised.value)
        scope.names[_HANDLED] = raised
        signal = ev.run(handler.body, scope)
    finally:
        last = ev.run(node.finalbody, scope)
    return signal if last is None else last


#: Under this name, which no listing can use, stands the exception that a bare `raise` raises again.
_HANDLED = "handled exception"


def _catches(ev: Evaluator, handler: ast.ExceptHandler, value: Any, scope: Scope) -> bool:
    if handler.type is None:
        return True
    wanted = ev.value(handler.type, scope)
    kinds = wanted if isinstance(wanted, tuple) else (wanted,)
    return any(isinstance(one, Unknown) or (isinstance(value, Instance) and value.is_instance(one)) for one in kinds)


def _raise(ev: Evaluator, node: ast.Raise, scope: Scope) -> Signal:
    if node.exc is None:
        holder = scope.holder(_HANDLED)
        if holder is not None:
            raise holder.names[_HANDLED]
        raise Failed("RuntimeError", say("there is no exception to raise again"))
    value = ev.value(node.exc, scope)
    if isinstance(value, Class):
        value = ev.apply(value, ())
    message = say("the listing raises {error} here", error=described(ev, value))
    raise Raised(value, ev.problem(node, Code.INVALID_OPERATION, message))


def _assert(ev: Evaluator, node: ast.Assert, scope: Scope) -> Signal:
    test = ev.value(node.test, scope)
    if isinstance(test, Unknown) or truth(test):
        return None
    text = described(ev, ev.value(node.msg, scope)) if node.msg else ev.listing.quote(node.test)
    message = say("the assertion does not hold: {assertion}", assertion=text)
    raise Raised(exception(ev, "AssertionError", str(text)), ev.problem(node, Code.INVALID_OPERATION, message))


def _return(ev: Evaluator, node: ast.Return, scope: Scope) -> Signal:
    return Returned(ev.value(node.value, scope) if node.value else None)


def _delete(ev: Evaluator, node: ast.Delete, scope: Scope) -> Signal:
    for target in node.targets:
        if isinstance(target, ast.Name):
            scope.names.pop(target.id, None)
        elif isinstance(target, ast.Subscript):
            owner, key = ev.value(target.value, scope), ev.value(target.slice, scope)
            if isinstance(owner, Unknown) or isinstance(key, Unknown):
                continue
            if isinstance(owner, Instance) and (own := owner.method("__delitem__")):
                ev.apply(own, (key,))
                continue
            if not isinstance(owner, (list, dict, deque)):
                raise Failed("TypeError", say("nothing can be deleted from {kind}", kind=kind(owner)))
            try:
                del owner[key]
            except FAILURES as error:
                raise failed(error) from None
        elif isinstance(target, ast.Attribute):
            owner = ev.value(target.value, scope)
            if isinstance(owner, Instance):
                owner.attributes.pop(target.attr, None)
    return None


def _global(ev: Evaluator, node: ast.Global, scope: Scope) -> Signal:
    module = scope.module()
    if scope is not module:
        scope.elsewhere = {**(scope.elsewhere or {}), **dict.fromkeys(node.names, module)}
    return None


def _nonlocal(ev: Evaluator, node: ast.Nonlocal, scope: Scope) -> Signal:
    for name in node.names:
        holder = scope.parent.holder(name) if scope.parent else None
        if holder is not None:
            scope.elsewhere = {**(scope.elsewhere or {}), name: holder}
    return None


def unsupported(ev: Evaluator, node: ast.stmt, scope: Scope) -> Signal:
    """Skip a statement of a kind that is not read here."""
    message = say("this kind of statement is not read here")
    return skip(ev, [node], Unknown(ev.problem(node, Code.UNSUPPORTED, message)), scope)


HANDLERS: dict[type[ast.AST], Callable[[Evaluator, Any, Scope], Signal]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.If: _if,
    ast.For: _for,
    ast.While: _while,
    ast.With: _with,
    ast.Try: _try,
    ast.Match: match,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Return: _return,
    ast.Delete: _delete,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
    ast.FunctionDef: define_function,
    ast.ClassDef: define_class,
    ast.Import: import_module,
    ast.ImportFrom: import_from,
    ast.Pass: lambda ev, node, scope: None,
    ast.Break: lambda ev, node, scope: Jump.BREAK,
    ast.Continue: lambda ev, node, scope: Jump.CONTINUE,
}
