"""Functions with `yield`: their statements stop where a value is asked for, and go on when the next one is."""

from __future__ import annotations

import ast
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .conversions import iterate, truth
from .scopes import Scope
from .signals import Doubt, Jump, Returned, Signal, Spread
from .targets import assign

if TYPE_CHECKING:
    from .evaluator import Evaluator

Steps = Generator[Any, None, Signal]
_OWN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_YIELDS = (ast.Yield, ast.YieldFrom)


def yields(nodes: Sequence[ast.AST]) -> bool:
    """Whether statements contain a `yield` of their own."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, _YIELDS):
            return True
        if not isinstance(node, _OWN):
            waiting.extend(ast.iter_child_nodes(node))
    return False


def stops(nodes: Sequence[ast.stmt]) -> bool:
    """Whether each `yield` is a statement of its own, or all that is assigned, so that reading can stop there."""
    return all(not yields([node]) or _stops(node) for node in nodes)


def _stops(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=value) | ast.Assign(value=value):
            return isinstance(value, _YIELDS) and not (value.value and yields([value.value]))
        case ast.If(test=test) | ast.While(test=test):
            return not yields([test]) and stops([*node.body, *node.orelse])
        case ast.For():
            return not yields([node.iter]) and stops([*node.body, *node.orelse])
        case ast.With():
            return not yields(node.items) and stops(node.body)
        case ast.Try():
            return not node.handlers and stops([*node.body, *node.orelse, *node.finalbody])
    return False


def stepwise(ev: Evaluator, body: Sequence[ast.stmt], scope: Scope, within: tuple[int, ...]) -> Iterator[Any]:
    """What a function yields, each value when it is asked for; `within` are the lines of the calls around it."""
    steps = _run(ev, body, scope)
    while True:
        outer, ev.within = ev.within, within
        ev.depth += 1
        try:
            value = next(steps)
        except StopIteration:
            return
        finally:
            ev.depth -= 1
            ev.within = outer
        yield value


def _run(ev: Evaluator, body: Sequence[ast.stmt], scope: Scope) -> Steps:
    for node in body:
        signal = (yield from _HANDLERS[type(node)](ev, node, scope)) if yields([node]) else ev.execute(node, scope)
        if isinstance(signal, Doubt):
            raise Spread(signal.unknown)
        if signal is not None:
            return signal
    return None


def _yield(ev: Evaluator, node: Any, scope: Scope) -> Steps:
    value = ev.value(node.value.value, scope) if node.value.value else None
    if isinstance(node.value, ast.YieldFrom):
        yield from iterate(ev, value)
    else:
        yield value
    for target in getattr(node, "targets", ()):
        assign(ev, target, None, scope)
    return None


def _settled(ev: Evaluator, node: ast.expr, scope: Scope) -> Any:
    """The value on which the way depends."""
    value = ev.value(node, scope)
    unknown = ev.unsettled(node, value)
    if unknown is not None:
        raise Spread(unknown)
    return value


def _if(ev: Evaluator, node: ast.If, scope: Scope) -> Steps:
    return (yield from _run(ev, node.body if truth(_settled(ev, node.test, scope)) else node.orelse, scope))


def _while(ev: Evaluator, node: ast.While, scope: Scope) -> Steps:
    def rounds() -> Iterator[None]:
        while truth(_settled(ev, node.test, scope)):
            yield

    return _looped(ev, node, scope, rounds())


def _for(ev: Evaluator, node: ast.For, scope: Scope) -> Steps:
    def rounds() -> Iterator[None]:
        for value in iterate(ev, _settled(ev, node.iter, scope)):
            assign(ev, node.target, value, scope)
            yield

    return _looped(ev, node, scope, rounds())


def _looped(ev: Evaluator, node: ast.For | ast.While, scope: Scope, rounds: Iterator[None]) -> Steps:
    for _round in rounds:
        signal = yield from _run(ev, node.body, scope)
        if signal is Jump.BREAK:
            return None
        if isinstance(signal, Returned):
            return signal
    return (yield from _run(ev, node.orelse, scope))


def _with(ev: Evaluator, node: ast.With, scope: Scope) -> Steps:
    for entered in node.items:
        value = ev.value(entered.context_expr, scope)
        if entered.optional_vars is not None:
            assign(ev, entered.optional_vars, value, scope, entered.context_expr)
    return (yield from _run(ev, node.body, scope))


def _try(ev: Evaluator, node: ast.Try, scope: Scope) -> Steps:
    signal = yield from _run(ev, [*node.body, *node.orelse], scope)
    last = yield from _run(ev, node.finalbody, scope)
    return signal if last is None else last


_HANDLERS: dict[type[ast.AST], Callable[[Evaluator, Any, Scope], Steps]] = {
    ast.Expr: _yield,
    ast.Assign: _yield,
    ast.If: _if,
    ast.While: _while,
    ast.For: _for,
    ast.With: _with,
    ast.Try: _try,
}
