"""Layers of the listing's own, in the ways that authors write them: a listing in, rows out; numbers of Keras 3.15."""

from __future__ import annotations

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
    "numbers, ranges and constants inside a call": (
        """
        class Times(keras.layers.Layer):
            def __init__(self, width):
                super().__init__()
                self.rates = tf.exp(tf.range(width // 2, dtype=tf.float32) * -0.1)
                self.shift = tf.constant([[0.0] * width])
            def call(self, x):
                x = tf.cast(x, tf.float32)[:, None] * self.rates[None, :]
                x = tf.concat([tf.sin(x), tf.cos(x)], axis=-1) + self.shift
                return x / tf.sqrt(tf.cast(16, tf.float32))

        steps = Input((), dtype="int64")
        model = Model(steps, Times(16)(steps))
        """,
        ["input_layer InputLayer (None,) 0", "times Times (None, 16) 0"],
    ),
    "numbers compared by functions of Keras": (
        """
        x = inputs = Input((8,))
        if keras.ops.equal(x.shape[-1], 8) and keras.ops.less(1, 2):
            x = Dense(3)(x)
        model = Model(inputs, x)
        """,
        ["input_layer InputLayer (None, 8) 0", "dense Dense (None, 3) 27"],
    ),
    "computing with an axis that is open": (
        """
        class Flat(keras.layers.Layer):
            def call(self, x):
                batch, steps, width = keras.ops.shape(x)
                rows = keras.ops.reshape(x, (batch * steps, width))
                return rows * keras.ops.cast(steps, "float32")

        class Part(keras.layers.Layer):
            def call(self, x):
                if x.shape[1] is None:
                    return x[..., 0]
                return x[:, : x.shape[1] - 1] / (2 * x.shape[-1])

        inputs = Input((None, 6))
        model = Model(inputs, [Flat()(inputs), Part()(inputs)])
        """,
        ["input_layer InputLayer (None, None, 6) 0", "flat Flat (None, 6) 0", "part Part (None, None, 6) 0"],
    ),
    "an einsum with spaces": (
        """
        class Scores(keras.layers.Layer):
            def call(self, x):
                return keras.ops.einsum("bic, bjc -> bij", x, x)

        inputs = Input((5, 6))
        model = Model(inputs, Scores()(inputs))
        """,
        ["input_layer InputLayer (None, 5, 6) 0", "scores Scores (None, 5, 5) 0"],
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
def test_rows(listing: str, rows: list[str]) -> None:
    summary = summarize("\n".join(line[8:] for line in listing.splitlines()))
    assert [str(one.message) for one in summary.problems] == []
    assert [f"{row.name} {row.type} {shown(row.output)} {row.params}" for row in summary.layers] == rows


def shown(output: object) -> str:
    """A shape, or several, as Keras prints them."""
    if isinstance(output, tuple) and output and isinstance(output[0], tuple):
        return f"({', '.join(map(shown, output))})"
    return str(output)
