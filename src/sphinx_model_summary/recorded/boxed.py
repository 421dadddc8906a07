"""Tables in a box, as Keras 3 draws them."""

from __future__ import annotations

import re

from .cells import connections_of, count_of, layer_of
from .values import Layout, RecordedRow

_WALL = re.compile("[┃│|]")
_RULE = re.compile("[┏┡├┝└╰╘+|][━─═┳╇┼┴┬╪╧+-]+[┓┩┤┥┘╯╛+|]")
#: A row of a nested model has a mark before its name, three places further in for each model around it.
_MARK = re.compile(r" ?(?P<indent> *)└")


def read_box(lines: list[str], heading: int) -> tuple[Layout, bool, list[RecordedRow]]:
    """The rows of the table whose heading stands at this index, and whether it has connections."""
    headings = [cell.strip() for cell in _cells(lines[heading]) or ()]
    rows: list[RecordedRow] = []
    row: list[list[str]] = []
    began = 0
    for index, line in enumerate(lines[heading + 1 :], heading + 2):
        cells = _cells(line)
        if cells is None and not _RULE.search(line):
            break
        if cells is None or (row and cells[2:3] and cells[2].strip()[:1].isdigit()):
            rows.extend(_row(row, began, headings))
            row = []
        if cells is not None:
            began = began if row else index
            row.append(cells)
    rows.extend(_row(row, began, headings))
    return Layout.BOXED, any(word.startswith("C") for word in headings[3:]), rows


def _cells(line: str) -> list[str] | None:
    """What stands between the walls of a line, None for a rule and for what is not in the box."""
    parts = _WALL.split(line)
    return None if len(parts) < 4 or _RULE.search(line) else parts[1:-1]


def _row(lines: list[list[str]], began: int, headings: list[str]) -> list[RecordedRow]:
    """The row that some lines make together: each cell goes on below itself."""
    if not lines or any(len(cells) < 3 for cells in lines):
        return []
    below = zip(*lines, strict=False)
    layer, shape, count, *further = (" ".join(filter(None, map(str.strip, cells))) for cells in below)
    indented = _MARK.match(lines[0][0])
    name, kind = layer_of(layer.lstrip("└ "))
    params, unbuilt = count_of(count)
    more = dict(zip((word[:1] for word in headings[3:]), further, strict=False))
    return [
        RecordedRow(
            began, name, kind, shape, params, unbuilt, connections_of(more.get("C", "")), more.get("T", ""),
            max(1, len(indented["indent"]) // 3) if indented else 0,
        ),
    ]  # fmt: skip
