"""What the notes say about one layer or one type of layers, as plain strings."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..derivation import Formula, Step, inside, is_model
from ..layers import Layer
from ..problems import Text
from ..shape import Shape
from ..size import Operation, Term, terms
from ..summary import Row, shown
from .formulas import equation, sum_of, term_names
from .words import Words

_MOST_WEIGHTS = 16
_MOST_INSIDE = 8
_AXIS = re.compile("_(?:depth|height|width|length)$")


def layers(count: int, _: Words) -> str:
    """How many layers there are."""
    return _("1 layer") if count == 1 else _("{count} layers", count=_.number(count))


def result(step: Step, _: Words) -> str:
    """A layer's parameters as arithmetic; those of a model are a sum over the layers inside it."""
    if is_model(step.row):
        counts = list(inside(step.row.weights).values())
        whole = _.number(sum(counts))
        return sum_of(f"{addends(counts, _)} = {whole}", _) if len(counts) > 1 else whole
    return equation(step.params, _) if step.params is not None else ""


def remark(step: Step) -> Text | None:
    """What the arguments of this one layer bring about."""
    row = step.row
    return row.layer.remark_on(row.input) if row.layer is not None and row.input is not None else None


def wrapped(layer: Layer) -> Iterator[type[Layer]]:
    """The types of the layers that a layer holds, and of those that these hold."""
    for inner in _held(layer):
        yield type(inner)
        yield from wrapped(inner)


def _held(layer: Layer | None) -> Iterator[Layer]:
    for argument in type(layer).arguments() if layer is not None else ():
        yield from _layers_in(getattr(layer, argument.field))


def _layers_in(value: Any) -> Iterator[Layer]:
    for one in value if isinstance(value, tuple) else (value,):
        inner = getattr(one, "layer", None)
        if isinstance(inner, Layer):
            yield inner


def tasks(layer: Layer, types: Container[str]) -> dict[str, str]:
    """What each weight of a layer is there for; those of the layers that it holds, unless `types` tells of them."""
    strange = [inner for inner in wrapped(layer) if inner.__name__ not in types]
    return {name: task for one in (*strange, type(layer)) for name, task in one.about_weights.items()}


def uses(row: Row) -> int:
    """How often a layer with weights is called in its model."""
    given = len(row.input) if isinstance(row.input, tuple) and not isinstance(row.input, Shape) else 1
    return len(row.connected_to) // given if row.weights and given else 1


def comparison(steps: Sequence[Step], _: Words) -> dict[str, str]:
    """For the first layer that differs from the one before only by more that comes in: by how much, under its key."""
    for before, step in pairwise(steps):
        old, new = _named_terms(before), _named_terms(step)
        if list(old) != list(new) or before.row.weights == step.row.weights:
            continue
        (name, *others) = [name for name in new if old[name] != new[name]] or [""]
        if name in _INCOMING and not others and new[name] > old[name]:
            return {
                step.row.key: _(
                    "It differs from {layer} only in its {term}: {new} instead of {old}.",
                    layer=before.row.name, term=_.term(name), new=_.number(new[name]), old=_.number(old[name]),
                )
            }  # fmt: skip
    return {}


def _named_terms(step: Step) -> dict[str, int]:
    """The numbers that a layer's count is made of, by their names."""
    return {} if step.params is None else {one.name: one.value for one in terms(step.params.expression) if one.name}


#: What the last axis of an input is called in formulas.
_INCOMING = ("inputs", "input_channels", "features")
_MOST_ADDED = 6


def _incoming(step: Step, term: Term, _: Words) -> str:
    """The size of what comes in, with the arithmetic that gave it: a Flatten's product, two directions, a join."""
    given, shape = _.number(term.value), step.row.input
    if term.name not in _INCOMING or not isinstance(shape, Shape) or _is_channels_first(step.row.layer):
        return given
    size = shape.last
    if size is None or size != term.value or not isinstance(size.expression, Operation):
        return given
    return equation(Formula(size.expression), _) if len(list(terms(size.expression))) <= _MOST_ADDED else given


def _is_channels_first(layer: Layer | None) -> bool:
    return getattr(layer, "data_format", None) == "channels_first"


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


def explained(layer: Layer | None) -> Iterator[str]:
    """The arguments whose meaning is told: those with a value to tell, and strides that follow the window."""
    yield from settings(layer)
    if getattr(layer, "strides", 1) is None:
        yield "strides"


