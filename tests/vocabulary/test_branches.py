"""Branches and variables of TensorFlow inside a `call`; names and numbers of Keras 3.15 on TensorFlow."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_model_summary import summarize

LISTING = """
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.one, self.other = Dense(4), Dense(4)
    def call(self, x, training=None):
        return {made}
i = Input((3,))
model = keras.Model(i, Block()(i))
"""
AGREEING = {
    "tf.cond(tf.reduce_sum(x) > 0, lambda: self.one(x), lambda: self.other(x))": ("(None, 4)", 32),
    "ops.cond(ops.sum(x) > 0, true_fn=lambda: self.one(x), false_fn=lambda: self.other(x))": ("(None, 4)", 32),
    "tf.cond(tf.cast(training or False, tf.bool), lambda: x * 2, lambda: x)": ("(None, 3)", 0),
    "tf.switch_case(tf.constant(1), [lambda: x * 2, lambda: x])": ("(None, 3)", 0),
    "tf.switch_case(tf.constant(1), {0: lambda: self.one(x)}, default=lambda: self.other(x))": ("(None, 4)", 32),
}


@pytest.mark.parametrize("made", AGREEING)
def test_branches_that_agree_are_both_followed(made: str, rows_of: Callable[[str], list[str]]) -> None:
    shape, params = AGREEING[made]
    assert rows_of(LISTING.format(made=made))[1] == f"block Block {shape} {params}"


@pytest.mark.parametrize("made", ["tf.cond(tf.reduce_sum(x) > 0, lambda: x[:, :1], lambda: x)", "tf.cond(True, f, f)"])
def test_branches_that_differ_are_not_guessed(made: str) -> None:
    summary = summarize(LISTING.format(made=made))
    assert str(summary.problems[0].message) == "'tf.cond' is not read here"


def test_a_variable_of_tensorflow_is_no_weight() -> None:
    summary = summarize(textwrap.dedent("""
        class Linear(layers.Layer):
            def __init__(self, units, size):
                super().__init__()
                start = tf.random_normal_initializer()
                self.w = tf.Variable(initial_value=start(shape=(size, units), dtype="float32"), trainable=True)
                self.b = tf.Variable(tf.zeros((units,)))
            def call(self, x):
                return tf.matmul(x, self.w) + self.b
        i = Input((3,))
        model = keras.Model(i, Dense(2)(Linear(5, 3)(i)))
    """))
    assert summary.problems == ()
    assert [(str(row.output), int(row.params)) for row in summary.layers] == [
        ("(None, 3)", 0), ("(None, 5)", 0), ("(None, 2)", 12),
    ]  # fmt: skip
    assert [str(one.message) for one in summary.notices] == [
        "Keras 3 does not count a tf.Variable with the weights of a layer"
    ]
