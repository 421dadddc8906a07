"""Operations that arrange the numbers of a tensor in another shape or order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import inert
from ..layers.signature import invalid
from ..problems import mark, say
from ..shape import Shape, volume
from ..size import Size, product
from .arguments import Axes, axes, dtype, lengths, open_shape, whole
from .base import Operation, broadcast


@dataclass(frozen=True)
class Reshape(Operation, functions="reshape", methods="reshape"):
    about: ClassVar[str] = mark("It arranges the same numbers in another shape; -1 stands for the size that remains.")
    namespace: ClassVar[str] = "numpy"

    newshape: tuple[Size | None, ...] = open_shape(single=True, free=True)

    def output_shape(self, x: Shape) -> Shape:
        if None in x or None in self.newshape:
            return Shape(None if size == -1 else size for size in self.newshape)
        whole_volume = volume(x)
        given = product(size for size in self.newshape if size is not None and size != -1)
        if whole_volume is None or (whole_volume != given if -1 not in self.newshape else
                                    given == 0 or whole_volume % given != 0):  # fmt: skip
            raise self.unfit(say("{count} numbers do not fit into the shape {shape}",
                                 count=whole_volume, shape=Shape(self.newshape)))  # fmt: skip
        return Shape(whole_volume // given if size == -1 else size for size in self.newshape)


class Ravel(Operation, functions="ravel"):
    about: ClassVar[str] = mark("It lays all numbers in one row, those of all examples too.")
    namespace: ClassVar[str] = "numpy"

    def output_shape(self, x: Shape) -> Shape:
        return Shape((volume(x),))


@dataclass(frozen=True)
class Ordering(Operation, family=True):
    about: ClassVar[str] = mark("It puts the axes in another order; no number changes.")
    namespace: ClassVar[str] = "numpy"


@dataclass(frozen=True)
class Transpose(Ordering, functions="transpose"):
    axes: tuple[Size, ...] | None = lengths(None, single=False, optional=True)

    def output_shape(self, x: Shape) -> Shape:
        if self.axes is None:
            return Shape(reversed(x))
        if len(self.axes) != len(x):
            raise self.unfit(
                say("'axes' must name each of the {count} axes of the shape {shape} once", count=len(x), shape=x),
                say("the batch is axis 0"),
            )
        return Shape(x[place] for place in self.places_of(self.axes, x))


@dataclass(frozen=True)
class Swapaxes(Ordering, functions="swapaxes"):
    axis1: Size = whole()
    axis2: Size = whole()

    def output_shape(self, x: Shape) -> Shape:
        return _swapped(x, self.place(self.axis1, x), self.place(self.axis2, x))


def _swapped(x: Shape, first: int, second: int) -> Shape:
    sizes = list(x)
    sizes[first], sizes[second] = sizes[second], sizes[first]
    return Shape(sizes)


@dataclass(frozen=True)
class Moveaxis(Ordering, functions="moveaxis"):
    source: tuple[Size, ...] = lengths()
    destination: tuple[Size, ...] = lengths()

    def check(self) -> None:
        if len(self.source) != len(self.destination):
            raise invalid(type(self), "destination", self.destination, say("as many axes as 'source'"))

    def output_shape(self, x: Shape) -> Shape:
        sources, places = self.places_of(self.source, x), self.places_of(self.destination, x)
        moved = dict(zip(places, sources, strict=True))
        others = iter([index for index in range(len(x)) if index not in sources])
        return Shape(x[moved[index] if index in moved else next(others)] for index in range(len(x)))


@dataclass(frozen=True)
class Rot90(Ordering, functions="rot90"):
    """A quarter turn; Keras shows the shape of a single one, whatever `k` is."""

    tensors: ClassVar[tuple[str, ...]] = ("array",)

    k: Any = inert(1)
    axes: tuple[Size, ...] = lengths((0, 1), single=False)

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(2, x)
        if len(self.axes) != 2:
            raise self.unfit(say("'axes' must name two axes"))
        return _swapped(x, *self.places_of(self.axes, x))


@dataclass(frozen=True)
class ExpandDims(Operation, functions="expand_dims"):
    about: ClassVar[str] = mark("It adds an axis of size 1.")
    namespace: ClassVar[str] = "numpy"

    axis: Axes = axes(optional=False)

    def output_shape(self, x: Shape) -> Shape:
        count = len(self.axis) if isinstance(self.axis, tuple) else 1
        places = self.places_of(self.axis if self.axis is not None else -1, x, more=count)
        sizes = iter(x)
        return Shape(1 if index in places else next(sizes) for index in range(len(x) + count))


@dataclass(frozen=True)
class Squeeze(Operation, functions="squeeze", methods="squeeze"):
    about: ClassVar[str] = mark("It removes axes of size 1.")
    namespace: ClassVar[str] = "numpy"

    axis: Axes = axes(None)

    def output_shape(self, x: Shape) -> Shape:
        if self.axis is None:
            return Shape(size for size in x if size != 1)
        places = self.places_of(self.axis, x)
        for place in places:
            if x[place] != 1:
                raise self.unfit(say("axis {axis} of the shape {shape} cannot be removed: its size is not 1",
                                     axis=place, shape=x))  # fmt: skip
        return Shape(size for index, size in enumerate(x) if index not in places)


@dataclass(frozen=True)
class BroadcastTo(Operation, functions="broadcast_to"):
    about: ClassVar[str] = mark("It stretches axes of size 1 until the input has the given shape.")
    namespace: ClassVar[str] = "numpy"

    shape: tuple[Size | None, ...] = open_shape()

    def output_shape(self, x: Shape) -> Shape:
        broadcast(self, x, Shape(self.shape))
        return Shape(self.shape)


@dataclass(frozen=True)
class Turning(Operation, family=True):
    """An operation that moves numbers along axes and keeps the shape."""

    about: ClassVar[str] = mark("It moves the numbers along axes. The shape stays.")
    namespace: ClassVar[str] = "numpy"

    def along(self) -> Axes:
        """The axes that must be there."""
        return None

    def output_shape(self, x: Shape) -> Shape:
        over = self.along()
        for axis in over if isinstance(over, tuple) else () if over is None else (over,):
            self.place(axis, x)
        return x


@dataclass(frozen=True)
class Flip(Turning, functions="flip"):
    axis: Axes = axes(None)

    def along(self) -> Axes:
        return self.axis


@dataclass(frozen=True)
class Roll(Turning, functions="roll"):
    shift: Any = axes(optional=False)
    axis: Axes = axes(None)

    def along(self) -> Axes:
        return self.axis


class Fliplr(Turning, functions="fliplr"):
    def along(self) -> Axes:
        return 1


class Flipud(Turning, functions="flipud"):
    def along(self) -> Axes:
        return 0


@dataclass(frozen=True)
class Triangle(Turning, family=True):
    about: ClassVar[str] = mark("It sets all numbers on one side of a diagonal to 0.")

    k: Size = whole(0)


class Tril(Triangle, functions="tril"): ...
class Triu(Triangle, functions="triu"): ...


@dataclass(frozen=True)
class Running(Operation, family=True):
    """An operation along one axis that keeps the shape; without an axis it works on all numbers in one row."""

    about: ClassVar[str] = mark("It works along an axis, place by place. The shape stays; without an axis, the output "
                                "is one row.")  # fmt: skip
    namespace: ClassVar[str] = "numpy"

    def output_shape(self, x: Shape) -> Shape:
        axis: int | None = getattr(self, "axis", None)
        if axis is None:
            return Shape((volume(x),))
        self.place(axis, x)
        return x


@dataclass(frozen=True)
class Sorting(Running, family=True):
    axis: Size | None = whole(-1, optional=True)


class Sort(Sorting, functions="sort"): ...
class Argsort(Sorting, functions="argsort", gives="int32"): ...


@dataclass(frozen=True)
class Argpartition(Running, functions="argpartition", gives="int32"):
    kth: Size = whole()
    axis: Size | None = whole(-1, optional=True)


@dataclass(frozen=True)
class Cumulative(Running, family=True):
    axis: Size | None = whole(None, optional=True)
    dtype: Any = dtype()


class Cumsum(Cumulative, functions="cumsum"): ...
class Cumprod(Cumulative, functions="cumprod"): ...
class Nancumsum(Cumulative, functions="nancumsum"): ...
class Nancumprod(Cumulative, functions="nancumprod"): ...


@dataclass(frozen=True)
class Diff(Operation, functions="diff"):
    about: ClassVar[str] = mark("It takes the differences of neighbours along an axis, which becomes shorter by one.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("a",)

    n: Size = whole(1, least=0)
    axis: Size = whole(-1)

    def output_shape(self, x: Shape) -> Shape:
        place = self.place(self.axis, x)
        size = x[place]
        shorter = None if size is None else Size(0) if size < self.n else size - self.n
        return Shape((*x[:place], shorter, *x[place + 1 :]))
