"""One listing, read: its names, the values that stand alone, its problems and its comments."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Problem, Refused, say
from .classes import Instance
from .doubt import effects
from .evaluator import Evaluator, Vocabulary
from .limits import Exhausted, Limits
from .natives import Native
from .signals import Raised
from .supplied import Definitions, Supplied
from .text import Comment, Lines, Listing, parse
from .values import Namespace, Unknown, Value


@dataclass(frozen=True, slots=True)
class Loose:
    """A value that stands alone as a statement, such as a layer in a list of layers."""

    value: Any
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a listing says: never a run of it, and never an exception."""

    #: What the names of the module stand for at the end.
    names: Mapping[str, Any]
    #: The values of the vocabulary, and the calls that failed, that stand alone as statements of the module.
    loose: tuple[Loose, ...]
    #: What is certainly wrong, by line; an unknown value that nothing needs is no problem.
    problems: tuple[Problem, ...]
    #: The comments by line.
    comments: Mapping[int, Comment]
    _evaluator: Evaluator = field(repr=False, compare=False)

    def later(self) -> tuple[Problem, ...]:
        """The problems that were met in functions of the listing since it was read."""
        return tuple(problem for problem in self._evaluator.problems if problem not in self.problems)

    @property
    def unused(self) -> tuple[str, ...]:
        """The expressions that were supplied with a value and needed none, up to now."""
        return self._evaluator.supplied.unused

    def evaluate(self, expression: str) -> Any:
        """The value of an expression over the names; its own problems stand in line 0.

        Refused if it is not an expression, or if it raises or takes too long. A problem that its evaluation meets
        makes it unknown, `after` the value.
        """
        ev = self._evaluator
        listing = parse(expression.strip())
        statement = listing.tree.body[0] if len(listing.tree.body) == 1 else None
        if listing.problem is not None or not isinstance(statement, ast.Expr):
            raise Refused(Code.SYNTAX, say("'{expression}' is not an expression", expression=expression))
        ast.increment_lineno(statement, -1)
        ev.steps, ev.depth, ev.trying = ev.limits.steps, 0, 0
        before = set(ev.problems)
        try:
            value = ev.value(statement.value, ev.module)
        except Raised as raised:
            problem = raised.problem
            raise Refused(problem.code, problem.message, problem.hint) from None
        except Exhausted as exhausted:
            raise Refused(Code.LIMIT, exhausted.message) from None
        except (RecursionError, MemoryError):
            raise Refused(Code.LIMIT, say("the expression is nested too deeply to be read")) from None
        new = [problem for problem in ev.problems if problem not in before]
        return Unknown(new[0], (value,)) if new and not isinstance(value, Unknown) else value


def read(
    text: str,
    vocabulary: Vocabulary,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    define: Definitions = "",
) -> Reading:
    """Read a listing, with a vocabulary for the names that are not Python's, and values for what is not known."""
    supplied = Supplied.read(define)
    if len(text) > limits.text:
        message = say("the listing has more than {limit} characters", limit=limits.text)
        empty = Listing(Lines((), ()), ast.Module([], []), Problem(1, 1, Code.LIMIT, message))
        return _read(empty, vocabulary, limits, supplied)
    return _read(parse(text), vocabulary, limits, supplied)


def _read(listing: Listing, vocabulary: Vocabulary, limits: Limits, supplied: Supplied) -> Reading:
    ev = Evaluator(listing, vocabulary, limits, supplied)
    for problem in supplied.problems:
        ev.report(problem)
    if listing.problem is not None:
        ev.report(listing.problem)
    loose: list[Loose] = []
    for node in listing.tree.body:
        try:
            _statement(ev, node, loose)
        except Exhausted as exhausted:
            ev.report(ev.problem(exhausted.node or node, Code.LIMIT, exhausted.message))
            break
        except (RecursionError, MemoryError):
            ev.report(ev.problem(node, Code.LIMIT, say("the listing is nested too deeply to be read")))
            break
        except Raised as raised:
            _ended(ev, node, raised.problem)
        except Exception as defect:  # noqa: BLE001 - a page must build, whatever we overlooked
            message = say("the reader failed here: {defect}", defect=f"{type(defect).__name__}: {defect}")
            _ended(ev, node, ev.problem(node, Code.INTERNAL, message))
    names = {name: value for name, value in ev.module.names.items() if name.isidentifier() and name != "__name__"}
    problems = tuple(sorted(ev.problems, key=lambda problem: (problem.line, problem.column)))
    return Reading(names, tuple(loose), problems, listing.comments, ev)


def _statement(ev: Evaluator, node: ast.stmt, loose: list[Loose]) -> None:
    if not isinstance(node, ast.Expr):
        ev.execute(node, ev.module)
        return
    # A list of layers may be pasted one layer a line, with commas: each line is then a tuple of one.
    parts = node.value.elts if isinstance(node.value, (ast.Tuple, ast.List)) else [node.value]
    for part in parts:
        ev.steps -= 1
        if isinstance(part, ast.Starred):
            several = ev.value(ast.copy_location(ast.List([part], ast.Load()), part), ev.module)
            values = several if isinstance(several, list) else [several]
        else:
            values = [ev.alone(part, ev.module)]
        loose += [Loose(value, *ev.place(part)) for value in values if _stands_for_something(value, part)]


def _stands_for_something(value: Any, node: ast.expr) -> bool:
    if isinstance(value, Unknown):
        return isinstance(node, (ast.Call, ast.Name, ast.Attribute, ast.Subscript))
    if isinstance(value, Instance):
        return value.foreign is not None
    return isinstance(value, Value) and not isinstance(value, (Native, Namespace))


def _ended(ev: Evaluator, node: ast.stmt, problem: Problem) -> None:
    """Note what stopped a statement; the names it would have bound are not known."""
    ev.trying = ev.depth = 0
    ev.report(problem)
    for name in effects([node]).names:
        ev.module.bind(name, Unknown(problem))
