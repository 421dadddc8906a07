"""The command line of a script, as `argparse` reads it where the script is started without arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..problems import Code, Problem, Refused, say
from .classes import Class, Instance
from .natives import Builtin, Native
from .values import Unknown

if TYPE_CHECKING:
    from .evaluator import Evaluator

#: What an action stands for that the command line does not ask for.
_ACTIONS = {"store_true": False, "store_false": True}


class Parser(Native):
    """An `ArgumentParser`: the names of the arguments, with their defaults."""

    called = say("an ArgumentParser")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def attribute(self, name: str) -> Any:
        match name:
            case "add_argument":
                return Builtin(name, self._add, lenient=True)
            case "add_argument_group" | "add_mutually_exclusive_group":
                return Builtin(name, lambda ev, *positional, **keywords: self, lenient=True)
            case "set_defaults":
                return Builtin(name, lambda ev, **defaults: self.values.update(defaults), lenient=True)
            case "parse_args":
                return Builtin(name, self._parse, lenient=True)
            case "parse_known_args":
                return Builtin(name, lambda ev, *given: (self._parse(ev, *given), []), lenient=True)
        return Builtin(name, lambda ev, *positional, **keywords: None, lenient=True)

    def _add(self, ev: Evaluator, *names: str, dest: str | None = None, default: Any = None, type: Any = None,  # noqa: A002 - Python's own name
             action: Any = None, required: Any = False, nargs: Any = None, **others: Any) -> None:  # fmt: skip
        long = [name for name in names if name.startswith("--")] or list(names)
        name = dest or long[0].lstrip("-").replace("-", "_")
        if isinstance(default, str) and type is not None:
            default = ev.apply(type, (default,))
        if default is None and isinstance(action, str):
            default = _ACTIONS.get(action)
        placed = dest is None and not names[0].startswith("-") and nargs not in ("?", "*")
        if default is None and (required is True or placed):
            message = say("'{name}' is given when the script is started", name=name)
            hint = say("give it a default in add_argument, or supply its value with :define:")
            default = Unknown(Problem(*ev.calling, Code.UNKNOWN_VALUE, message, hint))
        self.values[name] = default

    def _parse(self, ev: Evaluator, given: Any = None, *others: Any) -> Instance:
        if given:
            raise Refused(
                Code.UNKNOWN_VALUE,
                say("a command line that stands in the listing is not taken apart here"),
                say("write parse_args([]), and the values as defaults of add_argument"),
            )
        return _namespace(ev, **self.values)


def _namespace(ev: Evaluator, **values: Any) -> Instance:
    return Instance(Class("Namespace", (), {}), ev, dict(values))


#: An object with the attributes that it is given by name.
NAMESPACE = Builtin("Namespace", _namespace, lenient=True)
_NOTHING = Builtin("argparse", lambda ev, *positional, **keywords: None, lenient=True)
ARGPARSE: Mapping[str, Any] = {
    **dict.fromkeys(
        "Action ArgumentDefaultsHelpFormatter ArgumentTypeError BooleanOptionalAction FileType HelpFormatter "
        "RawDescriptionHelpFormatter RawTextHelpFormatter REMAINDER SUPPRESS".split(), _NOTHING),
    "ArgumentParser": Builtin("ArgumentParser", lambda ev, *positional, **keywords: Parser(), lenient=True),
    "Namespace": NAMESPACE,
}  # fmt: skip
