"""No listing, however it is made, takes long, takes much memory, or breaks the reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_model_summary.problems import Code
from sphinx_model_summary.reading import Reading

Read = Callable[..., Reading]

ENDLESS = {
    "a loop without end": "while True:\n    x = 1",
    "a loop with many rounds": "for i in range(10 ** 12): x = i",
    "a long comprehension": "x = [i for i in range(10 ** 9)]",
    "nested comprehensions": "x = [j for i in range(10 ** 5) for j in range(10 ** 5)]",
    "a large list": "x = [0] * 10 ** 9",
    "a range made a list": "x = list(range(10 ** 9))",
    "a sum over a range": "x = sum(range(10 ** 12))",
    "a search in a range": "x = 0.5 in range(10 ** 12)",
    "a large power": "x = 9 ** 9 ** 9",
    "a number that grows": "x = 3\nwhile True: x = x * x",
    "a large shift": "x = 1 << 10 ** 10",
    "a long text": "x = 'a' * 10 ** 10",
    "a text that grows": "x = 'a'\nwhile True: x += x",
    "a wide format": "x = f'{1:1000000000}'",
    "a wide format of the old kind": "x = '%1000000000d' % 1",
    "a width from outside": "x = '{:{w}}'.format(1, w=10 ** 9)",
    "a padded text": "x = 'a'.center(10 ** 10)",
    "a long join": "x = ('a' * 1000).join(['b'] * 1000)",
    "many replacements": "x = ('a' * 10000).replace('a', 'b' * 10000)",
    "calls without end": "def f(n): return f(n + 1)\nx = f(0)",
    "calls of each other": "f = lambda g: g(g)\nx = f(f)",
    "a property that asks itself": "class A:\n    @property\n    def x(self): return self.x\ny = A().x",
    "a list in itself": "x = []\nx.append(x)\ny = str(x)",
    "a list compared with its like": "a = []; b = []\nfor i in range(80): a = [a, a]; b = [b, b]\nx = a == b",
    "a key of nested tuples": "a = ()\nfor i in range(80): a = (a, a)\nx = {a: 1}",
    "text of nested lists": "a = []\nfor i in range(80): a = [a, a]\nx = f'{a}'",
    "a generator without end": "def f():\n    while True: yield 1\nx = list(f())",
    "products of sequences": "import itertools\nx = itertools.product(range(1000), repeat=4)",
    "a list that grows as it is walked": "x = [1]\nfor i in x: x.append(i)",
    "a million failures": "while True: x = [].push(1)",
    "an array": "import numpy as np\nx = np.arange(10 ** 12)",
    "a deep expression": "x = " + "-" * 5000 + "1",
    "a long sum": "x = " + "1 + " * 5000 + "1",
}


@pytest.mark.parametrize("listing", ENDLESS.values(), ids=ENDLESS)
def test_a_limit_ends_the_reading(listing: str, read_toys: Read) -> None:
    reading = read_toys("before = 1\n" + listing + "\nafter = 2")
    (problem,) = reading.problems
    assert problem.code is Code.LIMIT
    assert reading.names.get("before", 1) == 1
    assert "after" not in reading.names


def test_a_limit_tells_its_line(read_toys: Read) -> None:
    reading = read_toys("def f():\n    x = 1\n    return 'a' * 10 ** 10\n\ny = f()")
    assert [(problem.line, problem.code) for problem in reading.problems] == [(3, Code.LIMIT)]


@pytest.mark.parametrize(
    ("limit", "listing"), [("text", "x = 1"), ("rounds", "for i in range(9): x = i"), ("steps", "x = 1 + 1")]
)
def test_limits_can_be_set(limit: str, listing: str, read_toys: Read) -> None:
    assert [problem.code for problem in read_toys(listing, **{limit: 2}).problems] == [Code.LIMIT]


@pytest.mark.parametrize(
    "opening", ["(", "[", "{", "-", "not ", "lambda: ", "x[", "f(", "1 if ", "if 1:\n ", "a.", "@"]
)
@pytest.mark.parametrize("depth", [50, 150, 1_000, 20_000])
def test_deep_nesting_is_answered(opening: str, depth: int, read_toys: Read) -> None:
    assert read_toys(opening * depth).problems


@settings(max_examples=200, deadline=None)
@given(text=st.text() | st.text(alphabet="xyf()[]{}=:,.+-*'\"\\# \n\t1239defiorlambnct"))
def test_any_text_is_answered(text: str, read_toys: Read) -> None:
    reading = read_toys(text, steps=20_000)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)
