"""Preprocessing of images inside the model: scaling, resizing and cropping."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape
from ..size import Size
from .arguments import argument, count, data_format, flag, inert, seed
from .base import Layer
from .objects import may_be
from .same_shape import SameShape
from .signature import invalid

COMPUTED = mark("It computes with fixed numbers; there is nothing to learn.")


def factor_or_list(cls: type[Layer], key: str, value: Any) -> Any:
    """A number, or one for each channel; kept as the listing has it."""
    return value


@dataclass(frozen=True)
class Rescaling(SameShape):
    kind = "preparation"
    mask = "pass"
    about: ClassVar[str] = mark("Multiplies each value by a fixed factor and adds a fixed offset.")
    weightless: ClassVar[str] = COMPUTED

    scale: Any = argument(factor_or_list, about=mark("what each value is multiplied by"), inert=True)
    offset: Any = argument(factor_or_list, 0.0, about=mark("what is added after that"), inert=True)

    def remark(self) -> Text | None:
        if isinstance(self.scale, (int, float)) and self.scale and abs(1 / self.scale - 255) < 1e-6 and not self.offset:
            return say("Values from 0 to 255 become values from 0 to 1.")
        if isinstance(self.scale, (int, float)) and self.scale and abs(1 / self.scale - 127.5) < 1e-6 and (
            self.offset == -1
        ):
            return say("Values from 0 to 255 become values from -1 to 1.")
        return None


def no_image(layer: Layer, x: Shape) -> Refused:
    """The refusal of a shape that no image has."""
    return Refused(
        Code.INVALID_INPUT,
        say("{layer} takes images, but a shape {shape} comes in", layer=type(layer).__name__, shape=x),
        say("an image has a height, a width and channels besides the batch"),
    )


class Sized(Layer, family=True):
    """A layer that gives images a fixed height and width, with the channels first or last."""

    kind = "preparation"
    weightless: ClassVar[str] = COMPUTED
    swallowed: ClassVar[tuple[str, ...]] = ("bounding_box_format",)

    #: Whether it reckons with the size of what comes in.
    cuts: ClassVar[bool] = False

    height: Size | None
    width: Size | None
    data_format: str | None

    def places(self, x: Shape) -> tuple[int, int]:
        """Where height and width stand: a shape of three axes is a single image without a batch."""
        start = 1 if len(x) == 4 else 0
        first = start + (self.data_format == "channels_first")
        return first, first + 1

    def check_inside(self, x: Shape) -> None:
        if self.cuts and any(place < len(x) and x[place] is None for place in self.places(x)):
            raise Refused(
                Code.INVALID_INPUT,
                say("inside a class, a function or a pipeline, {layer} needs to know the size of the images",
                    layer=type(self).__name__),
                say("write height and width into the input shape"),
            )  # fmt: skip

    def output_shape(self, x: Shape) -> Output:
        sizes = list(x.named())
        places = self.places(x)
        if max(places) >= len(sizes) or min(places) < -len(sizes):
            raise no_image(self, x)
        sizes[places[0]], sizes[places[1]] = self.height, self.width
        return Shape(sizes)


HEIGHT = mark("the height that every image gets")
WIDTH = mark("the width that every image gets")


@dataclass(frozen=True)
class Resizing(Sized):
    about: ClassVar[str] = mark("Brings every image to the same height and width by interpolation.")

    height: Size | None = count("height", least=0, optional=True, foreign=True, about=HEIGHT)
    width: Size | None = count("width", least=0, optional=True, foreign=True, about=WIDTH)
    interpolation: Any = inert()
    crop_to_aspect_ratio: bool = flag(False)
    pad_to_aspect_ratio: bool = flag(False)
    fill_mode: Any = inert()
    fill_value: Any = inert()
    antialias: bool = flag(False)
    data_format: str | None = data_format()

    def remark(self) -> Text | None:
        return say("Whatever the size of an image, {height} × {width} comes out.",
                   height=self.height, width=self.width)  # fmt: skip


@dataclass(frozen=True)
class CenterCrop(Sized):
    cuts: ClassVar[bool] = True
    about: ClassVar[str] = mark("Cuts a piece of fixed height and width out of the middle of every image.")

    height: Size | None = count("height", least=0, optional=True, foreign=True, about=HEIGHT)
    width: Size | None = count("width", least=0, optional=True, foreign=True, about=WIDTH)
    data_format: str | None = data_format()

    def check_rank(self, x: Any) -> None:
        if len(x) not in (3, 4):
            raise no_image(self, x)

    def remark(self) -> Text | None:
        return say("The middle {height} × {width} of every image comes out.", height=self.height, width=self.width)


@dataclass(frozen=True)
class RandomCrop(Sized):
    casts_input = False
    cuts: ClassVar[bool] = True
    about: ClassVar[str] = mark("Cuts a piece of fixed height and width out of every image: at a random place during "
                                "training, out of the middle otherwise.")  # fmt: skip

    height: Size | None = count("height", least=0, optional=True, foreign=True, about=HEIGHT)
    width: Size | None = count("width", least=0, optional=True, foreign=True, about=WIDTH)
    seed: Any = seed()
    data_format: str | None = data_format()
    name: Any = inert()

    def check_inside(self, x: Shape) -> None:
        Sized.check_inside(self, x)
        first, second = self.places(x)
        if -first > len(x) or self.height is None or self.width is None:
            return
        spare = ((x[first] or 0) - self.height, (x[second] or 0) - self.width)
        if min(spare) > 0:
            raise Refused(
                Code.INVALID_INPUT,
                say("inside a class, a function or a pipeline, RandomCrop cannot cut a piece out of {shape}", shape=x),
                say("crop outside of it, in a step of its own"),
            )

    def places(self, x: Shape) -> tuple[int, int]:
        last = -1 if self.data_format == "channels_first" else -2
        return last - 1, last

    def remark(self) -> Text | None:
        return say("A piece of {height} × {width} of every image comes out.", height=self.height, width=self.width)


def whole(cls: type[Layer], key: str, value: Any) -> None:
    """A number of which Keras takes the whole part."""
    if not may_be(value) and not (isinstance(value, (int, float)) and math.isfinite(value)):
        raise invalid(cls, key, value, say("a whole number"))


@dataclass(frozen=True)
class MaxNumBoundingBoxes(SameShape):
    kind = "preparation"
    about: ClassVar[str] = mark("Keeps at most a fixed number of bounding boxes for each image and pads where there "
                                "are fewer; the images pass unchanged.")  # fmt: skip
    weightless: ClassVar[str] = COMPUTED
    swallowed: ClassVar[tuple[str, ...]] = ("bounding_box_format", "data_format")

    max_number: Any = argument(whole, inert=True, about=mark("how many boxes are kept for each image"))
    fill_value: Any = argument(whole, -1, inert=True)
