"""How calls are refused that beginners often write: a layer where a tensor belongs, two tensors where one does."""

from __future__ import annotations

from typing import Any

from ..layers import shown
from ..model import InputLayer, MadeLayer, Model, Operation, Tensor
from ..problems import Code, Refused, say
from ..reading import View
from .structures import flat_values


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


def layer_kept(operation: Operation, name: str) -> Refused:
    """The refusal of a layer as an attribute of another one, whose weights Keras counts too."""
    return Refused(
        Code.UNSUPPORTED,
        say("Keras counts the weights of what is kept as '{owner}.{name}' too, which is not read here",
            owner=operation.name, name=name),
        say("keep it under a name of its own"),
    )  # fmt: skip


def tensor_inside(layer: str) -> Refused:
    """The refusal of a tensor where the arguments of a layer belong."""
    return Refused(
        Code.INVALID_ARGUMENT,
        say("{layer} is given a tensor where its own arguments belong", layer=layer),
        say("make the layer first, then call it on the tensor: {layer}(…)(x)", layer=layer),
    )


def check_tensors(operation: Operation, tensors: tuple[Any, ...], given: dict[str, Any]) -> None:
    """Refuse a call on anything but tensors; some may be left out."""
    if any(isinstance(value, View) for value in given.values()):
        raise no_list(f"'{operation.name}'")
    found = flat_values(tensors)
    if isinstance(operation, MadeLayer) and tensors and tensors[0] is None and any(one is not None for one in found):
        raise Refused(
            Code.MISSING_ARGUMENT,
            say("'{name}' is called without '{argument}'", name=operation.name,
                argument=operation.layer.call_arguments[0]),
            say("give the tensor by its place, before any keyword"),
        )  # fmt: skip
    if isinstance(operation, InputLayer) or not any(isinstance(one, Tensor) for one in found):
        other = next((one for one in flat_values(tuple(given.values())) if isinstance(one, Operation)), None)
        raise no_tensor(operation, other)
    wrong = next((one for one in found if not (one is None or isinstance(one, Tensor))), None)
    if wrong is not None:
        raise Refused(
            Code.INVALID_INPUT,
            say("'{name}' is called on {value}, which is no tensor", name=operation.name, value=shown(wrong)),
        )
