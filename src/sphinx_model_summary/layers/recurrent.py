"""Recurrent layers: they read a sequence step by step and carry a state along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape, volume
from ..size import Size
from ..weights import Weight
from .arguments import activation, argument, constraint, count, flag, inert, initializer, regularizer, seed
from .base import Inferred, Inner, Layer, MaskRule
from .cells import (
    DROPOUT,
    RESET_AFTER,
    UNITS,
    Cell,
    GRUCell,
    LSTMCell,
    SimpleRNNCell,
    StackedRNNCells,
    cell_in,
    gate_activation,
    share,
    within,
)  # fmt: skip
from .gates import Gates, LongShortGates, ResetGates, SimpleGates
from .signature import invalid

RETURN_SEQUENCES = mark("whether the output of every step comes out, or only that of the last one")
RETURN_STATE = mark("whether the last state comes out too, as further tensors")
GO_BACKWARDS = mark("whether the sequence is read from its end")
STATEFUL = mark("whether the state at the end of a batch is where the next batch starts; it needs a fixed batch size")
UNROLL = mark("whether the steps are written out one by one; it needs a known number of steps")


def use_cudnn(cls: type[Layer], key: str, value: Any) -> None:
    """Whether a program for graphics cards computes the layer; it changes no number."""
    if value not in ("auto", True, False):
        raise invalid(cls, key, value, say("\"auto\", True or False"))


class Recurrent(Layer, family=True):
    """What a sequence comes to after its last step, or after each; members say how wide it is and what the state is."""

    kind = "recurrent"
    takes_mask = True
    call_arguments: ClassVar[tuple[str, ...]] = ("sequences", "initial_state")

    return_sequences: bool
    return_state: bool
    go_backwards: bool
    stateful: bool
    unroll: bool

    @property
    def width(self) -> Size:
        """The size of the output of one step."""
        raise NotImplementedError

    def positions(self, x: Any) -> Iterable[Size | None]:
        steps = self.sequence(x)[1]
        return (steps and steps.named("steps"),)

    def states(self, batch: Size | None) -> tuple[Output, ...]:
        """The shapes of the state."""
        raise NotImplementedError

    def mask_rule(self) -> MaskRule:
        return "pass" if self.return_sequences else "lose"

    def sequence(self, x: Any) -> Shape:
        """The shape of the sequence, of a call with or without a state to start from.

        :raises Refused: where the layer cannot run over it.
        """
        shape: Shape = x if isinstance(x, Shape) else x[0]
        self.check_rank(shape)
        if self.stateful and shape[0] is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("stateful=True needs a fixed batch size, but the shape {shape} leaves it open", shape=shape),
                say("give the input a batch size, or leave stateful out"),
            )
        return shape

    def step(self, x: Any) -> Shape:
        """The shape of one step."""
        shape = self.sequence(x)
        return Shape((shape[0], *shape[2:]))

    def output_shape(self, x: Any) -> Output:
        shape = self.sequence(x).named()
        steps = (shape[1],) if self.return_sequences else ()
        output = Shape((shape[0], *steps, self.width))
        return (output, *self.states(shape[0])) if self.return_state else output

    def remark(self) -> Text | None:
        if self.return_sequences:
            return say("return_sequences=True keeps the output of every step, so the axis of the steps stays.")
        return say("Only the output of the last step comes out, so the axis of the steps is gone.")


class GatedLayer(Gates, Recurrent, family=True):
    """A layer with a cell of its own."""

    ndim: ClassVar[int | None] = 3
    cell: ClassVar[str] = ""
    #: The class of the cell.
    cell_class: ClassVar[type[Cell]]

    def inside(self, attribute: str) -> Any:
        """The cell that it makes for itself, where that is what Keras keeps there: its name and its arguments."""
        if attribute != "cell":
            return None
        return self.cell, self.cell_class(**{one.name: getattr(self, one.name) for one in fields(self.cell_class)})

    def weights(self, x: Any) -> Iterable[Weight]:
        for one in self.gate_weights(self.step(x)):
            yield Weight(f"{self.cell}/{one.name}", one.shape)


@dataclass(frozen=True)
class SimpleRNN(SimpleGates, GatedLayer):
    about: ClassVar[str] = mark(
        "At each step, each unit sees the features of the step and the state of all units from the step before; the "
        "same weights serve every step."
    )
    cell: ClassVar[str] = "simple_rnn_cell"
    cell_class: ClassVar[type[Cell]] = SimpleRNNCell

    units: Size = count("units", about=UNITS)
    activation: Any = activation()
    use_bias: bool = flag(True)
    kernel_initializer: Any = initializer()
    recurrent_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    recurrent_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    recurrent_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    dropout: Any = share(about=DROPOUT)
    recurrent_dropout: Any = share()
    return_sequences: bool = flag(False, about=RETURN_SEQUENCES)
    return_state: bool = flag(False, about=RETURN_STATE)
    go_backwards: bool = flag(False, about=GO_BACKWARDS)
    stateful: bool = flag(False, about=STATEFUL)
    unroll: bool = flag(False, about=UNROLL)
    seed: Any = seed()


@dataclass(frozen=True)
class LSTM(LongShortGates, GatedLayer):
    about: ClassVar[str] = mark(
        "At each step, an input gate, a forget gate, an output gate and a candidate are computed from the features of "
        "the step and the state before it: four sets of weights of the same size, used at every step."
    )
    swallowed: ClassVar[tuple[str, ...]] = ("implementation",)
    cell: ClassVar[str] = "lstm_cell"
    cell_class: ClassVar[type[Cell]] = LSTMCell

    units: Size = count("units", about=UNITS)
    activation: Any = activation()
    recurrent_activation: Any = gate_activation()
    use_bias: bool = flag(True)
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
    dropout: Any = share(about=DROPOUT)
    recurrent_dropout: Any = share()
    seed: Any = seed()
    return_sequences: bool = flag(False, about=RETURN_SEQUENCES)
    return_state: bool = flag(False, about=RETURN_STATE)
    go_backwards: bool = flag(False, about=GO_BACKWARDS)
    stateful: bool = flag(False, about=STATEFUL)
    unroll: bool = flag(False, about=UNROLL)
    use_cudnn: Any = argument(use_cudnn, "auto", inert=True)


@dataclass(frozen=True)
class GRU(ResetGates, GatedLayer):
    about: ClassVar[str] = mark(
        "At each step, an update gate, a reset gate and a candidate are computed from the features of the step and the "
        "state before it: three sets of weights of the same size, used at every step."
    )
    swallowed: ClassVar[tuple[str, ...]] = ("implementation",)
    cell: ClassVar[str] = "gru_cell"
    cell_class: ClassVar[type[Cell]] = GRUCell

    units: Size = count("units", about=UNITS)
    activation: Any = activation()
    recurrent_activation: Any = gate_activation()
    use_bias: bool = flag(True)
    kernel_initializer: Any = initializer()
    recurrent_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    recurrent_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    recurrent_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    dropout: Any = share(about=DROPOUT)
    recurrent_dropout: Any = share()
    seed: Any = seed()
    return_sequences: bool = flag(False, about=RETURN_SEQUENCES)
    return_state: bool = flag(False, about=RETURN_STATE)
    go_backwards: bool = flag(False, about=GO_BACKWARDS)
    stateful: bool = flag(False, about=STATEFUL)
    unroll: bool = flag(False, about=UNROLL)
    reset_after: bool = flag(True, about=RESET_AFTER)
    use_cudnn: Any = argument(use_cudnn, "auto", inert=True)


@dataclass(frozen=True)
class Stack:
    """The cells of a list, as the one inner layer that Keras makes of them."""

    layer: StackedRNNCells
    name: str = "stacked_rnn_cells"
    trainable: bool = True

    def infer(self, x: Any) -> Inferred:
        """The weights of the cells and the output of the last one."""
        return self.layer.infer(x)

    def copied(self) -> Inner:
        """The same once more."""
        return self

    def macs(self, x: Any) -> Size | None:
        """The multiply-accumulates of all cells in one step."""
        return self.layer.macs(x)


def cell_or_list(cls: type[Layer], key: str, value: Any) -> Inner:
    """A cell; a list of cells becomes one."""
    if isinstance(value, (tuple, list)):
        stack, _ = StackedRNNCells.bind([value], {}, lambda one: one)
        assert isinstance(stack, StackedRNNCells)
        return Stack(stack)
    cell_in(cls, key, value)
    return value  # type: ignore[no-any-return]


@dataclass(frozen=True)
class RNN(Recurrent):
    about: ClassVar[str] = mark("Runs a cell over the steps of a sequence; all weights belong to the cell.")
    composite: ClassVar[bool] = True
    min_ndim: ClassVar[int | None] = 3

    cell: Inner = argument(cell_or_list, about=mark("the cell that computes one step, or a list of cells on top of "
                                                    "each other"))  # fmt: skip
    return_sequences: bool = flag(False, about=RETURN_SEQUENCES)
    return_state: bool = flag(False, about=RETURN_STATE)
    go_backwards: bool = flag(False, about=GO_BACKWARDS)
    stateful: bool = flag(False, about=STATEFUL)
    unroll: bool = flag(False, about=UNROLL)
    zero_output_for_mask: Any = inert()

    def inside(self, attribute: str) -> Any:
        """The one cell that Keras makes of a list, where that is kept there: its name and its arguments."""
        return (self.cell.name, self.cell.layer) if attribute == "cell" and isinstance(self.cell, Stack) else None

    @property
    def computes(self) -> Cell:
        """The cell itself."""
        return cell_in(type(self), "cell", self.cell)

    @property
    def width(self) -> Size:
        return self.computes.width

    def states(self, batch: Size | None) -> tuple[Output, ...]:
        return self.computes.states(batch)

    def weights(self, x: Any) -> Iterable[Weight]:
        return within(self.cell, self.cell.infer(self.step(x)).weights)

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        return volume((self.cell.macs(self.step(x)), *self.positions(x)))
