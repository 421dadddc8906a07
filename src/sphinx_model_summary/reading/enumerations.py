"""Python's enumerations: classes whose names are members that know their name and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..problems import say
from .belonging import member
from .classes import Class, Instance
from .conversions import elements
from .descriptors import ABSENT, ClassMethod, Property, StaticMethod
from .functions import Bound, Function
from .natives import Builtin, Native
from .operators import equal
from .signals import Failed
from .values import Arguments

if TYPE_CHECKING:
    from .evaluator import Evaluator

_NO_MEMBERS = (Function, Property, StaticMethod, ClassMethod, Class)
#: What `auto()` gives: the value that follows.
_NEXT = Native()
ENUM = Builtin("Enum", lambda ev, name, names: _listed(ev, name, names))
#: Those whose members are numbers or words themselves.
INT_ENUM = Builtin("IntEnum", lambda ev, *arguments: None)
STR_ENUM = Builtin("StrEnum", lambda ev, *arguments: None)
ENUMERATIONS = (ENUM, INT_ENUM, STR_ENUM)
MEMBERS: Mapping[str, Any] = {
    "Enum": ENUM, "IntEnum": INT_ENUM, "StrEnum": STR_ENUM, "auto": Builtin("auto", lambda ev: _NEXT),
    "unique": Builtin("unique", lambda ev, cls: cls, lenient=True),
}  # fmt: skip


@dataclass(slots=True, eq=False, repr=False)
class Enumeration(Class):
    """A class of members; where it also stands on a type of Python's, each member is its plain value."""

    members: dict[str, Any] = field(default_factory=dict)

    def find(self, name: str, after: Class | None = None) -> Any:
        return self.members[name] if name in self.members else super(Enumeration, self).find(name, after)

    def call(self, arguments: Arguments, caller: Any) -> Any:
        wanted = arguments.positional[0] if len(arguments.positional) == 1 else ABSENT
        for one in self.members.values():
            if wanted is one or equal(caller, wanted, _value(one)):
                return one
        raise Failed("ValueError", say("the class {cls} has no such member", cls=self.name))

    def attribute(self, name: str) -> Any:
        return dict(self.members) if name == "__members__" else super(Enumeration, self).attribute(name)

    def item(self, key: Any) -> Any:
        if not isinstance(key, str) or key not in self.members:
            raise Failed("KeyError", say("the class {cls} has no such member", cls=self.name))
        return self.members[key]

    def iterate(self) -> Iterator[Any]:
        return iter(dict.fromkeys(self.members.values()))

    def length(self) -> int:
        return len(dict.fromkeys(self.members.values()))


class Member(Instance):
    """One of the members of an enumeration."""

    def text(self) -> str:
        return f"{self.cls.name}.{self.attributes['name']}" if self.method("__str__") is None else Instance.text(self)


def enumeration(ev: Evaluator, name: str, bases: tuple[Any, ...], names: dict[str, Any]) -> Enumeration:
    """The class that a `class` statement with such a base defines."""
    plain = any(base not in (ENUM, *_enumerations(bases)) for base in bases)
    cls = Enumeration(name, tuple(base for base in bases if base not in ENUMERATIONS), names)
    last: Any = 0
    for key, value in names.items():
        if key.startswith("_") or isinstance(value, _NO_MEMBERS):
            continue
        if value is _NEXT:
            value = key.lower() if STR_ENUM in bases else last + 1 if isinstance(last, int) else 1
        last = value
        known = [one for one in cls.members.values() if equal(ev, _value(one), value)]
        named = not any(base in (INT_ENUM, STR_ENUM) for base in bases)
        cls.members[key] = known[0] if known else (
            member(cls, key, value, named=named) if plain else _member(ev, cls, key, value)
        )  # fmt: skip
    return cls


def _listed(ev: Evaluator, name: str, names: Any) -> Enumeration:
    """`Enum(name, names)`."""
    if isinstance(names, dict):
        pairs = dict(names)
    else:
        pairs = {key: at for at, key in enumerate(
            names.replace(",", " ").split() if isinstance(names, str) else elements(ev, names), 1)}  # fmt: skip
    return enumeration(ev, name, (ENUM,), pairs)


def _enumerations(bases: tuple[Any, ...]) -> list[Any]:
    return [base for base in bases if isinstance(base, Enumeration)]


def is_enumeration(bases: tuple[Any, ...]) -> bool:
    """Whether a class with these bases is one."""
    return any(base in ENUMERATIONS or isinstance(base, Enumeration) for base in bases)


def _member(ev: Evaluator, cls: Enumeration, name: str, value: Any) -> Member:
    member = Member(cls, ev, {"name": name, "value": value, "_name_": name, "_value_": value})
    start = cls.find("__init__")
    if isinstance(start, Function):
        Bound(start, member).call(Arguments(value if isinstance(value, tuple) else (value,)), ev)
    return member


def _value(member: Any) -> Any:
    return member.attributes["value"] if isinstance(member, Member) else member
