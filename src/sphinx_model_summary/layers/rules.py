"""The small language in which declared layers say their sizes: arithmetic over names, in Python's own signs."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..problems import Code, Refused, say
from ..shape import Shape
from ..size import Size, expression_of, product

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
}  # fmt: skip
_NODES = (
    ast.Constant, ast.Name, ast.Tuple, ast.Starred, ast.BinOp, ast.UnaryOp, ast.USub, ast.Not, ast.BoolOp, ast.And,
    ast.Or, ast.Compare, ast.IfExp, ast.Subscript, ast.Load, *_ARITHMETIC, *_COMPARISONS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression of the language; an open size (None) makes what is worked out from it open."""

    text: str
    tree: ast.expr

    @classmethod
    def read(cls, text: object) -> Rule:
        """Parse a rule.

        :raises Refused: if it is none.
        """
        try:
            tree = ast.parse(str(text).strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise Refused(Code.OPTION, say("'{rule}' is no expression", rule=text)) from None
        rounded = [quotient.op for quotient in map(_rounded_up, ast.walk(tree)) if quotient is not None]
        for node in ast.walk(tree):
            if not (isinstance(node, _NODES) or _is_call(node) or any(node is sign for sign in rounded)):
                raise Refused(
                    Code.OPTION,
                    say("'{rule}' holds more than arithmetic over sizes", rule=text),
                    say("rules know + - * // %, comparisons, 'a if b else c', tuples, ceil(a / b), max, min, product"),
                )
        return cls(str(text), tree)

    @property
    def names(self) -> frozenset[str]:
        """The names that it asks for."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        return frozenset(
            node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name) and id(node) not in called
        )

    def value(self, names: Mapping[str, Any]) -> Any:
        """What it comes to.

        :raises Refused: if it cannot be worked out.
        """
        try:
            return _value(self.tree, names)
        except (ArithmeticError, TypeError, ValueError, LookupError):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("the rule {rule} cannot be worked out with these arguments", rule=self.text),
            ) from None


@dataclass(frozen=True, slots=True)
class Pattern:
    """The names of an input's axes, batch first; one that is starred stands for any number of axes."""

    text: str
    names: tuple[str, ...]
    #: Where the starred name stands.
    open: int | None

    @classmethod
    def read(cls, text: object) -> Pattern:
        """Parse a pattern.

        :raises Refused: if it is none.
        """
        tree = Rule.read(text).tree
        parts = tree.elts if isinstance(tree, ast.Tuple) else []
        stars = [index for index, part in enumerate(parts) if isinstance(part, ast.Starred)]
        named = [part.value if isinstance(part, ast.Starred) else part for part in parts]
        names = tuple(part.id for part in named if isinstance(part, ast.Name))
        if not names or len(names) < len(parts) or len(stars) > 1 or stars == [0]:
            raise Refused(
                Code.OPTION,
                say("'{rule}' does not name the axes of an input", rule=text),
                say("write for example (batch, height, width, channels), or (batch, *axes, inputs) for any number"),
            )
        return cls(str(text), names, stars[0] if stars else None)

    def match(self, x: Shape, layer: str) -> list[tuple[str, Any]]:
        """The sizes of a shape with their names, a name that stands for several axes as often.

        :raises Refused: if it has another number of axes.
        """
        spare = len(x) - len(self.names)
        if (spare and self.open is None) or spare < -1:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} takes an input {pattern}, but {shape} comes in", layer=layer, pattern=self.text, shape=x),
            )
        found: list[tuple[str, Any]] = []
        place = 0
        for index, name in enumerate(self.names):
            if index == self.open:
                found.append((name, tuple(Shape(x[place : place + spare + 1]).named())))
                place += spare + 1
            else:
                size = x[place]
                found.append((name, None if size is None else size.named(name)))
                place += 1
        return found


def _is_call(node: ast.AST) -> bool:
    """Whether it is a call of one of the functions."""
    match node:
        case ast.Call(ast.Name("ceil"), [ast.BinOp(op=ast.Div())], []):
            return True
        case ast.Call(ast.Name("max" | "min"), [_, _], []) | ast.Call(ast.Name("product"), [_], []):
            return True
    return False


def _rounded_up(node: ast.AST) -> ast.BinOp | None:
    """The quotient in `ceil(a / b)`."""
    match node:
        case ast.Call(ast.Name("ceil"), [ast.BinOp(op=ast.Div()) as quotient]):
            return quotient
    return None


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value):
            return value
        case ast.Name(name):
            return names[name]
        case ast.Tuple(parts):
            return tuple(_parts(parts, names))
        case ast.BinOp(left, sign, right):
            return _arithmetic(sign, _value(left, names), _value(right, names))
        case ast.UnaryOp(ast.Not(), operand):
            return not _value(operand, names)
        case ast.UnaryOp(_, operand):
            return _arithmetic(ast.Sub(), 0, _value(operand, names))
        case ast.BoolOp(sign, operands):
            until = isinstance(sign, ast.Or)
            decided = next((one for one in operands[:-1] if bool(_value(one, names)) is until), operands[-1])
            return _value(decided, names)
        case ast.Compare(left, signs, operands):
            values = [_value(one, names) for one in (left, *operands)]
            return all(_COMPARISONS[type(sign)](*values[at : at + 2]) for at, sign in enumerate(signs))
        case ast.IfExp(test, body, orelse):
            return _value(body if _value(test, names) else orelse, names)
        case ast.Subscript(value, index):
            return _value(value, names)[_value(index, names)]
        case ast.Call(ast.Name("ceil"), [ast.BinOp(left, _, right)]):
            sizes = _value(left, names), _value(right, names)
            return None if None in sizes else Size(sizes[0], expression_of(sizes[0])).ceil_div(sizes[1])
        case ast.Call(ast.Name(function), arguments):
            return _called(function, [_value(one, names) for one in arguments])
    raise TypeError


def _parts(nodes: list[ast.expr], names: Mapping[str, Any]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, ast.Starred):
            yield from _value(node.value, names)
        else:
            yield _value(node, names)


def _arithmetic(sign: ast.operator, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if not isinstance(left, int) or not isinstance(right, int):
        raise TypeError
    return _ARITHMETIC[type(sign)](left, right)


def _called(function: str, values: list[Any]) -> Any:
    if function == "product":
        return None if None in values[0] else product(values[0])
    if None in values:
        return None
    return max(values) if function == "max" else min(values)
