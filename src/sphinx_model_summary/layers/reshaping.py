"""Reshaping: the same values in another arrangement, repeated, cut off or with zeros around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Shape, volume
from ..size import Size, product
from .arguments import PerAxis, argument, count, data_format, per_axis, sides
from .base import Layer
from .pooling import NOTHING_TO_LEARN
from .signature import invalid
from .spatial import Spatial, named_axes

REARRANGES = mark("It only arranges values anew, so there is nothing to learn.")

Sides = tuple[tuple[Size, Size], ...]


@dataclass(frozen=True)
class Flatten(Layer):
    """All axes but the batch made into one; source: `keras.layers.Flatten`."""

    kind = "reshaping"
    keeps_integers = True
    about: ClassVar[str] = mark("Lays all values of an example out in one row; if a dense layer follows, each of its "
                                "units gets a weight for every one of these values.")  # fmt: skip
    weightless: ClassVar[str] = REARRANGES
    min_ndim: ClassVar[int] = 1

    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        axes = named_axes(x, channels_first=self.data_format == "channels_first")
        return Shape((x.named()[0], volume(axes[1:])))


def target_shape() -> Any:
    """Sizes of which one may be -1, to be worked out."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[int | None, ...]:
        if not isinstance(value, (tuple, list)):
            wanted = say("a tuple of whole numbers, without the batch")
            hint = say("for one axis write ({value},)", value=value) if isinstance(value, int) else None
            raise invalid(cls, key, value, wanted, hint)
        sizes = tuple(int(size) if isinstance(size, int) else None for size in value)
        if any(size is not None and size < -1 for size in sizes) or sizes.count(-1) > 1:
            raise invalid(cls, key, value, say("whole numbers of at least 0, of which one may be -1"))
        return sizes

    return argument(check, about=mark("the sizes wanted, without the batch; -1 is worked out from the others"))


