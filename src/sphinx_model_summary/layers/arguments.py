"""The kinds of arguments that layers take: each checks a value as Keras does and gives it its name in formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field
from typing import Any

from ..numerals import Part
from ..problems import Code, Refused, Text, mark, say
from ..shape import AXES
from ..size import Size
from .base import Layer
from .objects import (
    ACTIVATIONS,
    CONSTRAINTS,
    INITIALIZERS,
    NO_INITIALIZER,
    REGULARIZERS,
    may_be,
    name_of,
    names_object,
    respelled,
)
from .signature import invalid, is_foreign, unpacked

Check = Callable[[type[Layer], str, Any], Any]
PerAxis = tuple[Size, ...]

FILTERS = mark("how many different filters the layer learns; it is the number of channels of the output")
KERNEL_SIZE = mark("the size of the window that slides over the input: one number for every direction, or one for each")
STRIDES = mark("how far the window moves at each step: one number for every direction, or one for each")
PADDING = mark("what happens at the edges: \"valid\" keeps the window inside, \"same\" pads with zeros so that only "
               "the strides make the output smaller")  # fmt: skip
DATA_FORMAT = mark("where the channels stand: \"channels_last\" (as a rule) or \"channels_first\"")
DILATION_RATE = mark("how far apart the weights of the window stand: 1 is side by side, 2 leaves one out between them")
USE_BIAS = mark("whether a number of its own, the bias, is added to each output")
ACTIVATION = mark("the function that each output value passes through; it has no weights")


def argument(
    check: Check, default: Any = MISSING, *, about: str = "", inert: bool = False, by_name: bool = False
) -> Any:
    """A field for an argument whose values pass through `check`; `by_name`: it cannot be given by its place."""
    metadata = {"check": check, "about": about, "inert": inert}
    if default is MISSING:
        return field(metadata=metadata, kw_only=by_name)
    return field(default=default, metadata=metadata, kw_only=by_name)


def count(
    name: str,
    default: Any = MISSING,
    *,
    least: int = 1,
    optional: bool = False,
    strict: bool = False,
    foreign: bool = False,
    about: str = "",
) -> Any:
    """A whole number of at least `least`, called `name` in formulas.

    True counts as 1, as in Keras, unless `strict`; a number of NumPy's counts only where `foreign`.
    """

    def check(cls: type[Layer], key: str, value: Any) -> Size | None:
        if value is None and optional:
            return None
        refused = (strict and isinstance(value, bool)) or (not foreign and is_foreign(value))
        if not isinstance(value, int) or value < least or refused:
            wanted = say("a positive whole number") if least == 1 else say("a whole number of at least {least}",
                                                                          least=least)  # fmt: skip
            raise invalid(cls, key, value, wanted, unpacked(value))
        return Size(int(value), name)

    return argument(check, Size(default, name) if isinstance(default, int) else default, about=about)


def per_axis(
    name: str,
    default: Any = MISSING,
    *,
    least: int = 1,
    about: str = "",
    optional: bool = False,
    floats: bool = False,
) -> Any:
    """A whole number for each spatial axis, or one for all; called `name_height` and so on in formulas.

    A default that is a number becomes one `Size` an axis when the layer is made. Where `floats`, Keras does not mind
    whole numbers written as `2.0` in a tuple.
    """

    def check(cls: type[Layer], key: str, value: Any) -> PerAxis | None:
        if value is None and optional:
            return None
        if floats and isinstance(value, (tuple, list)):
            value = [int(one) if isinstance(one, float) and one.is_integer() else one for one in value]
        return spread(cls, key, name, value, least)

    return argument(check, default, about=about)


def spread(cls: type[Layer], key: str, name: str, value: Any, least: int = 1) -> PerAxis:
    """One `Size` for each spatial axis of the layer, from a number or a sequence of numbers."""
    numbers = tuple(value) if isinstance(value, (tuple, list)) else (value,) * cls.rank
    fits = all(isinstance(number, int) and number >= least for number in numbers)
    if len(numbers) != cls.rank or not fits or is_foreign(value):
        wanted = _one_or_each(cls.rank) if least == 1 else _none_one_or_each(cls.rank)
        raise invalid(cls, key, value, wanted, unpacked(value))
    return tuple(Size(int(n), f"{name}_{axis}") for n, axis in zip(numbers, AXES[cls.rank], strict=True))


def _one_or_each(rank: int) -> Text:
    if rank == 1:
        return say("a positive whole number")
    return say("a positive whole number, or a tuple of {rank} of them", rank=rank)


def _none_one_or_each(rank: int) -> Text:
    if rank == 1:
        return say("a whole number of at least 0")
    return say("a whole number of at least 0, or a tuple of {rank} of them", rank=rank)


def choice(*choices: str, default: Any, about: str = "", fold: bool = True) -> Any:
    """One of several words; upper and lower case are the same where `fold`."""

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        word = value.lower() if fold and isinstance(value, str) else value
        if word is None and default is None:
            return None
        if not isinstance(word, str) or word not in choices:
            wanted = say("one of {choices}", choices=", ".join(map(repr, choices)))
            raise invalid(cls, key, value, wanted, respelled(value, frozenset(choices)))
        return word

    return argument(check, default, about=about)


def flag(default: bool, *, about: str = "") -> Any:
    """True or False; anything else counts as Python counts it."""
    return argument(lambda cls, key, value: bool(value), default, about=about)


def inert(default: Any = None, *, by_name: bool = False) -> Any:
    """An argument that is accepted in its place and changes no number, such as a seed."""
    return argument(lambda cls, key, value: None, default, inert=True, by_name=by_name)


def rate(default: Any = MISSING, *, about: str = "") -> Any:
    """A share between 0 and 1."""

    def check(cls: type[Layer], key: str, value: Any) -> float:
        if not isinstance(value, (int, float)) or not 0 <= value <= 1:
            share = value / 100 if isinstance(value, (int, float)) and 1 < value <= 100 else None
            hint = say("a share: {percent} is {share}", percent=Part(share), share=f"{share:g}") if share else None
            raise invalid(cls, key, value, say("a number from 0 to 1"), hint)
        return float(value)

    return argument(check, default, about=about)


def number(
    default: Any = MISSING,
    *,
    least: float | None = None,
    optional: bool = False,
    about: str = "",
    by_name: bool = False,
) -> Any:
    """Any number, or one that is not below `least`."""

    def check(cls: type[Layer], key: str, value: Any) -> float | None:
        if value is None and optional:
            return None
        if not isinstance(value, (int, float)) or (least is not None and not value >= least):
            wanted = say("a number") if least is None else say("a number that is not below {least}", least=f"{least:g}")
            raise invalid(cls, key, value, wanted)
        return float(value)

    return argument(check, default, about=about, by_name=by_name)


def seed() -> Any:
    """A whole number that makes chance repeatable; it changes no count."""

    def check(cls: type[Layer], key: str, value: Any) -> None:
        if not (value is None or may_be(value) or (isinstance(value, int) and value >= 0)):
            raise invalid(cls, key, value, say("a whole number of at least 0, or None"))

    return argument(check, None, inert=True)


#: What the two sides of each spatial axis are called in formulas.
SIDES = {
    1: (("start", "end"),),
    2: (("top", "bottom"), ("left", "right")),
    3: (("front", "back"), ("top", "bottom"), ("left", "right")),
}


def sides(default: Any, *, negative: bool = False, about: str = "") -> Any:
    """A whole number for either side of each spatial axis; one number may stand for both sides, or for all.

    Keras looks less closely at a single number for several axes: where `negative`, it may be below 0.
    """

    def pair(value: Any) -> tuple[int, ...] | None:
        both = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
        return both if len(both) == 2 and all(isinstance(side, int) and side >= 0 for side in both) else None

    def check(cls: type[Layer], key: str, value: Any) -> tuple[tuple[Size, ...], ...]:
        if cls.rank == 1:
            pairs = [pair(value)]
        elif isinstance(value, int):
            pairs = [(value, value) if negative or value >= 0 else None] * cls.rank
        else:
            pairs = [pair(one) for one in value] if isinstance(value, (tuple, list)) else []
        known = [one for one in pairs if one is not None]
        if not len(pairs) == len(known) == cls.rank:
            wanted = (
                say("a whole number of at least 0, or a pair of them")
                if cls.rank == 1
                else say("a whole number of at least 0, or a tuple of {rank}: numbers or pairs", rank=cls.rank)
            )
            raise invalid(cls, key, value, wanted)
        return tuple(tuple(map(Size, one, names)) for one, names in zip(known, SIDES[cls.rank], strict=True))

    return argument(check, default, about=about)


def absent() -> Any:
    """An argument that changes the weights in ways not told here: only a value that switches it off is taken."""

    def check(cls: type[Layer], key: str, value: Any) -> None:
        if value not in (None, 0):
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("{layer} with '{argument}' has further weights, which are not counted here",
                    layer=cls.__name__, argument=key),
                say("leave '{argument}' out", argument=key),
            )  # fmt: skip

    return argument(check, None)


def arrays() -> Any:
    """The numbers of the weights, as a list of arrays; they change no count."""

    def check(cls: type[Layer], key: str, value: Any) -> None:
        items = value if isinstance(value, list) else (value,)
        if value and not (items and all(isinstance(one, list) or may_be(one) for one in items)):
            raise invalid(cls, key, value, say("a list of arrays"))

    return argument(check, None, inert=True)


def one_of_names(
    known: frozenset[str], wanted: Text, *, about: str = "", none: str | None = None, roles: tuple[str, ...] = ()
) -> Callable[..., Any]:
    """An argument without effect on numbers: an object of Keras's, or the name of one that Keras knows.

    `none` is what stands for None where the listing says so itself; an argument that is `needed` takes no None.
    """

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        if not names_object(value, known, roles):
            raise invalid(cls, key, value, wanted, respelled(value, known))
        return none if value is None else name_of(value, roles)

    def check_needed(cls: type[Layer], key: str, value: Any) -> Any:
        if value is None:
            raise invalid(cls, key, value, wanted)
        return check(cls, key, value)

    def specify(default: Any = None, *, needed: bool = False) -> Any:
        return argument(check_needed if needed else check, default, about=about, inert=True)

    return specify


_ACTIVATION = say("an activation that Keras knows, such as \"relu\"")
activation = one_of_names(ACTIVATIONS, _ACTIVATION, about=ACTIVATION)
#: One that Keras calls to see what comes out, so that it cannot be just anything that can be called.
called_activation = one_of_names(
    ACTIVATIONS, _ACTIVATION, about=ACTIVATION, roles=("operations", "functions", "layers")
)
initializer = one_of_names(INITIALIZERS, say("an initializer that Keras knows, such as \"he_normal\""),
                           none=NO_INITIALIZER, roles=("initializers", "functions"))  # fmt: skip
regularizer = one_of_names(REGULARIZERS, say("a regularizer that Keras knows, such as \"l2\""))
constraint = one_of_names(CONSTRAINTS, say("a constraint that Keras knows, such as \"non_neg\""))


data_format_choices = ("channels_last", "channels_first")


def data_format() -> Any:
    """Where the channels stand; None means last."""
    return choice(*data_format_choices, default=None, about=DATA_FORMAT)
