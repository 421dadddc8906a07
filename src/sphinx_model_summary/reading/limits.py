"""How much a listing may ask for before reading stops."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..problems import Text


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that keep a page quick to build, whatever the listing says."""

    #: Characters of the listing itself.
    text: int = 500_000
    #: Work: an expression, a statement and an element of a sequence each cost one step.
    steps: int = 900_000
    #: What one call into the vocabulary costs, in steps.
    call: int = 25
    #: Rounds of one loop.
    rounds: int = 50_000
    #: Calls of the listing's own functions inside one another.
    depth: int = 64
    #: Bits of an integer.
    bits: int = 8_192
    #: Elements of a sequence, a set or a dictionary.
    length: int = 100_000
    #: Characters of a string.
    characters: int = 250_000


class Exhausted(Exception):  # noqa: N818 - an answer, not a defect
    """Raised when a limit is reached; the innermost node that is left on the way up is the place to show."""

    def __init__(self, message: Text, node: ast.AST | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.node = node
