"""`Size`: a whole number that remembers how it was worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, SupportsIndex

Sign = Literal["+", "-", "*", "//", "ceil", "max", "group"]


@dataclass(frozen=True, slots=True)
class Term:
    """A leaf of an expression: a number, and the name of what it counts (empty for a plain number)."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An inner node: `//` and `ceil` divide and round down or up, `group` is a pair of parentheses worth showing."""

    sign: Sign
    operands: tuple[Expression, ...]


Expression = Term | Operation


class Size(int):
    """A count or a length, with the expression that gave it.

    `+ - * //` with another `Size` or `int` give a `Size`; any other operation gives a plain number and forgets.
    """

    #: How it was worked out; of a leaf only the name, until somebody asks.
    _origin: str | Expression

    def __new__(cls, value: int, name: str | Expression = "") -> Size:
        size = super().__new__(cls, value)
        size._origin = name
        return size

    @property
    def expression(self) -> Expression:
        """How the number was worked out."""
        if isinstance(self._origin, str):
            self._origin = Term(self._origin, int(self))
        return self._origin

    def named(self, name: str) -> Size:
        """The same number as a leaf of its own, forgetting how it came about."""
        return Size(int(self), name)

    def __reduce__(self) -> tuple[type[Size], tuple[int, Expression]]:
        return Size, (int(self), self.expression)

    def __repr__(self) -> str:
        return int.__repr__(self)

    __str__ = __repr__

    def __add__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return self if other == 0 and not _is_named(other) else _joined("+", int(self) + int(other), self, other)

    def __radd__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return self if other == 0 and not _is_named(other) else _joined("+", int(other) + int(self), other, self)

    def __sub__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return self if other == 0 else _step("-", int(self) - int(other), self, other)

    def __rsub__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return _step("-", int(other) - int(self), other, self)

    def __mul__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return _joined("*", int(self) * int(other), self, other)

    def __rmul__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return _joined("*", int(other) * int(self), other, self)

    def __floordiv__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return self if other == 1 else _step("//", int(self) // int(other), self, other)

    def __rfloordiv__(self, other: int) -> Size:
        if not isinstance(other, int):
            return NotImplemented
        return _step("//", int(other) // int(self), other, self)

    def ceil_div(self, other: int) -> Size:
        """The quotient, rounded up."""
        return self if other == 1 else _step("ceil", -(-int(self) // int(other)), self, other)

    def at_least(self, other: int) -> Size:
        """The larger of the two."""
        return _step("max", max(int(self), int(other)), self, other)


def _is_named(value: int) -> bool:
    return isinstance(value, Size) and value.expression != Term("", int(value))


def expression_of(value: int) -> Expression:
    """The expression of a `Size`; a plain number is its own leaf."""
    return value.expression if isinstance(value, Size) else Term("", int(value))


def _step(sign: Sign, value: int, *operands: SupportsIndex) -> Size:
    return Size(value, Operation(sign, tuple(expression_of(int(o) if not isinstance(o, int) else o) for o in operands)))


def _joined(sign: Literal["+", "*"], value: int, left: int, right: int) -> Size:
    """A sum or product; one that continues another is kept flat."""
    first, last = expression_of(left), expression_of(right)
    operands = first.operands if isinstance(first, Operation) and first.sign == sign else (first,)
    more = last.operands if isinstance(last, Operation) and last.sign == sign else (last,)
    return Size(value, Operation(sign, (*operands, *more)))


def grouped(size: Size) -> Size:
    """The same number; its formula is worth a pair of parentheses inside a longer one."""
    if isinstance(size.expression, Term):
        return size
    return Size(int(size), Operation("group", (size.expression,)))


def product(sizes: Iterable[int]) -> Size:
    """The product of sizes; that of none is 1."""
    result: Size | None = None
    for size in sizes:
        result = (size if isinstance(size, Size) else Size(size)) if result is None else result * size
    return Size(1) if result is None else result


def total(sizes: Iterable[int]) -> Size:
    """The sum of sizes; that of none is 0."""
    result: Size | None = None
    for size in sizes:
        result = (size if isinstance(size, Size) else Size(size)) if result is None else _plus(result, size)
    return Size(0) if result is None else result


def _plus(left: Size, right: int) -> Size:
    return _joined("+", int(left) + int(right), left, right)


def evaluate(expression: Expression) -> int:
    """What an expression is worth."""
    if isinstance(expression, Term):
        return expression.value
    first, *others = map(evaluate, expression.operands)
    for other in others:
        first = _ARITHMETIC[expression.sign](first, other)
    return first


_ARITHMETIC: dict[Sign, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "ceil": lambda a, b: -(-a // b),
    "max": max,
}


def terms(expression: Expression) -> Iterator[Term]:
    """The leaves of an expression, from left to right."""
    if isinstance(expression, Term):
        yield expression
    else:
        for operand in expression.operands:
            yield from terms(operand)


_STRENGTH = {"+": 1, "-": 1, "*": 2, "//": 2}


def written(expression: Expression, leaf: Callable[[Term], str]) -> str:
    """An expression as one writes it by hand; `leaf` gives the text of each term.

    Divisions that do not come out even stand in floor (⌊ ⌋) or ceiling (⌈ ⌉) brackets.
    """
    return _written(expression, leaf, 0)


def _written(expression: Expression, leaf: Callable[[Term], str], around: int) -> str:
    if isinstance(expression, Term):
        text = leaf(expression)
        return f"({text})" if around and expression.value < 0 and text.startswith(("-", "−")) else text
    sign, operands = expression.sign, expression.operands
    if sign == "group":
        return _written(operands[0], leaf, 0) if not around else f"({_written(operands[0], leaf, 0)})"
    if sign == "max":
        return f"max({', '.join(_written(operand, leaf, 0) for operand in operands)})"
    if sign in ("//", "ceil"):
        quotient = f"{_written(operands[0], leaf, 2)} ÷ {_written(operands[1], leaf, 3)}"
        if evaluate(operands[0]) % evaluate(operands[1]) or around == 3:
            return f"⌊{quotient}⌋" if sign == "//" else f"⌈{quotient}⌉"
        return f"({quotient})" if around >= 2 else quotient
    strength = _STRENGTH[sign]
    last = strength + 1 if sign == "-" else strength
    parts = [_written(operands[0], leaf, strength), *(_written(operand, leaf, last) for operand in operands[1:])]
    text = {"+": " + ", "-": " − ", "*": " × "}[sign].join(parts)
    return f"({text})" if around > strength else text
