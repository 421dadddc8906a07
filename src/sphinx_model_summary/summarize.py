"""The front door: a listing's text goes in, its summary comes out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from .headings import with_headings
from .layers import Declarations, Layer, declare
from .model import Model, summary_of
from .problems import Code, Problem, Refused, clipped, say
from .reading import Definitions, Function, Reading, Unknown, is_open, kind, read
from .shape import GivenShapes
from .summary import Row, Summary
from .vocabulary import KerasVocabulary, ModelValue, Session, behind, notices


def summarize(
    text: str,
    model: str | None = None,
    input_shape: GivenShapes | None = None,
    *,
    define: Definitions = "",
    expand_nested: bool = False,
    layers: Declarations | None = None,
) -> Summary:
    """What Keras's `model.summary()` would print for the model that a listing builds.

    The text is read, never run, and nothing that it holds makes this function raise: what is wrong is told in
    `problems` of the result.

    :param text: Python that builds a model, or a bare list of layer calls.
    :param model: which model: a name that the listing binds, or an expression over its names; by default the last
        one made.
    :param input_shape: the sizes of one example, without the batch, for a model that has no input of its own; for
        several inputs a list of such shapes, or a dict by name.
    :param define: values that only a run would know, by the expression as it stands in the listing; or the same as
        text, one a line: `len(words) = 5000`.
    :param expand_nested: whether the layers of nested models have rows of their own.
    :param layers: layers of packages that are not read here, declared by name: `arguments`, `input`, `weights`,
        `output_shape` and so on.
    """
    try:
        with _collector_held():
            return _summarize(text, model, input_shape, define, expand_nested, declare(layers or {}))
    except Refused as refused:
        return _failed([refused.at(0, 0)])
    except Exception as error:  # noqa: BLE001 - a defect of ours must not break an author's page
        message = say("the reader failed on this listing: {error}", error=f"{type(error).__name__}: {error}")
        return _failed([Problem(1, 1, Code.INTERNAL, message)])


@contextmanager
def _collector_held() -> Iterator[None]:
    """Python's garbage collector waits: it would look at a deep graph again and again while it grows.

    What a listing can leave behind in the meantime is bounded by the limits of its reading.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def _summarize(
    text: str,
    model: str | None,
    input_shape: GivenShapes | None,
    define: Definitions,
    expand_nested: bool,
    declared: Mapping[str, type[Layer]],
) -> Summary:
    session = Session()
    vocabulary = KerasVocabulary(session, declared)
    reading = read(text, vocabulary, define=define)
    found = _chosen(reading, model) if model else session.latest or vocabulary.from_loose(reading.loose)
    later: tuple[Problem, ...] = ()
    unused = [*map(_unused, reading.unused)]
    if input_shape is not None and isinstance(found, Model):
        unused += [_has_input(found)] if found.is_built else []
        vocabulary.supply_input(found, input_shape)
        later = reading.later()
    problems = tuple(dict.fromkeys((*reading.problems, *later, *session.problems, *session.refusals)))
    if isinstance(found, Problem):
        return _failed((*problems, found))
    if found is None:
        return _failed(problems or (_no_model(reading),))
    summary = summary_of(found, problems, expand_nested=expand_nested)
    summary = replace(summary, notices=(*summary.notices, *unused, *notices(session, text)))
    return with_headings(summary, text, reading.comments)


def _chosen(reading: Reading, expression: str) -> Model | Problem:
    """The model that an expression over the listing's names gives, or why it gives none."""
    try:
        value = reading.evaluate(expression)
    except Refused as refused:
        return refused.at(0, 0)
    value = behind(value)
    if isinstance(value, ModelValue):
        return value.operation
    if isinstance(value, Unknown):
        return value.problem
    models = sorted(name for name, bound in reading.names.items() if isinstance(behind(bound), ModelValue))
    hint = say("models of this listing: {names}", names=", ".join(models)) if models else say(
        "name a variable that holds a model, or a call that returns one"
    )  # fmt: skip
    expression = clipped(expression)
    message = say("'{expression}' is {value}, not a model of Keras", expression=expression, value=kind(value))
    if is_open(value):
        message = say("what '{expression}' is, only a run of the program would know", expression=expression)
    return Problem(0, 0, Code.NO_MODEL, message, hint)


def _unused(expression: str) -> Problem:
    message = say("the value of '{expression}' is not used", expression=expression)
    hint = say("the listing says itself what it is, or does not ask for it in these words")
    return Problem(0, 0, Code.OPTION, message, hint)


def _has_input(model: Model) -> Problem:
    message = say("the input shape is not used: model '{name}' has an input of its own", name=model.name)
    return Problem(0, 0, Code.OPTION, message, say("change it in the listing"))


def _no_model(reading: Reading) -> Problem:
    """Why there is no model: what failed while one was made, if that can be told."""
    names = dict(reversed(list(reading.names.items())))
    lost = [value.problem for value in names.values() if isinstance(value, Unknown) and value.origin != "bystander"]
    # A layer that was refused cannot be supplied as a value; the rest of what stands alone may be of no concern.
    values = [one.value for one in reading.loose]
    lost = [value.problem for value in values if isinstance(value, Unknown) and not value.expression] or lost
    if lost:
        return lost[0]
    empty = [name for name, value in names.items() if value is None]
    functions = [name for name, value in names.items() if isinstance(value, Function)]
    message = say("the listing makes no model")
    if empty and functions:
        message = say("the listing makes no model: '{name}' is None", name=empty[0])
        hint = say("a function that makes a model must end with 'return model'")
    elif functions:
        hint = say("call the function that makes it, as in model = {name}()", name=functions[0])
    else:
        hint = say("list the layers one a line, or make a keras.Sequential([…]) or keras.Model(inputs, outputs)")
    return Problem(1, 1, Code.NO_MODEL, message, hint)


def _failed(problems: Iterable[Problem]) -> Summary:
    found = tuple(dict.fromkeys(problems))
    first = found[0]
    return Summary("model", "Sequential", (Row("?", "?", None, line=first.line, problem=first),), found)
