"""Rails as SVG: a strip for each row, which grows with the row while its dot stays beside the first line of text."""

from __future__ import annotations

from collections.abc import Mapping

from ..summary import Summary
from .rails import Rail, Way, rails

#: How wide a lane is, in pixels, and how wide all may become.
_LANE = 8.0
_WIDEST = 32.0
#: How far below the upper edge the dot stands, and how far from it lines turn aside.
_FIRST_LINE = "1.1em"
_ASIDE = 8.0
_ROUND = 5.0
_DOT = 2.8
#: Beyond the edges of any row: what reaches out of a strip is cut off.
_FAR = 999


def gutter(summary: Summary) -> list[tuple[str, str]]:
    """The strips beside each row: of a heading above it, and its own; empty where no rails are drawn."""
    found = rails(summary)
    if found is None:
        return [("", "")] * len(summary.layers)
    return [(_strip(rail.heading, found.lanes), _strip(rail, found.lanes)) for rail in found.rows]


def _strip(rail: Rail, lanes: int) -> str:
    width = min(_LANE, _WIDEST / lanes)
    x: dict[int | None, float] = {lane: round((lane + 0.5) * width, 1) for lane in range(lanes)}
    dot = ""
    if rail.dot is not None:
        x[None] = x[rail.dot]
        dot = f'<circle cx="{x[None]:g}" r="{_DOT:g}"/>'
    ahead = "".join(_line(way, x) for way in rail.ways if not way.back)
    back = "".join(_line(way, x) for way in rail.ways if way.back)
    lines = f'<path d="{ahead}"/>' + (f'<path d="{back}" stroke-dasharray="2 2"/>' if back else "")
    return (
        f'<svg class="model-summary-rail" width="{width * lanes:g}" height="100%" aria-hidden="true">'
        f'<svg y="{_FIRST_LINE}">{lines}{dot}</svg></svg>'
    )


def _line(way: Way, x: Mapping[int | None, float]) -> str:
    """A line in the manner of a metro map, as the steps of a path; the dot stands at a height of 0."""
    above, below = x[way.above], x[way.below]
    start = f"M{above:g} 0" if way.above is None else f"M{above:g} {-_FAR}"
    if above == below:
        return f"{start}V0" if way.below is None else f"{start}V{_FAR}"
    turn = 0.0 if way.above is None or way.below is None else -_ASIDE
    bend = min(_ROUND, abs(below - above) / 2)
    aside = bend if below > above else -bend
    out = "" if way.above is None else f"V{turn - bend:g}Q{above:g} {turn:g} {above + aside:g} {turn:g}"
    into = f"H{below - aside:g}Q{below:g} {turn:g} {below:g} {turn + bend:g}V{_FAR}"
    return f"{start}{out}" + (f"H{below:g}" if way.below is None else into)
