"""The layers at the core of most models: dense layers, embeddings, and those that only pass values on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape
from ..size import Size
from ..weights import Weight
from .adaptation import adapted, lora_rank
from .arguments import (
    USE_BIAS,
    activation,
    argument,
    arrays,
    constraint,
    count,
    flag,
    inert,
    initializer,
    regularizer,
)
from .base import Layer, MaskRule, applied
from .objects import PLAIN
from .same_shape import SameShape
from .signature import invalid
from .spatial import positions_in

PASSES_ON = mark("It only passes values on, so there is nothing to learn.")


@dataclass(frozen=True)
class Dense(Layer):
    """A weighted sum of all inputs for each unit; source: `keras.layers.Dense`."""

    kind = "dense"
    mask = "pass"
    fixes_input = True
    multiplied = ("kernel",)
    pointwise = True
    about: ClassVar[str] = mark("Each unit multiplies every input by a weight of its own, adds up the products, and "
                                "adds its bias.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "kernel": mark("one weight for every pair of an input and a unit"),
        "bias": mark("one number for each unit, added to its sum"),
    }
    min_ndim: ClassVar[int] = 2

    units: Size = count("units", about=mark("how many units the layer has; it is the size of the output"))
    activation: Any = activation()
    use_bias: bool = flag(True, about=USE_BIAS)
    kernel_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    lora_rank: Size | None = lora_rank()
    lora_alpha: Any = inert()
    quantization_config: Any = inert()

    def weights(self, x: Shape) -> Iterable[Weight]:
        return adapted(self._plain_weights(x), self.lora_rank)

    def _plain_weights(self, x: Shape) -> Iterable[Weight]:
        if x.last is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} needs to know the size of the last axis, but the shape {shape} leaves it open",
                    layer=type(self).__name__, shape=x),
                say("write all sizes into the input shape, or put a global pooling layer in place of a Flatten"),
            )  # fmt: skip
        yield Weight("kernel", (x.last.named("inputs"), self.units))
        if self.use_bias:
            yield Weight("bias", (self.units.named("biases"),))

    def output_shape(self, x: Shape) -> Shape:
        return x.named().with_last(self.units)

    def positions(self, x: Shape) -> Iterable[Size | None]:
        return positions_in(x)

    def remark_on(self, x: Shape) -> Text | None:
        if len(x) == 2:
            return None
        return say("The input has more than two axes: only the last one counts, and the same weights serve every "
                   "position along the others.")  # fmt: skip


INPUT_DIM = mark("how many different words (or other indices) there are, counting from 0; it is the number of rows")
OUTPUT_DIM = mark("how many numbers stand for each word; it is the number of columns")
MASK_ZERO = mark("whether index 0 means \"nothing here\" and later layers skip it")


@dataclass(frozen=True)
class Lookup(Layer, family=True):
    """What both kinds of embedding have in common."""

    kind = "embedding"
    multiplied = ()  # a row is looked up
    pointwise = True
    casts_input = False
    about: ClassVar[str] = mark("A table with a row of numbers for each word (or other index): every index that comes "
                                "in is replaced by its row.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "embeddings": mark("the table: for every word a row, learned like any other weight"),
        "reverse_embeddings": mark("the table for the way back from rows to words"),
    }
    swallowed: ClassVar[tuple[str, ...]] = ("input_length",)

    input_dim: Size = count("vocabulary", strict=True, about=INPUT_DIM)
    output_dim: Size = count("embedding", strict=True, about=OUTPUT_DIM)

    def weights(self, x: Shape) -> Iterable[Weight]:
        yield Weight("embeddings", (self.input_dim, self.output_dim))

    def output_shape(self, x: Shape) -> Shape:
        return Shape((*x.named(), self.output_dim))


@dataclass(frozen=True)
class Embedding(Lookup):
    """A row of a table for each index; source: `keras.layers.Embedding`."""

    embeddings_initializer: Any = initializer()
    embeddings_regularizer: Any = regularizer()
    embeddings_constraint: Any = constraint()
    mask_zero: bool = flag(False, about=MASK_ZERO)
    weights_: Any = arrays()
    lora_rank: Size | None = lora_rank()
    lora_alpha: Any = inert()
    quantization_config: Any = inert()

    def weights(self, x: Shape) -> Iterable[Weight]:
        return adapted(super().weights(x), self.lora_rank)

    def mask_rule(self) -> MaskRule:
        return "not_equal" if self.mask_zero else "lose"


@dataclass(frozen=True)
class ReversibleEmbedding(Lookup):
    """An embedding that also leads back from rows to words; source: `keras.layers.ReversibleEmbedding`."""

    swallowed: ClassVar[tuple[str, ...]] = ("input_length", "weights", "lora_alpha")
    call_options: ClassVar[tuple[str, ...]] = ("reverse",)

    tie_weights: bool = flag(True, about=mark("whether the way back uses the same table, or one of its own"))
    embeddings_initializer: Any = initializer()
    embeddings_regularizer: Any = regularizer()
    embeddings_constraint: Any = constraint()
    mask_zero: bool = flag(False, about=MASK_ZERO)
    reverse_dtype: Any = inert()
    logit_soft_cap: Any = inert()
    lora_rank: Size | None = lora_rank(by_name=True)
    quantization_config: Any = inert(by_name=True)

    def weights(self, x: Shape) -> Iterable[Weight]:
        yield from adapted(super().weights(x), self.lora_rank)
        if not self.tie_weights:
            yield Weight("reverse_embeddings", (self.output_dim, self.input_dim))

    def output_when(self, x: Shape, options: Mapping[str, Any]) -> Output:
        return x.named().with_last(self.input_dim) if options.get("reverse") else self.output_shape(x)

    def macs(self, x: Shape, options: Mapping[str, Any] | None = None) -> Size | None:
        table = Weight("reverse_embeddings", (self.output_dim, self.input_dim))
        return applied([table], positions_in(x)) if options and options.get("reverse") else Size(0)


class Identity(SameShape):
    """The input, unchanged; source: `keras.layers.Identity`."""

    keeps_integers = True
    mask = "pass"
    built_at_once = True
    about: ClassVar[str] = mark("Gives back what it gets.")
    weightless: ClassVar[str] = PASSES_ON

    def output_shape(self, x: Any) -> Any:
        return super().output_shape(x) if isinstance(x, Shape) else tuple(map(self.output_shape, x))


@dataclass(frozen=True)
class Masking(SameShape):
    """Marks the steps to be skipped; source: `keras.layers.Masking`."""

    mask = "any"
    built_at_once = True
    about: ClassVar[str] = mark("Marks the steps of a sequence that hold nothing but padding, so that later layers "
                                "skip them.")  # fmt: skip
    weightless: ClassVar[str] = PASSES_ON

    mask_value: Any = inert(0.0)


def lambda_output_shape() -> Any:
    """The sizes of an output without its batch, or several such; anything but plain values is kept for a tracer."""

    def sizes(value: Any) -> bool:
        return isinstance(value, tuple) and all(one is None or (isinstance(one, int) and one >= 0) for one in value)

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        several = isinstance(value, (tuple, list)) and len(value) > 0 and all(map(sizes, value))
        if isinstance(value, PLAIN) and not sizes(value) and not several:
            raise invalid(
                cls, key, value, say("a tuple of whole numbers, without the batch, or a tuple of such tuples"),
                say("for one axis of 10 write (10,)"),
            )  # fmt: skip
        return value

    return argument(check, None, about=mark("the shape that the function gives, without the batch"))


def author_function(default: Any = MISSING) -> Any:
    """A function of the listing, kept as it is; Python's plain values are none."""

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        if isinstance(value, PLAIN) or (value is None and default is MISSING):
            raise invalid(cls, key, value, say("a function"))
        return value

    return argument(check, default, inert=True)


