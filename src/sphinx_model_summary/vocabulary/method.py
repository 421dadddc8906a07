"""A function that Keras has, as a listing calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..problems import say
from ..reading.values import Arguments, Caller, Value


@dataclass(slots=True, eq=False)
class Method(Value):
    """A function that the vocabulary offers."""

    run: Callable[[Arguments, Caller], Any]
    called = say("a function of Keras")

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        return self.run(arguments, caller)


def ignore(*_: object) -> None:
    """Do nothing: what is called has no influence on a summary."""


IGNORED = Method(ignore)
