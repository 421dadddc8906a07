"""Encoding: whole numbers, words and measured values become positions in a vector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape
from ..size import Size
from .arguments import argument, choice, count, flag, inert
from .base import Layer
from .merging import Merge
from .objects import PLAIN
from .signature import Anything, invalid

LOOKED_UP = mark("It looks values up in a fixed table; there is nothing to learn.")
OUTPUT_MODE = mark("what comes out: whole numbers (\"int\"), a vector for each value (\"one_hot\"), or one vector for "
                   "all values of an example (\"multi_hot\", \"count\", \"tf_idf\")")  # fmt: skip

#: What output modes were called before; some layers still take the old names.
OLD_MODES = {"binary": "multi_hot", "tf-idf": "tf_idf"}


def output_mode(*modes: str, default: str, old: bool = False) -> Any:
    """In which form the values come out."""

    def check(cls: type[Layer], key: str, value: Any) -> str:
        mode = OLD_MODES.get(value, value) if old and isinstance(value, str) else value
        if mode not in modes:
            raise invalid(cls, key, value, say("one of {choices}", choices=", ".join(map(repr, modes))))
        return str(mode)

    return argument(check, default, about=OUTPUT_MODE)


class Encoding(Layer, family=True):
    """A layer that turns values into vectors of one length, or leaves them whole numbers."""

    kind = "preparation"
    casts_input = False
    weightless: ClassVar[str] = LOOKED_UP

    output_mode: str

    def depth(self) -> Size | None:
        """How long a vector is."""
        raise NotImplementedError

    def encoded(self, x: Shape) -> Shape:
        """The shape of the vectors: one for each value, or one for all values on the last axis."""
        sizes = x.named()
        if self.output_mode == "one_hot" and (len(x) == 1 or x.last != 1):
            return Shape((*sizes, self.depth()))
        return Shape((*sizes[:-1], self.depth()))

    def output_shape(self, x: Any) -> Output:
        return x.named() if self.output_mode == "int" else self.encoded(x)

    def output_type(self, computes: str, given: Sequence[str]) -> str:
        return "int64" if self.output_mode == "int" else computes

    def remark(self) -> Text | None:
        if self.output_mode == "int":
            return say("Each value becomes one whole number.")
        if self.output_mode == "one_hot":
            return say("Each value becomes a vector with a single 1.")
        return say("All values of an example become one vector.")


@dataclass(frozen=True)
class CategoryEncoding(Encoding):
    about: ClassVar[str] = mark("Turns whole numbers into vectors with a place for each category.")
    call_arguments: ClassVar[tuple[str, ...]] = ("inputs", "count_weights")

    num_tokens: Size | None = count("categories", None, optional=True, foreign=True,
                                    about=mark("how many categories there are"))  # fmt: skip
    output_mode: str = output_mode("multi_hot", "one_hot", "count", default="multi_hot", old=True)
    sparse: bool = flag(False)

    def check(self) -> None:
        if self.num_tokens is None:
            raise Refused(
                Code.MISSING_ARGUMENT,
                say("CategoryEncoding needs the argument 'num_tokens'"),
                say("where the categories come from the data, use IntegerLookup or StringLookup"),
            )

    def depth(self) -> Size | None:
        return self.num_tokens

    def output_shape(self, x: Any) -> Output:
        return self.encoded(x if isinstance(x, Shape) else x[0])


def boundaries(cls: type[Layer], key: str, value: Any) -> Size | None:
    """The borders between the bins; only how many there are matters."""
    if value is not None and not isinstance(value, (tuple, list)):
        raise invalid(cls, key, value, say("a list of numbers"))
    return None if value is None else Size(len(value), "boundaries")


@dataclass(frozen=True)
class Discretization(Encoding):
    about: ClassVar[str] = mark("Sorts measured values into bins, and gives the number of the bin.")
    casts_input = True
    takes_common: ClassVar[bool] = False

    bin_boundaries: Size | None = argument(boundaries, None, about=mark(
        "how many borders there are between the bins; there is one bin more"))  # fmt: skip
    num_bins: Size | None = count("bins", None, least=0, optional=True, about=mark(
        "how many bins there are, if their borders are computed from the data by adapt()"))  # fmt: skip
    epsilon: Any = inert()
    output_mode: str = output_mode("int", "one_hot", "multi_hot", "count", default="int")
    sparse: bool = flag(False)
    dtype: Any = inert()
    name: Any = inert()

    def check(self) -> None:
        if (self.bin_boundaries is None) == (self.num_bins is None):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("Discretization takes either 'bin_boundaries' or 'num_bins'"),
            )
        refuse_sparse(self, self.sparse)

    def depth(self) -> Size | None:
        return self.num_bins if self.bin_boundaries is None else self.bin_boundaries + 1

    def encoded(self, x: Shape) -> Shape:
        if self.output_mode == "one_hot":
            return super().encoded(x)
        # Keras drops the first axis after the batch, not the last one.
        return Shape((*x.named()[:1], *x.named()[2:], self.depth()) if len(x) > 1 else (self.depth(),))


def refuse_sparse(layer: Encoding, sparse: bool) -> None:
    """Refuse sparse tensors of whole numbers."""
    if sparse and layer.output_mode == "int":
        raise Refused(
            Code.INVALID_ARGUMENT,
            say("{layer} cannot combine sparse=True with output_mode='int'", layer=type(layer).__name__),
        )


def whole_dtype(cls: type[Layer], key: str, value: Any) -> Any:
    """The type of the numbers that come out."""
    return value if isinstance(value, str) else None


def salt(cls: type[Layer], key: str, value: Any) -> bool:
    """Whether the hash is salted: with one number or two."""
    good = isinstance(value, int) or (isinstance(value, (tuple, list)) and len(value) == 2)
    if isinstance(value, PLAIN) and not good:
        raise invalid(cls, key, value, say("a whole number or two of them"))
    return value is not None


@dataclass(frozen=True)
class Hashing(Encoding):
    about: ClassVar[str] = mark("Sorts words or numbers into bins by a hash of each, so that no vocabulary is needed.")

    num_bins: Size = count("bins", about=mark("how many bins there are"))
    mask_value: Any = inert()
    salt: Any = argument(salt, None, inert=True)
    output_mode: str = output_mode("int", "one_hot", "multi_hot", "count", default="int")
    sparse: bool = flag(False)
    dtype: str | None = argument(whole_dtype, None, inert=True, by_name=True)

    def check(self) -> None:
        if self.output_mode == "int" and self.dtype not in (None, "int32", "int64"):
            raise invalid(type(self), "dtype", self.dtype, say("'int32' or 'int64' where output_mode is 'int'"))
        refuse_sparse(self, self.sparse)

    def depth(self) -> Size | None:
        return self.num_bins

    def encoded(self, x: Shape) -> Shape:
        return Shape((*x.named()[:-1], self.depth()))


@dataclass(frozen=True)
class HashedCrossing(Encoding, Merge):
    kind = "preparation"
    about: ClassVar[str] = mark("Sorts pairs of two features into bins by a hash of each pair.")
    swallowed: ClassVar[tuple[str, ...]] = Anything()

    num_bins: Size = count("bins", about=mark("how many bins there are"))
    output_mode: str = choice("int", "one_hot", default="int", fold=False, about=OUTPUT_MODE)
    sparse: bool = flag(False)
    name: Any = inert()
    dtype: Any = inert()

    def depth(self) -> Size | None:
        return self.num_bins

    def output_shape(self, x: Any) -> Output:
        one, other = self.two(x)
        if one.last != other.last:
            raise Refused(
                Code.INVALID_INPUT,
                say("HashedCrossing takes two tensors of one shape, not {one} and {other}", one=one, other=other),
            )
        return super().output_shape(one)

    def encoded(self, x: Shape) -> Shape:
        return Shape((*(x.named()[:-1] if x.last == 1 else x.named()), self.depth()))
