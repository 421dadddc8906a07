"""Keras's own layout: what `model.summary()` of Keras 3 prints in a terminal, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..summary import Summary
from .cells import cells, cut, heads, totals, width

#: Where the columns end, as parts of the line, and how long the line is; without and with `Connected to`.
_ENDS = (0.45, 0.80, 1.0), (0.3, 0.56, 0.74, 1.0)
_LENGTHS = 88, 108
#: What the column `Trainable` adds to the line, and the part that it leaves to the others.
_MORE, _LEFT = 12, 0.90
#: No column is narrower, before the frame takes its part.
_LEAST = 4
#: A word, with the spaces around it.
_WORD = re.compile(r"\s*\S+\s*")


def keras_layout(
    summary: Summary, *, line_length: int | None = None, show_trainable: bool = False, terminal: int = 80
) -> str:
    """The summary as Keras prints it in a terminal of so many columns, at which lines are cut.

    :raises ValueError: if the line is too short for the columns.
    """
    branched = summary.branched
    ends = [end * _LEFT for end in _ENDS[branched]] + [1.0] if show_trainable else _ENDS[branched]
    length = line_length or min(_LENGTHS[branched] + (_MORE if show_trainable else 0), terminal - 4)
    box = _Box(_widths(length, ends), ["<"] * 2 + [">"] + ["<"] * branched + ["^"] * show_trainable)
    head = heads(summary, show_trainable=show_trainable)
    framed = [box.rule("┏━┳┓"), *box.lines(head, "┃", at_bottom=True), box.rule("┡━╇┩")]
    for place, row in enumerate(summary.layers):
        framed += [box.rule("├─┼┤")] if place else []
        framed += box.lines(cells(row, summary, show_trainable=show_trainable), "│")
    framed.append(box.rule("└─┴┘"))
    around = [f'Model: "{summary.name}"'], [f" {line}" for line in totals(summary)]
    above, below = ([part for line in lines for part in _wrapped(line, terminal, fold=True)] for lines in around)
    return "\n".join(cut(line, terminal) for line in (*above, *framed, *below))


def _widths(length: int, ends: Sequence[float]) -> list[int]:
    """The width of each column's text: its part of the line, less an equal part of what the frame takes."""
    parts: list[int] = []
    for end in ends:
        parts.append(int(end * length) - sum(parts))
    if min(parts) < _LEAST:
        raise ValueError(f"a line of {length} is too short for {len(parts)} columns")
    frame = sum(parts) + 3 * len(parts) + 1 - length
    for place, part in enumerate(parts):
        taken = round(frame / (len(parts) - place))
        parts[place] = part - taken
        frame -= taken
    return parts


class _Box:
    """The frame of a table with columns of given widths; each is aligned to the left, right or centre."""

    def __init__(self, widths: Sequence[int], alignments: Sequence[str]) -> None:
        self.widths = widths
        self.alignments = alignments

    def rule(self, signs: str) -> str:
        """A line between rows."""
        left, line, between, right = tuple(signs)
        return left + between.join(line * (wide + 2) for wide in self.widths) + right

    def lines(self, row: Sequence[str], bar: str, *, at_bottom: bool = False) -> Iterator[str]:
        """A row, on as many lines as its longest cell takes."""
        columns = [self._lines_of(cell, column) for column, cell in enumerate(row)]
        height = max(map(len, columns))
        for column, wide in zip(columns, self.widths, strict=True):
            blank = [" " * wide] * (height - len(column))
            column[:] = [*blank, *column] if at_bottom else [*column, *blank]
        for parts in zip(*columns, strict=True):
            yield f"{bar} {f' {bar} '.join(parts)} {bar}"

    def _lines_of(self, cell: str, column: int) -> list[str]:
        wide, alignment = self.widths[column], self.alignments[column]
        lines = []
        for line in _wrapped(cell, wide) if wide else [""]:
            text = line if alignment == "<" else line.rstrip()
            text = f"{cut(text, wide - 1)}…" if width(text) > wide else text
            space = wide - width(text)
            before = {"<": 0, "^": space // 2, ">": space}[alignment]
            lines.append(" " * before + text + " " * (space - before))
        return lines


def _wrapped(text: str, wide: int, *, fold: bool = False) -> list[str]:
    """The lines of a text, broken between words; a word that is longer than a line stays whole unless it may `fold`."""
    lines = [""]
    for word in _WORD.findall(text):
        need = width(word.rstrip())
        if need <= wide - width(lines[-1]):
            lines[-1] += word
        elif fold and need > wide:
            lines += _folded(word, wide)
        else:
            lines.append(word)
    return [_without_excess(line, wide) for line in (lines if lines[0] else lines[1:])]


def _folded(word: str, wide: int) -> Iterator[str]:
    while width(word) > wide:
        piece = cut(word, wide).rstrip(" ") or word[0]
        yield piece
        word = word[len(piece) :]
    yield word


def _without_excess(line: str, wide: int) -> str:
    """The line without spaces at its end, as far as it has more letters than there is room."""
    spaces = len(line) - len(line.rstrip())
    return line[: len(line) - min(spaces, max(len(line) - wide, 0))]
