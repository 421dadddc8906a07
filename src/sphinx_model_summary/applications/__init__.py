"""The ready-made models of `keras.applications`: listings that are read like an author's, and how each is called.

A file holds a family: a function for each model gets the tensor of the image and the arguments of the call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ORDER = "include_top weights input_tensor input_shape pooling classes classifier_activation name"
_FIRST = "input_shape include_top weights input_tensor pooling classes classifier_activation name"
_MOBILE = "include_top weights input_tensor pooling classes classifier_activation name"
_THIRD = (
    "input_shape alpha minimalistic include_top weights input_tensor classes pooling dropout_rate "
    "classifier_activation include_preprocessing name"
)


@dataclass(frozen=True, slots=True)
class Design:
    """How a model is called: its arguments in Keras's order, the images that it takes, its name."""

    family: str
    #: The module below `keras.applications` that has it too.
    module: str
    #: Height and width of the images that it was trained on, and the least that it takes.
    size: int = 224
    least: int = 32
    #: Other sizes for which there are weights.
    sizes: tuple[int, ...] = ()
    order: str = _ORDER
    name: str = ""
    #: Whether it may leave the size of the images open although it has its top.
    open: bool = False
    #: Whether it takes images of that size, where nothing is said, without its top too.
    closed: bool = False


DESIGNS: Mapping[str, Design] = {
    "VGG16": Design("vgg", "vgg16"),
    "VGG19": Design("vgg", "vgg19"),
    **dict.fromkeys(("ResNet50", "ResNet101", "ResNet152"), Design("resnet", "resnet")),
    **dict.fromkeys(("ResNet50V2", "ResNet101V2", "ResNet152V2"), Design("resnet", "resnet_v2")),
    **dict.fromkeys(("DenseNet121", "DenseNet169", "DenseNet201"), Design("densenet", "densenet")),
    "MobileNet": Design(
        "mobilenet", "mobilenet", sizes=(128, 160, 192, 224), name="mobilenet_{alpha:0.2f}_{rows}",
        order=f"input_shape alpha depth_multiplier dropout {_MOBILE}",
    ),
    "MobileNetV2": Design(
        "mobilenet", "mobilenet_v2", sizes=(96, 128, 160, 192, 224), name="mobilenetv2_{alpha:0.2f}_{rows}",
        order=f"input_shape alpha {_MOBILE}",
    ),
    **{
        name: Design("mobilenet", "mobilenet_v3", order=_THIRD, name=name, open=True)
        for name in ("MobileNetV3Small", "MobileNetV3Large")
    },
    "Xception": Design("xception", "xception", 299, 71),
    "InceptionV3": Design("inception", "inception_v3", 299, 75, name="inception_v3"),
    "InceptionResNetV2": Design("inception", "inception_resnet_v2", 299, 75, name="inception_resnet_v2"),
    "NASNetMobile": Design("nasnet", "nasnet", order=_FIRST, name="nasnet_mobile", closed=True),
    "NASNetLarge": Design("nasnet", "nasnet", 331, order=_FIRST, name="nasnet_large"),
    **{
        f"EfficientNetB{number}": Design("efficientnet", "efficientnet", size)
        for number, size in enumerate((224, 240, 260, 300, 380, 456, 528, 600))
    },
    **{
        f"EfficientNetV2{size}": Design(
            "efficientnet_v2", "efficientnet_v2", side, name=f"efficientnetv2-{size.lower()}",
            order=_ORDER.replace("name", "include_preprocessing name"),
        )
        for size, side in {"B0": 224, "B1": 240, "B2": 260, "B3": 300, "S": 384, "M": 480, "L": 480}.items()
    },
    **{
        f"ConvNeXt{size}": Design(
            "convnext", "convnext", name=f"convnext_{size.lower()}",
            order=_ORDER.replace("weights", "include_preprocessing weights"),
        )
        for size in ("Tiny", "Small", "Base", "Large", "XLarge")
    },
}  # fmt: skip

#: The function of a family's listing that prepares images as `preprocess_input` does, by Keras's module.
PREPARES: Mapping[str, str] = {
    **dict.fromkeys(("vgg16", "vgg19", "resnet", "resnet50"), "turned_and_centred"),
    **dict.fromkeys(("resnet_v2", "mobilenet", "mobilenet_v2", "xception", "inception_v3", "nasnet",
                     "inception_resnet_v2"), "scaled_to_one"),
    **dict.fromkeys(("mobilenet_v3", "efficientnet", "efficientnet_v2", "convnext"), "unchanged"),
    "densenet": "standardized",
    "imagenet_utils": "turned_and_centred",
}  # fmt: skip


@cache
def listing(family: str) -> str:
    """The text of a family, with what all families share."""
    folder = files(__package__)
    return "\n\n".join((folder / f"{name}.listing").read_text(encoding="utf-8") for name in ("shared", family))
