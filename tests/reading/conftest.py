"""A toy vocabulary: layers that only remember how they were made, to see what a reading hands over."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from sphinx_model_summary.problems import Code, Refused, Text, say
from sphinx_model_summary.reading import Arguments, Caller, Limits, Namespace, Reading, Value, read


class Tensor(Value):
    """What comes out of a layer."""

    called = Text("a tensor")
    matters = True

    def __init__(self, shape: tuple[int | None, ...]) -> None:
        self.shape = shape

    def attribute(self, name: str) -> Any:
        return self.shape if name == "shape" else super().attribute(name)

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        if operator in ("+", "-", "*", "/") and isinstance(other, (int, float, Tensor)):
            return Tensor(self.shape)
        return NotImplemented


class Layer(Value):
    """A layer: its type, its arguments; called on a tensor it replaces the last size by its first argument."""

    called = Text("a layer")
    matters = True

    def __init__(self, kind: str, arguments: Arguments) -> None:
        self.kind = kind
        self.arguments = arguments
        self.attributes: dict[str, Any] = {}

    def __repr__(self) -> str:
        given = [*map(repr, self.arguments.positional), *(f"{k}={v!r}" for k, v in self.arguments.keywords.items())]
        return f"{self.kind}({', '.join(given)})"

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        tensor = arguments.positional[0] if arguments.positional else None
        if not isinstance(tensor, Tensor):
            raise Refused(Code.INVALID_INPUT, say("a layer takes a tensor"))
        size = self.arguments.positional[0] if self.arguments.positional else tensor.shape[-1]
        return Tensor((*tensor.shape[:-1], size))

    def attribute(self, name: str) -> Any:
        return self.attributes[name] if name in self.attributes else super().attribute(name)

    def set_attribute(self, name: str, value: Any) -> None:
        self.attributes[name] = value

    def is_instance(self, of: Any) -> bool:
        return isinstance(of, LayerType) and of.kind in (self.kind, "Layer")


class LayerType(Value):
    """The name of a layer."""

    called = Text("a type of layer")

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if self.kind == "Input":
            shape = [*arguments.positional, *arguments.keywords.values(), None][0]
            if not isinstance(shape, tuple):
                raise Refused(Code.INVALID_ARGUMENT, say("a shape is a tuple"))
            return Tensor((None, *shape))
        if self.kind == "Dense" and not arguments.positional:
            raise Refused(Code.MISSING_ARGUMENT, say("Dense needs 'units'"))
        if self.kind == "Apply":
            return caller.call(*arguments.positional)
        return Model(arguments) if self.kind == "Sequential" else Layer(self.kind, arguments)

    def attribute(self, name: str) -> Any:
        if name == "__name__":
            return self.kind
        return super().attribute(name)

    def extend(self, instance: Any, caller: Caller) -> Value:
        return Behind(instance)


class Behind(Value):
    """What stands behind an instance of a class that extends a type of layer."""

    called = Text("a layer of the listing's own")
    matters = True

    def __init__(self, instance: Any) -> None:
        self.instance = instance
        self.adopted: dict[str, Any] = {}
        self.started: Arguments | None = None

    def adopt(self, name: str, value: Any) -> Any:
        self.adopted[name] = value
        return value

    def attribute(self, name: str) -> Any:
        if name == "__init__":
            return Method(self._start)
        return super().attribute(name)

    def _start(self, arguments: Arguments, caller: Caller) -> None:
        self.started = arguments

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        return caller.call(self.instance.method("call"), *arguments.positional, **arguments.keywords)


class Method(Value):
    """A method of one of these values."""

    def __init__(self, function: Any) -> None:
        self.function = function

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        return self.function(arguments, caller)


class Model(Value):
    """A sequence of layers, also of those that are not known."""

    called = Text("a model")

    def __init__(self, arguments: Arguments) -> None:
        self.layers = [layer for layers in arguments.positional if isinstance(layers, list) for layer in layers]
        self.lines: list[int] = []

    def attribute(self, name: str) -> Any:
        if name == "layers":
            return self.layers
        return Method(self._add if name == "add" else lambda arguments, caller: None)

    def _add(self, arguments: Arguments, caller: Caller) -> None:
        if not arguments.positional:
            raise Refused(Code.MISSING_ARGUMENT, say("add() needs a layer"))
        self.layers.append(arguments.positional[0])
        self.lines.append(arguments.line)

    def changes(self, name: str) -> bool:
        return name == "add"


class Layers(Namespace):
    """A namespace that has these layers."""

    called = Text("layers")
    kinds = ("Input", "Dense", "Conv2D", "Flatten", "Sequential", "Layer", "Apply")

    def names(self) -> Iterable[str]:
        return self.kinds

    def attribute(self, name: str) -> Any:
        if name == "layers":
            return self
        if name not in self.kinds:
            raise Refused(Code.UNKNOWN_LAYER, say("there is no layer '{name}'", name=name))
        return LayerType(name)


class Toys:
    """The vocabulary."""

    def module(self, dotted: str) -> Any | None:
        return Layers() if dotted in ("keras", "keras.layers") else None

    def name(self, name: str) -> Any | None:
        if name in ("keras", "layers"):
            return Layers()
        return LayerType(name) if name in Layers.kinds else None

    def outside(self, name: str, *, imported: bool) -> Any | None:
        return LayerType(name) if name == "Declared" else None

    def names(self) -> Iterable[str]:
        return ("keras", "layers", *Layers.kinds)


@pytest.fixture(scope="session")
def read_toys() -> Callable[..., Reading]:
    """Read a listing with the toy vocabulary; a defect of the reader is never an answer."""

    def read_with_toys(listing: str, **limits: int) -> Reading:
        reading = read(textwrap.dedent(listing), Toys(), Limits(**limits))
        assert not [problem for problem in reading.problems if problem.code is Code.INTERNAL]
        return reading

    return read_with_toys


def data(value: Any) -> bool:
    """Whether a value is data; classes, functions and the like are compared by what they do."""
    if isinstance(value, (list, tuple)):
        return type(value) in (list, tuple) and all(map(data, value))
    return type(value) in (int, float, str, bool, dict, set, range, type(None))


@pytest.fixture(scope="session")
def as_python(read_toys: Callable[..., Reading]) -> Callable[[str], None]:
    """Check that a listing gives, read, what it gives when it is run."""

    def check(listing: str) -> None:
        listing = textwrap.dedent(listing)
        expected: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(listing, "listing", "exec", dont_inherit=True), expected)  # ours, and trusted
        reading = read_toys(listing)
        assert not reading.problems
        wanted = {name: value for name, value in expected.items() if data(value) and not name.startswith("__")}
        assert wanted
        assert {name: value for name, value in reading.names.items() if name in wanted} == wanted

    return check
