"""Initializers that do not fit every array: Keras finds out when it makes the weights."""

from __future__ import annotations

from collections.abc import Iterable

from ..problems import say
from ..weights import Weight
from .base import Layer
from .objects import IDENTITY, NO_INITIALIZER, ORTHOGONAL
from .signature import invalid


def check_initializers(layer: Layer, weights: Iterable[Weight]) -> None:
    """Refuse an initializer, given by its name, that cannot fill one of the weights."""
    chosen = layer.initializers()
    for weight in weights if chosen else ():
        stem = weight.name.rpartition("/")[2]
        axes = len(weight.shape)
        for argument in (stem, stem.removesuffix("_kernel"), *(["depthwise"] if stem == "kernel" else [])):
            field = f"{argument}_initializer"
            name = chosen.get(field)
            if name in ORTHOGONAL and axes < 2:
                raise invalid(type(layer), field, name, say("an initializer for an array of one axis, such as "
                                                            "\"zeros\""))  # fmt: skip
            if name in IDENTITY and axes != 2:
                raise invalid(type(layer), field, name, say("an initializer for an array of {axes} axes, such as "
                                                            "\"he_normal\"", axes=axes))  # fmt: skip
            if name == NO_INITIALIZER and stem == "bias" and getattr(layer, "unit_forget_bias", False):
                raise invalid(type(layer), field, None, say("an initializer, such as \"zeros\""))
