"""Operations of a window that slides over spatial axes: pooling, convolution, and the folding of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import choice, data_format
from ..layers.signature import invalid
from ..layers.transposed import spread_out
from ..problems import mark, say
from ..shape import Shape, slide, summed, volume
from ..size import Size, product
from .arguments import lengths, whole, window
from .base import Operation, agree

Numbers = int | tuple[int, ...] | None


@dataclass(frozen=True)
class Windowed(Operation, family=True):
    """What pools and convolutions share: where the spatial axes stand, and one number for each of them."""

    namespace: ClassVar[str] = "nn"
    tensors: ClassVar[tuple[str, ...]] = ("inputs",)

    @property
    def channels_first(self) -> bool:
        """Whether the channels stand before the spatial axes."""
        return getattr(self, "data_format", None) == "channels_first"

    def spatial(self, x: Shape) -> tuple[Size | None, ...]:
        """The sizes of the spatial axes."""
        self.at_least(3, x)
        return x[2:] if self.channels_first else x[1:-1]

    def channels(self, x: Shape) -> Size | None:
        """The size of the axis of channels."""
        return x[1] if self.channels_first else x[-1]

    def image(self, x: Shape, axes: Iterable[Size | None], channels: Size | None) -> Shape:
        """The shape with these spatial axes and channels."""
        return Shape((x[0], channels, *axes) if self.channels_first else (x[0], *axes, channels))

    def each(self, argument: str, numbers: Numbers, x: Shape) -> tuple[Size, ...]:
        """One number for each spatial axis."""
        count = len(x) - 2
        given = numbers if isinstance(numbers, tuple) else (numbers or 0,) * count
        if len(given) != count:
            wanted = say("one number for each of {count} spatial axes", count=count)
            raise invalid(type(self), argument, numbers, wanted)
        return tuple(map(Size, given))


@dataclass(frozen=True)
class Pool(Windowed, family=True):
    about: ClassVar[str] = mark("A window slides over the spatial axes and keeps one number of what it covers.")

    pool_size: Numbers = window()
    strides: Numbers = window(None, optional=True)
    padding: str = choice("valid", "same", default="valid")
    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        sizes = self.spatial(x)
        windows = self.each("pool_size", self.pool_size, x)
        strides = windows if self.strides is None else self.each("strides", self.strides, x)
        each = zip(sizes, windows, strides, strict=True)
        return self.image(x, [slide(*one, self.padding) for one in each], self.channels(x))


class MaxPool(Pool, functions="max_pool"): ...
class AveragePool(Pool, functions="average_pool"): ...


@dataclass(frozen=True)
class AdaptivePool(Windowed, family=True):
    """A pool whose windows are chosen so that the output has the wanted size.

    Keras 3.15 shows a shape with too many axes where the channels stand last, and so does this.
    """

    about: ClassVar[str] = Pool.about

    output_size: tuple[Size, ...] = lengths(single=False, least=0, listed=False)
    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(2, x)
        if self.channels_first:
            return Shape((*x[:2], *self.output_size))
        return Shape((*x[: -len(self.output_size)], *self.output_size, x[-1]))


class AdaptiveMaxPool(AdaptivePool, functions="adaptive_max_pool"): ...
class AdaptiveAveragePool(AdaptivePool, functions="adaptive_average_pool"): ...


@dataclass(frozen=True)
class Convolving(Windowed, family=True):
    """A convolution whose kernel comes in as a tensor."""

    about: ClassVar[str] = mark("A window of numbers, which comes in as a tensor, slides over the spatial axes.")
    tensors: ClassVar[tuple[str, ...]] = ("inputs", "kernel")

    strides: Numbers = window(1)
    padding: str = choice("valid", "same", "causal", default="valid")
    data_format: str | None = data_format()
    dilation_rate: Numbers = window(1)

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        weights = summed(volume(kernel.named()) for kernel in x[1:])
        return volume((weights, *self.spatial(self.output_shape(x).named())))

    def output_shape(self, x: Any) -> Shape:
        raise NotImplementedError

    def slid(self, x: Shape, kernel: Shape, channels: Size | None) -> Shape:
        """The shape after the kernel has slid over the input."""
        sizes = self.spatial(x)
        if len(kernel) != len(x) or None in kernel[:-2] or not agree(Shape((self.channels(x),)), Shape(kernel[-2:-1])):
            raise self.mismatch(x, kernel)
        strides, dilations = self.each("strides", self.strides, x), self.each("dilation_rate", self.dilation_rate, x)
        windows = [size for size in kernel[:-2] if size is not None]
        each = zip(sizes, windows, strides, dilations, strict=True)
        return self.image(
            x, [slide(size, kernel, stride, self.padding, rate) for size, kernel, stride, rate in each], channels
        )


class Conv(Convolving, functions="conv"):
    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        return self.slid(*x, x[1][-1] if x[1] else None)


class DepthwiseConv(Convolving, functions="depthwise_conv"):
    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        return self.slid(*x, _depthwise(x[1]))


def _depthwise(kernel: Shape) -> Size | None:
    channels, multiplier = kernel[-2:] if len(kernel) > 1 else (None, None)
    return None if channels is None or multiplier is None else channels * multiplier


class SeparableConv(Convolving, functions="separable_conv"):
    tensors: ClassVar[tuple[str, ...]] = ("inputs", "depthwise_kernel", "pointwise_kernel")
    #: Keras makes a depthwise convolution to find the shape; its name is used up.
    consumes: ClassVar[tuple[str, ...]] = ("DepthwiseConv",)

    def output_shape(self, x: tuple[Shape, Shape, Shape]) -> Shape:
        inputs, kernel, pointwise = x
        self.at_least(1, pointwise)
        return self.slid(inputs, kernel, pointwise[-1])


@dataclass(frozen=True)
class ConvTranspose(Windowed, functions="conv_transpose"):
    """A convolution run backwards, whose kernel comes in as a tensor with the output channels before the input's."""

    about: ClassVar[str] = mark("A convolution run backwards: every input value is spread over a window of the output.")
    tensors: ClassVar[tuple[str, ...]] = ("inputs", "kernel")

    strides: Numbers = window(1)
    padding: str = choice("valid", "same", default="valid")
    output_padding: Numbers = window(None, optional=True, least=0)
    data_format: str | None = data_format()
    dilation_rate: Numbers = window(1)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        inputs, kernel = x
        sizes = self.spatial(inputs)
        windows = [size for size in kernel[:-2] if size is not None]
        if len(windows) != len(sizes) or not agree(Shape((self.channels(inputs),)), Shape(kernel[-1:])):
            raise self.mismatch(inputs, kernel)
        strides = self.each("strides", self.strides, inputs)
        rates = self.each("dilation_rate", self.dilation_rate, inputs)
        extra = (None,) * len(sizes) if self.output_padding is None else self.each(
            "output_padding", self.output_padding, inputs
        )  # fmt: skip
        each = zip(sizes, windows, strides, rates, extra, strict=True)
        axes = [spread_out(size, side, stride, self.padding, rate, more) for size, side, stride, rate, more in each]
        return self.image(inputs, axes, kernel[-2])

    def macs(self, x: tuple[Shape, Shape], options: Mapping[str, Any] | None = None) -> Size | None:
        return volume((*x[1].named(), *self.spatial(x[0].named())))


