"""Layers against learning by heart: noise during training, penalties on what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..numerals import Part
from ..problems import Text, mark, say
from .arguments import argument, data_format, inert, number, rate, seed
from .base import Layer
from .same_shape import SameShape
from .signature import invalid
from .spatial import Spatial

NO_WEIGHTS = mark("It changes values by chance and only during training, so there is nothing to learn.")
RATE = mark("the share of values that is set to zero at random, from 0 to 1")


class Noise(SameShape, family=True):
    """A layer that does something during training and nothing afterwards."""

    kind = "regularization"
    mask = "pass"
    built_at_once = True
    weightless: ClassVar[str] = NO_WEIGHTS


def noise_shape() -> Any:
    """Positive whole numbers, or None for the input's own size."""

    def check(cls: type[Layer], key: str, value: Any) -> None:
        sizes = value if isinstance(value, (tuple, list)) else () if value is None else ("",)
        if not all(size is None or (isinstance(size, int) and size > 0) for size in sizes):
            raise invalid(cls, key, value, say("a tuple of positive whole numbers and None"))

    return argument(check, None, about=mark("axes of size 1 here share their choice of what is set to zero"))


@dataclass(frozen=True)
class Dropout(Noise):
    """Values set to zero at random; source: `keras.layers.Dropout`."""

    about: ClassVar[str] = mark("During training, sets a share of the values to zero at random, so that no unit can "
                                "rely on another; the rest grow to make up for it, and in use nothing is "
                                "changed.")  # fmt: skip

    rate: float = rate(about=RATE)
    noise_shape: Any = noise_shape()
    seed: Any = seed()

    def remark(self) -> Text | None:
        return say("{percent} of the values become zero.", percent=Part(self.rate))


@dataclass(frozen=True)
class AlphaDropout(Noise):
    """Dropout that keeps mean and spread; source: `keras.layers.AlphaDropout`."""

    about: ClassVar[str] = mark("A dropout that keeps mean and spread of the values, made for the activation selu; in "
                                "use nothing is changed.")  # fmt: skip

    rate: float = rate(about=RATE)
    noise_shape: Any = inert()
    seed: Any = seed()

    def remark(self) -> Text | None:
        return say("{percent} of the values are dropped.", percent=Part(self.rate))


@dataclass(frozen=True)
class GaussianDropout(Noise):
    """Values multiplied by noise; source: `keras.layers.GaussianDropout`."""

    about: ClassVar[str] = mark("During training, multiplies each value by a random number around 1.")

    rate: float = rate(about=mark("how strong the noise is, as the rate of a dropout of equal effect"))
    seed: Any = seed()

    def remark(self) -> Text | None:
        return say("The noise works during training only; in use nothing is changed.")


@dataclass(frozen=True)
class GaussianNoise(Noise):
    """Noise added to values; source: `keras.layers.GaussianNoise`."""

    about: ClassVar[str] = mark("During training, adds a random number around 0 to each value.")

    stddev: float = rate(about=mark("how far the noise spreads, from 0 to 1"))
    seed: Any = seed()

    def remark(self) -> Text | None:
        return say("The noise works during training only; in use nothing is changed.")


@dataclass(frozen=True)
class SpatialDropout(Spatial, Noise, family=True):
    """Whole channels set to zero; source: `keras.layers.SpatialDropout1D` and so on."""

    about: ClassVar[str] = mark("During training, sets whole channels to zero at random, not single values; in use "
                                "nothing is changed.")  # fmt: skip
    takes_common: ClassVar[bool] = False

    rate: float = rate(about=mark("the share of channels that is set to zero at random, from 0 to 1"))

    def remark(self) -> Text | None:
        return say("{percent} of the channels become zero.", percent=Part(self.rate))


@dataclass(frozen=True)
class SpatialDropout1D(SpatialDropout, rank=1):
    seed: Any = seed()
    name: Any = inert()
    dtype: Any = inert()


@dataclass(frozen=True)
class SpatialDropoutWithFormat(SpatialDropout, family=True):
    """The ones that also take a `data_format`."""

    data_format: str | None = data_format()
    seed: Any = seed()
    name: Any = inert()
    dtype: Any = inert()


class SpatialDropout2D(SpatialDropoutWithFormat, rank=2): ...
class SpatialDropout3D(SpatialDropoutWithFormat, rank=3): ...


@dataclass(frozen=True)
class ActivityRegularization(SameShape):
    """A penalty on large values; source: `keras.layers.ActivityRegularization`."""

    kind = "regularization"
    mask = "pass"
    built_at_once = True
    about: ClassVar[str] = mark("Passes its input on and adds a penalty for large values to the loss.")
    weightless: ClassVar[str] = mark("It only adds to the loss, so there is nothing to learn.")

    l1: float | None = number(0.0, least=0, optional=True, about=mark("the weight of the sum of absolute values"))
    l2: float | None = number(0.0, least=0, optional=True, about=mark("the weight of the sum of squares"))
