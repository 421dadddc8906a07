"""Layers that work on the spatial axes of an image, a sequence or a volume, wherever the channels stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, say
from ..shape import AXES, Shape
from ..size import Size
from .base import Layer
from .signature import invalid


@dataclass(frozen=True)
class Spatial(Layer, family=True):
    """A layer with `rank` spatial axes and, as a rule, a `data_format`.

    Members speak of `channels`, `spatial` axes and the new `image`; only this class knows where those axes stand.
    """

    #: How many axes stand before the image: the batch, and for some layers the steps.
    leading: ClassVar[int] = 1

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if cls.rank:
            cls.ndim = cls.leading + cls.rank + 1

    @property
    def channels_first(self) -> bool:
        """Whether the channels stand before the spatial axes."""
        return getattr(self, "data_format", None) == "channels_first"

    def channels(self, x: Shape) -> Size:
        """The input channels, under their name in formulas.

        :raises Refused: if the shape leaves them open: weights need them.
        """
        size = x[self.leading] if self.channels_first else x[-1]
        if size is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} needs to know the number of input channels, but the shape {shape} leaves it open",
                    layer=type(self).__name__, shape=x),
                say("write the number of channels into the input shape"),
            )  # fmt: skip
        return size.named("input_channels")

    def plain_channels(self, x: Shape) -> Size | None:
        """The channels as they come in, for layers that leave them alone."""
        size = x[self.leading if self.channels_first else -1]
        return size and size.named("channels")

    def spatial(self, x: Shape) -> tuple[Size | None, ...]:
        """The sizes of the spatial axes, under their names in formulas."""
        sizes = x[self.leading + 1 :] if self.channels_first else x[self.leading : -1]
        return labelled("input", sizes)

    def image(self, x: Shape, axes: Iterable[Size | None], channels: Size | None) -> Shape:
        """The shape of `x` with these spatial axes and channels in place of its own."""
        before = x.named()[: self.leading]
        return Shape((*before, channels, *axes) if self.channels_first else (*before, *axes, channels))

    def check_strides(self) -> None:
        """Refuse strides together with dilation, as Keras does."""
        strides: Sequence[int] = getattr(self, "strides", ())
        if max(strides) > 1 and max(getattr(self, "dilation_rate", (1,))) > 1:
            raise invalid(
                type(self), "strides", tuple(map(int, strides)), say("1 where dilation_rate is larger than 1")
            )


def labelled(what: str, sizes: Sequence[Size | None]) -> tuple[Size | None, ...]:
    """The sizes of spatial axes under their names in formulas: those of an input, of an output."""
    names = AXES.get(len(sizes), ("",) * len(sizes))
    return tuple(size and size.named(f"{what}_{name}") for size, name in zip(sizes, names, strict=True))


def positions_in(x: Shape) -> tuple[Size | None, ...]:
    """The axes between batch and features, under their names in formulas."""
    return x.named("positions", "")[1:-1] if len(x) == 3 else named_axes(x)[1:-1]


def named_axes(x: Shape, *, channels_first: bool = False) -> Shape:
    """The shape with its axes under their names in formulas, as far as their number tells what they are."""
    known = AXES.get(len(x) - 2, ()) if len(x) > 3 else ()
    if known:
        names = ("channels", *known) if channels_first else (*known, "channels")
    else:
        names = {2: ("features",), 3: ("axis_1", "axis_2")}.get(len(x), ())
    return x.named(*names)
