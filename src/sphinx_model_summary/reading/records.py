"""Objects with named fields: named tuples and data classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..problems import say
from .classes import Class, Instance
from .conversions import elements, iterate, kind
from .definitions import fields
from .descriptors import ABSENT, LATER, Fresh
from .natives import Builtin
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


def named_tuple(ev: Evaluator, name: str, names: Any, *, defaults: Any = (), **options: Any) -> Class:
    """`namedtuple`."""
    parts = names.replace(",", " ").split() if isinstance(names, str) else elements(ev, names)
    given = elements(ev, defaults or ())
    found: dict[str, Any] = dict.fromkeys(parts, ABSENT)
    found.update(zip(parts[len(parts) - len(given) :], given, strict=False))
    return Class(name, (), {}, found, True)


def _data_class(ev: Evaluator, cls: Any = None, **options: Any) -> Any:
    """`dataclass`, with or without options."""
    if not isinstance(cls, Class):
        return Builtin("dataclass", _data_class, lenient=True)
    cls.fields = fields(cls)
    return cls


def _field(ev: Evaluator, *, default: Any = ABSENT, default_factory: Any = None, init: Any = True,
           **options: Any) -> Any:  # fmt: skip
    """`field`: a default, or what makes one anew for each object."""
    if default_factory is not None:
        return Fresh(default_factory)
    return LATER if default is ABSENT and init is False else default


def _replaced(ev: Evaluator, value: Any, **changes: Any) -> Any:
    """`replace`: an object like another one, but for some fields."""
    return ev.apply(_fields_of(value)[0], (), {**_fields_of(value)[1], **changes})


def _as_dict(ev: Evaluator, value: Any) -> dict[str, Any]:
    """`asdict`: data classes inside it become dictionaries, too."""
    return {name: _plain(ev, one) for name, one in _fields_of(value)[1].items()}


def _plain(ev: Evaluator, value: Any) -> Any:
    if isinstance(value, Instance) and value.cls.fields is not None:
        return _as_dict(ev, value)
    if type(value) in (list, tuple):
        return type(value)([_plain(ev, one) for one in iterate(ev, value)])
    if type(value) is dict:
        return {key: _plain(ev, value[key]) for key in iterate(ev, value)}
    return value


def _is_data_class(ev: Evaluator, value: Any) -> bool:
    cls = value.cls if isinstance(value, Instance) else value
    return isinstance(cls, Class) and cls.fields is not None and not cls.ordered


def _fields(ev: Evaluator, value: Any) -> tuple[Any, ...]:
    """`fields`: objects that have the name of a field."""
    cls = value if isinstance(value, Class) and value.fields is not None else _fields_of(value)[0]
    told = Class("Field", (), {})
    return tuple(Instance(told, ev, {"name": name}) for name in cls.fields or ())


def _fields_of(value: Any) -> tuple[Class, dict[str, Any]]:
    """The data class of an object, and what its fields hold."""
    if not isinstance(value, Instance) or value.cls.fields is None:
        raise Failed("TypeError", say("{kind} is no object of a data class", kind=kind(value)))
    return value.cls, {name: value.attribute(name) for name in value.cls.fields}


DATACLASSES: Mapping[str, Any] = {
    "dataclass": Builtin("dataclass", _data_class, lenient=True),
    "field": Builtin("field", _field, lenient=True),
    "replace": Builtin("replace", _replaced),
    "asdict": Builtin("asdict", _as_dict),
    "astuple": Builtin("astuple", lambda ev, value: tuple(_as_dict(ev, value).values())),
    "fields": Builtin("fields", _fields),
    "is_dataclass": Builtin("is_dataclass", _is_data_class),
    "KW_ONLY": ABSENT,
}
