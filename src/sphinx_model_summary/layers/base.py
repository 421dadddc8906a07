"""What every layer is made of: its arguments, its weights, its output shape; and the catalogue of all layers."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from ..problems import Code, Refused, Text, say
from ..shape import Output, Shape, shape_from
from ..weights import Weight

Known = Callable[[Any], Any]
MaskRule = Literal["lose", "pass", "or", "concatenate", "not_equal", "any"]


class Inferred(NamedTuple):
    """What a layer is found to be on a given input."""

    weights: tuple[Weight, ...]
    output: Output


class Inner(Protocol):
    """A layer or model that another layer wraps: it has a name and a flag of its own."""

    @property
    def name(self) -> str:
        """The name by which paths of weights go."""

    @property
    def trainable(self) -> bool:
        """Whether its own flag lets it train."""

    @property
    def layer(self) -> Layer | None:
        """Its arguments, unless it is a model."""

    def infer(self, x: Any) -> Inferred:
        """Its weights and output shape on an input of shape `x`."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a layer: how its value is checked, and a sentence about it where learners ask."""

    name: str
    required: bool
    inert: bool
    about: str
    check: Callable[[type[Layer], str, Any], Any]
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


@dataclass(frozen=True, slots=True)
class Common:
    """The arguments that Keras takes for every layer."""

    name: str | None = None
    trainable: bool = True
    dtype: Any = None
    input_shape: Any = None


COMMON = ("name", "trainable", "dtype", "activity_regularizer", "autocast", "input_shape", "input_dim")

_CATALOGUE: dict[str, type[Layer]] = {}
_NAMES: dict[str, type[Layer]] = {}


