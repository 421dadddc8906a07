"""The evaluator: it walks the tree of a listing and knows only values of our own making."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

from ..problems import Carried, Code, Problem, Refused, Text, say
from . import builtins, conversions, expressions, generators, modules, statements
from .doubt import skip
from .exceptions import exception
from .limits import Exhausted, Limits
from .scopes import Scope
from .signals import Failed, Raised, Signal, Spread
from .suggestions import did_you_mean
from .supplied import ASKED, Supplied
from .text import Listing, parse
from .values import Arguments, Namespace, Unknown, Value, is_open

_TOO_DEEP = say("the listing nests too deeply, or calls itself too often, to be read")
_TOO_LONG = say("reading stops here: the listing would run for too long")
_HANDLERS = expressions.HANDLERS
#: Letters of an expression that is proposed to the author.
_LONGEST = 60


_parsed = cache(parse)


class Vocabulary(Protocol):
    """What the names of a listing mean, beyond Python's own."""

    def module(self, dotted: str) -> Any | None:
        """What `import dotted` gives, or None if no such module is known."""

    def name(self, name: str) -> Any | None:
        """What a name means that the listing uses and never defines, or None."""

    def outside(self, name: str, *, imported: bool) -> Any | None:
        """What a name means in a module that is not known, or None; `imported` if the listing shows the import."""

    def names(self) -> Iterable[str]:
        """The names that may be suggested for a misspelt one."""


