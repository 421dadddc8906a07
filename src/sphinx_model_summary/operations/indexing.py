"""Operations that pick numbers out of a tensor: by index, by slice, by rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from ..layers.arguments import argument, flag, inert
from ..layers.base import Layer
from ..layers.signature import invalid
from ..problems import mark, say
from ..shape import STAND_IN, Shape, is_open, volume
from ..size import Size
from .arguments import lengths, whole
from .base import Operation, broadcast


class Cut(NamedTuple):
    """A slice of an axis: `start:stop:step`."""

    start: int | None
    stop: int | None
    step: int | None


Part = int | Cut | None | Any


def _part(value: Any) -> Part:
    """One part of an index; a slice of anything but whole numbers is none."""
    if isinstance(value, slice):
        cut = Cut(value.start, value.stop, value.step)
        whole_numbers = all(one is None or isinstance(one, int) for one in cut)
        return cut if whole_numbers and cut.step != 0 else NotImplemented
    return value if value is None or value is ... or isinstance(value, int) else NotImplemented


def _key() -> Any:
    def check(cls: type[Layer], key: str, value: Any) -> tuple[Part, ...]:
        parts = tuple(map(_part, value if isinstance(value, (tuple, list)) else (value,)))
        if isinstance(value, slice) or value is None or value is ...:
            # Keras 3 takes these inside a tuple only.
            raise invalid(cls, key, value, say("a number or a tuple"), say("write x[1:3, ...] in place of x[1:3]"))
        if NotImplemented in parts or parts.count(...) > 1:
            raise invalid(cls, key, value, say("numbers, slices, None and at most one ..."))
        return parts

    return argument(check)


@dataclass(frozen=True)
class GetItem(Operation, functions="get_item", operators="[]"):
    about: ClassVar[str] = mark("It picks a part of its input: a number takes one place of an axis, which is then "
                                "gone, a slice takes a range of places.")  # fmt: skip
    namespace: ClassVar[str] = "numpy"

    key: tuple[Part, ...] = _key()

    def output_shape(self, x: Shape) -> Shape:
        consumed = sum(part is not None and part is not ... for part in self.key)
        if consumed > len(x):
            raise self.unfit(
                say("an index of {count} parts does not fit a shape {shape}", count=consumed, shape=x),
                say("the batch is the first axis: write x[:, 0] for the first number of each example"),
            )
        key = self.key if ... in self.key else (*self.key, ...)
        sizes, left = list[Size | None](), list(x)
        for part in key:
            if part is ...:
                skipped = len(x) - consumed
                sizes += left[:skipped]
                left = left[skipped:]
            elif part is None:
                sizes.append(Size(1))
            elif isinstance(part, Cut):
                size = left.pop(0)
                sizes.append(None if size is None else self._cut(part, size, x))
            else:
                self._check_index(part, left.pop(0), x)
        return Shape(sizes)

    def _cut(self, part: Cut, size: Size, x: Shape) -> Size:
        if part.stop is not None and is_open(part.stop) and (part.start or 0, part.step or 1) == (0, 1):
            return Size(part.stop)  # a table gives as many rows as are asked for, which may be any number
        if not is_open(size) and any(bound is not None and is_open(bound) for bound in part):
            raise self.unfit(say("a slice as long as an axis that is open is taken of an axis of {size} of the shape "
                                 "{shape}", size=size, shape=x),
                             say("write the size into the input shape"))  # fmt: skip
        start, stop, step = slice(*part).indices(size)
        length = max(0, -(-(stop - start) // step))
        if is_open(size) and not is_open(length):
            # Keras knows of an open axis that it has two numbers at least: x[:, -1:] has one, x[:, :5] may have less.
            least = len(range(*slice(*part).indices(2 if size == STAND_IN else 1)))
            return Size(length if length == least else STAND_IN)
        return Size(length)

    def _check_index(self, index: int, size: Size | None, x: Shape) -> None:
        if size is not None and not -size <= index < size:
            raise self.unfit(say("there is no index {index} in an axis of {size} of the shape {shape}",
                                 index=index, size=size, shape=x))  # fmt: skip


@dataclass(frozen=True)
class Slice(Operation, functions="slice"):
    about: ClassVar[str] = mark("It takes a block of the given shape out of its input.")
    tensors: ClassVar[tuple[str, ...]] = ("inputs",)
    places: ClassVar[tuple[str, ...]] = ("inputs", "start_indices", "shape")

    start_indices: tuple[Size, ...] = lengths(single=False)
    shape: tuple[Size, ...] = lengths(single=False, least=-1)

    def output_shape(self, x: Shape) -> Shape:
        if not len(self.shape) == len(self.start_indices) == len(x):
            raise self.mismatch(x, Shape(self.shape))
        each = zip(x, self.start_indices, self.shape, strict=True)
        return Shape((None if size is None else size - start) if wanted == -1 else wanted
                     for size, start, wanted in each)  # fmt: skip


@dataclass(frozen=True)
class Take(Operation, functions="take"):
    about: ClassVar[str] = mark("It picks the given places along an axis.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x", "indices")
    literals: ClassVar[tuple[str, ...]] = ("indices",)

    axis: Size | None = whole(None, optional=True)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        tensor, indices = x
        if self.axis is None:
            return indices
        place = self.place(self.axis, tensor)
        return Shape((*tensor[:place], *indices, *tensor[place + 1 :]))


@dataclass(frozen=True)
class TakeAlongAxis(Operation, functions="take_along_axis"):
    about: ClassVar[str] = mark("It picks numbers along an axis, at each position those that a tensor of places names.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x", "indices")

    axis: Size | None = whole(None, optional=True)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        tensor, indices = x
        tensor = Shape((volume(tensor),)) if self.axis is None else tensor
        if len(tensor) != len(indices):
            raise self.mismatch(tensor, indices)
        place = self.place(0 if self.axis is None else self.axis, tensor)
        return broadcast(self, Shape((*tensor[:place], indices[place], *tensor[place + 1 :])), indices)


@dataclass(frozen=True)
class OneHot(Operation, functions="one_hot"):
    about: ClassVar[str] = mark("It turns each class number into a row of zeros with a single 1 at its place.")
    namespace: ClassVar[str] = "nn"

    num_classes: Size = whole(least=0)
    axis: Size = whole(-1)
    dtype: Any = inert()
    sparse: Any = inert()

    def output_shape(self, x: Shape) -> Shape:
        return _with_classes(self, x, self.num_classes, self.axis)


@dataclass(frozen=True)
class MultiHot(Operation, functions="multi_hot"):
    about: ClassVar[str] = mark("It turns the class numbers of each example into one row, with a 1 at each of their "
                                "places.")  # fmt: skip
    namespace: ClassVar[str] = "nn"
    tensors: ClassVar[tuple[str, ...]] = ("inputs",)

    num_classes: Size = whole(least=0)
    axis: Size = whole(-1)
    dtype: Any = inert()
    sparse: Any = inert()

    def output_shape(self, x: Shape) -> Shape:
        rows = _with_classes(self, x, self.num_classes, self.axis)
        return Shape(rows[1:] if len(rows) == 2 else (rows[0], *rows[2:]))


def _with_classes(operation: Operation, x: Shape, classes: Size, axis: int) -> Shape:
    if axis != -1 and not 0 <= axis < len(x):
        raise operation.unfit(say("'axis' must be -1, or from 0 to {last} for a shape {shape}",
                                  last=len(x) - 1, shape=x))  # fmt: skip
    sizes: list[Size | None] = list(x)
    sizes.insert(len(x) if axis == -1 else axis, classes)
    return Shape(sizes)


@dataclass(frozen=True)
class TopK(Operation, functions="top_k"):
    about: ClassVar[str] = mark("It gives two tensors: the largest numbers along the last axis, and their places.")

    k: Size = whole(least=0)
    sorted: Any = inert(True)

    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        self.at_least(1, x)
        return x.with_last(self.k), x.with_last(self.k)


@dataclass(frozen=True)
class LikeFirst(Operation, family=True):
    """A comparison whose outcome has the shape of its first tensor."""

    about: ClassVar[str] = mark("It looks up each number of the first tensor in the second.")
    tensors: ClassVar[tuple[str, ...]] = ("x1", "x2")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        return x[0]


@dataclass(frozen=True)
class InTopK(LikeFirst, functions="in_top_k", gives="bool"):
    tensors: ClassVar[tuple[str, ...]] = ("targets", "predictions")

    k: Size = whole()


@dataclass(frozen=True)
class IsIn(LikeFirst, functions="isin"):
    namespace: ClassVar[str] = "numpy"
    numbers: ClassVar[tuple[str, ...]] = ("x2",)
    literals: ClassVar[tuple[str, ...]] = ("x2",)

    assume_unique: Any = inert()
    invert: Any = inert()


@dataclass(frozen=True)
class Digitize(LikeFirst, functions="digitize", gives="int32"):
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x", "bins")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        if len(x[1]) > 1:
            raise self.unfit(say("the limits must stand in one row, not in a shape {shape}", shape=x[1]))
        return x[0]


@dataclass(frozen=True)
class SearchSorted(Operation, functions="searchsorted"):
    about: ClassVar[str] = mark("It finds the place of each number in a sorted row.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("sorted_sequence", "values")

    side: Any = inert("left")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        if len(x[0]) != 1:
            raise self.unfit(say("the sorted numbers must stand in one row, not in a shape {shape}", shape=x[0]))
        return x[1]


@dataclass(frozen=True)
class Nonzero(Operation, functions="nonzero", gives="int32"):
    about: ClassVar[str] = mark("It gives the places of all numbers that are not 0, one tensor for each axis.")
    namespace: ClassVar[str] = "numpy"

    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        self.at_least(1, x)
        return tuple(Shape((None,)) for _ in x)


@dataclass(frozen=True)
class Segments(Operation, family=True):
    """A reduction of the rows that belong together."""

    about: ClassVar[str] = mark("It brings together all rows that have the same number in a second tensor.")
    tensors: ClassVar[tuple[str, ...]] = ("data", "segment_ids")

    num_segments: Size | None = whole(None, optional=True, least=0)
    sorted: bool = flag(False)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        data, ids = x
        self.at_least(1, data, ids)
        if len(ids) > 1 or (ids[0] is not None and data[0] is not None and ids[0] != data[0]):
            raise self.mismatch(data, ids)
        return Shape((self.num_segments, *data[1:]))


class SegmentSum(Segments, functions="segment_sum"): ...
class SegmentMax(Segments, functions="segment_max"): ...
class SegmentMin(Segments, functions="segment_min"): ...
class SegmentProd(Segments, functions="segment_prod"): ...


class SliceUpdate(Operation, functions="slice_update"):
    about: ClassVar[str] = mark("It puts a block of new numbers into its input.")
    tensors: ClassVar[tuple[str, ...]] = ("inputs", "start_indices", "updates")
    literals: ClassVar[tuple[str, ...]] = ("start_indices", "updates")

    def output_shape(self, x: tuple[Shape, Shape, Shape]) -> Shape:
        return x[0]


@dataclass(frozen=True)
class ScatterUpdate(Operation, functions="scatter_update"):
    about: ClassVar[str] = mark("It puts new numbers at the given places of its input.")
    tensors: ClassVar[tuple[str, ...]] = ("inputs", "indices", "updates")
    literals: ClassVar[tuple[str, ...]] = ("indices", "updates")

    reduction: Any = inert()

    def output_shape(self, x: tuple[Shape, Shape, Shape]) -> Shape:
        return x[0]
