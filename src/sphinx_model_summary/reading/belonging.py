"""What named tuples, and members of enumerations that are numbers or words, have besides the methods of their type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .descriptors import ABSENT, ClassMethod, Property, StaticMethod
from .functions import Bound, Function
from .natives import Builtin, Native
from .subtypes import Record, WholeMember, WordMember
from .values import Arguments

if TYPE_CHECKING:
    from .classes import Class
    from .evaluator import Evaluator


def record(cls: Class, values: Any) -> Record:
    """An object of a class of named tuples."""
    made = Record(values)
    made.cls = cls
    return made


def member(cls: Class, name: str, value: Any, *, named: bool) -> Any:
    """A member that is a number or a word itself; `named` if Python writes it as `Class.NAME`."""
    if not isinstance(value, (int, str)) or isinstance(value, bool):
        return value
    made = WholeMember(value) if isinstance(value, int) else WordMember(value)
    made.cls, made.name, made.written = cls, name, f"{cls.name}.{name}" if named else ""
    return made


def known_to(ev: Evaluator, value: Any, name: str) -> Any:
    """What such a value has under a name besides the methods of its type; `ABSENT` if nothing."""
    cls = value.cls
    if cls is None:
        return ABSENT
    if isinstance(value, Record):
        names = list(cls.fields or ())
        if name in names:
            return value[names.index(name)]
        if name == "_asdict":
            return Builtin(name, lambda ev: dict(zip(names, value, strict=True)))
        if name == "_replace":
            return Builtin(name, lambda ev, **new: cls.call(Arguments(
                (), {**dict(zip(names, value, strict=True)), **new}), ev), lenient=True)  # fmt: skip
    elif name in ("name", "_name_"):
        return value.name
    elif name in ("value", "_value_"):
        return int(value) if isinstance(value, WholeMember) else str.__str__(value)
    if name == "__class__":
        return cls
    found = cls.find(name)
    if isinstance(found, Property):
        return ev.apply(found.getter, (value,))
    if isinstance(found, (Function, Builtin)):
        return Bound(found, value)
    if isinstance(found, ClassMethod):
        return Bound(found.function, cls)
    if isinstance(found, StaticMethod):
        return found.function
    return told_of(cls, name) if found is ABSENT else found


def told_of(cls: Class, name: str) -> Any:
    """What a class of named tuples has under a name of Python's own; `ABSENT` if nothing."""
    if not cls.ordered or cls.fields is None:
        return ABSENT
    if name == "_fields":
        return tuple(cls.fields)
    if name == "_field_defaults":
        return {key: value for key, value in cls.fields.items() if value is not ABSENT}
    if name == "_make":
        return Builtin(name, lambda ev, values: cls.call(Arguments(tuple(values)), ev), lenient=True)
    return _Maker(cls.fields) if name == "__new__" else ABSENT


class _Maker(Native):
    """The `__new__` of a class of named tuples, whose `__defaults__` may be set."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def set_attribute(self, name: str, value: Any) -> None:
        if name != "__defaults__" or not isinstance(value, tuple):
            super().set_attribute(name, value)
        names = list(self._fields)
        self._fields.update(dict(zip(names[len(names) - len(value) :], value, strict=False)))
