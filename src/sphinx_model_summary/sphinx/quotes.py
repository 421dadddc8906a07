"""What running text may quote of a model or of one of its layers, by the words that authors write."""

from __future__ import annotations

from collections.abc import Callable

from ..derivation import Formula, derive, step
from ..problems import Code, Refused, say
from ..summary import Row, Summary, shown
from .formulas import equation
from .mathematics import plain
from .words import Words

Quote = Callable[[Summary, "Row | None", Words], str]


def quote(summary: Summary, layer: str, what: str, _: Words) -> str:
    """One value, as a page writes it; of the whole model where no layer is named.

    :raises Refused: where it is not known, or where there is no such value.
    """
    row = next((one for one in summary.layers if one.key == layer), None) if layer else None
    # What a layer's share is, only the whole model tells.
    partial = row is not None and what != "share"
    problem = row.problem if row is not None and partial else next(iter(summary.problems), summary.unbuilt)
    if problem is not None or (row is not None and row.unbuilt):
        raise unknown(problem or summary.unbuilt)
    return QUOTES[what](summary, row, _)


def unknown(problem: object) -> Refused:
    """Why a value cannot be told."""
    reason = getattr(problem, "message", "")
    return Refused(Code.UNKNOWN_MODEL, say("the value is not known: {reason}", reason=reason))


def _params(summary: Summary, row: Row | None, _: Words) -> str:
    """How many parameters it has."""
    return _.number(_whole(summary) if row is None else row.params)


def _whole(summary: Summary) -> int:
    assert summary.total is not None
    return summary.total.params


def _trainable(summary: Summary, row: Row | None, _: Words) -> str:
    """How many of them training changes."""
    assert summary.trainable is not None
    return _.number(summary.trainable.params if row is None else row.trainable_params)


def _non_trainable(summary: Summary, row: Row | None, _: Words) -> str:
    """How many of them it leaves as they are."""
    assert summary.non_trainable is not None
    return _.number(summary.non_trainable.params if row is None else row.params - row.trainable_params)


def _shape(summary: Summary, row: Row | None, _: Words) -> str:
    """The output shape."""
    return shown(summary.output if row is None else row.output)


def _share(summary: Summary, row: Row | None, _: Words) -> str:
    """A layer's share of the parameters of its model."""
    whole = _whole(summary)
    if row is None or not whole:
        raise Refused(Code.UNKNOWN_MODEL, say("only a layer of a model with parameters has a share of them"))
    return _.share(row.params, whole)


def _memory(summary: Summary, row: Row | None, _: Words) -> str:
    """The memory that the weights take."""
    assert summary.total is not None
    return _.memory(summary.total.bytes if row is None else row.memory)


def _macs(summary: Summary, row: Row | None, _: Words) -> str:
    """The multiply-accumulates for one example."""
    count = summary.macs if row is None else row.macs
    if count is None:
        raise Refused(Code.UNKNOWN_MODEL, say("the multiply-accumulates are not known"))
    return _.number(count)


def _formula(summary: Summary, row: Row | None, _: Words) -> str:
    """The arithmetic of the count, with its result."""
    formula: Formula | None = derive(summary).total if row is None else step(row).params
    return plain(equation(formula, _)) if formula is not None else _params(summary, row, _)


#: Each role of the domain that quotes a value; its first line is in the documentation.
QUOTES: dict[str, Quote] = {
    "params": _params,
    "trainable": _trainable,
    "non-trainable": _non_trainable,
    "shape": _shape,
    "share": _share,
    "memory": _memory,
    "macs": _macs,
    "formula": _formula,
}
