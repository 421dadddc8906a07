"""Activation functions and other functions of `keras.ops.nn` that keep the shape, and the losses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import absent, flag, inert
from ..problems import mark, say
from ..shape import Shape, volume
from ..size import Size
from .arguments import Axes, axes, bound, whole
from .base import Operation


@dataclass(frozen=True)
class Activation(Operation, family=True):
    about: ClassVar[str] = mark("An activation function: it bends each number by itself, so that layers one after "
                                "another can do more than a single one. The shape stays.")  # fmt: skip
    pointwise = True
    namespace: ClassVar[str] = "nn"

    def output_shape(self, x: Shape) -> Shape:
        return x


class Relu(Activation, functions="relu"): ...


@dataclass(frozen=True)
class ReLU(Activation, activations="relu"):
    """What `keras.activations.relu` makes: a class of its own, with further arguments."""

    negative_slope: Any = inert(0.0)
    max_value: Any = inert()
    threshold: Any = inert(0.0)


class Relu6(Activation, functions="relu6", activations="relu6"): ...
class Sigmoid(Activation, functions="sigmoid", activations="sigmoid"): ...
class SparseSigmoid(Activation, functions="sparse_sigmoid", activations="sparse_sigmoid"): ...
class Softplus(Activation, functions="softplus", activations="softplus"): ...
class Softsign(Activation, functions="softsign", activations="softsign"): ...
class SparsePlus(Activation, functions="sparse_plus", activations="sparse_plus"): ...
class Silu(Activation, functions="silu swish", activations="silu swish"): ...
class LogSigmoid(Activation, functions="log_sigmoid", activations="log_sigmoid"): ...
class HardSigmoid(Activation, functions="hard_sigmoid", activations="hard_sigmoid"): ...
class HardSilu(Activation, functions="hard_silu hard_swish"): ...
class HardTanh(Activation, functions="hard_tanh", activations="hard_tanh"): ...
class TanhShrink(Activation, functions="tanh_shrink", activations="tanh_shrink"): ...
class Selu(Activation, functions="selu", activations="selu"): ...


@dataclass(frozen=True)
class SoftShrink(Activation, functions="soft_shrink", activations="soft_shrink"):
    threshold: Any = inert(0.5)


@dataclass(frozen=True)
class HardShrink(Activation, functions="hard_shrink", activations="hard_shrink"):
    threshold: Any = inert(0.5)


@dataclass(frozen=True)
class Threshold(Activation, functions="threshold", activations="threshold"):
    threshold: Any = bound()
    default_value: Any = bound()


@dataclass(frozen=True)
class Squareplus(Activation, functions="squareplus", activations="squareplus"):
    b: Any = inert(4)


@dataclass(frozen=True)
class LeakyRelu(Activation, functions="leaky_relu", activations="leaky_relu"):
    negative_slope: Any = inert(0.2)


@dataclass(frozen=True)
class Elu(Activation, functions="elu", activations="elu"):
    alpha: Any = inert(1.0)


@dataclass(frozen=True)
class Celu(Activation, functions="celu", activations="celu"):
    alpha: Any = inert(1.0)


@dataclass(frozen=True)
class Gelu(Activation, functions="gelu", activations="gelu"):
    approximate: Any = inert()


@dataclass(frozen=True)
class Glu(Activation, functions="glu", activations="glu"):
    about: ClassVar[str] = mark("It cuts an axis into halves; the second decides how much of the first passes.")
    pointwise = False

    axis: int = whole(-1)

    def output_shape(self, x: Shape) -> Shape:
        place = self.place(self.axis, x)
        size = x[place]
        if size is not None and size % 2:
            raise self.unfit(say("an axis of {size} cannot be cut into two halves", size=size))
        return Shape((*x[:place], None if size is None else size // 2, *x[place + 1 :]))


@dataclass(frozen=True)
class AlongAxes(Activation, family=True):
    """A function of all numbers along an axis."""

    pointwise = False
    about: ClassVar[str] = mark("It turns the numbers along an axis into shares, which add up to 1.")

    axis: Axes = axes(-1)

    def output_shape(self, x: Shape) -> Shape:
        for axis in self.axis if isinstance(self.axis, tuple) else () if self.axis is None else (self.axis,):
            self.place(axis, x)
        return x


class Softmax(AlongAxes, functions="softmax", activations="softmax"): ...
class LogSoftmax(AlongAxes, functions="log_softmax", activations="log_softmax"): ...


@dataclass(frozen=True)
class Sparsemax(AlongAxes, functions="sparsemax"):
    axis: Axes = whole(-1)


@dataclass(frozen=True)
class Normalize(AlongAxes, functions="normalize"):
    about: ClassVar[str] = mark("It divides the numbers along an axis by their length, which becomes 1.")

    order: Any = inert(2)
    epsilon: Any = inert()


@dataclass(frozen=True)
class Normalization(Operation, family=True):
    """A normalization whose weights come in as tensors."""

    about: ClassVar[str] = mark("It shifts and scales the numbers to a common mean and spread. The shape stays.")
    namespace: ClassVar[str] = "nn"

    def output_shape(self, x: Any) -> Shape:
        shape: Shape = x[0]
        return shape


@dataclass(frozen=True)
class BatchNorm(Normalization, functions="batch_normalization"):
    tensors: ClassVar[tuple[str, ...]] = ("x", "mean", "variance", "offset", "scale")
    optional: ClassVar[tuple[str, ...]] = ("offset", "scale")
    places: ClassVar[tuple[str, ...]] = ("x", "mean", "variance", "axis", "offset", "scale", "epsilon")

    axis: int = whole()
    epsilon: Any = inert(0.001)

    def output_shape(self, x: Any) -> Shape:
        shape, *vectors = x
        wanted = Shape((shape[self.place(self.axis, shape)],))
        for vector in vectors:
            if vector is not None and vector != wanted:
                raise self.mismatch(shape, vector)
        if vectors[2] is not None and vectors[3] is None:
            raise self.unfit(say("BatchNorm takes no 'offset' without a 'scale'"))
        return Shape(shape)


@dataclass(frozen=True)
class LayerNorm(Normalization, functions="layer_normalization"):
    tensors: ClassVar[tuple[str, ...]] = ("x", "gamma", "beta")
    optional: ClassVar[tuple[str, ...]] = ("gamma", "beta")
    swallowed: ClassVar[tuple[str, ...]] = ("rms_scaling",)

    axis: Axes = axes(-1)
    epsilon: Any = inert()


@dataclass(frozen=True)
class RMSNorm(Normalization, functions="rms_normalization"):
    tensors: ClassVar[tuple[str, ...]] = ("x", "scale")
    optional: ClassVar[tuple[str, ...]] = ("scale",)
    numbers: ClassVar[tuple[str, ...]] = ("scale",)

    axis: Axes = axes(-1)
    epsilon: Any = inert()


@dataclass(frozen=True)
class DotProductAttention(Operation, functions="dot_product_attention"):
    about: ClassVar[str] = mark("Each query is compared with all keys; the closer one is, the more its value counts.")
    namespace: ClassVar[str] = "nn"
    tensors: ClassVar[tuple[str, ...]] = ("query", "key", "value", "bias", "mask", "scale")
    optional: ClassVar[tuple[str, ...]] = ("bias", "mask", "scale")
    numbers: ClassVar[tuple[str, ...]] = ("scale",)

    is_causal: Any = inert()
    flash_attention: Any = inert()
    attn_logits_soft_cap: Any = absent()

    def output_shape(self, x: Any) -> Shape:
        shape: Shape = x[0]
        return shape

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        if any(len(shape) != 4 for shape in x[:3]):
            return None
        (_, queries, heads, size), (_, keys, _, _), (*_, value_size) = (shape.named() for shape in x[:3])
        added = None if size is None or value_size is None else size + value_size
        return volume((heads, queries, keys, added))


@dataclass(frozen=True)
class Loss(Operation, family=True):
    about: ClassVar[str] = mark("A loss: it measures how far an output is from its target.")
    namespace: ClassVar[str] = "nn"
    tensors: ClassVar[tuple[str, ...]] = ("target", "output")

    from_logits: bool = flag(False)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        if x[0] != x[1]:
            raise self.mismatch(*x)
        return x[1]


class BinaryCrossentropy(Loss, functions="binary_crossentropy"): ...


@dataclass(frozen=True)
class CategoricalCrossentropy(Loss, functions="categorical_crossentropy"):
    axis: int = whole(-1)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        self.at_least(1, x[0])
        return Shape(super().output_shape(x)[:-1])


@dataclass(frozen=True)
class SparseCategoricalCrossentropy(Loss, functions="sparse_categorical_crossentropy"):
    axis: int = whole(-1)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        target, output = x
        self.at_least(1, output)
        place = self.place(self.axis, output)
        if len(target) == len(output) and target[-1] == 1:
            target = Shape(target[:-1])
        examples = Shape((*output[:place], *output[place + 1 :]))
        if target != examples:
            raise self.mismatch(target, output)
        return examples
