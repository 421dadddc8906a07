"""Copies of models, and models that begin in the middle of another one; names and numbers of Keras 3.15."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import summarize

CASES = {
    "a copy of a Sequential": (
        """
        model = Sequential([Input((5, 4)), Bidirectional(LSTM(3), name="both"), Dense(2)])
        copy = keras.models.clone_model(model)
        """,
        ["both Bidirectional (None, 6) 192", "dense Dense (None, 2) 14"],
    ),
    "a layer made anew by its class": (
        """
        first = Bidirectional(LSTM(3))
        second = first.__class__.from_config(first.get_config())
        third = type(second).from_config(second.get_config())
        copy = Sequential([Input((8, 2)), third, Dense(2)])
        """,
        ["bidirectional Bidirectional (None, 6) 144", "dense Dense (None, 2) 14"],
    ),
    "what a layer tells of itself, read and changed": (
        """
        config = Conv1D(4, 3, name="c").get_config()
        config["filters"] = config["filters"] * 2 + config["kernel_size"][0]
        config["name"] = config["name"] + "2"
        copy = Sequential([Input((8, 2)), Conv1D.from_config(config)])
        """,
        ["c2 Conv1D (None, 6, 11) 77"],
    ),
    "a copy of a Sequential that awaits its input": (
        """
        model = Sequential([Dense(3), Dense(2)])
        copy = keras.models.clone_model(model)
        copy.build((None, 7))
        """,
        ["dense Dense (None, 3) 24", "dense_1 Dense (None, 2) 8"],
    ),
    "a copy of a graph: its inputs are called after their tensors": (
        """
        i = Input((6,))
        a, b = Dense(4)(i), Dense(4)(i)
        j, k = Input((2,)), Input((4,), name="k")
        x = layers.concatenate([layers.add([a, b]), j]) * 3
        copy = keras.models.clone_model(Model([i, j, k], [x, a - k]))
        """,
        ["keras_tensor InputLayer (None, 6) 0", "dense Dense (None, 4) 28", "dense_1 Dense (None, 4) 28",
         "add Add (None, 4) 0", "keras_tensor_3 InputLayer (None, 2) 0", "concatenate Concatenate (None, 6) 0",
         "k InputLayer (None, 4) 0", "multiply Multiply (None, 6) 0", "subtract Subtract (None, 4) 0"],
    ),
    "a copy with a layer of the listing's own": (
        """
        class Scale(layers.Layer):
            def __init__(self, size=2, **kwargs):
                super().__init__(**kwargs)
                self.size = size
            def build(self, shape):
                self.scale = self.add_weight(shape=(self.size, shape[-1]))
            def call(self, x):
                return x * self.scale[0]
            def get_config(self):
                config = super().get_config()
                config.update({"size": self.size})
                return config

        i = Input((6,))
        copy = keras.models.clone_model(Model(i, Scale(3)(i)))
        """,
        ["keras_tensor InputLayer (None, 6) 0", "scale Scale (None, 6) 18"],
    ),
    "one last axis of size 1 more than the model has": (
        """
        digits = Sequential([Input((28, 28)), Flatten(), Dense(10)], name="digits")
        image = Input((28, 28, 1), name="image")
        model = Model(image, digits(image))
        """,
        ["image InputLayer (None, 28, 28, 1) 0", "digits Sequential (None, 10) 7850"],
    ),
    "from the middle to the end": (
        """
        x = i = Input((784,))
        for units in (128, 64, 32):
            x = Dense(units)(x)
        model = Model(i, Dense(10)(x))
        end = Model(model.layers[2].output, model.output)
        """,
        ["keras_tensor_2CLONE InputLayer (None, 64) 0", "dense_2 Dense (None, 32) 2080",
         "dense_3 Dense (None, 10) 330"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "rows"), CASES.values(), ids=CASES)
def test_rows(listing: str, rows: list[str], rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of(listing) == rows


@pytest.mark.parametrize(
    ("inner", "copied", "flags"),
    [
        ("Sequential([Input((4,)), Dense(3)])", "keras.models.clone_model(inner)", [False, False]),
        ("Sequential([Input((4,)), Dense(3)])", "Sequential.from_config(inner.get_config())", [True, False]),
        ("Sequential([Input((4,)), Dense(3)])", "keras.models.clone_model(outer).layers[0]", [True, False]),
        ("Model(x, Dense(3)(x))", "keras.models.clone_model(inner)", [True, False]),
        ("Model(x, Dense(3)(x))", "Model.from_config(inner.get_config())", [False, False]),
        ("Model(x, Dense(3)(x))", "keras.models.clone_model(outer).layers[0]", [False, False]),
    ],
)
def test_which_copies_of_frozen_models_are_frozen(inner: str, copied: str, flags: list[bool]) -> None:
    """Measured with Keras 3.15: the flag of the copy, and of the layer inside."""
    listing = f"""
x = Input((4,))
inner = {inner}
inner.trainable = False
outer = Sequential([Input((4,)), inner, Dense(2)])
copy = {copied}
model = Sequential([Input((4,)), Dense(2 if copy.trainable else 3), Dense(2 if copy.layers[-1].trainable else 3)])
"""
    summary = summarize(listing, model="model")
    assert summary.problems == ()
    assert [row.output == (None, 2) for row in summary.layers] == flags


def test_calls_of_a_model_that_begins_in_the_middle_are_further_calls() -> None:
    summary = summarize("""
a = Input((4,), name="a")
b = Dense(3)(a)
c = Dense(3)(b)
model = Model([b, a], [b + c, Dense(2)(a)])
""")
    assert summary.problems == ()
    assert [(row.name, row.connected_to) for row in summary.layers] == [
        ("keras_tensorCLONE", ()), ("dense_1", ("keras_tensorCLONE[0][0]",)), ("a", ()),
        ("add", ("keras_tensorCLONE[0][0]", "dense_1[1][0]")), ("dense_2", ("a[1][0]",)),
    ]  # fmt: skip


def test_names_of_tensors_that_are_not_counted() -> None:
    (problem,) = summarize("""
base = Sequential([Input((8,)), Dense(3), Dense(2)])
x = Input((4,))
copy = keras.models.clone_model(Model(x, Dense(2)(x)))
""", model="copy").problems
    assert "Keras names this model's inputs after all tensors" in str(problem.message)


def test_what_get_config_tells_is_made_anew(rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of("""
inputs = keras.Input((4,))
first = keras.Model(inputs, layers.Dense(2)(layers.Dense(3, name="hidden")(inputs)), name="small")
second = keras.Model.from_config(first.get_config())
third = keras.models.model_from_json(second.to_json())
model = keras.Model(third.input, layers.Dense(5)(third.output))
""") == [
        "input_layer InputLayer (None, 4) 0", "hidden Dense (None, 3) 15", "dense Dense (None, 2) 8",
        "dense_1 Dense (None, 5) 15",
    ]  # fmt: skip


def test_a_layer_is_made_anew_under_its_name(rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of("""
layer = layers.Dense(3, activation="relu")
new = layers.Dense.from_config(layer.get_config())
inputs = keras.Input((4,))
model = keras.Model(inputs, [new(inputs), layers.Dense(2)(inputs)])
""") == [
        "input_layer InputLayer (None, 4) 0", "dense Dense (None, 3) 15", "dense_1 Dense (None, 2) 10",
    ]  # fmt: skip
