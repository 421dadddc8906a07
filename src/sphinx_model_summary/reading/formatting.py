"""Text made from values: f-strings, `format` and `%`, with bounded widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import say
from .conversions import kind, known, paper, written
from .limits import Exhausted
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator

_LONG_NUMBER = re.compile(r"\d{4,}")
_PERCENT = re.compile(
    r"%(?:\((?P<key>[^()]*)\))?(?P<spec>[-+ #0]*(?:\*|\d*)(?:\.(?:\*|\d*))?)[hlL]?(?P<type>.)", re.DOTALL
)


def formatted(ev: Evaluator, value: Any, spec: str, conversion: str = "") -> str:
    """The value of `format(value, spec)`, after `!r` or `!s`."""
    known(value)
    if conversion:
        value = written(ev, value, quoted=conversion in "ra")
        if conversion == "a":
            value = ascii(value)[1:-1]
    if not spec:
        return written(ev, value)
    _narrow(spec)
    if isinstance(value, int) and not isinstance(value, bool):
        value = int(value)  # a number may be of a kind that formats itself differently
    elif not isinstance(value, (str, float, complex, bool)):
        raise Failed("TypeError", say("{kind} takes no format '{spec}'", kind=kind(value), spec=spec))
    try:
        return format(value, spec)
    except (ValueError, OverflowError) as error:
        raise Failed("ValueError", say("format '{spec}': {error}", spec=spec, error=str(error))) from None


def percent(ev: Evaluator, template: str, values: Any) -> str:
    """The value of `template % values`."""
    waiting = iter(values if isinstance(values, tuple) else (values,))
    size = len(template)

    def following() -> Any:
        try:
            return known(next(waiting))
        except StopIteration:
            raise Failed("TypeError", say("the format has more fields than values")) from None

    def put(match: re.Match[str]) -> str:
        nonlocal size
        letter, spec = match["type"], match["spec"]
        if letter == "%":
            return "%"
        while "*" in spec:
            spec = spec.replace("*", written(ev, following()), 1)
        _narrow(spec)
        if match["key"] is None:
            value = following()
        elif isinstance(values, dict) and match["key"] in values:
            value = known(values[match["key"]])
        else:
            raise Failed("KeyError", say("the format has no value for '{field}'", field=match["key"]))
        if letter in "sra":
            value, letter = written(ev, value, quoted=letter != "s"), "s"
        text = _number(spec, letter, value)
        size += len(text)
        paper(ev, size)
        return text

    return _PERCENT.sub(put, template)


def _number(spec: str, letter: str, value: Any) -> str:
    plain: Callable[[Any], Any] | None = int if isinstance(value, int) else None
    try:
        return f"%{spec}{letter}" % (plain(value) if plain else value,)
    except (TypeError, ValueError, OverflowError) as error:
        raise Failed("TypeError", say("format '%{spec}': {error}", spec=spec + letter, error=str(error))) from None


def _narrow(spec: str) -> None:
    if _LONG_NUMBER.search(spec):
        raise Exhausted(say("reading stops here: the format '{spec}' asks for a very long text", spec=spec))
