"""Python's own exceptions, as classes that a listing may raise, catch and extend."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..problems import Refused, Text
from .classes import Class, Instance
from .conversions import kind, written
from .natives import Builtin
from .signals import Spread

if TYPE_CHECKING:
    from .evaluator import Evaluator

_EXCEPTIONS = {
    "BaseException": "",
    "Exception": "BaseException",
    "KeyboardInterrupt": "BaseException",
    "SystemExit": "BaseException",
    "ArithmeticError": "Exception",
    "ZeroDivisionError": "ArithmeticError",
    "OverflowError": "ArithmeticError",
    "AssertionError": "Exception",
    "AttributeError": "Exception",
    "ImportError": "Exception",
    "ModuleNotFoundError": "ImportError",
    "LookupError": "Exception",
    "IndexError": "LookupError",
    "KeyError": "LookupError",
    "NameError": "Exception",
    "OSError": "Exception",
    "FileNotFoundError": "OSError",
    "RuntimeError": "Exception",
    "NotImplementedError": "RuntimeError",
    "StopIteration": "Exception",
    "SyntaxError": "Exception",
    "TypeError": "Exception",
    "ValueError": "Exception",
    "Warning": "Exception",
    "UserWarning": "Warning",
    "DeprecationWarning": "Warning",
}


def _remember(ev: Evaluator, instance: Instance, *arguments: Any) -> None:
    instance.attributes["args"] = arguments


def _printed(ev: Evaluator, instance: Instance) -> str:
    arguments = instance.attributes.get("args", ())
    return written(ev, arguments[0] if len(arguments) == 1 else arguments) if arguments else ""


def _exceptions() -> dict[str, Class]:
    # Shared by all readings, so they must not take attributes.
    root = {
        "__init__": Builtin("__init__", _remember, lenient=True),
        "__str__": Builtin("__str__", _printed),
    }
    made: dict[str, Class] = {}
    for name, base in _EXCEPTIONS.items():
        made[name] = Class(name, (made[base],) if base else (), MappingProxyType({} if base else root))
    return made


EXCEPTIONS = _exceptions()


def exception(ev: Evaluator, name: str, text: str) -> Instance:
    """An exception that Python raises by itself."""
    return Instance(EXCEPTIONS.get(name, EXCEPTIONS["Exception"]), ev, {"args": (text,)})


def described(ev: Evaluator, value: Any) -> str | Text:
    """How a message shows an exception of the listing, or another value."""
    try:
        text = written(ev, value.attributes.get("args", ("",))[0] if isinstance(value, Instance) else value)
    except (Spread, Refused, IndexError):
        text = ""
    name = value.cls.name if isinstance(value, Instance) else ""
    return ": ".join(part for part in (name, text[:200]) if part) or kind(value)
