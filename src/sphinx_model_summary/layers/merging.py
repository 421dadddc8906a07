"""Merging: several tensors become one, number by number, side by side, or by products of vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import STAND_IN, Shape, Sight, volume
from ..size import Size, total
from .arguments import argument, flag
from .base import Kind, Layer
from .signature import invalid

_EQUALIZE = say("make the shapes equal before, for instance with a 1×1 convolution, a Dense layer or strides")
WEIGHTLESS = mark("It only puts together what comes in; there is nothing to learn.")


class Merge(Layer, family=True):
    """A layer that is called on a list of tensors."""

    kind: ClassVar[Kind] = "merging"
    weightless: ClassVar[str] = WEIGHTLESS
    takes_list: ClassVar[bool] = True
    #: Whether Keras also has it as a function under its lower-case name.
    functional: ClassVar[bool] = True

    def tensors(self, x: Any) -> tuple[Shape, ...]:
        """The shapes that come in.

        :raises Refused: if it is one tensor, and not a list.
        """
        if isinstance(x, Shape) or not x or not all(isinstance(one, Shape) for one in x):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} is called on a list of tensors", layer=type(self).__name__),
                say("put the tensors into a list: {layer}()([a, b])", layer=type(self).__name__),
            )
        return tuple(x)

    def two(self, x: Any) -> tuple[Shape, Shape]:
        """The shapes of exactly two tensors.

        :raises Refused: if there are fewer or more.
        """
        shapes = self.tensors(x)
        if len(shapes) != 2:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} takes exactly two tensors, not {found}", layer=type(self).__name__, found=len(shapes)),
                say("give it a list of two; a third one is joined with what comes out"),
            )
        return shapes[0], shapes[1]


class Elementwise(Merge, family=True):
    """A layer that joins the numbers at the same place; an axis of 1 is repeated to fit."""

    mask = "or"
    pointwise = True

    def output_shape(self, x: Any) -> Shape:
        shapes = self.tensors(x)
        batches = {size for size in (shape[0] for shape in shapes if shape) if size is not None}
        if STAND_IN in batches:
            batches.discard(Size(1))  # inside a call, Keras computes
        if len(batches) > 1:
            raise self.misfit(shapes)
        rest: tuple[Size | None, ...] = shapes[0][1:]
        for shape in shapes[1:]:
            rest = self.fitted(rest, shape[1:], shapes)
        return Shape((batches.pop() if batches else None, *rest)).named()

    def fitted(
        self, one: tuple[Size | None, ...], other: tuple[Size | None, ...], shapes: Sequence[Shape]
    ) -> tuple[Size | None, ...]:
        """The axes of two tensors joined: the shorter one is aligned with the last axes of the longer one."""
        if len(one) < len(other):
            one, other = other, one
        start = len(one) - len(other)
        result = list(one[:start])
        for a, b in zip(one[start:], other, strict=True):
            if a is None or b is None:
                result.append(None)
            elif a == b or b == 1:
                result.append(a)
            elif a == 1:
                result.append(b)
            else:
                raise self.misfit(shapes)
        return tuple(result)

    def misfit(self, shapes: Sequence[Shape]) -> Refused:
        """The refusal of shapes that do not go together."""
        return Refused(
            Code.INVALID_INPUT,
            say("{layer} joins tensors of one shape, but {shapes} come in",
                layer=type(self).__name__, shapes=", ".join(map(str, shapes))),
            _EQUALIZE,
        )  # fmt: skip


class Add(Elementwise):
    about: ClassVar[str] = mark("Adds the numbers that stand at the same place; the shape stays.")


class Multiply(Elementwise):
    about: ClassVar[str] = mark("Multiplies the numbers that stand at the same place; the shape stays.")


class Average(Elementwise):
    about: ClassVar[str] = mark("Takes the mean of the numbers that stand at the same place; the shape stays.")


class Maximum(Elementwise):
    about: ClassVar[str] = mark("Takes the largest of the numbers that stand at the same place; the shape stays.")


class Minimum(Elementwise):
    about: ClassVar[str] = mark("Takes the smallest of the numbers that stand at the same place; the shape stays.")


class Subtract(Elementwise):
    about: ClassVar[str] = mark("Subtracts the second tensor from the first, number by number; the shape stays.")

    def output_shape(self, x: Any) -> Shape:
        return super().output_shape(self.two(x))


def axis(cls: type[Layer], key: str, value: Any) -> int:
    """One axis."""
    if not isinstance(value, int):
        raise invalid(cls, key, value, say("a whole number"))
    return int(value)


@dataclass(frozen=True)
class Concatenate(Merge):
    mask = "concatenate"
    about: ClassVar[str] = mark("Puts tensors side by side along one axis, so that its sizes add up; the other axes "
                                "must agree.")  # fmt: skip

    axis: int = argument(axis, -1, about=mark("the axis along which the tensors are put together; -1 is the last one, "
                                              "the channels"))  # fmt: skip

    def output_shape(self, x: Any) -> Shape:
        shapes = self.tensors(x)
        first = shapes[0]
        if not all(len(shape) == len(first) for shape in shapes) or not -len(first) <= self.axis < len(first):
            raise self.misfit(shapes)
        place = self.axis % len(first)
        for index, sizes in enumerate(zip(*shapes, strict=True)):
            if index != place and len({size for size in sizes if size is not None}) > 1:
                raise self.misfit(shapes)
        along = [shape[place] for shape in shapes]
        name = "channels" if place == len(first) - 1 else ""
        known = [size.named(name) for size in along if size is not None]
        joined = total(known) if len(known) == len(along) else None
        named = first.named()
        return Shape((*named[:place], joined, *named[place + 1 :]))

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        return () if self.axis in (-1, len(x[0]) - 1) else None

    def misfit(self, shapes: Sequence[Shape]) -> Refused:
        """The refusal of shapes that do not go together."""
        return Refused(
            Code.INVALID_INPUT,
            say("Concatenate joins tensors whose shapes agree everywhere but on axis {axis}, but {shapes} come in",
                axis=self.axis, shapes=", ".join(map(str, shapes))),
            self._remedy([len(shape) for shape in shapes]),
        )  # fmt: skip

    def _remedy(self, ranks: list[int]) -> Text:
        if min(ranks) < max(ranks):
            return say("bring all of them to {count} axes first, with a Flatten, a global pooling layer or a Reshape",
                       count=min(ranks))  # fmt: skip
        if not -ranks[0] <= self.axis < ranks[0]:
            return say("count axes from 0, the batch, or from -1, the last one")
        return say("check the padding and the strides of the layers before: they decide whether the sizes meet again")


def axes(cls: type[Layer], key: str, value: Any) -> int | tuple[int, int]:
    """One axis for both tensors, or one for each."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (tuple, list)) and len(value) == 2 and all(isinstance(one, int) for one in value):
        return int(value[0]), int(value[1])
    raise invalid(cls, key, value, say("a whole number or two of them"))


