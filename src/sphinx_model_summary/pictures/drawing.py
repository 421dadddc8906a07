"""What a picture is made of: solids, lines, bars, frames and words, at their places; nothing of SVG or LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, Self
from unicodedata import east_asian_width

Point = tuple[float, float]
Face = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """What has a place of its own."""

    x: float
    y: float

    @property
    def start(self) -> float:
        """Where it begins, from the left."""
        return self.x

    def moved(self, x: float, y: float) -> Self:
        """The same elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Area(Placed):
    """What covers a rectangle below and to the right of its place."""

    width: float
    height: float

    @property
    def span(self) -> tuple[float, float]:
        """How far up and down it reaches."""
        return self.y, self.y + self.height


@dataclass(frozen=True, slots=True)
class Solid(Area):
    """A box seen from the front and above: `x`, `y` is the upper left corner of its front.

    It stands for the output of a layer: as wide and deep as the image or sequence, as high as there are channels.
    It is `loose` where a size is open.
    """

    depth: float
    kind: str
    rows: tuple[int, ...]
    title: str = ""
    loose: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """How far up and down it reaches."""
        return self.y - self.shift[1], self.y + self.height

    @property
    def shift(self) -> Point:
        """By how much the back lies to the right of the front, and above it."""
        return self.depth * 0.34, self.depth * 0.24

    @property
    def faces(self) -> tuple[Face, Face, Face]:
        """The corners of what is seen of it: the front, the top, the side."""
        x, y, (dx, dy) = self.x, self.y, self.shift
        right, bottom = x + self.width, y + self.height
        return (
            ((x, y), (right, y), (right, bottom), (x, bottom)),
            ((x, y), (x + dx, y - dy), (right + dx, y - dy), (right, y)),
            ((right, y), (right + dx, y - dy), (right + dx, bottom - dy), (right, bottom)),
        )

    @property
    def outline(self) -> Face:
        """The corners of all three together."""
        front, top, side = self.faces
        return *top[:3], side[2], *front[2:]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; between two that are not above one another it bends like an S. It may end in an arrow."""

    points: tuple[Point, ...]
    arrow: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """How far up and down its points reach."""
        heights = [y for _, y in self.points]
        return min(heights), max(heights)

    def ways(self) -> Iterator[tuple[Point, ...]]:
        """From each point to the next: where it leads, and before that two points that pull at it where it bends."""
        for (left, top), (x, y) in pairwise(self.points):
            middle = (top + y) / 2
            straight = abs(left - x) < 0.05 or abs(top - y) < 0.05
            yield ((x, y),) if straight else ((left, middle), (x, middle), (x, y))

    def head(self) -> tuple[Point, Point, Point]:
        """The three points of its arrow."""
        (before, _), (x, y) = self.points[-2:]
        if before == x:
            return (x - 3.2, y - 5.5), (x, y), (x + 3.2, y - 5.5)
        return (x - 5.5, y - 3.2), (x, y), (x - 5.5, y + 3.2)

    def moved(self, x: float, y: float) -> Line:
        """The same elsewhere."""
        return replace(self, points=tuple((left + x, top + y) for left, top in self.points))


@dataclass(frozen=True, slots=True)
class Words(Placed):
    """A line of text; `x`, `y` is where its baseline begins, or its middle or end."""

    text: str
    size: float
    style: Literal["bold", "plain", "quiet"] = "plain"
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def width(self) -> float:
        """How much room it takes, with a margin for fonts that run wide."""
        return text_width(self.text, self.size, bold=self.style == "bold")

    @property
    def span(self) -> tuple[float, float]:
        """How far up and down its letters reach."""
        return self.y - self.size, self.y + self.size / 3

    @property
    def start(self) -> float:
        """Where it begins, from the left."""
        return self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]


@dataclass(frozen=True, slots=True)
class Frame(Area):
    """A frame around what belongs together."""


@dataclass(frozen=True, slots=True)
class Bar(Area):
    """A bar of a chart."""

    kind: str


Shape = Solid | Line | Words | Frame | Bar


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: how large it is, and what is on it, from back to front."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def moved(shapes: Iterable[Shape], x: float, y: float) -> tuple[Shape, ...]:
    """The same shapes elsewhere."""
    return tuple(shape.moved(x, y) for shape in shapes)


#: The widths of letters in a common font, in hundredths of its size; what is not named here is as wide as an `e`.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 24), **dict.fromkeys(".,:; ", 29), **dict.fromkeys("fIt/\\[]()!-", 34),
    **dict.fromkeys("rJ", 38), **dict.fromkeys("cksvxyz", 51), **dict.fromkeys("w×+=~", 75), "m": 88, "…": 100,
    **dict.fromkeys("ABEKPSVXYZF", 68), **dict.fromkeys("CDGHNORTUQL", 74), **dict.fromkeys("MW@%", 92),
}  # fmt: skip
_LETTER = 58
_RUNS_WIDE = 1.1
_BOLD = 1.18


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is in a common font without serifs; signs of East Asian scripts take a square each."""
    width = sum(100 if east_asian_width(sign) in "WF" else _WIDTHS.get(sign, _LETTER) for sign in text)
    return width / 100 * size * _RUNS_WIDE * (_BOLD if bold else 1)
