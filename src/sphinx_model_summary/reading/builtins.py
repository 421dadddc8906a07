"""The names that Python itself defines: functions, types and exceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .attributes import attribute, set_attribute
from .classes import Class, Instance
from .conversions import elements, hashable, iterate, kind, known, length, truth, weigh, written
from .descriptors import ABSENT, ClassMethod, Property, StaticMethod
from .exceptions import EXCEPTIONS
from .formatting import formatted
from .methods import TABLES, in_sequence, mapping
from .natives import Builtin, Native, Stream, Type
from .numbers import divided, raised, real, rounded, text, whole
from .operators import binary, compare, unary
from .signals import Failed
from .subtypes import SUBTYPES
from .values import Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

#: Under this name, which no listing can use, a class body collects the names of its fields.
FIELDS = "fields of"

#: How far a range may count: no listing goes there but by a size that is open.
_FARTHEST = 10**12

SUPER = Builtin("super", lambda ev, *arguments: None)
EVAL = Builtin("eval", lambda ev, *arguments: None)
NAMED_TUPLE = Builtin("NamedTuple", lambda ev, name, pairs: Class(
    name, (), {}, {elements(ev, pair)[0]: ABSENT for pair in elements(ev, pairs)}, True))  # fmt: skip

# -- sequences ---------------------------------------------------------------------------------------------------------


def _set(ev: Evaluator, values: Any = ()) -> set[Any]:
    return {hashable(ev, value) for value in elements(ev, values)}


def _dict(ev: Evaluator, values: Any = (), **more: Any) -> dict[Any, Any]:
    return {**mapping(ev, values), **more}


def _from_keys(ev: Evaluator, keys: Any, value: Any = None) -> dict[Any, Any]:
    return dict.fromkeys((hashable(ev, key) for key in elements(ev, keys)), value)


def _range(ev: Evaluator, *bounds: Any) -> range:
    if not all(isinstance(bound, int) for bound in bounds):
        raise Failed("TypeError", say("range() counts in whole numbers"))
    if any(abs(bound) > _FARTHEST for bound in bounds):
        raise Failed("OverflowError", say("range() would count through an axis whose size is open"))
    return range(*bounds)


def _sum(ev: Evaluator, values: Any, start: Any = 0) -> Any:
    for value in iterate(ev, values):
        start = binary(ev, "+", start, value)
    return start


def _best(sign: str) -> Callable[..., Any]:
    def best(ev: Evaluator, *values: Any, key: Any = None, **default: Any) -> Any:
        found = elements(ev, values[0]) if len(values) == 1 else list(values)
        if not found:
            if "default" in default:
                return default["default"]
            raise Failed("ValueError", say("nothing to choose from"))
        keys = [known(value if key is None else ev.apply(key, (value,))) for value in found]
        chosen = 0
        for number in range(1, len(found)):
            if truth(compare(ev, sign, keys[number], keys[chosen])):
                chosen = number
        return found[chosen]

    return best


def _any(ev: Evaluator, values: Any) -> bool:
    return any(truth(value) for value in iterate(ev, values))


def _all(ev: Evaluator, values: Any) -> bool:
    return all(truth(value) for value in iterate(ev, values))


def _zip(ev: Evaluator, *sequences: Any, strict: Any = False) -> Stream:
    for sequence in sequences:
        known(sequence)
    return Stream(lambda: zip(*(iterate(ev, sequence) for sequence in sequences), strict=truth(strict)))


def _map(ev: Evaluator, function: Any, *sequences: Any) -> Stream:
    def mapped() -> Iterator[Any]:
        for values in zip(*(iterate(ev, sequence) for sequence in sequences), strict=False):
            yield ev.apply(function, values)

    return Stream(mapped)


def _filter(ev: Evaluator, function: Any, values: Any) -> Stream:
    def kept() -> Iterator[Any]:
        for value in iterate(ev, values):
            if truth(value if function is None else ev.apply(function, (value,))):
                yield value

    return Stream(kept)


def _enumerate(ev: Evaluator, values: Any, start: int = 0) -> Stream:
    return Stream(lambda: enumerate(iterate(ev, values), start))


def _reversed(ev: Evaluator, values: Any) -> Stream:
    if isinstance(values, range):
        return Stream(lambda: iterate(ev, values[::-1]))
    return Stream(lambda: reversed(elements(ev, values)))


def _iter(ev: Evaluator, values: Any) -> Stream:
    return values if isinstance(values, Stream) else Stream(lambda: iterate(ev, values))


def _next(ev: Evaluator, stream: Any, *default: Any) -> Any:
    if isinstance(stream, Instance) and (own := stream.method("__next__")):
        return ev.apply(own, ())
    if not isinstance(stream, Stream):
        raise Failed("TypeError", say("{kind} has no next element", kind=kind(known(stream))))
    try:
        return stream.following()
    except Failed:
        if default:
            return default[0]
        raise


# -- objects -----------------------------------------------------------------------------------------------------------


def _is_instance(ev: Evaluator, value: Any, kinds: Any) -> bool:
    if isinstance(kinds, tuple):
        return any(_is_instance(ev, value, one) for one in kinds)
    if isinstance(known(kinds), Type):
        return kinds.name == "object" or isinstance(value, kinds.real)
    if isinstance(value, SUBTYPES) and value.cls is not None:
        return isinstance(kinds, Class) and kinds in value.cls.line()
    return isinstance(value, Value) and value.is_instance(kinds)


def _is_subclass(ev: Evaluator, cls: Any, kinds: Any) -> bool:
    if isinstance(kinds, tuple):
        return any(_is_subclass(ev, cls, one) for one in kinds)
    if isinstance(cls, Class):
        return known(kinds) in cls.line() or known(kinds) is cls.foreign_base()
    return cls is known(kinds)


def _type(ev: Evaluator, value: Any) -> Any:
    if isinstance(value, (Instance, *SUBTYPES)) and value.cls is not None:
        return value.cls
    for one in TYPES.values():
        if type(value) in one.real:
            return one
    if isinstance(value, Value):
        return value.attribute("__class__")
    raise Failed("TypeError", say("the type of {kind} is not read here", kind=kind(value)))


def _get_attribute(ev: Evaluator, value: Any, name: Any, *default: Any) -> Any:
    if not isinstance(name, str):
        raise Failed("TypeError", say("the name of an attribute is text, not {kind}", kind=kind(name)))
    try:
        return attribute(ev, value, name)
    except Refused:
        if default and not _has_attribute(ev, value, name):
            return default[0]
        raise


def _has_attribute(ev: Evaluator, value: Any, name: Any) -> bool:
    told = value.has_attribute(name) if isinstance(value, Value) else None
    if told is not None:
        return told
    try:
        _get_attribute(ev, value, name)
    except Refused:
        behind = value.foreign if isinstance(value, Instance) else None
        return isinstance(behind, Value) and bool(behind.has_attribute(name))
    return True


def _set_attribute(ev: Evaluator, value: Any, name: Any, new: Any) -> None:
    if not isinstance(known(name), str):
        raise Failed("TypeError", say("the name of an attribute is text, not {kind}", kind=kind(name)))
    set_attribute(value, name, new)


def _callable(ev: Evaluator, value: Any) -> bool:
    if isinstance(value, Instance):
        return value.method("__call__") is not None or value.foreign is not None
    return isinstance(value, Value)


def _hash(ev: Evaluator, value: Any) -> int:
    weigh(ev, value)
    raise Refused(Code.UNKNOWN_VALUE, say("a hash is known only to a run of the program"))


def _nothing(ev: Evaluator, *positional: Any, **keywords: Any) -> None:
    """Show something to the reader of a run."""


def _vars(ev: Evaluator, value: Any) -> Any:
    return attribute(ev, value, "__dict__")


def _outside(name: str) -> Builtin:
    def ask(ev: Evaluator, *positional: Any, **keywords: Any) -> Any:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("what {name}() gives is known only to a run of the program", name=name),
            say("write the value itself into the listing"),
        )

    return Builtin(name, ask, lenient=True)


def _object(ev: Evaluator) -> Instance:
    return Instance(Class("object"), ev)


TYPES: Mapping[str, Type] = {
    "int": Type("int", whole, (int,), TABLES[int]),
    "float": Type("float", real, (float,), TABLES[float]),
    "complex": Type("complex", lambda ev, real=0, imaginary=0: complex(real, imaginary), (complex,)),
    "bool": Type("bool", lambda ev, value=False: truth(value), (bool,)),
    "str": Type("str", text, (str,), TABLES[str]),
    "bytes": Type("bytes", lambda ev: b"", (bytes,)),
    "list": Type("list", lambda ev, values=(): elements(ev, values), (list,), TABLES[list]),
    "tuple": Type("tuple", lambda ev, values=(): tuple(elements(ev, values)), (tuple,), TABLES[tuple]),
    "dict": Type("dict", _dict, (dict,), {**TABLES[dict], "fromkeys": _from_keys}),
    "set": Type("set", _set, (set,), TABLES[set]),
    "frozenset": Type("frozenset", lambda ev, values=(): frozenset(_set(ev, values)), (frozenset,), TABLES[frozenset]),
    "range": Type("range", _range, (range,)),
    "slice": Type("slice", lambda ev, *bounds: slice(*bounds), (slice,)),
    "NoneType": Type("NoneType", lambda ev: None, (type(None),)),
    "type": Type("type", _type, ()),
    "object": Type("object", _object, ()),
}

_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "len": lambda ev, value: length(value),
    "abs": lambda ev, value: unary("abs", value),
    "round": rounded,
    "divmod": divided,
    "pow": raised,
    "sum": _sum,
    "min": _best("<"),
    "max": _best(">"),
    "any": _any,
    "all": _all,
    "sorted": lambda ev, values, *, key=None, reverse=False: in_sequence(ev, values, key, truth(reverse)),
    "enumerate": _enumerate,
    "reversed": _reversed,
    "zip": _zip,
    "map": _map,
    "filter": _filter,
    "iter": _iter,
    "repr": lambda ev, value: written(ev, value, quoted=True),
    "format": lambda ev, value, spec="": formatted(ev, value, spec),
    "chr": lambda ev, number: chr(number),
    "ord": lambda ev, letter: ord(letter),
    "bin": lambda ev, number: bin(number),
    "hex": lambda ev, number: hex(number),
    "hash": _hash,
    "isinstance": _is_instance,
    "issubclass": _is_subclass,
    "hasattr": _has_attribute,
    "callable": _callable,
    "vars": _vars,
}

#: The functions that keep, hand on or ignore arguments that are not known.
_LENIENT: Mapping[str, Callable[..., Any]] = {
    "print": _nothing,
    "display": _nothing,
    "breakpoint": _nothing,
    "next": _next,
    "getattr": _get_attribute,
    "setattr": _set_attribute,
    "property": lambda ev, getter, setter=None, *others: Property(getter, setter),
    "staticmethod": lambda ev, function: StaticMethod(function),
    "classmethod": lambda ev, function: ClassMethod(function),
}

_OUTSIDE = ("input", "open", "exec", "compile", "globals", "locals", "dir", "id", "__import__")

NAMES: Mapping[str, Native] = {
    **{name: Builtin(name, function) for name, function in _FUNCTIONS.items()},
    **{name: Builtin(name, function, lenient=True) for name, function in _LENIENT.items()},
    **{name: _outside(name) for name in _OUTSIDE},
    **{name: value for name, value in TYPES.items() if name != "NoneType"},
    **EXCEPTIONS,
    "super": SUPER,
    "eval": EVAL,
}
