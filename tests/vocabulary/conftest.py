"""A listing's rows, as the tests write them down."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_model_summary import summarize


@pytest.fixture
def rows_of() -> Callable[[str], list[str]]:
    """Name, type, shape and count of each row; the listing must be without problems."""

    def rows(listing: str) -> list[str]:
        summary = summarize(textwrap.dedent(listing))
        assert [str(one.message) for one in summary.problems] == []
        return [f"{row.name} {row.type} {shown(row.output)} {row.params}" for row in summary.layers]

    return rows


def shown(output: object) -> str:
    """A shape, or several, as Keras prints them."""
    if isinstance(output, tuple) and output and isinstance(output[0], tuple):
        return f"({', '.join(map(shown, output))})"
    return str(output)
