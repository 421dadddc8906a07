"""A graph that cannot be taken apart, drawn in rows: every part below all that lead to it, long lines in lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .drawing import Point
from .structure import Net
from .telling import levels

#: Between two rows lines cross over; within so much height, and so much more for each line.
_BETWEEN = 22.0
_FOR_EACH_LINE = 1.5
_LANE = 7.0
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """How far a part reaches from its axis, and how tall it is."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a link from the lower edge of one part to the upper edge of another (-1, -2: outside)."""

    source: int
    target: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the axis and the upper edge of each part stand, the links, and the extent of all."""

    places: tuple[Point, ...]
    routes: tuple[Route, ...]
    left: float
    right: float
    height: float


@dataclass(slots=True, eq=False)
class _Cell:
    """A part in its row, or the place where a long link passes a row."""

    row: int
    left: float = _LANE
    right: float = _LANE
    part: int = -1
    x: float = 0.0
    above: list[_Cell] = field(default_factory=list)
    below: list[_Cell] = field(default_factory=list)


def arranged(items: Sequence[Item], net: Net, aside: float) -> Arrangement:
    """The parts in rows, ordered so that few links cross, and moved so that links run straight."""
    level = levels(net)
    depth = max(level.values()) + 1
    cells = [_Cell(level[place], item.left, item.right, place) for place, item in enumerate(items)]
    rows: list[list[_Cell]] = [[cell for cell in cells if cell.row == row] for row in range(depth)]
    chains = [_chain(source, target, cells, rows, net) for source, target in net.links]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            _order(row, down=down)
    for row in rows:
        _pack(row, aside)
    for sweep in range(2 * _SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            _straighten(row, aside)
    axis = _axis(rows)
    return _measured(items, net, rows, chains, cells, axis)


def _chain(source: int, target: int, cells: list[_Cell], rows: list[list[_Cell]], net: Net) -> list[_Cell]:
    """The cells that a link leads through, its ends included unless they lie outside."""
    start = cells[source].row + 1 if source >= 0 else 0
    end = cells[target].row if target >= 0 else len(rows)
    chain = [cells[source]] if source >= 0 else []
    for row in range(start, end):
        cell = _Cell(row)
        rows[row].append(cell)
        chain.append(cell)
    chain += [cells[target]] if target >= 0 else []
    for upper, lower in pairwise(chain):
        upper.below.append(lower)
        lower.above.append(upper)
    return chain


def _order(row: list[_Cell], *, down: bool) -> None:
    """Sort a row by where its neighbours in the row before stand."""
    place = {id(cell): index for index, cell in enumerate(row)}

    def wish(cell: _Cell) -> tuple[float, int]:
        near = cell.above if down else cell.below
        return (sum(one.x for one in near) / len(near) if near else cell.x, place[id(cell)])

    row.sort(key=wish)
    for index, cell in enumerate(row):
        cell.x = index - (len(row) - 1) / 2


def _pack(row: list[_Cell], aside: float) -> None:
    """Put the cells of a row side by side, its middle at 0."""
    x = 0.0
    for before, cell in zip([None, *row], row, strict=False):
        x += before.right + aside + cell.left if before else cell.left
        cell.x = x
    middle = (row[0].x + row[-1].x) / 2
    for cell in row:
        cell.x -= middle


def _straighten(row: list[_Cell], aside: float) -> None:
    """Move each cell towards its neighbours above and below, as far as those beside it let it."""
    wishes = []
    for cell in row:
        near = cell.above + cell.below
        wishes.append(sum(one.x for one in near) / len(near) if near else cell.x)
    # Push to the right where there is no room, then everything back to the left by the same on average.
    right: list[float] = []
    for index, wish in enumerate(wishes):
        least = right[-1] + row[index - 1].right + aside + row[index].left if index else wish
        right.append(max(wish, least))
    left: list[float] = []
    for index in range(len(row) - 1, -1, -1):
        most = left[-1] - row[index + 1].left - aside - row[index].right if left else wishes[index]
        left.append(min(wishes[index], most))
    for cell, one, other in zip(row, right, reversed(left), strict=True):
        cell.x = (one + other) / 2


def _axis(rows: list[list[_Cell]]) -> float:
    ends = [cell.x for row in (rows[0], rows[-1]) for cell in row]
    return (min(ends) + max(ends)) / 2


def _measured(
    items: Sequence[Item],
    net: Net,
    rows: list[list[_Cell]],
    chains: list[list[_Cell]],
    cells: list[_Cell],
    axis: float,
) -> Arrangement:
    between = _BETWEEN + _FOR_EACH_LINE * max(sum(len(cell.above) for cell in row) for row in rows)
    outside = [source == -1 for source, _ in net.links], [target == -2 for _, target in net.links]
    y = between if any(outside[0]) and net.opens else 0.0
    tops, bottoms = [], []
    for row in rows:
        tall = max((items[cell.part].height for cell in row if cell.part >= 0), default=0.0)
        tops.append(y)
        bottoms.append(y + tall)
        y += tall + between
    height = y if any(outside[1]) and net.closes else y - between
    places = []
    for cell in cells:
        row_height = bottoms[cell.row] - tops[cell.row]
        places.append((cell.x - axis, tops[cell.row] + (row_height - items[cell.part].height) / 2))
    routes = []
    for (source, target), chain in zip(net.links, chains, strict=True):
        if (source == -1 and not net.opens) or (target == -2 and not net.closes):
            continue
        points: list[Point] = [(0.0, 0.0)] if source == -1 else []
        for cell in chain:
            x = cell.x - axis
            upper, lower = tops[cell.row], bottoms[cell.row]
            if cell.part >= 0:
                top = places[cell.part][1]
                upper, lower = top, top + items[cell.part].height
                if cell is chain[0] and source >= 0:
                    points += [(x, lower), (x, bottoms[cell.row])]
                else:
                    points += [(x, tops[cell.row]), (x, upper)]
            else:
                points += [(x, upper), (x, lower)]
        points += [(0.0, height)] if target == -2 else []
        routes.append(Route(source, target, tuple(points)))
    reach_left = max(cell.left - (cell.x - axis) for row in rows for cell in row)
    reach_right = max(cell.right + (cell.x - axis) for row in rows for cell in row)
    return Arrangement(tuple(places), tuple(routes), max(reach_left, 0.0), max(reach_right, 0.0), height)
