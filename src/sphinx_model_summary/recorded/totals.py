"""The totals of a recorded text beside those of a listing."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import Code, Problem, Text, say
from ..summary import Summary, Total, size_in_bytes
from .explanations import optimizer_in, totals_why
from .values import Recorded, RecordedTotal


def compare_totals(recorded: Recorded, summary: Summary, by_rows: int) -> Iterator[Problem | Text]:
    """What differs; `by_rows` is by how much the rows make the recorded total larger than that of the listing."""
    optimizer = None if by_rows else optimizer_in(recorded, summary)
    if optimizer is not None:
        yield optimizer
    lines = (
        ("Total params", None if optimizer else recorded.total, summary.total),
        ("Trainable params", recorded.trainable, summary.trainable),
        ("Non-trainable params", recorded.non_trainable, summary.non_trainable),
    )
    differing = [(label, told, given) for label, told, given in lines if told and given and not _same(told, given)]
    if not differing:
        return
    yield Problem(
        differing[0][1].line, 1, Code.RECORDED,
        say("the totals: the text has {recorded}; the listing gives {given}",
            recorded=", ".join(_written(label, told.params, told.memory) for label, told, _given in differing),
            given=", ".join(_written(label, given.params, size_in_bytes(given.bytes) if told.memory else "")
                            for label, told, given in differing)),
        totals_why(recorded, summary, by_rows),
    )  # fmt: skip


def _same(recorded: RecordedTotal, given: Total) -> bool:
    return recorded.params == given.params and recorded.memory in ("", size_in_bytes(given.bytes))


def _written(label: str, params: int, memory: str) -> str:
    return f"{label}: {params:,} ({memory})" if memory else f"{label}: {params:,}"
