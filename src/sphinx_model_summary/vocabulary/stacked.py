"""`keras.Sequential`, called or as the base of a class of the listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model import Operation, Sequential
from ..problems import Code, Refused, say, shown
from ..reading import Instance
from ..reading.values import Arguments, Caller, Unknown, Value
from .classes import OperationClass
from .method import Method
from .models import ModelValue, stack
from .policies import choose_precision
from .refusals import checked_name
from .session import Session
from .values import TensorValue, known


@dataclass(slots=True, eq=False)
class SequentialClass(OperationClass):
    """`keras.Sequential`."""

    session: Session

    def call(self, arguments: Arguments, caller: Caller | None) -> ModelValue:
        return ModelValue(self.session, self._made(arguments))

    def gather(self, arguments: Arguments) -> Sequential:
        """The model of layers that stand alone in a listing."""
        model = self._made(arguments)
        model.gathered = True
        return model

    def _made(self, arguments: Arguments) -> Sequential:
        model = Sequential("?", line=arguments.line, column=arguments.column, names=self.session.names)
        choose_precision(self.session, model, model.type, None)
        _start(self.session, model, arguments)
        self.session.models.append(model)
        return model

    def has(self, operation: Operation) -> bool:
        return isinstance(operation, Sequential)

    def extend(self, instance: Any, caller: Caller) -> Value:
        for method in ("call", "build", "compute_output_shape"):
            if instance.method(method) is not None:
                raise Refused(
                    Code.UNSUPPORTED,
                    say("a class that changes '{method}' of Sequential is not read", method=method),
                    say("derive it from keras.Model, and hold the layers as attributes"),
                )
        line, column = caller.calling
        model = Sequential("?", instance.cls.name, line, column, names=self.session.names)
        choose_precision(self.session, model, model.type, None)
        self.session.models.append(model)
        self.session.instances[id(model)] = instance
        return OwnSequential(self.session, model, instance)


@dataclass(slots=True, eq=False)
class OwnSequential(ModelValue):
    """What Keras keeps behind an instance of a subclass of `keras.Sequential`."""

    operation: Sequential
    instance: Instance

    def attribute(self, name: str) -> Any:
        if name == "__init__":
            return Method(lambda arguments, caller: _start(self.session, self.operation, arguments))
        return ModelValue.attribute(self, name)


def _start(session: Session, model: Sequential, arguments: Arguments) -> None:
    """`Sequential(layers, trainable, name)`."""
    given = arguments.named("layers", "trainable", "name")
    items = given.get("layers")
    if isinstance(items, TensorValue) or (isinstance(items, Value) and len(arguments.positional) > 1):
        raise Refused(
            Code.INVALID_MODEL,
            say("Sequential takes its layers in one list"),
            say("put brackets around them: Sequential([…, …])"),
        )
    name = checked_name(known(given.get("name")), "Sequential")
    further = [key for key in given if key not in ("layers", "trainable", "name")]
    trainable = known(given.get("trainable", True))
    if further or not isinstance(trainable, bool):
        raise Refused(
            Code.UNKNOWN_ARGUMENT if further else Code.INVALID_ARGUMENT,
            say("{layer} has no argument '{argument}'", layer="Sequential", argument=further[0])
            if further
            else say("{layer}: '{argument}' must be {wanted}, not {value}",
                     layer="Sequential", argument="trainable", wanted=say("True or False"), value=shown(trainable)),
            say("Keras takes ({signature})", signature="layers, trainable, name"),
        )  # fmt: skip
    model.name = session.names.automatic(model.type) if name is None else name
    if isinstance(items, Unknown):
        items = [items]
    if isinstance(items, Value):
        items = list(items.iterate())
    for item in items or ():
        stack(model, item, arguments, rebuild=False)
    if items:
        model.rebuild()
    model.trainable = trainable
