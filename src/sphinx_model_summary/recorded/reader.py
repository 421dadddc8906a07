"""The front door of the room: printed text goes in, a `Recorded` or the reason why there is none comes out."""

from __future__ import annotations

import html
import re

from ..problems import Code, Problem, Text, say
from .boxed import read_box
from .cells import total_of
from .plain import read_table
from .values import Recorded, RecordedTotal

#: Texts beyond this are not read, and rows beyond it neither; a line beyond it is no row of a table.
MOST_CHARACTERS = 500_000
MOST_ROWS = 2_000
LONGEST_LINE = 2_000

_COLOURS = re.compile(r"\x1b?\[[0-9;]*m")
_TAGS = re.compile(r"</?(?:pre|span|code|b|a)\b[^>]*>")
_HEADING = re.compile(r"\bLayer \(ty|^\W*┃")
#: What only the packages torchsummary and torchinfo print: their column for layers, and shapes of an open batch.
_OF_PYTORCH = re.compile(r"\bLayer \(type(?::depth-idx| \(var_name\))|\s\[-1(?:, \d+)*\](?:\s|$)")
_NAME = re.compile(r'\bModel: "?([^"]*)')


def read_recorded(text: str) -> Recorded | Problem:
    """The summary that a text holds, as a notebook or a terminal shows it; of several the first."""
    if len(text) > MOST_CHARACTERS:
        return _unreadable(1, say("the text has {count} characters; {most} are read", count=len(text),
                                  most=MOST_CHARACTERS))  # fmt: skip
    lines = _clean(text)
    headings = [index for index, line in enumerate(lines) if _HEADING.search(line)]
    if not headings:
        return _unreadable(1, say("no summary is found in the text: no line has 'Layer (type)'"), say(
            "paste all that model.summary() printed, from its first line to the totals"))  # fmt: skip
    first, *later = headings
    end = later[0] if later else len(lines)
    foreign = next((index for index in range(first, end) if _OF_PYTORCH.search(lines[index])), None)
    if foreign is not None:
        return _unreadable(foreign + 1, say("this is a summary of PyTorch, not of Keras"), say(
            "paste all that model.summary() printed, from its first line to the totals"))  # fmt: skip
    boxed = bool(re.search("┃|[│|].*[│|]", lines[first]))
    layout, connected, rows = (read_box if boxed else read_table)(lines[:end], first)
    totals = _totals(lines[:end], rows[-1].line if rows else first + 1)
    if not rows and not totals:  # a model without layers has no rows, but it has totals
        return _unreadable(first + 1, say("the table in the text has no rows that can be read"))
    if len(rows) > MOST_ROWS:
        return _unreadable(rows[MOST_ROWS].line, say("the text has {count} rows; {most} are read", count=len(rows),
                                                     most=MOST_ROWS))  # fmt: skip
    return Recorded(
        layout, tuple(rows), first + 1, _name(lines[:first]), totals.get("total"), totals.get("trainable"),
        totals.get("non_trainable"), totals.get("optimizer"), connected=connected, another=end + 1 if later else 0,
    )  # fmt: skip


def undressed(text: str) -> str:
    """The text without colours and tags of a notebook's HTML: all that a page can show."""
    if "<span" in text or "<pre" in text:
        text = html.unescape(_TAGS.sub("", text))
    return _COLOURS.sub("", text)


def _clean(text: str) -> list[str]:
    """The lines without what is only for the eye; those that are too long are empty."""
    text = undressed(text).replace("\N{NO-BREAK SPACE}", " ").replace("\r\n", "\n")
    lines = (line.expandtabs().rstrip() for line in text.split("\n"))
    return [line if len(line) <= LONGEST_LINE else "" for line in lines]


def _name(lines: list[str]) -> str | None:
    """The model's name, in the last line above the table that tells one."""
    return next((found[1] for line in reversed(lines) if (found := _NAME.search(line))), None)


def _totals(lines: list[str], last: int) -> dict[str, RecordedTotal]:
    """The totals below the table, each as it is told first."""
    found = [one for index, line in enumerate(lines[last:]) if (one := total_of(line, last + index + 1))]
    return dict(reversed(found))


def _unreadable(line: int, message: Text, hint: Text | None = None) -> Problem:
    return Problem(line, 1, Code.UNREADABLE, message, hint)
