"""Functions of TensorFlow inside a layer: their arguments are TensorFlow's own; shapes of Keras 3.15 on TensorFlow."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.summary import Summary

CASES = [
    ("tf.split(x, [2, 4], axis=-1)[1]", (4, 6), "(None, 4, 4)"),
    ("tf.split(x, [1, -1], axis=2)[1]", (4, 6), "(None, 4, 5)"),
    ("tf.split(value=x, num_or_size_splits=2, axis=1)[0]", (4, 6), "(None, 2, 6)"),
    ("tf.argmax(x)", (4, 6), "(4, 6)"),
    ("tf.argmax(x, axis=1, output_type=tf.int32)", (4, 6), "(None, 6)"),
    ("tf.cumsum(x, 1, True)", (4, 6), "(None, 4, 6)"),
    ("tf.concat([x, x], axis=-1, name='both')", (4, 6), "(None, 4, 12)"),
    ("tf.reshape(tensor=x, shape=[-1, 4, 3, 2])", (4, 6), "(None, 4, 3, 2)"),
    ("tf.reshape(x, [tf.shape(x)[0], -1, 2])", (4, 6), "(None, None, 2)"),
    ("tf.reshape(x, (tf.shape(x)[0], tf.shape(x)[1] * 6))", (4, 6), "(None, 24)"),
    ("tf.reshape(x, tf.concat([tf.shape(x)[:-1], [3, 2]], axis=0))", (4, 6), "(None, 4, 3, 2)"),
    ("tf.tile(x, multiples=[1, 2, 1])", (4, 6), "(None, 8, 6)"),
    ("tf.tile(x, tf.constant([1, 2, 3]))", (4, 6), "(None, 8, 18)"),
    ("tf.pad(x, paddings=tf.constant([[0, 0], [1, 2], [0, 0]]), mode='REFLECT')", (4, 6), "(None, 7, 6)"),
    ("tf.one_hot(tf.cast(x, tf.int32), depth=10)", (4,), "(None, 4, 10)"),
    ("tf.gather(x, [0, 2, 3], axis=1)", (4, 6), "(None, 3, 6)"),
    ("tf.clip_by_value(x, clip_value_min=0.0, clip_value_max=1.0)", (4,), "(None, 4)"),
    ("tf.nn.moments(x, [1], keepdims=True)[1]", (4, 6), "(None, 1, 6)"),
    ("tf.image.resize(x, size=(24, 24), method=tf.image.ResizeMethod.BILINEAR)", (32, 32, 3), "(None, 24, 24, 3)"),
    ("tf.image.resize_with_pad(x, 20, 30)", (32, 32, 3), "(None, 20, 30, 3)"),
    ("tf.image.grayscale_to_rgb(x)", (32, 32, 1), "(None, 32, 32, 3)"),
    ("tf.image.crop_to_bounding_box(x, 2, 2, 10, 12)", (32, 32, 3), "(None, 10, 12, 3)"),
    ("tf.image.random_flip_left_right(x)", (32, 32, 3), "(None, 32, 32, 3)"),
    ("tf.image.extract_patches(x, [1, 8, 8, 1], [1, 8, 8, 1], [1, 1, 1, 1], 'VALID')", (32, 32, 3),
     "(None, 4, 4, 192)"),
    ("tf.nn.max_pool(x, [1, 3, 3, 1], [1, 2, 2, 1], 'VALID')", (31, 32, 3), "(None, 15, 15, 3)"),
    ("tf.nn.avg_pool2d(x, 2, 2, 'SAME')", (31, 32, 3), "(None, 16, 16, 3)"),
    ("tf.nn.conv2d(x, tf.ones((3, 3, 3, 8)), strides=[1, 2, 2, 1], padding='SAME')", (31, 32, 3),
     "(None, 16, 16, 8)"),
    ("tf.linalg.matvec(x, x[:, 0])", (4, 6), "(None, 4)"),
    ("tf.map_fn(lambda one: tf.reduce_sum(one, axis=0), x)", (4, 6), "(None, 6)"),
    ("x[:, tf.newaxis]", (4,), "(None, 1, 4)"),
    ("x[1:]", (4,), "(None, 4)"),
    ("tf.reshape(x, (tf.shape(x)[0], -1)) @ tf.ones((24, 5))", (4, 6), "(None, 5)"),
    ("x + tf.stack(tf.meshgrid(tf.range(6), tf.range(4), indexing='ij'), axis=0)[tf.newaxis, 0]", (6, 4),
     "(None, 6, 4)"),
    ("tf.acos(x)", (4,), "(None, 4)"),
    ("tf.nn.local_response_normalization(x, 5)", (8, 8, 3), "(None, 8, 8, 3)"),
    ("tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=x)", (4,), "(None, 4)"),
    ("K.batch_dot(x, x, axes=(2, 2))", (4, 6), "(None, 4, 4)"),
    ("K.batch_dot(x, x, axes=1)", (4,), "(None, 1)"),
    ("K.batch_flatten(x)", (4, 6), "(None, None)"),
    ("K.repeat(x, 3)", (6,), "(None, 3, 6)"),
    ("K.argmax(x)", (4, 6), "(None, 4)"),
    ("K.expand_dims(x)", (4, 6), "(None, 4, 6, 1)"),
    ("K.concatenate([x, x])", (4, 6), "(None, 4, 12)"),
    ("K.permute_dimensions(x, (0, 2, 1))", (4, 6), "(None, 6, 4)"),
    ("K.sqrt(K.maximum(x, K.epsilon()))", (4,), "(None, 4)"),
    ("K.resize_images(x, 2, 3, 'channels_last')", (4, 6, 3), "(None, 8, 18, 3)"),
]  # fmt: skip


def _lambda(expression: str, shape: tuple[int, ...]) -> Summary:
    return summarize(f"""
import tensorflow as tf
import tensorflow.keras.backend as K
x = tf.keras.Input({shape})
model = tf.keras.Model(x, tf.keras.layers.Lambda(lambda x: {expression})(x))
""")


@pytest.mark.parametrize(("expression", "shape", "output"), CASES, ids=[case[0] for case in CASES])
def test_shape(expression: str, shape: tuple[int, ...], output: str) -> None:
    summary = _lambda(expression, shape)
    assert [str(one.message) for one in summary.problems] == []
    assert str(summary.layers[-1].output) == output


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("tf.split(x, [2, 2], axis=2)[1]", "parts of (2, 2) do not make up an axis of 6"),
        ("tf.squeeze(x)",
         "squeeze() without an axis drops every axis of size 1, and how long the batch is, is not known"),
        ("tf.linalg.diag(x)", "'tf.linalg.diag' is not read here"),
        ("tf.sequence_mask(x, 5)", "'tf.sequence_mask' is not read here"),
        ("tf.reduce_sun(x)", "tf has no 'reduce_sun'"),
    ],
)  # fmt: skip
def test_refused(expression: str, message: str) -> None:
    assert message in [str(one.message) for one in _lambda(expression, (4, 6)).problems]
