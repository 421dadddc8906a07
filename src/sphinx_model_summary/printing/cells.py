"""What the cells of a printed table hold, and how wide text is in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..summary import UNBUILT, Row, Summary, Total, shown, size_in_bytes

#: Signs of these kinds stand on the one before them, or are not seen at all.
_WITHOUT_WIDTH = {"Mn", "Me", "Mc", "Cf", "Cc"}


def width(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian letters take two."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.category(letter) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """The beginning of a text, as wide as that; where a wide letter would be halved, a space stands for it."""
    used = 0
    for place, letter in enumerate(text):
        space = columns - used
        used += _width(letter)
        if used > columns:
            return text[:place] + " " * space
    return text


def heads(summary: Summary, *, show_trainable: bool) -> tuple[str, ...]:
    """What stands above the columns."""
    connected = ("Connected to",) if summary.branched else ()
    return ("Layer (type)", "Output Shape", "Param #", *connected, *(("Trainable",) if show_trainable else ()))


def cells(row: Row, summary: Summary, *, show_trainable: bool) -> tuple[str, ...]:
    """What stands in a row, column by column."""
    connected = (", ".join(row.connected_to) or "-",) if summary.branched else ()
    trainable = ("-" if not row.weights else "Y" if row.trainable else "N",) if show_trainable else ()
    return (f"{row.indent}{row.name} ({row.type})", shown(row.output), count(row), *connected, *trainable)


def count(row: Row) -> str:
    """A row's parameters as Keras prints them."""
    return "?" if row.problem else UNBUILT if row.unbuilt else f"{row.params:,}"


def totals(summary: Summary) -> Iterator[str]:
    """The lines below the table; none while anything is unknown."""
    for label, total in (("Total", summary.total), ("Trainable", summary.trainable),
                         ("Non-trainable", summary.non_trainable)):  # fmt: skip
        if isinstance(total, Total):
            yield f"{label} params: {total.params:,} ({size_in_bytes(total.bytes)})"
