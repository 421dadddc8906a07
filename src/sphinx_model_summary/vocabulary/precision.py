"""The precision of numbers: the data types and policies that a listing names, for a layer or for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Refused, say
from ..reading.natives import Builtin
from ..reading.values import Value

FLOATS = ("float16", "bfloat16", "float32", "float64")
_MIXED = ("mixed_float16", "mixed_bfloat16")
_OTHERS = (
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "string", "complex64",
    "complex128",
)  # fmt: skip


@dataclass(slots=True)
class Precision:
    """What Keras keeps of precision while a program runs."""

    floatx: str = "float32"
    #: The policy of layers that say nothing; settled from `floatx` when the first of them is made.
    policy: str | None = None
    #: In which types of floating-point numbers layers and inputs of the listing compute.
    met: set[str] = field(default_factory=set)

    def of_layer(self, layer: str, given: Any) -> str | None:
        """The name of a layer's policy; None for the usual one.

        :raises Refused: where Keras knows no such policy, or where it changes which weights there are.
        """
        if given is None:
            self.policy = self.policy or self.floatx
            name: Any = self.policy
        else:
            name = name_of(given)
        if not isinstance(name, str):
            return None
        if "_from_" in name:
            raise Refused(
                Code.UNSUPPORTED,
                say("{layer}: the quantized data type '{dtype}' is not read", layer=layer, dtype=name),
                say("leave dtype out: the summary is then that of the model before it is quantized"),
            )
        if name not in (*FLOATS, *_MIXED, *_OTHERS) or name == "int8":
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("{layer}: Keras knows no data type or policy '{dtype}'", layer=layer, dtype=name),
                say("one of {choices}", choices=", ".join((*FLOATS, *_MIXED))),
            )
        self.note(name)
        return None if name == "float32" else name

    def note(self, name: Any) -> None:
        """Remember in which type numbers are computed from here on."""
        name = name_of(name)
        if isinstance(name, str) and name.removeprefix("mixed_") in FLOATS:
            self.met.add(name.removeprefix("mixed_"))

    def note_input(self, given: Any) -> None:
        """Remember the type of an input."""
        self.note(self.floatx if given is None else given)

    def cast_to(self, dtype: Any) -> None:
        """A cast that the listing makes.

        :raises Refused: where its name is not known: Keras names casts of its own between two precisions alike.
        """
        if len(self.met) > 1:
            raise Refused(
                Code.UNSUPPORTED,
                say("the name of this cast is not known: Keras also counts those that it makes between layers of "
                    "different precision"),
                say("give all layers one dtype, or leave the cast out: it has no parameters"),
            )  # fmt: skip
        self.note(dtype)

    def clear(self) -> None:
        """Forget the policy, as `keras.backend.clear_session()` does."""
        self.policy = None
        self.met.clear()


@dataclass(slots=True, eq=False)
class Policy(Value):
    """`keras.DTypePolicy`."""

    name: str
    called = "a dtype policy"

    def attribute(self, name: str) -> Any:
        known = {
            "name": self.name,
            "compute_dtype": self.name.removeprefix("mixed_"),
            "variable_dtype": "float32" if self.name in _MIXED else self.name,
        }
        return known[name] if name in known else Value.attribute(self, name)


def name_of(given: Any) -> Any:
    """The name of a policy or data type, whichever way it is given."""
    return given.name if isinstance(given, (Policy, Builtin)) else given