def keywords(cls: type[Layer], key: str, value: Any) -> Any:
    """Further arguments for the function, by their names."""
    if value and not isinstance(value, dict):
        raise invalid(cls, key, value, say("a dict of names and values"))
    return value


@dataclass(frozen=True)
class Lambda(Layer):
    """A function of the author's own; source: `keras.layers.Lambda`.

    Where `output_shape_` is not plain sizes, following `function` on the shape that comes in tells what comes out.
    """

    takes_mask = True
    makes_outputs_only = False
    traces = "function"
    traces_shape = "output_shape_"
    traces_mask = "mask_"
    tells_macs = False
    about: ClassVar[str] = mark("Applies a function that the author wrote.")
    weightless: ClassVar[str] = mark("Weights used inside the function would not belong to the layer.")

    function: Any = author_function()
    output_shape_: Any = lambda_output_shape()
    mask_: Any = author_function(None)
    arguments_: Any = argument(keywords, None)

    def told(self, x: Any) -> Output | None:
        """The output's shape, if the author wrote it down."""
        first = x
        while not isinstance(first, Shape):
            first = first[0]
        batch = first.named()[0]
        given = self.output_shape_
        if callable(given):
            worked_out: Output = given(x)
            return worked_out
        if not isinstance(given, (tuple, list)):
            return None
        if given and all(isinstance(one, tuple) for one in given):
            return tuple(Shape((batch, *one)) for one in given)
        return Shape((batch, *given))

    def output_shape(self, x: Any) -> Output:
        told = self.told(x)
        if told is not None:
            return told
        traced: Output = self.function(x, self.arguments_ or {})
        return traced
