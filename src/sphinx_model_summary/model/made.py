"""Layers as a program makes them: with a name, a trainable flag, and weights once they are built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ..layers import Inferred, Layer, check_activation_inside, check_initializers
from ..problems import Code, Refused, say
from ..shape import Output, Shape, Sight, is_open
from ..size import Size
from ..weights import Weight
from .graph import Node, Operation, Tensor, Variable, nested_map, opened, tensors_in
from .masks import MAKING, cast_of, mask_of
from .names import Names
from .precision import computes, keeps


@dataclass(slots=True, eq=False)
class InputLayer(Operation):
    """Where data enters a model."""

    shape: Shape = Shape()
    type: str = "InputLayer"
    dtype: str = "float32"
    #: The name of its tensor.
    tensor_name: str = ""

    @property
    def output(self) -> Tensor:
        """The tensor that enters, made at the first use."""
        if not self.nodes:
            node = Node(self, (), 0)
            node.outputs = Tensor(self.shape, node, dtype=self.dtype, name=self.tensor_name)
            self.nodes.append(node)
        return self.nodes[0].flat_outputs()[0]

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Output:
        raise Refused(Code.INVALID_MODEL, say("the model already has an input"), say("keep one Input, at the top"))


@dataclass(slots=True, eq=False)
class MadeLayer(Operation):
    """A layer of the catalogue, as made in a listing."""

    layer: Layer = field(default_factory=Layer)
    names: Names = field(default_factory=Names)
    built: tuple[Variable, ...] | None = None
    paths: tuple[str, ...] = ()
    #: Whether its `call` takes a mask, where a class of the listing changes it; else the layer tells.
    takes_mask: bool | None = None
    #: The shapes that it was built for, and the shape that came out where the listing itself built it.
    built_for: Any = None
    told: Any = None
    #: A function of the listing's own for the masks of what comes out (see `OwnLayer.compute_mask`).
    compute_mask: Callable[[Any, Sequence[Tensor | None]], Sequence[Tensor | None]] | None = None

    #: Whether it has weights whose shapes it took from data that the listing does not have.
    adapted: bool = False

    @property
    def is_layer(self) -> bool:
        return self.layer.is_layer

    def adapt(self, data: Shape | None) -> None:
        """Learn from data of this shape, where the listing tells it."""
        self.layer = self.layer.adapted()
        if self.is_built or type(self.layer).weights is Layer.weights:
            return
        if data is None:
            self.adapted = True
        else:
            self.seen = self.infer_output(data, None)

    @property
    def is_built(self) -> bool:
        return self.built is not None or self.layer.built_at_once

    def with_masks(
        self, arguments: Any, inputs: tuple[Tensor, ...], *, alone: bool
    ) -> tuple[Any, tuple[Tensor, ...]]:
        takes_mask = self.layer.takes_mask if self.takes_mask is None else self.takes_mask
        if not (takes_mask and len(inputs) == 1 and inputs[0].mask is not None):
            return arguments, inputs
        # A tensor of another type, and one with keywords beside it, are read from a copy without the mask.
        as_is = alone and inputs[0].dtype in ("", computes(self.policy))
        return arguments, (inputs[0], inputs[0].mask) if as_is else inputs

    def pass_mask(self, node: Node, masks: Sequence[Tensor | None], casts: Sequence[str]) -> None:
        rule = self.layer.mask_rule()
        if self.compute_mask is not None:
            taken = iter(_cast(node.arguments, casts))
            first = nested_map(lambda one: next(taken) if isinstance(one, Tensor) else one, node.arguments)
            found = self.compute_mask(((first,), {}), masks)
            for output, mask in zip(node.flat_outputs(), found, strict=False):
                output.mask = mask
        elif rule != "lose" and (rule in MAKING or any(mask is not None for mask in masks)):
            mask = self.mask_of(_cast(node.arguments, casts), masks)
            for output in node.flat_outputs()[: self.layer.masked_outputs()]:
                output.mask = mask

    def mask_of(self, inputs: Sequence[Tensor], masks: Sequence[Tensor | None]) -> Tensor | None:
        """The mask of what comes out, where tensors with these masks go in."""
        return mask_of(self.layer.mask_rule(), inputs, masks, self.names, getattr(self.layer, "axis", -1))

    def give_types(self, outputs: Sequence[Tensor], given: Sequence[str]) -> None:
        dtype = self.layer.output_type(computes(self.policy), given)
        for output in outputs:
            output.dtype = dtype

    def check_inside(self, shapes: Any) -> None:
        self.layer.check_inside(shapes)
        self.check_activations()

    def check_activations(self) -> None:
        check_activation_inside(self.layer)
        Operation.check_activations(self)

    def check_outside(self, shapes: Any) -> None:
        self.layer.check_outside(shapes)

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        return self.layer.macs(x, options)

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        return self.layer.sees(x)

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Output:
        self._check_structure(shapes)
        weights, output = self._inferred(shapes, options)
        if self.built is None:
            check_initializers(self.layer, weights)
            self.built, self.built_for = tuple(map(self._variable, weights)), shapes
            self.paths = tuple(weight.name for weight in weights)
            for kind in self.layer.consumes:
                self.names.automatic(kind)
        elif self.layer.fixes_input and any(
            weight.shape != variable.weight.shape for weight, variable in zip(weights, self.built, strict=True)
        ):
            raise Refused(
                Code.INVALID_INPUT,
                say("'{name}' was built for another input: its weights do not fit an input of shape {shape}",
                    name=self.name, shape=shapes),
                say("a layer that is used several times needs inputs that agree on the axes its weights span"),
            )  # fmt: skip
        return output

    def _inferred(self, shapes: Any, options: dict[str, Any] | None) -> Inferred:
        try:
            return self.layer.infer(shapes, options)
        except IndexError:  # a rule asks for an axis that is not there, as Keras's own rule does
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} takes an input of more axes, but a shape {shape} comes in",
                    layer=type(self.layer).__name__, shape=shapes),
            ) from None  # fmt: skip

    def _check_structure(self, shapes: Any) -> None:
        """Refuse a list where a layer takes a tensor; one that follows a function takes what that function takes."""
        layer = self.layer
        first = shapes[0] if len(layer.call_arguments) > 1 and not isinstance(shapes, Shape) else shapes
        if layer.is_layer and not (layer.takes_list or layer.traces or isinstance(first, Shape)):
            if first is not shapes and first and isinstance(first[0], Shape):
                layer.infer(first[0])  # one that needs several tensors, side by side, says so itself
            raise Refused(
                Code.INVALID_INPUT,
                say("'{name}' takes one tensor, and a list or dict of tensors comes in", name=self.name),
                say("pick one of them, or join them in a merging layer"),
            )

    def copied(self) -> MadeLayer:
        return replace(self, nodes=[], stacks=(), seen=None, built=None, paths=())

    def infer(self, x: Any) -> Inferred:
        output = self.infer_output(x, None)
        self.seen = self.seen or opened(output)
        return Inferred(tuple(replace(one.weight, name=path, of=one) for path, one in self.named_variables()), output)

    def _variable(self, weight: Weight) -> Variable:
        if isinstance(weight.of, Variable):
            return weight.of
        if not weight.dtype and keeps(self.policy) != "float32":
            weight = replace(weight, dtype=keeps(self.policy))
        if any(map(is_open, weight.shape)):
            raise Refused(
                Code.INVALID_INPUT,
                say("the weights of '{name}' depend on an axis whose size is open", name=self.name),
                say("write the size into the input shape"),
            )
        return Variable(weight, weight.trainable and not weight.frozen and (self.trainable or self.layer.composite))

    def own_variables(self) -> Iterable[Variable]:
        return self.built or ()

    def set_trainable(self, value: bool) -> None:
        Operation.set_trainable(self, value)
        if value and self.layer.composite and self.built is not None:
            # What was frozen in an inner layer when this one was built trains again, as that layer does now.
            for variable, weight in zip(self.built, self.layer.infer(self.built_for).weights, strict=True):
                variable.trainable = weight.trainable

    def named_variables(self) -> Iterator[tuple[str, Variable]]:
        # A wrapper's weights are those of what it wraps, already under their paths; before it is built, what there is.
        return Operation.named_variables(self) if self.built is None else zip(self.paths, self.built, strict=True)

    def opened(self) -> Iterable[Operation]:
        return getattr(self.layer, "layers", ())

    def remembered(self) -> Any:
        # A cell cannot tell what comes out without the states that go in.
        silent = self.layer.built_at_once or "states" in self.layer.call_arguments
        return self.told or (None if silent else self.seen)

    def inner(self) -> Iterable[Operation]:
        for one in fields(self.layer):
            value = getattr(self.layer, one.name)
            for item in value if isinstance(value, (tuple, list)) else (value,):
                if isinstance(item, Operation):
                    yield item


def _cast(arguments: Any, casts: Sequence[str]) -> list[Tensor]:
    """The tensors of a call as they come into a layer, through the casts of these names."""
    tensors = list(tensors_in(arguments))
    return [cast_of(*pair) for pair in zip(tensors, casts, strict=False)] if casts else tensors