@dataclass(frozen=True)
class Blocks(Windowed, family=True):
    """A move of numbers between the channels and the spatial axes of images."""

    about: ClassVar[str] = mark("It moves numbers between the channels and the spatial axes; none is lost or added.")
    tensors: ClassVar[tuple[str, ...]] = ("x",)

    block_size: Size = whole(least=2)
    data_format: str | None = data_format()

    def divided(self, size: Size | None, by: int) -> Size | None:
        """The size divided, where that comes out even."""
        if size is not None and size % by:
            raise self.unfit(say("a size of {size} cannot be divided by {divisor}", size=size, divisor=by))
        return None if size is None else size // by

    def four_axes(self, x: Shape) -> None:
        """Refuse what is no batch of images."""
        if len(x) != 4:
            raise self.unfit(say("{operation} takes images: a tensor of 4 axes, but a shape {shape} comes in",
                                 operation=type(self).__name__, shape=x))  # fmt: skip


class DepthToSpace(Blocks, functions="depth_to_space"):
    def output_shape(self, x: Shape) -> Shape:
        self.four_axes(x)
        axes = [None if size is None else size * self.block_size for size in self.spatial(x)]
        return self.image(x, axes, self.divided(self.channels(x), self.block_size * self.block_size))


class SpaceToDepth(Blocks, functions="space_to_depth"):
    def output_shape(self, x: Shape) -> Shape:
        self.four_axes(x)
        channels = self.channels(x)
        axes = [self.divided(size, self.block_size) for size in self.spatial(x)]
        return self.image(x, axes, None if channels is None else channels * self.block_size * self.block_size)


@dataclass(frozen=True)
class ExtractPatches(Windowed, functions="image.extract_patches"):
    """Blocks of images or volumes, one image or a batch of them, each block as one row of channels."""

    about: ClassVar[str] = mark("It cuts images into patches; each becomes one place, whose channels are all the "
                                "numbers of the patch.")  # fmt: skip
    namespace: ClassVar[str] = ""
    tensors: ClassVar[tuple[str, ...]] = ("images",)

    size: Numbers = window()
    strides: Numbers = window(None, optional=True)
    dilation_rate: Numbers = window(1)
    padding: str = choice("valid", "same", default="valid", fold=False)
    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        size = self.size if isinstance(self.size, tuple) else (self.size or 1,) * 2
        single = len(x) == len(size) + 1
        batch = Shape((1, *x)) if single else x
        channels = self.channels(batch)
        if len(batch) != len(size) + 2 or channels is None:
            raise self.unfit(say("patches of {count} sides cannot be cut out of a shape {shape}",
                                 count=len(size), shape=x))  # fmt: skip
        sides = tuple(map(Size, size))
        strides = sides if self.strides is None else self.each("strides", self.strides, batch)
        rates = self.each("dilation_rate", self.dilation_rate, batch)
        each = zip(self.spatial(batch), sides, strides, rates, strict=True)
        axes = [slide(length, side, stride, self.padding, rate) for length, side, stride, rate in each]
        patches = self.image(batch, axes, product((*sides, channels)))
        return Shape(patches[1:]) if single else patches
