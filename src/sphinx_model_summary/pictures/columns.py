"""A picture in columns, for pages that are lower than it: it is cut where nothing but lines goes on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from .drawing import Drawing, Line, Shape


def columns(drawing: Drawing, count: int) -> tuple[Drawing, ...]:
    """The parts of a picture from top to bottom, about equally high; fewer where it cannot be cut so often.

    Lines that go on in the next part are whole in both, and so to be clipped.
    """
    free = _places(drawing)
    cuts = {min(free, key=lambda y: abs(y - drawing.height * part / count)) for part in range(1, count) if free}
    return tuple(_part(drawing, top, bottom) for top, bottom in pairwise((0.0, *sorted(cuts), drawing.height)))


def _places(drawing: Drawing) -> list[float]:
    """The heights at which only lines that run straight down would be cut: one between what stays whole."""
    closed = sorted(reach for shape in drawing.shapes for reach in _closed(shape))
    lowest = accumulate((bottom for _, bottom in closed), max)
    return [(bottom + top) / 2 for bottom, (top, _) in zip(lowest, closed[1:], strict=False) if bottom < top]


def _closed(shape: Shape) -> Iterator[tuple[float, float]]:
    """From where to where a shape must stay whole."""
    if not isinstance(shape, Line):
        yield shape.span
        return
    for (left, top), (x, y) in pairwise(shape.points):
        if left != x:
            yield min(top, y), max(top, y)
    if shape.arrow:
        heights = [y for _, y in shape.head()]
        yield min(heights), max(heights)


def _part(drawing: Drawing, top: float, bottom: float) -> Drawing:
    reaches = ((shape, *shape.span) for shape in drawing.shapes)
    inside = (shape.moved(0, -top) for shape, start, end in reaches if start < bottom and end > top)
    return Drawing(drawing.width, bottom - top, tuple(inside))
