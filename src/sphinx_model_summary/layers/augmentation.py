"""Augmentation: images are changed by chance during training, so that the model sees more of them."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, mark, say
from .arguments import argument, choice, data_format, inert, seed
from .base import Layer
from .objects import may_be
from .same_shape import SameShape
from .signature import invalid

FACTOR = mark("how strong the change is at most: a number, or a pair from the least to the most")
VALUE_RANGE = mark("the smallest and the largest value that the images hold")


def strength(
    low: float, high: float, default: Any = MISSING, *, optional: bool = False, each: bool = False, above: bool = False
) -> Any:
    """How strong a change is: a number from `low` to `high`, or a pair of numbers.

    A pair only has to meet the range, but where `each` both lie in it; where `above`, `low` itself is too small.
    """

    def lies_in(value: Any) -> bool:
        return isinstance(value, (int, float)) and (low < value if above else low <= value) and value <= high

    def check(cls: type[Layer], key: str, value: Any) -> None:
        if may_be(value) or (value is None and optional):
            return
        if isinstance(value, (tuple, list)) and len(value) == 2 and all(isinstance(v, (int, float)) for v in value):
            good = all(map(lies_in, value)) if each else value[0] <= high and value[1] >= low
        else:
            good = lies_in(value)
        if not good:
            raise invalid(cls, key, value, say("a number from {low} to {high}, or a pair of them",
                                               low=f"{low:g}", high=f"{high:g}"))  # fmt: skip

    return argument(check, default, about=FACTOR, inert=True)


def value_range() -> Any:
    """The range of the values of images."""

    def check(cls: type[Layer], key: str, value: Any) -> None:
        pair = isinstance(value, (tuple, list)) and len(value) == 2 and all(isinstance(v, (int, float)) for v in value)
        if not (pair or may_be(value)):
            raise invalid(cls, key, value, say("a pair of numbers, such as (0, 255)"))

    return argument(check, (0, 255), about=VALUE_RANGE, inert=True)


def odd(cls: type[Layer], key: str, value: Any) -> None:
    """An odd number, or two of them."""
    numbers = value if isinstance(value, (tuple, list)) and len(value) == 2 else (value,)
    if not may_be(value) and not all(isinstance(v, (int, float)) and v % 2 for v in numbers):
        raise invalid(cls, key, value, say("an odd number, or two of them"))


def chance(cls: type[Layer], key: str, value: Any) -> None:
    """A number from 0 to 1."""
    if not may_be(value) and not (isinstance(value, (int, float)) and 0 <= value <= 1):
        raise invalid(cls, key, value, say("a number from 0 to 1"))


FILL_MODES = ("reflect", "wrap", "constant", "nearest")
INTERPOLATIONS = ("nearest", "bilinear")


class Augmentation(SameShape, family=True):
    """A layer that changes the values of images and leaves their shape."""

    kind = "preparation"
    weightless: ClassVar[str] = mark("It changes images by chance during training and passes them on unchanged "
                                     "otherwise; there is nothing to learn.")  # fmt: skip
    swallowed: ClassVar[tuple[str, ...]] = ("bounding_box_format",)


class Anywhere(Augmentation, family=True):
    """An augmentation to which it makes no difference where the channels stand."""

    swallowed: ClassVar[tuple[str, ...]] = ("bounding_box_format", "data_format")


@dataclass(frozen=True)
class RandomBrightness(Anywhere):
    about: ClassVar[str] = mark("Makes images brighter or darker by a random amount during training.")

    factor: Any = strength(-1, 1, optional=True)
    value_range: Any = value_range()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomContrast(Anywhere):
    about: ClassVar[str] = mark("Raises or lowers the contrast of images by a random amount during training.")

    factor: Any = strength(0, 1)
    value_range: Any = inert()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomColorDegeneration(Augmentation):
    about: ClassVar[str] = mark("Takes a random part of the colour out of images during training.")

    factor: Any = strength(-1, 1)
    value_range: Any = value_range()
    data_format: str | None = data_format()
    seed: Any = seed()

    def check_rank(self, x: Any) -> None:
        channels = x[-3 if self.data_format == "channels_first" else -1] if len(x) in (3, 4) else 0
        if channels not in (None, 3):
            raise Refused(
                Code.INVALID_INPUT,
                say("RandomColorDegeneration takes images with 3 channels, but a shape {shape} comes in", shape=x),
            )


@dataclass(frozen=True)
class RandomColorJitter(Augmentation):
    about: ClassVar[str] = mark("Changes brightness, contrast, saturation and hue of images by random amounts during "
                                "training.")  # fmt: skip

    value_range: Any = value_range()
    brightness_factor: Any = strength(-1, 1, None, optional=True)
    contrast_factor: Any = strength(0, 1, None, optional=True)
    saturation_factor: Any = strength(-1, 1, None, optional=True)
    hue_factor: Any = strength(0, 1, None, optional=True)
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomElasticTransform(Augmentation):
    about: ClassVar[str] = mark("Bends images at random during training, as if drawn on rubber.")

    factor: Any = strength(0, 1, 1.0)
    scale: Any = strength(0, 1, 1.0)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    fill_mode: Any = choice(*FILL_MODES, "mirror", default="reflect", fold=False)
    fill_value: Any = inert()
    value_range: Any = inert()
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomErasing(Augmentation):
    about: ClassVar[str] = mark("Covers a random rectangle of each image during training.")

    factor: Any = strength(0, 1, 1.0)
    scale: Any = strength(0, 1, (0.02, 0.33))
    fill_value: Any = inert()
    value_range: Any = inert()
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomFlip(Augmentation):
    casts_input = False
    about: ClassVar[str] = mark("Mirrors images at random during training.")

    mode: Any = inert()
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomGaussianBlur(Augmentation):
    about: ClassVar[str] = mark("Blurs images by a random amount during training.")

    factor: Any = strength(0, 1, 1.0)
    kernel_size: Any = argument(odd, 3, inert=True)
    sigma: Any = strength(0, 1, 1.0)
    value_range: Any = inert()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomGrayscale(Augmentation):
    keeps_integers = True
    about: ClassVar[str] = mark("Turns images into shades of grey, with a given chance for each, during training.")

    factor: Any = argument(chance, 0.5, inert=True, about=mark(
        "the chance that an image is turned"))  # fmt: skip
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomHue(Augmentation):
    about: ClassVar[str] = mark("Turns the colours of images round the colour wheel at random during training.")

    factor: Any = strength(0, 1)
    value_range: Any = inert()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomInvert(Augmentation):
    about: ClassVar[str] = mark("Turns images into their negatives, with a given chance for each, during training.")

    factor: Any = strength(0, 1, 1.0)
    value_range: Any = inert()
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomPerspective(Augmentation):
    about: ClassVar[str] = mark("Tilts images at random during training, as if seen from the side.")

    factor: Any = strength(0, 1, 1.0)
    scale: Any = argument(chance, 1.0, inert=True)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    fill_value: Any = inert()
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomPosterization(Augmentation):
    about: ClassVar[str] = mark("Leaves only a few levels of each colour in images during training.")

    factor: Any = strength(1, 8)
    value_range: Any = value_range()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomRotation(Augmentation):
    about: ClassVar[str] = mark("Rotates images by a random angle during training.")

    factor: Any = strength(-1, 1, optional=True)
    fill_mode: Any = choice(*FILL_MODES, default="reflect", fold=False)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    seed: Any = seed()
    fill_value: Any = inert()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomSaturation(Augmentation):
    about: ClassVar[str] = mark("Makes the colours of images stronger or paler by a random amount during training.")

    factor: Any = strength(-1, 1)
    value_range: Any = value_range()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomSharpness(Augmentation):
    about: ClassVar[str] = mark("Makes images sharper or softer by a random amount during training.")

    factor: Any = strength(0, 1)
    value_range: Any = value_range()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomShear(Augmentation):
    about: ClassVar[str] = mark("Slants images by a random amount during training.")

    x_factor: Any = strength(0, 1, 0.0, each=True)
    y_factor: Any = strength(0, 1, 0.0, each=True)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    fill_mode: Any = choice(*FILL_MODES, default="reflect", fold=False)
    fill_value: Any = inert()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class RandomTranslation(Augmentation):
    about: ClassVar[str] = mark("Shifts images by a random distance during training.")

    height_factor: Any = strength(-1, 1, each=True)
    width_factor: Any = strength(-1, 1, each=True)
    fill_mode: Any = choice(*FILL_MODES, default="reflect", fold=False)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    seed: Any = seed()
    fill_value: Any = inert()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandomZoom(Augmentation):
    about: ClassVar[str] = mark("Zooms into images or out of them by a random amount during training.")

    height_factor: Any = strength(-1, 1, each=True, above=True)
    width_factor: Any = strength(-1, 1, None, each=True, above=True, optional=True)
    fill_mode: Any = choice(*FILL_MODES, default="reflect", fold=False)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    seed: Any = seed()
    fill_value: Any = inert()
    data_format: str | None = data_format()
