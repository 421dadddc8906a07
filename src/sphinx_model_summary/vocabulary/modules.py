"""Modules of names: what a dotted name leads through."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Refused, Text, say
from ..reading.values import Namespace
from .inert import INERT, Inert


@dataclass(slots=True, eq=False)
class Module(Namespace):
    """A module of names; `inert` ones have any name, without influence."""

    called = say("the module")
    path: str
    members: dict[str, Any] = field(default_factory=dict)
    inert: bool = False
    code: Code = Code.UNKNOWN_NAME
    #: What to say of any name, where none of the module is read.
    elsewhere: Text | None = None
    hint: Text | None = None
    #: What its names are there for, where that tells what takes them.
    offers: str = ""

    def member(self, name: str) -> Any | None:
        """What the module has under a name."""
        return self.members.get(name)

    def attribute(self, name: str) -> Any:
        found = self.member(name)
        if found is not None or name in self.members:  # `tf.newaxis` is None
            return found
        if self.inert:
            return Inert(self.offers, name) if self.offers else INERT
        same = () if self.elsewhere is None else [one for one in self.names() if _bare(one) == _bare(name)]
        if self.elsewhere is not None and not same:
            raise Refused(self.code, self.elsewhere, self.hint)
        inside = [one.path for one in self.members.values() if isinstance(one, Module) and name in one.names()]
        close = difflib.get_close_matches(name, same or self.names(), 1, 0.7) or [f"{path}.{name}" for path in inside]
        raise Refused(
            self.code,
            say("{module} has no '{name}'", module=self.path, name=name),
            say("did you mean '{name}'?", name=close[0]) if close else None,
        )

    def set_attribute(self, name: str, value: Any) -> None:
        pass

    def names(self) -> Iterable[str]:
        return self.members


def _bare(name: str) -> str:
    return name.replace("_", "").lower()
