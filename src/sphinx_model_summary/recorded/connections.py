"""Whether a printed row is connected to the rows that the listing connects it to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..summary import Row
from .values import CUT, RecordedRow


def same_connections(
    recorded: RecordedRow, row: Row, names: Mapping[str, Collection[str]], through: Mapping[str, Sequence[str]]
) -> bool:
    """Whether the same layers come in, in the same order, as far as the text tells it.

    `names` are the names in the listing of rows of the text; for a row that the text does not have, `through` tells
    what comes in behind it.
    """
    given = sources_of(row, through)
    if not recorded.connected_to or not given:
        return True
    return len(recorded.connected_to) == len(given) and all(
        one.endswith(CUT) or other in names.get(_source(one), (other,))
        for one, other in zip(recorded.connected_to, given, strict=True)
    )


def sources_of(row: Row, through: Mapping[str, Sequence[str]]) -> list[str]:
    """The layers whose output comes in; in place of those that are seen through, what comes into these."""
    return [name for one in map(_source, row.connected_to) for name in through.get(one, (one,))]


def _source(connection: str) -> str:
    """The layer of `layer[call][tensor]`."""
    return connection.rsplit("[", 2)[0]
