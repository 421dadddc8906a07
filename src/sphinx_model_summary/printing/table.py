"""The plain table: Keras's columns, as wide as their contents, one line a layer."""

from __future__ import annotations

from collections.abc import Sequence

from ..summary import Summary
from .cells import cells, heads, totals, width


def table(summary: Summary, *, show_trainable: bool = False) -> str:
    """The summary with one line for each row, however long it is."""
    head = heads(summary, show_trainable=show_trainable)
    rows = [cells(row, summary, show_trainable=show_trainable) for row in summary.layers]
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    lines = [rule, _line(head, widths), rule, *(_line(row, widths) for row in rows), rule]
    return "\n".join([f'Model: "{summary.name}"', *lines, *totals(summary)])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for column, (cell, wide) in enumerate(zip(row, widths, strict=True)):
        space = " " * (wide - width(cell))
        padded.append(space + cell if column == 2 else cell + space)
    return "  ".join(padded).rstrip()