class Evaluator:
    """One reading of one listing: the work done so far, and the problems met."""

    def __init__(self, listing: Listing, vocabulary: Vocabulary, limits: Limits, supplied: Supplied) -> None:
        self.listing = listing
        self.supplied = supplied
        self.vocabulary = vocabulary
        self.limits = limits
        self.steps = limits.steps
        self.depth = 0
        #: How many `try` statements with handlers are being run: inside, a failure is an exception of the listing's.
        self.trying = 0
        #: Whether the word stands anywhere: only then are functions searched for it.
        self.yields = any("yield" in line for line in listing.lines.lines)
        self.module = Scope({"__name__": "__main__"}, kind="module")
        self.problems: dict[Problem, None] = {}
        #: Star imports: a namespace, or why the names of a module are not known.
        self.stars: list[Namespace | Unknown] = []
        #: Where the call stands that is being carried out.
        self.calling: tuple[int, int] = (1, 1)
        #: The lines of the calls of the listing's own functions that are being carried out, the outermost first.
        self.within: tuple[int, ...] = ()
        #: Whether a function's statements contain a `yield`, once that has been looked up.
        self.generators: dict[ast.stmt, bool] = {}
        #: Where the call stands that led into a listing which is not the author's.
        self.lent: tuple[int, int] | None = None
        self._elsewhere: dict[str, Scope] = {}
        self._free: dict[str, Any] = {}
        self._hints: dict[str, Text | None] = {}
        self._spelt: dict[ast.expr, str] = {}

    # -- the two dispatchers ---------------------------------------------------------------------------------------

    def value(self, node: ast.expr, scope: Scope) -> Any:
        """The value of an expression; what cannot be done becomes an `Unknown` at the innermost expression."""
        self.steps -= 1
        if self.steps < 0:
            raise Exhausted(_TOO_LONG, node)
        try:
            value = _HANDLERS[type(node)](self, node, scope)
        except Refused as refusal:
            value = self.refuse(refusal, node)
        except Spread as spread:
            value = spread.unknown
        except Exhausted as exhausted:
            if exhausted.node is None:
                exhausted.node = node
            raise
        except RecursionError:
            raise Exhausted(_TOO_DEEP, node) from None
        except KeyError:
            if type(node) in _HANDLERS:
                raise
            value = self.refuse(Refused(Code.UNSUPPORTED, say("this kind of expression is not read here")), node)
        if self.supplied.values and isinstance(node, ASKED) and is_open(value):
            return self._supply(node, value)
        return value

    def unsettled(self, node: ast.expr, value: Any) -> Unknown | None:
        """The value of an expression on which the way through the listing depends, if only a run would know it."""
        if isinstance(value, Unknown):
            return value
        if not is_open(value):
            return None
        message = say("the value of '{source}' is known only when the program runs", source=self.listing.quote(node))
        problem = self.problem(node, Code.UNKNOWN_VALUE, message, say("write the value itself into the listing"))
        return Unknown(problem, expression=self.spelt(node) if isinstance(node, ASKED) else "")

    def _supply(self, node: ast.expr, unknown: Any) -> Any:
        """The author's own value for an expression that is not known otherwise."""
        text = self.spelt(node)
        if text not in self.supplied.values:
            return unknown
        self.supplied.used.add(text)
        return self.value(self.supplied.values[text], self.module)

    def alone(self, node: ast.expr, scope: Scope) -> Any:
        """The value of an expression that is a statement."""
        if not isinstance(node, ast.Call):
            return self.value(node, scope)
        try:
            return expressions.call(self, node, scope, alone=True)
        except Refused as refusal:
            return self.refuse(refusal, node)
        except Spread as spread:
            return spread.unknown

    def run(self, body: Sequence[ast.stmt], scope: Scope) -> Signal:
        """Carry out statements; the signal tells why they ended early, if they did."""
        for node in body:
            signal = self.execute(node, scope)
            if signal is not None:
                return signal
        return None

    def stepwise(self, body: Any, scope: Scope, within: tuple[int, ...]) -> Iterator[Any] | None:
        """What the body of a function yields, one after the other; None where it has no places to stop at."""
        return generators.stepwise(self, body, scope, within) if generators.stops(body) else None

    def execute(self, node: ast.stmt, scope: Scope) -> Signal:
        """Carry out one statement."""
        self.steps -= 1
        try:
            if self.steps < 0:
                raise Exhausted(_TOO_LONG, node)
            handler = statements.HANDLERS.get(type(node))
            if handler is None:
                return statements.unsupported(self, node, scope)
            return handler(self, node, scope)
        except Refused as refusal:
            self.report(self.refuse(refusal, node).problem)
        except Spread as spread:
            return skip(self, [node], spread.unknown, scope)
        except Exhausted as exhausted:
            if exhausted.node is None:
                exhausted.node = node
            raise
        except RecursionError:
            raise Exhausted(_TOO_DEEP, node) from None
        return None

    # -- names -----------------------------------------------------------------------------------------------------

    def free(self, name: str, node: ast.expr) -> Any:
        """The value of a name that no scope of the listing binds."""
        try:
            return self._free[name]
        except KeyError:
            pass
        for star in reversed(self.stars):
            if isinstance(star, Namespace) and name in star.names():
                return star.attribute(name)
        value = self.vocabulary.name(name)
        if value is None:
            value = builtins.NAMES.get(name)
        if value is None:
            value = modules.free(name)
        if value is not None:
            self._free[name] = value
            return value
        for star in self.stars:
            if isinstance(star, Unknown):
                return star
        self.pay(5)
        message = say("'{name}' is not defined", name=name)
        hint = self._hint(name, called=self.listing.is_called(node))
        problem = self.problem(node, Code.UNKNOWN_NAME, message, hint or say(
            "define it in the listing, above the line that uses it"))  # fmt: skip
        return Unknown(problem, expression=name, guess=hint)

    def _hint(self, name: str, *, called: bool) -> Text | None:
        if not called:  # what is not called is no class or function that was misspelt
            if name.title() in ("True", "False", "None"):
                return say("did you mean '{name}'?", name=name.title())
            return did_you_mean(name, (other for other in self.module.names if other != name))
        if name not in self._hints:
            candidates = [*self.module.names, *self.vocabulary.names(), *builtins.NAMES]
            self._hints[name] = did_you_mean(name, (other for other in candidates if other != name))
        return self._hints[name]

    def asking(self, unknown: Unknown, node: ast.expr) -> Unknown:
        """What an expression over an unknown value gives: that value, under the wider expression."""
        text = self.spelt(node) if unknown.expression else ""
        return replace(unknown, expression=text) if text and len(text) <= _LONGEST else unknown

    def spelt(self, node: ast.expr) -> str:
        """An expression in Python's own spelling."""
        if node not in self._spelt:
            self._spelt[node] = ast.unparse(node)
            self.pay(len(self._spelt[node]))
        return self._spelt[node]

    # -- places and problems ---------------------------------------------------------------------------------------

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Line and column of a node, from 1; of a chain of calls, where the attribute's name stands."""
        if self.lent is not None:
            return self.lent
        if not isinstance(node, (ast.expr, ast.stmt)):
            return 1, 1
        line, offset = node.lineno, node.col_offset
        if node.end_lineno != line:
            named = node.func if isinstance(node, ast.Call) else node
            if isinstance(named, ast.Attribute) and named.end_lineno and named.end_lineno != line:
                line, offset = named.end_lineno, (named.end_col_offset or 0) - len(named.attr.encode())
        return line, self.listing.lines.column(line, offset)

    def placed(self, node: ast.AST, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a function gives that works out a node: values of the vocabulary may ask where that stands."""
        outer, self.calling = self.calling, self.place(node)
        try:
            return function(*arguments)
        finally:
            self.calling = outer

    def problem(self, node: ast.AST, code: Code, message: Text, hint: Text | None = None) -> Problem:
        """A problem at a node."""
        return Problem(*self.place(node), code, message, hint)

    def refuse(self, refusal: Refused, node: ast.AST, after: tuple[Any, ...] = ()) -> Unknown:
        """What a refused operation gives; inside `try` it raises the exception that Python would raise."""
        self.steps -= self.limits.call  # a loop of failures, each with its hint, is slow
        if self.trying and isinstance(refusal, Failed):
            raise Raised(exception(self, refusal.exception, str(refusal)), refusal.at(*self.place(node)))
        unknown = Unknown(refusal.at(*self.place(node)), after)
        if refusal.code is Code.UNKNOWN_VALUE and isinstance(node, ASKED) and not isinstance(refusal, Carried):
            return self.asking(replace(unknown, expression="?"), node)
        return unknown

    def report(self, problem: Problem) -> None:
        """Note a problem that certainly matters."""
        self.problems[problem] = None

    # -- work ------------------------------------------------------------------------------------------------------

    def pay(self, steps: int) -> None:
        """Count work that is done in one go."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted(_TOO_LONG)

    # -- calls -----------------------------------------------------------------------------------------------------

    def call(self, function: Any, *positional: Any, **keywords: Any) -> Any:
        """Call a value of the listing, as the listing itself would."""
        return self.apply(function, positional, keywords)

    def read_elsewhere(self, text: str, name: str, /, *positional: Any, **keywords: Any) -> Any:
        """Call a function of another listing, as if all of it stood where the call is."""
        outer = self.listing, self.lent
        self.listing, self.lent = _parsed(text), self.lent or self.calling
        try:
            if text not in self._elsewhere:
                scope = self._elsewhere[text] = Scope({"__name__": name}, kind="module")
                self.run(self.listing.tree.body, scope)
            return self.call(self._elsewhere[text].names[name], *positional, **keywords)
        finally:
            self.listing, self.lent = outer

    def apply(self, function: Any, positional: tuple[Any, ...], keywords: Mapping[str, Any] | None = None) -> Any:
        """The same, with the arguments in hand."""
        if isinstance(function, Value):
            return function.call(Arguments(positional, dict(keywords or {}), *self.calling), self)
        if isinstance(function, Unknown):
            handed = conversions.mattering((*positional, *(keywords or {}).values()))
            return Unknown(function.problem, (*function.after, *handed), function.origin) if handed else function
        raise Failed("TypeError", say("{kind} cannot be called", kind=conversions.kind(function)))
