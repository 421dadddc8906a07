"""A summary's numbers as arithmetic to show: symbols, numbers put in, value; no wording, no nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .shape import Shape
from .size import Expression, Operation, Size, Term, evaluate, grouped, product, total, written
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
    counted = _count_inside if is_model(row) else count
    parts = [Formula(counted(part)) if part else None for part in (trainable, fixed)]
    known = [part.expression for part in parts if part is not None]
    whole = Formula(known[0] if len(known) == 1 else _joined(known)) if known else None
    whole = Formula(_count_inside(row.weights)) if is_model(row) else whole
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


def _count_inside(weights: Iterable[Weight]) -> Expression:
    """The parameters of a model as a sum over the layers inside it."""
    return total(inside(weights).values()).expression


def count(weights: Iterable[Weight]) -> Expression:
    """The number of parameters in weights, written as a teacher would.

    Weights of equal shape are counted together, and what occurs equally often stands in one pair of parentheses:
    2 × (… + …). What all of them share as a first factor of their last axis (the gates of an LSTM) is taken out:
    gates × (… + …).
    """
    products = Counter(_factors(weight) for weight in weights)
    shared = _shared(tuple(products)) if len(products) > 1 else None
    alike: dict[int, list[Size]] = {}
    for one, times in products.items():
        alike.setdefault(times, []).append(_without(one, shared))
    factors = [Size(shared.value, shared)] if shared else []
    if len(alike) == 1:
        ((times, sizes),) = alike.items()
        return _multiplied([*([Size(times)] if times > 1 else []), *factors], total(sizes)).expression
    whole = total(_multiplied([Size(times)] if times > 1 else [], total(sizes)) for times, sizes in alike.items())
    return _multiplied(factors, whole).expression


Factors = tuple[tuple[Term | Operation, ...], int]


def _factors(weight: Weight) -> Factors:
    """The factors of a weight's count, and how many of the first belong together."""
    factors: list[Expression] = []
    window = 0
    for index, size in enumerate(weight.shape):
        expression = size.expression
        flat = isinstance(expression, Operation) and expression.sign == "*"
        factors.extend(expression.operands if isinstance(expression, Operation) and flat else (expression,))
        if index < weight.window:
            window = len(factors)
    return tuple(factors), window


def _shared(products: tuple[Factors, ...]) -> Term | None:
    """The named factor that occurs in every product and is no axis of its own, such as `gates`."""
    for factor in products[0][0] if products else ():
        if isinstance(factor, Term) and factor.name == "gates" and all(factor in one for one, _ in products):
            return factor
    return None


def _without(factors: Factors, shared: Term | None) -> Size:
    left, window = list(factors[0]), factors[1]
    if shared is not None:
        left.remove(shared)
    sizes = [Size(evaluate(factor), factor) for factor in left]
    if 1 < window < len(sizes):
        return product([grouped(product(sizes[:window])), *sizes[window:]])
    return product(sizes)


def _multiplied(factors: list[Size], size: Size) -> Size:
    if not factors:
        return size
    summed = isinstance(size.expression, Operation) and size.expression.sign == "+"
    return product([*factors, grouped(size) if summed else size])


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
