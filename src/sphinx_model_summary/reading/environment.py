"""The environment of a program, as `os` gives it: what a listing falls back on where a variable is not set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from ..problems import Code, Refused, say
from .natives import Builtin, Native

if TYPE_CHECKING:
    from .evaluator import Evaluator


def _unknown(name: str) -> NoReturn:
    raise Refused(
        Code.UNKNOWN_VALUE,
        say("what {name}() gives is known only to a run of the program", name=name),
        say("write the value itself into the listing"),
    )


def _get(ev: Evaluator, name: Any, default: Any = None) -> Any:
    return _unknown("os.environ.get") if default is None else default


def _get_variable(ev: Evaluator, key: Any, default: Any = None) -> Any:
    return _unknown("os.getenv") if default is None else default


class Environment(Native):
    """`os.environ`: nothing of it is known, and what is set there changes no model."""

    def attribute(self, name: str) -> Any:
        if name in ("get", "setdefault", "pop"):
            return Builtin(name, _get)
        return Builtin(name, lambda ev, *positional, **keywords: None, lenient=True)

    def item(self, key: Any) -> Any:
        _unknown("os.environ.get")

    def set_item(self, key: Any, value: Any) -> None:
        pass

    def iterate(self) -> Iterator[Any]:
        _unknown("os.environ.get")


#: What is certain of a package of which nothing else is read.
CERTAIN: Mapping[str, Mapping[str, Any]] = {
    "os": {"environ": Environment(), "getenv": Builtin("getenv", _get_variable)},
}
