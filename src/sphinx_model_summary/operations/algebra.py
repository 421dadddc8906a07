"""Operations of linear algebra: products of vectors and matrices, diagonals, inverses, decompositions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import argument
from ..layers.base import Layer
from ..layers.signature import invalid
from ..problems import Code, Refused, mark, say
from ..shape import Shape, is_open, volume
from ..size import Size
from .arguments import whole
from .base import Operation, agree, broadcast


@dataclass(frozen=True)
class Product(Operation, family=True):
    """A function of two tensors that multiplies numbers and adds up the products."""

    about: ClassVar[str] = mark("It multiplies numbers of its two inputs and adds up the products, as a product of "
                                "matrices does.")  # fmt: skip
    namespace: ClassVar[str] = "numpy"
    tensors: ClassVar[tuple[str, ...]] = ("x1", "x2")

    def along(self, x: Any) -> Iterable[Size | None]:
        """The axes whose products are added up; not told where it is no such sum."""
        return (None,)

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        output = self.output_shape(x)
        # The first axis is the batch where it is left open; else nothing tells whether it is.
        return volume((*self.along(x), *output.named()[1:])) if output[:1] == (None,) else None

    def output_shape(self, x: Any) -> Shape:
        raise NotImplementedError

    def inner_differs(self, first: Shape, second: Shape, a: Size | None, b: Size | None) -> Refused:
        """The refusal of two axes that should be summed over together."""
        return self.unfit(say("{operation}: the shapes {first} and {second} do not go together, axes of {a} and {b}",
                              operation=type(self).__name__, first=first, second=second,
                              a=None if is_open(a) else a, b=None if is_open(b) else b),
                          say("these two axes are multiplied and summed: they must be equal; keras.ops.transpose puts "
                              "axes in another order"))  # fmt: skip


class OfLast(Product, family=True):
    """A product along the last axis of the first tensor."""

    def along(self, x: tuple[Shape, Shape]) -> Iterable[Size | None]:
        return x[0].named()[-1:]


class Matmul(OfLast, functions="matmul", operators="@"):
    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        self.at_least(1, *x)
        first = x[0] if len(x[0]) > 1 else Shape((1, *x[0]))
        second = x[1] if len(x[1]) > 1 else Shape((*x[1], 1))
        if not agree(Shape(first[-1:]), Shape(second[-2:-1])):
            raise self.inner_differs(*x, first[-1], second[-2])
        sizes = [*broadcast(self, Shape(first[:-2]), Shape(second[:-2])), first[-2], second[-1]]
        if len(x[0]) == 1:
            del sizes[-2]
        if len(x[1]) == 1:
            del sizes[-1]
        return Shape(sizes)


class Dot(OfLast, functions="dot"):
    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        self.at_least(1, *x)
        first, second = x
        if len(first) == len(second) == 1:
            return Shape()
        if len(second) == 1:
            if first[-1] != second[0]:
                raise self.inner_differs(*x, first[-1], second[0])
            return Shape(first[:-1])
        if not agree(Shape(first[-1:]), Shape(second[-2:-1])):
            raise self.inner_differs(*x, first[-1], second[-2])
        return Shape((*first[:-1], *second[:-2], second[-1]))


class Vdot(Product, functions="vdot"):
    numbers: ClassVar[tuple[str, ...]] = ("x1", "x2")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        return Shape()


class Inner(OfLast, functions="inner"):
    numbers: ClassVar[tuple[str, ...]] = ("x1", "x2")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        first, second = x
        if not first or not second:
            return first or second
        if not agree(Shape(first[-1:]), Shape(second[-1:])):
            raise self.inner_differs(first, second, first[-1], second[-1])
        return Shape((*first[:-1], *second[:-1]))


class Outer(Product, functions="outer"):
    numbers: ClassVar[tuple[str, ...]] = ("x1", "x2")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        return Shape(map(volume, x))


def _axes_pair() -> Any:
    def check(cls: type[Layer], key: str, value: Any) -> int | tuple[tuple[int, ...], ...]:
        if isinstance(value, int):
            return int(value)
        # An axis by itself fits in place of a list of one, as NumPy and TensorFlow have it.
        pair = [(one,) if isinstance(one, int) else one for one in value] if isinstance(value, (tuple, list)) else []
        if len(pair) != 2 or not all(
            isinstance(axes, (tuple, list)) and all(isinstance(one, int) for one in axes) for axes in pair
        ):
            raise invalid(cls, key, value, say("a whole number, or two lists of axes"))
        return tuple(tuple(map(int, axes)) for axes in pair)

    return argument(check, 2)


@dataclass(frozen=True)
class Tensordot(Product, functions="tensordot"):
    axes: int | tuple[tuple[int, ...], ...] = _axes_pair()

    def along(self, x: tuple[Shape, Shape]) -> Iterable[Size | None]:
        first = x[0].named()
        if isinstance(self.axes, int):
            return first[len(first) - max(self.axes, 0) :]
        return tuple(first[place] for place in self.places_of(self.axes[0], first))

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        first, second = x
        if isinstance(self.axes, int):
            count = max(self.axes, 0)
            self.at_least(count, *x)
            return Shape((*first[: len(first) - count], *second[count:]))
        ours, theirs = self.places_of(self.axes[0], first), self.places_of(self.axes[1], second)
        if not agree(Shape(first[place] for place in ours), Shape(second[place] for place in theirs)):
            raise self.mismatch(first, second)
        left = [size for index, size in enumerate(first) if index not in ours]
        return Shape((*left, *(size for index, size in enumerate(second) if index not in theirs)))


class Kron(Product, functions="kron"):
    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        if len(x[0]) != len(x[1]):
            raise self.mismatch(*x)
        return Shape(None if a is None or b is None else a * b for a, b in zip(*x, strict=True))


@dataclass(frozen=True)
class Cross(Product, functions="cross"):
    axisa: Size = whole(-1)
    axisb: Size = whole(-1)
    axisc: Size = whole(-1)
    axis: Size | None = whole(None, optional=True)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        places = [self.place(one if self.axis is None else self.axis, shape)
                  for one, shape in zip((self.axisa, self.axisb), x, strict=True)]  # fmt: skip
        sizes = [shape[place] for shape, place in zip(x, places, strict=True)]
        if any(size not in (None, 2, 3) for size in sizes):
            raise self.mismatch(*x)
        rest = broadcast(self, *(Shape((*shape[:p], *shape[p + 1 :])) for shape, p in zip(x, places, strict=True)))
        vector = (Size(3),) if 3 in sizes else ()
        place = self.place(self.axisc if self.axis is None else self.axis, rest, more=len(vector))
        return Shape((*rest[:place], *vector, *rest[place:]))


class CDist(Product, functions="cdist"):
    about: ClassVar[str] = mark("It measures the distance of each row of one input from each row of the other.")
    namespace: ClassVar[str] = ""
    tensors: ClassVar[tuple[str, ...]] = ("x", "y")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        self.at_least(2, *x)
        first, second = x
        if not agree(Shape(first[-1:]), Shape(second[-1:])):
            raise self.inner_differs(first, second, first[-1], second[-1])
        return Shape((*broadcast(self, Shape(first[:-2]), Shape(second[:-2])), first[-2], second[-2]))


@dataclass(frozen=True)
class Einsum(Product, functions="einsum"):
    """A product written with a letter for each axis; a letter that the output lacks is summed over."""

    about: ClassVar[str] = mark("It multiplies and adds up as its subscripts say: each letter names an axis, and those "
                                "that the output does not name are summed over.")  # fmt: skip
    tensors: ClassVar[tuple[str, ...]] = ("operands",)
    rest: ClassVar[str] = "operands"
    numbers: ClassVar[tuple[str, ...]] = ("operands",)
    places: ClassVar[tuple[str, ...]] = ("subscripts", "operands")

    subscripts: str = argument(lambda cls, key, value: _subscripts(cls, key, value))

    def check_outside(self, x: Any, /) -> None:
        if " " in self.subscripts:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("Einsum: between the layers of a model, 'subscripts' must have no spaces"),
                say("write \"{subscripts}\"", subscripts=self.subscripts.replace(" ", "")),
            )

    def along(self, x: tuple[Shape, ...]) -> Iterable[Size | None]:
        terms, arrow, output = self.subscripts.replace(" ", "").partition("->")
        if len(x) != 2 or not arrow or "." in terms:
            return (None,)  # several operands may be multiplied in more than one order
        sizes = {letter: size for operand, shape in zip(terms.split(","), x, strict=True)
                 for letter, size in zip(operand, shape, strict=True)}  # fmt: skip
        return tuple(size and size.named(letter) for letter, size in sizes.items() if letter not in output)

    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        terms, arrow, output = self.subscripts.replace(" ", "").partition("->")
        operands = terms.split(",")
        if len(operands) != len(x):
            raise self.unfit(say("'{subscripts}' speaks of {wanted} tensors, but {found} come in",
                                 subscripts=self.subscripts, wanted=len(operands), found=len(x)))  # fmt: skip
        if not arrow:
            letters = [letter for letter in terms if letter.isalpha()]
            output = "..." + "".join(sorted(letter for letter in letters if letters.count(letter) == 1))
        shapes = [self._expanded(operand, output, shape) for operand, shape in zip(operands, x, strict=True)]
        result = shapes[0]
        for shape in shapes[1:]:
            result = broadcast(self, result, shape)
        return result

    def _expanded(self, operand: str, output: str, x: Shape) -> Shape:
        """An operand's sizes in the order of the output; 1 for the axes that it lacks."""
        before, dots, after = operand.partition("...")
        if len(x) < len(before) + len(after) or (not dots and len(x) != len(before)):
            raise self.unfit(say("'{operand}' does not fit a shape {shape}", operand=operand, shape=x))
        hidden = x[len(before) : len(x) - len(after)]
        sizes = dict(zip(reversed(before + after), reversed(x[: len(before)] + x[len(x) - len(after) :]), strict=True))
        result: list[Size | None] = []
        for part in output.partition("..."):
            result += hidden if part == "..." else [sizes.get(letter, Size(1)) for letter in part]
        return Shape(result)


