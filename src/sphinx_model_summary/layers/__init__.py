"""The catalogue: every layer of Keras, one small class each, one file a family."""

from __future__ import annotations

from . import (  # noqa: F401 - each family registers its layers
    activations,
    attention,
    audio,
    augmentation,
    cells,
    conv_lstm,
    convolutional,
    core,
    dot_product,
    einsum,
    encoding,
    foreign,
    merging,
    mixtures,
    normalization,
    pipeline,
    pooling,
    preprocessing,
    recurrent,
    regularization,
    reshaping,
    standardization,
    text,
    transposed,
    wrappers,
)
from .base import Inferred, Inner, Layer, catalogue, find, names
from .cells import OwnCell
from .declared import Declarations, declare
from .foreign import OF_PYTORCH
from .initializers import check_initializers
from .merging import Merge
from .objects import check_activation_inside
from .signature import Common

__all__ = [
    "OF_PYTORCH", "Common", "Declarations", "Inferred", "Inner", "Layer", "Merge", "OwnCell", "catalogue",
    "check_activation_inside", "check_initializers", "declare", "find", "names",
]  # fmt: skip
