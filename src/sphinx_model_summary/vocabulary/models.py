"""Models as a listing handles them: how layers are stacked, how tensors are joined, what a model is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..model import Functional, Gap, InputLayer, Model, Operation, Sequential, Tensor, like, tensors_in
from ..problems import Carried, Code, Refused, Text, say, shown
from ..reading import View, did_you_mean
from ..reading.values import Arguments, Caller, Unknown, Value
from ..shape import shape_from
from .building import Config
from .classes import OperationClass
from .copies import Copier, begun_within, no_copy
from .inert import INERT
from .method import Method, ignore
from .refusals import no_list
from .session import Session
from .structures import flat_values, unknowns
from .unfollowed import UNFOLLOWED
from .values import LayerValue, TensorValue, behind, known


@dataclass(slots=True, eq=False)
class ModelValue(LayerValue):
    """A Sequential or Functional model."""

    operation: Model
    called = say("a model")
    matters = False

    def attribute(self, name: str) -> Any:
        method = _METHODS.get(name)
        if self.operation.gap is not None and name in _OF_WHOLE:
            raise Carried(self.operation.gap.problem)  # what there is ends where the listing failed
        if method is not None:
            return Method(lambda arguments, caller: method(self, arguments))
        model = self.operation
        if name == "layers":
            return [layer_value(self.session, one) for one in model.operations() if one.is_layer]
        if name in ("input", "output") and isinstance(model, Sequential):
            self.session.legacy.setdefault(f".{name}", (
                say("in Keras 3 a Sequential model has no '{name}' before it is called", name=name),
                say("write model.{name}s[0]", name=name),
            ))  # fmt: skip
        if name in ("input", "output") and isinstance(model, Sequential) and model.nodes:
            return LayerValue.attribute(self, name)  # those of its first call
        model.settle()
        if isinstance(model, Sequential) and model.awaits_input and name in OF_BUILT:
            model.built_graph(())
        if name in ("inputs", "input"):
            tensors = [TensorValue(self.session, tensor) for tensor in model.inputs]
            return tensors[0] if name == "input" and len(tensors) == 1 else tensors
        if name in ("outputs", "output"):
            tensors = [TensorValue(self.session, tensor) for tensor in tensors_in(model.outputs)]
            return tensors[0] if name == "output" and len(tensors) == 1 else tensors
        if name in ("input_shape", "output_shape"):
            shapes = [tuple(tensor.shape) for tensor in
                      (model.inputs if name == "input_shape" else tensors_in(model.outputs))]  # fmt: skip
            return shapes[0] if len(shapes) == 1 else shapes
        if name in _OF_TRAINING:
            return INERT
        try:
            return LayerValue.attribute(self, name)
        except Refused as refused:
            raise Refused(refused.code, refused.message, refused.hint or did_you_mean(name, _ATTRIBUTES)) from None

    def set_attribute(self, name: str, value: Any) -> None:
        if name == "layers":
            raise Refused(
                Code.INVALID_MODEL,
                say("the layers of a model cannot be set"),
                say("use add() and pop() of a Sequential model, or make a new model"),
            )
        LayerValue.set_attribute(self, name, value)

    def changes(self, name: str) -> bool:
        return name in ("add", "pop", "build", "name", "trainable", "layers", "get_layer", *UNFOLLOWED)

    def add(self, arguments: Arguments) -> None:
        """`model.add(layer)`."""
        item, rebuild = _positional(arguments, ("layer", "rebuild"))
        if not (rebuild is None or known(rebuild)):
            raise Refused(
                Code.UNSUPPORTED_LAYER, say("{layer} with '{argument}' is not read", layer="add()", argument="rebuild"),
                say("leave '{argument}' out", argument="rebuild"),
            )  # fmt: skip
        model = self.operation
        if not isinstance(model, Sequential):
            raise Refused(Code.INVALID_MODEL, say("only a Sequential model has 'add'"),
                          say("call the next layer on what comes out of the model: model.output"))
        stack(model, item, arguments, rebuild=True)

    def pop(self, arguments: Arguments) -> Any:
        """`model.pop()`."""
        _positional(arguments, ("rebuild",))
        model = self.operation
        if not isinstance(model, Sequential):
            raise Refused(Code.INVALID_MODEL, say("{kind} has no attribute '{name}'", kind=self.called, name="pop"))
        if len(model.stack) < 2 and not model.gaps:
            raise Refused(Code.INVALID_MODEL, say("no layer would be left in the model"),
                          say("add some, as in model.add(Dense(10))"))  # fmt: skip
        return layer_value(self.session, model.pop()) if model.stack else None

    def build(self, arguments: Arguments) -> None:
        """`model.build(input_shape)`."""
        (shape,) = _positional(arguments, ("input_shape",))
        if isinstance(self.operation, Sequential) and shape is not None:
            self.operation.build(shape_from(known(shape), "input_shape"))

    def get_layer(self, arguments: Arguments) -> Any:
        """`model.get_layer(name)` or `model.get_layer(index=…)`."""
        name, index = known(_positional(arguments, ("name", "index")))
        if (name is None) == (index is None):
            raise Refused(
                Code.INVALID_MODEL,
                say("get_layer takes either a name or an index"),
                say("write get_layer(\"conv2d\"), or get_layer(index=-1)"),
            )
        layers = [one for one in self.operation.operations() if one.is_layer]
        found = [layers[index]] if isinstance(index, int) and -len(layers) <= index < len(layers) else [
            one for one in layers if one.name == name
        ]  # fmt: skip
        if not found:
            raise Refused(
                Code.INVALID_MODEL,
                say("the model has no layer '{name}'", name=name if name is not None else index),
                say("it has {names}", names=", ".join(one.name for one in layers[:8])),
            )
        return layer_value(self.session, found[0])


_METHODS: dict[str, Callable[[ModelValue, Arguments], Any]] = {
    "add": ModelValue.add, "pop": ModelValue.pop, "build": ModelValue.build, "get_layer": ModelValue.get_layer,
    **dict.fromkeys(
        ("summary", "compile", "fit", "evaluate", "save", "save_weights", "load_weights", "set_weights", "export"),
        ignore,
    ),
}  # fmt: skip

#: What a model has only once it is built.
OF_BUILT = ("inputs", "input", "outputs", "output", "input_shape", "output_shape")
#: What its last layer tells, or all of them together.
_OF_WHOLE = (
    "output", "outputs", "output_shape", "count_params", "weights", "trainable_weights", "non_trainable_weights",
    "variables", "trainable_variables", "non_trainable_variables", "get_weights",
)  # fmt: skip
#: What a model has for its training, without influence on a summary.
_OF_TRAINING = (
    "optimizer", "loss", "losses", "metrics", "metrics_names", "history", "compiled_loss", "compiled_metrics",
    "stop_training", "compute_loss", "reset_metrics", "predict", "train_on_batch", "test_on_batch",
)  # fmt: skip
_ATTRIBUTES = (*_METHODS, "layers", "inputs", "outputs", "input", "output", "input_shape", "output_shape", "name")


def layer_value(session: Session, operation: Operation) -> Value:
    """An operation as a value of the listing."""
    if id(operation) in session.instances:
        return session.instances[id(operation)]  # type: ignore[no-any-return]
    return ModelValue(session, operation) if isinstance(operation, Model) else LayerValue(session, operation)


def _positional(arguments: Arguments, names: Sequence[str]) -> list[Any]:
    """The values of a method's arguments, None where one is not given."""
    further = [name for name in arguments.keywords if name not in names]
    if further:
        raise Refused(
            Code.UNKNOWN_ARGUMENT,
            say("the model's method has no argument '{argument}'", argument=further[0]),
            say("an argument of a layer goes inside the brackets of that layer: Dense(10, activation=\"relu\")"),
        )
    given = arguments.named(*names)
    return [given.get(name) for name in names]


