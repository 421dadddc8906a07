"""What `str.format` does: the fields of a template, filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..problems import say
from .conversions import known, paper
from .formatting import formatted
from .operators import item
from .signals import Failed
from .values import Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

_STEP = re.compile(r"\.(?P<attribute>\w+)|\[(?P<key>[^\]]+)\]")
_FIELD = re.compile(
    r"\{\{|\}\}|\{(?P<name>[^{}!:]*)(?:!(?P<conversion>[rsa]))?(?::(?P<spec>(?:[^{}]|\{[^{}]*\})*))?\}|[{}]"
)


def fill(ev: Evaluator, template: str, positional: tuple[Any, ...], keywords: dict[str, Any]) -> str:
    """The value of `template.format(…)`."""
    counter = iter(range(len(positional) + 1))
    size = len(template)

    def put(match: re.Match[str]) -> str:
        nonlocal size
        if match[0] in ("{{", "}}"):
            return match[0][0]
        if match["name"] is None:
            raise Failed("ValueError", say("a single '{brace}' in a format", brace=match[0]))
        value = _field(ev, match["name"], counter, positional, keywords)
        spec = _FIELD.sub(put, match["spec"] or "")
        text = formatted(ev, value, spec, match["conversion"] or "")
        size += len(text)
        paper(ev, size)
        return text

    return _FIELD.sub(put, template)


def _field(
    ev: Evaluator, path: str, counter: Iterator[int], positional: tuple[Any, ...], keywords: dict[str, Any]
) -> Any:
    name = re.match(r"[^.\[]*", path)
    root = name[0] if name else ""
    try:
        value = keywords[root] if root and not root.isdecimal() else positional[int(root or next(counter))]
    except (LookupError, StopIteration, ValueError):
        raise Failed("IndexError", say("the format has no value for '{field}'", field=path)) from None
    for step in _STEP.finditer(path, len(root)):
        if step["attribute"]:
            if not isinstance(known(value), Value):
                raise Failed("AttributeError", say("the format field '{field}' is not read here", field=path))
            value = value.attribute(step["attribute"])
        else:
            value = item(ev, value, int(step["key"]) if step["key"].isdecimal() else step["key"])
    return value
