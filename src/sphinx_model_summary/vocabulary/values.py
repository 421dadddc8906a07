"""Layers, tensors and models as a listing handles them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .. import operations
from ..model import (
    Gap,
    InputLayer,
    MadeLayer,
    Model,
    Node,
    Operation,
    Sequential,
    Tensor,
    Variable,
    keeps,
    like,
    nested_map,
    tensors_in,
)  # fmt: skip
from ..problems import Carried, Code, Refused, say
from ..reading import Array, Instance, View, WholeMember
from ..reading.values import Arguments, Caller, Unknown, Value
from ..shape import Shape
from .attributes import argument_of, has_attribute, not_read
from .building import building_asked
from .classes import ClassOf, OperationClass
from .inert import INERT
from .masking import mask_asked
from .method import IGNORED, Method
from .precision import Policy, types_asked
from .refusals import check_call, check_tensors, layer_kept, too_many
from .session import Session
from .structures import flat_values, model_arguments, unknowns
from .unfollowed import unfollowed
from .variables import weights_asked


@dataclass(slots=True, eq=False)
class TensorValue(Value):
    """A symbolic tensor."""

    session: Session
    tensor: Tensor
    called = say("a tensor")
    matters = True

    def attribute(self, name: str) -> Any:
        if name in ("shape", "_keras_shape"):
            return tuple(self.tensor.shape)
        if name == "dtype":
            return self.tensor.dtype or self.session.precision.only or INERT
        if name in ("get_shape", "as_list"):
            return Method(lambda arguments, caller: tuple(self.tensor.shape))
        if name == "ndim":
            return len(self.tensor.shape)
        if name in ("assign", "assign_add", "assign_sub") and not self.tensor.symbolic:
            return IGNORED
        if (kind := operations.METHODS.get(name)) is not None:
            return Method(lambda arguments, caller: operate(self.session, kind, replace(
                arguments, positional=(self, *arguments.positional))))  # fmt: skip
        return Value.attribute(self, name)

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        kind = operations.OPERATORS.get(operator)
        if kind is None:
            return NotImplemented
        operands = (self,) if len(kind.tensors) == 1 else (other, self) if reflected else (self, other)
        return operate(self.session, kind, Arguments(operands, {}, *self.session.place))

    def is_same(self, other: Any) -> bool:
        return isinstance(other, TensorValue) and other.tensor is self.tensor

    def truth(self) -> bool:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("whether a tensor is true is not known while the model is made"),
            say("decide by a number that the listing holds, or use keras.ops.where"),
        )

    def item(self, key: Any) -> Any:
        whole = key if self.tensor.symbolic or isinstance(key, tuple) else (key,)  # actual data take a slice alone
        return operate(self.session, operations.OPERATORS["[]"], Arguments((self, whole), {}, *self.session.place))


@dataclass(slots=True, eq=False)
class WeightValue(TensorValue):
    """A weight of a layer that is built."""

    variable: Variable

    def attribute(self, name: str) -> Any:
        if name in ("trainable", "name"):
            return self.variable.trainable if name == "trainable" else self.variable.weight.name.rpartition("/")[2]
        return TensorValue.attribute(self, name)

    def set_attribute(self, name: str, value: Any) -> None:
        if name == "trainable":
            self.variable.trainable = bool(known(value))
        else:
            TensorValue.set_attribute(self, name, value)


@dataclass(slots=True, eq=False)
class LayerValue(Value):
    """A layer, or an input, as made in a listing."""

    session: Session
    operation: Operation
    called = say("a layer")
    role = "layers"
    matters = True

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        return apply(self.session, self.operation, arguments)

    def attribute(self, name: str) -> Any:
        operation = self.operation
        if name == "name":
            return operation.name
        if name == "trainable":
            return operation.trainable
        if name in ("__class__", "from_config"):
            return self.session.restoring if name == "from_config" else ClassOf(operation, self.session.restoring)
        if isinstance(operation, InputLayer) and name in ("output", "input"):
            return TensorValue(self.session, operation.output)
        if name in ("dtype", "dtype_policy", "compute_dtype", "variable_dtype"):
            types = {"dtype": keeps(operation.policy), "dtype_policy": Policy(operation.policy)}
            return types.get(name) or types_asked(operation.policy)[name]
        operation.settle()
        if name in ("output", "input") and operation.nodes:
            node = operation.nodes[0]
            tensors = list(node.flat_outputs() if name == "output" else node.inputs)
            return wrapped(self.session, tensors[0] if len(tensors) == 1 else tensors)
        if name in ("output_shape", "input_shape") and operation.nodes:
            return wrapped(self.session, nested_map(lambda one: tuple(one.shape), operation.nodes[0].outputs
                                      if name == "output_shape" else operation.nodes[0].arguments))  # fmt: skip
        by_shape = building_asked(operation, name)
        if by_shape is not None:
            return Method(lambda arguments, caller: by_shape(*known((*arguments.positional,
                                                                     *arguments.keywords.values()))))  # fmt: skip
        if name in ("compute_mask", "adapt"):
            return Method(self._mask if name == "compute_mask" else self._adapt)
        if (asked := weights_asked(operation, name)) is not None:
            return self._arrays(asked)
        made = self.session.part(operation, name)
        if made is not None:
            return made
        if isinstance(operation, MadeLayer):
            value = argument_of(operation.layer, name)
            if value is not None:
                return nested_map(lambda one: self.session.wrap(one) if isinstance(one, Operation) else one, value)
        kept = self.session.kept.get((id(operation), name), unfollowed(self.session, name))
        if kept is None:
            raise not_read(operation, name, self.called)
        return kept

    def has_attribute(self, name: str) -> bool | None:
        kept = (id(self.operation), name) in self.session.kept or self.session.part(self.operation, name)
        return True if kept else has_attribute(self.operation, name)

    def _arrays(self, asked: Any) -> Any:
        if callable(asked):
            return Method(lambda arguments, caller: self._arrays(asked()))
        if isinstance(asked, list):
            return [self._arrays(one) for one in asked]
        if isinstance(asked, Variable):
            return WeightValue(self.session, scratch(Shape(asked.weight.shape)), asked)
        return TensorValue(self.session, scratch(asked)) if isinstance(asked, Shape) else asked

    def _mask(self, arguments: Arguments, caller: Caller) -> Any:
        """`layer.compute_mask(inputs, mask)`."""
        return wrapped(self.session, mask_asked(self.operation, known(arguments.positional), known(arguments.keywords)))

    def _adapt(self, arguments: Arguments, caller: Caller) -> None:
        """`layer.adapt(data)`."""
        data = next(iter((*arguments.positional, *arguments.keywords.values())), None)
        if isinstance(self.operation, MadeLayer):
            self.operation.adapt(Shape(data.shape) if isinstance(data, Array) else None)

    def set_attribute(self, name: str, value: Any) -> None:
        if name == "trainable":
            self.operation.set_trainable(bool(known(value)))
        elif name == "name":
            self.operation.name = str(known(value))
        elif isinstance(self.operation, MadeLayer) and self.operation.layer.has(name):
            if not self.operation.is_built:
                self.operation.layer = self.operation.layer.changed(name, known(value))
        elif not isinstance(self.operation, Sequential) and any(
            isinstance(behind(one), LayerValue) for one in flat_values(value)
        ):
            raise layer_kept(self.operation, name)
        else:
            self.session.kept[id(self.operation), name] = value

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        if operator not in ("==", "!=") or not isinstance(other, LayerValue):
            return NotImplemented
        return self.is_same(other) == (operator == "==")

    def is_same(self, other: Any) -> bool:
        return isinstance(other, LayerValue) and other.operation is self.operation

    def is_instance(self, of: Any) -> bool:
        return isinstance(of, OperationClass) and of.has(self.operation)


def wrapped(session: Session, value: Any) -> Any:
    """Tensors, in whatever structure, as values of the listing."""
    return nested_map(lambda one: TensorValue(session, one) if isinstance(one, Tensor) else one, value)


def scratch(shape: Shape) -> Tensor:
    """A tensor that belongs to no graph: actual data, or a tensor inside a function that is followed."""
    return Tensor(shape, Node(Operation("?", "?"), (), 0), symbolic=False)


def behind(value: Any) -> Any:
    """A layer of a class of the listing's own as the layer that stands behind it; any other value as it is."""
    return value.foreign if isinstance(value, Instance) and isinstance(value.foreign, Value) else value


