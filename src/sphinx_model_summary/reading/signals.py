"""How control leaves the usual path: statements that end early, exceptions, failures, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from ..problems import Code, Problem, Refused, Text
from .values import Unknown


class Jump(Enum):
    """The statements that leave a round of a loop."""

    BREAK = "break"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class Returned:
    """A `return`, with its value."""

    value: Any


@dataclass(frozen=True, slots=True)
class Doubt:
    """A `break` or `continue` that may or may not have happened: what the loop does from here on is not known."""

    unknown: Unknown


Signal = Jump | Returned | Doubt | None


class Spread(Exception):  # noqa: N818 - carries a value
    """Raised where a value is needed and is not known; the expression around it is that unknown."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown = unknown


class Failed(Refused):
    """An operation on Python's own values that raises when the program runs."""

    def __init__(self, exception: str, message: Text, hint: Text | None = None) -> None:
        super().__init__(Code.INVALID_OPERATION, message, hint)
        self.exception = exception


class Raised(Exception):  # noqa: N818 - the listing's exception, not ours
    """An exception of the listing on its way to a handler."""

    def __init__(self, value: Any, problem: Problem) -> None:
        super().__init__()
        self.value = value
        self.problem = problem
