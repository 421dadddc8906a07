"""Operations that join tensors, split them, repeat them, or pad them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import argument, inert
from ..layers.base import Layer
from ..layers.signature import invalid
from ..problems import mark, say
from ..shape import Shape, is_open, volume
from ..size import Size, total
from .arguments import lengths, whole
from .base import Operation, agree


def joined(operation: Operation, shapes: Sequence[Shape], axis: int) -> Shape:
    """The shape of tensors one behind the other along an axis; the first decides the other axes, as in Keras."""
    first = shapes[0]
    for shape in shapes[1:]:
        if not agree(first, shape, but=axis):
            raise operation.mismatch(first, shape)
    along = [shape[axis] for shape in shapes]
    known = [size for size in along if size is not None]
    sizes: list[Size | None] = list(first)
    sizes[axis] = total(known) if len(known) == len(along) else None
    return Shape(sizes)


@dataclass(frozen=True)
class Joining(Operation, family=True):
    about: ClassVar[str] = mark("It puts tensors one behind the other along an axis, whose sizes add up.")
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("xs",)
    lists: ClassVar[tuple[str, ...]] = ("xs",)


@dataclass(frozen=True)
class Concatenate(Joining, functions="concatenate"):
    axis: Size = whole(0)

    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        return joined(self, x, self.place(self.axis, x[0]))


class Vstack(Joining, functions="vstack"):
    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        self.at_least(1, *x)
        return joined(self, x, 0)


class Hstack(Joining, functions="hstack"):
    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        self.at_least(2, *x)
        return joined(self, x, 1)


class Dstack(Joining, functions="dstack"):
    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        return joined(self, [_three_axes(shape) for shape in x], 2)


def _three_axes(shape: Shape) -> Shape:
    return shape if len(shape) > 2 else Shape({0: (1, 1, 1), 1: (1, *shape, 1), 2: (*shape, 1)}[len(shape)])


@dataclass(frozen=True)
class Stack(Joining, functions="stack"):
    about: ClassVar[str] = mark("It lays tensors of equal shape upon each other, along a new axis.")
    tensors: ClassVar[tuple[str, ...]] = ("x",)
    lists: ClassVar[tuple[str, ...]] = ("x",)

    axis: Size = whole(0)

    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        place = self.place(self.axis, x[0], more=1)
        for shape in x:
            if not agree(x[0], shape):
                raise self.mismatch(x[0], shape)
        return Shape((*x[0][:place], len(x), *x[0][place:]))


@dataclass(frozen=True)
class Append(Operation, functions="append"):
    about: ClassVar[str] = Joining.about
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x1", "x2")

    axis: Size | None = whole(None, optional=True)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        if self.axis is None:
            return joined(self, [Shape((volume(shape),)) for shape in x], 0)
        place = self.place(self.axis, x[0])
        if len(x[0]) != len(x[1]) or x[0][place] is None or x[1][place] is None:
            raise self.mismatch(*x)
        return joined(self, x, place)


def _sections() -> Any:
    def check(cls: type[Layer], key: str, value: Any) -> int | tuple[int, ...]:
        if isinstance(value, int) and value > 0 and not is_open(value):
            return int(value)
        if not isinstance(value, (tuple, list)) or not all(isinstance(one, int) for one in value):
            raise invalid(cls, key, value, say("a positive whole number, or a tuple of places"))
        return tuple(map(int, value))

    return argument(check)


@dataclass(frozen=True)
class Splitting(Operation, family=True):
    """A cut of a tensor into several; a number says into how many equal parts, a tuple at which places."""

    about: ClassVar[str] = mark("It cuts its input into several tensors along an axis.")
    namespace: ClassVar[str] = "numpy"

    indices_or_sections: int | tuple[int, ...] = _sections()

    def split(self, x: Shape, axis: int) -> tuple[Shape, ...]:
        """The shapes of the parts."""
        size, cuts = x[axis], self.indices_or_sections
        if isinstance(cuts, int):
            if size is not None and size % cuts:
                raise self.unfit(
                    say("axis {axis} of the shape {shape} cannot be split into {count} equal parts",
                        axis=axis, shape=x, count=cuts)
                )  # fmt: skip
            sizes: list[Size | None] = [None if size is None else size // cuts] * cuts
        else:
            ends: list[int | None] = [*cuts, size]
            starts = [0, *cuts]
            sizes = [None if end is None else Size(end - start) for start, end in zip(starts, ends, strict=True)]
        return tuple(Shape((*x[:axis], part, *x[axis + 1 :])) for part in sizes)


@dataclass(frozen=True)
class Split(Splitting, functions="split"):
    axis: Size = whole(0)

    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        return self.split(x, self.place(self.axis, x))


class Vsplit(Splitting, functions="vsplit"):
    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        self.at_least(2, x)
        return self.split(x, 0)


class Hsplit(Splitting, functions="hsplit"):
    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        self.at_least(1, x)
        return self.split(x, 0 if len(x) == 1 else 1)


class Dsplit(Splitting, functions="dsplit"):
    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        self.at_least(3, x)
        return self.split(x, 2)


@dataclass(frozen=True)
class ArraySplit(Operation, functions="array_split"):
    about: ClassVar[str] = Splitting.about
    namespace: ClassVar[str] = "numpy"

    indices_or_sections: Size = whole(least=1)
    axis: Size = whole(0)

    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        place, count = self.place(self.axis, x), int(self.indices_or_sections)
        if is_open(count):
            raise self.unfit(say("into how many parts the shape {shape} is split is open", shape=x))
        size = x[place]
        sizes = [None if size is None else size // count + int(part < size % count) for part in range(count)]
        return tuple(Shape((*x[:place], part, *x[place + 1 :])) for part in sizes)


@dataclass(frozen=True)
class Unstack(Operation, functions="unstack"):
    about: ClassVar[str] = mark("It takes its input apart along an axis: one tensor for each place of that axis.")

    num: Size | None = whole(None, optional=True, least=1)
    axis: Size = whole(0)

    def output_shape(self, x: Shape) -> tuple[Shape, ...]:
        place = self.place(self.axis, x)
        count = x[place] if self.num is None else self.num
        if count is None or is_open(count):
            raise self.unfit(
                say("the shape {shape} does not say how many tensors axis {axis} gives", shape=x, axis=self.axis),
                say("give 'num', or another axis"),
            )
        return (Shape((*x[:place], *x[place + 1 :])),) * int(count)


@dataclass(frozen=True)
class Tile(Operation, functions="tile"):
    about: ClassVar[str] = mark("It repeats the whole input along its axes, so many times each.")
    namespace: ClassVar[str] = "numpy"

    repeats: tuple[Size, ...] = lengths(least=0)

    def output_shape(self, x: Shape) -> Shape:
        count = max(len(x), len(self.repeats))
        sizes = (*(Size(1),) * (count - len(x)), *x)
        repeats = (*(Size(1),) * (count - len(self.repeats)), *self.repeats)
        return Shape(
            size if size is None or times == 1 else size * times for size, times in zip(sizes, repeats, strict=True)
        )


@dataclass(frozen=True)
class Repeat(Operation, functions="repeat"):
    about: ClassVar[str] = mark("It repeats each number, or each place along an axis, so many times.")
    namespace: ClassVar[str] = "numpy"

    repeats: tuple[Size, ...] = lengths(least=0)
    axis: Size | None = whole(None, optional=True)

    def output_shape(self, x: Shape) -> Shape:
        if self.axis is None:
            return Shape((self._repeated(volume(x)),))
        place = self.place(self.axis, x)
        return Shape((*x[:place], self._repeated(x[place]), *x[place + 1 :]))

    def _repeated(self, size: Size | None) -> Size | None:
        if size is None or len(self.repeats) == 1:
            return size if size is None else size * self.repeats[0]
        if len(self.repeats) != size:
            raise self.unfit(say("{count} numbers of repeats do not fit an axis of {size}",
                                 count=len(self.repeats), size=size))  # fmt: skip
        return total(self.repeats)


def _pad_width() -> Any:
    def check(cls: type[Layer], key: str, value: Any) -> tuple[tuple[int, int], ...]:
        pairs: Any = value
        if isinstance(value, int):
            pairs = ((value, value),)
        elif isinstance(value, (tuple, list)) and value and isinstance(value[0], int):
            pairs = (value,)
        if not isinstance(pairs, (tuple, list)) or not pairs or not all(
            isinstance(pair, (tuple, list)) and len(pair) == 2 and all(isinstance(side, int) for side in pair)
            for pair in pairs
        ):
            raise invalid(cls, key, value, say("a whole number, a pair of them, or a pair for each axis"))
        return tuple((int(before), int(after)) for before, after in pairs)

    return argument(check)


@dataclass(frozen=True)
class Pad(Operation, functions="pad"):
    about: ClassVar[str] = mark("It adds numbers before and after its input, along each axis so many as given.")
    namespace: ClassVar[str] = "numpy"

    pad_width: tuple[tuple[int, int], ...] = _pad_width()
    mode: Any = inert("constant")
    constant_values: Any = inert()

    def output_shape(self, x: Shape) -> Shape:
        pairs = self.pad_width * len(x) if len(self.pad_width) == 1 else self.pad_width
        if len(pairs) != len(x):
            raise self.unfit(
                say("{count} pairs of 'pad_width' do not fit a shape {shape}", count=len(pairs), shape=x),
                say("give a pair for each axis, the batch included: (0, 0) leaves an axis as it is"),
            )
        return Shape(size if size is None or pair == (0, 0) else size + pair[0] + pair[1]
                     for size, pair in zip(x, pairs, strict=True))  # fmt: skip
