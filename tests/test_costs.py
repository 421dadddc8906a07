"""What layers and models cost: multiply-accumulates, memory, receptive fields, each case worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.costs import fields
from sphinx_model_summary.layers.terms import TERMS
from sphinx_model_summary.size import evaluate, terms
from sphinx_model_summary.summary import Row, Summary

#: Layers, what goes in, and the multiply-accumulates: weights that multiply, times the places where they are used.
MACS = [
    ("Dense(10)", (784,), 784 * 10),
    ("Dense(10, use_bias=False)", (784,), 784 * 10),
    ("Dense(5)", (20, 8), 20 * (8 * 5)),
    ("Dense(5)", (4, 6, 8), 4 * 6 * (8 * 5)),
    ('Conv1D(8, 3, padding="causal")', (20, 4), 20 * (3 * 4 * 8)),
    ("Conv2D(64, 3)", (28, 28, 32), (26 * 26) * (3 * 3 * 32 * 64)),
    ('Conv2D(64, 3, strides=2, padding="same")', (29, 28, 32), (15 * 14) * (3 * 3 * 32 * 64)),
    ("Conv2D(64, 3, groups=2)", (28, 28, 32), (26 * 26) * (3 * 3 * 16 * 64)),
    ('Conv2D(8, 3, data_format="channels_first")', (3, 28, 30), (26 * 28) * (3 * 3 * 3 * 8)),
    ("Conv3D(8, 3)", (9, 10, 11, 2), (7 * 8 * 9) * (27 * 2 * 8)),
    ("DepthwiseConv2D(3, depth_multiplier=2)", (8, 8, 32), (6 * 6) * (3 * 3 * 32 * 2)),
    ("SeparableConv2D(64, 3)", (8, 8, 32), (6 * 6) * (3 * 3 * 32 + 32 * 64)),
    # Every value that comes in is spread over a window.
    ('Conv2DTranspose(16, 3, strides=2, padding="same")', (7, 7, 32), (7 * 7) * (3 * 3 * 32 * 16)),
    ("ConvLSTM2D(4, 3)", (5, 8, 8, 2), 5 * (6 * 6) * 4 * (3 * 3 * 2 * 4 + 3 * 3 * 4 * 4)),
    ("SimpleRNN(16)", (10, 8), 10 * (8 * 16 + 16 * 16)),
    ("LSTM(16)", (10, 8), 10 * 4 * (8 * 16 + 16 * 16)),
    ("GRU(16)", (10, 8), 10 * 3 * (8 * 16 + 16 * 16)),
    ("GRU(16, reset_after=False)", (10, 8), 10 * 3 * (8 * 16 + 16 * 16)),
    ("RNN(LSTMCell(16))", (10, 8), 10 * 4 * (8 * 16 + 16 * 16)),
    ("RNN([GRUCell(16), GRUCell(4)])", (10, 8), 10 * 3 * (8 * 16 + 16 * 16 + 16 * 4 + 4 * 4)),
    ("Bidirectional(LSTM(16))", (10, 8), 2 * 10 * 4 * (8 * 16 + 16 * 16)),
    ("TimeDistributed(Dense(5))", (20, 8), 20 * (8 * 5)),
    ("TimeDistributed(Conv2D(4, 3))", (5, 8, 8, 2), 5 * (6 * 6) * (3 * 3 * 2 * 4)),
    ("SpectralNormalization(Dense(5))", (8,), 8 * 5),
    ('EinsumDense("abc,cd->abd", (20, 5))', (20, 8), 20 * (8 * 5)),
    ('EinsumDense("...x,xy->...y", 5)', (20, 8), 20 * (8 * 5)),
    ('EinsumDense("ab...,bc->ac...", 5)', (8, 20), 20 * (8 * 5)),
    ('STFTSpectrogram(mode="log", frame_length=4, frame_step=2)', (10, 3), 4 * 3 * (2 * 4 * 3)),
    # Rows that are looked up, and what is done number by number.
    ("Embedding(1000, 16)", (20,), 0),
    ("BatchNormalization()", (8, 8, 3), 0),
    ("LayerNormalization()", (20, 8), 0),
    ("PReLU()", (8,), 0),
    ('Activation("softmax")', (8,), 0),
    ("MaxPooling2D()", (8, 8, 3), 0),
    ("Flatten()", (8, 8, 3), 0),
    ("Dropout(0.5)", (8,), 0),
]
#: The same for layers and operations on several tensors: calls on `q` of 10 positions, `k` of 7, with 16 features.
OF_TWO = [
    # Query, output; key, value; queries with keys, weights with values.
    ("layers.MultiHeadAttention(4, 8)(q, k)", 2 * 10 * (16 * 32) + 2 * 7 * (16 * 32) + 2 * 10 * 7 * 4 * 8),
    ("layers.MultiHeadAttention(4, 8)(q, q)", 4 * 10 * (16 * 32) + 2 * 10 * 10 * 4 * 8),
    (
        "layers.MultiHeadAttention(4, 8, value_dim=5)(q, q)",
        10 * (2 * 16 * 32 + 2 * 16 * 20) + 10 * 10 * 4 * 8 + 10 * 10 * 4 * 5,
    ),
    (
        "layers.GroupedQueryAttention(8, 4, 2)(q, k)",
        2 * 10 * (16 * 32) + 2 * 7 * (16 * 16) + 2 * 10 * 7 * 4 * 8,
    ),
    ("layers.Attention()([q, k])", 10 * 7 * 16 + 10 * 7 * 16),
    ('layers.Attention(score_mode="concat")([q, k])', 10 * 7 * 16),
    ("layers.AdditiveAttention()([q, k])", 10 * 7 * 16),
    ("layers.Dot(axes=2)([q, k])", 10 * 7 * 16),
    ("ops.matmul(q, ops.transpose(k, (0, 2, 1)))", 10 * 7 * 16),
    ('ops.einsum("bqd,bkd->bqk", q, k)', 10 * 7 * 16),
    ("ops.dot(q, np.ones((16, 3)))", 10 * 3 * 16),
    ("ops.conv(q, np.ones((3, 16, 5)))", 8 * (3 * 16 * 5)),
    ("layers.Add()([q, q])", 0),
    ("q * 2 + q", 0),
    ("ops.relu(q)", 0),
]
#: What is not known is not counted.
UNKNOWN = [
    ("LSTM(16)", (None, 8)),
    ("Conv2D(8, 3)", (None, None, 3)),
    ("Dense(8)", (None, 3)),
    ("Lambda(lambda x: x * 2)", (8,)),
    ("MelSpectrogram()", (16000,)),
]


def of(listing: str, **options: object) -> Summary:
    """The summary of a listing that is in order, all of whose formulas come to their numbers and can be spoken."""
    summary = summarize(listing, **options)  # type: ignore[arg-type]
    assert summary.problems == ()
    for row in summary.layers:
        for size in (row.macs, row.activations):
            if size is not None:
                assert evaluate(size.expression) == size
                names = {one.name for one in terms(size.expression) if len(one.name) > 1}
                assert names <= TERMS.keys()
    return summary


@pytest.mark.parametrize(("call", "shape", "macs"), MACS)
def test_macs_of_a_layer(call: str, shape: tuple[int, ...], macs: int) -> None:
    summary = of(call, input_shape=shape)
    assert summary.layers[-1].macs == macs
    assert summary.macs == macs


@pytest.mark.parametrize(("call", "macs"), OF_TWO)
def test_macs_of_two_tensors(call: str, macs: int) -> None:
    summary = of(f"import numpy as np\nq = Input((10, 16))\nk = Input((7, 16))\nmodel = Model([q, k], {call})")
    assert summary.macs == macs


def test_attention_over_an_axis_that_is_not_there_is_not_counted() -> None:
    """Keras takes it, and there is nothing to count."""
    summary = of(
        "q = keras.Input((7, 3))\nmodel = keras.Model(q, layers.MultiHeadAttention(2, 2, attention_axes=(3,))(q, q))"
    )
    assert summary.problems == ()
    assert summary.macs is None


@pytest.mark.parametrize(("call", "shape"), UNKNOWN)
def test_what_is_not_known_is_not_counted(call: str, shape: tuple[int, ...]) -> None:
    summary = of(f"{call}\nActivation('relu')", input_shape=shape)
    assert [row.macs for row in summary.layers] == [None, 0]
    assert summary.macs is None
    assert summary.to_dict()["macs"] is None


def test_a_batch_of_fixed_size_counts_as_one_example() -> None:
    summary = of("model = Sequential([Input(batch_shape=(32, 10, 8)), LSTM(16, stateful=True)])")
    assert summary.macs == 10 * 4 * (8 * 16 + 16 * 16)
    assert summary.activations == 16 * 4


def test_each_call_of_a_shared_layer_counts() -> None:
    summary = of(
        "a, b = Input((10, 8)), Input((3, 8))\nd = layers.Dense(4)\n"
        "model = Model([a, b], layers.Concatenate(axis=1)([d(a), d(b), d(a)]))"
    )
    rows = {row.name: row for row in summary.layers}
    assert rows["dense"].macs == 2 * 10 * (8 * 4) + 3 * (8 * 4)
    assert rows["dense"].memory == (8 * 4 + 4) * 4


NESTED = """\
inner = keras.Sequential([Input((None, None, 3)), layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()], name="inner")
small, large = Input((8, 8, 3)), Input((12, 12, 3))
model = Model([small, large], layers.Concatenate()([inner(small), inner(large), inner(small)]))
"""


def test_a_nested_model_counts_what_is_inside_on_what_goes_in() -> None:
    rows = {row.name: row for row in of(NESTED).layers}
    small, large = 6 * 6 * 4, 10 * 10 * 4
    assert rows["inner"].macs == (2 * small + large) * 3 * 3 * 3
    assert rows["inner"].activations == (2 * (small + 4) + large + 4) * 4


def test_rows_of_an_opened_model_tell_of_one_call_with_the_shapes_shown() -> None:
    inner = "inner = keras.Sequential([Input((8,)), layers.Dense(3)])"
    summary = of(f"{inner}\ni = Input((8,))\nmodel = Model(i, inner(i) + inner(i))", expand_nested=True)
    assert [(row.level, row.macs) for row in summary.layers] == [(0, 0), (0, 48), (1, 24), (0, 0)]
    assert summary.macs == 48


OWN = """\
class Linear(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units
    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], self.units))
        self.b = self.add_weight(shape=(self.units,))
    def call(self, x):
        return ops.matmul(x, self.w) + self.b

