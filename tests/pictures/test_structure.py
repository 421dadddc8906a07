"""How graphs are taken apart: one after the other, side by side, crosswise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from sphinx_model_summary.pictures.structure import Block, Net, Parallel, Part, Repeat, Series, rows_of, structure

from .conftest import graphs

#: Links; and what they are taken apart to: branches in brackets, `-` a tensor that passes on, crosswise in braces.
GRAPHS = {
    "a chain": ("0>1 1>2", "0 1 2"),
    "a skip": ("0>1 1>2 2>3 0>3", "0 [1 2 | -] 3"),
    "a skip named first": ("0>3 0>1 1>2 2>3", "0 [- | 1 2] 3"),
    "four branches": ("0>1 0>2 0>3 1>4 0>5 2>5 3>5 4>5", "0 [- | 2 | 3 | 1 4] 5"),
    "a skip in a skip": ("0>1 1>2 2>3 1>3 3>4 0>4", "0 [1 [2 | -] 3 | -] 4"),
    "two inputs": ("0>2 1>2 2>3", "[0 | 1] 2 3"),
    "two outputs": ("0>1 1>2 1>3", "0 1 [2 | 3]"),
    "branches inside a branch": ("0>1 0>2 1>3 1>4 3>5 4>5 5>6 2>6", "0 [1 [3 | 4] 5 | 2] 6"),
    "crosswise": ("0>1 0>2 1>3 1>4 2>4 3>5 4>5", "0 {1 2 3 4} 5"),
    "crosswise, then a chain": ("0>1 0>2 1>3 1>4 2>4 3>5 4>5 5>6 6>7 5>7", "0 {1 2 3 4} 5 [6 | -] 7"),
}


def links(text: str) -> list[tuple[int, int]]:
    return [(int(source), int(target)) for source, target in (link.split(">") for link in text.split())]


def plain(part: Part) -> str:
    match part:
        case Block():
            return ",".join(map(str, part.rows))
        case Series():
            return " ".join(map(plain, part.parts)) or "-"
        case Parallel():
            return f"[{' | '.join(map(plain, part.branches))}]"
        case Net():
            return f"{{{' '.join(map(str, rows_of(part)))}}}"
        case Repeat():
            return f"{part.times} × ({plain(part.body)})"


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_is_taken_apart(name: str) -> None:
    text, expected = GRAPHS[name]
    found = links(text)
    assert plain(structure(sorted({row for link in found for row in link}), found)) == expected


def put_together(part: Part, before: frozenset[int], found: set[tuple[int, int]]) -> frozenset[int]:
    """The links inside a part and to it, from the rows before it; the rows that lead out of it."""
    match part:
        case Block():
            (row,) = part.rows
            found.update((source, row) for source in before)
            return frozenset({row})
        case Series():
            for one in part.parts:
                before = put_together(one, before, found)
            return before
        case Parallel():
            return frozenset().union(*(put_together(one, before, found) for one in part.branches))
        case Net():
            return put_together_crosswise(part, before, found)
    raise AssertionError(part)


def put_together_crosswise(net: Net, before: frozenset[int], found: set[tuple[int, int]]) -> frozenset[int]:
    out = {-1: before}

    def lead_out(place: int) -> frozenset[int]:
        sources = [source for source, target in net.links if target == place]
        into = frozenset().union(*(out[source] if source in out else lead_out(source) for source in sources))
        if place >= 0:
            out[place] = put_together(net.parts[place], into, found)
        return out.get(place, into)

    ends = lead_out(-2)
    for place in range(len(net.parts)):
        if place not in out:
            lead_out(place)
    return ends


@given(graphs())
def test_nothing_is_lost(graph: list[tuple[int, int]]) -> None:
    rows = range(max(target for _, target in graph) + 1)
    whole = structure(rows, graph)
    assert list(rows_of(whole)) == list(rows)
    found = set[tuple[int, int]]()
    put_together(whole, frozenset(), found)
    assert found == set(graph)


def test_branches_are_taken_apart_to_a_depth_that_can_be_drawn() -> None:
    count = 200
    rows = range(2 * count)
    skips = [(row, 2 * count - 1 - row) for row in range(count)]
    whole = structure(rows, [*((row, row + 1) for row in rows[:-1]), *skips])
    assert list(rows_of(whole)) == list(rows)
    assert max(depths(whole)) <= 30


def depths(part: Part, depth: int = 0) -> Iterator[int]:
    yield depth
    for one in part.branches if isinstance(part, Parallel) else getattr(part, "parts", ()):
        yield from depths(one, depth + 1)
