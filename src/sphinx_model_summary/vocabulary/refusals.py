"""How calls are refused that beginners often write: a layer where a tensor belongs, two tensors where one does."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from ..model import InputLayer, MadeLayer, Model, Operation, Tensor
from ..problems import Code, Refused, say, shown
from ..reading import View
from ..reading.natives import Builtin
from ..reading.values import Arguments
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


def check_call(operation: MadeLayer, positional: Sequence[Any], keywords: Mapping[str, Any]) -> None:
    """Refuse what a layer's call does not take: a keyword that it does not know, or a value by its place."""
    layer = operation.layer
    if operation.type != type(layer).__name__:
        return  # a class of the listing's own may have a call of its own
    options = (*layer.call_arguments, "training", *(["mask"] if layer.takes_mask or operation.takes_mask else []))
    for name in keywords:
        if name not in options and name not in layer.call_options:
            close = difflib.get_close_matches(name, [*options, *layer.call_options], 1, 0.6)
            raise Refused(
                Code.UNKNOWN_ARGUMENT,
                say("'{name}' takes no '{argument}' when it is called", name=operation.name, argument=name),
                say("did you mean '{name}'?", name=close[0])
                if close
                else say("an argument of a layer goes inside the brackets of that layer: Dense(10, "
                         "activation=\"relu\")"),
            )  # fmt: skip
    for one in flat_values(positional):
        if isinstance(one, (bool, int, float, str)):
            raise Refused(
                Code.INVALID_INPUT,
                say("'{name}' is called on {value}, which is no tensor", name=operation.name, value=repr(one)),
                say("write the name of the argument, as in training=True"),
            )


def checked_name(value: Any, what: str) -> str | None:
    """The name that a listing gives to an input or a model; None for one that Keras chooses.

    :raises Refused: where it is none.
    """
    if value is not None and (not isinstance(value, str) or "/" in value):
        raise Refused(
            Code.INVALID_ARGUMENT,
            say("{layer}: '{argument}' must be {wanted}, not {value}",
                layer=what, argument="name", wanted=say("a string without '/'"), value=shown(value)),
        )  # fmt: skip
    return value


def placed(names: Sequence[str], arguments: Arguments) -> dict[str, Any]:
    """The positional arguments by name.

    :raises Refused: if one is given by name, too.
    """
    given = dict(zip(names, arguments.positional, strict=False))
    twice = next((name for name in arguments.keywords if name in given), None)
    if twice is not None:
        raise Refused(Code.INVALID_ARGUMENT, say("the argument '{name}' is given twice", name=twice))
    return given


def no_inner(what: str, name: str, value: Any) -> Refused:
    """The refusal of what a wrapper is given in the place of a layer."""
    if value is None:
        return Refused(
            Code.MISSING_ARGUMENT, say("{layer} needs the argument '{argument}'", layer=what, argument=name)
        )
    return Refused(
        Code.INVALID_ARGUMENT,
        say("{layer}: '{argument}' must be {wanted}, not {value}",
            layer=what, argument=name, wanted=say("a layer"), value=shown(value)),
    )  # fmt: skip


def check_places(what: str, most: int, positional: Sequence[Any]) -> None:
    """Refuse values by their place where names are wanted."""
    if len(positional) > most:
        raise Refused(
            Code.UNKNOWN_ARGUMENT,
            say("{layer} takes at most {most} arguments by position, not {found}",
                layer=what, most=most, found=len(positional)),
            say("write the name of the argument, as in training=True"),
        )  # fmt: skip


def too_many(operation: Operation, given: Sequence[Any]) -> Refused:
    """The refusal of several tensors, one after the other, for a layer that takes one, or a list of them."""
    if isinstance(operation, MadeLayer) and operation.layer.takes_list and isinstance(given[0], Tensor):
        try:
            operation.layer.infer(given[0].shape)
        except Refused as refused:  # it says itself that it wants a list
            return refused
    return Refused(
        Code.INVALID_INPUT,
        say("'{name}' takes one input, and {found} come in", name=operation.name, found=len(given)),
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
        others = flat_values(tuple(given.values()))
        function = next((one for one in others if isinstance(one, Builtin)), None)
        if function is not None:  # `Dense(3)(input)`
            raise Refused(
                Code.INVALID_INPUT,
                say("'{name}' is called on Python's function {function}, not on a tensor",
                    name=operation.name, function=function.called),
                say("the name of the tensor is another one, as in inputs = Input((…))"),
            )  # fmt: skip
        if None in others and len(others) == 1:  # what a function without `return` gave
            raise Refused(
                Code.INVALID_INPUT,
                say("'{name}' is called on {value}, which is no tensor", name=operation.name, value=None),
                say("a function without 'return' gives None"),
            )
        raise no_tensor(operation, next((one for one in others if isinstance(one, Operation)), None))
    wrong = next((one for one in found if not (one is None or isinstance(one, Tensor))), None)
    if wrong is not None:
        raise Refused(
            Code.INVALID_INPUT,
            say("'{name}' is called on {value}, which is no tensor", name=operation.name, value=shown(wrong)),
        )
