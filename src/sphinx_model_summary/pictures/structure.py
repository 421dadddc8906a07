"""How a graph is put together: what comes one after the other, what stands side by side, and what is neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """What is drawn as one: a row, or several rows told together; `main` are the rows that it is named after."""

    rows: tuple[int, ...]
    main: tuple[int, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """Parts one after the other; without any it is a tensor that passes on unchanged."""

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Parallel:
    """Parts side by side; nothing leads in where each begins with an input, nothing leads out of several outputs."""

    branches: tuple[Series, ...]
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Net:
    """A graph that cannot be taken apart; the links name its parts by place, -1 what is before it, -2 what is after."""

    parts: tuple[Part, ...]
    links: tuple[tuple[int, int], ...]
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Repeat:
    """A series that stands there several times in a row, drawn once; `rows` are those of all of them."""

    body: Series
    times: int
    rows: tuple[int, ...]


Part = Block | Series | Parallel | Net | Repeat

#: Branches inside branches are taken apart to this depth.
_DEEPEST = 12


@dataclass(slots=True)
class _Edge:
    """A way from one row to another; `place` tells which of the ways into its target it is."""

    source: int
    target: int
    place: int
    parts: tuple[Part, ...] = ()
    depth: int = 0
    #: Where it holds nothing but branches: these, each with its place.
    branches: tuple[tuple[int, Series], ...] = ()


def structure(rows: Sequence[int], links: Iterable[tuple[int, int]]) -> Series:
    """The structure of a graph; `rows` are its nodes in an order in which they can be computed.

    Edges in series are joined, and edges side by side, until nothing is left to join.
    """
    first, last = min(rows) - 1, max(rows) + 1
    pairs = dict.fromkeys(links)
    fed, feeding = {target for _, target in pairs}, {source for source, _ in pairs}
    pairs |= dict.fromkeys((first, row) for row in rows if row not in fed)
    pairs |= dict.fromkeys((row, last) for row in rows if row not in feeding)
    return _Graph(rows, pairs, first, last).taken_apart()


class _Graph:
    def __init__(self, rows: Sequence[int], pairs: Iterable[tuple[int, int]], first: int, last: int) -> None:
        self.first, self.last = first, last
        self.into: dict[int, list[_Edge]] = {row: [] for row in (*rows, last)}
        self.out: dict[int, list[_Edge]] = {row: [] for row in (first, *rows)}
        for place, (source, target) in enumerate(pairs):
            self._add(_Edge(source, target, place))

    def _add(self, edge: _Edge) -> None:
        self.out[edge.source].append(edge)
        self.into[edge.target].append(edge)

    def _remove(self, edge: _Edge) -> None:
        self.out[edge.source].remove(edge)
        self.into[edge.target].remove(edge)

    def taken_apart(self) -> Series:
        waiting = [row for row in self.out if row != self.first]
        while waiting:
            row = waiting.pop()
            if row in self.into and len(self.into[row]) == len(self.out[row]) == 1:
                before, after = self.into.pop(row)[0], self.out.pop(row)[0]
                self.out[before.source].remove(before)
                self.into[after.target].remove(after)
                joined = (*before.parts, Block((row,), (row,)), *after.parts)
                edge = _Edge(before.source, after.target, after.place, joined, max(before.depth, after.depth))
                waiting += [end for end in self._join(edge) if end not in (self.first, self.last)]
        return Series(tuple(self._along()))

    def _join(self, edge: _Edge) -> tuple[int, ...]:
        """Put an edge in, together with one that leads the same way; the ends at which there is now less to see."""
        other = next((one for one in self.out[edge.source] if one.target == edge.target), None)
        if other is None:
            self._add(edge)
            return ()
        self._remove(other)
        each = [one for way in (other, edge) for one in way.branches or ((way.place, Series(way.parts)),)]
        branches = tuple(sorted(each, key=lambda one: one[0]))  # as the layer in which they meet names them
        parallel = Parallel(tuple(one for _, one in branches), edge.source != self.first, edge.target != self.last)
        depth = max(other.depth, edge.depth) + (not other.branches)
        deep = depth > _DEEPEST
        parts: tuple[Part, ...] = (told_as_one(parallel) if deep else parallel,)
        place = branches[0][0]
        self._add(_Edge(edge.source, edge.target, place, parts, 0 if deep else depth, () if deep else branches))
        return edge.source, edge.target

    def _along(self) -> Iterator[Part]:
        """What is left from the first to the last row, cut where everything comes together."""
        left = sorted(self.into)  # a row number rises along every edge
        reach = max(edge.target for edge in self.out[self.first])
        start, inside = self.first, list[int]()
        for row in left:
            if row < reach:
                inside.append(row)
                reach = max(reach, *(edge.target for edge in self.out[row]))
                continue
            yield from self._between(start, row, inside)
            if row == self.last:
                return
            yield Block((row,), (row,))
            start, inside = row, []
            reach = max(edge.target for edge in self.out[row])

    def _between(self, start: int, end: int, inside: list[int]) -> Iterator[Part]:
        if not inside:
            yield from self.out[start][0].parts
            return
        parts: list[Part] = [Block((row,), (row,)) for row in inside]
        place = {start: -1, end: -2} | {row: index for index, row in enumerate(inside)}
        links = []
        for row in (start, *inside):
            for edge in self.out[row]:
                source = place[row]
                if edge.parts:
                    parts.append(Series(edge.parts))
                    links.append((source, len(parts) - 1))
                    source = len(parts) - 1
                links.append((source, place[edge.target]))
        yield Net(tuple(parts), tuple(links), start != self.first, end != self.last)


def inner(part: Part) -> tuple[Part, ...]:
    """The parts of a part."""
    match part:
        case Block():
            return ()
        case Series() | Net():
            return part.parts
        case Parallel():
            return part.branches
        case Repeat():
            return (part.body,)


def blocks_in(part: Part) -> Iterator[Block]:
    """The blocks of a part, each that is drawn once."""
    if isinstance(part, Block):
        yield part
    for one in inner(part):
        yield from blocks_in(one)


def rows_of(part: Part) -> tuple[int, ...]:
    """All rows that a part stands for, in their order."""
    if isinstance(part, (Block, Repeat)):
        return part.rows
    return tuple(sorted(row for one in inner(part) for row in rows_of(one)))


def told_as_one(*parts: Part) -> Block:
    """One block in place of parts."""
    main = tuple(sorted(row for part in parts for block in blocks_in(part) for row in block.main * block.times))
    return Block(tuple(sorted(row for part in parts for row in rows_of(part))), main)
