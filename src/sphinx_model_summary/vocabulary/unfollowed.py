"""What changes the weights or the layers of a layer or model in ways that are not followed here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller, Value
from .session import Session

#: Methods, and the private list of the layers, which a model does not give away otherwise.
UNFOLLOWED = ("quantize", "enable_lora", "add_weight", "add_variable", "_layers")


@dataclass(frozen=True, slots=True, eq=False)
class Unfollowed(Value):
    """A method or an attribute that a listing may look at, but not use."""

    session: Session
    name: str
    called = say("this attribute")

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        self._refuse(arguments.line, arguments.column)

    def attribute(self, name: str) -> Any:
        return self

    def item(self, key: Any) -> Any:
        self._refuse(*self.session.place)

    def set_item(self, key: Any, value: Any) -> None:
        self._refuse(*self.session.place)

    def iterate(self) -> Iterator[Any]:
        self._refuse(*self.session.place)

    def _refuse(self, line: int, column: int) -> NoReturn:
        refused = Refused(
            Code.UNSUPPORTED_LAYER,
            say("what '{name}' changes in a layer or model is not followed here", name=self.name),
            say("leave this line out: the summary is then that of the model before it"),
        )
        self.session.problems.append(refused.at(line, column))
        raise refused


def unfollowed(session: Session, name: str) -> Unfollowed | None:
    """What a layer or model has under such a name; None for others."""
    return Unfollowed(session, name) if name in UNFOLLOWED else None