def stack(model: Sequential, item: Any, arguments: Arguments, *, rebuild: bool) -> None:
    """Put a value of the listing on top of a Sequential model; what cannot be put there becomes its gap."""
    if isinstance(item, Unknown):
        model.gaps.append(gap_of(item))
    if model.gap is not None:
        return
    item = behind(item)
    operation = item.operation if isinstance(item, LayerValue) else None
    if isinstance(item, TensorValue) and isinstance(item.tensor.node.operation, InputLayer):
        operation = item.tensor.node.operation
    try:
        if operation is None:
            raise no_layer(item)
        model.add(operation, rebuild=rebuild)
    except Refused as refused:
        if operation is None and isinstance(item, TensorValue):
            operation = item.tensor.node.operation
        # A layer that was made above is put into the model here; one that is made here may stand further below.
        made = operation if operation and operation.line >= arguments.line else arguments
        line, column = made.line, made.column
        name, type_ = (operation.name, operation.type) if operation else ("?", "?")
        model.gaps.append(Gap(refused.at(line, column), name, type_))


def no_layer(item: Any) -> Refused:
    """The refusal of what cannot be put into a Sequential model."""
    name = getattr(item, "name", None) or getattr(getattr(item, "kind", None), "__name__", None)
    if isinstance(item, OperationClass) and name:
        return Refused(
            Code.INVALID_MODEL,
            say("{name} is a class of layers, not a layer", name=name),
            say("write {name}(): the brackets make the layer", name=name),
        )
    if isinstance(item, TensorValue):
        return Refused(
            Code.INVALID_MODEL,
            say("what comes out of '{name}' is put into a Sequential model, not the layer",
                name=item.tensor.node.operation.name),
            say("make the layer without calling it: Dense(10), not Dense(10)(x)"),
        )  # fmt: skip
    if isinstance(item, Value):
        message = say("only layers can be added to a Sequential model, not {value}", value=item.called)
    else:
        message = say("only layers can be added to a Sequential model, not {value}", value=shown(item))
    if isinstance(item, (tuple, list)):
        hint = say("put its layers in one by one; within a list, write * before it")
        return Refused(Code.INVALID_MODEL, message, hint)
    if item is None:
        return Refused(Code.INVALID_MODEL, message, say("a function that makes a layer must end with 'return'"))
    if item is ...:
        return Refused(Code.INVALID_MODEL, message, DOTS)
    return Refused(Code.INVALID_MODEL, message, say("make a layer, as in Dense(10)"))


