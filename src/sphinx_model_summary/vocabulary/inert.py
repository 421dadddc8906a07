"""What a listing may use without influence on a summary: initializers, optimizers, losses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller, Value


class Inert(Value):
    """Something without influence on a summary: an initializer, an optimizer, a loss; whatever one does with it."""

    settled = False

    def __init__(self, role: str = "", name: str = "", shape: tuple[Any, ...] | None = None) -> None:
        self.role, self.name = role, name
        #: That of the array which an initializer made.
        self.shape = shape

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        shape = arguments.keywords.get("shape", next(iter(arguments.positional), None))
        if self.role == "initializers" and isinstance(shape, (tuple, list)):
            return Inert(self.role, self.name, tuple(shape))
        return self

    def attribute(self, name: str) -> Any:
        return self

    def set_attribute(self, name: str, value: Any) -> None:
        pass

    def item(self, key: Any) -> Any:
        return self

    def truth(self) -> bool:
        raise self._unknown()

    def length(self) -> int:
        raise self._unknown()

    def iterate(self) -> Iterator[Any]:
        raise self._unknown()

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        raise self._unknown()

    def _unknown(self) -> Refused:
        return Refused(
            Code.UNKNOWN_VALUE,
            say("this is only known when the program runs"),
            say("write the value itself into the listing"),
        )

    def changes(self, name: str) -> bool:
        return False


INERT = Inert()
