"""Objects with named fields: named tuples and data classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..problems import say
from .classes import Class, Instance
from .conversions import elements, kind
from .definitions import fields
from .descriptors import ABSENT, Fresh
from .natives import Builtin
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


def named_tuple(ev: Evaluator, name: str, names: Any, *, defaults: Any = ()) -> Class:
    """`namedtuple`."""
    parts = names.replace(",", " ").split() if isinstance(names, str) else elements(ev, names)
    given = elements(ev, defaults)
    found: dict[str, Any] = dict.fromkeys(parts, ABSENT)
    found.update(zip(parts[len(parts) - len(given) :], given, strict=False))
    return Class(name, (), {}, found, True)


def data_class(ev: Evaluator, cls: Any = None, **options: Any) -> Any:
    """`dataclass`, with or without options."""
    if not isinstance(cls, Class):
        return Builtin("dataclass", data_class, lenient=True)
    cls.fields = fields(cls)
    return cls


def field(ev: Evaluator, *, default: Any = ABSENT, default_factory: Any = None, **options: Any) -> Any:
    """`field`: a default, or what makes one anew for each object."""
    return default if default_factory is None else Fresh(default_factory)


def replaced(ev: Evaluator, value: Any, **changes: Any) -> Any:
    """`replace`: an object like another one, but for some fields."""
    return ev.apply(_fields_of(value)[0], (), {**_fields_of(value)[1], **changes})


def as_dict(ev: Evaluator, value: Any) -> dict[str, Any]:
    """`asdict`."""
    return dict(_fields_of(value)[1])


def _fields_of(value: Any) -> tuple[Class, dict[str, Any]]:
    """The data class of an object, and what its fields hold."""
    if not isinstance(value, Instance) or value.cls.fields is None:
        raise Failed("TypeError", say("{kind} is no object of a data class", kind=kind(value)))
    return value.cls, {name: value.attribute(name) for name in value.cls.fields}
