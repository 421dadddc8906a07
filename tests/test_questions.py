"""Questions about a model: the right answer, and the wrong ones that learners give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.derivation import Formula
from sphinx_model_summary.problems import Refused
from sphinx_model_summary.questions import ASKED, question

FACTS = Path(__file__).parent / "facts" / "layers.jsonl"


def answers(listing: str, asked: str, layer: str = "", most: int = 8) -> dict[int, str]:
    """Each answer with the beginning of what is said of it; nothing of the right one."""
    found = question(summarize(listing), asked, layer, most)
    return {one.value: "" if isinstance(one, Formula) else str(one.says) for one in found.answers}


#: A listing, what is asked, of which layer: the right number, and wrong ones with the words that clear them up.
QUESTIONS = {
    "a convolution": (
        "Input((28, 28, 32))\nConv2D(64, 3)", "params", "conv2d",
        18_496, {18_432: "biases are missing", 640: "input channels", 6_208: "One side of the window",
                 18_433: "One bias", 12_503_296: "Every place"},
    ),
    "a convolution in groups": (
        "Input((8, 8, 4))\nConv2D(8, 3, groups=2)", "params", "conv2d", 152, {80: "input channels"},
    ),
    "a dense layer on what a Flatten laid out": (
        "Input((4, 4, 8))\nFlatten()\nDense(10)", "params", "dense",
        1_290, {1_280: "biases", 90: "Only the last axis", 1_281: "One bias"},
    ),
    "a dense layer on a sequence": (
        "Input((6, 5))\nDense(3)", "params", "dense", 18, {15: "biases", 93: "All steps", 16: "One bias"},
    ),
    "batch normalization": (
        "Input((8, 8, 4))\nBatchNormalization()", "params", "batch_normalization",
        16, {8: "Only what training changes", 4: "One vector"},
    ),
    "its trainable half": (
        "Input((8, 8, 4))\nBatchNormalization()", "trainable", "batch_normalization",
        8, {16: "All numbers", 4: "One vector"},
    ),
    "an LSTM": (
        "Input((7, 3))\nLSTM(5)", "params", "lstm",
        180, {160: "biases", 45: "One gate", 80: "What the layer remembers"},
    ),
    "a GRU": (
        "Input((7, 3))\nGRU(5)", "params", "gru", 150, {120: "biases", 50: "One gate", 135: "One vector of biases"},
    ),
    "two directions": (
        "Input((7, 3))\nBidirectional(LSTM(5))", "params", "bidirectional", 360, {180: "One direction"},
    ),
    "an embedding": ("Input((9,))\nEmbedding(100, 8)", "params", "embedding",
                     800, {808: "no biases", 72: "places of the input"}),
    "heads": (
        "x = Input((6, 4))\ny = MultiHeadAttention(2, 3)(x, x)\nmodel = Model(x, y)", "params", "multi_head_attention",
        118, {96: "biases", 61: "One head"},
    ),
    "a depthwise and a pointwise step": (
        "Input((8, 8, 3))\nSeparableConv2D(5, 3)", "params", "separable_conv2d", 47, {32: "The second step"},
    ),
    "no parameters": (
        "Input((8, 8, 3))\nMaxPooling2D()", "params", "max_pooling2d", 0, {3: "fixed rule", 48: "Values come out"},
    ),
    "a size that does not come out even": (
        "Input((30, 30, 3))\nConv2D(4, 3, strides=2)", "size", "conv2d",
        14, {15: "Rounded up", 28: "strides", 13: "The first place", 30: "size of the input is kept"},
    ),
    "a size with padding": (
        "Input((15, 15, 3))\nConv2D(4, 3, strides=2, padding='same')", "size", "conv2d",
        8, {7: "Rounded down", 15: "strides"},
    ),
    "a size that a transposed convolution makes": (
        "Input((8, 8, 3))\nConv2DTranspose(4, 3, strides=2)", "size", "conv2d_transpose",
        17, {10: "how many places the window moves", 8: "size of the input is kept"},
    ),
    "a size with dilation": (
        "Input((15, 15, 3))\nConv2D(4, 3, dilation_rate=2)", "size", "conv2d", 11, {13: "dilation"},
    ),
    "the total": (
        "Input((8, 8, 3))\nConv2D(4, 3)\nBatchNormalization()\nFlatten()\nDense(2)", "params", "",
        418, {412: "biases", 410: "Only what training changes", 346: "input channels"},
    ),
    "the total where two models share a layer": (
        "d = Dense(4)\na, b = (Sequential([Input((4,)), d]) for _ in range(2))\nmodel = Sequential([a, b])",
        "params", "", 20, {40: "each time it is used"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "asked", "layer", "right", "wrong"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_has_the_right_answer_and_known_wrong_ones(
    listing: str, asked: str, layer: str, right: int, wrong: dict[int, str]
) -> None:
    found = answers(listing, asked, layer)
    assert found.pop(right) == ""
    for value, words in wrong.items():
        assert words in found[value]


@pytest.mark.parametrize(
    ("listing", "asked", "layer", "sentence"),
    [
        ("Input((3,))\nDiscretization([0.0, 1.0], output_mode='multi_hot')", "size", "discretization", "window"),
        ("Input((7, 4))\nBidirectional(GRU(4, use_bias=False))", "params", "bidirectional", "One vector"),
        ("Input((6, 6, 6, 4))\nConv3D(5, 3)", "params", "conv3d", "as wide as"),
        ("Input((6, 4))\nEmbedding(50, 8)", "params", "embedding", "places of the input"),
    ],
)
def test_a_sentence_is_not_said_where_it_is_not_true(listing: str, asked: str, layer: str, sentence: str) -> None:
    try:
        told = answers(listing, asked, layer)
    except Refused:
        return  # then nothing is said
    assert not any(sentence in one for one in told.values())


def test_only_a_square_window_is_as_wide_as_it_is_high() -> None:
    assert any("as wide as" in told for told in answers("Input((9, 9, 4))\nConv2D(8, 3)", "params", "conv2d").values())
    assert not any(
        "as wide as" in told for told in answers("Input((9, 9, 4))\nConv2D(8, (3, 5))", "params", "conv2d").values()
    )


def simple_facts() -> list[tuple[str, tuple[int | None, ...]]]:
    """For each layer type, the recorded calls on one input, three of them."""
    found: dict[str, list[tuple[str, tuple[int | None, ...]]]] = {}
    for fact in map(json.loads, FACTS.read_text(encoding="utf-8").splitlines()):
        if len(fact["inputs"]) == 1 and "row" in fact and not {"dtypes", "apply", "batch_size"} & set(fact):
            found.setdefault(fact["row"]["type"], []).append((fact["call"], tuple(fact["inputs"][0])))
    return [case for cases in found.values() for case in cases[:3]]


@pytest.mark.parametrize(("call", "shape"), simple_facts())
@pytest.mark.parametrize("asked", ASKED)
def test_the_answers_are_all_different_and_one_is_right(call: str, shape: tuple[int | None, ...], asked: str) -> None:
    summary = summarize(f"from keras.layers import *\nInput({shape})\n{call}\n")
    row = summary.layers[-1]
    try:
        found = question(summary, asked, row.key)
    except Refused:
        return  # nobody gets it wrong
    values = [one.value for one in found.answers]
    assert 2 <= len(set(values)) == len(values) <= 4
    right = [one for one in found.answers if isinstance(one, Formula)]
    trainable = row.trainable_params
    counts = {"params": row.params, "trainable": trainable, "non-trainable": row.params - trainable}
    output = row.output
    assert [one.value for one in right] == [output[found.axis] if asked == "size" else counts[asked]]


@pytest.mark.parametrize(
    ("listing", "asked", "layer", "message"),
    [
        ("Input((4,))\nReLU()", "size", "re_lu", "no wrong answer"),
        ("Input((4,))\nDense(unit=3)", "params", "", "there is no number to ask for: Dense has no argument 'unit'"),
        ("m = Sequential([Dense(3)])", "params", "dense", "there is no number to ask for: nothing says what shape"),
    ],
)
def test_what_cannot_be_asked_is_refused(listing: str, asked: str, layer: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        question(summarize(listing), asked, layer)


def test_the_order_is_the_same_each_time_and_the_right_answer_not_always_in_one_place() -> None:
    listing = "Input((32, 32, 3))\n" + "Conv2D(8, 3)\n" * 12
    places = [question(summarize(listing), "params", row.key).letter for row in summarize(listing).layers]
    assert places == [question(summarize(listing), "params", row.key).letter for row in summarize(listing).layers]
    assert len(set(places)) > 1
