"""The table: what Keras prints, row by row, and the totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docutils import nodes

from ..pictures.gutter import gutter
from ..problems import Problem
from ..summary import UNBUILT, Row, Summary, shown
from . import phrases
from .anchors import Anchors
from .columns import CLASSES, COSTS, NAMES, SUMS, Column, headings
from .costs import Costs
from .grid import Cells, grid, row_of, wide_row
from .quiz import Quiz
from .words import Words

#: The attribute of a row that holds the picture to be drawn before it.
RAIL = "rail"

NO_QUIZ = Quiz()


def render_table(
    summary: Summary, columns: Sequence[Column], costs: Costs, anchors: Anchors, _: Words, quiz: Quiz = NO_QUIZ
) -> nodes.table:
    """The summary as a table of stock nodes."""
    body = nodes.tbody()
    above = dict(zip(columns, headings(columns, _), strict=True))
    strips = gutter(summary) if columns[0] in NAMES else [("", "")] * len(summary.layers)
    for row, (over, beside) in zip(summary.layers, strips, strict=True):
        if row.heading:
            body += _wide(_heading(row.heading), len(columns), "model-summary-heading", over)
        if row.problem is None:
            cells = ((column, _cell(row, column, costs, anchors, _)) for column in columns)
            asked = [quiz.cell(row.key, column, f"{above[column]}{_.colon}{row.key}", cell) for column, cell in cells]
            body += _row(asked, columns, strip=beside)
        elif row.name == "?":
            body += _wide([nodes.Text(_.message(row.problem.message))], len(columns), "model-summary-problem")
        else:
            body += _failing(row, row.problem, columns, costs, anchors, _)
    untold = [summary.unbuilt] if summary.unbuilt else summary.problems
    for problem in untold if not any(row.problem for row in summary.layers) else ():
        body += _wide([nodes.Text(_.message(problem.message))], len(columns), "model-summary-problem")
    body.extend(_totals(summary, columns, costs, quiz, _))
    head = _row([[nodes.Text(word)] for word in above.values()], columns)
    return nodes.table("", grid(head, body), classes=["model-summary"])


def _cell(row: Row, column: Column, costs: Costs, anchors: Anchors, _: Words) -> list[nodes.Node]:
    match column:
        case Column.LAYER:
            return [*_name(row, anchors), nodes.Text(f" ({row.type})")]
        case Column.NAME:
            return _name(row, anchors)
        case Column.TYPE:
            return [nodes.Text(row.type)]
        case Column.SHAPE:
            return [nodes.Text(shown(row.output))]
        case Column.INPUT:
            return [nodes.Text("-" if row.input is None else shown(row.input))]
        case Column.ARGUMENTS:
            return [nodes.Text(phrases.written_arguments(row.layer) or "-")]
        case Column.PARAMS:
            return [nodes.Text(UNBUILT if row.unbuilt else _.number(row.params))]
        case Column.TRAINABLE:
            return [nodes.Text("-" if not row.weights else _("yes") if row.trainable else _("no"))]
        case Column.CONNECTED:
            return [nodes.Text(", ".join(row.connected_to) or "-")]
    return costs.cell(row, column, _)


def _name(row: Row, anchors: Anchors) -> list[nodes.Node]:
    indent = [nodes.Text(row.indent.replace("   ", "\N{NO-BREAK SPACE}" * 3))] if row.level else []
    return [*indent, anchors.link_to_note(row)]


def _failing(
    row: Row, problem: Problem, columns: Sequence[Column], costs: Costs, anchors: Anchors, _: Words
) -> nodes.row:
    """The row at which the listing fails: the layer, and the message in place of its numbers."""
    named = (*NAMES, Column.TYPE)
    cells = [_cell(row, column, costs, anchors, _) if column in named else [nodes.Text("?")] for column in columns]
    first = next((index for index, column in enumerate(columns) if column not in named), len(columns) - 1)
    cells[first] = [nodes.Text(_.message(problem.message))]
    return _row(cells, columns, "model-summary-problem")


def _heading(lines: Sequence[str]) -> list[nodes.Node]:
    first, *more = lines
    quieter = [nodes.inline("", f" {line}", classes=["model-summary-quiet"]) for line in more]
    return [nodes.strong("", first), *quieter]


def _totals(summary: Summary, columns: Sequence[Column], costs: Costs, quiz: Quiz, _: Words) -> list[nodes.row]:
    if not summary.is_known or summary.total is None or summary.trainable is None or summary.non_trainable is None:
        return []
    sums = {column: costs.total(column, _) for column in columns if column in SUMS}
    memory = Column.MEMORY in columns
    together = bool(sums or memory) and Column.PARAMS in columns
    others = [column for column in columns if column not in COSTS]
    place = Column.PARAMS if Column.PARAMS in columns else others[-1] if others else columns[0]
    rows = [_total(_("Total"), sums, columns, _)] if sums and not together else []
    for label, total in (
        (_("Total") if together else _("Total params"), summary.total),
        (_("Trainable params"), summary.trainable),
        (_("Non-trainable params"), summary.non_trainable),
    ):
        size = _.memory(total.bytes)
        inside = [] if memory else [nodes.inline("", f" ({size})", classes=["model-summary-memory"])]
        cells = dict(sums) if together and total is summary.total else {}
        cells[place] = quiz.total(label, [nodes.Text(_.number(total.params)), *inside])
        if memory:
            cells[Column.MEMORY] = quiz.total(label, [nodes.Text(size)])
        rows.append(_total(label, cells, columns, _))
    return rows


def _total(label: str, cells: Mapping[Column, list[nodes.Node]], columns: Sequence[Column], _: Words) -> nodes.row:
    """A row below the layers; the label shares the first cell with what stands there."""
    first = cells.get(columns[0], [])
    named = [nodes.Text(label), *([nodes.Text(_.colon), *first] if first else [])]
    return _row([named, *(cells.get(column, []) for column in columns[1:])], columns, "model-summary-total")


def _row(cells: Cells, columns: Sequence[Column], class_: str = "", strip: str = "") -> nodes.row:
    return row_of(cells, [CLASSES.get(column, []) for column in columns], class_, **_railed(strip))


def _wide(cell: Sequence[nodes.Node], width: int, class_: str, strip: str = "") -> nodes.row:
    return wide_row(cell, width, class_, **_railed(strip))


def _railed(strip: str) -> dict[str, str]:
    """The attribute of a row before which a strip of rails is drawn."""
    return {RAIL: strip} if strip else {}