@dataclass(frozen=True)
class Layer:
    """A layer's arguments, in Keras's order, as the fields of a frozen dataclass.

    A subclass says how its `weights` and its `output_shape` follow from them. Families (`family=True`) stay out of
    the catalogue; `rank` is the number of spatial axes, `aliases` are further public names of the class.
    """

    #: One sentence on what layers of this type do; members of a family share it.
    about: ClassVar[str] = ""
    #: Why there is nothing to train in it, for types without weights.
    weightless: ClassVar[str] = ""
    #: What each of its weights is there for, by the weight's name.
    about_weights: ClassVar[Mapping[str, str]] = {}
    #: Further public names.
    aliases: ClassVar[tuple[str, ...]] = ()
    #: How many spatial axes it works on.
    rank: ClassVar[int] = 0
    #: The rank that the input must have, batch included, or at least have.
    ndim: ClassVar[int | None] = None
    min_ndim: ClassVar[int | None] = None
    #: The tensors that a call takes; with more than one, shape rules get a tuple of shapes (None where not given).
    call_arguments: ClassVar[tuple[str, ...]] = ("inputs",)
    #: Whether a call takes a list of tensors; shape rules then get a tuple of shapes.
    takes_list: ClassVar[bool] = False
    #: Whether the weights belong to inner layers, which `trainable=False` in the constructor does not reach.
    composite: ClassVar[bool] = False
    #: What becomes of the mask of the input: lost, carried on, joined with those of other inputs, or made new.
    mask: ClassVar[MaskRule] = "lose"
    #: Whether a layer that is built refuses an input for which its weights would have another shape.
    fixes_input: ClassVar[bool] = False
    #: Whether a call takes the mask of its input.
    takes_mask: ClassVar[bool] = False
    #: The argument that holds a function of the author's own, whose output shape only following it can tell.
    traces: ClassVar[str] = ""
    #: Whether Keras takes it for built when it is made, and so remembers no shape of a call that it does not record.
    built_at_once: ClassVar[bool] = False
    #: Whether it counts among a model's layers; a function of `keras.ops` does not.
    is_layer: ClassVar[bool] = True
    #: Layer types whose automatic names are used up when the layer is made, and when it is built.
    makes: ClassVar[tuple[str, ...]] = ()
    consumes: ClassVar[tuple[str, ...]] = ()
    #: Whether the class takes the arguments that Keras takes for every layer.
    takes_common: ClassVar[bool] = True
    #: Further keywords that Keras swallows without effect.
    swallowed: ClassVar[tuple[str, ...]] = ()
    _signature: ClassVar[Signature]

    def __init_subclass__(cls, *, family: bool = False, rank: int | None = None, aliases: Sequence[str] = ()) -> None:
        super().__init_subclass__()
        if rank is not None:
            cls.rank = rank
        cls.aliases = tuple(aliases)
        if not family:
            _CATALOGUE[cls.__name__] = cls
            _NAMES.update(dict.fromkeys((cls.__name__, *aliases), cls))

    def check(self) -> None:
        """Refuse arguments that do not go together, as Keras does when the layer is made."""

    def check_inside(self, x: Any, /) -> None:
        """Refuse an input that Keras refuses only inside the `call` of another layer, where it follows the values."""

    def weights(self, x: Any, /) -> Iterable[Weight]:
        """The layer's arrays, labelled, on an input of shape `x`."""
        return ()

    def output_shape(self, x: Any, /) -> Output:
        """The shape that comes out when a shape `x` goes in."""
        raise NotImplementedError

    def output_when(self, x: Any, options: Mapping[str, Any]) -> Output:
        """The same for a call with keywords that change the output (`return_attention_scores`)."""
        return self.output_shape(x)

    def mask_rule(self) -> MaskRule:
        """What this one layer does with a mask; a recurrent layer carries it on only where it keeps the steps."""
        return self.mask

    def adapted(self) -> Layer:
        """The layer after `adapt`, which learns from data that only a run has."""
        return self

    def remark(self) -> Text | None:
        """A sentence on what this one layer's arguments bring about, such as a rate or a window."""
        return None

    def remark_on(self, x: Any) -> Text | None:
        """The same for an input of shape `x`, where that tells more."""
        return self.remark()

    def infer(self, x: Any, options: Mapping[str, Any] | None = None) -> Inferred:
        """Weights and output shape on an input of shape `x`.

        :raises Refused: where Keras refuses the input.
        """
        self.check_rank(x)
        weights = tuple(self.weights(x))
        return Inferred(weights, self.output_when(x, options) if options else self.output_shape(x))

    def check_rank(self, x: Any) -> None:
        """Refuse an input with too few or too many axes."""
        if not isinstance(x, Shape) or (self.ndim in (None, len(x)) and len(x) >= (self.min_ndim or 0)):
            return
        wanted = self.ndim if self.ndim is not None else self.min_ndim
        template = (
            say("{layer} takes an input of {wanted} axes, batch included, but a shape {shape} of {found} comes in",
                layer=type(self).__name__, wanted=wanted, found=len(x), shape=x)
            if self.ndim is not None else
            say("{layer} takes an input of at least {wanted} axes, batch included, but a shape {shape} of {found} "
                "comes in", layer=type(self).__name__, wanted=wanted, found=len(x), shape=x)
        )  # fmt: skip
        raise Refused(Code.INVALID_INPUT, template, _rank_hint(len(x), wanted or 0))

    @classmethod
    def arguments(cls) -> tuple[Argument, ...]:
        """The arguments, in Keras's order."""
        return tuple(cls._read_signature().by_name.values())

    @classmethod
    def _read_signature(cls) -> Signature:
        if "_signature" not in cls.__dict__:
            cls._signature = _signature_of(cls)
        return cls._signature

    @classmethod
    def bind(cls, positional: Sequence[Any], keywords: Mapping[str, Any], known: Known) -> tuple[Layer, Common]:
        """Make the layer from the arguments of a call.

        `known` is asked for the value of each argument that matters, and may refuse one that cannot be known.

        :raises Refused: where Keras refuses the arguments.
        """
        signature = cls._read_signature()
        places, by_name = signature.places, signature.by_name
        if len(positional) > len(places):
            raise Refused(
                Code.UNKNOWN_ARGUMENT,
                say("{layer} takes at most {most} arguments by position, not {found}",
                    layer=cls.__name__, most=len(places), found=len(positional)),
            )  # fmt: skip
        given = dict(zip(places, positional, strict=False))
        common: dict[str, Any] = {}
        for name, value in keywords.items():
            if name in given:
                raise Refused(
                    Code.INVALID_ARGUMENT,
                    say("{layer} was given '{argument}' twice", layer=cls.__name__, argument=name),
                )
            if name in by_name:
                given[name] = value
            elif name in COMMON and cls.takes_common:
                common[name] = value
            elif name not in cls.swallowed:
                raise _unknown_argument(cls, name)
        values = dict(signature.defaults)
        for name in signature.required:
            if name not in given:
                raise Refused(
                    Code.MISSING_ARGUMENT,
                    say("{layer} needs the argument '{argument}'", layer=cls.__name__, argument=name),
                    say("Keras takes {layer}({signature})",
                        layer=cls.__name__, signature=", ".join([*signature.required, "…"])),
                )  # fmt: skip
        for name, value in given.items():
            argument = by_name[name]
            values[argument.field] = argument.check(cls, name, value if argument.inert else known(value))
        layer = cls(**values)
        layer.check()
        common |= {name: given[name] for name in ("name", "dtype") if name in given}
        return layer, _common(cls, common, known)


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


