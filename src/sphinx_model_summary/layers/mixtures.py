"""Augmentation that mixes images or many kinds of changes, and fixed changes of their colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import mark
from .arguments import choice, data_format, flag, inert, seed
from .augmentation import INTERPOLATIONS, Anywhere, Augmentation, strength, value_range
from .preprocessing import COMPUTED

#: The changes that both AugMix and RandAugment draw from; each is a layer with a name of its own.
CHANGES = (
    "RandomShear", "RandomTranslation", "RandomRotation", "Solarization", "RandomPosterization", "AutoContrast",
    "Equalization", "RandomBrightness", "RandomColorDegeneration", "RandomContrast", "RandomSharpness",
)  # fmt: skip


@dataclass(frozen=True)
class AugMix(Augmentation):
    about: ClassVar[str] = mark("Mixes each image with versions of itself that several random changes have gone over, "
                                "during training.")  # fmt: skip
    makes: ClassVar[tuple[str, ...]] = CHANGES

    value_range: Any = value_range()
    num_chains: Any = inert()
    chain_depth: Any = inert()
    factor: Any = strength(0, 1, 0.3, each=True)
    alpha: Any = inert()
    all_ops: bool = flag(True)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class RandAugment(Augmentation):
    about: ClassVar[str] = mark("Applies a few changes, drawn at random from a list of many, to each image during "
                                "training.")  # fmt: skip
    makes: ClassVar[tuple[str, ...]] = CHANGES

    value_range: Any = value_range()
    num_ops: Any = inert()
    factor: Any = strength(0, 1, 0.5, each=True)
    interpolation: Any = choice(*INTERPOLATIONS, default="bilinear", fold=False)
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class CutMix(Augmentation):
    about: ClassVar[str] = mark("Replaces a rectangle of each image by that of another one during training.")

    factor: Any = strength(0, 1, 1.0)
    seed: Any = seed()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class MixUp(Augmentation):
    about: ClassVar[str] = mark("Blends each image with another one during training.")

    alpha: Any = inert()
    data_format: str | None = data_format()
    seed: Any = seed()


@dataclass(frozen=True)
class Solarization(Anywhere):
    about: ClassVar[str] = mark("Turns values above a random threshold into their negatives during training.")

    addition_factor: Any = strength(0, 1, 0.0, each=True)
    threshold_factor: Any = strength(0, 1, 0.0, each=True)
    value_range: Any = value_range()
    seed: Any = seed()


@dataclass(frozen=True)
class AutoContrast(Anywhere):
    about: ClassVar[str] = mark("Stretches the values of each image over the whole range.")
    weightless: ClassVar[str] = COMPUTED

    value_range: Any = value_range()


@dataclass(frozen=True)
class Equalization(Augmentation):
    keeps_integers = True
    about: ClassVar[str] = mark("Spreads the values of each channel of an image evenly over the whole range.")
    weightless: ClassVar[str] = COMPUTED

    value_range: Any = value_range()
    bins: Any = inert()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class ContrastLimitedAdaptiveHistogramEqualization(Augmentation):
    about: ClassVar[str] = mark("Spreads the values of an image evenly tile by tile, with a limit on the contrast.")
    weightless: ClassVar[str] = COMPUTED

    value_range: Any = inert()
    clip_limit: Any = inert()
    tile_grid_size: Any = inert()
    data_format: str | None = data_format()
