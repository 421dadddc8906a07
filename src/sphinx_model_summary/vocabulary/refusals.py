"""How calls are refused that beginners often write: a layer where a tensor belongs, two tensors where one does."""

from __future__ import annotations

from ..model import InputLayer, Model, Operation
from ..problems import Code, Refused, say


def no_tensor(operation: Operation, other: Operation | None) -> Refused:
    """The refusal of a call on what is no tensor; `other` is the layer or model in its place, if it is one."""
    if isinstance(operation, InputLayer) or other is None:
        return Refused(
            Code.UNKNOWN_VALUE,
            say("'{name}' is called on something that is no symbolic tensor", name=operation.name),
            say("call it on an Input((…)), or on the output of another layer"),
        )
    if isinstance(other, Model):
        return Refused(
            Code.INVALID_INPUT,
            say("'{name}' is called on the model '{other}', not on a tensor", name=operation.name, other=other.name),
            say("call it on what comes out of the model: model.output"),
        )
    return Refused(
        Code.INVALID_INPUT,
        say("'{name}' is called on the layer '{other}', not on a tensor", name=operation.name, other=other.name),
        say("the layer itself must be called first: x = {type}(…)(x)", type=other.type),
    )


def too_many(operation: Operation, found: int) -> Refused:
    """The refusal of several tensors, one after the other, for a layer that takes one."""
    return Refused(
        Code.INVALID_INPUT,
        say("'{name}' takes one input, and {found} come in", name=operation.name, found=found),
        say("join them first, as in Concatenate()([a, b]); a layer that joins takes them in one list"),
    )


def no_list(called: str) -> Refused:
    """The refusal of `values()` of a dictionary where tensors are to be in a list."""
    return Refused(
        Code.INVALID_INPUT,
        say("{called} is given the values() of a dictionary, which Keras 3 does not take for a list", called=called),
        say("write list(….values())"),
    )


def tensor_inside(layer: str) -> Refused:
    """The refusal of a tensor where the arguments of a layer belong."""
    return Refused(
        Code.INVALID_ARGUMENT,
        say("{layer} is given a tensor where its own arguments belong", layer=layer),
        say("make the layer first, then call it on the tensor: {layer}(…)(x)", layer=layer),
    )
