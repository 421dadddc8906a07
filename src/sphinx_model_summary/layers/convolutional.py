"""Convolutions: windows of weights that slide over the spatial axes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Shape, Sight, slide
from ..size import Size, product
from ..weights import Weight
from .adaptation import adapted, lora_rank
from .arguments import (
    DILATION_RATE,
    FILTERS,
    KERNEL_SIZE,
    PADDING,
    STRIDES,
    USE_BIAS,
    PerAxis,
    activation,
    choice,
    constraint,
    count,
    data_format,
    flag,
    initializer,
    per_axis,
    regularizer,
)
from .signature import invalid
from .spatial import Spatial, labelled

GROUPS = mark("into how many groups the channels are split; a filter sees only the input channels of its own group")
DEPTH_MULTIPLIER = mark("how many windows each input channel gets, and so how many channels come out for each")
BIAS = mark("one number for each output channel, added at every position")


def windows(layer: Any, x: Shape) -> Sequence[Size | None]:
    """The spatial axes of the output: at how many places the layer's window stops along each axis of the input."""
    each = zip(layer.spatial(x), layer.kernel_size, layer.strides, layer.dilation_rate, strict=True)
    return [slide(size, kernel, stride, layer.padding, dilation) for size, kernel, stride, dilation in each]


def written(sizes: Sequence[int]) -> Text:
    """The sizes of a window as one writes them: `3 × 3`."""
    values = {f"size_{axis}": int(size) for axis, size in enumerate(sizes)}
    return Text(" × ".join(f"{{{name}}}" for name in values), tuple(values.items()))


class Sliding(Spatial, family=True):
    """Windows of weights that slide over the input; the weights serve every place where they stop."""

    kind = "convolution"
    fixes_input = True
    multiplied: ClassVar[Sequence[str] | None] = ("kernel",)

    kernel_size: PerAxis
    strides: PerAxis
    dilation_rate: PerAxis

    def positions(self, x: Shape) -> Iterable[Size | None]:
        return labelled("output", windows(self, x))

    def sees(self, x: Shape) -> tuple[Sight, ...] | None:
        if self.channels_first:
            return None
        each = zip(self.kernel_size, self.dilation_rate, self.strides, strict=True)
        return tuple(Sight((kernel - 1) * apart if apart > 1 else kernel - 1, stride) for kernel, apart, stride in each)


