"""Recurrent cells: what a recurrent layer computes at one time step, from the input and the state before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, mark, say
from ..shape import Output, Shape, summed
from ..size import Size
from ..weights import Weight
from .arguments import argument, called_activation, constraint, count, flag, initializer, regularizer, seed
from .base import Inner, Layer
from .gates import Gates, LongShortGates, ResetGates, SimpleGates
from .objects import may_be
from .signature import invalid

UNITS = mark("how many numbers the state holds; it sets the last axis of the output")
RESET_AFTER = mark("whether the reset gate acts after the product with the state; it brings a second set of biases")
DROPOUT = mark("the share of the inputs that is set to zero during training; it adds no parameters")


#: The name `activation` is taken where a cell has both.
gate_activation = called_activation


def share(*, about: str = "") -> Any:
    """A share of values to drop, cut to the range from 0 to 1; without effect on numbers."""

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        if not may_be(value) and not isinstance(value, (int, float)):
            raise invalid(cls, key, value, say("a number from 0 to 1"))
        return None

    return argument(check, 0.0, about=about, inert=True)


class Cell(Layer, family=True):
    """A cell as recurrent layers see it; a call takes the input of one step and the state."""

    call_arguments: ClassVar[tuple[str, ...]] = ("inputs", "states")
    shape_by_rule: ClassVar[bool] = False

    @property
    def width(self) -> Size:
        """The size of the output."""
        raise NotImplementedError

    def states(self, batch: Size | None) -> tuple[Output, ...]:
        """The shapes of the state."""
        raise NotImplementedError

    def check_outside(self, x: Any) -> None:
        if isinstance(x, Shape) or x[1] is None:
            raise Refused(
                Code.MISSING_ARGUMENT,
                say("{layer} needs the argument '{argument}'", layer=type(self).__name__, argument="states"),
            )

    def output_shape(self, x: Any) -> Output:
        step = of_step(x)
        output = Shape((step[0], self.width))
        return output if isinstance(x, Shape) or x[1] is None else (output, self.after(step, x[1]))

    def after(self, step: Shape, states: Any) -> Output:
        """The shapes of the state after a step, from those of the state before it.

        :raises Refused: where the cell has another state.
        """
        return states  # type: ignore[no-any-return]


def other_state(cell: Cell, step: Shape, states: Any) -> Refused:
    """The refusal of a state that is not the cell's."""
    return Refused(
        Code.INVALID_INPUT,
        say("{layer} takes a state of shape {wanted}, but {found} comes in", layer=type(cell).__name__,
            wanted=", ".join(map(str, cell.states(step[0]))), found=states),
        say("give the state as a list, such as [h, c] for an LSTMCell"),
    )  # fmt: skip


def of_step(x: Any) -> Shape:
    """The shape of the input, of a call with or without states."""
    return x if isinstance(x, Shape) else x[0]


class GatedCell(Gates, Cell, family=True):
    """A cell with weights of its own."""

    def weights(self, x: Any) -> Iterable[Weight]:
        return self.gate_weights(of_step(x))

    def after(self, step: Shape, states: Any) -> Output:
        given = (states,) if isinstance(states, Shape) and self.tensors == 1 else tuple(states)[: self.tensors]
        fits = (isinstance(one, Shape) and len(one) == len(step) == 2 and one[1] == self.units for one in given)
        if len(given) < self.tensors or not all(fits):
            raise other_state(self, step, states)
        return states if isinstance(states, Shape) else given


@dataclass(frozen=True)
class SimpleRNNCell(SimpleGates, GatedCell):
    about: ClassVar[str] = mark("One step of a SimpleRNN: a new state from the input and the state before it.")

    units: Size = count("units", about=UNITS)
    activation: Any = called_activation()
    use_bias: bool = flag(True)
    kernel_initializer: Any = initializer()
    recurrent_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    recurrent_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    recurrent_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    dropout: Any = share(about=DROPOUT)
    recurrent_dropout: Any = share()
    seed: Any = seed()


@dataclass(frozen=True)
class LSTMCell(LongShortGates, GatedCell):
    about: ClassVar[str] = mark(
        "One step of an LSTM: three gates and a candidate decide what the memory keeps and what comes out."
    )
    swallowed: ClassVar[tuple[str, ...]] = ("implementation",)

    units: Size = count("units", about=UNITS)
    activation: Any = called_activation()
    recurrent_activation: Any = gate_activation()
    use_bias: bool = flag(True)
    kernel_initializer: Any = initializer()
    recurrent_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    unit_forget_bias: Any = flag(True)
    kernel_regularizer: Any = regularizer()
    recurrent_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    recurrent_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    dropout: Any = share(about=DROPOUT)
    recurrent_dropout: Any = share()
    seed: Any = seed()


