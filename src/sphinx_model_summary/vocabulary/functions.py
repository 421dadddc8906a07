"""The functions of `keras.ops` and `keras.activations`, and the operators, on tensors: each call is a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .. import operations
from ..model import Tensor
from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller, Value
from .arrays import makers
from .modules import Module
from .session import Session
from .values import INERT, Method, known, operate


@dataclass(slots=True, eq=False)
class Function(Value):
    """A function that makes an operation and applies it at once."""

    session: Session
    kind: type[operations.Operation]
    called = "a function of Keras"

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        return operate(self.session, self.kind, arguments)


@dataclass(slots=True, eq=False)
class Functions(Module):
    """`keras.ops`, or one of the modules below it."""

    session: Session | None = None
    prefix: str = ""

    def member(self, name: str) -> Any | None:
        if name not in self.members and self.session is not None:
            kind = operations.FUNCTIONS.get(self.prefix + name)
            if kind is not None:
                self.members[name] = Function(self.session, kind)
            elif name in operations.NOT_READ:
                raise Refused(
                    Code.UNSUPPORTED,
                    say("keras.ops.{name} is not read here", name=name),
                    say("put it into a Lambda with an output_shape"),
                )
        return self.members.get(name)

    def names(self) -> Iterable[str]:
        return (*self.members, *operations.FUNCTIONS)


@dataclass(slots=True, eq=False)
class Activations(Module):
    """`keras.activations`: functions to give to a layer, or to call on a tensor."""

    session: Session | None = None

    def member(self, name: str) -> Any | None:
        kind = operations.ACTIVATIONS.get(name)
        if name == "linear":
            return Method(lambda arguments, caller: arguments.positional[0] if arguments.positional else INERT)
        return INERT if kind is None or self.session is None else Function(self.session, kind)


def ops_module(session: Session) -> Functions:
    """`keras.ops`, with the modules that it is also divided into."""
    members: dict[str, Any] = {
        name: Functions(f"keras.ops.{name}", session=session, prefix=f"{name}.")
        for name in ("numpy", "nn", "linalg", "image")
    }
    members |= {**makers(session), "shape": Method(shape_of)}
    return Functions("keras.ops", members, session=session)


def shape_of(arguments: Arguments, caller: Caller) -> Any:
    """`ops.shape(tensor)`: its sizes, None for an open one."""
    value = known(next(iter((*arguments.positional, *arguments.keywords.values())), None))
    if not isinstance(value, Tensor):
        raise Refused(Code.INVALID_OPERATION, say("only a tensor has a shape that is known here"))
    return tuple(value.shape)
