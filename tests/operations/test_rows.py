"""Rows of operations between those of layers: names from common counters, and which output feeds what."""

from __future__ import annotations

from sphinx_model_summary import summarize

LISTING = """
import keras
from keras import layers, ops

x = keras.Input((8,))
left, right = ops.split(x, 2, axis=1)
shared = layers.Dense(3)
values, places = ops.top_k(shared(right), 2)
y = keras.activations.relu(values) + 1
y = layers.Add()([y, abs(-shared(left)[:, :2])])
model = keras.Model(x, [2 * y, places])
"""
#: As measured with Keras.
ROWS = [
    ("input_layer", "InputLayer", []),
    ("split", "Split", ["input_layer[0][0]"]),
    ("dense", "Dense", ["split[0][1]", "split[0][0]"]),
    ("top_k", "TopK", ["dense[0][0]"]),
    ("get_item", "GetItem", ["dense[1][0]"]),
    ("re_lu", "ReLU", ["top_k[0][0]"]),
    ("negative", "Negative", ["get_item[0][0]"]),
    ("add", "Add", ["re_lu[0][0]"]),
    ("absolute", "Absolute", ["negative[0][0]"]),
    ("add_1", "Add", ["add[0][0]", "absolute[0][0]"]),
    ("multiply", "Multiply", ["add_1[0][0]"]),
]


def test_rows() -> None:
    summary = summarize(LISTING)
    assert summary.problems == ()
    assert [(row.name, row.type, list(row.connected_to)) for row in summary.layers] == ROWS
