"""The classes that a listing defines, and their instances; a class may stand on a value of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Refused, Text, say
from .belonging import record, told_of
from .conversions import kind
from .descriptors import ABSENT, LATER, ClassMethod, Fresh, Property, StaticMethod
from .functions import Bound, Function
from .natives import Builtin, Native, Type
from .operators import equal
from .signals import Failed
from .suggestions import did_you_mean
from .values import Arguments, Unknown, Value


@dataclass(slots=True, eq=False, repr=False)
class Class(Native):
    """A class: its own names, and the classes and values it stands on."""

    name: str
    bases: tuple[Any, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    #: The fields of a data class or a named tuple, with their defaults; `factories` make fresh ones.
    fields: dict[str, Any] | None = None
    ordered: bool = False

    @property
    def called(self) -> Text:  # type: ignore[override]
        return say("the class {name}", name=self.name)

    def line(self) -> list[Class]:
        """The class and those it inherits from, in the order in which they are asked."""
        found: list[Class] = [self]
        for base in self.bases:
            if isinstance(base, Class):
                inherited = base.line()
                found = [cls for cls in found if cls not in inherited] + inherited
        return found

    def foreign_base(self) -> Value | Unknown | None:
        """The base that is no class of the listing."""
        for cls in self.line():
            for base in cls.bases:
                if isinstance(base, Unknown) or (isinstance(base, Value) and not isinstance(base, (Class, Type))):
                    return base
        return None

    def find(self, name: str, after: Class | None = None) -> Any:
        """What the class or one of its bases (only those `after` one) has under a name; `ABSENT` if none has it."""
        line = self.line()
        for cls in line[line.index(after) + 1 if after in line else 0 :]:
            if name in cls.attributes:
                return cls.attributes[name]
        return ABSENT

    def attribute(self, name: str) -> Any:
        found = self.find(name)
        if found is not ABSENT:
            return found.function if isinstance(found, StaticMethod) else self._bound(found)
        if name in ("__name__", "__qualname__"):
            return self.name
        if name in ("__mro__", "__bases__"):
            return tuple(self.line()) if name == "__mro__" else self.bases
        told = told_of(self, name)
        if told is not ABSENT:
            return told
        base = self.foreign_base()
        if isinstance(base, Unknown):
            return base
        if base is not None:
            return base.attribute(name)
        message = say("{kind} has no attribute '{name}'", kind=self.called, name=name)
        raise Failed("AttributeError", message, did_you_mean(name, self.attributes))

    def _bound(self, found: Any) -> Any:
        return Bound(found.function, self) if isinstance(found, ClassMethod) else found

    def set_attribute(self, name: str, value: Any) -> None:
        if not isinstance(self.attributes, dict):
            self.cannot(say("{kind} takes no attribute '{name}'", kind=self.called, name=name))
        self.attributes[name] = value

    def call(self, arguments: Arguments, caller: Any) -> Any:
        if self.ordered:
            return record(self, self._filled(arguments, caller).values())
        instance = Instance(self, caller)
        base = self.foreign_base()
        instance.foreign = base.extend(instance, caller) if isinstance(base, Value) else base
        start = self.find("__init__")
        if isinstance(start, Function):
            Bound(start, instance).call(arguments, caller)
        elif self.fields is not None:
            self._fill(instance, arguments, caller)
        elif start is not ABSENT:
            Bound(start, instance).call(arguments, caller)
        elif instance.foreign is not None:
            caller.apply(Super(instance, None).attribute("__init__"), arguments.positional, arguments.keywords)
        elif arguments.positional or arguments.keywords:
            raise Failed("TypeError", say("{name}() takes no arguments", name=self.name))
        return instance

    def _fill(self, instance: Instance, arguments: Arguments, caller: Any) -> None:
        instance.attributes.update(self._filled(arguments, caller))
        after = self.find("__post_init__")
        if isinstance(after, Function):
            caller.apply(Bound(after, instance), ())

    def _filled(self, arguments: Arguments, caller: Any) -> dict[str, Any]:
        """The values of the fields, in their order."""
        assert self.fields is not None
        given = dict(zip(self.fields, arguments.positional))  # noqa: B905 - counted on the next line
        if len(arguments.positional) > len(self.fields) or not arguments.keywords.keys() <= self.fields.keys():
            raise Failed("TypeError", say("{name}() is given arguments that it does not have", name=self.name))
        given.update(arguments.keywords)
        for name, default in self.fields.items():
            if name not in given:
                if default is ABSENT:
                    raise Failed("TypeError", say("{name}() needs the argument '{key}'", name=self.name, key=name))
                given[name] = caller.apply(default.make, ()) if isinstance(default, Fresh) else default
        return {name: given[name] for name in self.fields if given[name] is not LATER}

    def item(self, key: Any) -> Any:
        return self  # `class Pair(Generic[T])`, `Pair[int]`

    def text(self) -> str:
        return f"<class '{self.name}'>"


#: The methods that stand behind an operator: its own, and the one of the right operand.
_OPERATORS = {
    "+": ("__add__", "__radd__"),
    "-": ("__sub__", "__rsub__"),
    "*": ("__mul__", "__rmul__"),
    "/": ("__truediv__", "__rtruediv__"),
    "//": ("__floordiv__", "__rfloordiv__"),
    "%": ("__mod__", "__rmod__"),
    "**": ("__pow__", "__rpow__"),
    "@": ("__matmul__", "__rmatmul__"),
    "&": ("__and__", "__rand__"),
    "|": ("__or__", "__ror__"),
    "^": ("__xor__", "__rxor__"),
    "<<": ("__lshift__", "__rlshift__"),
    ">>": ("__rshift__", "__rrshift__"),
    "==": ("__eq__", "__eq__"),
    "!=": ("__ne__", "__ne__"),
    "<": ("__lt__", "__gt__"),
    "<=": ("__le__", "__ge__"),
    ">": ("__gt__", "__lt__"),
    ">=": ("__ge__", "__le__"),
    "neg": ("__neg__", ""),
    "pos": ("__pos__", ""),
    "invert": ("__invert__", ""),
    "abs": ("__abs__", ""),
}


_UNARY = ("neg", "pos", "invert", "abs")


@dataclass(slots=True, eq=False)
class Instance(Value):
    """An instance of a class of the listing; `foreign` is what a vocabulary put behind it."""

    cls: Class
    ev: Any = field(repr=False)
    attributes: dict[str, Any] = field(default_factory=dict)
    foreign: Value | Unknown | None = None

    @property
    def called(self) -> Text:  # type: ignore[override]
        return say("an object of the class {name}", name=self.cls.name)

    @property
    def matters(self) -> bool:  # type: ignore[override]
        return isinstance(self.foreign, Value) and self.foreign.matters

    def method(self, name: str) -> Bound | None:
        """A method that the listing defines, bound to this instance."""
        found = self.cls.find(name)
        return Bound(found, self) if isinstance(found, (Function, Builtin)) else None

    def attribute(self, name: str) -> Any:
        found = self.cls.find(name)
        if isinstance(found, Property) and not (found.kept and name in self.attributes):
            value = self.ev.apply(found.getter, (self,))
            if found.kept:
                self.set_attribute(name, value)
            return value
        if name in self.attributes:
            return self.attributes[name]
        if found is not ABSENT:
            bound = self._bound(found)
            return self.foreign.bind(name, bound) if isinstance(self.foreign, Value) else bound
        if name == "__class__":
            return self.cls
        if name == "__setattr__":
            return _setter(self)
        if name == "__dict__":
            return self.attributes
        if self.foreign is not None:
            return self._behind().attribute(name) if isinstance(self.foreign, Value) else self.foreign
        fallback = self.method("__getattr__")
        if fallback is not None:
            return fallback.call(Arguments((name,)), self.ev)
        message = say("{kind} has no attribute '{name}'", kind=self.called, name=name)
        raise Failed("AttributeError", message, did_you_mean(name, [*self.attributes, *self.cls.attributes]))

    def _bound(self, found: Any) -> Any:
        if isinstance(found, (Function, Builtin)):
            return Bound(found, self)
        if isinstance(found, ClassMethod):
            return Bound(found.function, self.cls)
        return found.function if isinstance(found, StaticMethod) else found

    def set_attribute(self, name: str, value: Any) -> None:
        found = self.cls.find(name)
        if isinstance(found, Property) and not found.kept:
            if found.setter is None:
                raise Failed("AttributeError", say("'{name}' cannot be set", name=name))
            self.ev.apply(found.setter, (self, value))
            return
        self.attributes[name] = self.foreign.adopt(name, value) if isinstance(self.foreign, Value) else value

    def call(self, arguments: Arguments, caller: Any) -> Any:
        own = self.method("__call__")
        if own is not None:
            return own.call(arguments, caller)
        if isinstance(self.foreign, Unknown):
            return caller.apply(self.foreign, arguments.positional, arguments.keywords)
        return self._behind().call(arguments, caller)

    def _behind(self) -> Value:
        """What answers where the class has nothing: the value of the vocabulary, or a plain object, which refuses."""
        if isinstance(self.foreign, Value):
            return self.foreign
        return _Plain(self.called)

    def _own(self, name: str, *positional: Any) -> Any:
        own = self.method(name)
        return ABSENT if own is None else own.call(Arguments(positional), self.ev)

    def item(self, key: Any) -> Any:
        found = self._own("__getitem__", key)
        return self._behind().item(key) if found is ABSENT else found

    def set_item(self, key: Any, value: Any) -> None:
        if self._own("__setitem__", key, value) is ABSENT:
            self._behind().set_item(key, value)

    def iterate(self) -> Iterator[Any]:
        found = self._own("__iter__")
        if isinstance(found, Value) and found is not ABSENT:
            return found.iterate()
        if isinstance(found, (list, tuple)):
            return iter(found)
        return self._behind().iterate()

    def length(self) -> int:
        found = self._own("__len__")
        return found if isinstance(found, int) else self._behind().length()

    def truth(self) -> bool:
        found = self._own("__bool__")
        if found is ABSENT:
            found = self._own("__len__")
        return bool(found) if isinstance(found, int) else self._behind().truth()

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        name = _OPERATORS[operator][reflected]
        own = self.method(name) if name else None
        if own is not None and isinstance(own.function, Function):
            return own.call(Arguments(() if operator in _UNARY else (other,)), self.ev)
        if isinstance(self.foreign, Unknown):
            return self.foreign
        if operator in ("==", "!=") and self.cls.fields is not None and isinstance(other, Instance):
            alike = self.cls is other.cls and all(
                equal(self.ev, one, two)
                for one, two in zip(self.attributes.values(), other.attributes.values(), strict=True)
            )
            return alike == (operator == "==")
        return NotImplemented if self.foreign is None else self.foreign.operate(operator, other, reflected=reflected)

    def is_instance(self, of: Any) -> bool:
        if isinstance(of, Class):
            return of in self.cls.line()
        return isinstance(self.foreign, Value) and self.foreign.is_instance(of)

    def text(self) -> str:
        found = self._own("__str__")
        if found is ABSENT:
            found = self._own("__repr__")
        return found if isinstance(found, str) else self._behind().text()

    def changes(self, name: str) -> bool:
        return self.method(name) is not None or not isinstance(self.foreign, Value) or self.foreign.changes(name)


class _Plain(Value):
    """A plain object, which can do nothing."""

    def __init__(self, called: Text) -> None:
        self.called = called


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Super(Native):
    """A `super()`: an instance, or a class, seen from the class after the one that asks."""

    of: Instance | Class
    asking: Class | None

    def attribute(self, name: str) -> Any:
        cls = self.of.cls if isinstance(self.of, Instance) else self.of
        found = cls.find(name, self.asking) if self.asking is not None else ABSENT
        if found is not ABSENT:
            if isinstance(found, ClassMethod):
                return Bound(found.function, cls)
            if isinstance(found, StaticMethod):
                return found.function
            return Bound(found, self.of) if isinstance(found, (Function, Builtin)) else found
        foreign = self.of.foreign if isinstance(self.of, Instance) else None
        if name == "__setattr__" and isinstance(self.of, Instance):
            return _setter(self.of)
        try:
            if isinstance(foreign, Unknown):
                return foreign
            if foreign is not None:
                return foreign.attribute(name)
        except Refused as refusal:
            if name not in _SILENT or refusal.code is not Code.UNKNOWN_NAME:
                raise
        if name in _SILENT:
            return Builtin(name, lambda ev, *positional, **keywords: None, lenient=True)
        raise Failed("AttributeError", say("{kind} has no attribute '{name}'", kind=kind(self.of), name=name))


def _setter(instance: Instance) -> Builtin:
    """`object.__setattr__` of an instance."""
    return Builtin("__setattr__", lambda ev, name, value: instance.set_attribute(name, value), lenient=True)


#: Methods that every Python object has, and that need not do anything.
_SILENT = frozenset({"__init__", "__init_subclass__", "__post_init__"})
