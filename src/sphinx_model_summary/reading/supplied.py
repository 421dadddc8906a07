"""Values that an author supplies beside the listing, because only a run of the program would know them."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..problems import Code, Problem, Text, clipped, say

#: What can be supplied: a name, or what a listing asks of one, such as `x_train.shape[1:]` and `len(words)`.
ASKED = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)

Definitions = str | Mapping[str, object]


@dataclass(slots=True)
class Supplied:
    """Literals by the expression, in Python's own spelling, that each of them stands for; and what is wrong."""

    values: dict[str, ast.expr] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, definitions: Definitions) -> Supplied:
        """Definitions, one a line: an expression as it stands in the listing, an equals sign, a literal."""
        lines = (
            definitions.splitlines()
            if isinstance(definitions, str)
            else [f"{name} = {value!r}" for name, value in definitions.items()]
        )
        supplied = cls()
        for line in map(str.strip, lines):
            if line and not line.startswith("#"):
                supplied._add(line)
        return supplied

    @property
    def unused(self) -> tuple[str, ...]:
        """The expressions that the listing never asked for, or that it settles itself."""
        return tuple(name for name in self.values if name not in self.used)

    def _add(self, line: str) -> None:
        for left, value in _readings(line):
            if isinstance(left, ASKED):
                name = ast.unparse(left)
                if not _is_literal(value):
                    self._refuse(
                        say("the value of '{name}' must be a literal", name=name),
                        say("numbers, strings, tuples, lists and dictionaries of them are literals"),
                    )
                elif name in self.values:
                    self._refuse(say("'{name}' is defined twice", name=name))
                else:
                    self.values[name] = value
                return
        self._refuse(
            say("'{line}' is no definition", line=clipped(line)),
            say("write an expression as it stands in the listing, and a literal: vocab_size = 20000"),
        )

    def _refuse(self, message: Text, hint: Text | None = None) -> None:
        self.problems.append(Problem(0, 0, Code.OPTION, message, hint))


def _readings(line: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """What stands left and right of an equals sign, wherever both are expressions."""
    for place, letter in enumerate(line):
        if letter == "=":
            left, value = _parsed(line[:place]), _parsed(line[place + 1 :])
            if left is not None and value is not None:
                yield left, value


def _parsed(text: str) -> ast.expr | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False
    return True