#: What to do about `...` in a listing that leaves something out.
DOTS = say("write what the dots stand for")


def gap_of(unknown: Unknown) -> Gap:
    """The gap that an unknown value leaves in a model."""
    for one in unknown.after:
        if isinstance(one, Gap):
            return one
    return Gap(unknown.problem)


def functional(session: Session, inputs: Any, outputs: Any, arguments: Arguments, name: str | None) -> ModelValue:
    """`keras.Model(inputs, outputs)`; with unknown outputs, a model that ends where the listing failed."""
    if isinstance(inputs, View) or isinstance(outputs, View):
        raise no_list("Model")
    gaps = [gap_of(unknown) for unknown in unknowns((inputs, outputs))]
    ins, outs = _without_unknown(inputs), _without_unknown(outputs)
    if ins == [] and not any(tensor.node.inputs for tensor in tensors_in(outs)):
        ins = outs  # nothing is computed, so that only one reading is left: what goes in comes out
    model = Functional(
        name or session.names.automatic("Functional"), line=arguments.line, column=arguments.column,
        names=session.names, given_inputs=ins, given_outputs=outs,
    )  # fmt: skip
    model.gaps = gaps
    if not gaps:
        try:
            _check_tensors(ins, outs)
            if any(tensor.node.inputs for tensor in tensors_in(ins)):
                model.given_inputs, model.given_outputs = begun_within(ins, outs)
            model.check()
        except Refused as refused:
            model.gaps.append(Gap(refused.at(arguments.line, arguments.column)))
    return ModelValue(session, model)


def _without_unknown(value: Any) -> Any:
    """The known tensors of a structure; in place of an unknown one those that came before it."""
    if isinstance(value, (tuple, list)):
        return [_without_unknown(one) for one in value]
    if isinstance(value, dict):
        return like(value, {key: _without_unknown(one) for key, one in value.items()})
    if isinstance(value, Unknown):
        return [one.tensor for one in value.after if isinstance(one, TensorValue)]
    value = behind(value)
    return value.tensor if isinstance(value, TensorValue) else value


def _check_tensors(inputs: Any, outputs: Any) -> None:
    for which, value in (("inputs", inputs), ("outputs", outputs)):
        leaves = flat_values(value)
        wrong = [leaf for leaf in leaves if not isinstance(leaf, Tensor)]
        if wrong or not leaves:
            raise Refused(
                Code.INVALID_MODEL,
                say("the '{which}' of a model must be tensors", which=which),
                say("call each layer on a tensor, beginning with Input((…))"),
            )


def clone_model(session: Session, arguments: Arguments, caller: Caller) -> ModelValue:
    """`keras.models.clone_model(model)`."""
    model, *others = (*arguments.positional, *arguments.keywords.values())
    model = behind(model)
    if not isinstance(model, ModelValue) or any(one is not None for one in others):
        raise no_copy(say("a model"))
    copy = Copier(session, caller).of(model.operation)
    copy.line, copy.column = arguments.line, arguments.column
    session.names.tensors = None
    session.models.append(copy)
    return ModelValue(session, copy)


def _refusing(message: Text, hint: Text) -> Method:
    def refuse(arguments: Arguments, caller: Caller) -> Any:
        raise Refused(Code.UNSUPPORTED, message, hint)

    return Method(refuse)


_SAVED = _refusing(
    say("a model that was saved in a file is not read"),
    say("write the layers that made it into the listing"),
)


def from_config(session: Session, arguments: Arguments, caller: Caller) -> Any:
    """`Class.from_config(config)`: what `get_config` of a layer or model told of it, made anew."""
    config = next(iter((*arguments.positional, *arguments.keywords.values())), None)
    if not isinstance(config, Config):
        return _SAVED.call(arguments, caller)
    copier = Copier(session, caller)
    if not isinstance(config.operation, Model):
        return layer_value(session, copier.layer(config.operation))
    copy = copier.of(config.operation, anew=True)
    copy.line, copy.column = arguments.line, arguments.column
    session.models.append(copy)
    return ModelValue(session, copy)


def remade(session: Session) -> dict[str, Any]:
    """The functions of `keras.models` that make a model out of another one, or of what is no listing."""
    return {
        "clone_model": Method(partial(clone_model, session)),
        **dict.fromkeys(("model_from_config", "model_from_json"), session.restoring),
        **dict.fromkeys(("load_model", "model_from_yaml"), _SAVED),
    }
