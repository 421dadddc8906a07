"""Pooling: one value stands for a window of the input, or for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Text, mark, say
from ..shape import AXES, Shape, Sight, slide
from ..size import Size
from .arguments import (
    PADDING,
    PerAxis,
    argument,
    choice,
    data_format,
    data_format_choices,
    flag,
    inert,
    per_axis,
    spread,
)
from .base import Layer
from .convolutional import written
from .signature import invalid
from .spatial import Spatial

POOL_SIZE = mark("the size of the window of which one value is kept: one number for every direction, or one for each")
POOL_STRIDES = mark("how far the window moves at each step; as far as the window is wide if not given")
KEEPDIMS = mark("whether the spatial axes stay, each of size 1, or go")
OUTPUT_SIZE = mark("the size that comes out, whatever goes in: one number for every direction, or one for each")
NOTHING_TO_LEARN = mark("It follows a fixed rule, so there is nothing to learn.")


@dataclass(frozen=True)
class Pooling(Spatial, family=True):
    """A window that slides and gives one value at each place; source: `keras.layers.MaxPooling1D` and so on."""

    kind = "pooling"
    built_at_once = True
    weightless: ClassVar[str] = NOTHING_TO_LEARN

    pool_size: PerAxis = per_axis("pool", about=POOL_SIZE, floats=True)
    strides: PerAxis | None = per_axis("stride", None, optional=True, about=POOL_STRIDES, floats=True)
    padding: str = choice("valid", "same", default="valid", fold=False, about=PADDING)
    data_format: str | None = data_format()
    name: Any = inert()

    def output_shape(self, x: Shape) -> Shape:
        each = zip(self.spatial(x), self.pool_size, self.steps(), strict=True)
        axes = [slide(size, window, stride, self.padding) for size, window, stride in each]
        return self.image(x, axes, self.plain_channels(x))

    def steps(self) -> PerAxis:
        """How far the window moves."""
        return self.strides or spread(type(self), "strides", "stride", self.pool_size)

    def sees(self, x: Shape) -> tuple[Sight, ...] | None:
        each = zip(self.pool_size, self.steps(), strict=True)
        return None if self.channels_first else tuple(Sight(window - 1, stride) for window, stride in each)

    def remark(self) -> Text | None:
        window = written(self.pool_size)
        strides = self.pool_size if self.strides is None else self.strides
        if strides != self.pool_size:
            return say("Windows of {window}, in steps of {strides}.", window=window, strides=written(strides))
        if set(self.pool_size) == {2} and self.padding == "valid":
            return say("Windows of {window} that do not overlap: every spatial axis is halved, odd sizes rounded down.",
                       window=window)  # fmt: skip
        return say("Windows of {window} that do not overlap.", window=window)


@dataclass(frozen=True)
class MaxPooling(Pooling, family=True):
    about: ClassVar[str] = mark("Keeps the largest value of each window, channel by channel.")
    weightless: ClassVar[str] = mark("Comparing values takes no weights, so there is nothing to learn.")

    pool_size: PerAxis = per_axis("pool", 2, about=POOL_SIZE, floats=True)


class MaxPooling1D(MaxPooling, rank=1, aliases=("MaxPool1D",)): ...
class MaxPooling2D(MaxPooling, rank=2, aliases=("MaxPool2D",)): ...
class MaxPooling3D(MaxPooling, rank=3, aliases=("MaxPool3D",)): ...


class AveragePooling(Pooling, family=True):
    about: ClassVar[str] = mark("Keeps the mean of each window, channel by channel.")
    weightless: ClassVar[str] = mark("A mean follows from the values alone, so there is nothing to learn.")


class AveragePooling1D(AveragePooling, rank=1, aliases=("AvgPool1D",)): ...
class AveragePooling2D(AveragePooling, rank=2, aliases=("AvgPool2D",)): ...
class AveragePooling3D(AveragePooling, rank=3, aliases=("AvgPool3D",)): ...


@dataclass(frozen=True)
class GlobalPooling(Spatial, family=True):
    """One value for each whole channel; source: `keras.layers.GlobalMaxPooling1D` and so on."""

    kind = "pooling"
    built_at_once = True
    weightless: ClassVar[str] = NOTHING_TO_LEARN

    data_format: str | None = data_format()
    keepdims: bool = flag(False, about=KEEPDIMS)

    def output_shape(self, x: Shape) -> Shape:
        axes = (Size(1),) * self.rank if self.keepdims else ()
        return self.image(x, axes, self.plain_channels(x))

    def remark(self) -> Text | None:
        return say("The spatial axes stay, each of size 1.") if self.keepdims else None


class GlobalMaxPooling(GlobalPooling, family=True):
    about: ClassVar[str] = mark("Keeps the largest value of each channel, so that one number for each channel is left.")
    weightless: ClassVar[str] = mark("The largest value is found, not learned: there are no weights.")


class GlobalMaxPooling1D(GlobalMaxPooling, rank=1, aliases=("GlobalMaxPool1D",)): ...
class GlobalMaxPooling2D(GlobalMaxPooling, rank=2, aliases=("GlobalMaxPool2D",)): ...
class GlobalMaxPooling3D(GlobalMaxPooling, rank=3, aliases=("GlobalMaxPool3D",)): ...


class GlobalAveragePooling(GlobalPooling, family=True):
    about: ClassVar[str] = mark("Keeps the mean of each channel, so that one number for each channel is left.")
    weightless: ClassVar[str] = mark("The mean is computed, not learned: there are no weights.")


class GlobalAveragePooling1D(GlobalAveragePooling, rank=1, aliases=("GlobalAvgPool1D",)):
    takes_mask = True


class GlobalAveragePooling2D(GlobalAveragePooling, rank=2, aliases=("GlobalAvgPool2D",)): ...
class GlobalAveragePooling3D(GlobalAveragePooling, rank=3, aliases=("GlobalAvgPool3D",)): ...


def output_size() -> Any:
    """The spatial sizes that come out; None leaves one open."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[Size | None, ...]:
        sizes = tuple(value) if isinstance(value, (tuple, list)) else (value,) * cls.rank
        fits = all(size is None or (isinstance(size, int) and size >= 0) for size in sizes)
        if value is None or len(sizes) != cls.rank or not fits:
            wanted = (
                say("a whole number")
                if cls.rank == 1
                else say("a whole number, or a tuple of {rank} of them", rank=cls.rank)
            )
            raise invalid(cls, key, value, wanted)
        names = (f"output_{axis}" for axis in AXES[cls.rank])
        return tuple(None if size is None else Size(size, name) for size, name in zip(sizes, names, strict=True))

    return argument(check, about=OUTPUT_SIZE)


