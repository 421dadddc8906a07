"""NumPy arrays as far as a listing spells them out: their shapes, and their numbers where it writes them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .conversions import elements, kind, room
from .natives import Builtin, Module, Native
from .operators import ARITHMETIC, FAILURES, binary, failed
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


class Array(Native):
    """An array: its shape, and its numbers as nested lists where they are known."""

    called = "an array"

    def __init__(self, shape: tuple[int, ...], numbers: Any = None) -> None:
        self.shape = shape
        self.numbers = numbers

    def attribute(self, name: str) -> Any:
        match name:
            case "shape":
                return self.shape
            case "ndim":
                return len(self.shape)
            case "size":
                return math.prod(self.shape)
            case "T":
                return Array(self.shape[::-1])
            case "astype" | "copy":
                return Builtin(name, lambda ev, *positional, **keywords: self, lenient=True)
            case "reshape":
                return Builtin(name, lambda ev, *shape: reshape(ev, self, shape[0] if len(shape) == 1 else shape))
            case "flatten" | "ravel":
                return Builtin(name, lambda ev: Array((math.prod(self.shape),)))
            case "tolist":
                return Builtin(name, lambda ev: self._known())
            case "sum" | "max" | "min" | "prod":
                return Builtin(name, lambda ev: _REDUCTIONS[name](ev, self))
        raise Refused(Code.UNKNOWN_VALUE, say("what '{name}' of an array gives is not read here", name=name))

    def _known(self) -> Any:
        if self.numbers is None:
            raise Refused(Code.UNKNOWN_VALUE, say("the numbers in this array are known only to a run of the program"))
        return self.numbers

    def item(self, key: Any) -> Any:
        if self.numbers is not None and isinstance(key, int):
            return wrapped(_at(self.numbers, key))
        return Array(_cut(self.shape, key if isinstance(key, tuple) else (key,)))

    def set_item(self, key: Any, value: Any) -> None:
        self.numbers = None

    def iterate(self) -> Iterator[Any]:
        if self.numbers is not None:
            return map(wrapped, iter(self.numbers))
        return (Array(self.shape[1:]) for _ in range(self.length()))

    def length(self) -> int:
        if not self.shape:
            raise Failed("TypeError", say("an array without axes has no length"))
        return self.shape[0]

    def truth(self) -> bool:
        if isinstance(self.numbers, (int, float)):
            return bool(self.numbers)
        raise Refused(Code.UNKNOWN_VALUE, say("whether an array is true is known only to a run of the program"))

    def operate(self, operator: str, other: Any, *, reflected: bool) -> Any:
        if other is None or isinstance(other, (int, float)):
            if isinstance(self.numbers, list) and len(self.shape) == 1 and operator in ARITHMETIC and other is not None:
                return Array(self.shape, [_worked_out(operator, one, other, reflected) for one in self.numbers])
            return Array(self.shape)
        if isinstance(other, Array) and operator != "@":
            return Array(_broadcast(self.shape, other.shape))
        return NotImplemented


def _worked_out(sign: str, left: Any, right: Any, reflected: bool) -> Any:
    if sign in ("**", "<<"):
        raise Refused(Code.UNKNOWN_VALUE, say("this power of an array is not worked out here"))
    try:
        return ARITHMETIC[sign](right, left) if reflected else ARITHMETIC[sign](left, right)
    except FAILURES as error:
        raise failed(error) from None


def wrapped(numbers: Any) -> Any:
    """A row of an array as an array, one of its numbers as a number."""
    return Array(_shape(numbers), numbers) if isinstance(numbers, list) else numbers


def _at(numbers: Any, key: int) -> Any:
    try:
        return numbers[key]
    except (IndexError, TypeError):
        raise Failed("IndexError", say("the array has no element {key}", key=key)) from None


def _shape(numbers: Any) -> tuple[int, ...]:
    shape = []
    while isinstance(numbers, (list, tuple)):
        shape.append(len(numbers))
        numbers = numbers[0] if numbers else None
    return tuple(shape)


def _cut(shape: tuple[int, ...], keys: tuple[Any, ...]) -> tuple[int, ...]:
    left, found = list(shape), []
    spare = len(shape) - sum(key is not None and key is not Ellipsis for key in keys)
    for key in keys:
        if key is None:
            found.append(1)
        elif key is Ellipsis:
            found += [left.pop(0) for _ in range(max(0, spare))]
        elif not left:
            raise Failed("IndexError", say("the array has only {axes} axes", axes=len(shape)))
        elif isinstance(key, slice):
            found.append(len(range(left.pop(0))[key]))
        elif isinstance(key, int):
            left.pop(0)
        else:
            raise Refused(Code.UNKNOWN_VALUE, say("what this choice from an array gives is not read here"))
    return (*found, *left)


def _broadcast(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    rank = max(len(one), len(other))
    pairs = zip((1,) * (rank - len(one)) + one, (1,) * (rank - len(other)) + other, strict=True)
    return tuple(b if a == 1 else a for a, b in pairs)


def _nested(ev: Evaluator, value: Any, depth: int = 0) -> Any:
    if depth > 16:
        raise Failed("ValueError", say("an array has fewer axes"))
    if isinstance(value, Array):
        value = value.attribute("tolist").function(ev)
    if isinstance(value, (list, tuple, range)):
        return [_nested(ev, one, depth + 1) for one in elements(ev, value)]
    if isinstance(value, (int, float, complex, str, bool)):
        return value
    raise Refused(Code.UNKNOWN_VALUE, say("an array of {kind} is not read here", kind=kind(value)))


def array(ev: Evaluator, value: Any, *positional: Any, **keywords: Any) -> Array:
    """The value of `np.array(value)`."""
    if isinstance(value, Array):
        return value
    numbers = _nested(ev, value)
    return Array(_shape(numbers), numbers)


def _sizes(ev: Evaluator, shape: Any) -> tuple[int, ...]:
    sizes = (shape,) if isinstance(shape, int) else tuple(elements(ev, shape))
    if not all(isinstance(size, int) and size >= 0 for size in sizes):
        raise Failed("TypeError", say("the shape of an array is made of whole numbers"))
    return sizes


def reshape(ev: Evaluator, value: Any, shape: Any, *positional: Any, **keywords: Any) -> Array:
    """The value of `np.reshape(value, shape)`."""
    total = math.prod(array(ev, value).shape)
    wanted = [shape] if isinstance(shape, int) else elements(ev, shape)
    rest = math.prod(size for size in wanted if size != -1)
    sizes = tuple(total // max(1, rest) if size == -1 else size for size in wanted)
    if math.prod(sizes) != total:
        raise Failed("ValueError", say("{total} numbers do not fit the shape {shape}", total=total, shape=sizes))
    return Array(sizes)


def _blank(ev: Evaluator, shape: Any = (), *positional: Any, **keywords: Any) -> Array:
    return Array(_sizes(ev, keywords.get("size", shape)))


def _separate(ev: Evaluator, *sizes: Any) -> Array:
    return Array(_sizes(ev, sizes))


def _drawn(ev: Evaluator, *positional: Any, size: Any = (), **keywords: Any) -> Array:
    return Array(_sizes(ev, positional[2] if len(positional) > 2 else size))


def _alike(ev: Evaluator, value: Any, *positional: Any, **keywords: Any) -> Array:
    return Array(array(ev, value).shape)


def _arange(ev: Evaluator, *bounds: Any, **keywords: Any) -> Array:
    if not all(isinstance(bound, int) for bound in bounds):
        raise Refused(Code.UNKNOWN_VALUE, say("a range of fractions is not read here"))
    count = len(range(*bounds))
    room(ev, count)
    return Array((count,), list(range(*bounds)))


def _linspace(ev: Evaluator, start: Any, stop: Any, num: int = 50, **keywords: Any) -> Array:
    return Array((num,))


def _eye(ev: Evaluator, rows: int, columns: int | None = None, **keywords: Any) -> Array:
    return Array((rows, rows if columns is None else columns))


def _meshgrid(ev: Evaluator, *values: Any, indexing: str = "xy", **keywords: Any) -> list[Array]:
    sizes = [math.prod(array(ev, value).shape) for value in values]
    if indexing == "xy":
        sizes[:2] = reversed(sizes[:2])
    return [Array(tuple(sizes)) for _ in values]


def _expanded(ev: Evaluator, value: Any, axis: int) -> Array:
    shape = list(array(ev, value).shape)
    shape.insert(axis if axis >= 0 else len(shape) + 1 + axis, 1)
    return Array(tuple(shape))


def _each(function: Callable[[Any], Any]) -> Callable[..., Any]:
    def call(ev: Evaluator, value: Any) -> Any:
        if isinstance(value, (Array, list, tuple)):
            return Array(array(ev, value).shape)
        if not isinstance(value, (int, float)):
            raise Failed("TypeError", say("{kind} is not a number", kind=kind(value)))
        return function(value)

    return call


def _reduced(step: Callable[[Any, Any, Any], Any], start: Any = None) -> Callable[..., Any]:
    def call(ev: Evaluator, value: Any, axis: Any = None, **keywords: Any) -> Any:
        if axis is not None:
            raise Refused(Code.UNKNOWN_VALUE, say("a sum along an axis is not read here"))
        result = start
        for number in _flat(ev, _nested(ev, value) if isinstance(value, Array) else value):
            result = number if result is None else step(ev, result, number)
        if result is None:
            raise Failed("ValueError", say("the array is empty"))
        return result

    return call


def _flat(ev: Evaluator, value: Any) -> Iterator[Any]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple, range)):
            waiting.extend(reversed(elements(ev, one)))
        else:
            yield one


_REDUCTIONS: dict[str, Callable[..., Any]] = {
    "sum": _reduced(lambda ev, a, b: binary(ev, "+", a, b), 0),
    "prod": _reduced(lambda ev, a, b: binary(ev, "*", a, b), 1),
    "max": _reduced(lambda ev, a, b: max(a, b)),
    "min": _reduced(lambda ev, a, b: min(a, b)),
}
_ELEMENTWISE: dict[str, Callable[[Any], Any]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "exp": math.exp,
    **{one.__name__: one for one in (math.sin, math.cos, math.tan, math.sinh, math.cosh, math.tanh)},
    "ceil": lambda number: float(math.ceil(number)),
    "floor": lambda number: float(math.floor(number)),
    "round": lambda number: float(round(number)),
    "abs": abs,
    "square": lambda number: number * number,
}
_TYPES = "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ object_ str_".split()
_MAKERS: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("array", "asarray"), array),
    **dict.fromkeys(("zeros", "ones", "empty", "full"), _blank),
    **dict.fromkeys(("zeros_like", "ones_like", "empty_like", "full_like"), _alike),
    **dict.fromkeys(("eye", "identity"), _eye),
    "arange": _arange,
    "linspace": _linspace,
    "reshape": reshape,
    "meshgrid": _meshgrid,
    "expand_dims": _expanded,
    "shape": lambda ev, value: array(ev, value).shape,
    "ndim": lambda ev, value: len(array(ev, value).shape),
    "size": lambda ev, value: math.prod(array(ev, value).shape),
}
_RANDOM: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("random", "random_sample", "standard_normal"), _blank),
    **dict.fromkeys(("rand", "randn"), _separate),
    **dict.fromkeys(("normal", "uniform", "randint"), _drawn),
    "seed": lambda ev, *positional: None,
}


def _number(name: str) -> Builtin:
    # `np.int32(3)` is a number; as a `dtype=` the value itself is only a name.
    return Builtin(name, lambda ev, value=0: (int if "int" in name else float)(value))


NUMPY = Module(
    "numpy",
    {
        **{name: Builtin(name, function) for name, function in _MAKERS.items()},
        **{name: Builtin(name, function) for name, function in _REDUCTIONS.items()},
        **{name: Builtin(name, _each(function)) for name, function in _ELEMENTWISE.items()},
        **{name: _number(name) for name in _TYPES},
        "random": Module("numpy.random", {name: Builtin(name, function) for name, function in _RANDOM.items()}),
        "pi": math.pi,
        "e": math.e,
        "inf": math.inf,
        "nan": math.nan,
        "newaxis": None,
    },
)
