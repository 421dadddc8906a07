"""The statements that define functions and classes, with their decorators."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from .builtins import FIELDS, NAMED_TUPLE
from .classes import Class, Instance
from .descriptors import ABSENT, ClassMethod, Property, StaticMethod
from .enumerations import enumeration, is_enumeration
from .functions import Bound, Function, Parameters, Partial
from .generators import yields
from .natives import Builtin
from .scopes import Scope
from .signals import Signal
from .values import Unknown

if TYPE_CHECKING:
    from .evaluator import Evaluator

#: The decorators that are really called; what a vocabulary or an unknown package offers changes nothing here.
_CALLED = (Function, Builtin, Class, Bound, Partial)


def define_function(ev: Evaluator, node: ast.FunctionDef, scope: Scope) -> Signal:
    """Carry out a `def`."""
    if node not in ev.generators:
        ev.generators[node] = ev.yields and yields(node.body)
    parameters = Parameters.of(ev, node.args, scope)
    function = Function(ev, node.name, parameters, node.body, scope.around_functions(), ev.generators[node])
    scope.bind(node.name, _decorated(ev, node, function, scope))
    return None


def define_class(ev: Evaluator, node: ast.ClassDef, scope: Scope) -> Signal:
    """Carry out a `class`."""
    bases = tuple(ev.value(base.value if isinstance(base, ast.Subscript) else base, scope) for base in node.bases)
    inner = Scope({}, scope, "class")
    ev.run(node.body, inner)
    if is_enumeration(bases):
        cls: Class = enumeration(ev, node.name, bases, inner.names)
    else:
        cls = Class(node.name, tuple(base for base in bases if base is not NAMED_TUPLE), inner.names)
    if NAMED_TUPLE in bases:
        cls.fields, cls.ordered = fields(cls), True
    for base in cls.line()[1:]:
        if base.ordered and cls.fields is None:
            cls.fields, cls.ordered = base.fields, True
    for value in inner.names.values():
        _own(value, cls)
    for name, value in list(inner.names.items()):
        named = cls.find("__set_name__") if not isinstance(value, Instance) else value.cls.find("__set_name__")
        if isinstance(value, Instance) and named is not ABSENT:
            ev.apply(value.attribute("__set_name__"), (cls, name))
    started = cls.find("__init_subclass__", cls)
    started = started.function if isinstance(started, ClassMethod) else started
    if isinstance(started, Function):
        given = {one.arg: ev.value(one.value, scope) for one in node.keywords if one.arg and one.arg != "metaclass"}
        ev.apply(Bound(started, cls), (), given)
    scope.bind(node.name, _decorated(ev, node, cls, scope))
    return None


def fields(cls: Class) -> dict[str, Any]:
    """The annotated names of a class and of those it inherits from, with their defaults."""
    found: dict[str, Any] = {}
    for one in reversed(cls.line()):
        for name in one.attributes.get(FIELDS, ()):
            found[name] = one.attributes.get(name, ABSENT)
    return found


def _own(value: Any, cls: Class) -> None:
    if isinstance(value, Function) and value.owner is None:
        value.owner = cls
    elif isinstance(value, (StaticMethod, ClassMethod)):
        _own(value.function, cls)
    elif isinstance(value, Property):
        _own(value.getter, cls)
        _own(value.setter, cls)


def _decorated(ev: Evaluator, node: ast.FunctionDef | ast.ClassDef, value: Any, scope: Scope) -> Any:
    for expression in reversed(node.decorator_list):
        decorator = ev.value(expression, scope)
        if isinstance(decorator, _CALLED):
            decorated = ev.apply(decorator, (value,))
            value = value if isinstance(decorated, Unknown) else decorated
    return value
