"""Layers that a project declares as data; the numbers are those of the same layers written out in Keras."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from sphinx_model_summary import Code, summarize
from sphinx_model_summary.derivation import derive

LAYERS: dict[str, Any] = {
    "PatchEmbedding": {
        "about": "Cuts the image into patches.",
        "arguments": "patch_size, units, use_bias=True, *, initializer=None",
        "input": "(batch, height, width, channels)",
        "weights": {
            "kernel": "(patch_size, patch_size, channels, units)",
            "bias": {"shape": "(units,) if use_bias else None", "about": "one number for each unit"},
            "position": {"shape": "(height // patch_size * (width // patch_size), units)", "trainable": False},
        },
        "output_shape": "(batch, height // patch_size * (width // patch_size), units)",
    },
    "vit.blocks.Attention": {"arguments": "heads", "weights": {"query/kernel": "(inputs, heads, inputs // heads)"}},
    "Halves": {"input": "(batch, *axes, n)", "output_shape": "((batch, *axes, n // 2), (batch, *axes, ceil(n / 2)))"},
    "Sampling": {"input": ("(batch, n)", "(batch, n)"), "output_shape": "(batch, n)"},
    "Pool": {"input": {"query": "(batch, n, dim)", "value": "(batch, m, dim)"}, "output_shape": "(batch, dim)"},
    "Window": {
        "arguments": "size=(3, 5)",
        "input": "(batch, *axes)",
        "weights": {"kernel": "(size[0], max(size[1], 2), product(axes))"},
    },
    "tensorflow_hub.KerasLayer": {
        "arguments": "handle", "input": "(batch,)", "weights": {"table": "(1000, 50)"}, "output_shape": "(batch, 50)",
        "trainable": False,
    },
}  # fmt: skip

#: A listing, and the last row's output shape, parameters, and how many of them are trainable.
COUNTED = {
    "an argument by name": ("Input((224, 224, 3))\nPatchEmbedding(16, units=64)", (None, 196, 64), 61760, 49216),
    "a weight less": ("Input((225, 224, 3))\nPatchEmbedding(16, 64, False)", (None, 196, 64), 61696, 49152),
    "frozen": ("Input((224, 224, 3))\nPatchEmbedding(16, 64, trainable=False)", (None, 196, 64), 61760, 0),
    "an argument without influence": (
        "Input((32, 32, 3))\nPatchEmbedding(16, 64, initializer=keras.initializers.Zeros())",
        (None, 4, 64),
        49472,
        49216,
    ),
    "from a package": ("from x import PatchEmbedding as P\nInput((32, 32, 3))\nP(16, 64)", (None, 4, 64), 49472, 49216),
    "by a package": ("import x\nInput((32, 32, 3))\nx.a.PatchEmbedding(16, 64)", (None, 4, 64), 49472, 49216),
    "its module": ("from vit.blocks import Attention\nInput((9, 8))\nAttention(2)", (None, 9, 8), 64, 64),
    "its package": ("import vit\nInput((9, 8))\nvit.blocks.Attention(2)", (None, 9, 8), 64, 64),
    "Keras's own": ("x = Input((9, 8))\nm = Model(x, Attention()([x, x]))", (None, 9, 8), 0, 0),
    "another name beside": ("from vit.blocks import PatchEmbedding as P\nInput((16, 16, 3))\nP(16, 9)", (None, 1, 9),
                            6930, 6921),
    "two outputs": ("x = Input((3, 7))\nm = Model(x, Halves()(x))", ((None, 3, 3), (None, 3, 4)), 0, 0),
    "a list": ("x = Input((3,))\nm = Model(x, Sampling()([x, x]))", (None, 3), 0, 0),
    "two tensors": ("x = Input((3, 4))\ny = Input((5, 4))\nm = Model([x, y], Pool()(x, value=y))", (None, 4), 0, 0),
    "items of a tuple": ("Input((2, 3))\nWindow((4, 1))", (None, 2, 3), 48, 48),
    "a hub's layer": (
        "import tensorflow_hub as hub\nhub.KerasLayer('https://x', input_shape=[], dtype=tf.string)",
        (None, 50),
        50000,
        0,
    ),
    "a hub's layer, trained": ("hub.KerasLayer('https://x', input_shape=[], trainable=True)", (None, 50), 50000, 50000),
    "an open size": ("Input((None, None, 3))\nHalves()", ((None, None, None, 1), (None, None, None, 2)), 0, 0),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "shape", "params", "trainable"), COUNTED.values(), ids=COUNTED)
def test_a_declared_layer_is_counted(listing: str, shape: Any, params: int, trainable: int) -> None:
    summary = summarize(listing, layers=LAYERS)
    assert summary.problems == ()
    row = summary.layers[-1]
    assert (row.output, row.params, row.trainable_params) == (shape, params, trainable)


def test_the_formula_speaks_in_the_declared_names() -> None:
    summary = summarize("Input((32, 32, 3))\nPatchEmbedding(16, 64)", layers=LAYERS)
    (group,) = [group for group in derive(summary).groups if group.type == "PatchEmbedding"]
    assert group.steps[0].trainable is not None
    assert group.steps[0].trainable.symbols(str) == "patch_size × patch_size × channels × units + units"
    assert group.steps[0].row.layer is not None
    assert type(group.steps[0].row.layer).about == "Cuts the image into patches."


def test_a_class_of_the_listing_goes_before() -> None:
    listing = "class Halves(layers.Layer):\n    def call(self, x): return x\nSequential([Input((4,)), Halves()])"
    assert summarize(listing, layers=LAYERS).layers[-1].output == (None, 4)


#: A listing that a declaration does not let pass, and the words of the problem.
REFUSED = {
    "an input of another rank": ("Input((3,))\nPatchEmbedding(16, 64)", "(batch, height, width, channels)"),
    "a missing argument": ("Input((32, 32, 3))\nPatchEmbedding(16)", "needs the argument 'units'"),
    "an argument of nobody": ("Input((32, 32, 3))\nPatchEmbedding(16, 64, size=3)", "has no argument 'size'"),
    "an open size": ("Input((None, None, 3))\nPatchEmbedding(16, 64)", "the shape of 'position' would be (None, 64)"),
    "a division by nothing": ("Input((32, 32, 3))\nPatchEmbedding(0, 64)", "cannot be worked out"),
    "a word for a number": (
        "Input((32, 32, 3))\nPatchEmbedding('a', 64)",
        "would be ('a', 'a', 3, 64)",
    ),
    "a function for a number": ("Input((32, 32, 3))\nPatchEmbedding(len, 64)", "'patch_size' must be a number"),
    "sizes that differ": ("m = Model([x := Input((3,)), y := Input((4,))], Sampling()([x, y]))", "the axis 'n'"),
    "too few tensors": ("Input((3,))\nSampling()", "Sampling"),
    "another package's layer": ("from zoo import Attention\nInput((9, 8))\nAttention(2)", "comes from zoo"),
    "another layer of the hub": ("import tensorflow_hub as hub\nm = Sequential([hub.Other()])", "only the declared"),
    "another input": (
        (
            "x = Input((9, 8))\nlayer = PatchEmbedding(16, 64)\n"
            "m = Model([a := Input((32, 32, 3)), b := Input((64, 64, 3))], [layer(a), layer(b)])"
        ),
        "was built for another input",
    ),
}


@pytest.mark.parametrize(("listing", "words"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused(listing: str, words: str) -> None:
    summary = summarize(listing, layers=LAYERS)
    assert summary.total is None
    assert any(words in str(problem.message) for problem in summary.problems), summary.problems


#: A declaration that cannot be understood, and the words of the message.
WRONG: dict[str, tuple[Any, str]] = {
    "no dictionary": (3, "stand in a dictionary"),
    "no dictionary inside": ({"A": "(batch,)"}, "A: '(batch,)' is no dictionary"),
    "a layer of Keras": ({"Dense": {}}, "'Dense' is a layer of Keras"),
    "a layer of Keras with its module": ({"keras.layers.Dense": {}}, "is a layer of Keras"),
    "no name": ({"a b": {}}, "'a b' is no name of a class"),
    "an unknown key": ({"A": {"wights": {}}}, "A: there is no key 'wights'"),
    "an unknown key of a weight": ({"A": {"weights": {"w": {"size": "(3,)"}}}}, "there is no key 'size'"),
    "no arguments": ({"A": {"arguments": "a b"}}, "'a b' is no list of arguments"),
    "a default that is none": ({"A": {"arguments": "a=open('x')"}}, "is no list of arguments"),
    "an argument of all layers": ({"A": {"arguments": "name"}}, "'name' cannot be an argument"),
    "an argument like an axis": ({"A": {"arguments": "inputs"}}, "'inputs' cannot be an argument"),
    "an unknown name": ({"A": {"weights": {"w": "(units,)"}}}, "A: '(units,)' asks for 'units'"),
    "a call": ({"A": {"weights": {"w": "open('x')"}}}, "holds more than arithmetic"),
    "an attribute": ({"A": {"weights": {"w": "(inputs.real,)"}}}, "holds more than arithmetic"),
    "a power": ({"A": {"weights": {"w": "(inputs ** inputs,)"}}}, "holds more than arithmetic"),
    "a quotient": ({"A": {"weights": {"w": "(inputs / 2,)"}}}, "holds more than arithmetic"),
    "no expression": ({"A": {"weights": {"w": "(inputs,"}}}, "is no expression"),
    "an input without names": ({"A": {"input": "(batch, 3)"}}, "does not name the axes"),
    "two stars": ({"A": {"input": "(batch, *a, *b)"}}, "does not name the axes"),
    "no inputs": ({"A": {"input": []}}, "does not name the axes"),
    "an argument twice": ({"A": {"arguments": "a=3, a=4"}}, "is no list of arguments"),
    "a weight without a shape": ({"A": {"weights": {"w": {"trainable": False}}}}, "A: the weight 'w' has no shape"),
    "trainable in words": ({"A": {"trainable": "no"}}, "A: 'trainable' is True or False, not 'no'"),
    "a weight trainable in words": (
        {"A": {"weights": {"w": {"shape": "(3,)", "trainable": "False"}}}}, "is True or False, not 'False'",
    ),
}


@pytest.mark.parametrize(("layers", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_declaration_is_a_problem(layers: Any, words: str) -> None:
    (problem,) = summarize("Input((4,))\nDense(3)", layers=layers).problems
    assert (problem.line, problem.code) == (0, Code.OPTION)
    assert words in str(problem.message)


@pytest.mark.parametrize(("sizes", "fits"), [((8, 8), True), ((8, 4), False), ((None, 4), True)])
def test_axes_of_one_name_have_one_size(sizes: tuple[int | None, int], fits: bool) -> None:
    layers = {"Square": {"input": "(batch, a, a)", "output_shape": "(batch, a)"}}
    summary = summarize(f"Input({sizes})\nSquare()", layers=layers)
    assert [str(one.message) for one in summary.problems] == (
        [] if fits else ["Square: the axis 'a' comes in with two sizes, 8 and 4"]
    )
    assert not fits or summary.output == (None, sizes[1])


def test_costs_that_cannot_be_worked_out_are_not_known() -> None:
    layers = {"A": {"macs": "inputs * axes"}}
    assert summarize("Input((3, 4))\nA()", layers=layers).macs is None


def test_a_declaration_can_be_stored() -> None:
    assert pickle.loads(pickle.dumps(LAYERS)) == LAYERS
