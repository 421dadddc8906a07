"""A model as a diagram: a solid for each output, its layer beside it, and the way that the tensors take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..problems import Text
from ..summary import Summary
from .blocks import INPUT, Blocks
from .drawing import Drawing, Line, Shape, Solid, Words, moved
from .edges import Edge, edges_of
from .layout import Layout, Placed
from .structure import Series, structure
from .telling import Telling

MARGIN = 6.0
#: How far to the left of all else lines run that lead back up to a layer that is used again.
_ASIDE = 16.0


@dataclass(frozen=True, slots=True)
class Diagram:
    """The structure as it is told, what its blocks are called, and the picture."""

    structure: Series
    blocks: Blocks
    drawing: Drawing


def diagram(summary: Summary, tell: Callable[[Text], str] = str) -> Diagram | None:
    """The diagram of a model; none where something about the model is not known.

    `tell` puts a sentence into the language of the page.
    """
    if not summary.is_known or not summary.layers:
        return None
    edges = edges_of(summary)
    rows = [place for place, row in enumerate(summary.layers) if not row.level]
    links = [(edge.source, edge.target) for edge in edges if not edge.is_back]
    if summary.kind == "Sequential" and summary.inputs:
        links.insert(0, (INPUT, rows[0]))
        rows.insert(0, INPUT)
    told = Telling(summary.layers).shortened(structure(rows, links))
    blocks = Blocks(summary, edges, tell)
    placed = Layout(blocks).series(told)
    return Diagram(told, blocks, _drawing(placed, told, edges))


def _drawing(placed: Placed, told: Series, edges: Sequence[Edge]) -> Drawing:
    solids = [shape for shape in placed.shapes if isinstance(shape, Solid)]
    words = [shape for shape in placed.shapes if isinstance(shape, Words)]
    lines: list[Line] = []
    for edge in edges:
        if edge.is_back:
            line = _back(edge, solids, words, -placed.left - _ASIDE * (len(lines) + 0.8))
            lines += [line] if line is not None and line not in lines else []
    left = placed.left + _ASIDE * (len(lines) + 0.3 * bool(lines)) + MARGIN
    shapes: tuple[Shape, ...] = moved((*placed.shapes, *lines), left, MARGIN)
    return Drawing(left + placed.right + MARGIN, placed.height + 2 * MARGIN, shapes)


def _back(edge: Edge, solids: Sequence[Solid], words: Sequence[Words], x: float) -> Line | None:
    """The line to a layer that is used again, at the left of all else; none where other blocks stand in its way."""
    source, target = (next(one for one in solids if row in one.rows) for row in (edge.source, edge.target))
    if source is target and len(source.rows) > 1:
        return None
    out, back = source.y + source.height * 0.65, target.y + target.height * 0.35
    for y, end in ((out, source.x), (back, target.x)):
        if any(one.x < end and one.y - one.shift[1] <= y <= one.y + one.height for one in solids):
            return None
        if any(one.start < end and one.y - one.size <= y <= one.y for one in words):
            return None
    return Line(((source.x, out), (x, out), (x, back), (target.x, back)), arrow=True)
