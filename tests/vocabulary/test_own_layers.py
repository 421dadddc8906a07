"""Layers of the listing's own, in the ways that authors write them: a listing in, rows out; numbers of Keras 3.15."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import summarize

CASES = {
    "an activation by its name, None or a function": (
        """
        class Dense2(keras.layers.Layer):
            def __init__(self, units, activation=None, **kwargs):
                super().__init__(**kwargs)
                self.units, self.activation = units, keras.activations.get(activation)
            def build(self, shape):
                self.kernel = self.add_weight(shape=(shape[-1], self.units))
            def call(self, x):
                return self.activation(x @ self.kernel)

        model = Sequential([Input((8,)), Dense2(30, "relu"), Dense2(4), Dense2(2, keras.activations.tanh)])
        """,
        ["dense2 Dense2 (None, 30) 240", "dense2_1 Dense2 (None, 4) 120", "dense2_2 Dense2 (None, 2) 8"],
    ),
    "variables in attributes": (
        """
        class Table(layers.Layer):
            def __init__(self):
                super().__init__()
                self.table = keras.Variable(keras.ops.ones((3, 4)), name="table")
                self.kept = [keras.Variable("zeros", shape=(2,), trainable=False)]
            def call(self, x):
                self.kept[0].assign(self.kept[0] + 1)
                return x @ self.table

        model = Sequential([Input((3,)), Table()])
        """,
        ["table Table (None, 4) 14"],
    ),
    "what is set before super().__init__() is set anew by it": (
        """
        class Pass(layers.Layer):
            def __init__(self):
                self.supports_masking = True
                super().__init__()
            def call(self, x):
                return x * 2

        x = Input((5,), name="x")
        model = Model(x, LSTM(2)(Pass()(Embedding(10, 3, mask_zero=True)(x))))
        """,
        ["x InputLayer (None, 5) 0", "embedding Embedding (None, 5, 3) 30", "pass Pass (None, 5, 3) 0",
         "lstm LSTM (None, 2) 48"],
    ),
    "a name that is given later": (
        """
        class Twice(layers.Layer):
            def call(self, x):
                return x * 2

        model = Sequential([Input((3,)), Twice()])
        model.layers[0].name = "doubled"
        """,
        ["doubled Twice (None, 3) 0"],
    ),
    "an empty name is a name": (
        """
        class Block(keras.Model):
            def __init__(self):
                super().__init__(name="")
                self.dense = layers.Dense(2)
            def call(self, x):
                return self.dense(x)

        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                self.block = Block()
            def call(self, x):
                return self.block(x)

        model = Net()
        model(Input((3,)))
        """,
        [" Block None 8"],
    ),
    "layers that Keras does not see": (
        """
        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                vars(self)["hidden"] = layers.Dense(4)
                self.out = layers.Dense(2)
            def call(self, x):
                return self.out(vars(self)["hidden"](x))

        model = Net()
        model(Input((3,)))
        """,
        ["dense_1 Dense (None, 2) 10"],
    ),
    "a build that builds what it holds": (
        """
        class Block(layers.Layer):
            def __init__(self, units):
                super().__init__()
                self.first, self.norm = layers.Dense(units), layers.BatchNormalization()
                self.attention = layers.MultiHeadAttention(2, 4)
                self.rest = keras.Sequential([layers.Dense(3), layers.Dense(units)])
            def build(self, shape):
                self.first.build(shape)
                shape = self.first.compute_output_shape(shape)
                self.norm.build(shape)
                self.attention.build(shape, shape)
                self.rest.build(shape)
            def call(self, x):
                x = self.norm(self.first(x))
                return self.rest(self.attention(x, x))
            def compute_output_shape(self, shape):
                return self.first.compute_output_shape(shape)

        inputs = Input((5, 6))
        model = Model(inputs, Block(8)(inputs))
        """,
        ["input_layer InputLayer (None, 5, 6) 0", "block Block (None, 5, 8) 435"],
    ),
    "with a build, a call is not run where the class tells its shape": (
        """
        class Gate(layers.Layer):
            def __init__(self):
                super().__init__()
                self.never_built = layers.Dense(3)
            def build(self, shape):
                self.scale = self.add_weight(shape=(shape[-1],))
            def call(self, x):
                return keras.ops.reshape(self.never_built(x * self.scale), (-1, 999))
            def compute_output_shape(self, shape):
                return (*shape[:-1], 3)

        model = Sequential([Input((8,)), Gate()])
        """,
        ["gate Gate (None, 3) 8"],
    ),
    "without a build, a call is run for the layers inside": (
        """
        class Gate(layers.Layer):
            def __init__(self):
                super().__init__()
                self.inner = layers.Dense(3)
            def call(self, x):
                return self.inner(x)
            def compute_output_shape(self, shape):
                return (*shape[:-1], 3)

        model = Sequential([Input((8,)), Gate()])
        """,
        ["gate Gate (None, 3) 27"],
    ),
    "stacks of layers of its own, called by a model of its own": (
        """
        class Half(layers.Layer):
            def __init__(self, units):
                super().__init__()
                self.inner = layers.Dense(units)
            def call(self, x):
                return keras.ops.concatenate([self.inner(x), x], axis=0)[: keras.ops.shape(x)[0]]

        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                self.first = keras.Sequential([Half(4), layers.Lambda(lambda x: x * 2)])
                self.last = keras.Sequential([Half(4), Half(4)])
            def call(self, x):
                return self.last(self.first(x))

        model = Net()
        model(Input((4,)))
        """,
        ["sequential Sequential (None, 4) 20", "sequential_1 Sequential (None, 4) 40"],
    ),
    "a build that the listing calls is not run again": (
        """
        class Scale(layers.Layer):
            def build(self, shape):
                self.scale = self.add_weight(shape=(shape[-1],))
            def call(self, x):
                return x * self.scale

        scale = Scale()
        scale.build((None, 6))
        model = Sequential([Input((6,)), scale])
        """,
        ["scale Scale (None, 6) 6"],
    ),
    "attributes under names that are worked out": (
        """
        class Stack(layers.Layer):
            def __init__(self, count):
                super().__init__()
                for number in range(count):
                    self.__setattr__(f"dense_{number}", layers.Dense(4))
            def call(self, x):
                return self.dense_1(self.dense_0(x))

        model = Sequential([Input((6,)), Stack(2)])
        """,
        ["stack Stack (None, 4) 48"],
    ),
    "a layer of Keras with another call": (
        """
        class Always(layers.Dropout):
            def call(self, inputs):
                return super().call(inputs, training=True)

        class Frozen(layers.BatchNormalization):
            def call(self, x, training=False):
                return super().call(x, training=False)

        class Both(layers.Layer):
            def __init__(self):
                super().__init__()
                self.drop, self.norm = Always(0.3), Frozen()
            def call(self, x):
                return self.norm(self.drop(x))

        inputs = Input((12,))
        x = layers.Embedding(9, 4, mask_zero=True)(inputs)
        model = Model(inputs, Both()(Always(0.2)(Frozen()(x))))
        """,
        ["input_layer InputLayer (None, 12) 0", "embedding Embedding (None, 12, 4) 36",
         "frozen_1 Frozen (None, 12, 4) 16", "always_1 Always (None, 12, 4) 0", "both Both (None, 12, 4) 16"],
    ),
    "a recurrent cell": (
        """
        class Minimal(keras.Layer):
            def __init__(self, units, **kwargs):
                super().__init__(**kwargs)
                self.units = self.state_size = units
            def build(self, shape):
                self.kernel = self.add_weight(shape=(shape[-1], self.units))
                self.recurrent = self.add_weight(shape=(self.units, self.units))
            def call(self, inputs, states):
                output = inputs @ self.kernel + states[0] @ self.recurrent
                return output, [output]

        class Pair(keras.Layer):
            state_size = property(lambda self: [32, 4])
            output_size = 32
            def build(self, shape):
                self.kernel = self.add_weight(shape=(shape[-1], 32))
            def call(self, inputs, states):
                return inputs @ self.kernel, states

        inputs = Input((None, 5))
        stack = layers.RNN([Minimal(8), Minimal(6)], return_sequences=True)(inputs)
        model = Model(inputs, [layers.RNN(Minimal(32))(inputs), stack, *layers.RNN(Pair(), return_state=True)(inputs)])
        """,
        ["input_layer InputLayer (None, None, 5) 0", "rnn_1 RNN (None, 32) 1184", "rnn RNN (None, None, 6) 188",
         "rnn_2 RNN ((None, 32), (None, 32), (None, 4)) 160"],
    ),
    "a cell that only holds layers, which Keras never builds": (
        """
        class Normed(layers.Layer):
            def __init__(self, units, **kwargs):
                super().__init__(**kwargs)
                self.state_size = self.output_size = units
                self.cell, self.norm = layers.SimpleRNNCell(units), layers.LayerNormalization()
            def call(self, inputs, states):
                outputs, states = self.cell(inputs, states)
                return self.norm(outputs), states

        model = Sequential([Input((None, 5)), layers.RNN(Normed(32), return_sequences=True), layers.Dense(14)])
        """,
        ["rnn RNN (None, None, 32) 0", "dense Dense (None, None, 14) 462"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "rows"), CASES.values(), ids=CASES)
def test_rows(listing: str, rows: list[str], rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of(listing) == rows


def test_a_cell_in_a_class_shows_no_shape() -> None:
    summary = summarize(
        """
