"""What Keras computes inside a `call`: with open sizes, numbers and arrays; numbers of Keras 3.15."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = {
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
    "rates in equal steps, one for each block": (
        """
        x = inputs = Input((8,))
        for rate in tf.linspace(0.0, 0.2, 3):
            x = layers.Dropout(rate)(x) if rate > 0 else x
        for rate in [step.numpy() for step in keras.ops.linspace(0.2, 0.0, num=2)]:
            x = layers.Dense(3 if rate > 0.1 else 5)(x)
        model = Model(inputs, x)
        """,
        ["input_layer InputLayer (None, 8) 0", "dropout Dropout (None, 8) 0", "dropout_1 Dropout (None, 8) 0",
         "dense Dense (None, 3) 27", "dense_1 Dense (None, 5) 20"],
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
         "attend Attend ((None, None, 64), (None, 8, None, None)) 8320"],
    ),
    "as many rows of a table as the sequence is long": (
        """
        class Positions(layers.Layer):
            def __init__(self):
                super().__init__()
                self.table = tf.cast(np.sin(np.arange(2048)[:, np.newaxis] / np.arange(64 / 2)), dtype=tf.float32)
            def call(self, x):
                return x + self.table[tf.newaxis, : tf.shape(x)[1], :]

        inputs = Input((None, 32))
        model = Model(inputs, Positions()(inputs))
        """,
        ["input_layer InputLayer (None, None, 32) 0", "positions Positions (None, None, 32) 0"],
    ),
    "slices of an axis that is open: only those are known that two numbers fill": (
        """
        inputs = Input((None, 4))
        model = Model(inputs, [Lambda(cut)(inputs) for cut in (
            lambda x: x[:, :5], lambda x: x[:, -3:], lambda x: x[:, 2:5], lambda x: x[:, :-1],
            lambda x: x[:, -1:], lambda x: x[:, :2], lambda x: x[:, 1:2], lambda x: x[:1],
        )])
        """,
        ["input_layer InputLayer (None, None, 4) 0", "lambda Lambda (None, None, 4) 0",
         "lambda_1 Lambda (None, None, 4) 0", "lambda_2 Lambda (None, None, 4) 0", "lambda_3 Lambda (None, None, 4) 0",
         "lambda_4 Lambda (None, 1, 4) 0", "lambda_5 Lambda (None, 2, 4) 0", "lambda_6 Lambda (None, 1, 4) 0",
         "lambda_7 Lambda (1, None, 4) 0"],
    ),
    "patches, as many as the table of places has": (
        """
        class Patches(layers.Layer):
            def call(self, images):
                patches = tf.image.extract_patches(images=images, sizes=[1, 6, 6, 1], strides=[1, 6, 6, 1],
                                                   rates=[1, 1, 1, 1], padding="VALID")
                return tf.reshape(patches, [tf.shape(images)[0], -1, patches.shape[-1]])

        class Encoder(layers.Layer):
            def __init__(self):
                super().__init__()
                self.projection, self.places = layers.Dense(64), layers.Embedding(144, 64)
            def call(self, patches):
                return self.projection(patches) + self.places(tf.range(start=0, limit=144, delta=1))

        inputs = Input((72, 72, 3))
        model = Model(inputs, Encoder()(Patches()(inputs)))
        """,
        ["input_layer InputLayer (None, 72, 72, 3) 0", "patches Patches (None, None, 108) 0",
         "encoder Encoder (None, 144, 64) 16192"],
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
    "lists of numbers for tensors": (
        """
        class Written(keras.layers.Layer):
            def call(self, x):
                return ops.matmul(ops.add([1.0, 2.0], x), [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

        inputs = Input((2,))
        model = Model(inputs, Written()(inputs))
        """,
        ["input_layer InputLayer (None, 2) 0", "written Written (None, 3) 0"],
    ),
    "a product along one axis of each": (
        """
        class Product(keras.layers.Layer):
            def build(self, shape):
                self.kernel = self.add_weight(shape=(shape[-1], 3))
            def call(self, x):
                return tf.tensordot(x, self.kernel, axes=(-1, 0))

        inputs = Input((5, 6))
        model = Model(inputs, Product()(inputs))
        """,
        ["input_layer InputLayer (None, 5, 6) 0", "product Product (None, 5, 3) 18"],
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
}  # fmt: skip


@pytest.mark.parametrize(("listing", "rows"), CASES.values(), ids=CASES)
def test_rows(listing: str, rows: list[str], rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of(listing) == rows
