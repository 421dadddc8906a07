"""The arguments of a layer: how a call is matched with them, and how a wrong one is refused."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..problems import Code, Refused, Text, say, shown
from ..size import Size
from .objects import REGULARIZERS, names_object

#: Gives the value of an argument, or refuses one that cannot be known.
Known = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a layer: how its value is checked, and a sentence about it where learners ask."""

    name: str
    required: bool
    inert: bool
    about: str
    check: Callable[[type[Any], str, Any], Any]
    #: The value when it is not given, already checked for this class.
    default: Any = None
    #: The dataclass field that holds it: a trailing underscore keeps `output_shape_` apart from the method.
    field: str = ""
    #: Whether it is given by its name only.
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments of a layer, as a call is matched with them: by place, by name, and what is left out."""

    places: tuple[str, ...]
    by_name: dict[str, Argument]
    required: tuple[str, ...]
    #: By the names of the fields.
    defaults: dict[str, Any]
    initializers: tuple[str, ...]


class Anything(tuple[str, ...]):
    """Whatever keyword there is."""

    def __contains__(self, name: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Common:
    """The arguments that Keras takes for every layer."""

    name: str | None = None
    trainable: bool = True
    dtype: Any = None
    input_shape: Any = None
    #: Whether floating-point numbers of another type are cast before they come in.
    autocast: Any = True


COMMON = ("name", "trainable", "dtype", "activity_regularizer", "autocast", "input_shape", "input_dim")


#: What arguments were called in Keras 1 and 2.
RENAMED = {
    "output_dim": "units", "nb_filter": "filters", "nb_filters": "filters", "border_mode": "padding",
    "subsample": "strides", "subsample_length": "strides", "init": "kernel_initializer", "bias": "use_bias",
    "p": "rate", "dim_ordering": "data_format", "W_regularizer": "kernel_regularizer", "inner_activation":
    "recurrent_activation", "atrous_rate": "dilation_rate", "filter_length": "kernel_size", "mode": "merge_mode",
}  # fmt: skip


#: Arguments of Keras 2 that no argument of Keras 3 stands for.
GONE = {
    "batch_input_shape": say("begin the model with an Input(batch_shape=…), and leave it out here"),
    "fused": say("leave it out: Keras chooses by itself"),
    "weights": say("leave it out: the numbers in the weights change no count"),
}  # fmt: skip


def unknown_argument(cls: type[Any], name: str) -> Refused:
    """The refusal of an argument that a layer does not have."""
    if name in GONE:
        message = say("{layer} has no argument '{argument}'", layer=cls.__name__, argument=name)
        return Refused(Code.UNKNOWN_ARGUMENT, message, GONE[name])
    names = [*(argument.name for argument in cls.arguments()), *(COMMON if cls.takes_common else ())]
    close = [RENAMED[name]] if RENAMED.get(name) in names else difflib.get_close_matches(name, names, 1, 0.6)
    return Refused(
        Code.UNKNOWN_ARGUMENT,
        say("{layer} has no argument '{argument}'", layer=cls.__name__, argument=name),
        say("did you mean '{name}'?", name=close[0])
        if close
        else say("it takes {names}", names=", ".join(names[: len(cls.arguments())]) or "name"),
    )


def common_of(cls: type[Any], given: Mapping[str, Any], known: Known) -> Common:
    """The arguments that every layer takes, checked.

    :raises Refused: where Keras refuses them.
    """
    if not given:
        return Common()
    found = {argument: known(value) for argument, value in given.items()}
    name, trainable = found.get("name"), found.get("trainable", True)
    if name is not None and (not isinstance(name, str) or "/" in name):
        raise invalid(cls, "name", name, say("a string without '/'"))
    if not isinstance(trainable, bool):
        raise invalid(cls, "trainable", trainable, say("True or False"))
    regularizer = found.get("activity_regularizer")
    if regularizer is not None and not names_object(regularizer, REGULARIZERS):
        raise invalid(cls, "activity_regularizer", regularizer, say("a regularizer that Keras knows, such as \"l2\""))
    input_shape = found.get("input_shape")
    if input_shape is None and found.get("input_dim") is not None:
        input_shape = (found["input_dim"],)
    return Common(name, trainable, found.get("dtype"), input_shape, found.get("autocast", True))


def invalid(cls: type[Any], argument: str, value: object, wanted: Text, hint: Text | None = None) -> Refused:
    """The refusal of an argument's value."""
    return Refused(
        Code.INVALID_ARGUMENT,
        say("{layer}: '{argument}' must be {wanted}, not {value}",
            layer=cls.__name__, argument=argument, wanted=wanted, value=shown(value)),
        hint or _plainer(value),
    )  # fmt: skip


def is_foreign(value: object) -> bool:
    """Whether a whole number is of another type than Python's own, as NumPy's are."""
    return isinstance(value, int) and type(value) is not int and not isinstance(value, (bool, Size))


def unpacked(value: object) -> Text | None:
    """A hint for one number in a tuple or list, where a number alone belongs."""
    if isinstance(value, (tuple, list)) and len(value) == 1 and isinstance(value[0], int):
        return say("write {value}: a comma behind it, or brackets around it, make a tuple or list", value=value[0])
    return None


def _plainer(value: object) -> Text | None:
    """A hint for a number in the wrong dress."""
    if is_foreign(value):
        return say("make it a number of Python's own: int(…)")
    if isinstance(value, str) and re.fullmatch(r"\s*\d+(\.\d+)?\s*", value):
        return say("write {value} without quotation marks", value=value.strip())
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return say("write {value}; a division that stays whole is written with //", value=int(value))
    return None


def arguments_of(cls: type[Any]) -> tuple[Argument, ...]:
    """The arguments that the fields of a layer's class describe."""
    arguments = []
    for one in dataclasses.fields(cls):
        check, inert = one.metadata["check"], one.metadata["inert"]
        required = one.default is dataclasses.MISSING
        name = one.name.rstrip("_")
        default = None if required or inert else check(cls, name, one.default)
        about = one.metadata["about"]
        arguments.append(Argument(name, required, inert, about, check, default, one.name, bool(one.kw_only)))
    return tuple(arguments)


def signature_of(arguments: Sequence[Argument]) -> Signature:
    """Arguments, prepared for the matching of calls."""
    return Signature(
        tuple(argument.name for argument in arguments if not argument.by_name),
        {argument.name: argument for argument in arguments},
        tuple(argument.name for argument in arguments if argument.required),
        {argument.field: argument.default for argument in arguments if not argument.required},
        tuple(argument.field for argument in arguments if argument.name.endswith("initializer")),
    )