def _unknown_argument(cls: type[Layer], name: str) -> Refused:
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


def _common(cls: type[Layer], given: Mapping[str, Any], known: Known) -> Common:
    if not given:
        return Common()
    name, trainable = known(given.get("name")), known(given.get("trainable", True))
    if name is not None and (not isinstance(name, str) or "/" in name):
        raise invalid(cls, "name", name, say("a string without '/'"))
    if not isinstance(trainable, bool):
        raise invalid(cls, "trainable", trainable, say("True or False"))
    input_shape = known(given.get("input_shape"))
    if input_shape is None and given.get("input_dim") is not None:
        input_shape = (known(given["input_dim"]),)
    if input_shape is not None:
        input_shape = shape_from(input_shape, "input_shape")
    return Common(name, trainable, given.get("dtype"), input_shape)


def invalid(cls: type[Layer], argument: str, value: object, wanted: Text, hint: Text | None = None) -> Refused:
    """The refusal of an argument's value."""
    return Refused(
        Code.INVALID_ARGUMENT,
        say("{layer}: '{argument}' must be {wanted}, not {value}",
            layer=cls.__name__, argument=argument, wanted=wanted, value=shown(value)),
        hint or _plainer(value),
    )  # fmt: skip


def _plainer(value: object) -> Text | None:
    """A hint for a number in the wrong dress."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d+\s*", value):
        return say("write {value} without quotation marks", value=value.strip())
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return say("write {value}; a division that stays whole is written with //", value=int(value))
    return None


def shown(value: object) -> str:
    """A value of the listing as its author would write it, cut to a bearable length."""
    text = repr(value) if isinstance(value, (int, float, str, bytes, tuple, list, dict, set, type(None))) else "that"
    return text if len(text) <= 60 else text[:57] + "…"


def _rank_hint(found: int, wanted: int) -> Text | None:
    if found > wanted:
        return say("put a Flatten or a global pooling layer, or a Reshape, before it")
    if wanted == 3:
        return say("steps and features are needed, as in Input((10, 4)): after a recurrent layer, give that layer "
                   "return_sequences=True; before an Embedding, whole numbers come in")  # fmt: skip
    if found == wanted - 1:
        return say("an axis is missing: write it into the input shape, as in (28, 28, 1) for grey images, or put a "
                   "Reshape before it")  # fmt: skip
    return say("put it before the layer that flattens its input, or a Reshape before it")


def _signature_of(cls: type[Layer]) -> Signature:
    arguments = []
    for one in dataclasses.fields(cls):
        check, inert = one.metadata["check"], one.metadata["inert"]
        required = one.default is dataclasses.MISSING
        name = one.name.rstrip("_")
        default = None if required or inert else check(cls, name, one.default)
        about = one.metadata["about"]
        arguments.append(Argument(name, required, inert, about, check, default, one.name, bool(one.kw_only)))
    return Signature(
        tuple(argument.name for argument in arguments if not argument.by_name),
        {argument.name: argument for argument in arguments},
        tuple(argument.name for argument in arguments if argument.required),
        {argument.field: argument.default for argument in arguments if not argument.required},
    )


def find(name: str) -> type[Layer] | None:
    """The layer class with this public name or alias."""
    return _NAMES.get(name)


def names() -> tuple[str, ...]:
    """All public names, aliases included."""
    return tuple(_NAMES)


def catalogue() -> Iterator[type[Layer]]:
    """All layer classes, by name."""
    return (_CATALOGUE[name] for name in sorted(_CATALOGUE))
