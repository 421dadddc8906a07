"""Values that an author supplies, because only a run of the program would know them."""

from __future__ import annotations

import pytest

from sphinx_model_summary import Code, summarize

DATA = "(x_train, y_train), _ = keras.datasets.mnist.load_data()\nwords = load('words.txt')\n"

#: Definitions, a listing whose last layer's parameters depend on them, and how many parameters that gives.
SUPPLIED = {
    "a name": ("units = 3", "Input((4,))\nDense(units)", 15),
    "a shape": ("input_shape = (4, 2)", "Input(input_shape)\nDense(3)", 9),
    "a length": ("len(words) = 9", f"{DATA}Embedding(len(words) + 1, 2, input_shape=(5,))", 20),
    "another spelling": ("len( words )=9", f"{DATA}Embedding(len(words), 2, input_shape=(5,))", 18),
    "a slice": ("x_train.shape[1:] = (7,)", f"{DATA}Input(x_train.shape[1:])\nDense(2)", 16),
    "what a slice is taken of": ("x_train.shape = (60000, 7)", f"{DATA}Input(x_train.shape[1:])\nDense(2)", 16),
    "a name given to data": ("n = 3", f"{DATA}n = len(set(y_train))\nInput((4,))\nDense(n)", 15),
    "a value inside a function": ("len(words) = 3", f"{DATA}def f(n): return Dense(n)\nInput((4,))\nf(len(words))", 15),
    "a value of a package": ("config.UNITS = 3", "import config\nInput((4,))\nDense(config.UNITS)", 15),
    "a number of rounds": (
        "depth = 2",
        "m = Sequential()\nm.add(Input((3,)))\nfor i in range(depth):\n    m.add(Dense(3))",
        12,
    ),
    "the longest of data": (
        "max((len(one) for one in words)) = 7", f"{DATA}n = max(len(one) for one in words)\nInput((n,))\nDense(2)", 16,
    ),
    "what a loop over data draws": (
        "x.shape[1:] = (7,)", f"{DATA}for x, y in words.take(1):\n    break\nInput(x.shape[1:])\nDense(2)", 16,
    ),
    "what a loop over data fills": (
        "len(places) = 9",
        (
            "seen = []\nfor word in load('words.txt'):\n    seen.append(word)\n"
            "places = {word: number for number, word in enumerate(sorted(set(seen)))}\n"
            "Embedding(len(places), 2, input_shape=(5,))"
        ),
        18,
    ),
    "the first of data": (
        "x.shape[1:] = (7,)", "x, y = next(iter(batches))\nInput(x.shape[1:])\nDense(2)", 16,
    ),
    "a choice": ("deep = True", "m = Sequential([Input((4,))])\nif deep: m.add(Dense(3))", 15),
    "several, with remarks": ("# sizes\nunits = 3  # or 4\n\nn = 4", "Input((n,))\nDense(units)", 15),
}  # fmt: skip


@pytest.mark.parametrize(("define", "listing", "params"), SUPPLIED.values(), ids=SUPPLIED)
def test_a_gap_is_filled(define: str, listing: str, params: int) -> None:
    assert summarize(listing).problems
    summary = summarize(listing, define=define)
    assert (summary.problems, summary.notices) == ((), ())
    assert summary.layers[-1].params == params


def test_definitions_may_be_a_dictionary() -> None:
    assert summarize("Input((n,))\nDense(units)", define={"n": 4, "units": 3}).total.params == 15


def test_each_reading_has_a_value_of_its_own() -> None:
    listing = "sizes.append(3)\nInput((4,))\nDense(sizes[-1])\nDense(len(sizes))"
    definitions = {"sizes": [1, 3]}
    assert [summarize(listing, define=definitions).total.params for _ in range(2)] == [23, 23]


@pytest.mark.parametrize("listing", ["units = 8\nInput((4,))\nDense(units)", "Input((4,))\nDense(8)"])
def test_what_the_listing_settles_stays(listing: str) -> None:
    summary = summarize(listing, define="units = 3")
    assert summary.total.params == 40
    (notice,) = summary.notices
    assert (notice.line, notice.code) == (0, Code.OPTION)
    assert str(notice.message) == "the value of 'units' is not used"


