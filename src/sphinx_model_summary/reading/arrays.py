"""NumPy arrays as far as a listing spells them out: their shapes, and their numbers where it writes them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from . import axes
from .conversions import elements, kind
from .integers import of_numpy
from .natives import Builtin, Native
from .operators import ARITHMETIC, COMPARISONS, FAILURES, binary, failed
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


class Array(Native):
    """An array: its shape, and its numbers as nested lists where they are known."""

    called = say("an array")

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
            case "copy":
                return Builtin(name, lambda ev: Array(self.shape, self.numbers))
            case "astype":
                return Builtin(name, lambda ev, kind=None, **options: self._cast(kind), lenient=True)
            case "reshape":
                return Builtin(name, lambda ev, *shape: reshape(ev, self, shape[0] if len(shape) == 1 else shape))
            case "flatten" | "ravel":
                return Builtin(name, lambda ev: Array((math.prod(self.shape),)))
            case "tolist":
                return Builtin(name, lambda ev: self._known())
            case "sum" | "max" | "min" | "prod" | "mean" | "std":
                return Builtin(name, lambda ev, *given, **named: REDUCTIONS[name](ev, self, *given, **named))
            case "transpose":
                return Builtin(name, lambda ev, *order: Array(axes.turned(ev, self.shape, order)))
        raise Refused(Code.UNKNOWN_VALUE, say("what '{name}' of an array gives is not read here", name=name))

    def _cast(self, kind: Any) -> Array:
        named = str(kind if isinstance(kind, str) else getattr(kind, "name", ""))
        made = int if "int" in named else float if "float" in named else None
        return Array(self.shape, None if made is None or self.numbers is None else _made(self.numbers, made))

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
        result = self._operated(operator, other, reflected=reflected)
        decides = operator in COMPARISONS or (isinstance(self, Mask) and operator in ("&", "|", "^", "invert"))
        return Mask(result.shape) if decides and isinstance(result, Array) else result

    def _operated(self, operator: str, other: Any, *, reflected: bool) -> Any:
        if other is None or isinstance(other, (int, float)):
            if isinstance(self.numbers, list) and len(self.shape) == 1 and operator in ARITHMETIC and other is not None:
                return Array(self.shape, [_worked_out(operator, one, other, reflected) for one in self.numbers])
            return Array(self.shape)
        if isinstance(other, Array) and operator != "@":
            return Array(_broadcast(self.shape, other.shape))
        return NotImplemented


class Mask(Array):
    """An array of yes and no; how many of them are yes, only a run knows."""


def _worked_out(sign: str, left: Any, right: Any, reflected: bool) -> Any:
    base, exponent = (right, left) if reflected else (left, right)
    small = isinstance(base, int) and isinstance(exponent, int) and abs(base) <= 1_000 and 0 <= exponent <= 64
    if sign == "<<" or (sign == "**" and not small):
        raise Refused(Code.UNKNOWN_VALUE, say("this power of an array is not worked out here"))
    try:
        return ARITHMETIC[sign](right, left) if reflected else ARITHMETIC[sign](left, right)
    except FAILURES as error:
        raise failed(error) from None


def _made(numbers: Any, kind: type[int] | type[float]) -> Any:
    return [_made(one, kind) for one in numbers] if isinstance(numbers, list) else kind(numbers)


def wrapped(numbers: Any) -> Any:
    """A row of an array as an array, one of its numbers as a number."""
    return Array(_shape(numbers), numbers) if isinstance(numbers, list) else of_numpy(numbers)


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
        elif isinstance(key, (Array, list)) and not isinstance(key, Mask) and len(keys) == 1:
            found += key.shape if isinstance(key, Array) else _shape(key)
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


def reshape(ev: Evaluator, value: Any, shape: Any, *positional: Any, **keywords: Any) -> Array:
    """The value of `np.reshape(value, shape)`."""
    total = math.prod(array(ev, value).shape)
    wanted = [shape] if isinstance(shape, int) else elements(ev, shape)
    rest = math.prod(size for size in wanted if size != -1)
    sizes = tuple(total // max(1, rest) if size == -1 else size for size in wanted)
    if math.prod(sizes) != total:
        raise Failed("ValueError", say("{total} numbers do not fit the shape {shape}", total=total, shape=sizes))
    return Array(sizes)


def _reduced(step: Callable[[Any, Any, Any], Any], start: Any = None) -> Callable[..., Any]:
    def call(ev: Evaluator, value: Any, axis: Any = None, **keywords: Any) -> Any:
        if axis is not None:
            return Array(axes.reduced(ev, array(ev, value).shape, axis, keywords.get("keepdims")))
        result = start
        for number in _flat(ev, _nested(ev, value) if isinstance(value, Array) else value):
            result = number if result is None else step(ev, result, number)
        if result is None:
            raise Failed("ValueError", say("the array is empty"))
        return of_numpy(result)

    return call


def _flat(ev: Evaluator, value: Any) -> Iterator[Any]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple, range)):
            waiting.extend(reversed(elements(ev, one)))
        else:
            yield one


def _averaged(ev: Evaluator, value: Any, axis: Any = None, **keywords: Any) -> Any:
    shape = array(ev, value).shape
    return Array(() if axis is None else axes.reduced(ev, shape, axis, keywords.get("keepdims")))


REDUCTIONS: dict[str, Callable[..., Any]] = {
    "sum": _reduced(lambda ev, a, b: binary(ev, "+", a, b), 0),
    "prod": _reduced(lambda ev, a, b: binary(ev, "*", a, b), 1),
    "max": _reduced(lambda ev, a, b: max(a, b)),
    "min": _reduced(lambda ev, a, b: min(a, b)),
    **dict.fromkeys(("mean", "std", "var", "median"), _averaged),
}
