"""Transposed convolutions: windows that spread each input value over a larger output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import mark, say
from ..shape import Shape
from ..size import Size
from ..weights import Weight
from .arguments import (
    DILATION_RATE,
    FILTERS,
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
from .convolutional import BIAS
from .signature import Argument, invalid
from .spatial import Spatial


def spread_out(
    size: Size | None, window: Size, stride: Size, padding: str, dilation: Size, extra: Size | None
) -> Size | None:
    """The length of an axis whose every position a window has spread out: the way back from `slide`."""
    if size is None:
        return None
    reach = window if dilation == 1 or window == 1 else dilation * (window - 1) + 1
    if extra is None:
        return size * stride if padding == "same" or stride > reach else (size - 1) * stride + reach
    return (size - 1) * stride + (reach % 2 if padding == "same" else reach) + extra


@dataclass(frozen=True)
class ConvTranspose(Spatial, family=True):
    """A convolution run backwards; source: `keras.layers.Conv1DTranspose` and so on."""

    kind = "convolution"
    fixes_input = True
    multiplied = ("kernel",)
    about: ClassVar[str] = mark("A convolution run backwards: every input value is spread over a window of the output, "
                                "which makes the image larger.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "kernel": mark("the windows: for each filter, one weight for every position in the window and input channel"),
        "bias": BIAS,
    }

    filters: Size = count("filters", foreign=True, about=FILTERS)
    kernel_size: PerAxis = per_axis("kernel", about=mark("the size of the window over which a value is spread"))
    strides: PerAxis = per_axis(
        "stride", 1, about=mark("how far apart the windows of neighbouring input values lie: 2 doubles the size")
    )
    padding: str = choice(
        "valid", "same", default="valid",
        about=mark("\"same\" makes the output exactly strides times as large; \"valid\" keeps all that windows cover"),
    )  # fmt: skip
    output_padding: PerAxis | None = per_axis(
        "output_padding", optional=True, default=None, least=0, about=mark("rows to add at the end; less than strides")
    )
    data_format: str | None = data_format()
    dilation_rate: PerAxis = per_axis("dilation", 1, about=DILATION_RATE)
    activation: Any = activation()
    use_bias: bool = flag(True, about=USE_BIAS)
    kernel_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    bias_constraint: Any = constraint()

    def check(self) -> None:
        self.check_strides()
        extra = self.output_padding or ()
        if any(more >= stride for more, stride in zip(extra, self.strides, strict=False)):
            raise invalid(type(self), "output_padding", tuple(map(int, extra)), say("less than strides"))

    def weights(self, x: Shape) -> Iterable[Weight]:
        yield Weight("kernel", (*self.kernel_size, self.filters, self.channels(x)), window=self.rank)
        if self.use_bias:
            yield Weight("bias", (self.filters.named("biases"),))

    def positions(self, x: Shape) -> Iterable[Size | None]:
        return self.spatial(x)  # every value that comes in is spread over a window

    def output_shape(self, x: Shape) -> Shape:
        each = zip(self.spatial(x), self.kernel_size, self.strides, self.dilation_rate,
                   self.output_padding or (None,) * self.rank, strict=True)  # fmt: skip
        axes = (spread_out(size, kernel, stride, self.padding, dilation, extra)
                for size, kernel, stride, dilation, extra in each)  # fmt: skip
        return self.image(x, axes, self.filters)


class Conv1DTranspose(ConvTranspose, rank=1, aliases=("Convolution1DTranspose",)): ...
class Conv2DTranspose(ConvTranspose, rank=2, aliases=("Convolution2DTranspose",)): ...


class Conv3DTranspose(ConvTranspose, rank=3, aliases=("Convolution3DTranspose",)):
    @classmethod
    def described(cls) -> tuple[Argument, ...]:
        # Keras has these two the other way round than in one and two dimensions.
        *first, output_padding, data_format = super().described()[:6]
        return (*first, data_format, output_padding, *super().described()[6:])
