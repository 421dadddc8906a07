"""Questions about one number of a model, as multiple choice: the right answer, and what learners get instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from .counting import counted
from .derivation import Formula, derive, step
from .misconceptions import COUNTS, Wrong, summed, wrong_counts, wrong_sizes
from .problems import Code, Refused, mark, say
from .size import Term, total
from .summary import Row, Summary

#: What may be asked; a size is asked of a layer only.
ASKED = ("params", "trainable", "non-trainable", "size")

_NOTHING = Formula(Term("", 0))
_ALL = mark("All numbers are counted here; only some of them were asked for.")
_OTHERS = mark("These are the other ones: what training changes is trainable.")
_TWICE = mark("A shared layer is counted each time it is used; its weights are the same ones and count once.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers, in the order in which they stand on the page.

    `row` is the layer that it is about, None for the whole model; `axis` the place in its output shape, if that was
    asked. An answer that is no `Wrong` is the right one.
    """

    asked: str
    row: Row | None
    answers: tuple[Formula | Wrong, ...]
    axis: int = 0

    @property
    def right(self) -> Formula:
        """The right answer."""
        return next(one for one in self.answers if isinstance(one, Formula))

    @property
    def letter(self) -> str:
        """The letter of the right answer."""
        return "ABCDEFGH"[self.answers.index(self.right)]


def question(summary: Summary, asked: str, layer: str = "", most: int = 4) -> Question:
    """What is `asked` of a layer, or of the whole model if none is named, with at most so many answers.

    The answers are all different, and stand in an order that looks drawn but is the same in every build.

    :raises Refused: where the number is not known, or nobody gets it wrong in a way that is known.
    """
    row = next((one for one in summary.layers if layer and one.key == layer), None)
    problem = row.problem if row is not None else next(iter(summary.problems), summary.unbuilt)
    if problem is not None or (row is not None and row.unbuilt):
        reason = getattr(problem or summary.unbuilt, "message", "")
        raise Refused(Code.OPTION, say("there is no number to ask for: {reason}", reason=reason))
    for right, wrong, axis in _sizes(row) if asked == "size" else _counts(summary, row, asked):
        others = _distinct(right, wrong)[: most - 1]
        if others:
            answers: list[Formula | Wrong] = [right, *others]
            order = sorted(answers, key=lambda one: sha256(f"{layer} {asked} {one.value}".encode()).digest())
            return Question(asked, row, tuple(order), axis)
    raise Refused(
        Code.OPTION,
        say("no wrong answer to this question is known"),
        say("ask for something else, or about another layer"),
    )


def _distinct(right: Formula, wrong: Iterable[Wrong]) -> list[Wrong]:
    found: dict[int, Wrong] = {}
    for one in wrong:
        if one.value != right.value and one.value >= 0:
            found.setdefault(one.value, one)
    return list(found.values())


Asked = tuple[Formula, Iterable[Wrong], int]


def _sizes(row: Row | None) -> Iterator[Asked]:
    """Each axis of the output that was worked out."""
    for axis in step(row).axes if row is not None else ():
        yield axis.formula, wrong_sizes(axis.formula.expression), axis.index


def _counts(summary: Summary, row: Row | None, asked: str) -> Iterator[Asked]:
    yield (*(_of_model(summary, asked) if row is None else _of_layer(row, asked)), 0)


def _of_layer(row: Row, asked: str) -> tuple[Formula, Iterable[Wrong]]:
    counted = step(row)
    whole = counted.params or _NOTHING
    parts = {"trainable": counted.trainable or _NOTHING, "non-trainable": counted.non_trainable or _NOTHING}
    if asked == "params":
        return whole, wrong_counts(row, row.weights)
    kept = [one for one in row.weights if (one.trainable and row.trainable) is (asked == "trainable")]
    other = parts["trainable" if asked == "non-trainable" else "non-trainable"]
    others = [Wrong(other, say(_OTHERS))] if other.value else []
    return parts[asked], (Wrong(whole, say(_ALL)), *others, *wrong_counts(row, kept))


def _of_model(summary: Summary, asked: str) -> tuple[Formula, Iterable[Wrong]]:
    derivation = derive(summary)
    assert summary.total is not None
    assert summary.trainable is not None
    assert summary.non_trainable is not None
    totals = {"params": summary.total, "trainable": summary.trainable, "non-trainable": summary.non_trainable}
    sums = {"params": derivation.total, "trainable": derivation.trainable, "non-trainable": derivation.non_trainable}
    told, value = sums[asked], totals[asked].params
    right = told or Formula(Term("", value))
    if asked == "params":
        return right, _sums(summary)
    other = "trainable" if asked == "non-trainable" else "non-trainable"
    return right, (
        Wrong(Formula(Term("", totals["params"].params)), say(_ALL)),
        Wrong(Formula(Term("", totals[other].params)), say(_OTHERS)),
    )


def _sums(summary: Summary) -> Iterator[Wrong]:
    """The total, if the same mistake is made in every layer that gives occasion to it."""
    rows = [row for row in summary.counted() if row.weights]
    each = Formula(total(row.params.named("") for row in summary.layers if not row.level and row.params).expression)
    if summary.total is not None and each.value != summary.total.params:
        yield Wrong(each, say(_TWICE))
    for arrays, told in COUNTS:
        found = [(row, arrays(row, row.weights)) for row in rows]
        if any(changed is not None for _row, changed in found):
            yield Wrong(
                summed(
                    Formula(counted(row.weights if changed is None else tuple(changed)).expression)
                    for row, changed in found
                ),
                say(told),
            )