@dataclass(frozen=True)
class Dot(Merge):
    about: ClassVar[str] = mark("Multiplies the vectors along one axis of each tensor and adds up the products, so "
                                "both axes disappear.")  # fmt: skip

    axes: int | tuple[int, int] = argument(axes, about=mark("the axis of each tensor that the vectors lie on"))
    normalize: bool = flag(False, about=mark("whether the vectors are brought to length 1 first, which gives the "
                                             "cosine of the angle between them"))  # fmt: skip

    def output_shape(self, x: Any) -> Shape:
        shapes = self.two(x)
        places = self.places(shapes)
        left, right = (list(shape.named()) for shape in shapes)
        if left.pop(places[0]) != right.pop(places[1]) or not right:
            raise self.misfit(shapes)
        rest = left + right[1:]
        return Shape(rest if len(rest) > 1 else [*rest, Size(1)])

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        shapes = self.two(x)
        places = self.places(shapes)
        along = shapes[0].named()[places[0]]
        return volume((along, *self.output_shape(x)[1:])) if all(places) else None

    def places(self, shapes: tuple[Shape, Shape]) -> tuple[int, int]:
        """The two axes, where the tensors have them."""
        if isinstance(self.axes, int) and self.axes < 0:
            return self.axes % len(shapes[0]), self.axes % len(shapes[1])
        one, other = (self.axes, self.axes) if isinstance(self.axes, int) else self.axes
        if not -len(shapes[0]) <= one < len(shapes[0]) or not -len(shapes[1]) <= other < len(shapes[1]):
            raise self.misfit(shapes)
        return one, other

    def misfit(self, shapes: Sequence[Shape]) -> Refused:
        """The refusal of shapes that do not go together."""
        return Refused(
            Code.INVALID_INPUT,
            say("Dot takes two axes of the same size, but axes={axes} of {shapes} are not",
                axes=self.axes, shapes=", ".join(map(str, shapes))),
            next((say("axes={axes} would fit", axes=one) for one in _fitting(*shapes)), _EQUALIZE),
        )  # fmt: skip


def _fitting(left: Shape, right: Shape) -> Iterator[tuple[int, int]]:
    """The pairs of axes of one size, the last ones first."""
    for one in range(len(left) - 1, 0, -1):
        for other in range(len(right) - 1, 0, -1):
            if left[one] is not None and left[one] == right[other]:
                yield one, other
