"""What the notes say about one layer or one type of layers, as plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..derivation import Formula, Group, Step
from ..layers import Layer
from ..shape import Shape
from ..size import Expression, Operation, Size, Term, terms
from ..summary import Row, shown
from .words import Words

_MOST_WEIGHTS = 16
_AXIS = re.compile("_(?:depth|height|width|length)$")
_BRACKETS = str.maketrans("", "", "()⌊⌋⌈⌉")


def number(value: int) -> str:
    """A number as the notes write it."""
    return f"{value:,}"


def equation(formula: Formula) -> str:
    """A formula with the numbers put in, and what it comes to."""
    return number(formula.value) if formula.is_plain else f"{formula.numbers(number)} = {number(formula.value)}"


def in_words(expression: Expression, _: Words) -> str:
    """A formula in words."""
    return Formula(expression).symbols(_.term)


def formulas_in_words(group: Group, _: Words) -> list[str]:
    """How the counts of a type's parameters are made, each different way once."""
    if is_model(group.steps[0].row):
        return []
    return _distinct(in_words(formula.expression, _) for formula in group.formulas if not _anonymous(formula))


def shapes_in_words(steps: Sequence[Step], _: Words) -> list[str]:
    """How the output shapes of a type come about, each different way once; nothing where every shape stays."""
    if keep_shapes(steps):
        return []
    return _distinct(_shape_in_words(step.row.output, _) for step in steps if _is_one(step))


def is_model(row: Row) -> bool:
    """Whether a row stands for a model with weights, used as a layer."""
    return row.layer is None and bool(row.weights)


def result(step: Step) -> str:
    """A layer's parameters as arithmetic; those of a model are a sum over the layers inside it."""
    if is_model(step.row):
        counts = list(_inside(step.row).values())
        return f"{addends(counts)} = {number(sum(counts))}" if len(counts) > 1 else number(sum(counts))
    return equation(step.params) if step.params is not None else ""


def keep_shapes(steps: Iterable[Step]) -> bool:
    """Whether what comes out of each of the layers has the shape of what goes in."""
    return all(step.row.input is not None and step.row.input == step.row.output for step in steps)


#: Arguments that shape the output even where they are not written.
_ALWAYS = ("strides", "padding")


def settings(layer: Layer | None) -> dict[str, Any]:
    """The arguments of a layer that its author had to write, or wrote otherwise than the default, with their values."""
    if layer is None:
        return {}
    found = {}
    for argument in type(layer).arguments():
        value = getattr(layer, argument.name)
        counts = argument.required or value != argument.default or argument.name in _ALWAYS or _is_sized(value)
        if counts and not argument.inert and _is_simple(value):
            found[argument.name] = value
    return found


def setting(value: Any) -> str:
    """The value of an argument as its author would write it; one number for equal ones."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return setting(value[0]) if len(set(value)) == 1 else f"({', '.join(map(setting, value))})"
    return str(value)


def _amount(value: Any) -> str:
    """The value of an argument as a number in a sentence."""
    if isinstance(value, tuple) and len(set(value)) == 1:
        return _amount(value[0])
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else setting(value)


def values(step: Step, shared: Iterable[str], _: Words) -> str:
    """What the terms of a layer's formulas are, and its further arguments but those that all its type shares.

    For a model used as a layer: how many parameters each layer inside it has.
    """
    if is_model(step.row):
        return ", ".join(f"{name} = {number(count)}" for name, count in _inside(step.row).items())
    given = settings(step.row.layer)
    owner = {term: name for name, value in given.items() for term in term_names(value)}
    found: dict[tuple[str, str], list[str]] = {}
    for term in _terms(step):
        if term.name in owner:
            name = owner[term.name]
            found[name, _amount(given[name])] = [name]
        elif term.name:
            # Height and width are told in one go where they are equal.
            labels = found.setdefault((_AXIS.sub("", term.name), number(term.value)), [])
            labels += [] if _.term(term.name) in labels else [_.term(term.name)]
    for name, value in given.items():
        if name not in shared:
            found.setdefault((name, _amount(value)), [name])
    return ", ".join(f"{' = '.join(labels)} = {value}" for (_name, value), labels in found.items())


def shared_settings(steps: Sequence[Step]) -> dict[str, Any]:
    """The arguments that all layers of a type have alike."""
    first, *others = [settings(step.row.layer) for step in steps]
    return {
        name: value for name, value in first.items() if all(one.get(name, _MISSING) == value for one in others)
    }  # fmt: skip


def weights(step: Step) -> str:
    """A layer's weights with their shapes, those of one shape together; nothing where they are too many to read."""
    if len(step.row.weights) > _MOST_WEIGHTS:
        return ""
    alike: dict[str, list[str]] = {}
    for weight in step.row.weights:
        alike.setdefault(str(Shape(weight.shape)), []).append(weight.name)
    return ", ".join(f"{', '.join(names)} {shape}" for shape, names in alike.items())


