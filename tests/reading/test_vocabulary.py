"""What a listing and a vocabulary say to each other, shown with toy layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused
from sphinx_model_summary.reading import Arguments, Instance, Reading, Unknown, nearest

Read = Callable[..., Reading]

CHAINS = {
    "layers one after the other": "x = layers.Input((28,))\nx = layers.Dense(3)(x)\nshape = layers.Dense(4)(x).shape",
    "imports": "import keras\nfrom keras.layers import Dense as D\nshape = keras.Dense(4)(D(2)(Input((5,)))).shape",
    "star import": "from keras.layers import *\nshape = Dense(4)(Input((5,))).shape",
    "imports left out": "shape = Dense(4)(keras.layers.Input((5,))).shape",
    "functions": "def block(x, n):\n    return Dense(n)(x)\nshape = block(block(Input((5,)), 2), 4).shape",
    "a loop": "x = Input((5,))\nfor n in [8, 4]:\n    x = Dense(n)(x)\nshape = x.shape",
    "a branch on a shape": "x = Input((5,))\nif x.shape[-1] != 4:\n    x = Dense(4)(x)\nshape = x.shape",
    "operators": "x = Dense(4)(Input((5,)))\ny = 2 * x + x / 3\nshape = y.shape",
    "a call back": "def f(x):\n    return Dense(4)(x)\nshape = keras.layers.Apply(f, Input((5,))).shape",
    "a with of something unknown": "with strategy.scope():\n    x = Dense(4)(Input((5,)))\nshape = x.shape",
    "a decorator of something unknown": "@tool('x')\ndef f(x):\n    return Dense(4)(x)\nshape = f(Input((5,))).shape",
}


@pytest.mark.parametrize("listing", CHAINS.values(), ids=CHAINS)
def test_a_tensor_goes_through_the_listing(listing: str, read_toys: Read) -> None:
    reading = read_toys(listing)
    assert not reading.problems
    assert reading.names["shape"] == (None, 4)


def test_a_call_tells_where_it_stands(read_toys: Read) -> None:
    model = read_toys("""
        model = Sequential()
        model.add(
            Dense(1)
        )
        for n in range(2):
            model.add(Dense(n))
        chain = (model
                 .layers[0]
                 .missing)
    """).names["model"]
    assert model.lines == [3, 7, 7]
    assert [layer.arguments.line for layer in model.layers] == [4, 7, 7]
    assert [layer.arguments.column for layer in model.layers] == [5, 15, 15]


def test_a_class_stands_on_a_value_of_the_vocabulary(read_toys: Read) -> None:
    reading = read_toys("""
        class Block(layers.Layer):
            rate = 2
            def __init__(self, units, **kwargs):
                super().__init__(**kwargs)
                self.dense = layers.Dense(units * self.rate)
            def call(self, x):
                return self.dense(x)
        class Bigger(Block):
            def __init__(self):
                super(Bigger, self).__init__(5, name="big")
            def call(self, x):
                return super().call(x)
        big = Bigger()
        shape = big(layers.Input((3,))).shape
    """)
    big = reading.names["big"]
    assert reading.names["shape"] == (None, 10)
    assert isinstance(big, Instance)
    assert big.matters
    behind: Any = big.foreign
    assert behind.started == Arguments((), {"name": "big"}, 5, 9)
    assert repr(behind.adopted) == "{'dense': Dense(10)}"
    assert big.method("call") is not None
    assert big.method("build") is None


def test_values_that_stand_alone_are_kept_in_order(read_toys: Read) -> None:
    reading = read_toys("""
        "a docstring"
        Dense(1)
        Dense(2),
        Dense(3), Dens(4),
        x = Dense(5)
        print(x)
        3
        plot(3)
    """)
    assert [(repr(one.value) if not isinstance(one.value, Unknown) else "?", one.line) for one in reading.loose] == [
        ("Dense(1)", 3),
        ("Dense(2)", 4),
        ("Dense(3)", 5),
        ("?", 5),
        ("?", 9),
    ]


def test_unknown_values_are_handed_on_as_they_are(read_toys: Read) -> None:
    reading = read_toys("layer = Dense(3, init=something(), sizes=[other, 1])\nx = Dens(3)(Input((4,)))")
    layer, x = reading.names["layer"], reading.names["x"]
    assert isinstance(layer.arguments.keywords["init"], Unknown)
    assert isinstance(layer.arguments.keywords["sizes"][0], Unknown)
    assert [tensor.shape for tensor in x.after] == [(None, 4)]
    assert not reading.problems


def test_branches_behind_something_unknown_keep_what_came_before_once(read_toys: Read) -> None:
    listing = "import other\nx = layers.Input((4,))\nfor _ in range(12):\n    x = other.join([other.split(x), x])"
    x = read_toys(listing).names["x"]
    assert [tensor.shape for tensor in x.after] == [(None, 4)]


def test_an_expression_is_evaluated_over_the_names(read_toys: Read) -> None:
    reading = read_toys("""
        def make(n, extra=None):
            if n < 0:
                raise ValueError("negative")
            return Dense(n)
    """)
    assert repr(reading.evaluate("make(3)")) == "Dense(3)"
    assert repr(reading.evaluate("[make(i) for i in range(2)][-1]")) == "Dense(1)"
    unknown = reading.evaluate("mak(3)")
    assert (unknown.problem.line, unknown.problem.code) == (0, Code.UNKNOWN_NAME)
    assert str(unknown.problem.hint) == "did you mean 'make'?"


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("make(", Code.SYNTAX),
        ("x = 1", Code.SYNTAX),
        ("", Code.SYNTAX),
        ("f()", Code.LIMIT),
        ("g()", Code.INVALID_OPERATION),
    ],
)
def test_an_expression_can_be_refused(expression: str, code: Code, read_toys: Read) -> None:
    reading = read_toys("def f():\n    return f()\ndef g():\n    raise ValueError('no')")
    with pytest.raises(Refused) as refused:
        reading.evaluate(expression)
    assert refused.value.code is code


def test_comments_are_kept_with_their_lines(read_toys: Read) -> None:
    reading = read_toys('# One\nx = "# no"  # two\n"""\n# no\n"""\n    ## three ##\n')
    found: dict[int, Any] = {line: (comment.text, comment.alone) for line, comment in reading.comments.items()}
    assert found == {1: ("One", True), 2: ("two", False), 6: ("three ##", True)}


def test_the_nearest_name_is_suggested() -> None:
    assert nearest("conv2D", ["Conv2D", "Conv3D"]) == "Conv2D"
    assert nearest("Dens", ["Dense", "Dot"]) == "Dense"
    assert nearest("quux", ["Dense", "Dot"]) is None
