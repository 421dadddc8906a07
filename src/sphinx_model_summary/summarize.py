"""The front door: a listing's text goes in, its summary comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .headings import with_headings
from .model import Model, summary_of
from .problems import Code, Problem, Refused, say
from .reading import Definitions, Reading, Unknown, read
from .shape import GivenShapes
from .summary import Row, Summary
from .vocabulary import KerasVocabulary, ModelValue, Session, behind


def summarize(
    text: str,
    model: str | None = None,
    input_shape: GivenShapes | None = None,
    *,
    define: Definitions = "",
    expand_nested: bool = False,
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
    """
    try:
        return _summarize(text, model, input_shape, define, expand_nested)
    except Exception as error:  # noqa: BLE001 - a defect of ours must not break an author's page
        message = say("the reader failed on this listing: {error}", error=f"{type(error).__name__}: {error}")
        return _failed([Problem(1, 1, Code.INTERNAL, message)])


def _summarize(
    text: str, model: str | None, input_shape: GivenShapes | None, define: Definitions, expand_nested: bool
) -> Summary:
    session = Session()
    vocabulary = KerasVocabulary(session)
    reading = read(text, vocabulary, define=define)
    found = _chosen(reading, model) if model else session.latest or vocabulary.from_loose(reading.loose)
    later: tuple[Problem, ...] = ()
    if input_shape is not None and isinstance(found, Model):
        vocabulary.supply_input(found, input_shape)
        later = reading.later()
    problems = tuple(dict.fromkeys((*reading.problems, *later, *session.problems)))
    if isinstance(found, Problem):
        return _failed((*problems, found))
    if found is None:
        return _failed(problems or (_no_model(),))
    summary = summary_of(found, problems, expand_nested=expand_nested)
    summary = replace(summary, notices=tuple(map(_unused, reading.unused)))
    return with_headings(summary, text, reading.comments)


def _chosen(reading: Reading, expression: str) -> Model | Problem:
    """The model that an expression over the listing's names gives, or why it gives none."""
    try:
        value = reading.evaluate(expression)
    except Refused as refused:
        return refused.at(1, 1)
    value = behind(value)
    if isinstance(value, ModelValue):
        return value.operation
    if isinstance(value, Unknown):
        return value.problem
    models = sorted(name for name, bound in reading.names.items() if isinstance(behind(bound), ModelValue))
    hint = say("models of this listing: {names}", names=", ".join(models)) if models else say(
        "name a variable that holds a model, or a call that returns one"
    )  # fmt: skip
    return Problem(1, 1, Code.NO_MODEL, say("'{expression}' is not a model", expression=expression), hint)


def _unused(expression: str) -> Problem:
    message = say("the value of '{expression}' is not used", expression=expression)
    hint = say("the listing says itself what it is, or does not ask for it in these words")
    return Problem(0, 0, Code.OPTION, message, hint)


def _no_model() -> Problem:
    return Problem(
        1, 1, Code.NO_MODEL, say("the listing makes no model"),
        say("list the layers one a line, or make a keras.Sequential([…]) or keras.Model(inputs, outputs)"),
    )  # fmt: skip


def _failed(problems: Iterable[Problem]) -> Summary:
    found = tuple(dict.fromkeys(problems))
    first = found[0]
    return Summary("model", "Sequential", (Row("?", "?", None, line=first.line, problem=first),), found)
