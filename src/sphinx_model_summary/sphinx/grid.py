"""Tables of stock nodes: rows of cells, rows with one text, columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.utils import column_width

#: Cells are not set wider than this in plain text.
_WIDEST = 44

#: A row as its cells' contents: each cell is a list of inline nodes.
Cells = Sequence[Sequence[nodes.Node]]


def grid(head: nodes.row, body: nodes.tbody) -> nodes.tgroup:
    """The columns of a table, under the row of their headings."""
    widths = _widths([head, *body.children])
    columns = (nodes.colspec(colwidth=width) for width in widths)
    return nodes.tgroup("", *columns, nodes.thead("", head), body, cols=len(widths), classes=["no-search"])


def row_of(cells: Cells, classes: Sequence[Sequence[str]], class_: str = "", **attributes: str) -> nodes.row:
    """A row; each column has its classes."""
    row = nodes.row("", classes=[class_] if class_ else [], **attributes)
    for cell, names in zip(cells, classes, strict=True):
        entry = nodes.entry("", classes=list(names))
        if cell:
            entry += nodes.paragraph("", "", *cell, support_smartquotes=False)
        row += entry
    return row


def wide_row(cell: Sequence[nodes.Node], width: int, class_: str, **attributes: str) -> nodes.row:
    """A row with text in its first cell; the HTML builders make it as wide as the table (see `folding`)."""
    first = nodes.entry("", nodes.paragraph("", "", *cell, support_smartquotes=False), classes=["model-summary-wide"])
    others = (nodes.entry() for _cell in range(width - 1))
    return nodes.row("", first, *others, classes=[class_], **attributes)


def _widths(rows: Sequence[nodes.Node]) -> list[int]:
    """The widths for plain text: each column as wide as its longest cell, within bounds."""
    widths = [1] * len(rows[0].children)
    for row in rows:
        for index, entry in enumerate(row.children):
            assert isinstance(entry, nodes.entry)
            if "model-summary-wide" not in entry["classes"]:
                widths[index] = max(widths[index], min(column_width(entry.astext()), _WIDEST))
    return widths
