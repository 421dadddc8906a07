"""Layers that fit a tensor of a known shape, with the shape that comes out, so that long listings hold together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Shape = tuple[int | None, ...]
Draw = Callable[..., Any]
#: A layer's call without the tensor, and what comes out.
Step = tuple[str, Shape]

SIZES = st.sampled_from([1, 2, 3, 4, 5, 8, 16])
ACTIVATIONS = st.sampled_from(["relu", "tanh", "softmax", "gelu", "swish"])


def halved(size: int | None) -> int | None:
    """The size behind a window of two that moves by two, with padding="same"."""
    return None if size is None else -(-size // 2)


def one_in(draw: Draw, number: int) -> bool:
    """True about once in so many times."""
    return bool(draw(st.integers(0, number - 1)) == 0)


@st.composite
def steps(draw: Draw, shape: Shape) -> Step:
    """One layer that takes an input of this shape, without the batch."""
    rank = len(shape)
    size = draw(SIZES)
    if one_in(draw, 3):
        source, out = draw(st.sampled_from(_anywhere(draw, shape)))
    else:
        source, out = draw(st.sampled_from({1: _vector, 2: _sequence, 3: _image}[rank](draw, shape, size)))
    return _with_options(draw, source), out


def _with_options(draw: Draw, source: str) -> str:
    extra = []
    if one_in(draw, 9):
        extra.append("trainable=False")
    if one_in(draw, 9):
        extra.append(f'name="{draw(st.sampled_from("abcdefgh"))}_{draw(st.integers(0, 99))}"')
    if one_in(draw, 25):
        extra.append(draw(st.sampled_from(['dtype="float16"', 'dtype="mixed_float16"'])))
    return f"{source[:-1]}{', ' if not source.endswith('()') else ''}{', '.join(extra)})" if extra else source


def _anywhere(draw: Draw, shape: Shape) -> list[Step]:
    return [
        ("layers.Dropout(0.5)", shape), ("layers.BatchNormalization()", shape), ("layers.LayerNormalization()", shape),
        ("layers.ReLU()", shape), (f'layers.Activation("{draw(ACTIVATIONS)}")', shape), ("layers.Identity()", shape),
        ("layers.GaussianNoise(0.1)", shape), ("layers.Rescaling(1.0 / 255)", shape), ("layers.LeakyReLU(0.1)", shape),
        ("layers.UnitNormalization()", shape), ("layers.Softmax()", shape), ("layers.RMSNormalization()", shape),
        ("layers.Lambda(lambda t: t * 2)", shape), ("layers.Normalization()", shape),
        ("layers.BatchNormalization(scale=False)", shape),
        ("layers.SpectralNormalization(layers.Dense(3))", (*shape[:-1], 3)),
    ]  # fmt: skip


def _vector(draw: Draw, shape: Shape, size: int) -> list[Step]:
    known: list[Step] = [
        (f"layers.Dense({size})", (size,)), (f'layers.Dense({size}, activation="relu")', (size,)),
        (f"layers.Dense(units={size}, use_bias=False)", (size,)), (f"layers.RepeatVector({size})", (size, *shape)),
        ("layers.Flatten()", shape), (f'layers.Dense({size}, "{draw(ACTIVATIONS)}")', (size,)),
    ]  # fmt: skip
    (features,) = shape
    if features is not None and features % 2 == 0:
        half = features // 2
        known += [("layers.Reshape((2, -1))", (2, half)), (f"layers.Reshape(({half}, 2))", (half, 2))]
    return known


def _sequence(draw: Draw, shape: Shape, size: int) -> list[Step]:
    steps_, features = shape
    kind = draw(st.sampled_from(["LSTM", "GRU", "SimpleRNN"]))
    known: list[Step] = [
        (f"layers.{kind}({size})", (size,)), (f"layers.{kind}({size}, return_sequences=True)", (steps_, size)),
        (f"layers.Bidirectional(layers.{kind}({size}))", (2 * size,)),
        (f"layers.Bidirectional(layers.{kind}({size}, return_sequences=True))", (steps_, 2 * size)),
        (f"layers.TimeDistributed(layers.Dense({size}))", (steps_, size)), (f"layers.Dense({size})", (steps_, size)),
        (f'layers.Conv1D({size}, 3, padding="same")', (steps_, size)), ("layers.SpatialDropout1D(0.2)", shape),
        (f'layers.Conv1D({size}, 2, strides=2, padding="same")', (halved(steps_), size)),
        ('layers.MaxPooling1D(2, padding="same")', (halved(steps_), features)),
        ("layers.GlobalAveragePooling1D()", (features,)), ("layers.GlobalMaxPooling1D()", (features,)),
        (f"layers.SeparableConv1D({size}, 1)", (steps_, size)), ("layers.Masking()", shape),
        ("layers.ZeroPadding1D(1)", (steps_ and steps_ + 2, features)),
        ("layers.UpSampling1D(2)", (steps_ and 2 * steps_, features)),
        (f"layers.RNN(layers.{kind}Cell({size}))", (size,)),
    ]  # fmt: skip
    if steps_ is not None and features is not None:
        known += [("layers.Flatten()", (steps_ * features,)), ("layers.Permute((2, 1))", (features, steps_)),
                  ("layers.PReLU()", shape),
                  (f"layers.Reshape(({steps_}, {features}, 1))", (steps_, features, 1))]  # fmt: skip
    return known


def _image(draw: Draw, shape: Shape, size: int) -> list[Step]:
    height, width, channels = shape
    half = (halved(height), halved(width))
    double = (height and height * 2, width and width * 2)
    known: list[Step] = [
        (f'layers.Conv2D({size}, 3, padding="same", activation="relu")', (height, width, size)),
        (f'layers.Conv2D({size}, (3, 3), strides=2, padding="same")', (*half, size)),
        ("layers.SpatialDropout2D(0.2)", shape),
        (f"layers.Conv2D({size}, 1, use_bias=False)", (height, width, size)), ("layers.RandomFlip()", shape),
        ('layers.MaxPooling2D(2, padding="same")', (*half, channels)), ("layers.UpSampling2D()", (*double, channels)),
        ('layers.AveragePooling2D(2, padding="same")', (*half, channels)), ("layers.RandomRotation(0.1)", shape),
        (f'layers.SeparableConv2D({size}, 3, padding="same")', (height, width, size)),
        ('layers.DepthwiseConv2D(3, padding="same")', shape), ("layers.GlobalAveragePooling2D()", (channels,)),
        (f'layers.Conv2DTranspose({size}, 2, strides=2, padding="same")', (*double, size)),
        ("layers.GlobalMaxPooling2D(keepdims=True)", (1, 1, channels)), ("layers.GroupNormalization(1)", shape),
        (f"layers.TimeDistributed(layers.LSTM({size}))", (height, size)), ("layers.Resizing(8, 8)", (8, 8, channels)),
        (f"layers.TimeDistributed(layers.Bidirectional(layers.GRU({size})))", (height, 2 * size)),
        ("layers.PReLU(shared_axes=[1, 2])", shape), (f"layers.Dense({size})", (height, width, size)),
    ]  # fmt: skip
    if height is not None and width is not None and channels is not None:
        known += [("layers.Flatten()", (height * width * channels,)),
                  (f"layers.Reshape((-1, {channels}))", (height * width, channels))]  # fmt: skip
    return known


@st.composite
def shapes(draw: Draw) -> Shape:
    """The shape of an input: a vector, a sequence or an image."""
    features = draw(st.sampled_from([1, 2, 3, 4, 6]))
    open_ = draw(st.sampled_from([None, 5, 7, 8]))
    known = [(features,), (open_, features), (5, features), (8, 6, features), (open_, open_, features)]
    return draw(st.sampled_from(known))  # type: ignore[no-any-return]
