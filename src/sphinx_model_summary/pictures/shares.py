"""The share of the parameters that each layer holds: bars, the longest first, the many short ones told together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..numerals import ENGLISH, Numerals
from ..problems import Text, say
from ..summary import Row, Summary
from .drawing import Bar, Drawing, Shape, Words
from .kinds import kind_of

#: At most so many layers have a bar of their own.
_MOST = 8
_PITCH = 22.0
_THICK = 12.0
_LONGEST = 180.0
_SIZE = 11.0
_MARGIN = 6.0
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Share:
    """One bar: whose parameters, how many, and their part of all."""

    label: str
    kind: str
    params: int
    part: float
    percent: str


@dataclass(frozen=True, slots=True)
class Shares:
    """All bars, and the picture of them."""

    shares: tuple[Share, ...]
    drawing: Drawing


def shares(
    summary: Summary, tell: Callable[[Text], str] = str, numerals: Numerals = ENGLISH
) -> Shares | None:
    """The layers with parameters by their share; none where a number is not known, or nothing is to be compared.

    `tell` puts a sentence into the language of the page, `numerals` are how it writes numbers.
    """
    if not summary.is_known or summary.total is None or not summary.total.params:
        return None
    rows = sorted((row for row in summary.counted() if row.params), key=lambda row: -int(row.params))
    whole = summary.total.params
    if len(rows) < 2:
        return None
    own = rows if len(rows) <= _MOST else rows[: _MOST - 1]
    others = rows[len(own) :]
    told = [(_name(row), kind_of(row), int(row.params)) for row in own]
    if others:
        label = tell(say("{count} more layers", count=len(others)))
        told.append((label, "other", sum(int(row.params) for row in others)))
    found = [
        Share(label, kind, params, params / whole, numerals.share(params, whole)) for label, kind, params in told
    ]  # fmt: skip
    return Shares(tuple(found), _drawn(tell(say("Parameters by layer")), found, numerals))


def _name(row: Row) -> str:
    return f"{row.name} ({row.type})"


def _drawn(heading: str, found: list[Share], numerals: Numerals) -> Drawing:
    """Names, numbers, bars: what is cut off where a screen is narrow are the ends of the bars."""
    names = [Words(0, 0, share.label, _SIZE, anchor="end") for share in found]
    numbers = [
        Words(0, 0, f"{share.percent}  ({numerals.number(share.params)})", _SIZE, anchor="end") for share in found
    ]
    left = _MARGIN + max(name.width for name in names)
    middle = left + _GAP + max(number.width for number in numbers)
    most = max(share.part for share in found)
    shapes: list[Shape] = [Words(_MARGIN, _MARGIN + _SIZE, heading, _SIZE + 1, "bold")]
    for place, (share, name, number) in enumerate(zip(found, names, numbers, strict=True)):
        y = _MARGIN + (place + 1) * _PITCH
        length = max(share.part / most * _LONGEST, 1)
        base = y + _THICK - 2
        bar = Bar(middle + _GAP, y, length, _THICK, share.kind)
        shapes += [name.moved(left, base), number.moved(middle, base), bar]
    height = 2 * _MARGIN + len(found) * _PITCH + _THICK
    return Drawing(middle + _GAP + _LONGEST + _MARGIN, height, tuple(shapes))
