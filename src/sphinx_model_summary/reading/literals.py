"""Values written down as text: what `json` and `ast.literal_eval` make of it, and back."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .conversions import SCALARS, kind, paper, weigh
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


def loaded(ev: Evaluator, text: str, **options: Any) -> Any:
    """`json.loads`."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise Failed("ValueError", say("this text is no JSON")) from None


def dumped(ev: Evaluator, value: Any, *, indent: int | None = None, sort_keys: bool = False, **options: Any) -> str:
    """`json.dumps`."""
    weigh(ev, value)

    def refuse(one: Any) -> Any:
        raise Refused(Code.UNKNOWN_VALUE, say("how {value} is printed is not known here", value=kind(one)))

    text = json.dumps(value, indent=min(indent, 8) if isinstance(indent, int) else None, sort_keys=sort_keys,
                      default=refuse)  # fmt: skip
    paper(ev, len(text))
    return text


def literal(ev: Evaluator, text: Any) -> Any:
    """`ast.literal_eval`."""
    try:
        value = ast.literal_eval(text) if isinstance(text, str) and len(text) < ev.limits.characters >> 4 else ...
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise Failed("ValueError", say("'{text}' is no expression", text=str(text)[:60])) from None
    if value is ... or (type(value) not in SCALARS and not isinstance(value, (list, tuple, dict, set))):
        raise Failed("ValueError", say("'{text}' is no expression", text=str(text)[:60]))
    return value
