"""Classes of the listing that stand on a layer of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from ..layers import Layer
from ..model import MadeLayer, tensors_in
from ..problems import Code, Refused, say
from ..reading import Instance
from ..reading.values import Arguments, Caller, Value
from .method import Method
from .own import parameters_of
from .policies import choose_precision
from .session import Session
from .structures import flat_values
from .tracked import operations_in
from .values import LayerValue, apply, is_recorded, known, plain
from .variable import VariableValue


def make_layer(session: Session, operation: MadeLayer, kind: type[Layer], arguments: Arguments) -> None:
    """Make a layer of the catalogue from the arguments of a call.

    :raises Refused: where Keras refuses them.
    """
    operation.layer, common = kind.bind(arguments.positional, arguments.keywords, plain)
    operation.names, operation.trainable, operation.input_shape = session.names, common.trainable, common.input_shape
    choose_precision(session, operation, kind.__name__, common.dtype, casts=kind.casts_input and bool(common.autocast))
    operation.name = session.names.automatic(operation.type) if common.name is None else common.name
    for inner in kind.makes:
        session.names.automatic(inner)


def extend_layer(session: Session, kind: type[Layer], instance: Any, caller: Caller) -> Value:
    """What stands behind an instance of a class that extends a layer of the catalogue."""
    free = kind.shape_by_rule and len(kind.call_arguments) == 1
    for method in ("build", "compute_output_shape", *(() if free else ("call",))):
        if instance.method(method) is not None:
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("a class that changes '{method}' of {layer} is not read", method=method, layer=kind.__name__),
                say("derive it from keras.Layer and hold the {layer} as an attribute", layer=kind.__name__),
            )
    operation = MadeLayer("?", instance.cls.name, *caller.calling, within=caller.within)
    session.instances[id(operation)] = instance
    return Extended(session, operation, kind, instance)


@dataclass(slots=True, eq=False)
class Extended(LayerValue):
    """A layer of the catalogue under a class name of the listing's own.

    Between the layers of a model Keras asks the layer's rule what comes out, and never runs a `call` of the class.
    """

    kind: type[Layer]
    instance: Instance

    def attribute(self, name: str) -> Any:
        if name == "__init__":
            return Method(self._start)
        if name in ("call", "__call__"):
            return Method(lambda arguments, caller: apply(self.session, self.operation, arguments))
        if name in ("add_weight", "add_variable"):
            return Method(lambda arguments, caller: self._further_weights(arguments.line, arguments.column))
        if name == "get_config":
            return Method(lambda arguments, caller: {"name": self.operation.name})
        return LayerValue.attribute(self, name)

    def adopt(self, name: str, value: Any) -> Any:
        if any(isinstance(one, VariableValue) for one in flat_values(value)):
            self._further_weights(*self.session.place)
        return value

    def _further_weights(self, line: int, column: int) -> NoReturn:
        """Refuse weights beside those of the layer, which certainly matter."""
        refused = Refused(
            Code.UNSUPPORTED_LAYER,
            say("a {layer} with further weights of its own is not read", layer=self.kind.__name__),
            say("derive '{cls}' from keras.Layer and hold the {layer} as an attribute",
                cls=self.instance.cls.name, layer=self.kind.__name__),
        )  # fmt: skip
        self.session.problems.append(refused.at(line, column))
        raise refused

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        whole = apply(self.session, self.operation, arguments)
        own = self.instance.method("call")
        inputs = tuple(tensors_in(known((arguments.positional, arguments.keywords))))
        if own is None or is_recorded(self.session, inputs):
            return whole
        if any(operations_in(self.instance.attributes.values())):
            raise Refused(
                Code.UNSUPPORTED_LAYER,
                say("a {layer} that holds further layers is not followed inside a 'call'", layer=self.kind.__name__),
                say("derive '{cls}' from keras.Layer and hold the {layer} as an attribute",
                    cls=self.instance.cls.name, layer=self.kind.__name__),
            )  # fmt: skip
        return caller.call(own, *arguments.positional, **arguments.keywords)

    def _start(self, arguments: Arguments, caller: Caller) -> None:
        operation = self.operation
        assert isinstance(operation, MadeLayer)
        make_layer(self.session, operation, self.kind, arguments)
        if self.instance.method("call") is not None:
            operation.takes_mask = "mask" in parameters_of(self.instance, "call")
