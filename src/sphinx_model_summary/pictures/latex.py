"""A drawing for LaTeX, without a package: solids and lines are written into the PDF, words are set by TeX itself."""

from __future__ import annotations

from collections.abc import Sequence

from .columns import columns
from .drawing import Bar, Drawing, Face, Frame, Line, Point, Shape, Solid, Words
from .kinds import COLOURS

#: A picture is made smaller until it fits a page, in points.
_WIDTH, _HEIGHT = 430.0, 560.0
_LARGEST, _LEGIBLE = 0.75, 0.6
#: It has at most so many columns, with this much between them.
_COLUMNS, _BETWEEN = 3, 24.0
#: What passes drawing on to the PDF: pdfTeX, LuaTeX, and all that work through dvipdfmx (XeTeX, upTeX).
_DRAW = (
    r"\ifdefined\pdfliteral\pdfliteral{%%s}\else\ifdefined\pdfextension\pdfextension literal{%%s}"
    r"\else\special{pdf:content %s}\fi\fi"
).replace("%%", "%")
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "×": r"\(\times\)", "…": r"\ldots{}",
    "\N{NO-BREAK SPACE}": "~", "\N{NARROW NO-BREAK SPACE}": r"\,",
}  # fmt: skip


def latex(drawing: Drawing) -> str:
    """The picture as environments of LaTeX: in columns side by side, where it would be too small in one."""
    ways = [columns(drawing, count) for count in range(1, _COLUMNS + 1)]
    parts = next((parts for parts in ways if _scale(parts) >= _LEGIBLE), max(ways, key=_scale))
    scale = _scale(parts)
    height = max(part.height for part in parts) * scale
    environments = f"\\hspace{{{_n(_BETWEEN * scale)}bp}}%\n".join(_environment(part, scale, height) for part in parts)
    return f"\\par\\medskip\\noindent{{\\setlength{{\\unitlength}}{{1bp}}\\sffamily\n{environments}}}\\par\\medskip"


def _scale(parts: Sequence[Drawing]) -> float:
    """How large the parts of a picture can be side by side."""
    width = sum(part.width for part in parts) + _BETWEEN * (len(parts) - 1)
    return min(_LARGEST, _WIDTH / width, _HEIGHT / max(part.height for part in parts))


def _environment(drawing: Drawing, scale: float, room: float) -> str:
    """One column, at the top of the room that all of them take."""
    painted = " ".join(_painted(shape) for shape in drawing.shapes if not isinstance(shape, Words))
    clip = f"0 0 {_n(drawing.width)} {_n(drawing.height)} re W n"
    paint = f"q {_n(scale)} 0 0 {_n(-scale)} 0 {_n(drawing.height * scale)} cm {clip} 1 j {painted} Q"
    words = "\n".join(_words(shape, drawing, scale) for shape in drawing.shapes if isinstance(shape, Words))
    width, height = _n(drawing.width * scale), drawing.height * scale
    return (
        f"\\begin{{picture}}({width},{_n(room)})(0,{_n(height - room)})\n"
        f"\\put(0,0){{{_DRAW.replace('%s', paint)}}}\n{words}\n\\end{{picture}}%\n"
    )


def _painted(shape: Shape) -> str:
    match shape:
        case Solid():
            return _solid(shape)
        case Line():
            return f"0.35 G 1.1 w {_way(shape)} S"
        case Frame():
            return f"q 0.55 G 0.8 w [4 3] 0 d {_rectangle(shape)} S Q"
        case Bar():
            return f"{_colour(COLOURS[shape.kind])} rg {_rectangle(shape)} f"
        case Words():
            return ""


def _solid(solid: Solid) -> str:
    faces = " ".join(
        f"{_colour(COLOURS[solid.kind], light)} rg {_polygon(face)} f"
        for face, light in zip(solid.faces, (0, 0.35, -0.22), strict=True)
    )
    dashes = "[3 2] 0 d " if solid.loose else ""
    return f"{faces} q 0.25 G 0.8 w {dashes}{_polygon(solid.outline)} S Q"


def _words(words: Words, drawing: Drawing, scale: float) -> str:
    size = words.size * scale
    text = "".join(_SIGNS.get(sign, sign) for sign in words.text)
    text = rf"\bfseries {text}" if words.style == "bold" else text
    place = {"start": "l", "middle": "", "end": "r"}[words.anchor]
    x, y = _n(words.x * scale), _n((drawing.height - words.y) * scale)
    box = rf"\makebox(0,0)[{place}b]{{\fontsize{{{_n(size)}}}{{{_n(size)}}}\selectfont {text}}}"
    return rf"\put({x},{y}){{\smash{{{box}}}}}"


def _way(line: Line) -> str:
    steps = [f"{_pairs(line.points[:1])} m", *(f"{_pairs(way)} {'c' if len(way) > 1 else 'l'}" for way in line.ways())]
    if line.arrow:
        first, *more = line.head()
        steps += [f"{_pairs((first,))} m", *(f"{_pairs((point,))} l" for point in more)]
    return " ".join(steps)


def _rectangle(shape: Frame | Bar) -> str:
    return f"{_n(shape.x)} {_n(shape.y)} {_n(shape.width)} {_n(shape.height)} re"


def _polygon(points: Face) -> str:
    return " ".join(f"{_pairs((point,))} {'l' if place else 'm'}" for place, point in enumerate(points)) + " h"


def _colour(code: str, light: float = 0) -> str:
    """A colour as three shares, made lighter, or darker below 0."""
    parts = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(_n(part + (1 - part) * light if light > 0 else part * (1 + light)) for part in parts)


def _pairs(points: Sequence[Point]) -> str:
    return " ".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
