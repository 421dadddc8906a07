"""Wrappers: layers that put another layer to use, once in each direction, at every step, or with scaled weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape, summed, volume
from ..size import Size
from ..weights import Weight
from .arguments import argument, arrays
from .base import Inferred, Inner, Layer, MaskRule
from .cells import Cell, OwnCell, within
from .remedies import for_rank
from .signature import invalid

_RECURRENT = say("a recurrent layer, such as LSTM(32)")


def inner(*, about: str = "", optional: bool = False, copied: bool = False) -> Any:
    """A layer or model of its own, made in the listing; where `copied`, what becomes of that one later is no matter."""

    def check(cls: type[Layer], key: str, value: Any) -> Inner | None:
        if value is None and optional:
            return None
        if not callable(getattr(value, "infer", None)):
            kind = getattr(value, "kind", None)
            hint = None if copied else say("give it the layer itself, such as Dense(8)")
            if isinstance(kind, type) and issubclass(kind, Layer):
                hint = say("write {name}(): the brackets make the layer", name=kind.__name__)
            raise invalid(cls, key, value, _RECURRENT if copied else say("a layer"), hint)
        if isinstance(value.layer, Cell):
            raise invalid(cls, key, value.name, say("a layer"), say("a cell needs a layer around it: RNN(cell)"))
        return value.copied() if copied else value  # type: ignore[no-any-return]

    return argument(check, None, about=about) if optional else argument(check, about=about)


class Wrapper(Layer, family=True):
    """A layer around another one."""

    composite: ClassVar[bool] = True

    layer: Inner


@dataclass(frozen=True)
class TimeDistributed(Wrapper):
    mask = "pass"
    takes_mask = True
    about: ClassVar[str] = mark("Puts the same inner layer to use at every step of a sequence; its weights are shared "
                                "by all steps, so they count once.")  # fmt: skip
    min_ndim: ClassVar[int | None] = 3

    layer: Inner = inner(about=mark("the layer that works on each step"))

    def check_inside(self, x: Shape) -> None:
        if len(x) > 1 and x[1] is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("inside a class or a function, TimeDistributed needs to know the number of steps"),
                say("write the number of steps into the input shape"),
            )

    def check_rank(self, x: Any) -> None:
        super().check_rank(x)
        if self.layer.layer is not None:
            try:
                self.layer.layer.check_rank(_step(x))
            except Refused as refused:
                wanted = self.layer.layer.ndim or self.layer.layer.min_ndim or 0
                refused.hint = for_rank(x, wanted + 1, leading=2)
                raise

    def weights(self, x: Shape) -> Iterable[Weight]:
        return within(self.layer, self.layer.infer(_step(x)).weights)

    def macs(self, x: Shape, options: Mapping[str, Any] | None = None) -> Size | None:
        return volume((self.layer.macs(_step(x)), x[1] and x[1].named("steps")))

    def output_shape(self, x: Shape) -> Output:
        output = self.layer.infer(_step(x)).output
        if not isinstance(output, Shape):
            raise Refused(
                Code.INVALID_INPUT,
                say("TimeDistributed takes an inner layer with one output, but {layer} has {outputs}",
                    layer=self.layer.name, outputs=len(output)),
            )  # fmt: skip
        return Shape((output[0], x.named()[1], *output[1:]))


def _step(x: Shape) -> Shape:
    return Shape((x[0], *x[2:]))


def merge_mode(cls: type[Layer], key: str, value: Any) -> str | None:
    """How two outputs become one; None leaves them apart."""
    if value is not None and value not in ("sum", "mul", "ave", "concat"):
        raise invalid(cls, key, value, say("one of 'sum', 'mul', 'ave', 'concat', or None"))
    return value  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Bidirectional(Wrapper):
    takes_mask = True
    about: ClassVar[str] = mark("Reads the sequence in both directions with two copies of the inner layer, each with "
                                "weights of its own.")  # fmt: skip
    call_arguments: ClassVar[tuple[str, ...]] = ("sequences", "initial_state")

    layer: Inner = inner(copied=True, about=mark("the recurrent layer of which two copies are made"))
    merge_mode: str | None = argument(merge_mode, "concat", about=mark(
        "how the outputs of the two directions are joined: side by side (\"concat\"), added, multiplied or averaged; "
        "None keeps them apart"))  # fmt: skip
    weights_: Any = arrays()
    backward_layer: Inner | None = inner(optional=True, about=mark("a layer of its own for the way back"))

    def check(self) -> None:
        forward = recurrent(self.layer, "layer")
        backward = forward if self.backward_layer is None else recurrent(self.backward_layer, "backward_layer")
        if forward.go_backwards if self.backward_layer is None else forward.go_backwards == backward.go_backwards:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("Bidirectional reads once forwards and once backwards, but both of its layers would read the same "
                    "way"),
                say("leave go_backwards out, or give it to one of the two layers only"),
            )  # fmt: skip
        if isinstance(getattr(forward, "computes", None), OwnCell):
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("Bidirectional copies its layer, and a cell of a class of your own is not copied here"),
                say("join two RNN layers yourself, one of them with go_backwards=True"),
            )
        for name in ("stateful", "return_sequences", "return_state"):
            if getattr(forward, name) != getattr(backward, name):
                raise Refused(
                    Code.INVALID_ARGUMENT,
                    say("both layers of Bidirectional need the same '{argument}'", argument=name),
                )

    def mask_rule(self) -> MaskRule:
        return "pass" if recurrent(self.layer, "layer").return_sequences else "lose"

    def masked_outputs(self) -> int:
        return 2 if self.merge_mode is None else 1

    @property
    def copies(self) -> tuple[Inner, Inner]:
        """The inner layers, under the names that they get."""
        name = self.layer.name
        forward = Copy(self.layer, f"forward_{name.removeprefix('forward_')}")
        backward = Copy(self.layer, f"backward_{name.removeprefix('backward_')}")
        return forward, backward if self.backward_layer is None else self.backward_layer

    def inside(self, attribute: str) -> Any:
        """One of the two copies, where that is what Keras keeps there: its name and its arguments."""
        places = ("forward_layer", "backward_layer")
        if attribute not in places:
            return None
        one = self.copies[places.index(attribute)]
        if not one.layer:
            return None
        return (one.name, one.layer) if isinstance(one, Copy) else one

    def weights(self, x: Any) -> Iterable[Weight]:
        for copy in self.copies:
            yield from within(copy, copy.infer(sequence(x)).weights)

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        return summed(copy.macs(sequence(x)) for copy in self.copies)

    def output_shape(self, x: Any) -> Output:
        output = self.layer.infer(sequence(x)).output
        first, *states = (output,) if isinstance(output, Shape) else output
        assert isinstance(first, Shape)
        joined: tuple[Output, ...] = (first, first) if self.merge_mode is None else (self.joined(first),)
        whole = (*joined, *states, *states)
        return whole[0] if len(whole) == 1 else whole

    def joined(self, one: Shape) -> Shape:
        """The output, from that of one direction."""
        if self.merge_mode != "concat":
            return one
        if one.last is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("Bidirectional puts the outputs side by side on the last axis, but the shape {shape} leaves its "
                    "size open", shape=one),
            )  # fmt: skip
        return one.with_last(Size(2, "directions") * one.last)

    def remark(self) -> Text | None:
        if self.merge_mode == "concat":
            return say("The outputs of the two directions stand side by side, so the last axis is twice as long.")
        if self.merge_mode is None:
            return say("The outputs of the two directions stay apart: two tensors come out.")
        return say("The outputs of the two directions are joined number by number ({merge_mode}), so the last axis "
                   "keeps its length.", merge_mode=self.merge_mode)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """A copy of an inner layer under a name of its own."""

    original: Inner
    name: str

    @property
    def trainable(self) -> bool:
        """Whether the original's own flag lets it train."""
        return self.original.trainable

    @property
    def layer(self) -> Layer | None:
        """The arguments of the original."""
        return self.original.layer

    def infer(self, x: Any) -> Inferred:
        """Weights like those of the original, and its output."""
        weights, output = self.original.infer(x)
        return Inferred(tuple(replace(weight, of=None, dtype=weight.dtype or "float32") for weight in weights), output)

    def copied(self) -> Inner:
        """The same once more."""
        return self

    def macs(self, x: Any) -> Size | None:
        """The multiply-accumulates of the original."""
        return self.original.macs(x)


