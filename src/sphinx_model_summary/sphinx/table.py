"""The table: what Keras prints, row by row, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from docutils import nodes

from ..pictures.gutter import gutter
from ..problems import Problem
from ..summary import UNBUILT, Row, Summary, shown
from .anchors import Anchors
from .grid import Cells, grid, row_of, wide_row
from .quiz import Quiz
from .words import Words


class Column(StrEnum):
    """A column of the table, by the word that authors write."""

    LAYER = "layer"
    NAME = "name"
    TYPE = "type"
    SHAPE = "shape"
    PARAMS = "params"
    TRAINABLE = "trainable"
    CONNECTED = "connected"


_CLASSES = {Column.PARAMS: ["model-summary-number"], Column.SHAPE: ["model-summary-shape"]}
#: Columns that begin with a layer's name.
_NAMES = (Column.LAYER, Column.NAME)
#: The attribute of a row that holds the picture to be drawn before it.
RAIL = "rail"

NO_QUIZ = Quiz()


def columns_of(summary: Summary, chosen: Sequence[str]) -> tuple[Column, ...]:
    """The columns to show: those chosen, or those that Keras prints."""
    if chosen:
        return tuple(map(Column, chosen))
    keras = (Column.LAYER, Column.SHAPE, Column.PARAMS)
    return (*keras, Column.CONNECTED) if summary.branched else keras


def headings(columns: Sequence[Column], _: Words) -> list[str]:
    """What stands above the columns; Keras's own words where it has them."""
    words = {
        Column.LAYER: _("Layer (type)"),
        Column.NAME: _("Layer"),
        Column.TYPE: _("Type"),
        Column.SHAPE: _("Output Shape"),
        Column.PARAMS: _("Param #"),
        Column.TRAINABLE: _("Trainable"),
        Column.CONNECTED: _("Connected to"),
    }
    return [words[column] for column in columns]


def render_table(
    summary: Summary, columns: Sequence[Column], anchors: Anchors, _: Words, quiz: Quiz = NO_QUIZ
) -> nodes.table:
    """The summary as a table of stock nodes."""
    body = nodes.tbody()
    above = dict(zip(columns, headings(columns, _), strict=True))
    strips = gutter(summary) if columns[0] in _NAMES else [("", "")] * len(summary.layers)
    for row, (over, beside) in zip(summary.layers, strips, strict=True):
        if row.heading:
            body += _wide(_heading(row.heading), len(columns), "model-summary-heading", over)
        if row.problem is None:
            cells = ((column, _cell(row, column, anchors, _)) for column in columns)
            asked = [quiz.cell(row.key, column, above[column], cell) for column, cell in cells]
            body += _row(asked, columns, strip=beside)
        elif row.name == "?":
            body += _wide([nodes.Text(_.message(row.problem.message))], len(columns), "model-summary-problem")
        else:
            body += _failing(row, row.problem, columns, anchors, _)
    untold = [summary.unbuilt] if summary.unbuilt else summary.problems
    for problem in untold if not any(row.problem for row in summary.layers) else ():
        body += _wide([nodes.Text(_.message(problem.message))], len(columns), "model-summary-problem")
    body.extend(_totals(summary, columns, quiz, _))
    head = _row([[nodes.Text(word)] for word in above.values()], columns)
    return nodes.table("", grid(head, body), classes=["model-summary"])


def _cell(row: Row, column: Column, anchors: Anchors, _: Words) -> list[nodes.Node]:
    match column:
        case Column.LAYER:
            return [*_name(row, anchors), nodes.Text(f" ({row.type})")]
        case Column.NAME:
            return _name(row, anchors)
        case Column.TYPE:
            return [nodes.Text(row.type)]
        case Column.SHAPE:
            return [nodes.Text(shown(row.output))]
        case Column.PARAMS:
            return [nodes.Text(UNBUILT if row.unbuilt else _.number(row.params))]
        case Column.TRAINABLE:
            return [nodes.Text("-" if not row.weights else _("yes") if row.trainable else _("no"))]
        case Column.CONNECTED:
            return [nodes.Text(", ".join(row.connected_to) or "-")]


def _name(row: Row, anchors: Anchors) -> list[nodes.Node]:
    indent = [nodes.Text(row.indent.replace("   ", "\N{NO-BREAK SPACE}" * 3))] if row.level else []
    return [*indent, anchors.link_to_note(row)]


def _failing(row: Row, problem: Problem, columns: Sequence[Column], anchors: Anchors, _: Words) -> nodes.row:
    """The row at which the listing fails: the layer, and the message in place of its numbers."""
    named = (*_NAMES, Column.TYPE)
    cells = [_cell(row, column, anchors, _) if column in named else [nodes.Text("?")] for column in columns]
    first = next((index for index, column in enumerate(columns) if column not in named), len(columns) - 1)
    cells[first] = [nodes.Text(_.message(problem.message))]
    return _row(cells, columns, "model-summary-problem")


def _heading(lines: Sequence[str]) -> list[nodes.Node]:
    first, *more = lines
    quieter = [nodes.inline("", f" {line}", classes=["model-summary-quiet"]) for line in more]
    return [nodes.strong("", first), *quieter]


def _totals(summary: Summary, columns: Sequence[Column], quiz: Quiz, _: Words) -> list[nodes.row]:
    if not summary.is_known or summary.total is None or summary.trainable is None or summary.non_trainable is None:
        return []
    rows = []
    for label, total in (
        (_("Total params"), summary.total),
        (_("Trainable params"), summary.trainable),
        (_("Non-trainable params"), summary.non_trainable),
    ):
        cells: list[list[nodes.Node]] = [[] for _column in columns]
        number = columns.index(Column.PARAMS) if Column.PARAMS in columns else len(columns) - 1
        memory = nodes.inline("", f" ({_.memory(total.bytes)})", classes=["model-summary-memory"])
        cells[number] = quiz.total(label, [nodes.Text(_.number(total.params)), memory])
        cells[0] = [nodes.Text(label), *([nodes.Text(_.colon), *cells[0]] if number == 0 else [])]
        rows.append(_row(cells, columns, "model-summary-total"))
    return rows


def _row(cells: Cells, columns: Sequence[Column], class_: str = "", strip: str = "") -> nodes.row:
    return row_of(cells, [_CLASSES.get(column, []) for column in columns], class_, **_railed(strip))


def _wide(cell: Sequence[nodes.Node], width: int, class_: str, strip: str = "") -> nodes.row:
    return wide_row(cell, width, class_, **_railed(strip))


def _railed(strip: str) -> dict[str, str]:
    """The attribute of a row before which a strip of rails is drawn."""
    return {RAIL: strip} if strip else {}
