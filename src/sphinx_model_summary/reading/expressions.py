"""The expressions of Python: one function for each kind of node."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .attributes import attribute, outside
from .conversions import hashable, iterate, kind, known, mattering, paper, room, truth
from .doubt import may_change
from .formatting import formatted
from .functions import YIELDED, Bound, Function, Parameters
from .methods import mapping
from .natives import Builtin, Native, Stream, Type
from .operators import binary, compare, item, unary
from .scoped import SCOPED
from .scopes import Scope
from .signals import Failed, Spread
from .targets import assign
from .values import Arguments, Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.USub: "neg",
    ast.UAdd: "pos",
    ast.Invert: "invert",
}


def sign(node: ast.AST) -> str:
    """Python's own sign of an operator."""
    return _SIGNS[type(node)]


def _name(ev: Evaluator, node: ast.Name, scope: Scope) -> Any:
    name = node.id
    place: Scope | None = scope
    while place is not None:
        if name in place.names:
            return place.names[name]
        place = place.parent
    return ev.free(name, node)


def _constant(ev: Evaluator, node: ast.Constant, scope: Scope) -> Any:
    if isinstance(node.value, int) and node.value.bit_length() > ev.limits.bits:
        raise Refused(Code.LIMIT, say("the number is too large to be read"))
    return node.value


def _attribute(ev: Evaluator, node: ast.Attribute, scope: Scope) -> Any:
    value = ev.value(node.value, scope)
    try:
        return outside(ev, value, node) if isinstance(value, Unknown) else attribute(ev, value, node.attr)
    except Refused as refused:
        if refused.hint is None and isinstance(node.value, ast.Name) and node.value.id == "self":
            refused.hint = say("set it in __init__, as in self.{name} = …", name=node.attr)
        raise


def call(ev: Evaluator, node: ast.Call, scope: Scope, *, alone: bool = False) -> Any:
    """The value of a call; one that stands alone, as a statement, is reported if a model may have needed it."""
    callee = ev.value(node.func, scope)
    positional = tuple(_items(ev, node.args, scope)) if node.args else ()
    keywords: dict[str, Any] = {}
    for keyword in node.keywords:
        value = ev.value(keyword.value, scope)
        for name, one in ((keyword.arg, value),) if keyword.arg else mapping(ev, value).items():
            if name in keywords:
                raise Failed("TypeError", say("the argument '{name}' is given twice", name=name))
            keywords[name] = one
    if isinstance(callee, Unknown):
        handed = mattering((*positional, *keywords.values()))
        if not handed:
            if alone and may_change(ev, node.func, scope):
                ev.report(callee.problem)
            return ev.asking(callee, node)
        if alone and callee.origin != "bystander":
            ev.report(callee.problem)
        return Unknown(callee.problem, (*callee.after, *handed), callee.origin)
    if not isinstance(callee, Value):
        raise Failed("TypeError", say("{kind} cannot be called", kind=kind(callee)))
    if isinstance(callee, Builtin) and callee in SCOPED:
        return SCOPED[callee](ev, node, scope, positional)
    outer = ev.calling
    ev.calling = ev.place(node)
    foreign = not isinstance(callee, Native)
    if foreign:
        ev.pay(ev.limits.call)
    try:
        value = callee.call(Arguments(positional, keywords, *ev.calling), ev)
        asked = isinstance(value, Unknown) and isinstance(callee, (Builtin, Type))
        return ev.asking(value, node) if asked else value
    except Spread as spread:  # met in a generator, of which the function asked for the elements
        return ev.asking(spread.unknown, node)
    except Refused as refusal:
        receivers = (callee.receiver,) if isinstance(callee, Bound) else (callee,)
        unknown = ev.refuse(refusal, node, mattering((*positional, *keywords.values(), *receivers)))
        if alone and (unknown.after or (foreign and refusal.code not in (Code.UNKNOWN_VALUE, Code.UNSUPPORTED))):
            ev.report(unknown.problem)
        return unknown
    finally:
        ev.calling = outer


