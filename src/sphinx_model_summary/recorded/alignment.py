"""Which printed row is which row of the listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest

from ..summary import Row
from .agreement import same_name, same_shape, same_type
from .values import RecordedRow

#: Two rows by their places; None on the side that has no such row.
Pair = tuple[int | None, int | None]
#: Every row is weighed against every other while there are no more pairs than this.
_MOST_PAIRS = 40_000
#: Rows that are less alike than the first are not taken for one; the second is what rows have that agree.
_ALIKE, _AGREEING = 2, 8


def align(recorded: Sequence[RecordedRow], given: Sequence[Row]) -> list[Pair]:
    """The rows in pairs, in order, so that as much as possible agrees."""
    first = _agreeing(zip(recorded, given, strict=False))
    last = _agreeing(zip(reversed(recorded[first:]), reversed(given[first:]), strict=False))
    inner = recorded[first : len(recorded) - last], given[first : len(given) - last]
    pairs = (_weighed if len(inner[0]) * len(inner[1]) <= _MOST_PAIRS else _in_turn)(*inner)
    return [
        *((place, place) for place in range(first)),
        *((None if one is None else one + first, None if other is None else other + first) for one, other in pairs),
        *((len(recorded) - back, len(given) - back) for back in range(last, 0, -1)),
    ]


def reordered(pairs: Sequence[Pair], recorded: Sequence[RecordedRow], given: Sequence[Row]) -> list[Pair]:
    """The pairs, those rows put together first that agree in all but their place."""
    both = ((one, other) for one, other in pairs if one is not None and other is not None)
    whole = {(one, other) for one, other in both if likeness(recorded[one], given[other]) >= _AGREEING}
    ones = [one for one, other in pairs if one is not None and (one, other) not in whole]
    others = [other for one, other in pairs if other is not None and (one, other) not in whole]
    if len(ones) * len(others) > _MOST_PAIRS:
        return list(pairs)
    found: dict[int, int] = {}
    for one in ones:
        for other in others:
            if likeness(recorded[one], given[other]) >= _AGREEING:
                found[one] = other
                others.remove(other)
                break
    if not found:
        return list(pairs)
    left = [place for place in range(len(recorded)) if place not in found]
    right = [place for place in range(len(given)) if place not in found.values()]
    rest = align([recorded[place] for place in left], [given[place] for place in right])
    before = -1
    ordered: list[tuple[int, Pair]] = [(one, (one, other)) for one, other in found.items()]
    for here, there in rest:
        before = before if here is None else left[here]
        ordered.append((before, (None if here is None else before, None if there is None else right[there])))
    return [pair for _place, pair in sorted(ordered, key=lambda entry: entry[0])]


def likeness(recorded: RecordedRow, row: Row) -> int:
    """How much of two rows agrees."""
    name = same_name(recorded, row)
    return (
        (2 if name is True else 1 if name else 0)
        + (3 if same_type(recorded, row) else 0)
        + (2 if same_shape(recorded, row) else 0)
        + (2 if recorded.params is None or recorded.params == row.params else 0)
    )


def _agreeing(rows: Iterable[tuple[RecordedRow, Row]]) -> int:
    """How many rows agree from the beginning on."""
    count = 0
    for recorded, row in rows:
        if likeness(recorded, row) < _AGREEING:
            break
        count += 1
    return count


def _weighed(recorded: Sequence[RecordedRow], given: Sequence[Row]) -> list[Pair]:
    """The pairs that agree most, found from the end as for the longest common sequence."""
    alike = [[likeness(one, other) for other in given] for one in recorded]
    best = [[0] * (len(given) + 1) for _row in range(len(recorded) + 1)]
    for one in reversed(range(len(recorded))):
        for other in reversed(range(len(given))):
            both = alike[one][other] + best[one + 1][other + 1] if alike[one][other] >= _ALIKE else 0
            best[one][other] = max(both, best[one + 1][other], best[one][other + 1])
    pairs: list[Pair] = []
    one = other = 0
    while one < len(recorded) and other < len(given):
        if alike[one][other] >= _ALIKE and best[one][other] == alike[one][other] + best[one + 1][other + 1]:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            pairs.append((one, None))
            one += 1
        else:
            pairs.append((None, other))
            other += 1
    return [
        *pairs, *((place, None) for place in range(one, len(recorded))),
        *((None, place) for place in range(other, len(given))),
    ]  # fmt: skip


def _in_turn(recorded: Sequence[RecordedRow], given: Sequence[Row]) -> list[Pair]:
    return list(zip_longest(range(len(recorded)), range(len(given))))


def is_in_order(pairs: Iterable[Pair]) -> bool:
    """Whether the rows stand in one order on both sides."""
    places = [other for one, other in pairs if one is not None and other is not None]
    return all(before < after for before, after in pairwise(places))