#: The letters by which books call a weight.
_LETTERS = {"gamma": "γ", "beta": "β", "alpha": "α"}


def weight_name(name: str) -> str:
    """A weight's name in Keras, with the letter that books have for it."""
    letter = _LETTERS.get(name.rpartition("/")[2])
    return f"{name} ({letter})" if letter else name


def output(step: Step, _: Words) -> str:
    """The output shape, and how its axes were worked out, equal ones once."""
    equations = ", ".join(dict.fromkeys(equation(axis.formula) for axis in step.axes))
    shape = shown(step.row.output)
    if equations:
        return _("output shape {shape}: {equations}", shape=shape, equations=equations)
    return _("output shape {shape}", shape=shape)


def addends(numbers: Sequence[int], most: int = 16) -> str:
    """A sum; where it is long, equal addends are counted."""
    if len(numbers) <= most:
        return " + ".join(map(number, numbers))
    counted = {value: numbers.count(value) for value in numbers}
    return " + ".join(f"{n} × {number(value)}" if n > 1 else number(value) for value, n in counted.items())


_MISSING = object()


def _inside(row: Row) -> dict[str, int]:
    """How many parameters each layer inside a model has."""
    counts: dict[str, int] = {}
    for weight in row.weights:
        name = weight.name.partition("/")[0]
        counts[name] = counts.get(name, 0) + int(weight.count)
    return counts


def _terms(step: Step) -> Iterator[Term]:
    if step.params is not None:
        yield from terms(step.params.expression)
    for axis in step.axes:
        yield from terms(axis.formula.expression)


def term_names(value: Any) -> Iterator[str]:
    """The names under which a size, or each of several, stands in formulas."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Size) and isinstance(one.expression, Term):
            yield one.expression.name


def _is_sized(value: Any) -> bool:
    """Whether a value stands in formulas under names of its own, one for each axis: the size of a window."""
    return isinstance(value, tuple) and len(list(term_names(value))) > 0 and max(map(int, value)) > 1


def _is_simple(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(_is_simple(one) for one in value)
    return isinstance(value, (bool, int, float, str))


def _anonymous(formula: Formula) -> bool:
    return not any(term.name for term in terms(formula.expression))


def _is_one(step: Step) -> bool:
    return isinstance(step.row.output, Shape) and bool(step.row.output)


def _shape_in_words(output: Any, _: Words) -> str:
    """A shape in words, batch first; axes that nothing is said about are left as dots."""
    words = [_("batch")]
    for size in output[1:]:
        known = size is not None and (isinstance(size.expression, Operation) or size.expression.name)
        word = in_words(size.expression, _) if known else "…"
        if word != "…" or words[-1] != "…":
            words.append(word)
    return f"({', '.join(words)})" if any(word != "…" for word in words[1:]) else ""


def _distinct(texts: Iterable[str]) -> list[str]:
    """Each text once; of two that differ by brackets only, the one that rounds."""
    found: dict[str, str] = {}
    for text in texts:
        key = text.translate(_BRACKETS)
        if text and (key not in found or ("⌊" in text or "⌈" in text)):
            found[key] = text
    return list(found.values())
