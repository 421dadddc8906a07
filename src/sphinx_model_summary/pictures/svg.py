"""A drawing as SVG: a few elements, no ids, no styles; a page's own rules may give it other colours."""

from __future__ import annotations

from html import escape

from .drawing import Bar, Drawing, Frame, Line, Point, Shape, Solid, Words
from .kinds import COLOURS

_CLASS = "model-summary-kind"


def svg(drawing: Drawing, label: str) -> str:
    """The picture as an element of a page; `label` tells in words what is on it."""
    width, height = _number(drawing.width), _number(drawing.height)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = "".join(_path(shape) for shape in drawing.shapes if isinstance(shape, Line))
    rest = "".join(_shape(shape) for shape in drawing.shapes if not isinstance(shape, Line))
    return (
        f'{head} role="img" aria-label="{escape(label)}" fill="currentColor">'
        f'<g fill="none" stroke="currentColor" stroke-opacity=".65" stroke-width="1.2">{lines}</g>{rest}</svg>'
    )


def as_file(text: str) -> str:
    """The picture as a file, which does not know the colours of the page that shows it: black on white."""
    head, rest = text.split(">", 1)
    return f'{head} color="#000" font-family="sans-serif"><rect width="100%" height="100%" fill="#fff"/>{rest}'


def _shape(shape: Shape) -> str:
    match shape:
        case Solid():
            return _solid(shape)
        case Words():
            return _words(shape)
        case Frame():
            return (
                f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}" '
                f'height="{_number(shape.height)}" rx="6" fill="none" stroke="currentColor" stroke-opacity=".45" '
                'stroke-dasharray="4 3"/>'
            )
        case Bar():
            return (
                f'<rect class="{_CLASS}-{shape.kind}" x="{_number(shape.x)}" y="{_number(shape.y)}" '
                f'width="{_number(shape.width)}" height="{_number(shape.height)}" fill="{COLOURS[shape.kind]}"/>'
            )
        case Line():
            return _path(shape)


def _solid(solid: Solid) -> str:
    """The outline in the colour of its kind, the top lighter, the side darker."""
    x, y, (dx, dy) = solid.x, solid.y, solid.shift
    right, bottom = x + solid.width, y + solid.height
    outline = [(x, y), (x + dx, y - dy), (right + dx, y - dy), (right + dx, bottom - dy), (right, bottom), (x, bottom)]
    top = [(x, y), (x + dx, y - dy), (right + dx, y - dy), (right, y)]
    side = [(right, y), (right + dx, y - dy), (right + dx, bottom - dy), (right, bottom)]
    dashes = ' stroke-dasharray="3 2"' if solid.loose else ""
    title = f"<title>{escape(solid.title, quote=False)}</title>" if solid.title else ""
    return (
        f'<g class="{_CLASS}-{solid.kind}" fill="{COLOURS[solid.kind]}">{title}'
        f'<path d="{_polygon(outline)}" stroke="currentColor" stroke-opacity=".6" stroke-linejoin="round"{dashes}/>'
        f'<path d="{_polygon(top)}" fill="#fff" fill-opacity=".35"/>'
        f'<path d="{_polygon(side)}" fill="#000" fill-opacity=".22"/></g>'
    )


def _words(words: Words) -> str:
    style = {"bold": ' font-weight="600"', "quiet": ' fill-opacity=".8"', "plain": ""}[words.style]
    end = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    place = f'x="{_number(words.x)}" y="{_number(words.y)}" font-size="{_number(words.size)}"'
    return f"<text {place}{style}{end}>{escape(words.text, quote=False)}</text>"


def _path(line: Line) -> str:
    (x, y), *rest = line.points
    steps = [f"M{_pair(x, y)}"]
    before = (x, y)
    for point in rest:
        steps.append(_step(before, point))
        before = point
    if line.arrow:
        steps.append("M{}L{}L{}".format(*(_pair(*point) for point in line.head())))
    return f'<path d="{"".join(steps)}"/>'


def _step(start: Point, end: Point) -> str:
    if abs(start[0] - end[0]) < 0.05 or abs(start[1] - end[1]) < 0.05:
        return f"L{_pair(*end)}"
    middle = (start[1] + end[1]) / 2
    return f"C{_pair(start[0], middle)} {_pair(end[0], middle)} {_pair(*end)}"


def _polygon(points: list[Point]) -> str:
    return "M" + "L".join(_pair(*point) for point in points) + "Z"


def _pair(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    return f"{round(value, 1):g}" if value < 100_000 else str(round(value))
