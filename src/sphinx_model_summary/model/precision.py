"""The precision of numbers: in which types layers compute and keep their weights, and the casts in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Refused, say
from ..weights import FLOATS
from .names import Names

MIXED = ("mixed_float16", "mixed_bfloat16")
TYPES = (
    *FLOATS, "float8_e4m3fn", "float8_e5m2", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "bool", "string", "complex64", "complex128",
)  # fmt: skip
#: What names of policies begin with that change which weights there are.
_QUANTIZED = ("int8", "int4", "float8", "gptq", "awq")


def computes(policy: str) -> str:
    """The type in which a layer of this policy computes."""
    return policy.removeprefix("mixed_")


def keeps(policy: str) -> str:
    """The type of its weights."""
    return "float32" if policy in MIXED else policy


@dataclass(slots=True)
class Precision:
    """What Keras keeps of precision while a program runs."""

    names: Names
    floatx: str = "float32"
    #: The policy of layers that say nothing; settled from `floatx` when the first of them is made.
    policy: str | None = None
    #: The types of floating-point numbers that tensors may have had so far.
    met: set[str] = field(default_factory=set)
    #: Whether a layer took a tensor of a type that is not known, so that Keras may have cast it.
    unsure: bool = False

    def of_layer(self, layer: str, given: Any) -> str:
        """The name of a layer's policy, the usual one for None.

        :raises Refused: where Keras knows no such policy, or where it changes which weights there are.
        """
        if given is None:
            self.policy = given = self.policy or self.floatx
        elif isinstance(given, str) and given.startswith(_QUANTIZED):
            self._check_quantized(layer, given)
        elif given not in MIXED and given not in TYPES:
            raise _unknown(layer, given)
        self.note(computes(given))
        return str(given)

    def _check_quantized(self, layer: str, given: str) -> None:
        if "_from_" in given:
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("{layer}: the quantized data type '{dtype}' is not read", layer=layer, dtype=given),
                say("leave dtype out: the summary is then that of the model before it is quantized"),
            )
        raise _unknown(layer, given)

    def of_input(self, given: Any) -> str:
        """The type of the numbers that enter a model.

        :raises Refused: where Keras knows no such type.
        """
        dtype = self.floatx if given is None else given
        if dtype not in TYPES:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("Input: Keras knows no data type '{dtype}'", dtype=dtype),
                say("leave dtype out, or write one such as \"int32\" or \"float32\""),
            )
        self.note(dtype)
        return str(dtype)

    def note(self, dtype: str) -> None:
        """Remember a type in which numbers are computed from here on."""
        if dtype in FLOATS:
            self.met.add(dtype)

    @property
    def only(self) -> str:
        """The one type that all floating-point numbers have; nothing where there are several."""
        return next(iter(self.met), self.floatx) if len(self.met) < 2 else ""

    def convert(self, types: Sequence[str], wanted: str) -> list[str]:
        """The names of the casts that Keras makes of floating-point numbers not of the wanted type, "" for others."""
        if all(dtype == wanted for dtype in types):
            return []
        names = []
        for dtype in types:
            names.append(self.names.automatic("Cast") if dtype in FLOATS and dtype != wanted else "")
            self.unsure |= not dtype and wanted != self.only
        return names

    def check_cast(self) -> None:
        """Refuse a cast that the listing makes where its name is not known: Keras names its own casts alike."""
        if self.unsure:
            raise Refused(
                Code.UNSUPPORTED,
                say("the name of this cast is not known: Keras also counts those that it makes between layers of "
                    "different precision"),
                say("give all layers one dtype, or leave the cast out: it has no parameters"),
            )  # fmt: skip

    def clear(self) -> None:
        """Forget the policy, as `keras.backend.clear_session()` does."""
        self.policy = None
        self.unsure = False


def _unknown(layer: str, given: Any) -> Refused:
    return Refused(
        Code.INVALID_ARGUMENT,
        say("{layer}: Keras knows no data type or policy '{dtype}'", layer=layer, dtype=given),
        say("one of {choices}", choices=", ".join((*FLOATS, *MIXED))),
    )
