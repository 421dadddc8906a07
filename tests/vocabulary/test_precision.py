"""The precision of numbers: what memory a model takes, and how casts are named; numbers of Keras 3.15."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize

#: How a listing asks for the type of a layer's numbers, and how many bytes each of its weights then takes.
BYTES = {
    'layer = Dense(3)': 4,
    'layer = Dense(3, dtype="float16")': 2,
    'layer = Dense(3, dtype="bfloat16")': 2,
    'layer = Dense(3, dtype="mixed_float16")': 4,
    'layer = Dense(3, dtype=keras.DTypePolicy("float16"))': 2,
    'layer = Dense(3, dtype=tf.float16)': 2,
    'layer = Dense(3, dtype=np.float16)': 2,
    'layer = Dense(3, dtype=float)': 4,
    'keras.mixed_precision.set_global_policy("mixed_float16"); layer = Dense(3)': 4,
    'keras.config.set_dtype_policy("float16"); layer = Dense(3)': 2,
    'keras.config.set_dtype_policy("float16"); layer = Dense(3, dtype="float32")': 4,
    'keras.backend.set_floatx("float16"); layer = Dense(3)': 2,
    # The policy is settled when the first layer is made; a fresh session settles it anew.
    'Dropout(0.5); keras.backend.set_floatx("float16"); layer = Dense(3)': 4,
    'Dropout(0.5); keras.backend.set_floatx("float16"); keras.backend.clear_session(); layer = Dense(3)': 2,
    'layer = TimeDistributed(Dense(3), dtype="float16")': 4,
    'layer = TimeDistributed(Dense(3, dtype="float16"))': 2,
}  # fmt: skip


@pytest.mark.parametrize("made", BYTES)
def test_bytes_of_a_weight(made: str) -> None:
    summary = summarize(f"import numpy as np\n{made}\nmodel = Sequential([Input((7, 4)), layer])")
    assert summary.problems == ()
    assert summary.total is not None
    assert summary.total.params == 15
    assert summary.total.bytes == 15 * BYTES[made]


#: What becomes of a tensor `x` of the type float32, and which number the next cast of the listing has.
CASTS = {
    "": 0,
    "x = Dense(3)(x)": 0,
    'x = Dense(3, dtype="float16")(x)': 1,
    'x = Dense(3, dtype="float16")(x); x = Dense(3, dtype="float16")(x)': 1,
    'x = Dense(3, dtype="float16")(x); x = Dense(3)(x)': 2,
    'x = Dense(3, dtype="float16")(x) * 2; x = Dense(3)(x)': 2,
    'x = Dense(3, dtype="float16", autocast=False)(x)': 0,
    'x = Add()([x, Dense(4, dtype="float16")(x)])': 2,
    'x = x + Dense(4, dtype="float16")(x); x = Dense(2)(x)': 1,
    # Whole numbers and truth values are never cast.
    'x = ops.argmax(x, axis=-1, keepdims=True); x = Dense(3, dtype="float16")(x)': 0,
    'x = Embedding(9, 3, dtype="float16")(ops.cast(x, "int32"))': 1,
    # Within a model, and within a layer of the listing's own, nothing is cast when it is called.
    'inner = Sequential([Input((4,)), Dense(3, dtype="float16")]); x = inner(x)': 1,
    'x = RandomFlip(dtype="float16")(ops.reshape(x, (-1, 2, 2, 1)))': 0,
}


@pytest.mark.parametrize("before", CASTS)
def test_names_of_casts(before: str) -> None:
    summary = summarize(
        f'from keras.layers import *\ni = x = Input((4,))\n{before}\nmodel = Model(i, ops.cast(x, "float64"))'
    )
    assert summary.problems == ()
    name = summary.layers[-1].name
    assert name == (f"cast_{CASTS[before]}" if CASTS[before] else "cast")


@pytest.mark.parametrize(
    ("listing", "message"),
    [
        ('Dense(3, dtype="flaot16")', "Dense: Keras knows no data type or policy 'flaot16'"),
        ('Dense(3, dtype="int8")', "Dense: Keras knows no data type or policy 'int8'"),
        ("Dense(3, dtype=16)", "Dense: Keras knows no data type or policy '16'"),
        ('Input((3,), dtype="double")', "Input: Keras knows no data type 'double'"),
        ('Dense(3, dtype="int8_from_float32")', "Dense: the quantized data type 'int8_from_float32' is not read"),
    ],
)
def test_types_that_are_refused(listing: str, message: str) -> None:
    assert str(summarize(f"model = Sequential([Input((3,)), {listing}])").problems[0].message) == message


def test_a_cast_whose_number_depends_on_what_is_not_followed() -> None:
    summary = summarize("""
class Own(layers.Layer):
    def call(self, x):
        return ops.cast(x, "float16")

i = x = Input((4,))
x = Dense(3, dtype="float16")(Own()(x))
model = Model(i, ops.cast(x, "float32"))
""")
    assert str(summary.problems[0].message).startswith("the name of this cast is not known")


def test_types_as_values() -> None:
    summary = summarize("""
i = Input((4,), dtype="int32")
layer = Dense(3, dtype="mixed_float16")
x = layer(i)
names = [i.dtype, x.dtype, layer.compute_dtype, layer.variable_dtype, keras.config.dtype_policy().name]
model = Model(i, [Dense(1, name=f"{number}_{name}")(x) for number, name in enumerate(names)])
""")
    assert summary.problems == ()
    assert [row.name for row in summary.layers[-5:]] == ["0_int32", "1_float16", "2_float16", "3_float32", "4_float32"]
