"""The functions of `keras.ops` and `keras.activations`, and the operators, on tensors: each call is a row."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from .. import operations
from ..model import Tensor, nested_map
from ..problems import Code, Refused, say
from ..reading import did_you_mean
from ..reading.values import Arguments, Caller, Value
from ..shape import STAND_IN, Shape, is_open
from .arrays import as_arrays, makers
from .branches import branching
from .counterparts import NAMES
from .inert import INERT
from .method import Method
from .modules import Module
from .session import Session
from .values import TensorValue, known, operate, tensors_among


@dataclass(slots=True, eq=False)
class Function(Value):
    """A function that makes an operation and applies it at once."""

    session: Session
    kind: type[operations.Operation]
    called = say("a function of Keras")
    role = "operations"

    @property
    def name(self) -> str | None:
        """The name of the activation that it is, if it is one."""
        return next((name for name, kind in operations.ACTIVATIONS.items() if kind is self.kind), None)

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if not tensors_among((arguments.positional, arguments.keywords)):
            sign, numbers = _COMPARISONS.get(self.kind), arguments.positional
            if sign and len(numbers) == 2 and all(isinstance(one, (int, float)) for one in numbers):
                return sign(*numbers)
            arguments = as_arrays(self.session, self.kind, arguments)
        return operate(self.session, self.kind, arguments)


_COMPARISONS = {
    operations.FUNCTIONS[name]: sign
    for name, sign in (
        ("equal", operator.eq), ("not_equal", operator.ne), ("less", operator.lt), ("less_equal", operator.le),
        ("greater", operator.gt), ("greater_equal", operator.ge),
    )
}  # fmt: skip


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

    def attribute(self, name: str) -> Any:
        try:
            return Module.attribute(self, name)
        except Refused as refused:
            if refused.hint is None and name in NAMES:
                refused.hint = say("did you mean '{name}'?", name=NAMES[name])
            raise

    def names(self) -> Iterable[str]:
        return (*self.members, *operations.FUNCTIONS)


@dataclass(slots=True, eq=False)
class Activations(Module):
    """`keras.activations`: functions to give to a layer, or to call on a tensor."""

    session: Session | None = None

    def member(self, name: str) -> Any | None:
        kind = operations.ACTIVATIONS.get(name)
        if name == "linear":
            return _LINEAR
        if name in ("get", "deserialize"):
            return Method(self._get)
        return INERT if kind is None or self.session is None else Function(self.session, kind)

    def _get(self, arguments: Arguments, caller: Caller) -> Any:
        """`keras.activations.get(identifier)`: a name gives the function, a function itself."""
        identifier = next(iter((*arguments.positional, *arguments.keywords.values())), None)
        if identifier is None:
            return _LINEAR
        if not isinstance(identifier, str):
            return identifier
        if identifier not in (*operations.ACTIVATIONS, *operations.CONCRETE_ACTIVATIONS, "linear"):
            hint = did_you_mean(identifier, operations.ACTIVATIONS)
            raise Refused(Code.INVALID_ARGUMENT, say("there is no activation '{name}'", name=identifier), hint)
        return self.member(identifier)


_LINEAR = Method(lambda arguments, caller: arguments.positional[0] if arguments.positional else INERT)


def ops_module(session: Session) -> Functions:
    """`keras.ops`, with the modules that it is also divided into."""
    members: dict[str, Any] = {
        name: Functions(f"keras.ops.{name}", session=session, prefix=f"{name}.")
        for name in ("numpy", "nn", "linalg", "image")
    }
    members |= {**makers(session), "shape": Method(shape_of)}
    members |= branching(session, "keras.ops")
    members |= dict.fromkeys(("map", "vectorized_map"), Method(partial(mapped, session)))
    return Functions("keras.ops", members, session=session)


def shape_of(arguments: Arguments, caller: Caller) -> Any:
    """`ops.shape(tensor)`: its sizes; None for an open one, inside a `call` a number that stands for it."""
    value = known(next(iter((*arguments.positional, *arguments.keywords.values())), None))
    if not isinstance(value, Tensor):
        raise Refused(Code.INVALID_OPERATION, say("only a tensor has a shape that is known here"))
    return tuple(value.shape if value.symbolic else value.shape.filled())


def mapped(session: Session, arguments: Arguments, caller: Caller) -> Any:
    """`ops.vectorized_map(function, elements)` inside a `call`: what the function makes of each example of a batch.

    :raises Refused: where it is not over the batch that it goes.
    """
    values = (*arguments.positional, *arguments.keywords.values())[:2]
    tensors = tensors_among(values[1:])
    if len(values) < 2 or not tensors or not session.tracing or not all(is_open(one.shape[0]) for one in tensors):
        raise Refused(
            Code.UNSUPPORTED,
            say("a function for each element is followed only inside a 'call', over the batch"),
            say("put it into a Lambda with an output_shape"),
        )
    one_example = nested_map(lambda one: one.item(0) if isinstance(one, TensorValue) else one, values[1])
    result = caller.call(values[0], one_example)

    def of_all(one: Any) -> Any:
        if not isinstance(one, TensorValue):
            return one
        made = Function(session, operations.FUNCTIONS["expand_dims"]).call(Arguments((one, 0)), caller)
        made.tensor.shape = Shape((STAND_IN, *one.tensor.shape))
        return made

    return nested_map(of_all, result)
