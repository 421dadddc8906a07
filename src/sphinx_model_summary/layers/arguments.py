"""The kinds of arguments that layers take: each checks a value as Keras does and gives it its name in formulas."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import MISSING, field
from typing import Any

from ..numerals import Part
from ..problems import Code, Refused, Text, mark, say
from ..shape import AXES
from ..size import Size
from .base import Layer
from .signature import invalid

Check = Callable[[type[Layer], str, Any], Any]
PerAxis = tuple[Size, ...]

FILTERS = mark("how many different filters the layer learns; it is the number of channels of the output")
KERNEL_SIZE = mark("the size of the window that slides over the input: one number for every direction, or one each")
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
    name: str, default: Any = MISSING, *, least: int = 1, optional: bool = False, strict: bool = False, about: str = ""
) -> Any:
    """A whole number of at least `least`, called `name` in formulas; True counts as 1, as in Keras, unless `strict`."""

    def check(cls: type[Layer], key: str, value: Any) -> Size | None:
        if value is None and optional:
            return None
        if not isinstance(value, int) or value < least or (strict and isinstance(value, bool)):
            wanted = say("a positive whole number") if least == 1 else say("a whole number of at least {least}",
                                                                          least=least)  # fmt: skip
            raise invalid(cls, key, value, wanted)
        return Size(int(value), name)

    return argument(check, Size(default, name) if isinstance(default, int) else default, about=about)


def per_axis(
    name: str, default: Any = MISSING, *, least: int = 1, about: str = "", optional: bool = False
) -> Any:
    """A whole number for each spatial axis, or one for all; called `name_height` and so on in formulas.

    A default that is a number becomes one `Size` an axis when the layer is made.
    """

    def check(cls: type[Layer], key: str, value: Any) -> PerAxis | None:
        if value is None and optional:
            return None
        return spread(cls, key, name, value, least)

    return argument(check, default, about=about)


def spread(cls: type[Layer], key: str, name: str, value: Any, least: int = 1) -> PerAxis:
    """One `Size` for each spatial axis of the layer, from a number or a sequence of numbers."""
    numbers = tuple(value) if isinstance(value, (tuple, list)) else (value,) * cls.rank
    if len(numbers) != cls.rank or not all(isinstance(number, int) and number >= least for number in numbers):
        raise invalid(cls, key, value, _one_or_each(cls.rank) if least == 1 else _none_one_or_each(cls.rank))
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
            raise invalid(cls, key, value, wanted, _respelled(value, frozenset(choices)))
        return word

    return argument(check, default, about=about)


def flag(default: bool, *, about: str = "") -> Any:
    """True or False; anything else counts as Python counts it."""
    return argument(lambda cls, key, value: bool(value), default, about=about)


def inert(default: Any = None) -> Any:
    """An argument that is accepted in its place and changes no number, such as a seed."""
    return argument(lambda cls, key, value: None, default, inert=True)


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
        if isinstance(value, PLAIN) and not (isinstance(value, int) and value >= 0):
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


def absent(*, by_name: bool = False) -> Any:
    """An argument that changes the weights in ways not told here: only a value that switches it off is taken."""

    def check(cls: type[Layer], key: str, value: Any) -> None:
        if value not in (None, 0):
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("{layer} with '{argument}' has further weights, which are not counted here",
                    layer=cls.__name__, argument=key),
                say("leave '{argument}' out", argument=key),
            )  # fmt: skip

    return argument(check, None, by_name=by_name)


#: Values of Python's own that are never what Keras can call: a function, an initializer, a regularizer is none of them.
PLAIN = (int, float, complex, str, bytes, tuple, list, set)


def one_of_names(names: Sequence[str], wanted: Text, *, about: str = "") -> Callable[..., Any]:
    """An argument without effect on numbers: an object of Keras's, or the name of one that Keras knows."""
    known = frozenset(names)

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        if isinstance(value, PLAIN) and not (isinstance(value, str) and value in known):
            raise invalid(cls, key, value, wanted, _respelled(value, known))
        return value if isinstance(value, str) else None

    def specify(default: Any = None) -> Any:
        return argument(check, default, about=about, inert=True)

    return specify


def _respelled(value: object, known: frozenset[str]) -> Text | None:
    """A hint at the name that was probably meant: Keras 1 and 2 were less strict about capitals and underscores."""
    close = difflib.get_close_matches(value.lower(), sorted(known), 1, 0.6) if isinstance(value, str) else []
    bare = {name.replace("_", "").lower(): name for name in sorted(known, reverse=True)}
    if isinstance(value, str) and (name := bare.get(value.replace("_", "").lower())):
        close = [name]
    return say("did you mean '{name}'?", name=close[0]) if close else None


_ACTIVATIONS = (
    "relu leaky_relu relu6 softmax celu elu selu softplus softsign squareplus soft_shrink sparse_plus silu gelu glu "
    "tanh tanh_shrink threshold sigmoid exponential hard_sigmoid hard_silu hard_tanh hard_shrink linear mish "
    "log_softmax log_sigmoid sparsemax sparse_sigmoid swish hard_swish"
).split()
_INITIALIZERS = (
    "zeros zero Zeros ones one Ones uniform normal random_uniform RandomUniform random_normal RandomNormal "
    "truncated_normal TruncatedNormal glorot_uniform GlorotUniform glorot_normal GlorotNormal he_uniform HeUniform "
    "he_normal HeNormal lecun_uniform LecunUniform lecun_normal LecunNormal variance_scaling VarianceScaling "
    "orthogonal Orthogonal OrthogonalInitializer identity Identity IdentityInitializer stft STFT STFTInitializer "
    "initializer Initializer"
).split()
_REGULARIZERS = (
    "l1 L1 l2 L2 l1l2 L1L2 orthogonal_regularizer OrthogonalRegularizer regularizer Regularizer"
).split()
_CONSTRAINTS = (
    "max_norm MaxNorm min_max_norm MinMaxNorm non_neg NonNeg unit_norm UnitNorm constraint Constraint"
).split()
activation = one_of_names(_ACTIVATIONS, say("an activation that Keras knows, such as \"relu\""), about=ACTIVATION)
initializer = one_of_names(_INITIALIZERS, say("an initializer that Keras knows, such as \"he_normal\""))
regularizer = one_of_names(_REGULARIZERS, say("a regularizer that Keras knows, such as \"l2\""))
constraint = one_of_names(_CONSTRAINTS, say("a constraint that Keras knows, such as \"non_neg\""))


data_format_choices = ("channels_last", "channels_first")


def data_format() -> Any:
    """Where the channels stand; None means last."""
    return choice(*data_format_choices, default=None, about=DATA_FORMAT)
