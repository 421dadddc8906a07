"""Operations that bring together all numbers along axes: sums, means, the largest, whether any is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..layers.arguments import flag, inert
from ..layers.signature import invalid
from ..problems import mark, say
from ..shape import Shape
from .arguments import Axes, axes, dtype, kind_of_norm
from .base import Operation, agree


def reduced(operation: Operation, x: Shape, over: Axes, *, keepdims: bool = False) -> Shape:
    """The shape with these axes, or all, gone; or, where `keepdims`, of size 1."""
    places = range(len(x)) if over is None else operation.places_of(over, x)
    if keepdims:
        return Shape(1 if index in places else size for index, size in enumerate(x))
    return Shape(size for index, size in enumerate(x) if index not in places)


@dataclass(frozen=True)
class Counting(Operation, family=True):
    """A reduction that cannot keep its axes."""

    about: ClassVar[str] = mark("It brings all numbers along an axis, or along several, together into one; that axis "
                                "is gone from the output, or has size 1 with keepdims.")  # fmt: skip
    namespace: ClassVar[str] = "numpy"

    axis: Axes = axes(None)

    def output_shape(self, x: Shape) -> Shape:
        return reduced(self, x, self.axis)


class CountNonzero(Counting, functions="count_nonzero", gives="int32"): ...


@dataclass(frozen=True)
class Reduction(Counting, family=True):
    """A reduction that can keep its axes with size 1."""

    keepdims: bool = flag(False)

    def output_shape(self, x: Shape) -> Shape:
        return reduced(self, x, self.axis, keepdims=self.keepdims)


class All(Reduction, functions="all", gives="bool"): ...
class Any(Reduction, functions="any", gives="bool"): ...
class Sum(Reduction, functions="sum"): ...
class Mean(Reduction, functions="mean"): ...
class Median(Reduction, functions="median"): ...
class Std(Reduction, functions="std"): ...
class Var(Reduction, functions="var"): ...
class Amax(Reduction, functions="amax"): ...
class Amin(Reduction, functions="amin"): ...
class Ptp(Reduction, functions="ptp"): ...
class Argmax(Reduction, functions="argmax", gives="int32"): ...
class Argmin(Reduction, functions="argmin", gives="int32"): ...
class Nanmax(Reduction, functions="nanmax"): ...
class Nanmean(Reduction, functions="nanmean"): ...
class Nanmedian(Reduction, functions="nanmedian"): ...
class Nanmin(Reduction, functions="nanmin"): ...
class Nanprod(Reduction, functions="nanprod"): ...
class Nanstd(Reduction, functions="nanstd"): ...
class Nansum(Reduction, functions="nansum"): ...
class Nanvar(Reduction, functions="nanvar"): ...


@dataclass(frozen=True)
class AlongOne(Reduction, family=True):
    """A reduction that takes a single axis, or None."""

    def check(self) -> None:
        if isinstance(self.axis, tuple):
            raise invalid(type(self), "axis", self.axis, say("one axis, or None"))


class Nanargmax(AlongOne, functions="nanargmax"): ...
class Nanargmin(AlongOne, functions="nanargmin"): ...


@dataclass(frozen=True)
class Max(Reduction, functions="max"):
    initial: object = inert()


@dataclass(frozen=True)
class Min(Reduction, functions="min"):
    initial: object = inert()


@dataclass(frozen=True)
class Prod(Reduction, functions="prod"):
    dtype: object = dtype()


@dataclass(frozen=True)
class Logsumexp(Reduction, functions="logsumexp"):
    namespace: ClassVar[str] = ""


@dataclass(frozen=True)
class Quantiles(Operation, family=True):
    """Values below which given shares of the numbers lie; several shares make an axis of their own, the first."""

    about: ClassVar[str] = mark("It finds, along an axis, the values below which given shares of the numbers lie.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x", "q")
    literals: ClassVar[tuple[str, ...]] = ("q",)

    axis: Axes = axes(None)
    method: object = inert()
    keepdims: bool = flag(False)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        tensor, shares = x
        left = reduced(self, tensor, self.axis, keepdims=self.keepdims)
        return Shape((shares[0], *left)) if shares else left


class Percentile(Quantiles, functions="percentile"): ...
class Nanpercentile(Quantiles, functions="nanpercentile"): ...


class Quantile(Quantiles, functions="quantile"):
    @classmethod
    def literal(cls, name: str, shape: Shape) -> Shape:
        return Shape() if shape and shape[0] in (0, 1) else shape


class Nanquantile(Quantile, functions="nanquantile"): ...


@dataclass(frozen=True)
class Average(Operation, functions="average"):
    """A mean in which numbers may have weights: as many as the axis is long, or as the input has numbers."""

    about: ClassVar[str] = mark("It takes the mean along an axis, in which some numbers may count more than others.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x", "weights")
    optional: ClassVar[tuple[str, ...]] = ("weights",)
    places: ClassVar[tuple[str, ...]] = ("x", "axis", "weights")

    axis: Axes = axes(None)

    def check(self) -> None:
        if isinstance(self.axis, tuple):
            raise invalid(type(self), "axis", self.axis, say("one axis, or None"))

    def output_shape(self, x: tuple[Shape, Shape | None]) -> Shape:
        tensor, weights = x
        along = Shape((tensor[self.place(self.axis, tensor)],)) if isinstance(self.axis, int) else None
        fits = weights is None or agree(tensor, weights) or (along is not None and agree(along, weights))
        if not fits and weights is not None:
            raise self.mismatch(tensor, weights)
        return reduced(self, tensor, self.axis)


@dataclass(frozen=True)
class Moments(Operation, functions="moments"):
    about: ClassVar[str] = mark("It gives two tensors: the mean and the variance along the given axes.")
    namespace: ClassVar[str] = "nn"

    axes: Axes = axes()
    keepdims: bool = flag(False)
    synchronized: object = inert(False)

    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        each = reduced(self, x, self.axes, keepdims=self.keepdims)
        return each, each


@dataclass(frozen=True)
class Norm(Operation, functions="norm"):
    about: ClassVar[str] = mark("It measures the length of vectors, or the size of matrices, along the given axes.")
    namespace: ClassVar[str] = "linalg"
    #: The kinds of norm that a matrix has.
    of_matrices: ClassVar[tuple[object, ...]] = (None, "fro", "nuc", float("inf"), float("-inf"), 1, -1, 2, -2)

    ord: object = kind_of_norm()
    axis: Axes = axes(None)
    keepdims: bool = flag(False)

    def output_shape(self, x: Shape) -> Shape:
        count = len(x) if self.axis is None else len(self.axis) if isinstance(self.axis, tuple) else 1
        if (count == 1 and isinstance(self.ord, str)) or (count == 2 and self.ord not in self.of_matrices):
            raise self.unfit(say("Norm: there is no norm '{kind}' along {count} axes", kind=self.ord, count=count))
        return reduced(self, x, self.axis, keepdims=self.keepdims)


class Size(Operation, functions="size"):
    about: ClassVar[str] = mark("It counts the numbers of its input.")
    namespace: ClassVar[str] = "numpy"

    def output_shape(self, x: Shape) -> Shape:
        return Shape()


class Ndim(Operation, functions="ndim"):
    """The number of axes; Keras shows it as the size of an axis."""

    about: ClassVar[str] = mark("It counts the axes of its input.")
    namespace: ClassVar[str] = "numpy"

    def output_shape(self, x: Shape) -> Shape:
        return Shape((len(x),))
