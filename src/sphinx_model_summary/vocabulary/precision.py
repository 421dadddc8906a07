"""Policies and types of numbers as values of a listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model import Precision, computes, keeps
from ..problems import Code, Refused, say
from ..reading.natives import Builtin, Type
from ..reading.values import Value
from .inert import Inert

#: The types of Python that name a type of number.
_BUILTINS = {"bool": "bool", "int": "int32", "str": "string"}


@dataclass(slots=True, eq=False)
class Policy(Value):
    """`keras.DTypePolicy`."""

    name: str
    called = say("a dtype policy")

    def attribute(self, name: str) -> Any:
        found = {"name": self.name, **types_asked(self.name)}
        return found[name] if name in found else Value.attribute(self, name)


def types_asked(policy: str) -> dict[str, str]:
    """What attributes say of a policy, and of a layer that has it."""
    return {"compute_dtype": computes(policy), "variable_dtype": keeps(policy)}


def name_of(precision: Precision, given: Any) -> Any:
    """The name of a policy or data type, whichever way it is given."""
    if isinstance(given, Policy):
        return given.name
    if isinstance(given, (Builtin, Type)):
        return precision.floatx if given.name == "float" else _BUILTINS.get(given.name, given.name)
    if isinstance(given, Inert):
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("which type of numbers this is, is not known here"),
            say("write its name, such as \"float32\""),
        )
    return "int32" if given == "int" else given
