"""What Keras 2 wrote otherwise: read where the meaning is certain, with a notice of what Keras 3 says."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize


@pytest.mark.parametrize(
    ("listing", "line", "notice"),
    [
        (
            "from keras.layers.core import Dense\nmodel = Sequential([Input((4,)), Dense(3)])",
            1,
            "Keras 3 has no module keras.layers.core; it is read as keras.layers",
        ),
        (
            "from keras.models import Model, Input\nx = Input((4,))\nmodel = Model(x, Dense(3)(x))",
            1,
            "keras.models has no 'Input'",
        ),
        (
            (
                "import tensorflow as tf\nfrom tensorflow.keras.layers.experimental import preprocessing\n"
                "model = Sequential([Input((4,)), preprocessing.Rescaling(2), Dense(3)])"
            ),
            2,
            "Keras 3 has no module tensorflow.keras.layers.experimental; it is read as keras.layers",
        ),
        (
            (
                "import tensorflow as tf\n"
                "model = Sequential([Input((4,)), tf.keras.layers.experimental.preprocessing.Rescaling(2), Dense(3)])"
            ),
            2,
            "Keras 3 has no module keras.layers.experimental; it is read as keras.layers",
        ),
        (
            "base = Sequential([Input((4,)), Dense(3)])\nmodel = Model(base.input, base.layers[0].output)",
            2,
            "in Keras 3 a Sequential model has no 'input' before it is called",
        ),
        (
            "x = Input((4,))\nmodel = Model(x, Dense(K.int_shape(x)[1] - 1)(x))",
            2,
            "Keras 3 has no keras.backend.int_shape",
        ),
        (
            "x = Input((7, 4))\nmodel = Model(x, Dense(3)(Lambda(lambda z: K.mean(z, axis=1))(x)))",
            2,
            "Keras 3 has no keras.backend.mean",
        ),
    ],
)
def test_an_old_spelling_is_read_and_told(listing: str, line: int, notice: str) -> None:
    summary = summarize(listing)
    assert summary.problems == ()
    assert summary.total is not None
    assert summary.total.params == 15
    assert [(one.line, str(one.message), str(one.code)) for one in summary.notices] == [(line, notice, "legacy")]