_PLAIN = frozenset({int, str, float, bool, type(None)})


def known(value: Any) -> Any:
    """A value as the model's side takes it: layers and tensors unwrapped.

    :raises Carried: if it is, or holds, something unknown.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, TensorValue):
        return value.tensor
    if isinstance(value, Unknown):
        raise Carried(value.problem)
    value = behind(value)
    if isinstance(value, LayerValue):
        return value.operation
    if isinstance(value, Array):
        return scratch(Shape(value.shape))
    if isinstance(value, (tuple, list)):
        return (tuple if isinstance(value, tuple) else View if isinstance(value, View) else list)(map(known, value))
    if isinstance(value, dict):
        return like(value, {key: known(one) for key, one in value.items()})
    return int(value) if isinstance(value, WholeMember) else value


def plain(value: Any) -> Any:
    """A value that an argument needs; where it is not known, the author is told how to supply it.

    :raises Carried: if it is, or holds, something unknown.
    """
    if type(value) in _PLAIN:
        return value
    unknown = next(unknowns(value), None)
    if unknown is not None:
        raise Carried(unknown.asked().problem)
    return known(value)


def operate(session: Session, kind: type[operations.Operation], arguments: Arguments) -> Any:
    """Apply an operation to the tensors among the arguments of a call.

    :raises Refused: where Keras refuses it.
    """
    try:
        call = operations.read_call(kind, arguments.positional, arguments.keywords,
                                    lambda one: isinstance(one, Tensor), _known, session.tracing)  # fmt: skip
        recorded = is_recorded(session, call.inputs)
        if recorded and isinstance(call.operation, operations.elementwise.Cast):
            session.precision.check_cast()
        name = session.names.automatic(kind.__name__) if recorded else "?"
        given = session.names.given
        made = MadeLayer(name, kind.__name__, arguments.line, arguments.column, layer=call.operation,
                         within=session.within)  # fmt: skip
        inputs = tuple(tensor for tensor in call.inputs if tensor.symbolic) if recorded else call.inputs
        output = made.connect(call.arguments, inputs, recorded=recorded)
        return wrapped(session, session.named(made, output, given))
    except Carried:
        raise
    except Refused as refused:
        # What follows would be named and counted as if this had not been written.
        session.problems.append(refused.at(arguments.line, arguments.column))
        raise


def is_recorded(session: Session, inputs: Sequence[Tensor]) -> bool:
    """Whether Keras records a call: it does so outside of `call` methods, where one of the tensors is symbolic."""
    return not session.tracing and any(tensor.symbolic for tensor in inputs)


def _known(value: Any) -> Any:
    return Shape(value.shape) if isinstance(value, Array) else known(value)


def apply(session: Session, operation: Operation, arguments: Arguments) -> Any:
    """Call a layer or model on tensors; a failure is an unknown tensor that remembers what came before it."""
    try:
        positional, keywords = known(arguments.positional), known(arguments.keywords)
    except Carried:
        return next(unknowns((arguments.positional, arguments.keywords)))
    names = operation.layer.call_arguments if isinstance(operation, MadeLayer) else ("inputs",)
    given = dict(zip(names, positional, strict=False))
    options = {}
    for name, value in keywords.items():
        if name in names:
            given[name] = value
        elif not isinstance(arguments.keywords[name], Value):
            options[name] = value
    try:
        tensors = tuple(map(given.get, names))
        alone = len(positional) == 1 and isinstance(positional[0], Tensor) and not keywords
        if not alone or isinstance(operation, InputLayer):
            check_tensors(operation, tensors, given)
            if isinstance(operation, MadeLayer):
                check_call(operation, positional, keywords)
        if len(names) == 1 and any(isinstance(one, Tensor) for one in positional[1:]):
            raise too_many(operation, positional)
        whole = tensors[0] if len(names) == 1 else tensors
        if isinstance(operation, Model):
            whole = model_arguments(operation, whole)
        inputs = positional if alone else tuple(
            tensors_in((positional, [keywords[name] for name in sorted(keywords)]))
        )
        recorded = is_recorded(session, inputs)
        if recorded:
            inputs = tuple(tensor for tensor in inputs if tensor.symbolic)
        operation.settle()
        before = session.names.given
        output = operation.connect(
            whole, inputs, options or None, recorded=recorded, alone=alone, mask=keywords.get("mask")
        )
        return wrapped(session, session.named(operation, output, before))
    except Refused as refused:
        problem = refused.at(arguments.line, arguments.column)
        if any(isinstance(value, TensorValue) for value in flat_values(arguments.positional)):
            session.problems.append(problem)
        return Unknown(problem, (Gap(problem, operation.name, operation.type), *flat_values(arguments.positional)))


def tensors_among(values: Any) -> tuple[Tensor, ...]:
    """All tensors in nested tuples, lists and dicts of values."""
    return tuple(one.tensor for one in flat_values(values) if isinstance(one, TensorValue))
