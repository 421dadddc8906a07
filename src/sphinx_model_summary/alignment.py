"""Which row of one table is which row of another: the pairs of which most agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")

#: Two rows by their places; None on the side that has no such row.
Pair = tuple[int | None, int | None]
#: Every row is weighed against every other while there are no more pairs than this.
MOST_PAIRS = 100_000


def aligned(
    ones: Sequence[One], others: Sequence[Other], likeness: Callable[[One, Other], int], *, alike: int, agreeing: int
) -> list[Pair]:
    """The rows in pairs, in order, so that as much as possible agrees.

    Rows that are less alike than `alike` are not taken for one; rows that are `agreeing` make a pair at both ends of
    the tables, whatever else might fit.
    """
    first = _agreeing(zip(ones, others, strict=False), likeness, agreeing)
    last = _agreeing(zip(reversed(ones[first:]), reversed(others[first:]), strict=False), likeness, agreeing)
    inner = ones[first : len(ones) - last], others[first : len(others) - last]
    many = len(inner[0]) * len(inner[1]) > MOST_PAIRS
    pairs = _in_turn(*inner) if many else _weighed(*inner, likeness, alike)
    return [
        *((place, place) for place in range(first)),
        *((None if one is None else one + first, None if other is None else other + first) for one, other in pairs),
        *((len(ones) - back, len(others) - back) for back in range(last, 0, -1)),
    ]


def _agreeing(rows: Iterable[tuple[One, Other]], likeness: Callable[[One, Other], int], agreeing: int) -> int:
    """How many rows agree from the beginning on."""
    count = 0
    for one, other in rows:
        if likeness(one, other) < agreeing:
            break
        count += 1
    return count


def _weighed(
    ones: Sequence[One], others: Sequence[Other], likeness: Callable[[One, Other], int], alike: int
) -> list[Pair]:
    """The pairs that agree most, found from the end as for the longest common sequence."""
    weights = [[likeness(one, other) for other in others] for one in ones]
    best = [[0] * (len(others) + 1) for _row in range(len(ones) + 1)]
    for one in reversed(range(len(ones))):
        for other in reversed(range(len(others))):
            both = weights[one][other] + best[one + 1][other + 1] if weights[one][other] >= alike else 0
            best[one][other] = max(both, best[one + 1][other], best[one][other + 1])
    pairs: list[Pair] = []
    one = other = 0
    while one < len(ones) and other < len(others):
        if weights[one][other] >= alike and best[one][other] == weights[one][other] + best[one + 1][other + 1]:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            pairs.append((one, None))
            one += 1
        else:
            pairs.append((None, other))
            other += 1
    return [
        *pairs, *((place, None) for place in range(one, len(ones))),
        *((None, place) for place in range(other, len(others))),
    ]  # fmt: skip


def _in_turn(ones: Sequence[One], others: Sequence[Other]) -> list[Pair]:
    return list(zip_longest(range(len(ones)), range(len(others))))
