"""What stands in a class body and is more than its value: properties, methods of the class, fresh defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .natives import Builtin, Native


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Property(Native):
    """A `property`: a method that is read, and perhaps set, as an attribute."""

    getter: Any
    setter: Any = None
    #: Whether what the method gives is kept, so that it runs once for each instance.
    kept: bool = False

    def attribute(self, name: str) -> Any:
        if name == "setter":
            return Builtin(name, lambda ev, setter: Property(self.getter, setter))
        return super(Property, self).attribute(name)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StaticMethod(Native):
    """A method without a receiver."""

    function: Any


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ClassMethod(Native):
    """A method whose receiver is the class."""

    function: Any


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fresh(Native):
    """A default that is made anew for each instance."""

    make: Any


#: What stands where there is nothing, and where something is set later.
ABSENT, LATER = Native(), Native()
