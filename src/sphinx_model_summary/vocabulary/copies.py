"""Copies of models, and models that begin in the middle of another one; Keras names their inputs after tensors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ..model import (
    Functional,
    InputLayer,
    MadeLayer,
    Model,
    Node,
    Operation,
    OwnLayer,
    Sequential,
    Tensor,
    graph_between,
    nested_map,
    tensors_in,
)
from ..problems import Carried, Code, Refused, Text, say
from ..reading import Instance
from ..reading.values import Arguments, Caller
from .session import Session
from .values import behind


def begun_within(inputs: Any, outputs: Any) -> tuple[Any, Any]:
    """Inputs and outputs of a model that begins in the middle of another one; source: `clone_graph_nodes`.

    :raises Refused: where the names of its inputs are not known, or what goes in comes out.
    """
    passed = {id(tensor) for tensor in tensors_in(inputs)}
    for tensor in tensors_in(outputs):
        if id(tensor) in passed:  # Keras copies it, and loses the way from the input to the copy
            raise Refused(
                Code.INVALID_MODEL,
                say("the outputs need the tensor of '{name}', which the model's inputs do not lead to",
                    name=tensor.node.operation.name),
            )  # fmt: skip
    copies: dict[int, Tensor] = {}
    for tensor in tensors_in(inputs):
        if not tensor.node.inputs:
            copies[id(tensor)] = tensor
            continue
        copies[id(tensor)] = InputLayer(
            f"{_named(tensor)}CLONE", shape=tensor.shape, dtype=tensor.dtype or "float32",
            tensor_name=f"{tensor.name}CLONE",
        ).output  # fmt: skip
    nodes = graph_between(tuple(tensors_in(inputs)), tensors_in(outputs)).nodes

    def copied(one: Any) -> Any:
        if isinstance(one, Tensor) and id(one) not in copies:
            copies[id(one)] = replace(one, name=f"{one.name}_clone" if one.name else "")
        return copies[id(one)] if isinstance(one, Tensor) else one

    for node in nodes:
        if not node.inputs or all(id(tensor) not in copies for tensor in node.flat_outputs()):
            operation = node.operation
            new = Node(operation, tuple(map(copied, node.inputs)), len(operation.nodes),
                       arguments=nested_map(copied, node.arguments), options=node.options)  # fmt: skip
            new.outputs = nested_map(copied, node.outputs)
            for tensor in new.flat_outputs():
                tensor.node = new
            operation.nodes.append(new)
    return nested_map(copied, inputs), nested_map(copied, outputs)


def _named(tensor: Tensor) -> str:
    if not tensor.name:
        raise Refused(
            Code.UNSUPPORTED,
            say("Keras names this model's inputs after all tensors that were made before, which are not counted here"),
            say("give each Input a name, and let the model begin at an Input((…))"),
        )
    return tensor.name


@dataclass(slots=True)
class Copier:
    """One copy of a model; each layer is copied once."""

    session: Session
    caller: Caller
    made: dict[int, Operation] = field(default_factory=dict)

    def of(self, model: Model, *, anew: bool = False) -> Model:
        """The copy: new layers under the old names; made `anew`, the inputs keep theirs, too.

        :raises Refused: where it is not read.
        """
        if model.gap is not None:
            raise Carried(model.gap.problem)
        if isinstance(model, Sequential):
            return self._stack(model, trainable=anew or model.trainable)
        if isinstance(model, Functional) and model.type == "Functional":
            return self._graph(model, within=anew)
        raise no_copy(model.type)

    def _stack(self, model: Sequential, *, trainable: bool = True) -> Sequential:
        # The flag of a Sequential model itself is not in its configuration; those of its layers are.
        new = Sequential(model.name, line=model.line, column=model.column, names=self.session.names)
        new.trainable = trainable
        for operation in model.stack:
            new.add(self.layer(operation), rebuild=False)
        if new.stack:
            new.rebuild()
        return new

    def _graph(self, model: Functional, *, within: bool = False) -> Functional:
        tensors: dict[int, Tensor] = {}
        for tensor in model.inputs:
            old = tensor.node.operation
            name = old.name if within else _named(tensor)
            tensors[id(tensor)] = InputLayer(
                name, shape=tensor.shape, dtype=tensor.dtype, tensor_name=name, line=old.line
            ).output
        for node in model.graph.nodes:
            if node.inputs:
                self._call(node, tensors, shared=len([one for one in model.graph.nodes
                                                      if one.operation is node.operation]) > 1)  # fmt: skip

        def new(one: Any) -> Any:
            return tensors[id(one)] if isinstance(one, Tensor) else one

        copy = Functional(model.name, line=model.line, column=model.column, names=self.session.names,
                          given_inputs=nested_map(new, model.given_inputs),
                          given_outputs=nested_map(new, model.given_outputs))  # fmt: skip
        copy.trainable = model.trainable or not within  # `clone_model` forgets it, a configuration holds it
        return copy

    def _call(self, node: Node, tensors: dict[int, Tensor], *, shared: bool) -> None:
        operation = self.layer(node.operation)
        masked = any(tensor.mask is not None for tensor in node.inputs)
        if shared or masked:
            raise no_copy(node.operation.type)

        def new(one: Any) -> Any:
            return tensors.get(id(one), one) if isinstance(one, Tensor) else one

        output = operation.connect(nested_map(new, node.arguments), tuple(map(new, node.inputs)), node.options)
        tensors.update(zip(map(id, node.flat_outputs()), tensors_in(output), strict=True))

    def layer(self, operation: Operation) -> Operation:
        """The copy of a layer."""
        if id(operation) not in self.made:
            self.made[id(operation)] = self._copied(operation)
        return self.made[id(operation)]

    def _copied(self, operation: Operation) -> Operation:
        fresh: Mapping[str, Any] = {"nodes": [], "seen": None, "stacks": ()}
        if isinstance(operation, InputLayer):
            return replace(operation, **fresh)
        if isinstance(operation, MadeLayer) and id(operation) not in self.session.instances:
            layer = operation.layer
            if layer.traces:  # Keras makes no function anew that was not written for it
                raise no_copy(operation.type)
            inner = {one.name: self._inside(getattr(layer, one.name)) for one in fields(layer)}
            layer = replace(layer, **{name: value for name, value in inner.items() if value is not None})
            return replace(operation, **fresh, layer=layer, built=None, paths=(), built_for=None)
        if isinstance(operation, Sequential):
            return self._stack(operation)
        if isinstance(operation, Functional) and operation.type == "Functional":
            return self._graph(operation, within=True)
        if isinstance(operation, OwnLayer):
            return self._own(operation)
        raise no_copy(operation.type)

    def _inside(self, value: Any) -> Any:
        """A layer that another one wraps, or a tuple of them; None for any other argument."""
        if isinstance(value, Operation):
            return self.layer(value)
        if isinstance(value, tuple) and value and all(isinstance(one, Operation) for one in value):
            return tuple(map(self.layer, value))
        return None

    def _own(self, operation: OwnLayer) -> Operation:
        """A layer of the listing's own is made anew from its `get_config`."""
        instance = self.session.instances[id(operation)]
        config = instance.method("get_config")
        values = self.caller.call(config) if config is not None else None
        if not isinstance(values, dict) or not isinstance(instance, Instance):
            raise no_copy(operation.type)
        made = behind(instance.cls.call(Arguments((), {**values, "name": operation.name}, operation.line), self.caller))
        new: Operation = made.operation
        new.trainable = operation.trainable
        return new


def no_copy(kind: Text | str) -> Refused:
    """The refusal of a copy."""
    return Refused(
        Code.UNSUPPORTED,
        say("copies of {kind} are not read here", kind=kind),
        say("show the model that it was copied from: it has the same layers"),
    )
