"""A summary's numbers as arithmetic to show: symbols, numbers put in, value; no wording, no nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .counting import counted
from .shape import Shape
from .size import Expression, Operation, Size, Term, evaluate, total, written
from .summary import Row, Summary, Total
from .weights import Weight


@dataclass(frozen=True, slots=True)
class Formula:
    """One calculation, ready to be written in words or in numbers."""

    expression: Expression

    @property
    def value(self) -> int:
        """What it comes to."""
        return evaluate(self.expression)

    def symbols(self, name: Callable[[str], str], number: Callable[[int], str] = str) -> str:
        """The formula in words; `name` gives the word for a term (`kernel_height`), `number` writes numbers."""
        return written(self.expression, lambda term: name(term.name) if term.name else number(term.value))

    def numbers(self, number: Callable[[int], str] = str) -> str:
        """The formula with the numbers put in; `number` writes each of them."""
        return written(self.expression, lambda term: number(term.value))

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to work out: a single number."""
        return isinstance(self.expression, Term)


@dataclass(frozen=True, slots=True)
class Axis:
    """How one axis of an output came about; `index` counts from the batch, 0."""

    index: int
    formula: Formula


@dataclass(frozen=True, slots=True)
class Step:
    """The arithmetic of one row: all its parameters, the two parts of them, and the axes that were worked out."""

    row: Row
    params: Formula | None
    trainable: Formula | None
    non_trainable: Formula | None
    axes: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one layer type, in order; `formulas` are the different ways in which their counts are made."""

    type: str
    steps: tuple[Step, ...]
    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """All arithmetic of a summary; a sum is None where the summary has no totals, or where layers share weights."""

    groups: tuple[Group, ...]
    total: Formula | None
    trainable: Formula | None
    non_trainable: Formula | None


def derive(summary: Summary) -> Derivation:
    """The arithmetic behind every number of a summary."""
    steps = [step(row) for row in summary.layers if not row.repeated and not row.problem]
    types = dict.fromkeys(one.row.type for one in steps)
    groups = tuple(group(name, tuple(one for one in steps if one.row.type == name)) for name in types)
    counted = [one for one in steps if not one.row.level]
    return Derivation(
        groups,
        _sum((one.params for one in counted), summary.total),
        _sum((one.trainable for one in counted), summary.trainable),
        _sum((one.non_trainable for one in counted), summary.non_trainable),
    )


def group(name: str, steps: tuple[Step, ...]) -> Group:
    """The rows of one type, with each distinct formula once."""
    distinct = {one.params.symbols(str): one.params for one in steps if one.params is not None}
    return Group(name, steps, tuple(distinct.values()))


def step(row: Row) -> Step:
    """The arithmetic of one row."""
    trainable = [weight for weight in row.weights if weight.trainable and row.trainable]
    fixed = [weight for weight in row.weights if not (weight.trainable and row.trainable)]
    count = _count_inside if is_model(row) else counted
    parts = [Formula(count(part).expression) if part else None for part in (trainable, fixed)]
    known = [part.expression for part in parts if part is not None]
    whole = Formula(known[0] if len(known) == 1 else _joined(known)) if known else None
    whole = Formula(_count_inside(row.weights).expression) if is_model(row) else whole
    return Step(row, whole, parts[0], parts[1], tuple(_axes(row)))


def is_model(row: Row) -> bool:
    """Whether a row stands for a model with weights, used as a layer."""
    return row.layer is None and bool(row.weights)


def inside(weights: Iterable[Weight]) -> dict[str, int]:
    """How many parameters each layer inside a model has, of those in the weights."""
    counts: dict[str, int] = {}
    for weight in weights:
        name = weight.name.partition("/")[0]
        counts[name] = counts.get(name, 0) + int(weight.count)
    return counts


def _count_inside(weights: Iterable[Weight]) -> Size:
    """The parameters of a model as a sum over the layers inside it."""
    return total(inside(weights).values())


def _joined(expressions: list[Expression]) -> Expression:
    return total(Size(evaluate(one), one) for one in expressions).expression


def _sum(parts: Iterable[Formula | None], whole: Total | None) -> Formula | None:
    """What the layers have, added up, if that is the whole."""
    added = Formula(total(part.value for part in parts if part is not None and part.value).expression)
    return added if whole is not None and added.value == whole.params else None


def _axes(row: Row) -> Iterable[Axis]:
    if isinstance(row.output, Shape):
        for index, size in enumerate(row.output):
            if size is not None and isinstance(size.expression, Operation):
                yield Axis(index, Formula(size.expression))
