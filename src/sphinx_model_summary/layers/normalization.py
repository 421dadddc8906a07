"""Normalization: bring values to a common scale, with statistics of the batch or of the example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Shape, Sight
from ..size import Size
from ..weights import Weight
from .arguments import argument, constraint, flag, inert, initializer, regularizer
from .base import Layer
from .signature import invalid

Axes = tuple[int, ...]

AXIS = mark("the axis whose positions are told apart: each gets values of its own; -1 is the last axis")
CENTER = mark("whether the layer learns a shift (beta) for each channel")
SCALE = mark("whether the layer learns a factor (gamma) for each channel")
GAMMA = mark("the factor by which each normalized channel is multiplied; it is learned")
BETA = mark("the shift that is added to each normalized channel; it is learned")
MOVING_MEAN = mark("the running average of each channel; it is measured during training, not learned")
MOVING_VARIANCE = mark("the running spread of each channel; it is measured during training, not learned")


def axis(default: Any = -1, *, several: bool = True, optional: bool = False) -> Any:
    """An axis, or where `several` a sequence of them; None, where `optional`, is the empty sequence."""

    def check(cls: type[Layer], key: str, value: Any) -> Axes:
        if value is None and optional:
            return ()
        if several and isinstance(value, (tuple, list)) and all(isinstance(one, int) for one in value):
            return tuple(map(int, value))
        if not isinstance(value, int):
            raise invalid(cls, key, value, say("a whole number or a list of them") if several else
                          say("a whole number"))  # fmt: skip
        return (int(value),)

    return argument(check, default, about=AXIS)


def whole(cls: type[Layer], key: str, value: Any) -> Axes:
    """A single axis, as Keras reads it: a number with decimals is cut off."""
    try:
        return (int(value),)
    except (TypeError, ValueError, OverflowError):
        raise invalid(cls, key, value, say("a whole number")) from None


def number(cls: type[Layer], key: str, value: Any) -> float:
    """A number, or what Python can read as one."""
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise invalid(cls, key, value, say("a number")) from None


def group_count(cls: type[Layer], key: str, value: Any) -> int:
    """A positive number of groups, or -1 for one group a channel."""
    if not isinstance(value, int) or (value <= 0 and value != -1):
        raise invalid(cls, key, value, say("a positive whole number, or -1"))
    return int(value)


class Normalizing(Layer, family=True):
    """A layer that keeps the shape of its input and tells the positions along one axis, or several, apart."""

    kind = "normalization"
    multiplied = ()  # value by value
    about_weights: ClassVar[Mapping[str, str]] = {"gamma": GAMMA, "beta": BETA}
    #: What the positions along the axis are called in formulas.
    term: ClassVar[str] = "features"

    axis: Axes

    def output_shape(self, x: Shape) -> Shape:
        self.sizes(x, self.axis)
        return x.named()

    def sees(self, x: Shape) -> tuple[Sight, ...] | None:
        return () if self.pointwise or self.axis in ((-1,), (len(x) - 1,)) else None

    def sizes(self, x: Shape, axes: Sequence[int]) -> tuple[Size | None, ...]:
        """The sizes of these axes, under their name in formulas.

        :raises Refused: if the input has no such axis.
        """
        for one in axes:
            if not -len(x) <= one < len(x):
                raise Refused(
                    Code.INVALID_INPUT,
                    say("{layer} works on axis {axis}, which a shape {shape} does not have",
                        layer=type(self).__name__, axis=one, shape=x),
                    say("count axes from 0, the batch, or from -1, the last one"),
                )  # fmt: skip
        names = [self.term if len(axes) == 1 else f"axis_{one % len(x)}" for one in axes]
        return tuple(size and size.named(name) for size, name in zip((x[one] for one in axes), names, strict=True))

    def known(self, x: Shape, axes: Sequence[int]) -> tuple[Size, ...]:
        """The sizes of axes that weights depend on.

        :raises Refused: if the shape leaves one open.
        """
        sizes = [size for size in self.sizes(x, axes) if size is not None]
        if len(sizes) < len(axes):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} has weights for each position along its axis, but the shape {shape} leaves that size open",
                    layer=type(self).__name__, shape=x),
                say("write the size of that axis into the input shape"),
            )  # fmt: skip
        return tuple(sizes)


class Affine(Normalizing, family=True):
    """Normalization followed by a factor and a shift that are learned."""

    scale: bool
    center: bool

    def learned(self, shape: tuple[Size, ...]) -> Iterable[Weight]:
        """The factor and the shift."""
        if self.scale:
            yield Weight("gamma", shape)
        if self.center:
            yield Weight("beta", shape)


@dataclass(frozen=True)
class BatchNormalization(Affine):
    mask = "pass"
    takes_mask = True
    fixes_input = True
    pointwise = True
    about: ClassVar[str] = mark(
        "Each channel is brought to mean 0 and variance 1 over the batch, then multiplied by a learned factor (gamma) "
        "and shifted by a learned amount (beta); the mean and the variance are only measured, so they are not "
        "trainable."
    )
    about_weights: ClassVar[Mapping[str, str]] = {
        "gamma": GAMMA,
        "beta": BETA,
        "moving_mean": MOVING_MEAN,
        "moving_variance": MOVING_VARIANCE,
        "moving_stddev": mark("the running standard deviation of each channel; it is measured during training"),
        "renorm_mean": mark("the running mean that renormalization corrects each batch with; it is measured"),
        "renorm_stddev": mark("the running standard deviation that renormalization corrects each batch with; it is "
                              "measured"),
    }  # fmt: skip
    term: ClassVar[str] = "channels"

    axis: Axes = argument(whole, -1, about=AXIS)
    momentum: float = argument(number, 0.99, about=mark(
        "how slowly the running mean and variance follow the batches: nearer to 1 is slower"))  # fmt: skip
    epsilon: float = argument(number, 0.001)
    center: bool = flag(True, about=CENTER)
    scale: bool = flag(True, about=SCALE)
    beta_initializer: Any = initializer()
    gamma_initializer: Any = initializer()
    moving_mean_initializer: Any = initializer()
    moving_variance_initializer: Any = initializer()
    beta_regularizer: Any = regularizer()
    gamma_regularizer: Any = regularizer()
    beta_constraint: Any = constraint()
    gamma_constraint: Any = constraint()
    renorm: bool = flag(False)
    renorm_clipping: Any = inert()
    renorm_momentum: Any = inert()
    synchronized: Any = inert()

    def weights(self, x: Shape) -> Iterable[Weight]:
        shape = self.known(x, self.axis)
        yield from self.learned(shape)
        measured = ["moving_mean", "moving_variance"]
        if self.renorm:
            measured += ["moving_stddev", "renorm_mean", "renorm_stddev"]
        for name in measured:
            yield Weight(name, shape, trainable=False)

    def remark(self) -> Text | None:
        if not self.scale and not self.center:
            return say("Nothing in this layer is trained: scale=False and center=False leave only measured values.")
        if not self.scale:
            return say("With scale=False the layer learns no factor gamma.")
        if not self.center:
            return say("With center=False the layer learns no shift beta.")
        return None


@dataclass(frozen=True)
class LayerNormalization(Affine):
    mask = "pass"
    casts_input = False
    about: ClassVar[str] = mark(
        "The features of each example, or of each position in a sequence, are brought to mean 0 and variance 1, then "
        "multiplied by learned factors (gamma) and shifted by learned amounts (beta); nothing is measured over the "
        "batch."
    )
    axis: Axes = axis()
    epsilon: Any = inert()
    center: bool = flag(True, about=CENTER)
    scale: bool = flag(True, about=SCALE)
    beta_initializer: Any = initializer()
    gamma_initializer: Any = initializer()
    beta_regularizer: Any = regularizer()
    gamma_regularizer: Any = regularizer()
    beta_constraint: Any = constraint()
    gamma_constraint: Any = constraint()

    def weights(self, x: Shape) -> Iterable[Weight]:
        return self.learned(self.known(x, sorted(self.axis)))


@dataclass(frozen=True)
class RMSNormalization(Normalizing):
    about: ClassVar[str] = mark(
        "The features of each example are divided by the root of their mean square, then multiplied by learned "
        "factors; there is no shift."
    )
    about_weights: ClassVar[Mapping[str, str]] = {"scale": GAMMA}

    axis: Axes = axis()
    epsilon: Any = inert()

    def weights(self, x: Shape) -> Iterable[Weight]:
        yield Weight("scale", self.known(x, sorted(self.axis)))


@dataclass(frozen=True)
class GroupNormalization(Affine):
    mask = "pass"
    fixes_input = True
    casts_input = False
    about: ClassVar[str] = mark(
        "The channels are split into groups, and each group of an example is brought to mean 0 and variance 1; then "
        "each channel is multiplied by a learned factor (gamma) and shifted by a learned amount (beta)."
    )
    term: ClassVar[str] = "channels"

    groups: int = argument(group_count, 32, about=mark(
        "into how many groups the channels are split; -1 makes each channel a group of its own"))  # fmt: skip
    axis: Axes = axis(several=False)
    epsilon: Any = inert()
    center: bool = flag(True, about=CENTER)
    scale: bool = flag(True, about=SCALE)
    beta_initializer: Any = initializer()
    gamma_initializer: Any = initializer()
    beta_regularizer: Any = regularizer()
    gamma_regularizer: Any = regularizer()
    beta_constraint: Any = constraint()
    gamma_constraint: Any = constraint()

    def weights(self, x: Shape) -> Iterable[Weight]:
        (channels,) = self.known(x, self.axis)
        if self.groups != -1 and channels % self.groups:
            raise Refused(
                Code.INVALID_INPUT,
                say("the {channels} channels cannot be split into groups={groups} groups",
                    channels=channels, groups=self.groups),
                say("take a number of groups that divides {channels}", channels=channels),
            )  # fmt: skip
        return self.learned((channels,))

    def sees(self, x: Shape) -> tuple[Sight, ...] | None:
        return None  # a group is brought to mean 0 over all positions

    def remark(self) -> Text | None:
        if self.groups == -1:
            return say("With groups=-1 each channel is a group of its own.")
        if self.groups == 1:
            return None
        return say("The channels are split into {groups} groups.", groups=self.groups)


@dataclass(frozen=True)
class UnitNormalization(Normalizing):
    mask = "pass"
    built_at_once = True
    about: ClassVar[str] = mark("Each vector of features is divided by its length, so that its length becomes 1.")
    weightless: ClassVar[str] = mark("The length of a vector is computed from its values; there is nothing to learn.")

    axis: Axes = axis()
