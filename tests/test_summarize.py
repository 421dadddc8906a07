"""The front door: listings in all the ways in which authors write them, and the tables that come out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_model_summary import Summary, Total, summarize

LAYERS = """\
Input((256, 256, 3)),
# Block 1: edges
Conv2D(64, 3, activation="relu", padding="same"),
Conv2D(64, 3, activation="relu", padding="same"),
MaxPool2D(),  # half the size
BatchNormalization(),
Dropout(0.5),
# Block 2: shapes
# twice the filters
Conv2D(128, 3, activation="relu", padding="same"),
Conv2D(128, 3, activation="relu", padding="same"),
MaxPool2D(),
BatchNormalization(),
Dropout(0.3),
# Decision
GlobalMaxPool2D(),
Dense(128, activation="relu"),
Dense(1, activation="sigmoid"),
"""
BARE = LAYERS.replace("),", ")")
PREFIXED = "".join(line if line.startswith("#") else f"layers.{line}" for line in LAYERS.splitlines(keepends=True))
INDENTED = "".join(f"    {line}" for line in PREFIXED.splitlines(keepends=True))

#: The same network, as authors write it.
LISTINGS = {
    "bare layers, one a line": BARE,
    "the body of a list": LAYERS,
    "with the prefix": PREFIXED,
    "indented, as cut out of a list": INDENTED,
    "a list": f"[\n{PREFIXED}]",
    "Sequential": f"from tensorflow import keras\nfrom tensorflow.keras import layers\n"
    f"model = keras.Sequential([\n{INDENTED}])\n",
    "a star import": f"from keras.layers import *\nfrom keras.models import Sequential\nSequential([\n{LAYERS}])\n",
    "an alias": "import tensorflow as tf\nL = tf.keras.layers\n"
    f"m = tf.keras.Sequential([\n{PREFIXED.replace('layers.', 'L.')}])\n",
    "add": "from keras import layers, Sequential\nmodel = Sequential()\n"
    + "".join(
        line if line.startswith("#") else f"model.add(layers.{line.split('),')[0]}))\n"
        for line in LAYERS.splitlines(keepends=True)
    ),
    "a function": f"def build(shape):\n    model = keras.Sequential([\n{INDENTED}    ])\n    return model\n\n"
    "model = build((256, 256, 3))\nmodel.compile(optimizer='adam')\nmodel.summary()\n",
    "a notebook's prompt": "".join(
        f"{'>>> ' if n == 0 else '... '}{line}\n"
        for n, line in enumerate(f"model = keras.Sequential([\n{PREFIXED}])".splitlines())
    ),
    "windows line ends": BARE.replace("\n", "\r\n"),
}

ROWS = [
    ("conv2d", "Conv2D", "(None, 256, 256, 64)", 1_792),
    ("conv2d_1", "Conv2D", "(None, 256, 256, 64)", 36_928),
    ("max_pooling2d", "MaxPooling2D", "(None, 128, 128, 64)", 0),
    ("batch_normalization", "BatchNormalization", "(None, 128, 128, 64)", 256),
    ("dropout", "Dropout", "(None, 128, 128, 64)", 0),
    ("conv2d_2", "Conv2D", "(None, 128, 128, 128)", 73_856),
    ("conv2d_3", "Conv2D", "(None, 128, 128, 128)", 147_584),
    ("max_pooling2d_1", "MaxPooling2D", "(None, 64, 64, 128)", 0),
    ("batch_normalization_1", "BatchNormalization", "(None, 64, 64, 128)", 512),
    ("dropout_1", "Dropout", "(None, 64, 64, 128)", 0),
    ("global_max_pooling2d", "GlobalMaxPooling2D", "(None, 128)", 0),
    ("dense", "Dense", "(None, 128)", 16_512),
    ("dense_1", "Dense", "(None, 1)", 129),
]


def rows(summary: Summary) -> list[tuple[str, str, str, int]]:
    return [(row.name, row.type, str(row.output), row.params) for row in summary.layers]


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_a_network_gives_keras_s_table_however_it_is_written(listing: str) -> None:
    summary = summarize(listing)
    assert summary.problems == ()
    assert rows(summary) == ROWS
    assert (summary.total, summary.trainable, summary.non_trainable) != (None, None, None)
    assert [total.params for total in (summary.total, summary.trainable, summary.non_trainable) if total] == [
        277_569, 277_185, 384,
    ]  # fmt: skip


def test_the_functional_way_shows_the_input_too() -> None:
    summary = summarize(
        "inputs = keras.Input((28, 28, 1))\n"
        "x = layers.Flatten()(inputs)\n"
        "outputs = layers.Dense(10)(x)\n"
        "model = keras.Model(inputs, outputs, name='digits')\n"
    )
    assert (summary.name, summary.kind, summary.branched) == ("digits", "Functional", False)
    assert rows(summary) == [
        ("input_layer", "InputLayer", "(None, 28, 28, 1)", 0),
        ("flatten", "Flatten", "(None, 784)", 0),
        ("dense", "Dense", "(None, 10)", 7_850),
    ]


def test_a_branch_is_connected() -> None:
    summary = summarize(
        "inputs = keras.Input((8,))\nx = layers.Dense(8)(inputs)\n"
        "outputs = layers.Dense(1)(inputs + x)\nmodel = keras.Model(inputs, outputs)\n"
    )
    assert summary.branched
    assert [(row.name, row.type, row.connected_to) for row in summary.layers] == [
        ("input_layer", "InputLayer", ()),
        ("dense", "Dense", ("input_layer[0][0]",)),
        ("add", "Add", ("input_layer[0][0]", "dense[0][0]")),
        ("dense_1", "Dense", ("add[0][0]",)),
    ]


def test_comments_that_stand_alone_are_headings_of_the_row_below() -> None:
    headed = {row.name: row.heading for row in summarize(BARE).layers if row.heading}
    assert headed == {
        "conv2d": ("Block 1: edges",),
        "conv2d_2": ("Block 2: shapes", "twice the filters"),
        "global_max_pooling2d": ("Decision",),
    }
    assert next(row.comment for row in summarize(BARE).layers if row.name == "max_pooling2d") == "half the size"


def test_code_that_is_commented_out_is_no_heading() -> None:
    summary = summarize("Input((4,))\n# layers.Dropout(0.5),\nDense(3)\n# -------\nDense(2)\n")
    assert [row.heading for row in summary.layers] == [(), ()]


TWO = "def make(n):\n    return keras.Sequential([keras.Input((n,)), layers.Dense(1)])\na, b = make(3), make(5)\n"


@pytest.mark.parametrize(("model", "params"), [(None, 6), ("a", 4), ("b", 6), ("make(9)", 10)])
def test_the_model_is_the_last_one_made_or_the_one_asked_for(model: str | None, params: int) -> None:
    summary = summarize(TWO, model=model)
    assert summary.total is not None
    assert summary.total.params == params


@pytest.mark.parametrize(
    ("listing", "shape", "params"),
    [
        ("Flatten()\nDense(10)\n", (28, 28), 7_850),
        ("model = keras.Sequential([layers.Dense(2)])\n", (3,), 8),
        ("Conv1D(4, 3)\n", (None, 2), 28),
    ],
)
def test_an_input_shape_can_be_supplied(listing: str, shape: tuple[int | None, ...], params: int) -> None:
    asked = summarize(listing)
    assert {str(problem.code) for problem in (*asked.problems, *asked.notices)} == {"no_input_shape"}
    assert not asked.is_known
    summary = summarize(listing, input_shape=shape)
    assert summary.problems == ()
    assert summary.total is not None
    assert summary.total.params == params


#: A listing that fails: the rows that stand, and what is said (line, code, a part of the message, the hint).
FAILING = {
    "a misspelt layer": (
        "Input((8, 8, 3))\nConv2D(4, 3)\nMaxPoling2D()\nFlatten()\n",
        ["conv2d", "?"], 3, "unknown_name", "'MaxPoling2D' is not defined", "did you mean 'MaxPooling2D'?",
    ),
    "a misspelt argument": (
        "Input((8, 8, 3))\nConv2D(4, 3)\nConv2D(4, 3, pading='same')\n",
        ["conv2d", "?"], 3, "unknown_argument", "has no argument 'pading'", "did you mean 'padding'?",
    ),
    "a window larger than its input": (
        "Input((8, 8, 3))\nConv2D(4, 5)\nConv2D(4, 5)\nFlatten()\n",
        ["conv2d", "conv2d_1"], 3, "invalid_input", "a window of 5 does not fit into an axis of 4", "padding=\"same\"",
    ),
    "a layer called on nothing known": (
        "i = keras.Input((4,))\nx = layers.Dense(3)(i)\ny = mystery(x)\nmodel = keras.Model(i, layers.Dense(1)(y))\n",
        ["input_layer", "dense", "?"], 3, "unknown_name", "'mystery' is not defined", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "names", "line", "code", "message", "hint"), FAILING.values(), ids=FAILING)
def test_a_bad_listing_shows_the_rows_up_to_the_failing_one_and_no_totals(
    listing: str, names: list[str], line: int, code: str, message: str, hint: str
) -> None:
    summary = summarize(listing)
    problem = summary.problems[0]
    assert [row.name for row in summary.layers] == names
    assert summary.layers[-1].problem == problem
    assert (problem.line, str(problem.code)) == (line, code)
    assert message in str(problem.message)
    assert hint in str(problem.hint or "")
    assert summary.total is None


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "Dense(", "x = [" * 500, "while True: pass", "def f(): return f()\nf()", "9**9**9", "'a' * 10**12",
     "import os\nos.system('false')", "open('/etc/passwd').read()", "().__class__.__mro__", "Dense(10)(Dense(10))",
     "keras.Model([], [])", "model = keras.Sequential()\nmodel.add(model)\n", "Input(10**400)"],
)  # fmt: skip
def test_no_text_breaks_it(text: str) -> None:
    summary = summarize(text)
    assert summary.problems
    assert not any(problem.code == "internal" for problem in summary.problems)


def test_resnet_50_written_by_hand_is_exact() -> None:
    """The figures are those of `keras.applications.ResNet50`."""
    summary = summarize((Path(__file__).parent / "listings" / "resnet50.py").read_text(encoding="utf-8"))
    assert summary.problems == ()
    assert len(summary.layers) == 177
    assert (summary.total, summary.trainable, summary.non_trainable) == (
        Total(25_636_712, 102_546_848), Total(25_583_592, 102_334_368), Total(53_120, 212_480),
    )  # fmt: skip
    last = {row.name: row.connected_to for row in summary.layers}
    assert last["conv2_block1_add"] == ("conv2_block1_0_bn[0][0]", "conv2_block1_3_bn[0][0]")
    assert last["predictions"] == ("avg_pool[0][0]",)


@pytest.fixture
def _collecting() -> Iterator[None]:
    """The garbage collector as every program has it."""
    yield
    gc.enable()


@pytest.mark.usefixtures("_collecting")
@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize("listing", ["model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])", "Dense("])
def test_the_garbage_collector_is_left_as_it_was(listing: str, runs: bool) -> None:
    (gc.enable if runs else gc.disable)()
    summarize(listing)
    assert gc.isenabled() is runs


def test_the_garbage_collector_waits_while_a_deep_model_is_read() -> None:
    """It would look at all layers again and again, so that each would cost more the more there are."""
    collections: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            collections.append(told["generation"])

    gc.callbacks.append(note)
    summary = summarize("model = keras.Sequential([keras.Input((4,)), *[layers.Dense(4) for _ in range(2_000)]])")
    gc.callbacks.remove(note)
    assert summary.total is not None
    assert len(collections) <= 2  # the ones that were due before it began, and those after it


SHARED = {
    "a layer and its TimeDistributed": (
        ("d = layers.Dense(3)\ni = keras.Input((5, 4))\nj = keras.Input((4,))\n"
        "model = keras.Model([i, j], [layers.TimeDistributed(d)(i), d(j)])\n"), 15, 0,
    ),
    "a wrapped layer, frozen from outside": (
        ("d = layers.Dense(3)\ni = keras.Input((5, 4))\na = layers.TimeDistributed(d)(i)\n"
        "d.trainable = False\nmodel = keras.Model(i, a)\n"), 0, 15,
    ),
    "a cell in two layers": (
        ("c = layers.LSTMCell(3)\ni = keras.Input((5, 4))\nj = keras.Input((5, 4))\n"
        "model = keras.Model([i, j], [layers.RNN(c)(i), layers.RNN(c)(j)])\n"), 96, 0,
    ),
    "two directions, which are copies": (
        ("i = keras.Input((5, 4))\n"
        "model = keras.Model(i, layers.Bidirectional(layers.RNN(layers.GRUCell(2)))(i))\n"), 96, 0,
    ),
    "a layer and its SpectralNormalization": (
        ("d = layers.Dense(3)\nmodel = keras.Sequential("
        "[keras.Input((5, 4)), layers.SpectralNormalization(d), layers.Dense(4), d])\n"), 31, 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "trainable", "non_trainable"), SHARED.values(), ids=SHARED)
def test_shared_weights_count_once(listing: str, trainable: int, non_trainable: int) -> None:
    summary = summarize(listing)
    assert summary.problems == ()
    assert summary.trainable is not None
    assert summary.non_trainable is not None
    assert (summary.trainable.params, summary.non_trainable.params) == (trainable, non_trainable)
