"""Convolutional LSTMs: recurrent layers that read a sequence of images and remember in images."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape
from ..size import Size
from ..weights import Weight
from .arguments import (
    DILATION_RATE,
    FILTERS,
    KERNEL_SIZE,
    PADDING,
    STRIDES,
    USE_BIAS,
    PerAxis,
    choice,
    constraint,
    count,
    data_format,
    flag,
    inert,
    initializer,
    number,
    per_axis,
    regularizer,
    seed,
)
from .arguments import activation as function
from .base import MaskRule
from .convolutional import windows
from .spatial import Spatial, labelled

GATES = Size(4, "gates")


@dataclass(frozen=True)
class ConvLSTM(Spatial, family=True):
    """An LSTM whose gates are convolutions; source: `keras.layers.ConvLSTM1D` and so on."""

    kind = "recurrent"
    multiplied = ("kernel", "recurrent_kernel")
    takes_mask = True
    call_options: ClassVar[tuple[str, ...]] = ("sequences", "initial_state")
    composite = True
    leading: ClassVar[int] = 2
    about: ClassVar[str] = mark("Reads a sequence of images step by step and remembers what it saw; each of its four "
                                "gates is a convolution over the new image and one over the memory.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "kernel": mark("the windows that slide over the new image, for all four gates"),
        "recurrent_kernel": mark("the windows that slide over the memory of the step before, for all four gates"),
        "bias": mark("one number for each filter of each gate"),
    }
    swallowed: ClassVar[tuple[str, ...]] = ("unroll", "zero_output_for_mask")

    filters: Size = count("filters", least=0, foreign=True, about=FILTERS)
    kernel_size: PerAxis = per_axis("kernel", about=KERNEL_SIZE)
    strides: PerAxis = per_axis("stride", 1, about=STRIDES, floats=True)
    padding: str = choice("valid", "same", default="valid", about=PADDING)
    data_format: str | None = data_format()
    dilation_rate: PerAxis = per_axis("dilation", 1, about=DILATION_RATE, floats=True)
    activation: Any = function("tanh")
    recurrent_activation: Any = function("sigmoid")
    use_bias: bool = flag(True, about=USE_BIAS)
    kernel_initializer: Any = initializer()
    recurrent_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    unit_forget_bias: Any = flag(True)
    kernel_regularizer: Any = regularizer()
    recurrent_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    recurrent_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    dropout: float = number(0.0, about=mark("the share of input values set to zero during training"))
    recurrent_dropout: float = number(0.0, about=mark("the share of memory values set to zero during training"))
    seed: Any = seed()
    return_sequences: bool = flag(False, about=mark("whether an image comes out for every step, or only for the last"))
    return_state: bool = flag(False, about=mark("whether the two memories of the last step come out as well"))
    go_backwards: Any = inert(False)
    stateful: bool = flag(False, about=mark("whether the memory is kept from one batch to the next"))

    def check(self) -> None:
        self.check_strides()

    def weights(self, x: Shape) -> Iterable[Weight]:
        if None in self.spatial(x):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} needs to know the size of its images, but the shape {shape} leaves it open",
                    layer=type(self).__name__, shape=x),
                say("write the size of the images into the input shape"),
            )  # fmt: skip
        if self.stateful and x[0] is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("stateful=True needs a fixed batch size"),
                say("give the input a batch_size"),
            )
        channels, gates, window = self.channels(x), GATES * self.filters, self.rank + 1
        yield Weight("conv_lstm_cell/kernel", (*self.kernel_size, channels, gates), window=window)
        yield Weight("conv_lstm_cell/recurrent_kernel", (*self.kernel_size, self.filters, gates), window=window)
        if self.use_bias:
            yield Weight("conv_lstm_cell/bias", (GATES * self.filters.named("biases"),))

    def positions(self, x: Shape) -> Iterable[Size | None]:
        return (x[1] and x[1].named("steps"), *labelled("output", windows(self, x)))

    def output_shape(self, x: Shape) -> Output:
        steps = self.image(x, windows(self, x), self.filters)
        last = Shape((steps[0], *steps[2:]))
        output = steps if self.return_sequences else last
        return (output, last, last) if self.return_state else output

    def mask_rule(self) -> MaskRule:
        return "pass" if self.return_sequences else "lose"

    def remark(self) -> Text | None:
        if self.return_sequences:
            return say("return_sequences=True: an image comes out for every step of the sequence.")
        return say("Only the image after the last step comes out, so the axis of the steps is gone.")


class ConvLSTM1D(ConvLSTM, rank=1): ...
class ConvLSTM2D(ConvLSTM, rank=2): ...
class ConvLSTM3D(ConvLSTM, rank=3): ...
