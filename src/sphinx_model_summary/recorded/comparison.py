"""A recorded summary beside the one that a listing gives: what differs, and what only looks otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..problems import Code, Problem, Text, say
from ..summary import Row, Summary
from .agreement import is_automatic, number_of
from .alignment import align, is_in_order, reordered
from .explanations import input_in
from .numbering import numbering
from .recognition import LAYOUTS, Recognised, Seen
from .rows import compare_rows
from .totals import compare_totals
from .values import Layout, Recorded, RecordedRow

#: So many differences are told; the rest is counted.
MOST_DIFFERENCES = 20

#: What is found: a difference, something recognised, or a sentence on it.
Finding = Problem | Recognised | Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, each with its line in the text; and what is recognised, which leaves every number equal."""

    differences: tuple[Problem, ...] = ()
    recognised: tuple[Text, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the listing gives what was recorded."""
        return not self.differences


def compare(recorded: Recorded, summary: Summary) -> Comparison:
    """Set a recorded summary beside the one that a listing gives."""
    differences: list[Problem] = []
    recognised: dict[Seen | Text, Text] = {}
    for found in _findings(recorded, summary):
        if isinstance(found, Problem):
            differences.append(found)
        elif isinstance(found, Recognised):
            recognised.setdefault(found.seen, found.told())
        else:
            recognised.setdefault(found, found)
    differences.sort(key=lambda one: one.line)
    more = len(differences) - MOST_DIFFERENCES
    if more > 1:
        rest = _difference(differences[MOST_DIFFERENCES].line, say("{count} more differences", count=more))
        differences[MOST_DIFFERENCES:] = [rest]
    return Comparison(tuple(differences), tuple(recognised.values()))


def _difference(line: int, message: Text, why: Text | None = None) -> Problem:
    return Problem(line, 1, Code.RECORDED, message, why)


def _findings(recorded: Recorded, summary: Summary) -> Iterator[Finding]:
    """Everything that is to be told, whatever it is."""
    if recorded.layout in LAYOUTS:
        yield Recognised(LAYOUTS[recorded.layout])
    if recorded.another:
        yield Recognised(Seen.ANOTHER, str(recorded.another))
    yield from _name(recorded, summary)
    rows, given = recorded.rows, tuple(row for row in summary.layers if not row.problem)
    opened = tuple(next((row.name for row in side if row.level), "") for side in (rows, given))
    if bool(opened[0]) != bool(opened[1]):
        yield Recognised(Seen.OPENED if opened[0] else Seen.NOT_OPENED, *opened)
        rows, given = tuple(row for row in rows if not row.level), tuple(row for row in given if not row.level)
    places = align(rows, given)
    if recorded.layout is not Layout.BOXED and summary.branched:
        places = reordered(places, rows, given)
        if not is_in_order(places):
            yield Recognised(Seen.ORDER)
    pairs = [(None if one is None else rows[one], None if other is None else given[other]) for one, other in places]
    if summary.problems:
        pairs = pairs[: max((place for place, (_one, row) in enumerate(pairs, 1) if row is not None), default=0)]
        yield _difference(recorded.line, say("the listing has a problem in line {line}: what comes after it is not "
                                             "compared", line=summary.problems[0].line))  # fmt: skip
    elif summary.unbuilt and not any(row.unbuilt for row in rows):
        message = say("the listing does not say what goes in: shapes and counts are not compared")
        yield _difference(recorded.line, message, input_in(recorded, given) or summary.unbuilt.hint)
    both = [(one, row) for one, row in pairs if one is not None and row is not None]
    names = numbering(((one.name, row.name) for one, row in both if _is_counted(row)), recorded.layout)
    if names is not None:
        yield names
    yield from compare_rows(recorded, pairs)
    if summary.is_known and not any(row.unbuilt for row in rows):
        yield from compare_totals(recorded, summary, sum(_more(*pair) for pair in pairs))


def _is_counted(row: Row) -> bool:
    return is_automatic(number_of(row.name)[0], row.type)


def _more(recorded: RecordedRow | None, row: Row | None) -> int:
    """By how much a pair of rows makes the recorded total larger than that of the listing."""
    if (recorded and recorded.level) or (row and (row.level or row.repeated)):
        return 0
    count = int(row.params) if row else 0
    return (count if recorded.params is None else recorded.params) - count if recorded else -count


def _name(recorded: Recorded, summary: Summary) -> Iterator[Finding]:
    bases = number_of(recorded.name or "")[0], number_of(summary.name)[0]
    if recorded.name is None or bases[0] == bases[1] or all(is_automatic(base, "Functional") for base in bases):
        return
    yield _difference(recorded.line, say("the model's name: the text has {recorded}; the listing gives {given}",
                                         recorded=recorded.name, given=summary.name))  # fmt: skip
