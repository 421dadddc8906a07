"""Functions with `yield` run as far as they are asked to: the reader must give the values that Python itself gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import summarize

LISTINGS = {
    "in turns with the loop around": """
        log = []
        def made():
            for i in range(3):
                log.append(f'make {i}')
                yield i
            log.append('end')
        for i in made(): log.append(f'use {i}')
        for i in made():
            if i == 1: break
        first = next(made())
    """,
    "without an end": """
        from itertools import islice
        def halves(n):
            while True:
                yield n
                n //= 2
        numbers = halves(64)
        a = next(numbers), next(numbers), [n for n, _ in zip(halves(8), range(3))], list(islice(halves(4), 2))
        for n in halves(100):
            if n < 10: break
    """,
    "of other sequences, with a way out": """
        def inner(n):
            if n > 2:
                yield 'large'
                return
            for i in range(5):
                if i == n: break
                if i % 2: continue
                yield i
            else:
                yield 'all'
        def outer():
            yield from inner(2)
            yield from inner(3)
            x = yield 'between'
            try:
                yield x
            finally:
                yield from [7]
        a, b, c = list(outer()), [*inner(1)], sum(inner(2))
    """,
    "within an expression": """
        def made():
            x = [(yield 1), (yield 2)]
            yield len(x)
        a = list(made())
    """,
    "around the body of a with statement": """
        from contextlib import contextmanager
        log = []
        @contextmanager
        def scope(n):
            log.append('enter')
            yield n
            log.append('exit')
        @contextmanager
        def sure():
            try:
                yield
            finally:
                log.append('sure')
        with scope(3) as a, sure(): log.append(a)
    """,
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_the_reader_gives_what_python_gives(listing: str, as_python: Callable[[str], None]) -> None:
    as_python(listing)


def test_layers_are_named_in_the_order_in_which_they_are_made() -> None:
    summary = summarize("""
def stages():
    for filters in (4, 8):
        yield Conv2D(filters, 3, padding="same")
x = i = Input((8, 8, 3))
for stage in stages():
    x = Conv2D(2, 1)(stage(x))
model = keras.Model(i, x)
""")
    assert summary.problems == ()
    assert [(row.name, int(row.params)) for row in summary.layers[1:]] == [
        ("conv2d", 112), ("conv2d_1", 10), ("conv2d_2", 152), ("conv2d_3", 18),
    ]  # fmt: skip
