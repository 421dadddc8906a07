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
#: How far to the left of all else lines run that lead back up to a layer that is used again, and how tall a loop is.
_ASIDE = 16.0
_LOOP = 4.0


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
    loops: list[Line] = []
    for source, target in dict.fromkeys(_ends(edge, solids) for edge in edges if edge.is_back):
        if source is not target:
            line = _back(source, target, [*solids, *words], -placed.left - _ASIDE * (len(lines) + 0.8))
            lines += [line] if line is not None else []
        elif len(source.rows) == 1:
            loops.append(_loop(source))
    left = placed.left + _ASIDE * (len(lines) + 0.3 * bool(lines)) + MARGIN
    shapes: tuple[Shape, ...] = moved((*placed.shapes, *lines, *loops), left, MARGIN)
    return Drawing(left + placed.right + MARGIN, placed.height + 2 * MARGIN, shapes)


def _ends(edge: Edge, solids: Sequence[Solid]) -> tuple[Solid, Solid]:
    source, target = (next(one for one in solids if row in one.rows) for row in (edge.source, edge.target))
    return source, target


def _loop(solid: Solid) -> Line:
    """The line from a layer that is used twice in a row to itself."""
    x, y = solid.x, solid.y + solid.height / 2
    return Line(((x, y + _LOOP), (x - _ASIDE, y + _LOOP), (x - _ASIDE, y - _LOOP), (x, y - _LOOP)), arrow=True)


def _back(source: Solid, target: Solid, shapes: Sequence[Solid | Words], x: float) -> Line | None:
    """The line to a layer that is used again, at the left of all else; none where something stands in its way."""
    out, back = source.y + source.height * 0.65, target.y + target.height * 0.35
    beside, over = source.x - _ASIDE / 2, source.y - source.shift[1] - _ASIDE / 2
    straight, around = ((source.x, out),), ((source.x, out), (beside, out), (beside, over))
    for way in (straight, around):
        left, y = way[-1]
        if _is_free(y, left, shapes) and _is_free(back, target.x, shapes):
            return Line((*way, (x, y), (x, back), (target.x, back)), arrow=True)
    return None


def _is_free(y: float, end: float, shapes: Sequence[Solid | Words]) -> bool:
    """Whether nothing stands between the left of all and a place."""
    return not any(shape.start < end and shape.span[0] <= y <= shape.span[1] for shape in shapes)
