"""Classes of the listing that stand on `keras.Layer`, `keras.Model` or a layer of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ..layers import OwnCell
from ..model import MadeLayer, Model, Operation, Outcome, OwnLayer, OwnModel, Variable, keeps, nested_map, tensors_in
from ..problems import Carried, Code, Refused, say
from ..reading import Instance
from ..reading.values import Arguments, Caller, Unknown, Value
from ..shape import Shape, is_open, shape_from
from ..size import Size
from ..weights import Weight
from .classes import OperationClass
from .method import IGNORED, Method
from .models import OF_BUILT, ModelValue, functional, layer_value
from .policies import choose_precision
from .refusals import no_inner
from .session import Session
from .structures import unknowns
from .tracing import as_tensors, own_masks, trace
from .tracked import Tracker, operations_in
from .values import LayerValue, TensorValue, WeightValue, behind, is_recorded, known, plain, scratch, wrapped
from .variable import VariableValue

#: Methods of a layer that change nothing that a summary shows.
_WITHOUT_EFFECT = ("add_loss", "add_metric", "from_config", "compile", "summary", "fit", "set_weights")


@dataclass(slots=True, eq=False)
class OwnClass(OperationClass):
    """`keras.Layer` or `keras.Model` as the base of a class."""

    session: Session
    kind: type[OwnLayer] | type[OwnModel]
    #: What calling the class itself does: `keras.Model(inputs, outputs)`.
    make: Callable[[Arguments, Caller], Any] | None = None
    #: What its `__init__` takes first, and keeps under this name: the layer of a `keras.layers.Wrapper`.
    holds: str = ""

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if self.make is None:
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("keras.Layer itself does nothing"),
                say("make a layer of a class that has a 'call'"),
            )
        return self.make(arguments, caller)

    def has(self, operation: Operation) -> bool:
        if self.holds:
            if isinstance(operation, MadeLayer):
                return operation.layer.has(self.holds)
            return bool(getattr(getattr(self.session.wrap(operation), "foreign", None), "holds", ""))
        return operation.is_layer if self.kind is OwnLayer else isinstance(operation, Model)

    def extend(self, instance: Any, caller: Caller) -> Value:
        self.session.caller = caller
        operation = self.kind("?", instance.cls.name, *caller.calling, within=caller.within)
        if isinstance(operation, OwnModel):
            operation.names = self.session.names
            value: Own = OwnModelValue(self.session, operation, instance, caller)
            self.session.models.append(operation)
        else:
            value = Own(self.session, operation, instance, caller, holds=self.holds)
            operation.listed = value.listed
            operation.tells_shape = instance.method("compute_output_shape") is not None
            operation.cell, operation.build = value.cell, value.build_alone
            masks = instance.method("compute_mask")
            if masks is not None:
                operation.compute_mask = partial(own_masks, self.session, caller, masks)
        self.session.instances[id(operation)] = instance
        operation.trace = value.trace
        operation.parts = value.parts
        return value


@dataclass(slots=True, eq=False)
class Own(LayerValue):
    """What Keras keeps behind an instance of a class of the listing's own."""

    operation: Any
    instance: Instance
    caller: Caller
    holds: str = ""
    started: bool = False
    built: bool = False
    tracker: Tracker = field(init=False)

    def __post_init__(self) -> None:
        self.tracker = Tracker(self._note)

    def adopt(self, name: str, value: Any) -> Any:
        if name == "trainable" or (name == "name" and self.started):
            LayerValue.set_attribute(self, name, value)
        if name == "supports_masking" and self.started and isinstance(self.operation, OwnLayer):
            self.operation.passes_mask = value is True
        return self.tracker.track(value)

    def _note(self, value: Any) -> None:
        if isinstance(value, VariableValue):
            self.operation.made.append(Variable(value.weight, value.weight.trainable))

    def bind(self, name: str, method: Any) -> Any:
        """A `build` that the listing itself calls is not run again at the first call."""
        if name != "build":
            return method

        def build(arguments: Arguments, caller: Caller) -> Any:
            self.built = True
            return method.call(arguments, caller)

        return Method(build)

    def parts(self) -> Iterable[Operation]:
        """The layers that are attributes, or stand in lists and dicts that are."""
        return [one for one in self.tracker.kept.values() if one.is_layer]

    def listed(self) -> Iterable[Operation]:
        """The layers in an attribute `layers`, which Keras takes for those of a model."""
        return (one for one in operations_in((self.instance.attributes.get("layers"),)) if one.is_layer)

    def attribute(self, name: str) -> Any:
        if name == "__init__":
            return Method(self._start)
        if name == "__call__":
            return Method(lambda arguments, caller: self.call(arguments, caller))
        if name in ("add_weight", "add_variable"):
            return Method(self._needed_weight)
        if name == "build":
            return Method(lambda arguments, caller: self._build_held(*arguments.positional)) if self.holds else IGNORED
        if name == "get_config":
            named = {"name": self.operation.name, "trainable": self.operation.trainable}
            return Method(lambda arguments, caller: dict(named))
        if name in _WITHOUT_EFFECT:
            return IGNORED
        if name == "layers" and isinstance(self.operation, OwnModel):
            return [layer_value(self.session, one) for one in self.parts()]
        if name == "built":
            return self.built
        return super(Own, self).attribute(name)

    def _start(self, arguments: Arguments, caller: Caller) -> None:
        """`super().__init__(name=…, trainable=…)`."""
        given = dict(arguments.keywords)
        if self.holds:
            given = dict(zip((self.holds,), arguments.positional, strict=False)) | given
            held = given.pop(self.holds, None)
            if not isinstance(behind(held), LayerValue):
                raise no_inner(self.operation.type, self.holds, held)
            self.instance.set_attribute(self.holds, held)
        name = known(given.pop("name", None))
        trainable = known(given.pop("trainable", True))
        input_shape = known(given.pop("input_shape", None))
        if input_shape is not None:
            input_shape = shape_from(input_shape, "input_shape")
        choose_precision(self.session, self.operation, self.operation.type, known(given.pop("dtype", None)),
                         casts=given.get("autocast") is not False)  # fmt: skip
        for common in ("dynamic", "activity_regularizer", "autocast"):
            given.pop(common, None)
        words = [one for one in arguments.positional if isinstance(one, str)]  # Keras 2 took a name
        if given or words or len(arguments.positional) > 1:
            raise Refused(
                Code.UNKNOWN_ARGUMENT,
                say("{cls}: Keras's own __init__ has no argument '{argument}'",
                    cls=self.operation.type, argument=next(iter((*given, *words)), "?")),
                say("take it out of **kwargs before super().__init__ is called"),
            )  # fmt: skip
        self.started = True
        operation = self.operation
        operation.name = self.session.names.automatic(operation.type) if name is None else str(name)
        operation.trainable, operation.input_shape = bool(trainable), input_shape

    def _needed_weight(self, arguments: Arguments, caller: Caller) -> Any:
        """`self.add_weight(…)`; one that cannot be made leaves every count open, so it certainly matters."""
        try:
            return self._add_weight(arguments, caller)
        except Refused as refused:
            self.session.problems.append(refused.at(arguments.line, arguments.column))
            raise

    def _add_weight(self, arguments: Arguments, caller: Caller) -> Any:
        order: tuple[str, ...] = (
            "shape", "initializer", "dtype", "trainable", "autocast", "regularizer", "constraint", "aggregation",
            "overwrite_with_gradient", "name",
        )  # fmt: skip
        positional = arguments.positional
        if positional and isinstance(positional[0], str):
            order = ("name", "shape", "dtype", "initializer", "regularizer", "trainable")
        given = dict(zip(order, positional, strict=False)) | arguments.keywords
        shape = plain(given.get("shape", ()))
        if isinstance(shape, int):
            shape_from(shape, "shape")
        sizes = tuple(shape)
        if not all(isinstance(size, int) and not is_open(size) for size in sizes):
            raise Refused(
                Code.INVALID_INPUT,
                say("a weight of shape {shape} cannot be made: each size must be known", shape=Shape(sizes)
                    if all(size is None or isinstance(size, int) for size in sizes) else sizes),
                say("write the size that is open into the input shape"),
            )
        name = known(given.get("name")) or self.session.names.automatic("Variable")
        dtype = given.get("dtype")
        weight = Weight(str(name), tuple(Size(size) for size in sizes), bool(known(given.get("trainable", True))),
                        dtype if isinstance(dtype, str) else keeps(self.operation.policy))  # fmt: skip
        self.operation.made.append(made := Variable(weight, weight.trainable and self.operation.trainable))
        return WeightValue(self.session, scratch(Shape(sizes)), made)

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        unknown = next(unknowns((arguments.positional, arguments.keywords)), None)
        if unknown is not None:
            return unknown
        if not self.started:
            raise Refused(
                Code.INVALID_MODEL,
                say("'{cls}' is used before Keras's __init__ has run", cls=self.operation.type),
                say("call super().__init__() first in its __init__"),
            )
        given = (known(arguments.positional), known(arguments.keywords))
        ordered = (given[0], [given[1][name] for name in sorted(given[1])])
        inputs = tuple(tensors_in(ordered))
        self.operation.takes_mask = "mask" in parameters_of(self.instance, "call")
        output = self.operation.connect(given, inputs, recorded=is_recorded(self.session, inputs))
        return wrapped(self.session, self.session.named(self.operation, output, self.session.names.given))

    def trace(self, given: Any) -> Outcome:
        """What comes out of `call`, `given` the positional and keyword arguments with shapes for tensors."""
        if isinstance(given, Shape):
            given = ((given,), {})
        positional, keywords = as_tensors(self.session, given)

        def run() -> Any:
            if not self.built:
                self._build(_shapes(next(iter((*positional, *keywords.values())), None)))
            return self._run(positional, keywords)

        return trace(self.session, run, given)

    def cell(self) -> OwnCell | None:
        """What a recurrent layer sees of it; None if it does not say how large its state is."""
        sizes = []
        for name in ("state_size", "output_size"):
            try:
                sizes.append(known(self.instance.attribute(name)))
            except Refused:
                sizes.append(None)
        state, output = sizes
        if state is None:
            return None
        return OwnCell(tuple(state) if isinstance(state, (tuple, list)) else (state,), output)

    def build_alone(self, shape: Shape) -> None:
        """Run `build`, as a recurrent layer does with its cell."""
        if self.session.tracing and any(self.parts()):
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("the cell '{name}' holds layers, which are not followed inside a 'call'", name=self.operation.name),
                say("use the recurrent layer between the layers of the model"),
            )
        if not self.built:
            self._build(tuple(shape))

    def _build(self, shape: Any) -> None:
        self.built = True
        build = self.instance.method("build")
        failed = self._build_held(shape) if build is None else self.caller.call(build, shape)
        if isinstance(failed, Unknown):
            raise Carried(failed.problem)

    def _build_held(self, shape: Any) -> Any:
        inner = behind(self.instance.attributes[self.holds]) if self.holds else None
        if inner is None or inner.operation.is_built:
            return None
        return self.caller.call(inner.attribute("build"), shape)

    def _run(self, positional: Any, keywords: Any) -> Any:
        call = self.instance.method("call")
        if call is None:
            raise Refused(
                Code.INVALID_MODEL,
                say("the class '{cls}' has no method 'call'", cls=self.operation.type),
                say("define call(self, inputs)"),
            )
        names = parameters_of(self.instance, "call")
        for name in ("training", "mask"):
            if name in names[len(positional) + 1 :] and name not in keywords:
                keywords = {**keywords, name: None}
        shape = self.instance.method("compute_output_shape") if positional else None
        told = shape is not None and self.session.tracing == 1
        result = None if told and self._is_ready() else self.caller.call(call, *positional, **keywords)
        if shape is not None and (told or isinstance(result, Unknown)):
            return self.caller.call(shape, _shapes(positional[0]))
        return result

    def _is_ready(self) -> bool:
        """Whether Keras, told what comes out, does not run `call`: it would only do so to build the layers inside."""
        return self.instance.method("build") is not None or all(part.is_built for part in self.parts())


