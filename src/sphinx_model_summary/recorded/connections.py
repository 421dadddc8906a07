"""Whether a printed row is connected to the rows that the listing connects it to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..summary import Row
from .values import CUT, RecordedRow


def same_connections(
    recorded: RecordedRow, row: Row, names: Mapping[str, Collection[str]], passed_over: Collection[str]
) -> bool:
    """Whether the same layers come in, in the same order, as far as the text tells it.

    `names` are the names in the listing of rows of the text; those to be `passed_over` have no row in the text.
    """
    given = [name for name in map(_source, row.connected_to) if name not in passed_over]
    if not recorded.connected_to or not given:
        return True
    return len(recorded.connected_to) == len(given) and all(
        one.endswith(CUT) or other in names.get(_source(one), (other,))
        for one, other in zip(recorded.connected_to, given, strict=True)
    )


def _source(connection: str) -> str:
    """The layer of `layer[call][tensor]`."""
    return connection.rsplit("[", 2)[0]
