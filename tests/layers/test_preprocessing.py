"""Preprocessing layers for images, categories, words and sounds, with the shapes that Keras gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary import layers, summarize
from sphinx_model_summary.layers.augmentation import Augmentation
from sphinx_model_summary.problems import Code, Refused

IMAGE = (None, 60, 34, 3)


@pytest.mark.parametrize(("call", "shape", "output"), [
    ("Rescaling(1 / 255)", IMAGE, IMAGE),
    ("Resizing(224, 224)", IMAGE, (None, 224, 224, 3)),
    ("Resizing(224, 224)", (None, None, None, 3), (None, 224, 224, 3)),
    ("Resizing(8, 6, data_format='channels_first')", (None, 3, 60, 34), (None, 3, 8, 6)),
    # Three axes are taken for one image without a batch.
    ("Resizing(2, 2)", (None, 4, 4), (2, 2, 4)),
    ("CenterCrop(100, 20)", IMAGE, (None, 100, 20, 3)),
    ("RandomCrop(20, 10)", IMAGE, (None, 20, 10, 3)),
    ("RandomFlip('horizontal')", IMAGE, IMAGE),
    ("RandomRotation((-0.2, 0.3), fill_mode='nearest')", IMAGE, IMAGE),
    ("RandomZoom(0.2)", (None, None, None, 3), (None, None, None, 3)),
    ("MaxNumBoundingBoxes(5)", IMAGE, IMAGE),
    ("AugMix()", IMAGE, IMAGE),
    ("CategoryEncoding(10)", (None, 4), (None, 10)),
    ("CategoryEncoding(10, output_mode='one_hot')", (None, 4), (None, 4, 10)),
    ("CategoryEncoding(10, output_mode='one_hot')", (None, 1), (None, 10)),
    ("Discretization([0.0, 1.0])", (None, 4), (None, 4)),
    ("Discretization([0.0, 1.0], output_mode='one_hot')", (None, 4), (None, 4, 3)),
    ("Discretization(num_bins=5, output_mode='multi_hot')", (None, 4, 2), (None, 2, 5)),
    ("Hashing(8)", (None, 4), (None, 4)),
    ("Hashing(8, output_mode='multi_hot')", (None, 4), (None, 8)),
    ("HashedCrossing(8, output_mode='one_hot')", [(None, 1), (None, 1)], (None, 8)),
    ("StringLookup(vocabulary=['a', 'b'])", (None, 4), (None, 4)),
    ("StringLookup(vocabulary=['a', 'b'], output_mode='multi_hot')", (None, 4), (None, 3)),
    ("StringLookup(vocabulary=['[UNK]', 'a', 'b'], output_mode='multi_hot')", (None, 4), (None, 3)),
    ("StringLookup(output_mode='multi_hot')", (None, 4), (None, None)),
    ("IntegerLookup(vocabulary=[7, 9], num_oov_indices=2, output_mode='one_hot')", (None, 4), (None, 4, 4)),
    ("IntegerLookup(max_tokens=20, pad_to_max_tokens=True, output_mode='count')", (None, 4), (None, 20)),
    ("TextVectorization()", (None, 1), (None, None)),
    ("TextVectorization(output_sequence_length=50)", (None,), (None, 50)),
    ("TextVectorization(vocabulary=['a', 'b'], output_mode='multi_hot')", (None,), (None, 3)),
    ("MelSpectrogram()", (None, 16_000), (None, 128, 32)),
    ("MelSpectrogram(num_mel_bins=80, sequence_stride=128)", (16_000,), (80, 126)),
])  # fmt: skip
def test_shape(infer: Callable[..., Any], call: str, shape: Any, output: Any) -> None:
    found = infer(call, shape)
    assert (found.output, found.params) == (output, 0)


@pytest.mark.parametrize(("call", "output", "params"), [
    ("STFTSpectrogram()", (None, 6, 258), 66_048),
    ("STFTSpectrogram(mode='stft')", (None, 6, 516), 66_048),
    ("STFTSpectrogram(mode='real', frame_length=100)", (None, 19, 130), 6_500),
    ("STFTSpectrogram(frame_length=64, frame_step=16, fft_length=128, padding='same', expand_dims=True)",
     (None, 63, 65, 2), 8_320),
])  # fmt: skip
def test_waves_are_trainable(infer: Callable[..., Any], call: str, output: Any, params: int) -> None:
    found = infer(call, (None, 1_000, 2))
    assert (found.output, found.params, found.trainable) == (output, params, params)


def test_every_augmentation_keeps_the_image(infer: Callable[..., Any]) -> None:
    kinds = [kind for kind in layers.catalogue() if issubclass(kind, Augmentation)]
    assert len(kinds) == 27
    for kind in kinds:
        required = ", ".join("1" for argument in kind.arguments() if argument.required)
        assert infer(f"{kind.__name__}({required})", IMAGE).output == IMAGE


def test_the_depth_of_an_encoding_is_explained(infer: Callable[..., Any]) -> None:
    assert infer("StringLookup(vocabulary=['a', 'b', 'c'], output_mode='count')", (None, 4)).axes == {1: "3 + 1"}


@pytest.mark.parametrize(("call", "shape", "words"), [
    ("Resizing(2, 2)", (None,), "takes images"),
    ("CenterCrop(2, 2)", (None, 8), "takes images"),
    ("RandomRotation(2)", IMAGE, "from -1 to 1"),
    ("RandomFlip(data_format='first')", IMAGE, "data_format"),
    ("RandomGaussianBlur(kernel_size=2)", IMAGE, "odd"),
    ("RandomColorDegeneration(0.5)", (None, 8, 8, 1), "3 channels"),
    ("CategoryEncoding()", (None, 4), "num_tokens"),
    ("Discretization()", (None, 4), "bin_boundaries"),
    ("Discretization(num_bins=3, trainable=False)", (None, 4), "trainable"),
    ("Hashing(8, dtype='float32')", (None, 4), "dtype"),
    ("StringLookup(vocabulary=['a', 'a'])", (None, 4), "different"),
    ("StringLookup(vocabulary=['a', 'b'], max_tokens=2)", (None, 4), "max_tokens=2"),
    ("StringLookup(pad_to_max_tokens=True)", (None, 4), "max_tokens"),
    ("TextVectorization(output_mode='count', output_sequence_length=4)", (None,), "output_sequence_length"),
    ("STFTSpectrogram(frame_step=500)", (None, 1_000, 1), "frame_step"),
    ("STFTSpectrogram()", (None, 100, 1), "does not fit"),
])  # fmt: skip
def test_refuses(infer: Callable[..., Any], call: str, shape: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        infer(call, shape)


@pytest.mark.parametrize("name", ["JaxLayer", "FlaxLayer", "TFSMLayer", "TorchModuleWrapper"])
def test_code_of_other_libraries_is_not_run(infer: Callable[..., Any], name: str) -> None:
    with pytest.raises(Refused) as refusal:
        infer(f"{name}(3)", (None, 4))
    assert refusal.value.code is Code.UNSUPPORTED_LAYER


def test_a_vocabulary_that_is_written_out_can_be_asked_for() -> None:
    summary = summarize("""
words = StringLookup(vocabulary=["a", "b"], mask_token=None)
back = StringLookup(vocabulary=words.get_vocabulary(), mask_token=None, invert=True)
texts = TextVectorization(vocabulary=["x", "y", "z"])
model = Sequential([Input((2,)), Dense(back.vocabulary_size()), Dense(len(texts.get_vocabulary()))])
""")
    assert [row.output[-1] for row in summary.layers] == [3, 5]


def test_a_vocabulary_that_is_learned_must_be_supplied() -> None:
    (problem,) = summarize("""
texts = TextVectorization()
texts.adapt(data)
model = Sequential([Input((2,)), Dense(len(texts.get_vocabulary()))])
""").problems
    assert str(problem.message) == "the vocabulary of TextVectorization is only known when the program runs"
    assert str(problem.hint) == (
        "write its value into the listing, or supply it with :define: len(texts.get_vocabulary()) = …"
    )
