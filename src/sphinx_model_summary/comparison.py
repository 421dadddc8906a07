"""Models side by side: what each comes to, where they differ, and what changed from one to the next, layer by layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .alignment import aligned
from .layers import Layer
from .summary import Row, Summary


@dataclass(frozen=True, slots=True)
class Kind:
    """The layers of one type: how many each of the models has, and how many parameters are in them."""

    type: str
    layers: tuple[int, ...]
    params: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An argument that has another value in the second model; None where there is none."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A layer of one model beside that of the other; one of them is missing where the layer is new or gone."""

    before: Row | None
    after: Row | None
    changes: tuple[Change, ...] = ()

    @property
    def params(self) -> int:
        """How many parameters more the second has."""
        return (int(self.after.params) if self.after else 0) - (int(self.before.params) if self.before else 0)

    @property
    def has_other_input(self) -> bool:
        """Whether another shape comes in."""
        return self.before is not None and self.after is not None and self.before.input != self.after.input

    @property
    def is_none(self) -> bool:
        """Whether the layer is the same in both, with the same numbers."""
        if self.before is None or self.after is None or self.changes:
            return False
        return (self.before.output, self.before.params) == (self.after.output, self.after.params)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several models side by side."""

    summaries: tuple[Summary, ...]
    #: The types of layers in which the models differ; none while one of them is not known.
    kinds: tuple[Kind, ...]
    #: The layers of two models in pairs; nothing for more of them.
    differences: tuple[Difference, ...]

    @property
    def more(self) -> int | None:
        """How many parameters more the second of two models has."""
        totals = [summary.total.params for summary in self.summaries if summary.total and summary.is_known]
        return totals[1] - totals[0] if len(totals) == len(self.summaries) == 2 else None

    @property
    def has_shares(self) -> bool:
        """Whether each layer has a share of what the second model has more, or less.

        It has none where some layers add what others take away, or where layers share their weights.
        """
        counted = [one.params for one in self.differences if not _is_counted_elsewhere(one)]
        return bool(self.more) and sum(counted) == self.more and abs(sum(counted)) == sum(map(abs, counted))


def compare(*summaries: Summary) -> Comparison:
    """The models side by side; two of them also layer by layer."""
    known = all(summary.is_known for summary in summaries)
    differences = tuple(_differences(*summaries)) if len(summaries) == 2 else ()
    return Comparison(summaries, tuple(_kinds(summaries)) if known else (), differences)


def _kinds(summaries: Sequence[Summary]) -> Iterator[Kind]:
    rows = [list(summary.counted()) for summary in summaries]
    for kind in dict.fromkeys(row.type for one in rows for row in one):
        alike = [[row for row in one if row.type == kind] for one in rows]
        layers, params = tuple(map(len, alike)), tuple(sum(int(row.params) for row in one) for one in alike)
        if len(set(layers)) > 1 or len(set(params)) > 1:
            yield Kind(kind, layers, params)


def _differences(first: Summary, second: Summary) -> Iterator[Difference]:
    rows = [[row for row in summary.layers if row.problem is None] for summary in (first, second)]
    looks = [[_Look(row) for row in one] for one in rows]
    for one, other in aligned(looks[0], looks[1], _likeness, alike=_ALIKE, agreeing=_AGREEING):
        before = None if one is None else rows[0][one]
        after = None if other is None else rows[1][other]
        yield Difference(before, after, _changes(before, after) if before and after else ())


def _is_counted_elsewhere(one: Difference) -> bool:
    row = one.after or one.before
    return row is not None and (row.repeated or row.level > 0)


class _Look:
    """What rows are told apart by."""

    def __init__(self, row: Row) -> None:
        self.level = row.level
        self.settings = _settings(row)
        self.numbers = (row.output, row.params)


#: What Keras counts layers of one type with.
_NUMBER = re.compile(r"_\d+$")
#: Rows that are less alike than the first are two; the second is what the same layer with the same arguments has.
_ALIKE, _AGREEING = 4, 8


def _likeness(one: _Look, other: _Look) -> int:
    """How much of two rows agrees: layers of other types have nothing in common but a name that somebody gave them."""
    if one.level != other.level:
        return 0
    same = [one.settings[name] == other.settings[name] for name in ("type", "name")]
    if not any(same):
        return 0
    return 2 + 2 * sum(map(int, same)) + 2 * int(one.settings == other.settings) + int(one.numbers == other.numbers)


def _changes(before: Row, after: Row) -> tuple[Change, ...]:
    if before.type != after.type:
        return (Change("type", before.type, after.type),)
    old, new = _settings(before), _settings(after)
    return tuple(Change(name, old[name], new[name]) for name in new if name in old and old[name] != new[name])


def _settings(row: Row) -> dict[str, Any]:
    """What the author may set of a layer, with the arguments of the layer that it holds."""
    found: dict[str, Any] = {"type": row.type, "name": _NUMBER.sub("", row.name)}
    found |= _arguments(row.layer) if row.layer is not None else ()
    if row.weights:
        found["trainable"] = row.trainable
        found["dtype"] = row.weights[0].dtype or "float32"
    return found


def _arguments(layer: Layer) -> Iterator[tuple[str, Any]]:
    for argument in type(layer).arguments():
        value = getattr(layer, argument.field)
        inner = getattr(value, "layer", None)
        if isinstance(inner, Layer):
            yield argument.name, type(inner).__name__
            yield from _arguments(inner)
        elif _is_plain(value):
            yield argument.name, value


def _is_plain(value: Any) -> bool:
    """Whether a value says itself what it is, and is not merely the same object."""
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, (bool, int, float, str))
