"""TensorFlow's functions on tensors, by the functions of `keras.ops` that do the same to a shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .. import operations
from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller, Value
from ..weights import BYTES
from .arrays import makers
from .functions import Function, shape_of
from .inert import INERT
from .modules import Module
from .session import Session
from .values import Method, is_recorded, known, plain, tensors_among

#: Functions whose name in `keras.ops` is another one.
_NAMES = {
    "concat": "concatenate", "concatenate": "concatenate", "reduce_sum": "sum", "reduce_mean": "mean",
    "reduce_max": "max", "reduce_min": "min", "reduce_prod": "prod", "reduce_any": "any", "reduce_all": "all",
    "reduce_std": "std", "reduce_variance": "var", "reduce_logsumexp": "logsumexp", "pow": "power", "divide": "divide",
    "l2_normalize": "normalize", "swish": "silu", "identity": "copy", "batch_dot": "matmul", "batch_flatten": "ravel",
}  # fmt: skip
#: The names that TensorFlow has for a function's first tensors.
_TENSORS = ("input_tensor", "input", "tensor", "values", "value", "logits", "features", "indices", "a", "b", "x", "y")


@dataclass(slots=True, eq=False)
class TensorFlowFunction(Value):
    """A function of TensorFlow; Keras 3 takes it inside a layer, but not between the layers of a model."""

    session: Session
    name: str
    kind: type[operations.Operation]
    #: The module that has it.
    path: str = "tf"
    called = say("a function of TensorFlow")

    @property
    def public(self) -> str:
        """The name of the function of `keras.ops` that does the same."""
        return next((name for name, kind in operations.FUNCTIONS.items() if kind is self.kind), self.name)

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if self.path == "keras.backend":
            self.session.legacy.setdefault(f".{self.name}", (
                say("Keras 3 has no keras.backend.{name}", name=self.name),
                say("write keras.ops.{name}", name=self.public),
            ))  # fmt: skip
        keywords = dict(arguments.keywords)
        first = tuple(keywords.pop(name) for name in _TENSORS if name in keywords and name not in self.kind.tensors)
        if "perm" in keywords:
            keywords["axes"] = keywords.pop("perm")
        positional = (*first, *arguments.positional)
        tensors = tensors_among((positional, keywords))
        if tensors and is_recorded(self.session, tensors):
            self._refuse(arguments)
        for place, turn in enumerate(("transpose_a", "transpose_b")):
            if known(keywords.pop(turn, False)) and place < len(positional):
                turned = self._turned(positional[place], arguments, caller)
                positional = (*positional[:place], turned, *positional[place + 1 :])
        arguments = Arguments(positional, keywords, arguments.line, arguments.column)
        return Function(self.session, self.kind).call(arguments, caller)

    def _turned(self, value: Any, arguments: Arguments, caller: Caller) -> Any:
        """A matrix whose last two axes change places: `transpose_b=True`."""
        swap = Arguments((value, -1, -2), {}, arguments.line, arguments.column)
        return Function(self.session, operations.FUNCTIONS["swapaxes"]).call(swap, caller)

    def _refuse(self, arguments: Arguments) -> None:
        refused = Refused(
            Code.INVALID_OPERATION,
            say("Keras 3 takes no function of TensorFlow, such as '{name}', between the layers of a model",
                name=self.name),
            say("write keras.ops.{name}, or put it into a Lambda or a layer of your own", name=self.public),
        )  # fmt: skip
        self.session.problems.append(refused.at(arguments.line, arguments.column))
        raise refused


@dataclass(slots=True, eq=False)
class TensorFlowModule(Module):
    """`tf`, or one of the modules below it that hold functions on tensors."""

    session: Session | None = None

    def member(self, name: str) -> Any | None:
        if name in self.members or self.session is None:
            return self.members.get(name)
        kind = operations.FUNCTIONS.get(_NAMES.get(name, name))
        if kind is not None:
            self.members[name] = TensorFlowFunction(self.session, name, kind, self.path)
        return self.members.get(name)

    def names(self) -> Iterable[str]:
        return (*self.members, *_NAMES)


def _tensor_shape(arguments: Arguments, caller: Caller) -> Any:
    """`tf.TensorShape([None, 28])`: the sizes as a tuple."""
    sizes = plain(next(iter((*arguments.positional, *arguments.keywords.values())), ()))
    return (sizes,) if isinstance(sizes, int) else tuple(sizes)


def _no_variable(arguments: Arguments, caller: Caller) -> Any:
    raise Refused(
        Code.UNSUPPORTED,
        say("Keras 3 does not count a tf.Variable with the weights of a layer"),
        say("make the weight by self.add_weight(shape=…)"),
    )


def tensorflow(session: Session, keras: Module) -> Module:
    """`tf`, for one reading."""
    inert = {name: Module(f"tf.{name}", inert=True) for name in
             ("initializers", "config", "losses", "optimizers", "debugging", "test", "data", "distribute",
              "train", "io", "summary", "logging", "autograph", "random_seed")}  # fmt: skip
    functions = {name: TensorFlowModule(f"tf.{name}", session=session) for name in ("nn", "math", "linalg", "image")}
    members: dict[str, Any] = {name: name for name in BYTES} | {"string": "string"}
    members |= {
        **makers(session), **inert, **functions, "keras": keras, "random": random(session, "tf.random"),
        "function": INERT, "print": INERT, "executing_eagerly": INERT, "GradientTape": INERT, "newaxis": None,
        "shape": Method(shape_of), "TensorShape": Method(_tensor_shape), "Variable": Method(_no_variable),
        "__version__": "2.20.0",
    }  # fmt: skip
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
        **dict.fromkeys(("set_session", "get_session", "learning_phase", "epsilon"), INERT),
    }, session=session)  # fmt: skip
