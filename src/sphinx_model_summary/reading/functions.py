"""The functions that a listing defines: their parameters, their calls, their closures."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..problems import Text, say
from .limits import Exhausted
from .natives import Native, Stream
from .scopes import Scope
from .signals import Failed, Returned
from .suggestions import did_you_mean
from .values import Arguments

if TYPE_CHECKING:
    from .classes import Class
    from .evaluator import Evaluator


@dataclass(slots=True)
class Parameters:
    """The parameters of a function, with the values of their defaults."""

    positional: list[str]
    #: How many of them cannot be given by keyword.
    unnamed: int
    keyword: list[str]
    rest: str | None
    others: str | None
    defaults: dict[str, Any]

    @classmethod
    def of(cls, ev: Evaluator, arguments: ast.arguments, scope: Scope) -> Parameters:
        """The parameters as the syntax tree has them; defaults are worked out once, here."""
        positional = [parameter.arg for parameter in (*arguments.posonlyargs, *arguments.args)]
        keyword = [parameter.arg for parameter in arguments.kwonlyargs]
        last = positional[len(positional) - len(arguments.defaults) :]
        defaults = {name: ev.value(node, scope) for name, node in zip(last, arguments.defaults, strict=True)}
        for name, node in zip(keyword, arguments.kw_defaults, strict=True):
            if node is not None:
                defaults[name] = ev.value(node, scope)
        rest = arguments.vararg.arg if arguments.vararg else None
        others = arguments.kwarg.arg if arguments.kwarg else None
        return cls(positional, len(arguments.posonlyargs), keyword, rest, others, defaults)

    def bind(self, name: str, arguments: Arguments) -> dict[str, Any]:
        """The names that a call binds."""
        given, keywords = arguments.positional, arguments.keywords
        names = dict(zip(self.positional, given))  # noqa: B905 - too few and too many are settled below
        if self.rest is not None:
            names[self.rest] = given[len(self.positional) :]
        elif len(given) > len(self.positional):
            most, count = len(self.positional), len(given)
            message = say("{name}() takes {most} arguments, not {count}", name=name, most=most, count=count)
            raise Failed("TypeError", message, self._told())
        others: dict[str, Any] = {}
        for key, value in keywords.items():
            if key in self.positional[self.unnamed :] or key in self.keyword:
                if key in names:
                    raise Failed("TypeError", say("{name}() is given '{key}' twice", name=name, key=key))
                names[key] = value
            elif self.others is not None:
                others[key] = value
            else:
                raise Failed("TypeError", say("{name}() has no parameter '{key}'", name=name, key=key),
                             did_you_mean(key, (*self.positional, *self.keyword)) or self._told())  # fmt: skip
        if self.others is not None:
            names[self.others] = others
        for key in (*self.positional, *self.keyword):
            if key not in names:
                if key not in self.defaults:
                    message = say("{name}() needs the argument '{key}'", name=name, key=key)
                    raise Failed("TypeError", message, self._told())
                names[key] = self.defaults[key]
        return names

    def _told(self) -> Text | None:
        names = [name for name in (*self.positional, *self.keyword) if name != "self"]
        return say("it takes {names}", names=", ".join(names)) if names else None


@dataclass(slots=True, eq=False, repr=False)
class Function(Native):
    """A `def` or a `lambda`, in the scope where it stands."""

    ev: Evaluator
    name: str
    parameters: Parameters
    body: list[ast.stmt] | ast.expr
    scope: Scope
    generates: bool = False
    #: The class whose method this is.
    owner: Class | None = None
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> str:  # type: ignore[override]
        return "functions"

    @property
    def called(self) -> Text:  # type: ignore[override]
        return say("the function {name}", name=self.name)

    def call(self, arguments: Arguments, caller: Any) -> Any:
        ev = self.ev
        name = self.owner.name if self.owner is not None and self.name == "__init__" else self.name
        try:
            names = self.parameters.bind(name, arguments)
        except Failed as failure:
            if self.owner is not None and self.parameters.positional[:1] not in (["self"], ["cls"]):
                failure.hint = say("the first parameter of a method is 'self'")
            raise
        scope = Scope(names, self.scope, "function", self)
        if self.generates:
            within = (*ev.within, arguments.line)
            stepwise = ev.stepwise(self.body, scope, within)
            return Stream(lambda: self._yielded(scope) if stepwise is None else stepwise)
        outer = ev.within
        ev.within = (*outer, arguments.line)
        try:
            return self._result(ev, scope)
        finally:
            ev.within = outer

    def _result(self, ev: Evaluator, scope: Scope) -> Any:
        if ev.depth >= ev.limits.depth:
            raise Exhausted(say("reading stops here: calls of {name}() go too deep", name=self.name))
        ev.depth += 1
        try:
            if isinstance(self.body, ast.expr):
                return ev.value(self.body, scope)
            signal = ev.run(self.body, scope)
        finally:
            ev.depth -= 1
        return signal.value if isinstance(signal, Returned) else None

    def _yielded(self, scope: Scope) -> Iterator[Any]:
        # All at once: a `yield` within an expression is no place to stop at.
        found: list[Any] = []
        scope.names[YIELDED] = found
        self._result(self.ev, scope)
        return iter(found)

    def attribute(self, name: str) -> Any:
        if name in self.attributes:
            return self.attributes[name]
        if name in ("__name__", "__qualname__"):
            return self.name
        if name == "__doc__":
            return None
        if name == "__call__":
            return self
        return super(Function, self).attribute(name)

    def set_attribute(self, name: str, value: Any) -> None:
        self.attributes[name] = value

    def text(self) -> str:
        return f"<function {self.name}>"


#: Under this name, which no listing can use, a generator's scope collects what it yields.
YIELDED = "yielded values"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Bound(Native):
    """A method together with its receiver."""

    function: Any
    receiver: Any

    @property
    def called(self) -> Text:  # type: ignore[override]
        return say("this method")

    def call(self, arguments: Arguments, caller: Any) -> Any:
        handed = Arguments((self.receiver, *arguments.positional), arguments.keywords, arguments.line, arguments.column)
        return self.function.call(handed, caller)

    def attribute(self, name: str) -> Any:
        return self.receiver if name == "__self__" else self.function.attribute(name)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Partial(Native):
    """A `functools.partial`."""

    function: Any
    positional: tuple[Any, ...]
    keywords: dict[str, Any]

    def call(self, arguments: Arguments, caller: Any) -> Any:
        return caller.apply(
            self.function, (*self.positional, *arguments.positional), {**self.keywords, **arguments.keywords}
        )

    def attribute(self, name: str) -> Any:
        members = {"func": self.function, "args": self.positional, "keywords": self.keywords}
        return members[name] if name in members else super(Partial, self).attribute(name)
