"""What every layer is made of: its arguments, its weights, its output shape; and the catalogue of all layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from ..counting import counted
from ..problems import Code, Refused, Text, say
from ..shape import Output, Shape, Sight, TooLarge, volume
from ..size import Size
from ..weights import FLOATS, Weight
from .remedies import for_place, for_rank
from .signature import (
    COMMON,
    Argument,
    Common,
    Known,
    Signature,
    arguments_of,
    common_of,
    signature_of,
    unknown_argument,
)

MaskRule = Literal["lose", "pass", "first", "or", "concatenate", "not_equal", "any"]
#: What a layer is for, in the words of a textbook's chapters; pictures colour by it.
Kind = Literal[
    "convolution", "pooling", "normalization", "activation", "regularization", "dense", "embedding", "recurrent",
    "attention", "merging", "reshaping", "padding", "preparation", "other",
]  # fmt: skip


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

    def copied(self) -> Inner:
        """One like it, with flags and weights of its own."""

    def macs(self, x: Any) -> Size | None:
        """How many multiply-accumulates it takes for one example of shape `x`; None where that is not known."""


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
    #: What it is for; members of a family share it.
    kind: ClassVar[Kind] = "other"
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
    #: Further keywords of a call, besides `training`, and `mask` where a call takes one.
    call_options: ClassVar[tuple[str, ...]] = ()
    #: Whether a call takes a list of tensors; shape rules then get a tuple of shapes.
    takes_list: ClassVar[bool] = False
    #: Whether Keras works out the output shape by a rule of the class, so that a subclass may change `call` at will.
    shape_by_rule: ClassVar[bool] = True
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
    #: The arguments that may hold one from input shapes to that of the output, and one from masks to the next mask.
    traces_shape: ClassVar[str] = ""
    traces_mask: ClassVar[str] = ""
    #: Whether Keras takes it for built when it is made, and so remembers no shape of a call that it does not record.
    built_at_once: ClassVar[bool] = False
    #: Whether a call makes no further tensors than those that come out.
    makes_outputs_only: ClassVar[bool] = True
    #: Whether it counts among a model's layers; a function of `keras.ops` does not.
    is_layer: ClassVar[bool] = True
    #: Whether floating-point numbers of another type than the layer's are cast before they come in.
    casts_input: ClassVar[bool] = True
    #: Whether whole numbers that come in come out as such.
    keeps_integers: ClassVar[bool] = False
    #: The weights that what comes in is multiplied by, by the last part of their names; None where that is not told.
    multiplied: ClassVar[Sequence[str] | None] = None
    #: Whether its multiply-accumulates can be told; code of an author, or another way to compute, hides them.
    tells_macs: ClassVar[bool] = True
    #: Whether a position of the output sees only the same position of the input, as far as there are positions.
    pointwise: ClassVar[bool] = False
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

    def has(self, name: str) -> bool:
        """Whether it has an argument of this name that may change its numbers."""
        argument = self._read_signature().by_name.get(name)
        return argument is not None and not argument.inert

    def changed(self, name: str, value: Any) -> Layer:
        """The layer with another value for one of its arguments, as `layer.units = 3` gives it."""
        argument = self._read_signature().by_name[name]
        changed: dict[str, Any] = {argument.field: argument.check(type(self), name, value)}
        return replace(self, **changed)

    def check(self) -> None:
        """Refuse arguments that do not go together, as Keras does when the layer is made."""

    def check_inside(self, x: Any, /) -> None:
        """Refuse an input that Keras refuses only inside the `call` of another layer, where it follows the values."""

    def check_outside(self, x: Any, /) -> None:
        """Refuse arguments that Keras refuses only between the layers of a model, where it knows shapes alone."""

    def weights(self, x: Any, /) -> Iterable[Weight]:
        """The layer's arrays, labelled, on an input of shape `x`."""
        return ()

    def output_shape(self, x: Any, /) -> Output:
        """The shape that comes out when a shape `x` goes in."""
        raise NotImplementedError

    def output_when(self, x: Any, options: Mapping[str, Any]) -> Output:
        """The same for a call with keywords that change the output (`return_attention_scores`)."""
        return self.output_shape(x)

    def output_type(self, computes: str, given: Sequence[str]) -> str:
        """The type of the numbers that come out, where the layer computes in one type and takes others; "" is open."""
        return given[0] if self.keeps_integers and given[0] not in FLOATS else computes

    def positions(self, x: Any) -> Iterable[Size | None]:
        """The axes of one example along which the weights that multiply are used again and again."""
        return ()

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        """How many multiply-accumulates a call takes for one example of shape `x`; None where that is not known.

        They are the products with weights, and of two tensors; sums, means and functions of single values are none.
        """
        weights = tuple(self.weights(x))
        if not self.tells_macs or (weights and self.multiplied is None):
            return None
        multiplied = [one for one in weights if one.name.rpartition("/")[2] in (self.multiplied or ())]
        return applied(multiplied, self.positions(x)) if multiplied else Size(0)

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        """What a position of the output sees along each spatial axis; nothing for its own position only.

        None where no window tells that, or where positions are not arranged as in the input.
        """
        return () if self.pointwise else None

    def mask_rule(self) -> MaskRule:
        """What this one layer does with a mask; a recurrent layer carries it on only where it keeps the steps."""
        return self.mask

    def masked_outputs(self) -> int:
        """How many of the tensors that come out have the mask."""
        return 1

    def adapted(self) -> Layer:
        """The layer after `adapt`, which learns from data that only a run has."""
        return self

    def remark(self) -> Text | None:
        """A sentence on what this one layer's arguments bring about, such as a rate or a window."""
        return None

    def remark_on(self, x: Any) -> Text | None:
        """The same for an input of shape `x`, where that tells more."""
        return self.remark()

    def initializers(self) -> dict[str, str]:
        """The initializers that were given by their names, by the names of the arguments."""
        names = self._read_signature().initializers
        return {name: value for name in names if isinstance(value := getattr(self, name), str)}

    def infer(self, x: Any, options: Mapping[str, Any] | None = None) -> Inferred:
        """Weights and output shape on an input of shape `x`.

        :raises Refused: where Keras refuses the input.
        """
        self.check_rank(x)
        try:
            weights = tuple(self.weights(x))
            return Inferred(weights, self.output_when(x, options) if options else self.output_shape(x))
        except TooLarge as refused:
            raise refused.within(type(self).__name__, x) from None

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
        raise Refused(Code.INVALID_INPUT, template, for_rank(x, wanted or 0, getattr(self, "leading", 1)))

    @classmethod
    def arguments(cls) -> tuple[Argument, ...]:
        """The arguments, in Keras's order."""
        return tuple(cls._read_signature().by_name.values())

    @classmethod
    def described(cls) -> tuple[Argument, ...]:
        """The arguments as the fields describe them; a class whose order is another one changes it here."""
        return arguments_of(cls)

    @classmethod
    def _read_signature(cls) -> Signature:
        if "_signature" not in cls.__dict__:
            cls._signature = signature_of(cls.described())
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
                say("sizes go into one tuple: {layer}({sizes})", layer=cls.__name__, sizes=tuple(positional))
                if all(isinstance(one, int) for one in positional)
                else None,
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
                raise unknown_argument(cls, name)
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
            value = value if argument.inert else known(value)
            try:
                values[argument.field] = argument.check(cls, name, value)
            except Refused as refused:
                if refused.hint is None and name in places[: len(positional)]:
                    refused.hint = for_place(cls, name, value, given, len(positional))
                raise
        layer = cls(**values)
        layer.check()
        common |= {name: given[name] for name in ("name", "dtype") if name in given}
        return layer, common_of(cls, common, known)


def applied(weights: Iterable[Weight], positions: Iterable[Size | None]) -> Size | None:
    """The multiply-accumulates of weights that are applied at each of these positions."""
    return volume((counted(weights), *positions))


def find(name: str) -> type[Layer] | None:
    """The layer class with this public name or alias."""
    return _NAMES.get(name)


def names() -> tuple[str, ...]:
    """All public names, aliases included."""
    return tuple(_NAMES)


def catalogue() -> Iterator[type[Layer]]:
    """All layer classes, by name."""
    return (_CATALOGUE[name] for name in sorted(_CATALOGUE))