class Steps(keras.Model):
    def __init__(self):
        super().__init__()
        self.cell = LSTMCell(4)
        self.rnn = RNN(self.cell, return_state=True)
    def call(self, x):
        x, *state = self.rnn(x)
        return self.cell(x, states=state)[0]
x = Input((5, 4))
model = Model(x, Steps()(x))
""",
        expand_nested=True,
    )
    assert [(row.name, row.output, row.params) for row in summary.layers if row.type == "LSTMCell"] == [
        ("lstm_cell", None, 144)
    ]


def test_data_that_the_listing_writes_out_build_what_learns_from_them() -> None:
    summary = summarize("""
normalizer = Normalization()
normalizer.adapt(np.zeros((10, 9)))
model = Sequential([normalizer, Dense(1)])
""")
    assert [(row.name, str(row.output), row.params) for row in summary.layers] == [
        ("normalization", "(10, 9)", 19),
        ("dense", "None", 0),
    ]


def test_the_shape_of_a_weight_is_a_tuple() -> None:
    (problem,) = summarize("""
class Scale(keras.Layer):
    def build(self, shape):
        self.scale = self.add_weight(shape=shape[-1])
    def call(self, x):
        return x * self.scale
x = Input((5,))
y = Scale()(x)
""").problems
    assert (problem.line, str(problem.message)) == (4, "'shape' must be a tuple, not 5")
    assert str(problem.hint) == "write (5,): the comma makes it a tuple"