@dataclass(frozen=True)
class GRUCell(ResetGates, GatedCell):
    about: ClassVar[str] = mark("One step of a GRU: two gates and a candidate decide how much of the state is new.")
    swallowed: ClassVar[tuple[str, ...]] = ("implementation",)

    units: Size = count("units", about=UNITS)
    activation: Any = called_activation()
    recurrent_activation: Any = gate_activation()
    use_bias: bool = flag(True)
    kernel_initializer: Any = initializer()
    recurrent_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    recurrent_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    recurrent_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    dropout: Any = share(about=DROPOUT)
    recurrent_dropout: Any = share()
    reset_after: bool = flag(True, about=RESET_AFTER)
    seed: Any = seed()


@dataclass(frozen=True)
class OwnCell(Cell, family=True):
    """A cell that a class of the listing computes; all that counts of it is what it says of its sizes."""

    state_size: tuple[Any, ...]
    output_size: int | None = None

    @property
    def width(self) -> Size:
        size = self.state_size[0] if self.output_size is None else self.output_size
        if not isinstance(size, int):
            raise Refused(
                Code.INVALID_MODEL,
                say("the 'output_size' of a recurrent cell must be a whole number, not {value}", value=size),
            )
        return Size(size, "units")

    def states(self, batch: Size | None) -> tuple[Output, ...]:
        return tuple(
            Shape((batch, size)) if isinstance(size, int) else tuple(Shape((batch, one)) for one in size)
            for size in self.state_size
        )


def cell_in(cls: type[Layer], key: str, value: Any) -> Cell:
    """The cell that an inner layer is.

    :raises Refused: if it is something else.
    """
    layer = getattr(value, "layer", None)
    if not isinstance(layer, Cell):
        raise invalid(
            cls, key, value, say("a recurrent cell, such as LSTMCell(32)"),
            say("a layer such as LSTM(32) contains its cell already: use it without RNN"),
        )  # fmt: skip
    return layer


def cell_list(cls: type[Layer], key: str, value: Any) -> tuple[Inner, ...]:
    """A list of cells."""
    if not isinstance(value, (tuple, list)) or not value:
        raise invalid(cls, key, value, say("a list of recurrent cells"))
    for one in value:
        cell_in(cls, key, one)
    return tuple(value)


@dataclass(frozen=True)
class StackedRNNCells(Cell):
    about: ClassVar[str] = mark("Several cells on top of each other: the output of one is the input of the next.")
    composite: ClassVar[bool] = True

    cells: tuple[Inner, ...] = argument(cell_list, about=mark("the cells, from the first to the last"))

    @property
    def layers(self) -> tuple[Cell, ...]:
        """The cells themselves."""
        return tuple(cell_in(type(self), "cells", one) for one in self.cells)

    @property
    def width(self) -> Size:
        return self.layers[-1].width

    def states(self, batch: Size | None) -> tuple[Output, ...]:
        states = (cell.states(batch) for cell in self.layers)
        return tuple(one[0] if len(one) == 1 else one for one in states)

    def after(self, step: Shape, states: Any) -> Output:
        if isinstance(states, Shape) or len(states) != len(self.cells):
            raise other_state(self, step, states)
        found = []
        for (_, one), cell, state in zip(self.steps(step), self.layers, states, strict=True):
            after = cell.after(one, (state,) if isinstance(state, Shape) else state)
            found.append(after[0] if len(after) == 1 and not isinstance(after, Shape) else after)
        return tuple(found)

    def output_shape(self, x: Any) -> Output:
        output = super().output_shape(x)
        # Keras takes the state of a single cell out of its list.
        return output if isinstance(output, Shape) or len(self.cells) > 1 else (output[0], x[1][0])

    def weights(self, x: Any) -> Iterable[Weight]:
        for place, (cell, step) in enumerate(self.steps(x)):
            if cell not in self.cells[:place]:
                yield from within(cell, cell.infer(step).weights)

    def steps(self, x: Any) -> Iterable[tuple[Inner, Shape]]:
        """Each cell, with the shape of what goes into it."""
        step = of_step(x)
        for cell, layer in zip(self.cells, self.layers, strict=True):
            yield cell, step
            step = Shape((step[0], layer.width))

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        return summed(cell.macs(step) for cell, step in self.steps(x))


def within(inner: Inner, weights: Iterable[Weight]) -> Iterable[Weight]:
    """The weights of an inner layer as the layer around it holds them: named as paths, frozen with the inner one."""
    return (replaced(one, f"{inner.name}/{one.name}", one.trainable and inner.trainable) for one in weights)


def replaced(weight: Weight, name: str, trainable: bool) -> Weight:
    """The same array under another name and flag."""
    return Weight(name, weight.shape, trainable, weight.dtype, weight.window, weight.frozen, weight.of)
