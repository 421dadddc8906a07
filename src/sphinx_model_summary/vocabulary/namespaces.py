"""What the dotted names of a listing mean: `keras.layers.Dense`, `tf.keras.Input`, `tf.float32`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .. import layers
from ..layers import Layer, Merge
from ..model import InputLayer, MadeLayer, Model, Operation, OwnLayer, OwnModel
from ..problems import Carried, Code, Refused, say
from ..reading import Loose
from ..reading.limits import Exhausted
from ..reading.values import Arguments, Caller, Unknown, Value
from ..shape import GivenShapes, shape_from
from .applications import applications
from .classes import OperationClass
from .extended import extend_layer, make_layer
from .functions import Activations, ops_module, shape_of
from .given import supply_input
from .legacy import IN_MODELS, MODULES, Models, gone, old_module
from .method import Method
from .models import DOTS, ModelValue, from_config, functional, layer_value, no_layer, remade
from .modules import Module
from .outside import Outside
from .own import OwnClass
from .parts import part_asked
from .policies import precision_names
from .precision import name_of
from .refusals import check_places, checked_name, placed, tensor_inside
from .session import Session
from .stacked import SequentialClass
from .structures import flat_values
from .tensorflow import backend, random, tensorflow
from .tracing import follow
from .values import LayerValue, TensorValue, apply, known, plain
from .variable import make_variable

_MOST_LAYERS = 20_000


@dataclass(slots=True, eq=False)
class LayerClass(OperationClass):
    """A layer class of the catalogue: calling it makes a layer."""

    session: Session
    kind: type[Layer]
    called = say("a layer class")

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        try:
            given = flat_values((*arguments.positional, *arguments.keywords.values()))
            if any(isinstance(one, TensorValue) and one.tensor.symbolic for one in given):
                raise tensor_inside(self.kind.__name__)
            operation = MadeLayer("", self.kind.__name__, arguments.line, arguments.column, within=caller.within)
            make_layer(self.session, operation, self.kind, arguments)
        except Carried:
            raise
        except Refused as refused:
            # Whether it is used or not, the listing ends here, and names after it would be other ones.
            self.session.problems.append(refused.at(arguments.line, arguments.column))
            raise
        self.session.made += 1
        if self.session.made > _MOST_LAYERS:
            raise Exhausted(say("reading stops here: the listing makes more than {limit} layers", limit=_MOST_LAYERS))
        follow(self.session, caller, operation)
        return LayerValue(self.session, operation)

    def has(self, operation: Operation) -> bool:
        return isinstance(operation, MadeLayer) and isinstance(operation.layer, self.kind)

    def extend(self, instance: Any, caller: Caller) -> Value:
        return extend_layer(self.session, self.kind, instance, caller)


@dataclass(slots=True, eq=False)
class MakingClass(OperationClass):
    """`keras.layers.InputLayer`."""

    session: Session
    kind: type[Operation]
    make: Callable[[Arguments, Caller], Any]

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        return self.make(arguments, caller)

    def has(self, operation: Operation) -> bool:
        return isinstance(operation, self.kind)


@dataclass(slots=True, eq=False)
class LayersModule(Module):
    """`keras.layers`: the classes of the catalogue, and the lower-case functions of those that merge."""

    session: Session = field(default_factory=Session)

    def member(self, name: str) -> Any | None:
        if name not in self.members:
            kind = layers.find(name)
            if kind is not None:
                self.members[name] = LayerClass(self.session, kind)
            elif name in _MERGES:
                self.members[name] = Method(_functional_form(LayerClass(self.session, _MERGES[name])))
        return self.members.get(name)

    def attribute(self, name: str) -> Any:
        refused = gone(name) if self.member(name) is None else None
        if refused is not None:
            raise refused
        if name == "experimental":
            old_module(self.session, f"{self.path}.{name}", written=name)
        return Module.attribute(self, name)

    def names(self) -> Iterable[str]:
        return (*self.members, *layers.names(), *_MERGES)


#: The modules of Keras whose names change nothing that a summary shows.
INERT_MODULES = (
    "initializers", "regularizers", "constraints", "optimizers", "losses", "metrics", "callbacks",
    "utils", "mixed_precision", "distribution", "saving", "tree", "dtype_policies", "wrappers",
    "estimator", "schedules", "visualization", "export", "quantizers",
)  # fmt: skip
#: Those of them whose names go into arguments of their own.
ROLES = ("initializers", "regularizers", "constraints", "optimizers", "losses", "metrics", "callbacks")


class KerasVocabulary:
    """The names that a listing for Keras may use, for one reading."""

    def __init__(self, session: Session, declared: Mapping[str, type[Layer]] | None = None) -> None:
        self.session = session
        session.wrap, session.part = partial(layer_value, session), partial(part_asked, session)
        session.restoring = Method(partial(from_config, session))
        self._sequential = SequentialClass(session)
        wiring = {
            "Input": Method(self._input), "InputLayer": MakingClass(session, InputLayer, self._input_layer),
            "Model": OwnClass(session, OwnModel, self._model),
            "Sequential": self._sequential, "Wrapper": OwnClass(session, OwnLayer, holds="layer"),
        }  # fmt: skip
        own = OwnClass(session, OwnLayer)
        self.layers = LayersModule(
            "keras.layers", {name: wiring[name] for name in ("Input", "InputLayer", "Wrapper")} | {"Layer": own},
            code=Code.UNKNOWN_LAYER, session=session,
        )  # fmt: skip
        models = Models("keras.models", {one: wiring[one] for one in IN_MODELS} | remade(session), session=session)
        ops, activations = ops_module(session), Activations("keras.activations", session=session)
        policies, classes, floats = precision_names(session.precision)
        inert = {name: Module(f"keras.{name}", inert=True, offers=name if name in ROLES else "")
                 for name in INERT_MODULES}  # fmt: skip
        for name in ("mixed_precision", "dtype_policies"):
            inert[name] = Module(f"keras.{name}", {**policies, "experimental": Module("", policies)}, inert=True)
        clear_session = Method(self._clear_session)
        image_format = {
            "image_data_format": Method(lambda arguments, caller: "channels_last"),
            "set_image_data_format": Method(self._set_image_data_format),
        }
        settings = {**image_format, **floats}
        k = backend(session, {"int_shape": Method(self._int_shape), "clear_session": clear_session, **settings})
        utils = Module("keras.utils", {"clear_session": clear_session}, inert=True)
        data = say("data sets are loaded when the program runs, and are not known here")
        unknown = {
            "datasets": Module("keras.datasets", code=Code.UNKNOWN_VALUE, elsewhere=data),
            "preprocessing": Module("keras.preprocessing", code=Code.UNKNOWN_VALUE, elsewhere=data),
            "applications": applications(session, self._input),
        }
        self.keras = Module("keras", {
            **inert, **unknown, **wiring, **classes, "Layer": own, "layers": self.layers, "models": models, "ops": ops,
            "activations": activations, "backend": k, "utils": utils, "__version__": "3.15.1",
            "config": Module("keras.config", {**settings, **policies}, inert=True),
            "random": random(session, "keras.random"),
            "Variable": Method(lambda arguments, caller: make_variable(session, arguments)),
        })  # fmt: skip
        self.layers.members["experimental"] = Module("keras.layers.experimental", {"preprocessing": self.layers})
        self.tensorflow = tensorflow(session, self.keras)
        self._free = {
            "keras": self.keras, "layers": self.layers, "models": models, "tf": self.tensorflow,
            "tensorflow": self.tensorflow, "activations": activations, "ops": ops, "K": k, "L": self.layers, **wiring,
            **{name: inert[name] for name in ("regularizers", "initializers", "optimizers")},
        }  # fmt: skip
        self._outside = Outside(declared or {}, partial(LayerClass, session))
        self._outside.place(self.module)

    def module(self, dotted: str) -> Any | None:
        """The module of this dotted name, where Keras or TensorFlow has it."""
        if dotted in self._outside.modules:
            return self._outside.modules[dotted]
        first, *rest = dotted.split(".")
        if first == "tensorflow" and rest[:2] == ["python", "keras"]:
            rest = rest[1:]
        if first == "tensorflow" and rest[:1] == ["compat"] and rest[1:2] in (["v1"], ["v2"]):
            rest = rest[2:]
        value: Any = {"tensorflow": self.tensorflow, "keras": self.keras, "tf_keras": self.keras}.get(first)
        for name in rest:
            if name in ("src", "api", "v2", "_tf_keras", "engine", "legacy"):
                continue
            if value is self.layers and name in MODULES:
                old_module(self.session, dotted)
                continue
            value = value.members.get(name) if isinstance(value, Module) else None
        return value

    def name(self, name: str) -> Any | None:
        """The value of a name that the listing uses without importing it."""
        value = self._free.get(name) or self.layers.member(name) or self._outside.name(name, imported=False)
        if value is None and (refused := gone(name)) is not None:
            raise refused
        return value

    def outside(self, name: str, *, imported: bool) -> Any | None:
        """What the project declares of a name in a module that is not read here."""
        return self._outside.name(name, imported=imported)

    def names(self) -> Iterable[str]:
        """The names to suggest for a misspelt one."""
        return (*self._free, *self.layers.names(), *self._outside.values)

    def from_loose(self, loose: Sequence[Loose]) -> Model | None:
        """A Sequential of the layers that stand in the listing by themselves, one a line; None if there are none."""
        items = [one for one in loose if isinstance(one.value, (LayerValue, TensorValue, OperationClass, Unknown))]
        if not any(isinstance(one.value, (LayerValue, TensorValue)) for one in items):
            return None
        values = [
            Unknown(no_layer(one.value).at(one.line, one.column)) if isinstance(one.value, OperationClass)
            else one.value for one in items
        ]  # fmt: skip
        arguments = Arguments((values,), {}, items[0].line, 1)
        return self._sequential.gather(arguments)

    def supply_input(self, model: Model, given: GivenShapes) -> None:
        """Build a model that says nothing of its input for these shapes."""
        supply_input(self.session, model, given)

    def _input(self, arguments: Arguments, caller: Caller) -> Any:
        self.session.caller = caller
        made = self._make_input(arguments, ("shape", "batch_size", "dtype", "sparse", "ragged", "batch_shape", "name",
                                            "tensor", "optional"))  # fmt: skip
        return TensorValue(self.session, made.output)

    def _input_layer(self, arguments: Arguments, caller: Caller) -> Any:
        self.session.caller = caller
        keywords = dict(arguments.keywords)
        if "input_shape" in keywords:
            keywords["shape"] = keywords.pop("input_shape")
        if "batch_input_shape" in keywords:
            keywords["batch_shape"] = keywords.pop("batch_input_shape")
        arguments = Arguments(arguments.positional, keywords, arguments.line, arguments.column)
        return LayerValue(self.session, self._make_input(arguments, (
            "shape", "batch_size", "dtype", "sparse", "ragged", "batch_shape", "input_tensor", "optional", "name",
        ), strict=False))  # fmt: skip

    def _make_input(self, arguments: Arguments, names: tuple[str, ...], *, strict: bool = True) -> InputLayer:
        given = placed(names, arguments)
        for name, value in arguments.keywords.items():
            if name not in names and strict:
                close = ["shape"] if name == "input_shape" else difflib.get_close_matches(name, names, 1, 0.6)
                hint = say("did you mean '{name}'?", name=close[0]) if close else None
                raise Refused(Code.UNKNOWN_ARGUMENT, say("Input has no argument '{argument}'", argument=name), hint)
            given[name] = value
        sizes = plain(arguments.positional)
        if len(sizes) > 1 and all(isinstance(size, int) for size in sizes):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("'{argument}' must be a tuple, not {value}", argument="shape", value=sizes[0]),
                say("write Input({shape}): the sizes go into one tuple", shape=sizes),
            )
        shape, batch = plain(given.get("shape")), plain(given.get("batch_size"))
        whole = plain(given.get("batch_shape"))
        if (shape is None) == (whole is None) or (whole is not None and batch is not None):
            raise Refused(
                Code.MISSING_ARGUMENT if shape is None else Code.INVALID_ARGUMENT,
                say("Input needs either 'shape' or 'batch_shape'"),
                say("for example Input((28, 28, 1)): the sizes of one example, without the batch"),
            )
        full = (
            shape_from(whole, "batch_shape")
            if whole is not None
            else shape_from((batch, *shape_from(shape, "shape")), "batch_size")
        )
        precision = self.session.precision
        dtype = precision.of_input(name_of(precision, known(given.get("dtype"))))
        label = checked_name(known(given.get("name")), "Input")
        return InputLayer(
            self.session.names.automatic("InputLayer") if label is None else label,
            line=arguments.line, column=arguments.column, shape=full, dtype=dtype, within=self.session.within,
            tensor_name=self.session.names.of_tensor() if label is None else label,
        )  # fmt: skip

    def _model(self, arguments: Arguments, caller: Caller) -> ModelValue:
        check_places("Model", 2, arguments.positional)
        given = arguments.named("inputs", "outputs")
        for old, new in (("input", "inputs"), ("output", "outputs")):
            if old in given:
                raise Refused(
                    Code.UNKNOWN_ARGUMENT,
                    say("Model has no argument '{argument}'", argument=old),
                    say("did you mean '{name}'?", name=new),
                )
        if "inputs" not in given or "outputs" not in given:
            raise Refused(
                Code.MISSING_ARGUMENT,
                say("Model needs 'inputs' and 'outputs'"),
                DOTS if ... in arguments.positional else say("for example keras.Model(inputs, outputs)"),
            )
        name = checked_name(known(given.get("name")), "Model")
        value = functional(self.session, given["inputs"], given["outputs"], arguments, name)
        if given.get("trainable") is not None:
            value.operation.trainable = bool(known(given["trainable"]))  # its layers keep flags of their own
        self.session.models.append(value.operation)
        return value

    def _set_image_data_format(self, arguments: Arguments, caller: Caller) -> None:
        if known(next(iter((*arguments.positional, *arguments.keywords.values())), None)) != "channels_last":
            refused = Refused(
                Code.UNSUPPORTED,
                say("the image format can only be changed layer by layer"),
                say('give each layer data_format="channels_first"'),
            )
            self.session.problems.append(refused.at(arguments.line, arguments.column))

    def _int_shape(self, arguments: Arguments, caller: Caller) -> Any:
        self.session.legacy.setdefault("int_shape", (
            say("Keras 3 has no keras.backend.int_shape"), say("write x.shape")
        ))  # fmt: skip
        return shape_of(arguments, caller)

    def _clear_session(self, arguments: Arguments, caller: Caller) -> None:
        self.session.names.clear()
        self.session.precision.clear()


_MERGES = {kind.__name__.lower(): kind for kind in layers.catalogue() if issubclass(kind, Merge) and kind.functional}


def _functional_form(kind: LayerClass) -> Any:
    """The lower-case function of a merging layer: it makes the layer and calls it at once."""

    def merge(arguments: Arguments, caller: Caller) -> Any:
        tensors, *rest = arguments.positional or (arguments.keywords.get("inputs"),)
        keywords = {name: value for name, value in arguments.keywords.items() if name != "inputs"}
        made = kind.call(Arguments(tuple(rest), keywords, arguments.line, arguments.column), caller)
        return apply(kind.session, made.operation, Arguments((tensors,), {}, arguments.line, arguments.column))

    return merge
