"""Layers as a program makes them: with a name, a trainable flag, and weights once they are built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ..layers import Common, Inferred, Layer
from ..problems import Code, Refused, say
from ..shape import Shape
from ..summary import Output, Weight
from .graph import Node, Operation, Tensor, Variable


@dataclass(slots=True, eq=False)
class InputLayer(Operation):
    """Where data enters a model."""

    shape: Shape = Shape()
    type: str = "InputLayer"

    @property
    def output(self) -> Tensor:
        """The tensor that enters, made at the first use."""
        if not self.nodes:
            node = Node(self, (), 0)
            node.outputs = Tensor(self.shape, node)
            self.nodes.append(node)
        return self.nodes[0].flat_outputs()[0]

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Output:
        return self.shape


@dataclass(slots=True, eq=False)
class MadeLayer(Operation):
    """A layer of the catalogue, as made in a listing."""

    layer: Layer = field(default_factory=Layer)
    common: Common = Common()
    built: tuple[Variable, ...] | None = None

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Output:
        return self.infer(shapes, options).output

    def infer(self, x: Any, options: dict[str, Any] | None = None) -> Inferred:
        """Weights and output on an input; the first call builds the weights, later ones must fit them.

        :raises Refused: where Keras refuses the input.
        """
        weights, output = self.layer.infer(x, options)
        if self.built is None:
            self.built = tuple(self._variable(weight) for weight in weights)
        elif [weight.shape for weight in weights] != [variable.weight.shape for variable in self.built]:
            raise Refused(
                Code.INVALID_INPUT,
                say("'{name}' was built for another input: its weights do not fit an input of shape {shape}",
                    name=self.name, shape=x),
                say("a layer that is used several times needs inputs that agree on the axes its weights span"),
            )  # fmt: skip
        return Inferred(tuple(replace(variable.weight, of=variable) for variable in self.built), output)

    def _variable(self, weight: Weight) -> Variable:
        if isinstance(weight.of, Variable):
            return weight.of
        dtype = self.common.dtype
        if weight.dtype == "float32" and isinstance(dtype, str):
            weight = replace(weight, dtype=dtype)
        return Variable(weight, weight.trainable and (self.trainable or self.layer.composite))

    def own_variables(self) -> Iterable[Variable]:
        return self.built or ()

    def inner(self) -> Iterable[Operation]:
        for one in fields(self.layer):
            value = getattr(self.layer, one.name)
            for item in value if isinstance(value, (tuple, list)) else (value,):
                if isinstance(item, Operation):
                    yield item
