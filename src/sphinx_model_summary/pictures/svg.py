"""A drawing as SVG: a few elements, no ids, no styles; a page's own rules may give it other colours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .drawing import Bar, Drawing, Face, Frame, Line, Point, Shape, Solid, Words
from .kinds import COLOURS

_CLASS = "model-summary-kind"


def svg(drawing: Drawing, label: str, *, focusable: bool = False) -> str:
    """The picture as an element of a page; `label` tells in words what is on it."""
    focus = ' tabindex="0"' if focusable else ""
    width, height = _number(drawing.width), _number(drawing.height)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = "".join(_path(shape) for shape in drawing.shapes if isinstance(shape, Line))
    rest = "".join(_shape(shape) for shape in drawing.shapes if not isinstance(shape, Line))
    return (
        f'{head} role="img" aria-label="{escape(label)}"{focus} fill="currentColor">'
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
    _, top, side = solid.faces
    dashes = ' stroke-dasharray="3 2"' if solid.loose else ""
    title = f"<title>{escape(solid.title, quote=False)}</title>" if solid.title else ""
    return (
        f'<g class="{_CLASS}-{solid.kind}" fill="{COLOURS[solid.kind]}" stroke-linejoin="round">{title}'
        f'<path d="{_polygon(solid.outline)}" stroke="currentColor" stroke-opacity=".6"{dashes}/>'
        f'<path d="{_polygon(top)}" fill="#fff" fill-opacity=".35"/>'
        f'<path d="{_polygon(side)}" fill="#000" fill-opacity=".22"/></g>'
    )


def _words(words: Words) -> str:
    style = {"bold": ' font-weight="600"', "quiet": ' fill-opacity=".8"', "plain": ""}[words.style]
    end = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    place = f'x="{_number(words.x)}" y="{_number(words.y)}" font-size="{_number(words.size)}"'
    return f"<text {place}{style}{end}>{escape(words.text, quote=False)}</text>"


def _path(line: Line) -> str:
    steps = [f"M{_pairs(line.points[:1])}", *(f"{'C' if len(way) > 1 else 'L'}{_pairs(way)}" for way in line.ways())]
    if line.arrow:
        steps.append(f"M{_pairs(line.head())}")
    return f'<path d="{"".join(steps)}"/>'


def _polygon(points: Face) -> str:
    return f"M{_pairs(points)}Z"


def _pairs(points: Sequence[Point]) -> str:
    return " ".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{round(value, 1):g}" if value < 100_000 else str(round(value))
