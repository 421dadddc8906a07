"""Values of Python's own types that know more: a default, the class of a named tuple, the name of a member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .classes import Class


class Defaulting(dict[Any, Any]):
    """A dictionary in which a key that is missing gets what `make` gives when it is asked for."""

    make: Any = None

    def copy(self) -> Defaulting:
        """One like it."""
        other = Defaulting(self)
        other.make = self.make
        return other


class Record(tuple[Any, ...]):
    """A named tuple; one without a class is a plain tuple."""

    cls: Class | None = None


class WholeMember(int):
    """A member of an enumeration whose members are whole numbers."""

    cls: Class | None = None
    name: str = ""
    #: How Python writes it, where that is not the number.
    written: str = ""


class WordMember(str):
    """A member of an enumeration whose members are text."""

    cls: Class | None = None
    name: str = ""
    written: str = ""


SUBTYPES = (Record, WholeMember, WordMember)
