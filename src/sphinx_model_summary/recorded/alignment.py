"""Which printed row is which row of the listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..alignment import MOST_PAIRS, Pair, aligned
from ..summary import Row
from .agreement import same_name, same_shape, same_type
from .values import RecordedRow

#: Rows that are less alike than the first are not taken for one; the second is what rows have that agree.
_ALIKE, _AGREEING = 2, 8


def align(recorded: Sequence[RecordedRow], given: Sequence[Row]) -> list[Pair]:
    """The rows in pairs, in order, so that as much as possible agrees."""
    return aligned(recorded, given, likeness, alike=_ALIKE, agreeing=_AGREEING)


def reordered(pairs: Sequence[Pair], recorded: Sequence[RecordedRow], given: Sequence[Row]) -> list[Pair]:
    """The pairs, those rows put together first that agree in all but their place."""
    both = ((one, other) for one, other in pairs if one is not None and other is not None)
    whole = {(one, other) for one, other in both if likeness(recorded[one], given[other]) >= _AGREEING}
    ones = [one for one, other in pairs if one is not None and (one, other) not in whole]
    others = [other for one, other in pairs if other is not None and (one, other) not in whole]
    if len(ones) * len(others) > MOST_PAIRS:
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


def is_in_order(pairs: Iterable[Pair]) -> bool:
    """Whether the rows stand in one order on both sides."""
    places = [other for one, other in pairs if one is not None and other is not None]
    return all(before < after for before, after in pairwise(places))