@dataclass(frozen=True)
class AdaptivePooling(Layer, family=True):
    """Windows of the size that gives the output wanted; source: `keras.layers.AdaptiveMaxPooling1D` and so on."""

    kind = "pooling"
    weightless: ClassVar[str] = NOTHING_TO_LEARN
    min_ndim: ClassVar[int] = 2

    output_size: tuple[Size | None, ...] = output_size()
    data_format: str | None = choice(*data_format_choices, default=None, fold=False)

    def output_shape(self, x: Shape) -> Shape:
        # Keras looks at the channels only, whatever the number of axes between them and the batch.
        plain = x.named()
        if self.data_format == "channels_first":
            return Shape((plain[0], plain[1], *self.output_size))
        return Shape((plain[0], *self.output_size, plain[-1]))

    def remark(self) -> Text | None:
        return say("The windows are chosen so that this size comes out, whatever goes in.")


class AdaptiveMaxPooling(AdaptivePooling, family=True):
    about: ClassVar[str] = mark("Keeps the largest value of each window; the windows adapt to the size wanted.")


class AdaptiveMaxPooling1D(AdaptiveMaxPooling, rank=1): ...
class AdaptiveMaxPooling2D(AdaptiveMaxPooling, rank=2): ...
class AdaptiveMaxPooling3D(AdaptiveMaxPooling, rank=3): ...


class AdaptiveAveragePooling(AdaptivePooling, family=True):
    about: ClassVar[str] = mark("Keeps the mean of each window; the windows adapt to the size wanted.")


class AdaptiveAveragePooling1D(AdaptiveAveragePooling, rank=1): ...
class AdaptiveAveragePooling2D(AdaptiveAveragePooling, rank=2): ...
class AdaptiveAveragePooling3D(AdaptiveAveragePooling, rank=3): ...
