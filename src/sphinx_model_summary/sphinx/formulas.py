"""Formulas in words and in numbers, as the notes write them: counts, output shapes, single axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..derivation import Formula, Group, Step, is_model
from ..shape import Shape
from ..size import Expression, Operation, Size, Term, terms
from ..tex import arithmetic, code, digits, tex, words
from ..weights import Weight
from . import mathematics
from .words import Words

_BRACKETS = str.maketrans("", "", "()⌊⌋⌈⌉")


def equation(formula: Formula, _: Words) -> str:
    """A formula with the numbers put in, and what it comes to."""
    if formula.is_plain:
        return _.number(formula.value)
    text = f"{formula.numbers(_.number)} = {_.number(formula.value)}"
    if not _.mathematics:
        return text
    left = tex(formula.expression, lambda term: digits(_.number(term.value)))
    return mathematics.formula(text, f"{left} = {digits(_.number(formula.value))}")


def in_words(expression: Expression, _: Words) -> str:
    """A formula in words."""
    return Formula(expression).symbols(_.term, _.number)


def line_in_words(expression: Expression, _: Words) -> str:
    """The same, for a line of its own."""
    text = in_words(expression, _)
    if not _.mathematics:
        return text
    return mathematics.formula(
        text, tex(expression, lambda term: words(_.term(term.name)) if term.name else digits(_.number(term.value)))
    )


def sum_of(text: str, _: Words) -> str:
    """A line of numbers and signs that is no single formula's."""
    return mathematics.formula(text, arithmetic(text)) if _.mathematics and " " in text else text


def counts_in_words(group: Group, _: Words) -> list[str]:
    """How the counts of a type's parameters are made, each different way once."""
    if is_model(group.steps[0].row):
        return []
    return _distinct(_count_in_words(step, _) for step in group.steps)


def _count_in_words(step: Step, _: Words) -> str:
    """How a layer's count is made; beside each part that counts several arrays of one shape, which they are."""
    if step.params is None or _anonymous(step.params):
        return ""
    parts = [part for part in (step.trainable, step.non_trainable) if part is not None]
    if len(parts) == 1:
        return line_in_words(step.params.expression, _) + _names(step.row.weights, _)
    kept = [[weight for weight in step.row.weights if weight.trainable is trained] for trained in (True, False)]
    if any(len({weight.shape for weight in weights}) > 1 for weights in kept):
        return line_in_words(step.params.expression, _)
    return " + ".join(
        line_in_words(part.expression, _) + _names(weights, _, least=1)
        for part, weights in zip(parts, kept, strict=True)
    )


def _names(weights: Sequence[Weight], _: Words, least: int = 2) -> str:
    """The names of arrays of one shape, in brackets; nothing where they are too few or too many to be told apart."""
    if len({weight.shape for weight in weights}) != 1 or not least <= len(weights) <= 5:
        return ""
    text = f" ({', '.join(weight.name for weight in weights)})"
    if not _.mathematics:
        return text
    return mathematics.formula(text, rf"\ ({', '.join(code(weight.name) for weight in weights)})")


def shapes_in_words(steps: Sequence[Step], _: Words) -> list[str]:
    """How the output shapes of a type come about, each different way once."""
    if keep_shapes(steps):
        return [_("input shape")]
    return _distinct(_shape_in_words(step.row.output, _) for step in steps if _is_one(step))


def keep_shapes(steps: Iterable[Step]) -> bool:
    """Whether what comes out of each of the layers has the shape of what goes in, and not by chance."""
    return all(
        step.row.input is not None
        and step.row.input == step.row.output
        and not (isinstance(step.row.output, Shape) and any(map(_is_worked_out, step.row.output)))
        for step in steps
    )


def _is_worked_out(size: Size | None) -> bool:
    """Whether an axis has a formula or a name to tell."""
    return size is not None and (isinstance(size.expression, Operation) or bool(size.expression.name))


def term_names(value: Any) -> Iterator[str]:
    """The names under which a size, or each of several, stands in formulas."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Size) and isinstance(one.expression, Term):
            yield one.expression.name


def _anonymous(formula: Formula) -> bool:
    return not any(term.name for term in terms(formula.expression))


def _is_one(step: Step) -> bool:
    return isinstance(step.row.output, Shape) and bool(step.row.output)


def _shape_in_words(output: Any, _: Words) -> str:
    """A shape in words, batch first; axes that nothing is said about are left as dots."""
    words = [_("batch")]
    for size in output[1:]:
        word = line_in_words(size.expression, _) if size is not None and _is_worked_out(size) else "…"
        if word != "…" or words[-1] != "…":
            words.append(word)
    return f"({', '.join(words)})" if any(word != "…" for word in words[1:]) else ""


def _distinct(texts: Iterable[str]) -> list[str]:
    """Each text once; of two that differ by brackets only, the one that rounds."""
    found: dict[str, str] = {}
    for text in texts:
        key = mathematics.plain(text).translate(_BRACKETS)
        if text and (key not in found or ("⌊" in text or "⌈" in text)):
            found[key] = text
    return list(found.values())
