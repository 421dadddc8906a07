"""The totals of a recorded text beside those of a listing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..numerals import Count
from ..problems import Code, Problem, Text, listed, say
from ..summary import Summary, Total, size_in_bytes
from .explanations import optimizer_in, totals_why
from .values import Recorded, RecordedTotal


def compare_totals(recorded: Recorded, summary: Summary, by_rows: int) -> Iterator[Problem | Text]:
    """What differs; `by_rows` is by how much the rows make the recorded total larger than that of the listing."""
    optimizer = _optimizer(recorded, summary, by_rows)
    if optimizer is not None:
        yield optimizer
        recorded = _without_optimizer(recorded, summary, by_rows)
    lines = (
        ("Total params", recorded.total, summary.total),
        ("Trainable params", recorded.trainable, summary.trainable),
        ("Non-trainable params", recorded.non_trainable, summary.non_trainable),
    )
    differing = [(label, told, given) for label, told, given in lines if told and given and not _same(told, given)]
    if not differing:
        return
    yield Problem(
        differing[0][1].line, 1, Code.RECORDED,
        say("the totals: the text has {recorded}; the listing gives {given}",
            recorded=listed(_written(label, told.params, told.memory) for label, told, _given in differing),
            given=listed(_written(label, given.params, size_in_bytes(given.bytes) if told.memory else "")
                         for label, told, given in differing)),
        totals_why(recorded, summary, by_rows),
    )  # fmt: skip


def _optimizer(recorded: Recorded, summary: Summary, by_rows: int) -> Text | None:
    """That the recorded total holds the numbers of an optimizer too: the text says so, or they make it larger."""
    if recorded.total is None or summary.total is None or summary.trainable is None:
        return None
    told = recorded.optimizer
    more = recorded.total.params - summary.total.params - by_rows if told is None else told.params
    sentence = optimizer_in(more, summary.trainable.params)
    if sentence is None and told is not None:
        return say("{count} of the total are numbers of the optimizer", count=Count(more))
    return sentence


def _without_optimizer(recorded: Recorded, summary: Summary, by_rows: int) -> Recorded:
    """The same as if there were none; the memory of the total is then not known."""
    assert recorded.total is not None
    assert summary.total is not None
    told = recorded.optimizer
    params = summary.total.params + by_rows if told is None else recorded.total.params - told.params
    return replace(recorded, total=RecordedTotal(recorded.total.line, params))


def _same(recorded: RecordedTotal, given: Total) -> bool:
    return recorded.params == given.params and recorded.memory in ("", size_in_bytes(given.bytes))


def _written(label: str, params: int, memory: str) -> str:
    return f"{label}: {params:,} ({memory})" if memory else f"{label}: {params:,}"
