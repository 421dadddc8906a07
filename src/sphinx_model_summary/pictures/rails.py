"""Rails: lines beside the rows of a table that lead from layer to layer, as a version-control log draws its graph.

A tensor runs in a lane, from the row that makes it down to the last row that takes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass

from ..summary import Summary
from .edges import Edge, edges_of

#: A gutter of more lanes is not slim any more.
_MOST_LANES = 8


@dataclass(frozen=True, slots=True)
class Way:
    """A line within the height of a row: from a lane above to a lane below; None is the row's own dot.

    It is `back` where the tensor runs upwards, to a layer that is used again.
    """

    above: int | None
    below: int | None
    back: bool = False


@dataclass(frozen=True, slots=True)
class Rail:
    """What stands beside one row: the lane of its dot, and the lines; a row inside an opened model has no dot."""

    dot: int | None
    ways: tuple[Way, ...]

    @property
    def heading(self) -> Rail:
        """What stands beside a heading above the row: the lines that run on to it."""
        arriving = {way.above: way.back for way in self.ways if way.above is not None}
        return Rail(None, tuple(Way(lane, lane, back) for lane, back in arriving.items()))


@dataclass(frozen=True, slots=True)
class Rails:
    """What stands beside each row of a table, and how many lanes there are."""

    lanes: int
    rows: tuple[Rail, ...]


def rails(summary: Summary) -> Rails | None:
    """The rails of a model; none of a plain chain, of what is not known, and where they would take too many lanes."""
    if not summary.branched or not summary.is_known:
        return None
    lanes = _Lanes([edge for edge in edges_of(summary) if edge.source != edge.target])
    rows = tuple(lanes.beside(place) if row.level == 0 else lanes.past() for place, row in enumerate(summary.layers))
    count = len(lanes.held)
    return Rails(count, rows) if 1 < count <= _MOST_LANES else None


class _Lanes:
    """The lanes on the way down the rows, and what runs in each: a tensor to the last row that takes it, or back up."""

    def __init__(self, edges: list[Edge]) -> None:
        self.held: list[Edge | None] = []
        self.back = [edge for edge in edges if edge.is_back]
        self.sources = defaultdict[int, set[int]](set)
        self.longest: dict[int, Edge] = {}
        for edge in edges:
            if not edge.is_back:
                self.sources[edge.target].add(edge.source)
                self.longest[edge.source] = max(edge, self.longest.get(edge.source, edge))

    def past(self) -> Rail:
        """A row that all lines pass."""
        return Rail(None, tuple(Way(lane, lane, edge.is_back) for lane, edge in self._running()))

    def beside(self, row: int) -> Rail:
        """A row with a dot: it stands in a lane that ends here, or in one whose tensor makes room and runs on aside."""
        before = dict(self._running())
        ending = {lane for lane, edge in before.items() if _end(edge) == row}
        taken = {lane for lane, edge in before.items() if not edge.is_back and edge.source in self.sources[row]}
        dot = min(taken & ending or taken) if taken else self._free(0, before)
        for lane in ending:
            self.held[lane] = None
        aside, self.held[dot] = self.held[dot], self.longest.get(row)
        for edge in [aside, *(edge for edge in self.back if edge.target == row)]:
            if edge is not None:
                self._squeeze_in(edge, dot + 1, before)
        ways = [Way(lane, None, before[lane].is_back) for lane in sorted(taken | ending)]
        ways += [Way(lane, self.held.index(edge), edge.is_back) for lane, edge in before.items() if lane not in ending]
        for lane, edge in self._running():
            if edge not in before.values():
                ways.append(Way(None, lane, edge.is_back))
        return Rail(dot, tuple(ways))

    def _squeeze_in(self, edge: Edge, lane: int, before: Container[int]) -> None:
        """Put an edge to the left of those that end later, so that it does not cross them on its way to its end."""
        while (other := self.held[lane] if lane < len(self.held) else None) is not None and _end(other) < _end(edge):
            lane += 1
        room = self._free(lane, before)
        if None in self.held[lane:room]:  # what ends beside this row is not to be crossed by what makes room
            lane = room
        self.held[lane : room + 1] = [edge, *self.held[lane:room]]

    def _free(self, lane: int, before: Container[int]) -> int:
        """The first lane from this one on that is free above the row and below it."""
        while lane in before or (lane < len(self.held) and self.held[lane] is not None):
            lane += 1
        self.held += [None] * (lane + 1 - len(self.held))
        return lane

    def _running(self) -> Iterator[tuple[int, Edge]]:
        return ((lane, edge) for lane, edge in enumerate(self.held) if edge is not None)


def _end(edge: Edge) -> int:
    """The last row to which it runs."""
    return max(edge.source, edge.target)
