"""Nested models, opened: the rows that `model.summary(expand_nested=True)` prints."""

from __future__ import annotations

import pytest

from sphinx_model_summary import Summary, summarize
from sphinx_model_summary.derivation import derive

ENCODER = """\
inputs = keras.Input((8, 8, 3))
encoder = keras.Sequential([
    keras.Input((8, 8, 3)),
    layers.Conv2D(4, 3, name="conv"),
    layers.Flatten(),
    layers.Dense(5),
], name="encoder")
"""
#: Listings, and for each row its level, name, parameters and connections as Keras 3 prints them.
OPENED = {
    "a model in two places": (
        (
            f"{ENCODER}both = layers.Concatenate()([encoder(inputs), encoder(layers.RandomFlip()(inputs))])\n"
            "model = keras.Model(inputs, layers.Dense(2, name='conv')(both))"
        ),
        """
        0 input_layer 0
        0 random_flip 0 input_layer[0][0]
        0 encoder 837 input_layer[0][0] random_flip[0][0]
        1 conv 112
        1 flatten 0
        1 dense 725
        0 concatenate 0 encoder[0][0] encoder[1][0]
        0 conv 22 concatenate[0][0]
        """,
    ),
    "a layer inside and outside": (
        (
            "i = keras.Input((4,))\nx = layers.Dense(3, name='a')(i)\ne = keras.Model(i, x, name='e')\n"
            "model = keras.Model(i, layers.Add()([x, e(i)]))"
        ),
        """
        0 input_layer 0
        0 a 15 input_layer[0][0]
        0 e 15 input_layer[0][0]
        1 input_layer 0
        1 a 15 input_layer[0][0]
        0 add 0 a[0][0] e[0][0]
        """,
    ),
    "a model in a model": (
        (
            "inner = keras.Sequential([layers.Dense(2)], name='inner')\n"
            "outer = keras.Sequential([layers.Dense(3), inner], name='outer')\n"
            "model = keras.Sequential([keras.Input((4,)), outer])"
        ),
        """
        0 outer 23 keras_tensor
        1 dense_1 15
        1 inner 8
        2 dense 8
        """,
    ),
    "a pipeline": (
        (
            "p = layers.Pipeline([layers.Resizing(8, 8), layers.Normalization()])\n"
            "model = keras.Sequential([keras.Input((16, 16, 3)), p])"
        ),
        """
        0 pipeline 7
        1 resizing 0
        1 normalization 7
        """,
    ),
    "a layer with an attribute `layers`": (
        (
            "class Block(layers.Layer):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.layers = [layers.Dense(3), layers.Dense(2)]\n"
            "        self.last = layers.Dense(4)\n"
            "    def call(self, x):\n"
            "        for layer in self.layers: x = layer(x)\n"
            "        return self.last(x)\n"
            "model = keras.Sequential([keras.Input((4,)), Block()])"
        ),
        """
        0 block 35
        1 dense 15
        1 dense_1 8
        """,
    ),
}


def opened(listing: str) -> Summary:
    summary = summarize(listing, expand_nested=True)
    assert summary.problems == ()
    return summary


@pytest.mark.parametrize(("listing", "rows"), OPENED.values(), ids=OPENED)
def test_the_rows_are_those_of_keras(listing: str, rows: str) -> None:
    summary = opened(listing)
    found = [[str(row.level), row.name, str(row.params), *row.connected_to] for row in summary.layers]
    expected = [line.split() for line in rows.strip().splitlines()]
    width = None if summary.branched else 3  # a chain shows no connections
    assert [row[:width] for row in found] == [row[:width] for row in expected]


@pytest.mark.parametrize("listing", [listing for listing, _rows in OPENED.values()], ids=OPENED)
def test_the_totals_stay(listing: str) -> None:
    summary, closed = opened(listing), summarize(listing)
    assert (summary.total, summary.trainable) == (closed.total, closed.trainable)
    assert [row.key for row in summary.counted()] == [row.key for row in closed.counted()]
    assert derive(summary).total == derive(closed).total


@pytest.mark.parametrize("listing", [listing for listing, _rows in OPENED.values()], ids=OPENED)
def test_each_layer_has_one_row_that_speaks_for_it(listing: str) -> None:
    rows = opened(listing).layers
    speaking = [row.key for row in rows if not row.repeated]
    assert len(speaking) == len(set(speaking))
    assert {row.key for row in rows} == set(speaking)


def test_the_level_is_told_in_json() -> None:
    levels = [layer["level"] for layer in opened(OPENED["a model in a model"][0]).to_dict()["layers"]]
    assert levels == [0, 1, 1, 2]


NET = """
net = Sequential([Input((4,)), Dense(3)])
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.net = net
    def call(self, x):
        return self.net(x)
"""


@pytest.mark.parametrize(
    ("first", "total"),
    [
        ("Sequential([Sequential([Dense(1, input_shape=[1])])])", 2),
        ("Pipeline([Rescaling(2.0)])", 0),
        ("TimeDistributed(net)", 15),
        ("Net()", 15),
    ],
)
def test_what_was_never_called_counts_nothing_in_its_row_and_all_that_it_holds_in_the_total(
    first: str, total: int
) -> None:
    summary = summarize(f"{NET}model = Sequential([{first}])")
    assert summary.problems == ()
    assert [(row.params, row.trainable_params, row.unbuilt) for row in summary.layers] == [(0, 0, True)]
    assert summary.total is not None
    assert summary.total.params == total
