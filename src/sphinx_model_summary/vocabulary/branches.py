"""`cond` and `switch_case`: both ways are followed, and what comes out is known where they agree."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from ..model.graph import shapes_of
from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller, Unknown
from .method import Method
from .session import Session
from .values import TensorValue, known


def branching(session: Session, path: str) -> dict[str, Method]:
    """The functions of a module that choose among functions by a tensor."""
    named = {"cond": _cond} if path == "keras.ops" else {"cond": _cond, "switch_case": _switch_case}
    return {name: Method(partial(work, session, f"{path}.{name}")) for name, work in named.items()}


def _cond(session: Session, name: str, arguments: Arguments, caller: Caller) -> Any:
    given = arguments.named("pred", "true_fn", "false_fn")
    return _agreed(session, name, caller, given.get("pred"), [given.get("true_fn"), given.get("false_fn")])


def _switch_case(session: Session, name: str, arguments: Arguments, caller: Caller) -> Any:
    given = arguments.named("branch_index", "branch_fns", "default")
    branches = given.get("branch_fns")
    ways = list(branches.values()) if isinstance(branches, dict) else list(branches or ())
    ways = [one[1] if isinstance(one, tuple) else one for one in ways]
    last = [given["default"]] if given.get("default") is not None else []
    return _agreed(session, name, caller, given.get("branch_index"), [*ways, *last])


def _agreed(session: Session, name: str, caller: Caller, chosen: Any, ways: Iterable[Any]) -> Any:
    """What all the functions make; they are followed in their order, as their layers are built in it."""
    module, _, function = name.rpartition(".")
    hint = say("put it into a Lambda with an output_shape")
    refused = Refused(
        Code.UNKNOWN_VALUE, say("'{module}.{name}' is not read here", module=module, name=function), hint
    )
    if not session.tracing or not isinstance(chosen, TensorValue):
        raise refused
    found = [caller.call(way) for way in ways]
    for one in found:
        if isinstance(one, Unknown):
            return one
    shapes = [shapes_of(known(one)) for one in found]
    if not shapes or any(one != shapes[0] for one in shapes):
        raise refused
    return found[0]