def setting(value: Any) -> str:
    """The value of an argument as its author would write it; one number for equal ones."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return setting(value[0]) if len(set(value)) == 1 else f"({', '.join(map(setting, value))})"
    return str(value)


def written_arguments(layer: Layer | None) -> str:
    """A layer's arguments as its author would write them, with the layers that it holds."""
    held = []
    for argument in type(layer).arguments() if layer is not None else ():
        value = getattr(layer, argument.field)
        inner = ", ".join(f"{type(one).__name__}({written_arguments(one)})" for one in _layers_in(value))
        held += [f"[{inner}]" if isinstance(value, tuple) else inner] if inner else []
    return ", ".join([*held, *(f"{name}={setting(value)}" for name, value in settings(layer).items())])


def _amount(value: Any, _: Words) -> str:
    """The value of an argument as a number in a sentence."""
    if isinstance(value, tuple) and len(set(value)) == 1:
        return _amount(value[0], _)
    return _.number(value) if isinstance(value, int) and not isinstance(value, bool) else setting(value)


def values(step: Step, shared: Iterable[str], _: Words) -> str:
    """What the terms of a layer's formulas are, and its further arguments but those that all its type shares.

    For a model used as a layer: how many parameters each layer inside it has.
    """
    if is_model(step.row):
        return _inside_in_words(step.row, _)
    given = settings(step.row.layer)
    owner = {term: name for name, value in given.items() for term in term_names(value)}
    found: dict[tuple[str, str], list[str]] = {}
    for term in _terms(step):
        if term.name in owner:
            name = owner[term.name]
            found[name, _amount(given[name], _)] = [_label(name, given[name], _)]
        elif term.name:
            # Height and width are told in one go where they are equal.
            labels = found.setdefault((_AXIS.sub("", term.name), _incoming(step, term, _)), [])
            labels += [] if _.term(term.name) in labels else [_.term(term.name)]
    for name, value in given.items():
        if name not in shared:
            found.setdefault((name, _amount(value, _)), [name])
    return _.comma.join(f"{' = '.join(labels)} = {value}" for (_name, value), labels in found.items())


def _label(name: str, value: Any, _: Words) -> str:
    """An argument's name, beside the word that formulas have for it where that is another one."""
    words = [_.term(term) for term in term_names(value) if term] if not isinstance(value, tuple) else []
    return f"{words[0]} ({name})" if words and words[0].replace(" ", "_") != name else name


def shared_settings(steps: Sequence[Step]) -> dict[str, Any]:
    """The arguments that all layers of a type have alike."""
    first, *others = [settings(step.row.layer) for step in steps]
    return {
        name: value for name, value in first.items() if all(one.get(name, _MISSING) == value for one in others)
    }  # fmt: skip


def weights(step: Step) -> str:
    """A layer's weights with their shapes, those of one shape together; nothing where they are too many to read."""
    if len(step.row.weights) > _MOST_WEIGHTS or is_model(step.row):
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
    equations = _.comma.join(dict.fromkeys(equation(axis.formula, _) for axis in step.axes))
    shape = shown(step.row.output)
    if equations:
        return _("output shape {shape}: {equations}", shape=shape, equations=equations)
    return _("output shape {shape}", shape=shape)


#: The longest sum that is written addend by addend.
MOST_ADDENDS = 16


def addends(numbers: Sequence[int], _: Words, most: int = MOST_ADDENDS) -> str:
    """A sum; where it is long, equal addends are counted."""
    if len(numbers) <= most:
        return " + ".join(map(_.number, numbers))
    counted = {_.number(value): numbers.count(value) for value in numbers}
    return " + ".join(f"{_.number(n)} × {value}" if n > 1 else value for value, n in counted.items())


_MISSING = object()


def _inside_in_words(row: Row, _: Words) -> str:
    """How many parameters each layer inside a model has, of many the largest."""
    counts = sorted(inside(row.weights).items(), key=lambda one: -one[1])
    if len(counts) <= _MOST_INSIDE:
        counts = list(inside(row.weights).items())
    shown = [f"{name} = {_.number(count)}" for name, count in counts[:_MOST_INSIDE]]
    return _.comma.join([*shown, *(["…"] if len(counts) > _MOST_INSIDE else [])])


def _terms(step: Step) -> Iterator[Term]:
    if step.params is not None:
        yield from terms(step.params.expression)
    for axis in step.axes:
        yield from terms(axis.formula.expression)
    for size in step.row.output if isinstance(step.row.output, Shape) else ():
        if size is not None and isinstance(size.expression, Term) and size.expression.name.startswith("input_"):
            yield size.expression


def _is_sized(value: Any) -> bool:
    """Whether a value stands in formulas under names of its own, one for each axis: the size of a window."""
    return isinstance(value, tuple) and len(list(term_names(value))) > 0 and max(map(int, value)) > 1


def _is_simple(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(_is_simple(one) for one in value)
    return isinstance(value, (bool, int, float, str))