@dataclass(frozen=True)
class Reshape(Layer):
    """The same values under other sizes; source: `keras.layers.Reshape`."""

    kind = "reshaping"
    keeps_integers = True
    built_at_once = True
    about: ClassVar[str] = mark("Arranges the values of each example in another shape; their number stays the same.")
    weightless: ClassVar[str] = REARRANGES

    target_shape: tuple[int | None, ...] = target_shape()

    def output_shape(self, x: Shape) -> Shape:
        values, batch = volume(named_axes(x)[1:]), x.named()[0]
        wanted = self.target_shape
        if values is None or None in wanted:
            return Shape((batch, *(None if size == -1 else size for size in wanted)))
        known = product(Size(size) for size in wanted if size not in (None, -1))
        if known != values and (-1 not in wanted or known == 0 or values % known):
            raise Refused(
                Code.INVALID_INPUT,
                say("the {values} values of the shape {shape} do not fit into {wanted}",
                    values=values, shape=x[1:], wanted=wanted),
                _fitting(values, known, wanted),
            )  # fmt: skip
        return Shape((batch, *(values // known if size == -1 else size for size in wanted)))

    def remark(self) -> Text | None:
        return say("The size written as -1 is what is left for it.") if -1 in self.target_shape else None


def _fitting(values: int, known: int, wanted: tuple[int | None, ...]) -> Text:
    if -1 in wanted:
        return say("{values} must be a multiple of the sizes given", values=values)
    return say("the sizes must multiply to {values}, not to {known}", values=values, known=known)


def permutation() -> Any:
    """The numbers from 1 on, each once."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[int, ...]:
        numbers = tuple(value) if isinstance(value, (tuple, list)) else (None,)
        if not all(isinstance(one, int) for one in numbers) or sorted(numbers) != list(range(1, len(numbers) + 1)):
            raise invalid(cls, key, value, say("the numbers from 1 on, each once, such as (2, 1)"))
        return tuple(map(int, numbers))

    return argument(check, about=mark("the new order of the axes, counted from 1 without the batch"))


@dataclass(frozen=True)
class Permute(Layer):
    """The axes in another order; source: `keras.layers.Permute`."""

    kind = "reshaping"
    keeps_integers = True
    about: ClassVar[str] = mark("Puts the axes in another order.")
    weightless: ClassVar[str] = REARRANGES

    dims: tuple[int, ...] = permutation()

    def output_shape(self, x: Shape) -> Shape:
        if len(x) != len(self.dims) + 1:
            raise Refused(
                Code.INVALID_INPUT,
                say("Permute orders {wanted} axes, but a shape {shape} has {found} besides the batch",
                    wanted=len(self.dims), shape=x, found=len(x) - 1),
                say("give 'dims' the numbers from 1 to {most}, each once", most=len(x) - 1),
            )  # fmt: skip
        plain = x.named()
        return Shape((plain[0], *(plain[axis] for axis in self.dims)))


@dataclass(frozen=True)
class RepeatVector(Layer):
    """The same row several times; source: `keras.layers.RepeatVector`."""

    kind = "reshaping"
    about: ClassVar[str] = mark("Repeats each row of values, so that a sequence of equal steps comes out.")
    weightless: ClassVar[str] = REARRANGES
    ndim: ClassVar[int] = 2

    n: Size = count("repetitions", strict=True, about=mark("how many times the row is repeated"))

    def output_shape(self, x: Shape) -> Shape:
        batch, features = x.named()
        return Shape((batch, self.n, features))


@dataclass(frozen=True)
class ZeroPadding(Spatial, family=True):
    """Zeros around an image; source: `keras.layers.ZeroPadding1D` and so on."""

    kind = "padding"
    pointwise = True
    about: ClassVar[str] = mark("Puts zeros around the input.")
    weightless: ClassVar[str] = mark("It only adds zeros, so there is nothing to learn.")

    padding: Sides = sides(1, negative=True, about=mark(
        "how many zeros to add: one number for every side, or one for each"))  # fmt: skip
    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        axes = []
        for size, (before, after) in zip(self.spatial(x), self.padding, strict=True):
            if size is not None and size + before + after < 0:
                raise self._too_small(x)
            axes.append(size if size is None or before == after == 0 else size + before + after)
        return self.image(x, axes, self.plain_channels(x))

    def _too_small(self, x: Shape) -> Refused:
        return Refused(
            Code.INVALID_INPUT, say("the negative padding takes away more than the shape {shape} has", shape=x)
        )


class ZeroPadding1D(ZeroPadding, rank=1): ...
class ZeroPadding2D(ZeroPadding, rank=2): ...
class ZeroPadding3D(ZeroPadding, rank=3): ...


CROPPING = mark("how much to cut off: one number for every side, or one for each")


class Cropping(Spatial, family=True):
    """Edges cut off; source: `keras.layers.Cropping1D` and so on."""

    kind = "padding"
    pointwise = True
    about: ClassVar[str] = mark("Cuts off the edges of the input.")
    weightless: ClassVar[str] = mark("It only cuts values off, so there is nothing to learn.")

    cropping: Sides

    def check_inside(self, x: Shape) -> None:
        if any(size is None and any(cut) for size, cut in zip(self.spatial(x), self.cropping, strict=True)):
            raise Refused(
                Code.INVALID_INPUT,
                say("inside a class or a function, cropping needs to know the sizes of the axes that it cuts"),
                say("write the sizes into the input shape"),
            )

    def output_shape(self, x: Shape) -> Shape:
        axes = []
        for size, (before, after) in zip(self.spatial(x), self.cropping, strict=True):
            if size is not None and before + after >= size:
                raise Refused(
                    Code.INVALID_INPUT,
                    say("cropping cuts {cut} off an axis of {size}, which leaves nothing",
                        cut=before + after, size=size),
                    say("cut off less than {size}, both sides together", size=size),
                )  # fmt: skip
            axes.append(None if size is None else size - before - after)
        return self.image(x, axes, self.plain_channels(x))


@dataclass(frozen=True)
class Cropping1D(Cropping, rank=1):
    cropping: Sides = sides((1, 1), about=CROPPING)


@dataclass(frozen=True)
class Cropping2D(Cropping, rank=2):
    cropping: Sides = sides(((0, 0), (0, 0)), about=CROPPING)
    data_format: str | None = data_format()


@dataclass(frozen=True)
class Cropping3D(Cropping, rank=3):
    cropping: Sides = sides(((1, 1), (1, 1), (1, 1)), about=CROPPING)
    data_format: str | None = data_format()


SIZE = mark("by how much the input is enlarged: one number for every direction, or one for each")


class UpSampling(Spatial, family=True):
    """Values repeated; source: `keras.layers.UpSampling1D` and so on."""

    kind = "reshaping"
    about: ClassVar[str] = mark("Enlarges the input by repeating its values.")
    weightless: ClassVar[str] = mark("It only repeats values, so there is nothing to learn.")

    size: Any

    def output_shape(self, x: Shape) -> Shape:
        each = zip(self.spatial(x), (self.size,) if self.rank == 1 else self.size, strict=True)
        return self.image(x, [None if size is None else size * by for size, by in each], self.plain_channels(x))


@dataclass(frozen=True)
class UpSampling1D(UpSampling, rank=1):
    size: Size = count("factor_length", 2, strict=True, about=SIZE)


def interpolation() -> Any:
    """The way in which values in between are made up; Keras looks at it only when the layer runs."""

    def check(cls: type[Layer], key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise invalid(cls, key, value, say("a word such as \"nearest\" or \"bilinear\""))
        return value.lower()

    about = mark("\"nearest\" repeats values, \"bilinear\" draws smooth transitions between them")
    return argument(check, "nearest", about=about)


@dataclass(frozen=True)
class UpSampling2D(UpSampling, rank=2):
    about: ClassVar[str] = mark("Enlarges the input by repeating its values, or by drawing transitions between them.")
    weightless: ClassVar[str] = NOTHING_TO_LEARN

    size: PerAxis = per_axis("factor", 2, about=SIZE)
    data_format: str | None = data_format()
    interpolation: str = interpolation()


@dataclass(frozen=True)
class UpSampling3D(UpSampling, rank=3):
    size: PerAxis = per_axis("factor", 2, about=SIZE)
    data_format: str | None = data_format()
