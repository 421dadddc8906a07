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
    "sizes worked out from an axis that is open": (
        """
        class Reshaped(layers.Layer):
            def __init__(self, sizes):
                super().__init__()
                self.sizes = sizes
            def call(self, x):
                return keras.ops.reshape(x, self.sizes(*keras.ops.shape(x)))

        inputs, sequence = Input((20, 64)), Input((None, 64))
        model = Model([inputs, sequence], [
            Reshaped(lambda batch, steps, width: (batch, -1, 8, 8))(inputs),
            Reshaped(lambda batch, steps, width: (batch * steps, -1))(inputs),
            Reshaped(lambda batch, steps, width: (-1, 2 * width))(inputs),
            Reshaped(lambda batch, steps, width: (batch, -1, 8, 8))(sequence),
            Reshaped(lambda batch, steps, width: (batch, steps, 4, -1))(sequence),
        ])
        """,
        ["input_layer InputLayer (None, 20, 64) 0", "input_layer_1 InputLayer (None, None, 64) 0",
         "reshaped Reshaped (None, 20, 8, 8) 0", "reshaped_1 Reshaped (None, 64) 0",
         "reshaped_2 Reshaped (None, 128) 0", "reshaped_3 Reshaped (None, None, 8, 8) 0",
         "reshaped_4 Reshaped (None, None, 4, 16) 0"],
    ),
    "attention written out, on TensorFlow's functions": (
        """
        class Attend(tf.keras.layers.Layer):
            def __init__(self, width, heads):
                super().__init__()
                self.heads, self.depth, self.width = heads, width // heads, width
                self.query, self.value = tf.keras.layers.Dense(width), tf.keras.layers.Dense(width)
            def split(self, x, batch):
                return tf.transpose(tf.reshape(x, (batch, -1, self.heads, self.depth)), perm=[0, 2, 1, 3])
            def call(self, query, value):
                batch = tf.shape(query)[0]
                query, value = self.split(self.query(query), batch), self.split(self.value(value), batch)
                scores = tf.matmul(query, value, transpose_b=True)
                scores = scores / tf.math.sqrt(tf.cast(tf.shape(value)[-1], tf.float32))
                out = tf.transpose(tf.matmul(tf.nn.softmax(scores, axis=-1), value), perm=[0, 2, 1, 3])
                return tf.reshape(out, (batch, -1, self.width)), scores

        inputs, sequence = Input((20, 64)), Input((None, 64))
        model = Model([inputs, sequence], Attend(64, 8)(inputs, sequence))
        """,
        ["input_layer InputLayer (None, 20, 64) 0", "input_layer_1 InputLayer (None, None, 64) 0",
         "attend Attend ((None, 20, 64), (None, 8, 20, None)) 8320"],
    ),
    "one query for all examples": (
        """
        class Latent(layers.Layer):
            def __init__(self):
                super().__init__()
                self.attention, self.sum = layers.Attention(), layers.Add()
            def build(self, shape):
                self.latent = self.add_weight(shape=(4, shape[-1]))
            def call(self, x):
                query = keras.ops.expand_dims(self.latent, 0)
                return self.sum([self.attention([query, x]), query])

        inputs = Input((16, 32))
        model = Model(inputs, Latent()(inputs))
        """,
        ["input_layer InputLayer (None, 16, 32) 0", "latent Latent (None, 4, 32) 128"],
    ),
    "constants between the layers of a model": (
        """
        inputs = Input((5,))
        places = keras.ops.arange(start=0, stop=5, step=1)
        x = layers.Embedding(10, 4)(inputs) + layers.Embedding(input_dim=5, output_dim=4)(places)
        model = Model(inputs, x)
        """,
        ["input_layer InputLayer (None, 5) 0", "embedding Embedding (None, 5, 4) 40", "add Add (None, 5, 4) 0"],
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
    "arrays of NumPy turned and joined": (
        """
        class Pairs(layers.Layer):
            def __init__(self, height, width):
                super().__init__()
                places = np.stack(np.meshgrid(np.arange(height), np.arange(width), indexing="ij")).reshape(2, -1)
                apart = (places[:, :, None] - places[:, None, :]).transpose([1, 2, 0])
                apart[:, :, 0] += height - 1
                self.number = apart.sum(-1)
                self.sine = np.concatenate([np.sin(places / 3.0), np.cos(places / 3.0)], axis=0).T
            def call(self, x):
                return x @ self.sine, x @ keras.ops.cast(self.number, "float32")

        inputs = Input((2, 6))
        model = Model(inputs, list(Pairs(2, 3)(inputs)))
        """,
        ["input_layer InputLayer (None, 2, 6) 0", "pairs Pairs ((None, 2, 4), (None, 2, 6)) 0"],
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
