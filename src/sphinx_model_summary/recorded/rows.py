"""The rows of a recorded text beside those of a listing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..numerals import Count
from ..problems import Code, Problem, Text, listed, say
from ..summary import Row, shown
from .agreement import is_own, same_name, same_shape, same_type
from .connections import same_connections, sources_of
from .explanations import count_why
from .recognition import Recognised, Seen
from .values import CUT, Layout, Recorded, RecordedRow


def compare_rows(
    recorded: Recorded, pairs: Sequence[tuple[RecordedRow | None, Row | None]]
) -> Iterator[Problem | Recognised]:
    """What differs and what is recognised, row by row; None stands for a row that one side does not have."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one, row in pairs:
        if one is not None and row is not None:
            names[one.name].add(row.name)
    through: dict[str, Sequence[str]] = {}
    for one, row in pairs:
        if one is None and row is not None:
            through[row.name] = () if is_own(row) else tuple(dict.fromkeys(sources_of(row, through)))
    line = recorded.line
    for one, row in pairs:
        line = one.line if one else line
        if one is None and row is not None:
            yield _added(row, line, recorded.layout)
        elif one is not None and row is None:
            yield _missing(one)
        elif one is not None and row is not None:
            yield from _row(one, row, connected=same_connections(one, row, names, through))


def _added(row: Row, line: int, layout: Layout) -> Problem | Recognised:
    if row.type == "InputLayer":
        return Recognised(Seen.NO_INPUT, given=row.name)
    if is_own(row) and layout is not Layout.BOXED:
        return Recognised(Seen.NO_MASKS, given=row.name)
    told = listed((f"{row.name} ({row.type})", shown(row.output), _params(row.params)))
    message = say("the listing gives a row that the text does not have: {row}", row=told)
    return Problem(line, 1, Code.RECORDED, message)


def _missing(row: RecordedRow) -> Problem | Recognised:
    if row.type == "InputLayer":
        return Recognised(Seen.INPUT, row.name)
    message = say("the text has a row that the listing does not give: {row}", row=row.label)
    return Problem(row.line, 1, Code.RECORDED, message)


def _row(recorded: RecordedRow, row: Row, *, connected: bool) -> Iterator[Problem | Recognised]:
    """What is to be told of one row."""
    name, kind = same_name(recorded, row), same_type(recorded, row)
    shape, count = same_shape(recorded, row), recorded.params is None or recorded.params == row.params
    if recorded.unbuilt and not row.unbuilt:
        yield Recognised(Seen.OPEN, recorded.name)
        shape = count = True
    shape, count = shape or row.unbuilt, count or row.unbuilt
    for seen, told, given in (
        (kind, recorded.type, row.type),
        (name, recorded.name, row.name),
        (shape, recorded.shape, shown(row.output)),
    ):
        if isinstance(seen, Seen) and not (seen is Seen.NAME and kind is Seen.OPERATION):
            yield Recognised(seen, told, given)
    if any(cell.endswith(CUT) for cell in (recorded.name, recorded.type, recorded.shape, *recorded.connected_to)):
        yield Recognised(Seen.CUT)
    trainable = "Y" if row.trainable else "N"
    cells = (
        (bool(name and kind), recorded.label, f"{row.name} ({row.type})"),
        (bool(shape), recorded.shape, shown(row.output)),
        (count, _params(recorded.params or 0), _params(row.params)),
        (connected, f"Connected to {', '.join(recorded.connected_to)}", f"Connected to {', '.join(row.connected_to)}"),
        (
            recorded.trainable in ("", "-", trainable) or not row.weights,
            f"Trainable {recorded.trainable}", f"Trainable {trainable}",
        ),
    )  # fmt: skip
    differing = [cell[1:] for cell in cells if not cell[0]]
    if differing:
        why = None if count else count_why(recorded.params or 0, row)
        one, other = (listed(cell[side] for cell in differing) for side in (0, 1))
        message = say("{row}: the text has {recorded}; the listing gives {given}",
                      row=recorded.name, recorded=one, given=other)  # fmt: skip
        yield Problem(recorded.line, 1, Code.RECORDED, message, why)


def _params(count: int) -> Text:
    return say("{count} params", count=Count(count))
