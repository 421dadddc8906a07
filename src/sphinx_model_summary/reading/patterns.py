"""The patterns of a `match` statement."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .attributes import attribute
from .conversions import known, truth
from .operators import compare, same
from .scopes import Scope
from .signals import Signal
from .values import Value

if TYPE_CHECKING:
    from .evaluator import Evaluator


def match(ev: Evaluator, node: ast.Match, scope: Scope) -> Signal:
    """Carry out the first case that fits."""
    subject = known(ev.value(node.subject, scope))
    for case in node.cases:
        if _fits(ev, case.pattern, subject, scope) and (case.guard is None or truth(ev.value(case.guard, scope))):
            return ev.run(case.body, scope)
    return None


def _fits(ev: Evaluator, pattern: ast.pattern, subject: Any, scope: Scope) -> bool:
    match pattern:
        case ast.MatchValue(value):
            return truth(compare(ev, "==", subject, ev.value(value, scope)))
        case ast.MatchSingleton(value):
            return same(known(subject), value)
        case ast.MatchAs(inner, name):
            if inner is not None and not _fits(ev, inner, subject, scope):
                return False
            if name is not None:
                scope.bind(name, subject)
            return True
        case ast.MatchOr(patterns):
            return any(_fits(ev, one, subject, scope) for one in patterns)
        case ast.MatchSequence(patterns):
            return isinstance(known(subject), (list, tuple)) and _sequence(ev, patterns, list(subject), scope)
        case ast.MatchMapping(keys, patterns, None):
            return isinstance(known(subject), dict) and all(
                (key := ev.value(node, scope)) in subject and _fits(ev, one, subject[key], scope)
                for node, one in zip(keys, patterns, strict=True)
            )
        case ast.MatchClass(cls, patterns, names, attributes) if len(patterns) <= 1:
            kind = ev.value(cls, scope)
            return (
                truth(ev.apply(ev.free("isinstance", cls), (subject, kind)))
                and all(_fits(ev, one, subject, scope) for one in patterns)
                and all(
                    isinstance(subject, Value) and _fits(ev, one, attribute(ev, subject, name), scope)
                    for name, one in zip(names, attributes, strict=True)
                )
            )
    raise Refused(Code.UNSUPPORTED, say("a pattern of this kind is not read here"))


def _sequence(ev: Evaluator, patterns: list[ast.pattern], values: list[Any], scope: Scope) -> bool:
    star = next((number for number, one in enumerate(patterns) if isinstance(one, ast.MatchStar)), None)
    if star is not None and len(values) >= len(patterns) - 1:
        end = len(values) - (len(patterns) - star - 1)
        name = getattr(patterns[star], "name", None)
        if name is not None:
            scope.bind(name, values[star:end])
        patterns, values = patterns[:star] + patterns[star + 1 :], values[:star] + values[end:]
    return len(patterns) == len(values) and all(
        _fits(ev, one, value, scope) for one, value in zip(patterns, values, strict=True)
    )
