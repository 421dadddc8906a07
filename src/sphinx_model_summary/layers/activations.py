"""Activations as layers: functions that each value passes through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, mark, say
from ..shape import Shape
from ..size import Size
from ..weights import Weight
from .arguments import activation, argument, constraint, inert, initializer, number, regularizer
from .base import Layer
from .same_shape import SameShape
from .signature import invalid
from .spatial import named_axes

NO_WEIGHTS = mark("It applies a fixed function to each value, so there is nothing to learn.")
NEGATIVE_SLOPE = mark("by what negative values are multiplied")


class Function(SameShape, family=True):
    """A fixed function, applied to each value."""

    kind = "activation"
    mask = "pass"
    built_at_once = True
    weightless: ClassVar[str] = NO_WEIGHTS


@dataclass(frozen=True)
class Activation(Function):
    """Any activation by its name; source: `keras.layers.Activation`."""

    about: ClassVar[str] = mark("Passes each value through a function, such as relu or softmax.")

    activation: Any = activation(MISSING)


@dataclass(frozen=True)
class ReLU(Function):
    """Zero for what is negative; source: `keras.layers.ReLU`."""

    about: ClassVar[str] = mark("Replaces negative values by zero and leaves positive ones as they are.")
    weightless: ClassVar[str] = mark("The rule is the same for every value, so there is nothing to learn.")

    max_value: float | None = number(None, least=0, optional=True, about=mark("a limit above which values are cut off"))
    negative_slope: float = number(0.0, least=0, about=NEGATIVE_SLOPE)
    threshold: float = number(0.0, least=0, about=mark("the value below which zero comes out"))


@dataclass(frozen=True)
class LeakyReLU(Function):
    """A small slope for what is negative; source: `keras.layers.LeakyReLU`."""

    about: ClassVar[str] = mark("Makes negative values small instead of zero, and leaves positive ones as they are.")

    negative_slope: float = number(0.3, least=0, about=NEGATIVE_SLOPE)
    alpha: float = number(0.3, least=0, by_name=True)


@dataclass(frozen=True)
class ELU(Function):
    """An exponential bend for what is negative; source: `keras.layers.ELU`."""

    about: ClassVar[str] = mark("Bends negative values smoothly towards a limit, and leaves positive ones as they are.")

    alpha: Any = inert(1.0)


@dataclass(frozen=True)
class Softmax(Function):
    """Values that add up to 1; source: `keras.layers.Softmax`."""

    takes_mask = True
    pointwise = False
    about: ClassVar[str] = mark("Turns the values along an axis into shares that add up to 1.")

    axis: Any = inert(-1)


def shared_axes() -> Any:
    """Axes counted from 1 without the batch, or from the end as Python does when 1 is taken off."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[int, ...]:
        axes = () if value is None else tuple(value) if isinstance(value, (tuple, list)) else (value,)
        if not all(isinstance(axis, int) for axis in axes):
            raise invalid(cls, key, value, say("a whole number, or a list of them"))
        return tuple(map(int, axes))

    about = mark("the axes along which all positions share one slope, counted from 1 without the batch")
    return argument(check, None, about=about)


@dataclass(frozen=True)
class PReLU(SameShape):
    """A slope that is learned for what is negative; source: `keras.layers.PReLU`."""

    kind = "activation"
    mask = "pass"
    about: ClassVar[str] = mark("Multiplies negative values by a slope that is learned, one for each position of the "
                                "input, and leaves positive ones as they are.")  # fmt: skip
    multiplied = ()  # value by value
    about_weights: ClassVar[dict[str, str]] = {"alpha": mark("the slopes by which negative values are multiplied")}

    alpha_initializer: Any = initializer()
    alpha_regularizer: Any = regularizer()
    alpha_constraint: Any = constraint()
    shared_axes: tuple[int, ...] = shared_axes()

    def weights(self, x: Shape) -> Iterable[Weight]:
        sizes: list[Size | None] = list(named_axes(x)[1:])
        for axis in self.shared_axes:
            if not -len(sizes) <= axis - 1 < len(sizes):
                raise Refused(
                    Code.INVALID_INPUT,
                    say("shared_axes names axis {axis}, but a shape {shape} has {count} besides the batch",
                        axis=axis, shape=x, count=len(sizes)),
                )  # fmt: skip
            sizes[axis - 1] = Size(1)
        known = tuple(size for size in sizes if size is not None)
        if len(known) < len(sizes):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} learns a slope for each position, but the shape {shape} leaves their number open",
                    layer=type(self).__name__, shape=x),
                say("write all sizes into the input shape, or share the slopes: shared_axes=[1, 2]"),
            )  # fmt: skip
        yield Weight("alpha", known)
