"""Texts as Keras prints them, and listings to set beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx_model_summary import summarize
from sphinx_model_summary.recorded import Comparison, Recorded, compare, read_recorded

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "texts").glob("*.txt")}

DIGITS = """\
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 3),
    layers.BatchNormalization(),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10),
], name="digits")
"""
BRANCHES = """\
images, others = keras.Input((8, 8, 3)), keras.Input((8, 8, 3))
conv = layers.Conv2D(4, 3)
x = keras.activations.relu(conv(images) + conv(others))
model = keras.Model([images, others], layers.Dense(2)(layers.GlobalAveragePooling2D()(x)))
"""
ENCODER = """\
encoder = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.Flatten()], name="encoder")
"""
TWICE = f"""\
{ENCODER}
left, right = keras.Input((8, 8, 3)), keras.Input((8, 8, 3))
model = keras.Model([left, right], layers.Dense(2)(layers.Concatenate()([encoder(left), encoder(right)])))
"""
KERAS_1 = """\
i = keras.Input((8, 8, 3))
x = layers.Concatenate()([layers.Flatten()(layers.Conv2D(4, 3)(i)), layers.Flatten()(i)])
model = keras.Model(i, layers.Dense(2)(x))
"""


def printed(*rows: str, totals: str = "") -> str:
    """A text of Keras 2, from rows whose cells stand between commas and spaces: `dense (Dense)  (None, 3)  12`."""
    head = "Layer (type)                 Output Shape              Param #   "
    lines = ["{:28} {:25} {:10}".format(*row.split("  ")) for row in rows]
    return "\n".join([head, "=" * 65, *lines, "=" * 65, totals])


def compared(text: str, listing: str, **options: Any) -> Comparison:
    recorded = read_recorded(text)
    assert isinstance(recorded, Recorded)
    return compare(recorded, summarize(listing, **options))