def _subscripts(cls: type[Layer], key: str, value: Any) -> str:
    letters = re.sub(r"\.\.\.|->|[, ]", "", value) if isinstance(value, str) else "?"
    if letters and not (letters.isascii() and letters.isalpha()):
        raise invalid(cls, key, value, say("letters for axes, such as \"bij,jk->bik\""))
    return str(value)


@dataclass(frozen=True)
class Diagonals(Operation, family=True):
    about: ClassVar[str] = mark("It takes numbers from a diagonal, or puts them on one.")
    namespace: ClassVar[str] = "numpy"


def _diagonal(rows: Size | None, columns: Size | None, offset: int) -> Size | None:
    if rows is None or columns is None:
        return None
    remaining = columns - offset if offset > 0 else rows + offset
    return Size(max(0, min(rows, columns, remaining)))


@dataclass(frozen=True)
class Diag(Diagonals, functions="diag"):
    k: Size = whole(0)

    def output_shape(self, x: Shape) -> Shape:
        if len(x) == 1:
            return Shape((None if x[0] is None else x[0] + abs(self.k),) * 2)
        if len(x) != 2:
            raise self.unfit(say("Diag takes a tensor of 1 or 2 axes, but a shape {shape} comes in", shape=x))
        return Shape((_diagonal(*x, self.k),))


@dataclass(frozen=True)
class Diagflat(Diagonals, functions="diagflat"):
    k: Size = whole(0)

    def output_shape(self, x: Shape) -> Shape:
        flat = volume(x)
        return Shape((None if flat is None else flat + abs(self.k),) * 2)


@dataclass(frozen=True)
class Diagonal(Diagonals, functions="diagonal"):
    offset: Size = whole(0)
    axis1: Size = whole(0)
    axis2: Size = whole(1)

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(2, x)
        rows, columns = self.places_of((self.axis1, self.axis2), x)
        rest = (size for index, size in enumerate(x) if index not in (rows, columns))
        return Shape((*rest, _diagonal(x[rows], x[columns], self.offset)))


@dataclass(frozen=True)
class Trace(Diagonals, functions="trace"):
    about: ClassVar[str] = mark("It adds up the numbers on a diagonal.")

    offset: Size = whole(0)
    axis1: Size = whole(0)
    axis2: Size = whole(1)

    def output_shape(self, x: Shape) -> Shape:
        places = self.places_of((self.axis1, self.axis2), x)
        return Shape(size for index, size in enumerate(x) if index not in places)
