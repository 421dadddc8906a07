"""TensorFlow's functions on tensors, by the functions of `keras.ops` that do the same to a shape."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from .. import operations
from ..problems import Code, Refused, Text, say
from ..reading.values import Arguments, Caller, Value
from ..shape import Shape
from ..weights import BYTES, FLOATS
from .arrays import as_tensor, makers
from .branches import branching
from .counterparts import ALIKE, BACKEND, NAMES, OTHERS, TENSORFLOW, WORKED_OUT
from .functions import Function, mapped, shape_of
from .inert import INERT, Inert
from .method import Method
from .modules import Module
from .session import Session
from .values import TensorValue, is_recorded, known, plain, scratch, tensors_among

_INITIALIZERS = (
    "random_normal_initializer", "random_uniform_initializer", "zeros_initializer", "ones_initializer",
    "constant_initializer",
)  # fmt: skip
#: The names that TensorFlow has for a function's first tensors.
_TENSORS = ("input_tensor", "input", "tensor", "values", "value", "logits", "features", "indices", "a", "b", "x", "y")


@dataclass(slots=True, eq=False)
class TensorFlowFunction(Value):
    """A function of TensorFlow; Keras 3 takes it inside a layer, but not between the layers of a model."""

    session: Session
    name: str
    #: The function of `keras.ops` that does the same.
    public: str
    #: The module that has it, and how its arguments are taken over into a call of functions of `keras.ops`.
    path: str = "tf"
    carry_out: Callable[..., Any] | None = None
    called = say("a function of TensorFlow")

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if self.path == "keras.backend":
            self.session.legacy.setdefault(f".{self.name}", (
                say("Keras 3 has no keras.backend.{name}", name=self.name),
                say("write keras.ops.{name}", name=self.public),
            ))  # fmt: skip
        keywords = {name: value for name, value in arguments.keywords.items() if name != "name"}
        tensors = tensors_among((arguments.positional, keywords))
        if tensors and is_recorded(self.session, tensors):
            self._refuse(arguments)
        if self.public == "one_hot" and self.path == "tf" and any(one.dtype in FLOATS for one in tensors):
            raise Refused(
                Code.INVALID_OPERATION,
                say("{layer}: '{argument}' must be {wanted}, not {value}", layer="tf.one_hot", argument="indices",
                    wanted=say("a whole number"), value=tensors[0].dtype),
            )  # fmt: skip
        arguments = Arguments(arguments.positional, keywords, arguments.line, arguments.column)

        def work(name: str, *positional: Any, **named: Any) -> Any:
            made = Arguments(positional, named, arguments.line, arguments.column)
            return Function(self.session, operations.FUNCTIONS[name]).call(made, caller)

        if self.carry_out is not None:
            try:
                return self.carry_out(work, *arguments.positional, **keywords)
            except (TypeError, AttributeError, ValueError):
                raise Refused(Code.INVALID_ARGUMENT, _unread(self.path, self.name), _IN_A_LAMBDA) from None
        counterpart = (BACKEND if self.path == "keras.backend" else TENSORFLOW).get(_key(self.path, self.name))
        if counterpart is not None:
            arguments = counterpart.arguments(arguments)
            return work(counterpart.function, *arguments.positional, **arguments.keywords)
        return self._as_it_is(work, arguments)

    def _as_it_is(self, work: Callable[..., Any], arguments: Arguments) -> Any:
        """The call of a function whose arguments stand in the same order, under other names."""
        keywords, tensors = dict(arguments.keywords), operations.FUNCTIONS[self.public].tensors
        first = tuple(keywords.pop(name) for name in _TENSORS if name in keywords and name not in tensors)
        positional = (*first, *arguments.positional)
        for place, turn in enumerate(("transpose_a", "transpose_b")):
            if known(keywords.pop(turn, False)) and place < len(positional):
                turned = work("swapaxes", positional[place], -1, -2)
                positional = (*positional[:place], turned, *positional[place + 1 :])
        return work(self.public, *positional, **keywords)

    def _refuse(self, arguments: Arguments) -> None:
        refused = Refused(
            Code.INVALID_OPERATION,
            say("Keras 3 takes no function of TensorFlow, such as '{name}', between the layers of a model",
                name=self.name),
            say("write keras.ops.{name}, or put it into a Lambda or a layer of your own", name=self.public),
        )  # fmt: skip
        self.session.problems.append(refused.at(arguments.line, arguments.column))
        raise refused


def _key(path: str, name: str) -> str:
    """A function as the tables of counterparts call it: those of `tf.math` stand among those of `tf`."""
    below = path.partition(".")[2]
    return name if path == "keras.backend" or below in ("", "math") else f"{below}.{name}"


_IN_A_LAMBDA = say("put it into a Lambda with an output_shape")


def _unread(path: str, name: str) -> Text:
    return say("'{module}.{name}' is not read here", module=path, name=name)


def _same(work: Callable[..., Any], image: Any, *others: Any, **options: Any) -> Any:
    return work("copy", image)


@dataclass(slots=True, eq=False)
class TensorFlowModule(Module):
    """`tf`, or one of the modules below it that hold functions on tensors."""

    session: Session | None = None

    def member(self, name: str) -> Any | None:
        if name not in self.members and self.session is not None:
            found = self._function(self.session, name)
            if found is not None:
                self.members[name] = found
        return self.members.get(name)

    def _function(self, session: Session, name: str) -> TensorFlowFunction | None:
        key = _key(self.path, name)
        backend = self.path == "keras.backend"
        carried = WORKED_OUT["keras.backend" if backend else "tf"].get(key)
        if not backend and key in ALIKE:
            carried = _same
        counterpart = (BACKEND if backend else TENSORFLOW).get(key)
        public = NAMES.get(name, name)
        if counterpart is not None:
            public = counterpart.function
        elif f"image.{name}" == key and key in operations.FUNCTIONS:
            public = key
        if carried is None and (key in OTHERS or public not in operations.FUNCTIONS):
            return None
        return TensorFlowFunction(session, name, public, self.path, carried)

    def attribute(self, name: str) -> Any:
        close = difflib.get_close_matches(name, self.names(), 1, 0.8)
        if self.member(name) is None and name not in self.members and not close:
            raise Refused(Code.UNKNOWN_VALUE, _unread(self.path, name), _IN_A_LAMBDA)
        return Module.attribute(self, name)

    def names(self) -> Iterable[str]:
        return (*self.members, *NAMES)


def _tensor_shape(arguments: Arguments, caller: Caller) -> Any:
    """`tf.TensorShape([None, 28])`: the sizes as a tuple."""
    sizes = plain(next(iter((*arguments.positional, *arguments.keywords.values())), ()))
    return (sizes,) if isinstance(sizes, int) else tuple(sizes)


def _variable(session: Session, arguments: Arguments, caller: Caller) -> Any:
    """`tf.Variable(…)`: an array as any other."""
    session.legacy.setdefault("tf.Variable", (
        say("Keras 3 does not count a tf.Variable with the weights of a layer"),
        say("make the weight by self.add_weight(shape=…)"),
    ))  # fmt: skip
    given = arguments.named("initial_value", "trainable")
    initial, shape = given.get("initial_value"), given.get("shape")
    if shape is None and isinstance(initial, Inert):
        shape = initial.shape
    if shape is None:
        return as_tensor(session, initial)
    return TensorValue(session, scratch(Shape(plain(shape))))


def tensorflow(session: Session, keras: Module) -> Module:
    """`tf`, for one reading."""
    inert = {name: Module(f"tf.{name}", inert=True) for name in
             ("initializers", "config", "losses", "optimizers", "debugging", "test", "data", "distribute",
              "train", "io", "summary", "logging", "autograph", "random_seed")}  # fmt: skip
    functions = {name: TensorFlowModule(f"tf.{name}", session=session) for name in ("nn", "math", "linalg", "image")}
    members: dict[str, Any] = {name: name for name in BYTES} | {"string": "string"}
    members |= {
        **makers(session), **inert, **functions, "keras": keras, "random": random(session, "tf.random"),
        **branching(session, "tf"), **{name: Inert("initializers", name) for name in _INITIALIZERS},
        "function": INERT, "print": INERT, "executing_eagerly": INERT, "GradientTape": INERT, "newaxis": None,
        "shape": Method(shape_of), "TensorShape": Method(_tensor_shape),
        "Variable": Method(partial(_variable, session)), "__version__": "2.20.0",
        **dict.fromkeys(("map_fn", "vectorized_map"), Method(partial(mapped, session))),
    }  # fmt: skip
    del members["identity"]  # not NumPy's, but what gives a tensor back
    whole = TensorFlowModule("tf", members, session=session)
    members["compat"] = Module("tf.compat", dict.fromkeys(("v1", "v2"), whole), inert=True)
    return whole


def random(session: Session, path: str) -> Module:
    """A module of random arrays, of which only the shape matters."""
    return Module(path, dict(makers(session)), inert=True, offers="random")


def backend(session: Session, members: dict[str, Any]) -> Module:
    """`keras.backend`: what is left of Keras 2's own functions on tensors."""
    return TensorFlowModule("keras.backend", {
        **makers(session), **members, "shape": Method(shape_of),
        "ndim": Method(lambda arguments, caller: len(shape_of(arguments, caller))),
        "dtype": Method(lambda arguments, caller: arguments.positional[0].attribute("dtype")),
        "epsilon": Method(lambda arguments, caller: 1e-7),
        **dict.fromkeys(("set_session", "get_session", "learning_phase"), INERT),
    }, session=session)  # fmt: skip
