"""What is said about listings that go wrong: where, of what kind, and in which words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_model_summary.problems import Code
from sphinx_model_summary.reading import Reading, Unknown

Read = Callable[..., Reading]

#: A listing whose last name `x` is not known; line, column and code of the reason, and some of its words.
UNKNOWN = {
    "a name that nothing defines": ("x = modle", 1, 5, Code.UNKNOWN_NAME, "'modle' is not defined"),
    "a misspelt layer": ("a = 1\nx = layers.Dens(3)", 2, 5, Code.UNKNOWN_LAYER, "no layer 'Dens'"),
    "a misspelt method": ("x = [].push(3)", 1, 5, Code.INVALID_OPERATION, "a list has no attribute 'push'"),
    "an attribute on a line of its own": ("x = (layers\n     .Dens(3))", 2, 7, Code.UNKNOWN_LAYER, "Dens"),
    "a missing argument": ("x = [Dense()][0]", 1, 6, Code.MISSING_ARGUMENT, "units"),
    "the innermost failure": ("x = 1 + (2 / 0) * 3", 1, 10, Code.INVALID_OPERATION, "division by zero"),
    "a failure in a function": (
        "def f(a):\n    return a + 'b'\nx = f(1)",
        2,
        12,
        Code.INVALID_OPERATION,
        "an int + a str",
    ),
    "a call with too much": (
        "def f(a): pass\nx = f(1, 2)",
        2,
        5,
        Code.INVALID_OPERATION,
        "f() takes 1 arguments, not 2",
    ),
    "a call with a wrong keyword": ("def f(a): pass\nx = f(b=2)", 2, 5, Code.INVALID_OPERATION, "no parameter 'b'"),
    "an index out of range": ("x = [1][3]", 1, 5, Code.INVALID_OPERATION, "has none at 3"),
    "a missing key": ("x = {}['a']", 1, 5, Code.INVALID_OPERATION, "'a'"),
    "too few values": ("x, y = 1,", 1, 8, Code.INVALID_OPERATION, "1 values cannot be unpacked into 2 names"),
    "a package": (
        "import mylib\nx = mylib.f(3)",
        1,
        1,
        Code.UNKNOWN_VALUE,
        "'mylib' comes from mylib, which is not read",
    ),
    "data": ("from a import load\n(x, y), z = load()", 2, 2, Code.UNKNOWN_VALUE, "'x' comes from load()"),
    "a size of data": (
        "from a import d\nx = len(d.index) + 1",
        2,
        1,
        Code.UNKNOWN_VALUE,
        "'x' comes from len(d.index) + 1",
    ),
    "what follows from data": ("from a import d\nn = len(d)\nx = n", 2, 1, Code.UNKNOWN_VALUE, "'n' comes from len(d)"),
    "input": ("x = input('units?')", 1, 1, Code.UNKNOWN_VALUE, "'x' comes from input('units?')"),
    "asynchrony": ("async def x(): pass", 1, 1, Code.UNSUPPORTED, "not read here"),
    "letters of two bytes": ("é = 1; x = é + modle", 1, 16, Code.UNKNOWN_NAME, "modle"),
}


@pytest.mark.parametrize(("listing", "line", "column", "code", "words"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_cannot_be_known_has_its_reason(
    listing: str, line: int, column: int, code: Code, words: str, read_toys: Read
) -> None:
    x = read_toys(listing).names["x"]
    assert isinstance(x, Unknown)
    assert (x.problem.line, x.problem.column, x.problem.code) == (line, column, code)
    assert words in str(x.problem.message)


#: A listing with a problem that certainly matters: line, column, code, words.
CERTAIN = {
    "a layer given to nobody": ("m = Sequential()\nmodle.add(Dense(3))", 2, 1, Code.UNKNOWN_NAME, "modle"),
    "a layer in a list given to nobody": ("extend(model, [Dense(3)])", 1, 1, Code.UNKNOWN_NAME, "extend"),
    "a misspelt method with a layer": ("xs = []\nxs.apend(Dense(3))", 2, 1, Code.INVALID_OPERATION, "apend"),
    "a refused statement": ("m = Sequential()\nm.add()", 2, 1, Code.MISSING_ARGUMENT, "add()"),
    "an exception": (
        "def f(n):\n    raise ValueError(f'bad {n}')\nm = f(3)",
        2,
        5,
        Code.INVALID_OPERATION,
        "ValueError: bad 3",
    ),
    "an assertion": ("n = 3\nassert n % 2 == 0", 2, 1, Code.INVALID_OPERATION, "n % 2 == 0"),
    "an exception of another kind": (
        "try:\n    raise KeyError('k')\nexcept ValueError: pass",
        2,
        5,
        Code.INVALID_OPERATION,
        "k",
    ),
    "a model that may have grown": (
        "m = Sequential()\nif size > 3:\n    m.add(Dense(3))",
        2,
        4,
        Code.UNKNOWN_NAME,
        "size",
    ),
    "a layer that may have changed": ("d = Dense(3)\nfor i in data:\n    d.rate = i", 2, 10, Code.UNKNOWN_NAME, "data"),
    "a syntax error": ("x = 1\ny = = 2\nz = 3", 2, 5, Code.SYNTAX, "invalid syntax"),
    "a bracket left open": ("x = 1\nm = Sequential([\n  Dense(3),\n", 2, 16, Code.SYNTAX, "never closed"),
    "a null byte": ("x = 1\ny = '\0'", 2, 6, Code.SYNTAX, "character"),
}


@pytest.mark.parametrize(("listing", "line", "column", "code", "words"), CERTAIN.values(), ids=CERTAIN)
def test_what_certainly_matters_is_reported(
    listing: str, line: int, column: int, code: Code, words: str, read_toys: Read
) -> None:
    (problem,) = read_toys(listing).problems
    assert (problem.line, problem.column, problem.code) == (line, column, code)
    assert words in str(problem.message)


HARMLESS = {
    "plots and prints": "import matplotlib as m\nplot_model(Sequential())\nm.plot([1, 2])\nm.show(Dense(3))\nprint(q)",
    "training": "m = Sequential()\nh = fit(m, x_train)\nif h.ok:\n    m.compile()\nfor e in h:\n    m.fit(e)",
    "a check that cannot be made": "if n is None:\n    raise ValueError\nassert k == 3\nif n > 2: pass",
    "a name that is never used": "a = unknown\nb = [unknown.x(3), 1]\nc = f(a, b) + 2",
    "a change of something unknown": "unknown.x = 3\nunknown['a'] = 4\nunknown.y += 1\ndel unknown.z",
    "bookkeeping that may not happen": "seen = []\nif debug:\n    seen.append(3)\n    n = 4",
}


@pytest.mark.parametrize("listing", HARMLESS.values(), ids=HARMLESS)
def test_what_no_model_needs_is_no_problem(listing: str, read_toys: Read) -> None:
    assert read_toys(listing).problems == ()


DOUBT = {
    "a name bound in a branch": ("if q: x = 1\nelse: y = 2", {"x", "y"}),
    "a name bound anew": ("x = 1\nif q:\n    x = 2\ny = x + 1\nz = 3", {"x", "y"}),
    "a list that may have grown": ("x = []\nwhile q:\n    x.append(1)\ny = len(x)", {"x", "y"}),
    "a list that is only asked": ("x = [1]\nif q:\n    x.index(1)", set()),
    "an item that may have been set": ("x = {}\nif q: x['a'] = 1", {"x"}),
    "a loop over something unknown": ("n = 0\nfor x, _ in q:\n    n += 1\nelse: y = 1", {"x", "_", "n", "y"}),
    "a function that may return early": ("def f():\n    if q: return 1\n    return 2\nx = f()", {"x"}),
    "a list in a function that may stop": (
        "def f(a):\n    a.append(0)\n    if q: return\n    a.append(1)\nx = []\ny = f(x)\nz = 1",
        {"y"},
    ),
    "a loop that may stop early": ("x = 0\nfor i in range(3):\n    if q: break\n    x += 1\ny = 1", {"x", "i"}),
    "a function that may change its argument": ("def f(a): a.append(1)\nx = []\nif q: f(x)", {"x"}),
    "a failed import": ("try:\n    from keras import nothing\nexcept ImportError:\n    nothing = 3", set()),
    "a choice": ("x = 1 if q else 2", {"x"}),
    "a comprehension": ("x = [i for i in q]\ny = [i for i in range(3) if q]", {"x", "y"}),
}


@pytest.mark.parametrize(("listing", "unknown"), DOUBT.values(), ids=DOUBT)
def test_what_may_or_may_not_have_happened_is_not_known(listing: str, unknown: set[str], read_toys: Read) -> None:
    names = read_toys(listing).names
    assert {name for name, value in names.items() if isinstance(value, Unknown)} == unknown


def test_reading_goes_on_after_a_failure(read_toys: Read) -> None:
    reading = read_toys("x = 1 / 0\nraise ValueError\ny = 2\nassert False\nz = 3")
    assert (reading.names["y"], reading.names["z"]) == (2, 3)
    assert [problem.line for problem in reading.problems] == [2, 4]


def test_statements_above_a_syntax_error_stand(read_toys: Read) -> None:
    reading = read_toys("x = 1\ndef f():\n    return 2\ny = f()\nfor\nz = 3")
    assert {"x", "y"} <= set(reading.names)
    assert "z" not in reading.names


#: Ways in which listings are pasted; each must give two layers alone, or the names as written.
PASTED = {
    "indented": "    Dense(1)\n    Dense(2)\n",
    "a body of a list": "Dense(1),\n    Dense(2),\n",
    "with the bracket left over": "Dense(1),\n    Dense(2),\n])",
    "a body without a last comma": "    Dense(1),\n    Dense(2)",
    "a list with a list in it": "[\nDense(1),\n*[Dense(2)],\n]",
    "a list": "[\n    Dense(1),\n    Dense(2),\n]",
    "prompts": ">>> Dense(1)\nDense(9)\n>>> Dense(\n... 2)\n",
    "a notebook's prompts": "In [1]: Dense(1)\nIn [2]: Dense(2)",
    "numbered lines": " 1: Dense(1)\n 2: Dense(2)",
    "a fence of Markdown": "```python\nDense(1)\nDense(2)\n```",
    "magics": "%matplotlib inline\n!pip install keras\nDense(1)\nDense(2)\nkeras?",
    "a cell magic": "%%time\nDense(1)\nDense(2)",
    "other ends of lines": "Dense(1)\r\nDense(2)\r",
    "a mark at the start": "\ufeffDense(1)\nDense(2)",
    "form feeds": "\x0cDense(1)\n\x0c\nDense(2)",
    "the first line cut off at its left": "Dense(1)\n    Dense(2)\n",
    "a text further left": "    Dense(1)\n    '''\nfar left'''\n    Dense(2)",
}


@pytest.mark.parametrize("listing", PASTED.values(), ids=PASTED)
def test_listings_are_read_as_they_are_pasted(listing: str, read_toys: Read) -> None:
    reading = read_toys(listing)
    assert not reading.problems
    assert [repr(one.value) for one in reading.loose] == ["Dense(1)", "Dense(2)"]
    for one in reading.loose:
        line = textwrap.dedent(listing).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")[one.line - 1]
        assert line[one.column - 1 :].startswith(("Dense(", "*["))
