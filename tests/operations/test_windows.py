"""Windows, images and signals, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("ops.max_pool(img, 2)", "MaxPool", "max_pool", (None, 16, 16, 3)),
    ('ops.max_pool(img, (2, 3), strides=1, padding="SAME")', "MaxPool", "max_pool", (None, 32, 32, 3)),
    ("ops.average_pool(a, 3, 2)", "AveragePool", "average_pool", (None, 3, 4)),
    ('ops.average_pool(img, 3, data_format="channels_first")', "AveragePool", "average_pool", (None, 32, 10, 1)),
    ("ops.max_pool(open_img, 2)", "MaxPool", "max_pool", (None, None, None, 3)),
    ("ops.adaptive_average_pool(img, (4, 4))", "AdaptiveAveragePool", "adaptive_average_pool", (None, 32, 4, 4, 3)),
    ("ops.conv(img, k)", "Conv", "conv", (None, 30, 30, 8)),
    ('ops.conv(a, l, strides=2, padding="same")', "Conv", "conv", (None, 4, 5)),
    (
        'ops.depthwise_conv(img, f[0].reshape((2, 1, 3, 2)), padding="same")',
        "DepthwiseConv", "depthwise_conv", (None, 32, 32, 6),
    ),
    (
        "ops.separable_conv(img, f[0].reshape((2, 1, 3, 2)), f.reshape((1, 1, 6, 4)))",
        "SeparableConv", "separable_conv", (None, 31, 32, 4),
    ),
    (
        "ops.conv_transpose(img, f.reshape((2, 2, 2, 3)), strides=2)",
        "ConvTranspose", "conv_transpose", (None, 64, 64, 2),
    ),
    (
        "ops.depth_to_space(img[..., :1] + f.reshape((1, 1, 1, 24)), 2)",
        "DepthToSpace", "depth_to_space", (None, 64, 64, 6),
    ),
    ("ops.space_to_depth(img, 4)", "SpaceToDepth", "space_to_depth", (None, 8, 8, 48)),
    ("ops.image.resize(img, (16, 20))", "Resize", "resize", (None, 16, 20, 3)),
    ('ops.image.resize(open_img, size=[16, 20], interpolation="nearest")', "Resize", "resize", (None, 16, 20, 3)),
    ('ops.image.resize(img, (5, 5), data_format="channels_first")', "Resize", "resize", (None, 32, 5, 5)),
    ("ops.image.rgb_to_grayscale(img)", "RGBToGrayscale", "rgb_to_grayscale", (None, 32, 32, 1)),
    ("ops.image.rgb_to_hsv(img)", "RGBToHSV", "rgb_to_hsv", (None, 32, 32, 3)),
    ("ops.image.gaussian_blur(img)", "GaussianBlur", "gaussian_blur", (None, 32, 32, 3)),
    ("ops.image.sobel_edges(img)", "SobelEdges", "sobel_edges", (None, 32, 32, 3, 2)),
    ("ops.image.ssim(img, img)", "SSIM", "ssim", (None,)),
    ("ops.image.pad_images(img, 1, 2, 3, 4)", "PadImages", "pad_images", (None, 36, 38, 3)),
    (
        "ops.image.pad_images(img, top_padding=2, left_padding=2, target_height=40, target_width=40)",
        "PadImages", "pad_images", (None, 40, 40, 3),
    ),
    ("ops.image.pad_images(open_img, 1, 1, 1, 1)", "PadImages", "pad_images", (None, None, None, 3)),
    ("ops.image.crop_images(img, 1, 2, 3, 4)", "CropImages", "crop_images", (None, 28, 26, 3)),
    (
        "ops.image.crop_images(open_img, 1, 1, target_height=10, target_width=10)",
        "CropImages", "crop_images", (None, 10, 10, 3),
    ),
    ("ops.image.extract_patches(img, 8)", "ExtractPatches", "extract_patches", (None, 4, 4, 192)),
    (
        'ops.image.extract_patches(img, (8, 4), strides=2, padding="same")',
        "ExtractPatches", "extract_patches", (None, 16, 16, 96),
    ),
    ("ops.image.extract_patches(open_img, 8)", "ExtractPatches", "extract_patches", (None, None, None, 192)),
    ("ops.fft((a, a))", "FFT", "fft", [(None, 8, 4), (None, 8, 4)]),
    ("ops.rfft(t)", "RFFT", "rfft", [(None, 51), (None, 51)]),
    ("ops.irfft((t, t))", "IRFFT", "irfft", (None, 198)),
    ("ops.stft(t, 32, 16, 32)", "STFT", "stft", [(None, 7, 17), (None, 7, 17)]),
    ("ops.stft(t, 32, 16, 32, center=False)", "STFT", "stft", [(None, 5, 17), (None, 5, 17)]),
    ("ops.istft((a, a), 8, 4, 6)", "ISTFT", "istft", (None, 28)),
    ("ops.extract_sequences(t, 20, 10)", "ExtractSequences", "extract_sequences", (None, 9, 20)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_windows(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
