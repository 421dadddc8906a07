"""The values of a listing: Python's own plain ones, those that a vocabulary hands in, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NoReturn, Protocol

from ..problems import Code, Problem, Refused, Text, say


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """A value that the reader cannot know, with the reason; whatever is worked out from it is unknown too.

    `after` are the known values that went into the failing step: they let a table show what came before it.
    `origin` marks what a package made that is not read here; no model depends on a bystander (it draws, stores, logs).
    `expression` is what the author may supply a value for, as it stands in the listing; `guess` is a hint at a slip.
    """

    problem: Problem
    after: tuple[Any, ...] = ()
    origin: Literal["", "package", "bystander"] = ""
    expression: str = ""
    guess: Text | None = None

    def __post_init__(self) -> None:
        """Each of them is kept once: along branches that meet again they would double at every step."""
        if len(self.after) > 1:
            object.__setattr__(self, "after", tuple({id(one): one for one in self.after}.values()))

    def asked(self) -> Unknown:
        """The same where a plain value is needed: the hint tells how to supply one."""
        if self.after or not self.expression:
            return self
        hint = (
            say("write its value into the listing, or supply it with :define: {expression} = …",
                expression=self.expression)
            if self.guess is None else
            say("{guess} Or supply its value with :define: {expression} = …",
                guess=self.guess, expression=self.expression)
        )  # fmt: skip
        return replace(self, problem=replace(self.problem, hint=hint))


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call hands over, and where in the listing the call stands (line and column from 1)."""

    positional: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)
    line: int = 1
    column: int = 1

    def named(self, *names: str) -> dict[str, Any]:
        """What is handed over by name, those without one by the names of their places."""
        return dict(zip(names, self.positional, strict=False)) | self.keywords


class Caller(Protocol):
    """The side of the reader that a vocabulary may use: to run a function that the listing itself defines."""

    #: Line and column, from 1, of the call that is being carried out.
    calling: tuple[int, int]
    #: The lines of the calls of the listing's own functions around it, the outermost first.
    within: tuple[int, ...]

    def call(self, function: Any, *positional: Any, **keywords: Any) -> Any:
        """Call a value of the listing, as the listing itself would."""

    def read_elsewhere(self, text: str, name: str, /, *positional: Any, **keywords: Any) -> Any:
        """Call a function of another listing, for which the author is not asked: all of it stands where the call is."""


class Value:
    """A value that a vocabulary hands to the reader; what a kind of value cannot do is refused in a clear sentence."""

    #: How messages call such a value: "a layer", "a model".
    called: Text = say("this value")
    #: Whether a model may come to depend on what happens to this value (a layer, a tensor): handing it to something
    #: unknown is then a problem, while handing over a finished model (to a plot, say) is not.
    matters: bool = False
    #: Whether more is known of it than that a run of the program would give it a value.
    settled: bool = True
    #: What it is there for, where that tells what takes it: "initializers", "layers"; most values leave it open.
    role: str = ""

    def cannot(self, message: Text) -> NoReturn:
        """Refuse an operation."""
        raise Refused(Code.INVALID_OPERATION, message)

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        """The value of `value(...)`."""
        self.cannot(say("{kind} cannot be called", kind=self.called))

    def attribute(self, name: str) -> Any:
        """The value of `value.name`."""
        raise Refused(Code.UNKNOWN_NAME, say("{kind} has no attribute '{name}'", kind=self.called, name=name))

    def has_attribute(self, name: str) -> bool | None:
        """The value of `hasattr(value, name)`; None where reading the attribute shows it."""
        return None

    def set_attribute(self, name: str, value: Any) -> None:
        """Carry out `value.name = …`."""
        self.cannot(say("{kind} takes no attribute '{name}'", kind=self.called, name=name))

    def item(self, key: Any) -> Any:
        """The value of `value[key]`."""
        self.cannot(say("{kind} cannot be indexed", kind=self.called))

    def set_item(self, key: Any, value: Any) -> None:
        """Carry out `value[key] = …`."""
        self.cannot(say("{kind} takes no item", kind=self.called))

    def iterate(self) -> Iterator[Any]:
        """The values of `for … in value`."""
        self.cannot(say("{kind} cannot be looped over", kind=self.called))

    def length(self) -> int:
        """The value of `len(value)`."""
        self.cannot(say("{kind} has no length", kind=self.called))

    def is_same(self, other: Any) -> bool:
        """The value of `value is other`."""
        return self is other

    def truth(self) -> bool:
        """The value of `bool(value)`."""
        return True

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        """The value of `value + other`, or of `other + value` where `reflected`; unary operators have no other.

        `operator` is Python's own sign: + - * / // % ** @ & | ^ << >> == != < <= > >= and, unary, neg pos invert abs.
        """
        return NotImplemented

    def is_instance(self, of: Any) -> bool:
        """The value of `isinstance(value, of)`, `of` being a value of the vocabulary too."""
        return False

    def text(self) -> str:
        """The value of `str(value)`."""
        raise Refused(Code.UNKNOWN_VALUE, say("how {value} is printed is not known here", value=self.called))

    def changes(self, name: str) -> bool:
        """Whether `value.name(…)` or `value.name = …`, done for its effect, may change what a summary shows.

        Asked about code that may or may not run; a model says no to `fit` and yes to `add`.
        """
        return True

    def extend(self, instance: Any, caller: Caller) -> Value:
        """What stands behind a new instance of a class that has this value as its base.

        It is made before `__init__` runs, answers for every attribute that the class does not define (`__init__`,
        `build`, …: also what `super()` reaches) and is called when the instance is, unless the class has `__call__`.
        """
        self.cannot(say("{kind} cannot be the base of a class", kind=self.called))

    def bind(self, name: str, method: Any) -> Any:
        """What `instance.name` is for a method of the class, where this value stands behind the instance."""
        return method

    def adopt(self, name: str, value: Any) -> Any:
        """What is kept as `instance.name = value`, where this value stands behind the instance."""
        return value


def is_open(value: Any) -> bool:
    """Whether nobody but a run of the program knows what a value is."""
    return isinstance(value, Unknown) or (isinstance(value, Value) and not value.settled)


class Namespace(Value):
    """What a vocabulary offers under a dotted name, such as `keras.layers`; attributes are looked up by name."""

    def names(self) -> Iterable[str]:
        """The names to offer for a star import and for suggestions."""
        return ()
