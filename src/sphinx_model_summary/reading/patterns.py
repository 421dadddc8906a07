"""The patterns of a `match` statement."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .attributes import attribute
from .classes import Class
from .conversions import known, truth
from .operators import compare, same
from .scopes import Scope
from .signals import Signal

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
        case ast.MatchMapping(nodes, patterns, rest):
            keys = [ev.value(node, scope) for node in nodes]
            fits = isinstance(known(subject), dict) and all(
                key in subject and _fits(ev, one, subject[key], scope) for key, one in zip(keys, patterns, strict=True)
            )
            if fits and rest is not None:
                scope.bind(rest, {key: value for key, value in subject.items() if key not in keys})
            return fits
        case ast.MatchClass(cls, patterns, names, attributes):
            kind = ev.value(cls, scope)
            if not truth(ev.apply(ev.free("isinstance", cls), (subject, kind))):
                return False
            if not isinstance(kind, Class):  # `int(x)`: the value itself
                return not names and len(patterns) <= 1 and all(_fits(ev, one, subject, scope) for one in patterns)
            given = kind.find("__match_args__")
            places = given if isinstance(given, tuple) else tuple(kind.fields or ())
            return len(patterns) <= len(places) and all(
                _fits(ev, one, attribute(ev, subject, name), scope)
                for name, one in zip((*places[: len(patterns)], *names), (*patterns, *attributes), strict=True)
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
