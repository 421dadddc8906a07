"""Python's functions that look at the place where they are called: `super()` and `eval("…")`."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .builtins import EVAL, SUPER
from .classes import Class, Instance, Super
from .scopes import Scope
from .signals import Failed
from .values import Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

#: Letters of a text that is read as an expression.
_LONGEST = 1_000


def _super(ev: Evaluator, node: ast.Call, scope: Scope, positional: tuple[Any, ...]) -> Any:
    if positional:
        asking, of = (*positional, None)[:2]
        if isinstance(asking, Class) and isinstance(of, (Instance, Class)):
            return Super(of, asking)
    else:
        for place in scope.chain():
            if place.function is not None and place.function.owner is not None:
                of = next(iter(place.names.values()), None)
                if isinstance(of, (Instance, Class)):
                    return Super(of, place.function.owner)
    raise Failed("RuntimeError", say("super() has no object here"))


def _eval(ev: Evaluator, node: ast.Call, scope: Scope, positional: tuple[Any, ...]) -> Any:
    """An expression that the listing holds as a text is read as if it stood there without the quotes."""
    text = positional[0] if len(positional) == 1 else None
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("what eval() gives is known only to a run of the program"),
            say("write the expression itself in place of eval()"),
        )
    ev.pay(len(text))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError):
        raise Failed("SyntaxError", say("'{text}' is no expression", text=text[:60])) from None
    for inner in ast.walk(body):
        if isinstance(inner, ast.expr):
            ast.copy_location(inner, node)
    return ev.value(body, scope)


#: What to do in place of an ordinary call.
SCOPED: dict[Value, Callable[[Evaluator, ast.Call, Scope, tuple[Any, ...]], Any]] = {SUPER: _super, EVAL: _eval}