def recurrent(inner: Inner, key: str) -> Any:
    """The recurrent layer inside; only its flags are asked for.

    :raises Refused: if it is something else.
    """
    layer = inner.layer
    if not all(hasattr(layer, flag) for flag in ("go_backwards", "stateful", "return_sequences", "return_state")):
        raise invalid(Bidirectional, key, inner.name, _RECURRENT)
    return layer


def sequence(x: Any) -> Shape:
    """The shape of the sequence, of a call with or without a state to start from."""
    return x if isinstance(x, Shape) else x[0]


def positive(cls: type[Layer], key: str, value: Any) -> Any:
    """A number above 0."""
    if not isinstance(value, (int, float)) or value <= 0:
        raise invalid(cls, key, value, say("a positive whole number"))
    return value


@dataclass(frozen=True)
class SpectralNormalization(Wrapper):
    fixes_input = True
    about: ClassVar[str] = mark("Divides the kernel of the inner layer by its largest singular value before each "
                                "training step; the vector that estimates it is kept, but not trained.")  # fmt: skip
    about_weights: ClassVar[Mapping[str, str]] = {
        "vector_u": mark("the current estimate that the kernel is scaled by; it is computed, not trained"),
    }
    min_ndim: ClassVar[int | None] = 1

    layer: Inner = inner(about=mark("the layer whose kernel is scaled"))
    power_iterations: Any = argument(positive, 1, about=mark("how often the estimate is refined at each step"))

    def weights(self, x: Shape) -> Iterable[Weight]:
        weights = list(within(self.layer, self.layer.infer(x).weights))
        kernels = (place for place, one in enumerate(weights) if one.name.partition("/")[2] in ("kernel", "embeddings"))
        place = next(kernels, None)
        if place is None:
            raise invalid(
                type(self), "layer", self.layer.name, say("a layer with a kernel or with embeddings, such as Conv2D")
            )
        kernel = weights.pop(place)
        yield kernel
        yield Weight("vector_u", (Size(1), kernel.shape[-1]), trainable=False, dtype=kernel.dtype or "float32")
        yield from weights

    def macs(self, x: Shape, options: Mapping[str, Any] | None = None) -> Size | None:
        return self.layer.macs(x)  # the kernel is scaled in training only

    def output_shape(self, x: Shape) -> Output:
        return self.layer.infer(x).output
