"""Layers around code of other libraries: a listing does not say what they compute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from .base import Layer
from .signature import Common, Known

#: Layers of PyTorch that have other names in Keras.
OF_PYTORCH = {
    "Linear": "Dense", "BatchNorm1d": "BatchNormalization", "BatchNorm2d": "BatchNormalization",
    "LayerNorm": "LayerNormalization", "AdaptiveAvgPool2d": "GlobalAveragePooling2D", "Upsample": "UpSampling2D",
}  # fmt: skip


class Foreign(Layer, family=True):
    """A layer that can only be refused; `reason` says why."""

    reason: ClassVar[Text]

    @classmethod
    def bind(cls, positional: Sequence[Any], keywords: Mapping[str, Any], known: Known) -> tuple[Layer, Common]:
        """Refuse the layer."""
        raise Refused(
            Code.UNSUPPORTED_LAYER,
            cls.reason,
            say("show the layers around it, and an Input with the shape that comes out of it"),
        )


class JaxLayer(Foreign):
    about: ClassVar[str] = mark("Runs a function written for JAX.")
    reason: ClassVar[Text] = say("JaxLayer runs a function of JAX: its weights and its output are known only to a run")


class FlaxLayer(Foreign):
    about: ClassVar[str] = mark("Runs a module written for Flax.")
    reason: ClassVar[Text] = say("FlaxLayer runs a module of Flax: its weights and its output are known only to a run")


class TFSMLayer(Foreign):
    about: ClassVar[str] = mark("Runs a saved TensorFlow model.")
    reason: ClassVar[Text] = say("TFSMLayer runs a saved model: its weights and its output are known only to the file")


class TorchModuleWrapper(Foreign):
    about: ClassVar[str] = mark("Runs a module written for PyTorch.")
    reason: ClassVar[Text] = say("TorchModuleWrapper runs a module of PyTorch: its weights and its output are known "
                                 "only to a run")  # fmt: skip