def _items(ev: Evaluator, nodes: list[ast.expr], scope: Scope) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, ast.Starred):
            yield from iterate(ev, ev.value(node.value, scope))
        else:
            yield ev.value(node, scope)


def _list(ev: Evaluator, node: ast.List, scope: Scope) -> Any:
    items = list(_items(ev, node.elts, scope))
    for place, (found, one) in enumerate(zip(items, node.elts, strict=False)):
        if found is ... and isinstance(one, ast.Constant):  # [Dense(3), ..., Dense(1)]: the listing leaves layers out
            message = say("something is left out here: the dots stand for it")
            items[place] = Unknown(ev.problem(one, Code.UNKNOWN_VALUE, message, say("write what the dots stand for")))
    return _counted(ev, items)


def _tuple(ev: Evaluator, node: ast.Tuple, scope: Scope) -> Any:
    return _counted(ev, tuple(_items(ev, node.elts, scope)))


def _set(ev: Evaluator, node: ast.Set, scope: Scope) -> Any:
    return _counted(ev, {hashable(ev, one) for one in _items(ev, node.elts, scope)})


def _counted(ev: Evaluator, items: Any) -> Any:
    room(ev, len(items))
    return items


def _dict(ev: Evaluator, node: ast.Dict, scope: Scope) -> Any:
    found: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            found.update(mapping(ev, ev.value(value, scope)))
        else:
            found[hashable(ev, ev.value(key, scope))] = ev.value(value, scope)
    return _counted(ev, found)


def _binary(ev: Evaluator, node: ast.BinOp, scope: Scope) -> Any:
    left, right = ev.value(node.left, scope), ev.value(node.right, scope)
    try:
        return ev.placed(node, binary, ev, _SIGNS[type(node.op)], left, right)
    except Refused as refusal:
        return ev.refuse(refusal, node, mattering((left, right)))


def _unary(ev: Evaluator, node: ast.UnaryOp, scope: Scope) -> Any:
    operand = ev.value(node.operand, scope)
    if isinstance(node.op, ast.Not):
        return not truth(operand)
    return ev.placed(node, unary, _SIGNS[type(node.op)], operand)


def _boolean(ev: Evaluator, node: ast.BoolOp, scope: Scope) -> Any:
    until = isinstance(node.op, ast.Or)
    value = None
    for operand in node.values:
        value = ev.value(operand, scope)
        if truth(value) is until:
            break
    return value


def _compare(ev: Evaluator, node: ast.Compare, scope: Scope) -> Any:
    left = ev.value(node.left, scope)
    result: Any = True
    for operator, operand in zip(node.ops, node.comparators, strict=True):
        right = ev.value(operand, scope)
        result = ev.placed(node, compare, ev, _SIGNS[type(operator)], left, right)
        left = right
        if operand is not node.comparators[-1] and not truth(result):
            break
    return result


def _conditional(ev: Evaluator, node: ast.IfExp, scope: Scope) -> Any:
    return ev.value(node.body if truth(ev.value(node.test, scope)) else node.orelse, scope)


def _subscript(ev: Evaluator, node: ast.Subscript, scope: Scope) -> Any:
    value = ev.value(node.value, scope)
    if isinstance(value, Unknown):
        return ev.asking(value, node)
    return ev.placed(node, item, ev, value, ev.value(node.slice, scope))


def _slice(ev: Evaluator, node: ast.Slice, scope: Scope) -> Any:
    return slice(*(known(ev.value(part, scope)) if part else None for part in (node.lower, node.upper, node.step)))


def _joined(ev: Evaluator, node: ast.JoinedStr, scope: Scope) -> Any:
    pieces: list[str] = []
    size = 0
    for part in node.values:
        piece = known(ev.value(part, scope))
        size += len(piece)
        paper(ev, size)
        pieces.append(piece)
    return "".join(pieces)