@dataclass(slots=True, eq=False)
class OwnModelValue(Own, ModelValue):
    """What Keras keeps behind an instance of a subclass of `keras.Model`."""

    called = say("a model")
    matters = False

    def _start(self, arguments: Arguments, caller: Caller) -> None:
        given = arguments.named("inputs", "outputs")
        if "inputs" not in given or "outputs" not in given:
            Own._start(self, arguments, caller)
            return
        cls = self.operation.type
        name = known(given.get("name")) or self.session.names.automatic(cls)
        made = functional(self.session, given["inputs"], given["outputs"], arguments, str(name))
        made.operation.type = cls
        self.session.models[self.session.models.index(self.operation)] = made.operation
        self.session.instances[id(made.operation)] = self.instance
        self.operation, self.started = made.operation, True

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if isinstance(self.operation, OwnModel):
            return Own.call(self, arguments, caller)
        return ModelValue.call(self, arguments, caller)

    def attribute(self, name: str) -> Any:
        if isinstance(self.operation, OwnModel) and name == "build":
            self.operation.asked_to_build = True
        if isinstance(self.operation, OwnModel) and name in (*OF_BUILT, "add", "pop"):
            return LayerValue.attribute(self, name)
        own = isinstance(self.operation, OwnModel) or name == "__init__"
        return Own.attribute(self, name) if own else ModelValue.attribute(self, name)

    def build(self, arguments: Arguments) -> None:
        shape = known((*arguments.positional, *arguments.keywords.values())[0])
        self.operation.infer_output(shape_from(shape, "input_shape"), None)


def _shapes(value: Any) -> Any:
    """The shapes of tensors as `build` gets them, with None for what is open."""
    return nested_map(lambda one: tuple(one.tensor.shape.opened()) if isinstance(one, TensorValue) else one, value)


def parameters_of(instance: Instance, name: str) -> Sequence[str]:
    """The names of the parameters of one of the methods of a class."""
    method = instance.method(name)
    return getattr(getattr(getattr(method, "function", None), "parameters", None), "positional", ())
