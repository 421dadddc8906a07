"""Where names live: the module, a function's call, a class body, a comprehension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .functions import Function

Kind = Literal["module", "function", "class", "comprehension"]


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one place, inside the scope that encloses it."""

    names: dict[str, Any]
    parent: Scope | None = None
    kind: Kind = "function"
    #: The function whose call this is; zero-argument `super()` and an early `return` ask for it.
    function: Function | None = None
    #: Names declared `global` or `nonlocal`, with the scope in which they live.
    elsewhere: dict[str, Scope] | None = None

    def chain(self) -> Iterator[Scope]:
        """This scope and those around it, innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def bind(self, name: str, value: Any) -> None:
        """Carry out `name = value`."""
        if self.elsewhere is not None and name in self.elsewhere:
            self.elsewhere[name].names[name] = value
        else:
            self.names[name] = value

    def holder(self, name: str) -> Scope | None:
        """The scope in which a reader of `name` finds it."""
        return next((scope for scope in self.chain() if name in scope.names), None)

    def module(self) -> Scope:
        """The outermost scope."""
        return list(self.chain())[-1]

    def outside_comprehensions(self) -> Scope:
        """The scope in which `:=` binds."""
        return next(scope for scope in self.chain() if scope.kind != "comprehension")

    def around_functions(self) -> Scope:
        """The scope that a function defined here sees: not the names of a class body."""
        return self.parent if self.kind == "class" and self.parent is not None else self
