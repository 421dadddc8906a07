"""What goes wrong in a listing, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from itertools import islice
from typing import Any


def mark(text: str) -> str:
    """Mark an English text for the catalogues of translations; it is looked up where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that can be translated: a template, and the values that go into it."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.fill(self.template)

    def fill(self, template: str) -> str:
        """Put the values into this template, or into a translation of it."""
        return template.format(**{name: str(value) for name, value in self.values})


def say(template: str, **values: object) -> Text:
    """A sentence for the author or the reader; `say("… {name} …", name=…)` is found by the message extractor."""
    plain = {name: str(value) if isinstance(value, (list, dict, set)) else value for name, value in values.items()}
    return Text(template, tuple(plain.items()))


def shown(value: object) -> Text | str:
    """A value of the listing as its author would write it, cut to a bearable length."""
    if value is ...:
        return "..."
    if not isinstance(value, (int, float, str, bytes, tuple, list, dict, set, type(None))):
        return say("that")
    return clipped(_written(value, 4))


def _written(value: object, levels: int) -> str:
    """A value in Python, with dots for what lies too deep or is none that could be written out."""
    if isinstance(value, (tuple, list)) and levels:
        inner = ", ".join(_written(one, levels - 1) for one in value[:60])
        return f"[{inner}]" if isinstance(value, list) else f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, dict) and levels:
        pairs = islice(value.items(), 60)
        return f"{{{', '.join(f'{_written(key, 0)}: {_written(one, levels - 1)}' for key, one in pairs)}}}"
    return repr(value) if isinstance(value, (int, float, str, bytes, set, type(None))) else "..."


def clipped(text: str) -> str:
    """What an author wrote, cut to a bearable length."""
    return text if len(text) <= 60 else text[:57] + "…"


def listed(parts: Iterable[Text | str]) -> Text | str:
    """Texts in a row, with what a language puts between them."""
    return reduce(lambda before, part: say("{item}, {next}", item=before, next=part), parts)


class Code(StrEnum):
    """Each kind of problem: its value is the subtype of the warning, `about` explains it in the documentation."""

    about: str

    def __new__(cls, value: str, about: str) -> Code:
        code = str.__new__(cls, value)
        code._value_ = value
        code.about = about
        return code

    SYNTAX = "syntax", "The listing is not Python that can be parsed."
    UNSUPPORTED = "unsupported", "The listing uses a part of Python that is not read here."
    UNKNOWN_NAME = "unknown_name", "A name that nothing in the listing defines: misspelt, or made by a cell not shown."
    UNKNOWN_VALUE = (
        "unknown_value",
        "A value that only a run of the program knows, such as the size of a data set.",
    )
    UNKNOWN_LAYER = "unknown_layer", "Keras has no such layer or function."
    UNSUPPORTED_LAYER = "unsupported_layer", "The layer exists, but its numbers cannot be known from the listing."
    MISSING_ARGUMENT = "missing_argument", "A layer was made without an argument that it requires."
    UNKNOWN_ARGUMENT = "unknown_argument", "A layer was given an argument that it does not have."
    INVALID_ARGUMENT = "invalid_argument", "An argument has a value that Keras refuses."
    INVALID_INPUT = "invalid_input", "The shape that comes in does not fit the layer."
    INVALID_MODEL = "invalid_model", "The layers do not make a model: names used twice, inputs and outputs not joined."
    INVALID_OPERATION = "invalid_operation", "A Python operation that would fail when the program runs."
    LEGACY = "legacy", "A spelling of Keras 1 or 2 that Keras 3 refuses; it is read as it was meant."
    NO_INPUT_SHAPE = "no_input_shape", "Nothing says what shape the input has."
    NO_MODEL = "no_model", "The listing makes no model, or not the one asked for."
    NO_LISTING = "no_listing", "The directive holds no listing, or its file cannot be read."
    UNKNOWN_MODEL = (
        "unknown_model",
        "A page speaks of a model or a layer that no page shows, or of a value that is not known.",
    )
    DUPLICATE_MODEL = "duplicate_model", "Two models of the site have the same name; the first page keeps it."
    OPTION = "option", "An option of the directive has a value that it does not know."
    EXPECT = "expect", "The total is not the one that the page expects."
    RECORDED = "recorded", "The listing does not give what Keras printed once."
    UNREADABLE = "unreadable", "The text that Keras printed cannot be read."
    LIMIT = "limit", "The listing is larger, or would run longer, than a page should."
    INTERNAL = "internal", "A defect of the reader itself; the rest of the page is not affected."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it stands in the listing (line and column from 1), and what to do about it."""

    line: int
    column: int
    code: Code
    message: Text
    #: What is told twice, with two ways out, is still one problem.
    hint: Text | None = field(default=None, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The problem as JSON-ready values."""
        return {
            "line": self.line,
            "column": self.column,
            "code": str(self.code),
            "message": str(self.message),
            "hint": None if self.hint is None else str(self.hint),
        }


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a defect
    """Raised where an operation cannot be done; the reader adds the place and turns it into a `Problem`."""

    def __init__(self, code: Code, message: Text, hint: Text | None = None) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.hint = hint

    def at(self, line: int, column: int) -> Problem:
        """The problem, with the place where it arose (line and column from 1)."""
        return Problem(line, column, self.code, self.message, self.hint)


class Carried(Refused):
    """A refusal that already is a problem, with a place of its own: an unknown value was needed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code, problem.message, problem.hint)
        self.problem = problem

    def at(self, line: int, column: int) -> Problem:
        """The problem, at the place where it arose."""
        return self.problem
