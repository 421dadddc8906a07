"""Where the numbers of a summary come from, under the names that they have in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..derivation import Formula, Step, derive
from ..layers.terms import english
from ..size import terms
from ..summary import Summary

#: Formulas by the name of the number that they give: `params`, `output_shape[1]`.
Formulas = Mapping[str, Formula]


def formulas_of(summary: Summary) -> dict[str, Formulas]:
    """The formulas of each layer, by its key; a layer with nothing to work out has none."""
    steps = (step for group in derive(summary).groups for step in group.steps)
    return {step.row.key: dict(_formulas(step)) for step in steps}


def sums_of(summary: Summary) -> Formulas:
    """The totals as sums over the layers, as far as they are such sums."""
    derivation = derive(summary)
    sums = {
        "total_params": derivation.total,
        "trainable_params": derivation.trainable,
        "non_trainable_params": derivation.non_trainable,
    }
    return {name: formula for name, formula in sums.items() if formula is not None}


def _formulas(step: Step) -> Iterator[tuple[str, Formula]]:
    if step.params is not None:
        yield "params", step.params
    if step.trainable is not None and step.non_trainable is not None:
        yield "trainable_params", step.trainable
        yield "non_trainable_params", step.non_trainable
    for axis in step.axes:
        yield f"output_shape[{axis.index}]", axis.formula
    if step.row.layer is not None and step.row.macs:
        yield "macs", Formula(step.row.macs.expression)


def words(formula: Formula) -> str | None:
    """A formula in plain English words; None where it is made of nothing but numbers."""
    return formula.symbols(english) if any(term.name for term in terms(formula.expression)) else None


def equation(formula: Formula, sign: str = " = ") -> str:
    """A formula in words, with the numbers put in, and what it comes to; what says the same once."""
    parts = (words(formula), formula.numbers("{:,}".format), f"{formula.value:,}")
    return sign.join(dict.fromkeys(filter(None, parts)))


def arithmetic(summary: Summary) -> str:
    """The arithmetic of a summary, layer by layer, then that of the totals."""
    lines = []
    formulas = formulas_of(summary)
    for row in summary.layers:
        if formulas.get(row.key) and not row.repeated:
            lines += [f"{row.key} ({row.type})", *_lines(formulas[row.key], "  ")]
    return "\n".join([*lines, *_lines(sums_of(summary), "")])


def _lines(formulas: Formulas, indent: str) -> Iterator[str]:
    for name, formula in formulas.items():
        below = "\n" + " " * len(indent + name)
        yield f"{indent}{name} = {equation(formula, f'{below} = ')}"
