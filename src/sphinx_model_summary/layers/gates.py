"""The gates of recurrent cells: the weights that a cell shares with the layer made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from ..problems import Code, Refused, mark, say
from ..shape import Output, Shape
from ..size import Size
from ..weights import Weight
from .base import Layer

KERNEL = mark("connects the input of a step to each unit of each gate")
RECURRENT_KERNEL = mark("connects the state of the step before to each unit of each gate")
BIAS = mark("one shift for each unit of each gate")


class Gates(Layer, family=True):
    """The weights of a cell, shared with the layer made of it: each gate has kernels for the input and the state."""

    multiplied = ("kernel", "recurrent_kernel")
    about_weights: ClassVar[Mapping[str, str]] = {"kernel": KERNEL, "recurrent_kernel": RECURRENT_KERNEL, "bias": BIAS}
    #: How many gates, the candidate included; and how many tensors the state is made of.
    gates: ClassVar[int] = 1
    tensors: ClassVar[int] = 1

    units: Size
    use_bias: bool

    @property
    def width(self) -> Size:
        """The size of the output."""
        return self.units

    def states(self, batch: Size | None) -> tuple[Output, ...]:
        """The shapes of the state."""
        return (Shape((batch, self.units)),) * self.tensors

    def gate_weights(self, step: Shape) -> Iterable[Weight]:
        """The weights on steps of this shape.

        :raises Refused: if the shape leaves the number of features open.
        """
        inputs = step.last
        if inputs is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} needs to know how many features each step has, but the input shape leaves it open",
                    layer=type(self).__name__),
                say("write the number of features into the input shape"),
            )  # fmt: skip
        yield Weight("kernel", (inputs.named("inputs"), self.per_gate(self.units)))
        yield Weight("recurrent_kernel", (self.units, self.per_gate(self.units)))
        if self.use_bias:
            yield Weight("bias", self.bias_shape())

    def per_gate(self, size: Size) -> Size:
        """This many for each gate."""
        return size if self.gates == 1 else Size(self.gates, "gates") * size

    def bias_shape(self) -> tuple[Size, ...]:
        """The shape of the bias."""
        return (self.per_gate(self.units.named("biases")),)


class SimpleGates(Gates, family=True):
    """No gates: one layer of the input and the state."""

    about_weights: ClassVar[Mapping[str, str]] = {
        "kernel": mark("connects the input of a step to each unit"),
        "recurrent_kernel": mark("connects the state of the step before to each unit"),
        "bias": mark("one shift for each unit"),
    }


class LongShortGates(Gates, family=True):
    """Input gate, forget gate, candidate and output gate; the state is the output and a memory."""

    gates: ClassVar[int] = 4
    tensors: ClassVar[int] = 2


class ResetGates(Gates, family=True):
    """Update gate, reset gate and candidate; with `reset_after`, input and state have biases of their own."""

    about_weights: ClassVar[Mapping[str, str]] = {
        "kernel": KERNEL,
        "recurrent_kernel": RECURRENT_KERNEL,
        "bias": mark("shifts for each unit of each gate; with reset_after=True, the default, there are two sets of "
                     "them, one for the input and one for the state"),
    }  # fmt: skip
    gates: ClassVar[int] = 3

    reset_after: bool

    def bias_shape(self) -> tuple[Size, ...]:
        if self.reset_after:
            return (Size(2, "bias_sets"), self.per_gate(self.units))
        return super().bias_shape()
