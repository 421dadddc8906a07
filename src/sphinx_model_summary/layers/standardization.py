"""Standardization: bring values to a common scale, with statistics of the data set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say, shown
from ..shape import Shape
from ..weights import Weight
from .arguments import argument, inert
from .base import Layer
from .normalization import Axes, Normalizing, axis
from .signature import invalid


def extents(cls: type[Layer], key: str, value: Any) -> Any:
    """The shape of nested lists of numbers, None for nothing given, an ellipsis for what a listing cannot tell."""
    if value is None:
        return None
    if isinstance(value, (int, float)):
        return ()
    if isinstance(value, (tuple, list)):
        inside = {extents(cls, key, one) for one in value}
        if len(inside) == 1 and None not in inside and ... not in inside:
            return (len(value), *inside.pop())
    return ...


@dataclass(frozen=True)
class Normalization(Normalizing):
    mask = "pass"
    pointwise = True
    about: ClassVar[str] = mark(
        "Each feature is shifted and scaled to mean 0 and variance 1; the two are computed from the data by adapt() "
        "before training, or given, and training does not change them."
    )
    about_weights: ClassVar[Mapping[str, str]] = {
        "mean": mark("the mean of each feature, computed by adapt() from the data"),
        "variance": mark("the variance of each feature, computed by adapt() from the data"),
        "count": mark("how many examples were seen"),
    }

    axis: Axes = axis(optional=True)
    mean: Any = argument(extents, None, inert=True)
    variance: Any = argument(extents, None, inert=True)
    invert: Any = inert()

    def check(self) -> None:
        if (self.mean is None) != (self.variance is None):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("Normalization takes 'mean' and 'variance' together, or neither of them"),
            )
        if isinstance(self.mean, tuple) and isinstance(self.variance, tuple) and self.mean != self.variance:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("Normalization takes 'mean' and 'variance' of one shape, not {mean} and {variance}",
                    mean=shown(self.mean), variance=shown(self.variance)),
            )  # fmt: skip
        if isinstance(self.mean, tuple) and len(self.mean) > len(self.axis):
            raise invalid(type(self), "mean", self.mean, say("a shape of at most {axes} axes", axes=len(self.axis)))

    def weights(self, x: Shape) -> Iterable[Weight]:
        axes = sorted(one % len(x) for one in self.axis if self.sizes(x, self.axis))
        sizes = self.known(x, axes)
        if self.mean is None:
            yield Weight("mean", sizes, trainable=False)
            yield Weight("variance", sizes, trainable=False)
            yield Weight("count", (), trainable=False, dtype="int32")
        elif isinstance(self.mean, tuple):
            for given, size in zip(reversed(self.mean), reversed(sizes), strict=False):
                if given not in (1, size):
                    raise Refused(
                        Code.INVALID_INPUT,
                        say("'mean' and 'variance' are given for {given} features, but {size} come in",
                            given=given, size=size),
                    )  # fmt: skip

    def remark(self) -> Text | None:
        if self.mean is None:
            return None
        return say("The mean and the variance are given in the listing, so the layer holds no numbers of its own.")