#: A definition that is none, and words of the message.
WRONG = {
    "no equals sign": ("units", "'units' is no definition"),
    "nothing on the right": ("units =", "'units =' is no definition"),
    "a comparison": ("units == 3", "'units == 3' is no definition"),
    "a number on the left": ("3 = 4", "'3 = 4' is no definition"),
    "arithmetic": ("units = 2 * 3", "the value of 'units' must be a literal"),
    "a call": ("units = open('x')", "the value of 'units' must be a literal"),
    "a name": ("units = n", "the value of 'units' must be a literal"),
    "twice": ("units = 3\nunits = 4", "'units' is defined twice"),
    "deep": ("units = " + "(" * 5000, "is no definition"),
}


@pytest.mark.parametrize(("define", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_definition_is_a_problem(define: str, words: str) -> None:
    summary = summarize("Input((4,))\nDense(3)", define=define)
    assert summary.total is None
    assert (summary.problems[0].line, summary.problems[0].code) == (0, Code.OPTION)
    assert words in str(summary.problems[0].message)


#: A listing, and the definition that the author is told to write.
HINTS = {
    "a name": ("Dense(units, input_shape=(3,))", "units"),
    "a length": (f"{DATA}Dense(len(words) * 2, input_shape=(3,))", "len(words)"),
    "a slice": (f"{DATA}Dense(3, input_shape=x_train.shape[1:])", "x_train.shape[1:]"),
    "a name given to data": (f"{DATA}n = len(set(y_train))\nDense(n, input_shape=(3,))", "n"),
    "a layer inside another one": ("Bidirectional(LSTM(units), input_shape=(3, 4))", "units"),
    "a shape": ("x = Input(shape)\nm = Model(x, Dense(3)(x))", "shape"),
    "a test": ("m = Sequential([Input((3,))])\nif len(rows) > 5: m.add(Dense(3))", "len(rows)"),
    "a part of a shape": ("x = Input((size, 3))\nm = Model(x, Dense(3)(x))", "size"),
    "a weight": (
        (
            "class L(layers.Layer):\n"
            "    def build(self, s): self.w = self.add_weight(shape=(len(words),))\n"
            "    def call(self, x): return x\n"
            "x = Input((3,))\nm = Model(x, L()(x))"
        ),
        "len(words)",
    ),
}


@pytest.mark.parametrize(("listing", "expression"), HINTS.values(), ids=HINTS)
def test_the_hint_shows_what_to_define(listing: str, expression: str) -> None:
    hints = [str(problem.hint) for problem in summarize(listing).problems]
    assert any(f":define: {expression} = …" in hint for hint in hints), hints


def test_a_slip_of_the_keyboard_comes_first() -> None:
    (problem,) = summarize("kernel = 3\nm = Sequential([Input((4,)), Dense(kernle)])").problems
    assert str(problem.hint) == "did you mean 'kernel'? Or supply its value with :define: kernle = …"


def test_a_tensor_cannot_be_defined() -> None:
    (problem,) = summarize("x = Input((3,))\nm = Model(x, outputs)").problems
    assert "define:" not in str(problem.hint)


def test_a_choice_that_only_a_run_would_make_can_be_made() -> None:
    listing = "units = 3 if tf.test.is_gpu_available() else 4\nmodel = Sequential([Input((10,)), Dense(units)])"
    summary = summarize(listing, define="tf.test.is_gpu_available() = False")
    assert summary.problems == ()
    assert [int(row.params) for row in summary.layers] == [44]


@pytest.mark.parametrize(
    "name", ["the longest of data", "what a loop over data draws", "what a loop over data fills", "the first of data"]
)
def test_the_problem_tells_what_to_define(name: str) -> None:
    define, listing, _ = SUPPLIED[name]
    expression = define.rpartition(" = ")[0]
    assert str(summarize(listing).problems[0].hint).endswith(f":define: {expression} = …")