def _formatted(ev: Evaluator, node: ast.FormattedValue, scope: Scope) -> Any:
    value = ev.value(node.value, scope)
    spec = known(ev.value(node.format_spec, scope)) if node.format_spec else ""
    return formatted(ev, value, spec, chr(node.conversion) if node.conversion > 0 else "")


def _lambda(ev: Evaluator, node: ast.Lambda, scope: Scope) -> Any:
    return Function(ev, "<lambda>", Parameters.of(ev, node.args, scope), node.body, scope.around_functions())


def _walrus(ev: Evaluator, node: ast.NamedExpr, scope: Scope) -> Any:
    value = ev.value(node.value, scope)
    assign(ev, node.target, value, scope.outside_comprehensions())
    return value


def _rounds(ev: Evaluator, generators: list[ast.comprehension], scope: Scope) -> Iterator[None]:
    first, rest = generators[0], generators[1:]
    for value in iterate(ev, ev.value(first.iter, scope)):
        assign(ev, first.target, value, scope)
        if all(truth(ev.value(condition, scope)) for condition in first.ifs):
            if rest:
                yield from _rounds(ev, rest, scope)
            else:
                yield


def _comprehended(ev: Evaluator, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope) -> Iterator[Any]:
    inner = Scope({}, scope, "comprehension")
    for _ in _rounds(ev, node.generators, inner):
        ev.pay(1)
        yield ev.value(node.elt, inner)


def _list_comprehension(ev: Evaluator, node: ast.ListComp, scope: Scope) -> Any:
    found = []
    for value in _comprehended(ev, node, scope):
        found.append(value)
        if len(found) > ev.limits.length:
            room(ev, len(found))
    return found


def _set_comprehension(ev: Evaluator, node: ast.SetComp, scope: Scope) -> Any:
    return _counted(ev, {hashable(ev, value) for value in _comprehended(ev, node, scope)})


def _dict_comprehension(ev: Evaluator, node: ast.DictComp, scope: Scope) -> Any:
    inner = Scope({}, scope, "comprehension")
    found: dict[Any, Any] = {}
    for _ in _rounds(ev, node.generators, inner):
        found[hashable(ev, ev.value(node.key, inner))] = ev.value(node.value, inner)
    return _counted(ev, found)


def _generator(ev: Evaluator, node: ast.GeneratorExp, scope: Scope) -> Any:
    return Stream(lambda: _comprehended(ev, node, scope))


def _yield(ev: Evaluator, node: ast.Yield, scope: Scope) -> Any:
    _yielded(ev, scope, [ev.value(node.value, scope) if node.value else None])


def _yield_from(ev: Evaluator, node: ast.YieldFrom, scope: Scope) -> Any:
    _yielded(ev, scope, iterate(ev, ev.value(node.value, scope)))


def _yielded(ev: Evaluator, scope: Scope, values: Any) -> None:
    holder = scope.holder(YIELDED)
    if holder is None:
        raise Failed("SyntaxError", say("'yield' outside a function"))
    for value in values:
        found = holder.names[YIELDED]
        room(ev, 1 if len(found) < ev.limits.length else len(found) + 1)
        found.append(value)


def _starred(ev: Evaluator, node: ast.Starred, scope: Scope) -> Any:
    raise Failed("SyntaxError", say("nothing to unpack into stands here"))


def _await(ev: Evaluator, node: ast.Await, scope: Scope) -> Any:
    raise Refused(Code.UNSUPPORTED, say("'await' is not read here"))


HANDLERS: dict[type[ast.AST], Callable[[Evaluator, Any, Scope], Any]] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.Attribute: _attribute,
    ast.Call: call,
    ast.List: _list,
    ast.Tuple: _tuple,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.JoinedStr: _joined,
    ast.FormattedValue: _formatted,
    ast.Lambda: _lambda,
    ast.NamedExpr: _walrus,
    ast.ListComp: _list_comprehension,
    ast.SetComp: _set_comprehension,
    ast.DictComp: _dict_comprehension,
    ast.GeneratorExp: _generator,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
    ast.Starred: _starred,
    ast.Await: _await,
}
