"""What Python itself brings: its functions, its types, the methods of its values, its lazy sequences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Refused, Text, say
from .operators import FAILURES, failed
from .signals import Failed
from .suggestions import did_you_mean
from .values import Arguments, Unknown, Value


class Native(Value):
    """A value that no vocabulary hands in and on which no model depends."""

    called = say("this object")

    def __repr__(self) -> str:
        return f"<{self.called}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Builtin(Native):
    """A function of ours that stands for one of Python's; it gets the evaluator before its arguments."""

    name: str
    function: Callable[..., Any]
    #: Whether it can do with arguments that are not known; otherwise its result is not known either.
    lenient: bool = False
    #: What it gets before the arguments of the call: the receiver of a method.
    given: tuple[Any, ...] = ()

    @property
    def called(self) -> Text:  # type: ignore[override]
        return Text(f"{self.name}()")

    def call(self, arguments: Arguments, caller: Any) -> Any:
        if not self.lenient:
            for value in (*arguments.positional, *arguments.keywords.values()):
                if isinstance(value, Unknown):
                    return value
        try:
            return self.function(caller, *self.given, *arguments.positional, **arguments.keywords)
        except FAILURES as error:
            if isinstance(error, TypeError) and error.__traceback__ and error.__traceback__.tb_next is None:
                # The call itself failed: Python would speak of a function of ours.
                raise Failed("TypeError", say("{name}() does not take these arguments", name=self.name)) from None
            raise failed(error) from None

    def attribute(self, name: str) -> Any:
        if name == "__name__":
            return self.name
        return super(Builtin, self).attribute(name)


def builtins(functions: Mapping[str, Callable[..., Any]]) -> dict[str, Builtin]:
    """Functions of ours under the names of Python's."""
    return {name: Builtin(name, function) for name, function in functions.items()}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Type(Native):
    """One of Python's own types: it makes values, and tells which values are its own."""

    name: str
    make: Callable[..., Any]
    real: tuple[type, ...]
    methods: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def called(self) -> Text:  # type: ignore[override]
        return say("the type {name}", name=self.name)

    def call(self, arguments: Arguments, caller: Any) -> Any:
        return Builtin(self.name, self.make).call(arguments, caller)

    def attribute(self, name: str) -> Any:
        if name == "__name__":
            return self.name
        if name in self.methods:
            return Builtin(name, self.methods[name])
        return super(Type, self).attribute(name)

    def item(self, key: Any) -> Any:
        return self  # `list[int]`

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        return self if operator == "|" else NotImplemented  # `int | None`

    def text(self) -> str:
        return f"<class '{self.name}'>"


class Stream(Native):
    """A sequence that is worked out as it is asked for: of `zip`, of `map`, of a generator."""

    called = say("a generator")

    def __init__(self, items: Callable[[], Iterator[Any]]) -> None:
        self._items = items
        self._started: Iterator[Any] | None = None

    def iterate(self) -> Iterator[Any]:
        if self._started is None:
            self._started = self._items()
        return self._started

    def attribute(self, name: str) -> Any:
        if name == "__next__":
            return Builtin(name, lambda ev: self.following())
        return super().attribute(name)

    def following(self) -> Any:
        """The next element."""
        for item in self.iterate():
            return item
        raise Failed("StopIteration", say("the generator has no further element"))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Module(Native):
    """One of Python's modules, as far as it is read here."""

    name: str
    members: Mapping[str, Any]

    @property
    def called(self) -> Text:  # type: ignore[override]
        return say("the module {name}", name=self.name)

    def attribute(self, name: str) -> Any:
        if name in self.members:
            return self.members[name]
        message = say("'{module}.{name}' is not read here", module=self.name, name=name)
        raise Refused(Code.UNKNOWN_VALUE, message, did_you_mean(name, self.members))
