"""Costs as others count them for the same nets.

Multiply-accumulates are half of what `torch.utils.flop_counter` of PyTorch 2.13 says, which counts a multiplication and
an addition as two; of layers and operations it counts what is counted here: products of matrices, and convolutions.

For ready-made models they are what torchvision's documentation lists as "GFLOPS", which are multiply-accumulates too.

Receptive fields are those of Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
Distill, 2019.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.costs import fields

RESNET = (Path(__file__).parent / "listings" / "resnet50.py").read_text(encoding="utf-8")


def vgg() -> str:
    """VGG-16: convolutions in blocks, with pooling between them."""
    blocks = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
    layers = (f'Conv2D({filters}, 3, padding="same")\n' * count + "MaxPooling2D()\n" for filters, count in blocks)
    return "".join(layers) + "Flatten()\nDense(4096)\nDense(4096)\nDense(1000)\n"


def mobilenet() -> str:
    """MobileNet, the first one: depthwise convolutions, each followed by a mix of the channels."""
    steps = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]
    layers = (
        f'DepthwiseConv2D(3, {strides}, "same", use_bias=False)\nBatchNormalization()\nReLU(6.0)\n'
        f"Conv2D({filters}, 1, use_bias=False)\nBatchNormalization()\nReLU(6.0)\n"
        for filters, strides in steps
    )
    first = 'Conv2D(32, 3, 2, "same", use_bias=False)\nBatchNormalization()\nReLU(6.0)\n'
    return first + "".join(layers) + "GlobalAveragePooling2D()\nDense(1000)\n"


IMAGE = (224, 224, 3)
NETS = {
    "VGG-16": (vgg(), IMAGE, 15_470_264_320),
    "ResNet-50, with strides in the first convolution of a block": (RESNET, None, 3_857_973_248),
    "ResNet-50, with strides in the second": (
        RESNET.replace("(x, filters, 1, strides,", "(x, filters, 1, 1,").replace(
            "(y, filters, 3, 1,", "(y, filters, 3, strides,"
        ),
        None,
        4_089_184_256,
    ),
    "MobileNet": (mobilenet(), IMAGE, 568_740_352),
    "up again": ('Conv2D(16, 3, 2, "same")\nConv2DTranspose(8, 2, 2)', (64, 64, 3), 966_656),
    "dense": ("Flatten()\nDense(128)\nDense(10)", (28, 28), 101_632),
    "LSTM": ("LSTM(64, return_sequences=True)", (20, 32), 491_520),
    "LSTM in both directions": ("Bidirectional(LSTM(64))", (20, 32), 983_040),
    "GRU": ("GRU(64)", (20, 32), 368_640),
    "attention": ("x = Input((10, 64))\nmodel = Model(x, layers.MultiHeadAttention(8, 8)(x, x))", None, 176_640),
}


@pytest.mark.parametrize(("listing", "shape", "macs"), NETS.values(), ids=NETS)
def test_agrees_with_pytorch(listing: str, shape: tuple[int, ...] | None, macs: int) -> None:
    assert summarize(listing, input_shape=shape).macs == macs


#: In thousands of millions, as torchvision rounds them.
READY_MADE = {
    "VGG16": 15.47, "VGG19": 19.63, "MobileNetV2": 0.30, "DenseNet121": 2.83, "InceptionV3": 5.71,
    "EfficientNetB0": 0.39, "EfficientNetB7": 37.75, "ConvNeXtTiny": 4.46,
}  # fmt: skip


@pytest.mark.parametrize(("name", "thousands_of_millions"), READY_MADE.items(), ids=READY_MADE)
def test_agrees_with_torchvision(name: str, thousands_of_millions: float) -> None:
    macs = summarize(f"model = keras.applications.{name}(weights=None)").macs
    assert macs is not None
    assert round(macs / 1e9, 2) == thousands_of_millions


FIELDS = {
    "VGG-16": (vgg(), IMAGE, 212),
    "ResNet-50": (RESNET, None, 483),
    "MobileNet": (mobilenet(), IMAGE, 315),
    "Inception-v3": ("model = keras.applications.InceptionV3(weights=None)", None, 1311),
}


@pytest.mark.parametrize(("listing", "shape", "size"), FIELDS.values(), ids=FIELDS)
def test_agrees_with_published_receptive_fields(listing: str, shape: tuple[int, ...] | None, size: int) -> None:
    calls = [row.calls[-1] for row in summarize(listing, input_shape=shape).layers]
    known = [found for found in map(fields(calls).get, calls) if found is not None]
    assert [field.size for field in known[-1]] == [size, size]
