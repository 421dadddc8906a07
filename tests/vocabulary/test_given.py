"""Input shapes that are given beside the listing; all numbers are those of Keras 3.15."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.shape import shapes_written

TWO = """
class Two(keras.Model):
    def __init__(self):
        super().__init__()
        self.left, self.right, self.join = layers.Dense(3), layers.Dense(3), layers.Concatenate()

    def call(self, {parameters}):
        {unpack}
        return self.join([self.left(x), self.right(y)])

model = Two()
"""
ROWS = [("dense", (None, 3), 15), ("dense_1", (None, 3), 18), ("concatenate", (None, 6), 0)]


def rows(listing: str, input_shape: Any) -> list[tuple[str, tuple[int | None, ...] | None, int]]:
    summary = summarize(listing, input_shape=input_shape)
    assert summary.problems == ()
    return [(row.name, row.output and tuple(row.output), int(row.params)) for row in summary.layers]


def test_a_sequential_is_built_for_the_shape() -> None:
    listing = "model = Sequential([Dense(4), Sequential([Dense(3), Dropout(.1)]), Dense(2)])"
    assert rows(listing, (6,)) == [("dense", (None, 4), 28), ("sequential", (None, 3), 15), ("dense_2", (None, 2), 8)]


@pytest.mark.parametrize(
    ("parameters", "unpack", "given"),
    [
        ("x, y", "pass", ((4,), (5,))),
        ("x, y, training=None", "pass", [[4], [5]]),
        ("inputs", "x, y = inputs", ((4,), (5,))),
        ("inputs, training=None, mask=None", "x, y = inputs[0], inputs[1]", ((4,), (5,))),
        ("inputs", "x, y = inputs['x'], inputs['y']", {"x": (4,), "y": (5,)}),
        ("x, y", "pass", {"y": (5,), "x": (4,)}),
    ],
)
def test_several_inputs(parameters: str, unpack: str, given: Any) -> None:
    assert rows(TWO.format(parameters=parameters, unpack=unpack), given) == ROWS


def test_one_shape_for_two_inputs_is_told() -> None:
    (problem,) = summarize(TWO.format(parameters="x, y", unpack="pass"), input_shape=(4,)).problems
    assert str(problem.message) == "model 'two' takes 2 inputs: x, y"


def test_a_model_of_the_listing_shows_a_shape_where_keras_remembers_one() -> None:
    listing = """
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolve, self.pool, self.unused = layers.Conv2D(4, 3), layers.MaxPooling2D(), layers.Dense(9)
        self.head = keras.Sequential([layers.Flatten(), layers.Dense(2)])

    def call(self, x, training=None):
        return self.head(self.pool(self.convolve(x)))

model = Net()
"""
    assert rows(listing, (8, 8, 1)) == [
        ("conv2d", (None, 6, 6, 4), 40), ("max_pooling2d", None, 0), ("dense", None, 0), ("sequential", (None, 2), 74),
    ]  # fmt: skip


def test_what_fails_inside_is_told_at_its_line() -> None:
    listing = """class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolve = layers.Conv2D(4, 3)

    def call(self, x):
        return self.convolve(x)

model = Net()"""
    (problem,) = summarize(listing, input_shape=(8,)).problems
    assert problem.line == 7
    assert "Conv2D takes an input of 4 axes" in str(problem.message)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("28, 28, 1", (28, 28, 1)), ("28 28 1", (28, 28, 1)), ("(28, None)", (28, None)), ("784", (784,)),
        ("(32,), (10, 3)", ((32,), (10, 3))), ("{'a': (3,), 'b': (None, 2)}", {"a": (3,), "b": (None, 2)}),
    ],
)  # fmt: skip
def test_shapes_are_read_from_an_option(text: str, given: Any) -> None:
    assert shapes_written(text) == given


@pytest.mark.parametrize("text", ["wide", "28, x", "(3", "-1", "1.5", "__import__('os')", "[[[1]]]"])
def test_what_is_no_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        shapes_written(text)