@dataclass(frozen=True)
class Conv(Sliding, family=True):
    """A window of weights over all channels; source: `keras.layers.Conv1D`, `Conv2D`, `Conv3D`."""

    about: ClassVar[str] = mark("Each filter is a small window of weights that spans all input channels; it slides "
                                "over the input and gives one output channel.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "kernel": mark("the windows: for each filter, one weight for every position in the window and input channel"),
        "bias": BIAS,
    }
    swallowed: ClassVar[tuple[str, ...]] = ("lora_alpha",)

    filters: Size = count("filters", foreign=True, about=FILTERS)
    kernel_size: PerAxis = per_axis("kernel", about=KERNEL_SIZE)
    strides: PerAxis = per_axis("stride", 1, about=STRIDES, floats=True)
    padding: str = choice("valid", "same", default="valid", about=PADDING)
    data_format: str | None = data_format()
    dilation_rate: PerAxis = per_axis("dilation", 1, about=DILATION_RATE, floats=True)
    groups: Size = count("groups", 1, foreign=True, about=GROUPS)
    activation: Any = activation()
    use_bias: bool = flag(True, about=USE_BIAS)
    kernel_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    lora_rank: Size | None = lora_rank(by_name=True)

    def check(self) -> None:
        if self.filters % self.groups:
            raise invalid(type(self), "groups", int(self.groups), say("a divisor of filters={filters}",
                                                                      filters=self.filters))  # fmt: skip
        self.check_strides()

    def weights(self, x: Shape) -> Iterable[Weight]:
        channels = self.channels(x)
        if channels % self.groups:
            raise Refused(
                Code.INVALID_INPUT,
                say("the {channels} input channels cannot be split into {groups} groups",
                    channels=channels, groups=self.groups),
                say("choose groups so that it divides {channels}", channels=channels),
            )  # fmt: skip
        kernel = Weight("kernel", (*self.kernel_size, channels // self.groups, self.filters), window=self.rank + 1)
        bias = [Weight("bias", (self.filters.named("biases"),))] if self.use_bias else []
        return adapted([kernel, *bias], self.lora_rank)

    def output_shape(self, x: Shape) -> Shape:
        return self.image(x, windows(self, x), self.filters)

    def remark(self) -> Text | None:
        if self.groups > 1:
            return say("The channels are split into {groups} groups: each filter sees one group only, and so needs "
                       "fewer weights.", groups=self.groups)  # fmt: skip
        if max(self.kernel_size) == 1:
            return say("A window of one position looks at no neighbours: it only mixes the channels.")
        if max(self.dilation_rate) > 1:
            return say("The weights of the window stand apart, so that it covers a larger part of the input with the "
                       "same number of weights.")  # fmt: skip
        if max(self.strides) > 1:
            return None
        if self.padding == "same":
            return say("Padding with zeros keeps the size of the input.")
        if self.padding == "valid" and len(set(self.kernel_size)) == 1 and self.kernel_size[0] > 2:
            return say("The window must not reach over the edge, so along each axis it has {lost} fewer places than "
                       "the input.", lost=self.kernel_size[0] - 1)  # fmt: skip
        return None


@dataclass(frozen=True)
class Conv1D(Conv, rank=1, aliases=("Convolution1D",)):
    padding: str = choice("valid", "same", "causal", default="valid", about=PADDING)

    def remark(self) -> Text | None:
        if self.padding == "causal":
            return say("Zeros are put in front only, so that no place of the output sees what comes after it.")
        return super().remark()


class Conv2D(Conv, rank=2, aliases=("Convolution2D",)): ...
class Conv3D(Conv, rank=3, aliases=("Convolution3D",)): ...


@dataclass(frozen=True)
class DepthwiseConv(Sliding, family=True):
    """A window of weights for each channel alone; source: `keras.layers.DepthwiseConv1D`, `DepthwiseConv2D`."""

    about: ClassVar[str] = mark("Each input channel has a window of weights of its own, which slides over that channel "
                                "only; the channels are not mixed.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "kernel": mark("the windows: one weight for every position in the window, for each input channel"),
        "bias": BIAS,
    }

    kernel_size: PerAxis = per_axis("kernel", about=KERNEL_SIZE)
    strides: PerAxis = per_axis("stride", 1, about=STRIDES, floats=True)
    padding: str = choice("valid", "same", default="valid", about=PADDING)
    depth_multiplier: Size = count("depth_multiplier", 1, foreign=True, about=DEPTH_MULTIPLIER)
    data_format: str | None = data_format()
    dilation_rate: PerAxis = per_axis("dilation", 1, about=DILATION_RATE, floats=True)
    activation: Any = activation()
    use_bias: bool = flag(True, about=USE_BIAS)
    depthwise_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    depthwise_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    depthwise_constraint: Any = constraint()
    bias_constraint: Any = constraint()

    def weights(self, x: Shape) -> Iterable[Weight]:
        channels = self.channels(x)
        yield Weight("kernel", (*self.kernel_size, channels, self.depth_multiplier), window=self.rank)
        if self.use_bias:
            yield Weight("bias", ((channels * self.depth_multiplier).named("biases"),))

    def output_shape(self, x: Shape) -> Shape:
        channels = self.channels(x)
        wide = channels * self.depth_multiplier if self.depth_multiplier > 1 else channels
        return self.image(x, windows(self, x), wide)

    def remark(self) -> Text | None:
        if self.depth_multiplier > 1:
            return say("Every input channel gives {count} output channels.", count=self.depth_multiplier)
        return None


class DepthwiseConv1D(DepthwiseConv, rank=1): ...
class DepthwiseConv2D(DepthwiseConv, rank=2): ...


@dataclass(frozen=True)
class SeparableConv(Sliding, family=True):
    """First each channel alone, then all of them mixed; source: `keras.layers.SeparableConv1D`, `SeparableConv2D`."""

    multiplied = ("depthwise_kernel", "pointwise_kernel")
    about: ClassVar[str] = mark("A convolution in two steps: first a window for each channel alone, then at every "
                                "position a mix of the channels; it needs far fewer weights than a full "
                                "convolution.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "depthwise_kernel": mark("the windows: one weight for every position in the window, for each input channel"),
        "pointwise_kernel": mark("the mix: for each filter, one weight for every channel of the first step"),
        "bias": BIAS,
    }

    filters: Size = count("filters", foreign=True, about=FILTERS)
    kernel_size: PerAxis = per_axis("kernel", about=KERNEL_SIZE)
    strides: PerAxis = per_axis("stride", 1, about=STRIDES, floats=True)
    padding: str = choice("valid", "same", default="valid", about=PADDING)
    data_format: str | None = data_format()
    dilation_rate: PerAxis = per_axis("dilation", 1, about=DILATION_RATE, floats=True)
    depth_multiplier: Size = count("depth_multiplier", 1, foreign=True, about=DEPTH_MULTIPLIER)
    activation: Any = activation()
    use_bias: bool = flag(True, about=USE_BIAS)
    depthwise_initializer: Any = initializer()
    pointwise_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    depthwise_regularizer: Any = regularizer()
    pointwise_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    depthwise_constraint: Any = constraint()
    pointwise_constraint: Any = constraint()
    bias_constraint: Any = constraint()

    def weights(self, x: Shape) -> Iterable[Weight]:
        channels = self.channels(x)
        one_position = (Size(1),) * self.rank
        yield Weight("depthwise_kernel", (*self.kernel_size, channels, self.depth_multiplier), window=self.rank)
        yield Weight("pointwise_kernel", (*one_position, channels * self.depth_multiplier, self.filters),
                     window=self.rank + 1)  # fmt: skip
        if self.use_bias:
            yield Weight("bias", (self.filters.named("biases"),))

    def output_shape(self, x: Shape) -> Shape:
        return self.image(x, windows(self, x), self.filters)

    def remark_on(self, x: Shape) -> Text | None:
        factors = (*self.kernel_size, self.channels(x), self.filters)
        return say("The kernel of a full convolution would hold {factors} = {count} weights.",
                   factors=written(factors), count=int(product(factors)))  # fmt: skip


class SeparableConv1D(SeparableConv, rank=1, aliases=("SeparableConvolution1D",)): ...
class SeparableConv2D(SeparableConv, rank=2, aliases=("SeparableConvolution2D",)): ...