class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.first, self.second = layers.Dense(8), Linear(4)
    def call(self, x):
        return x + self.second(self.first(x))
"""


def test_layers_of_the_listing_s_own_are_followed() -> None:
    summary = of(f"{OWN}\nmodel = keras.Sequential([Input((10, 4)), Block()])")
    assert summary.macs == 10 * (4 * 8 + 8 * 4)


def test_models_of_the_listing_s_own_count_what_stands_between_their_layers() -> None:
    listing = f"""{OWN}
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.block, self.unused = Block(), layers.Dense(3)
    def call(self, x):
        x = self.block(x)
        return ops.matmul(x, ops.transpose(x, (0, 2, 1)))
model = Net()
"""
    summary = of(listing, input_shape=(10, 4))
    block = 10 * (4 * 8 + 8 * 4)
    assert summary.layers[0].macs == block
    assert summary.macs == block + 10 * 10 * 4


def test_code_that_cannot_be_followed_leaves_the_costs_open() -> None:
    summary = of(
        "class Own(layers.Layer):\n    def call(self, x):\n        return x\n"
        "    def compute_output_shape(self, shape):\n        return shape\n"
        "model = keras.Sequential([Input((4,)), Own()])"
    )
    assert summary.macs is None


def test_a_declared_layer_tells_its_macs_or_not() -> None:
    declared = {"weights": {"kernel": "(inputs, 3)"}, "output_shape": "(batch, 3)", "input": "(batch, inputs)"}
    listing = "from mylib import Own\nInput((4,))\nOwn()"
    assert of(listing, layers={"mylib.Own": declared}).macs is None
    assert of(listing, layers={"mylib.Own": {**declared, "macs": "inputs * 3"}}).macs == 12


def test_memory_follows_the_policy() -> None:
    policy = 'keras.config.set_dtype_policy("mixed_float16")\n'
    layers = "Input((8, 8, 3)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(2, dtype='float32')"
    summary = of(f"{policy}model = keras.Sequential([{layers}])")
    # Weights are kept in 32 bits; what is computed takes 16, but where a layer says otherwise.
    assert [row.memory for row in summary.layers] == [(3 * 3 * 3 * 4 + 4) * 4, 0, (144 * 2 + 2) * 4]
    assert [row.activations for row in summary.layers] == [6 * 6 * 4 * 2, 144 * 2, 2 * 4]


def test_what_comes_in_is_no_activation() -> None:
    functional = of("i = Input((8,))\nmodel = Model(i, layers.Dense(4)(i) * 2)")
    assert [row.activations for row in functional.layers] == [0, 4 * 4, 4 * 4]
    assert functional.activations == 2 * 4 * 4


def test_open_sizes_leave_activations_open() -> None:
    summary = of("Dense(3)\nGlobalMaxPooling1D()", input_shape=(None, 4))
    assert [row.activations for row in summary.layers] == [None, 3 * 4]
    assert summary.activations is None


def seen(row: Row) -> str:
    """The receptive field of a row: its sizes and its strides."""
    found = fields(row.calls[-1:])[row.calls[-1]]
    if found is None:
        return "?"
    assert all(evaluate(one.size.expression) == one.size for one in found)
    sizes, strides = zip(*found, strict=True) if found else ((), ())
    return re.sub(r"[ ,]+", " ", f"{sizes} / {strides}")


#: Chains, with the field of each layer worked out by hand: size + (kernel − 1) × strides so far.
CHAINS = [
    ("Conv2D(4, 3)\nConv2D(4, 3)\nConv2D(4, 3)", (32, 32, 3), ["(3 3) / (1 1)", "(5 5) / (1 1)", "(7 7) / (1 1)"]),
    (
        """
        Rescaling(2)
        Conv2D(4, 7, strides=2, padding="same")
        BatchNormalization()
        MaxPooling2D(3, 2)
        Conv2D(4, 3, dilation_rate=2)
        Flatten()
        Dense(3)
        """,
        (64, 64, 3),
        ["() / ()", "(7 7) / (2 2)", "(7 7) / (2 2)", "(11 11) / (4 4)", "(27 27) / (4 4)", "?", "?"],
    ),
    (
        'Embedding(10, 4)\nConv1D(4, 3, padding="causal", dilation_rate=4)\nDense(3)\nLSTM(3)',
        (32,),
        ["() / ()", "(9 ) / (1 )", "(9 ) / (1 )", "?"],
    ),
    ("ZeroPadding2D(3)\nDepthwiseConv2D((3, 1))\nUpSampling2D()", (8, 8, 3), ["() / ()", "(3 1) / (1 1)", "?"]),
]


@pytest.mark.parametrize(("listing", "shape", "expected"), CHAINS)
def test_receptive_fields_of_chains(listing: str, shape: tuple[int, ...], expected: list[str]) -> None:
    assert [seen(row) for row in of(dedent(listing), input_shape=shape).layers] == expected


def test_branches_give_the_largest_field_where_their_positions_agree() -> None:
    summary = of(
        'i = Input((32, 32, 3))\na = layers.Conv2D(4, 3, strides=2, padding="same")(i)\n'
        'b = layers.Conv2D(4, 1, strides=2)(i)\nc = layers.Add()([layers.Conv2D(4, 3, padding="same")(a), b])\n'
        "d = layers.Concatenate()([layers.MaxPooling2D(2)(a), layers.Conv2D(4, 1, strides=4)(i)])\n"
        "model = Model(i, [c, d])"
    )
    rows = {row.name: seen(row) for row in summary.layers}
    assert rows["add"] == "(7 7) / (2 2)"
    assert rows["concatenate"] == "(5 5) / (4 4)"


def test_nested_models_and_own_blocks_are_seen_through() -> None:
    block = (
        "class Block(layers.Layer):\n    def __init__(self):\n        super().__init__()\n"
        '        self.conv = layers.Conv2D(3, 3, padding="same")\n'
        "    def call(self, x):\n        return x + self.conv(x)\n"
    )
    inner = "inner = keras.Sequential([Input((None, None, 3)), layers.Conv2D(3, 3, strides=2), layers.Conv2D(3, 3)])\n"
    summary = of(f"{block}{inner}model = keras.Sequential([Input((32, 32, 3)), layers.Conv2D(3, 5), inner, Block()])")
    assert [seen(row) for row in summary.layers] == ["(5 5) / (1 1)", "(11 11) / (2 2)", "(15 15) / (2 2)"]


def test_a_deep_chain_needs_no_deep_stack() -> None:
    summary = of("model = Sequential([Input((8, 1)), *[layers.Conv1D(1, 3, padding='same') for _ in range(900)]])")
    assert seen(summary.layers[-1]) == f"({1 + 900 * 2} ) / (1 )"


RESNET50 = (Path(__file__).parent / "listings" / "resnet50.py").read_text(encoding="utf-8")
VGG16 = "Input((32, 32, 3))\n" + "".join(
    f"Conv2D({filters}, 3, padding='same')\n" * times + "MaxPooling2D()\n"
    for filters, times in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
) + "Flatten()\nDense(4096)\nDense(4096)\nDense(1000)\n"  # fmt: skip


@pytest.mark.parametrize(
    ("listing", "depth"),
    [
        ("Input((4,))\nDense(3)\nBatchNormalization()\nReLU()\nDropout(0.1)\nDense(2)", 2),
        ("Input((7,))\nEmbedding(100, 8)\nLSTM(4)\nDense(1)", 2),
        ("x = Input((3,))\nm = Model(x, layers.Add()([x, Dense(3)(Dense(3)(x)), Dense(3)(x)]))", 2),
        ("shared = Dense(3)\nx = Input((3,))\nm = Model(x, shared(shared(shared(x))))", 3),
        ("inner = Sequential([Dense(3), Dense(3)])\nx = Input((3,))\nm = Model(x, Dense(1)(inner(inner(x))))", 5),
        ("Input((4,))\nReLU()", 0),
        (VGG16, 16),
        (RESNET50, 50),
        # The steps are open, so nobody knows how often the kernel is used.
        ("Input((None, 3))\nLSTM(4)", None),
        # Which way leads through a model with two outputs is not told.
        ("a = Input((3,))\ntwo = Model(a, [Dense(2)(a), Dense(2)(Dense(2)(a))])\nm = Model(a, two(a)[0])", None),
    ],
)
def test_depth(listing: str, depth: int | None) -> None:
    assert summarize(listing).depth == depth
