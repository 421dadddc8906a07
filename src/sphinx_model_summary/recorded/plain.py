"""Tables of plain text, as Keras 1 and 2 print them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .cells import columns_of, connections_of, count_of, layer_of, total_of
from .values import CUT, Layout, RecordedRow

#: Where a shape begins: behind a space, with brackets before a first size, or as a word.
_SHAPE = re.compile(r"(?<=\s)(?:[\[({]*\((?=None\b|\d|\))|[\[{]\s*[\[({]|\{\s*['\"]|\[\]|multiple\b|\?)")
#: A count stands alone between spaces.
_COUNT = re.compile(r"(?<=\s)(?:\d+(?:,\d{3})*(?:\.0)?(?: \((?:unbuilt|unused)\))?|\?)(?=\s|$)")
_RULE = re.compile(r"[\s#|/*>]*[_=¯─-]{5,}[\s|]*")
#: The end of a connection, which stands on a line of its own in older versions.
_CALL = re.compile(r"\[\d+\]\[\d+\]$")
_BARS = re.compile(r"\s*(?P<bars>\|+)")
_WORDS = re.compile(r"\S+(?: \S+)*")


@dataclass
class _Lines:
    """The cells of a row while its lines come in."""

    line: int
    level: int
    layer: str
    shape: str
    count: str
    connected: list[str] = field(default_factory=list)
    trainable: str = ""


def read_table(lines: list[str], heading: int) -> tuple[Layout, bool, list[RecordedRow]]:
    """The rows of the table whose heading stands at this index, and whether it has connections."""
    columns = columns_of(lines[heading])
    margin = lines[heading][: min(columns.values())]
    starts = {name: start - len(margin) for name, start in columns.items()}
    rows: list[_Lines] = []
    wrapped = False
    for index, full in enumerate(lines[heading + 1 :], heading + 2):
        line = _without(margin, full)
        if total_of(line, index):
            break
        if not line.strip() or _RULE.fullmatch(line):
            if rows and "=" in line:
                break
            continue
        row = _first_line(line, index, starts)
        if row:
            rows.append(row)
        elif rows:
            wrapped = _go_on(rows[-1], line, starts) or wrapped
    ruled = any("__" in line for line in lines[heading + 1 : rows[-1].line - 1]) if rows else True
    layout = Layout.SPACED if wrapped or not (ruled or _flush(lines, heading, margin)) else Layout.RULED
    return layout, "Connected to" in columns, [_row(row) for row in rows]


def _without(margin: str, line: str) -> str:
    """The line without what stands before the heading: spaces, or the sign of a comment."""
    return next((line[len(start) :] for start in (margin, margin.rstrip()) if line.startswith(start)), line)


def _flush(lines: list[str], heading: int, margin: str) -> bool:
    """Whether the heading begins where the rule below it begins; in later versions it is one place further in."""
    below = lines[heading + 1] if heading + 1 < len(lines) else ""
    return below[: len(margin)] == margin


def _inside(line: str) -> tuple[str, int]:
    """The line without the bars at its sides, and their number: one for each nested model around the row."""
    bars = _BARS.match(line)
    return (line[bars.end() :].rstrip("|"), len(bars["bars"])) if bars else (line, 0)


def _first_line(line: str, number: int, starts: dict[str, int]) -> _Lines | None:
    """The line with which a row begins, in its cells; it is told by its count of parameters."""
    line, level = _inside(line)
    shape = _SHAPE.search(line)
    begin = shape.start() if shape else starts.get("Output Shape", 0)
    if not line[:begin].strip() or not line[begin - 1 : begin].isspace():
        return None
    for count in _COUNT.finditer(line, begin + 1):
        rest = line[count.end() :].strip()
        if not rest[:1].isdigit():
            break
    else:
        return None
    row = _Lines(number, level, line[:begin].strip(), line[begin : count.start()].strip(), count[0])
    if "Trainable" in starts and rest[-1:] in ("Y", "N"):
        row.trainable, rest = rest[-1], rest[:-1].strip()
    if rest and "Connected to" in starts:
        row.connected.append(rest)
    return row


def _go_on(row: _Lines, line: str, starts: dict[str, int]) -> bool:
    """Add a line to the row that it goes on with; whether a name or a shape goes on in it."""
    line, _level = _inside(line)
    wrapped = False
    for words in _WORDS.finditer(line):
        place = words.start() + 2 * row.level
        column = max((name for name in starts if starts[name] <= place), key=starts.__getitem__, default="Layer (type)")
        if column == "Layer (type)" and not row.layer.endswith(")"):
            row.layer += f" {words[0]}" if words.start() and not row.level else words[0]
            wrapped = True
        elif column == "Output Shape" and not _is_closed(row.shape):
            row.shape += words[0]
            wrapped = True
        elif column == "Connected to":
            row.connected.append(words[0])
    return wrapped


def _row(row: _Lines) -> RecordedRow:
    name, kind = layer_of(row.layer)
    params, unbuilt = count_of(row.count)
    shape = row.shape if _is_closed(row.shape) else row.shape + CUT
    return RecordedRow(row.line, name, kind, shape, params, unbuilt, connections_of(_joined(row.connected)),
                       row.trainable, row.level)  # fmt: skip


def _is_closed(shape: str) -> bool:
    return all(shape.count(opening) <= shape.count(closing) for opening, closing in ("()", "[]", "{}"))


def _joined(connected: list[str]) -> str:
    """The lines of a list of connections; one that stops inside a name goes on in the next line."""
    text = ""
    for part in connected:
        text += f", {part}" if _CALL.search(text) else part
    return text
