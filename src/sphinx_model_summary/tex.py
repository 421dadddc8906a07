"""Formulas as LaTeX, for pages that set mathematics: a writer beside that of `size`, of the same expressions."""

from __future__ import annotations

import re
from collections.abc import Callable

from .size import Expression, Term, evaluate

#: What LaTeX reads as commands.
_SPECIAL = re.compile(r"([#$%&_{}])")
_BRACKETS = {"//": (r"\left\lfloor", r"\right\rfloor"), "ceil": (r"\left\lceil", r"\right\rceil")}
_SIGNS = {"+": "\n+ ", "-": " - ", "*": r" \times "}
_STRENGTH = {"+": 1, "-": 1, "*": 2}


def tex(expression: Expression, leaf: Callable[[Term], str]) -> str:
    """An expression in LaTeX; `leaf` gives that of each term.

    Divisions are fractions, in floor or ceiling brackets where they do not come out even. Lines end where a formula
    may be broken: before the addends of a sum.
    """
    return _tex(expression, leaf, 0)


def _tex(expression: Expression, leaf: Callable[[Term], str], around: int) -> str:
    if isinstance(expression, Term):
        return _enclosed(leaf(expression)) if around and expression.value < 0 else leaf(expression)
    sign, operands = expression.sign, expression.operands
    if sign == "group":
        return _enclosed(_tex(operands[0], leaf, 0)) if around else _tex(operands[0], leaf, 0)
    if sign == "max":
        return rf"\max{_enclosed(', '.join(_tex(operand, leaf, 0) for operand in operands))}"
    if sign in _BRACKETS:
        above, below = (_tex(operand, leaf, 0) for operand in operands)
        fraction, (opening, closing) = _whole(rf"\frac{{{above}}}{{{below}}}"), _BRACKETS[sign]
        return f"{opening} {fraction} {closing}" if evaluate(operands[0]) % evaluate(operands[1]) else fraction
    strength = _STRENGTH[sign]
    last = strength + 1 if sign == "-" else strength
    parts = [_tex(operands[0], leaf, strength), *(_tex(operand, leaf, last) for operand in operands[1:])]
    text = _SIGNS[sign].join(parts)
    return _enclosed(text) if around > strength else text


def _enclosed(text: str) -> str:
    return _whole(rf"\left({text}\right)") if r"\frac" in text else f"({text})"


def _whole(text: str) -> str:
    """A part that cannot be broken."""
    return text.replace("\n", " ")


def words(text: str) -> str:
    r"""Words among formulas; special signs stand between them, for inside of words MathJax does not know `\%`."""
    parts = (part for part in _SPECIAL.split(text) if part)
    return "".join(rf"\{part}" if _SPECIAL.fullmatch(part) else rf"\text{{{part}}}" for part in parts)


def code(name: str) -> str:
    """A name of Python."""
    inner = _SPECIAL.sub(r"\\\1", name)
    return rf"\mathtt{{{inner}}}"


def digits(number: str) -> str:
    """A number as it is printed; what stands between its digits is no punctuation."""
    return re.sub(r"(?<=\d)([.,])(?=\d)", r"{\1}", number).replace("−", "-").replace("\N{NARROW NO-BREAK SPACE}", r"\,")


def arithmetic(text: str) -> str:
    """A line of numbers and signs."""
    return digits(text).replace("×", r"\times").replace(" + ", "\n+ ")
