"""The functions of NumPy that listings use: what they make of arrays and of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from . import axes
from .arrays import REDUCTIONS, Array, array, reshape
from .conversions import elements, kind, known, room
from .integers import of_numpy
from .natives import Builtin, Module
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


def _sizes(ev: Evaluator, shape: Any) -> tuple[int, ...]:
    sizes = (shape,) if isinstance(shape, int) else tuple(map(known, elements(ev, shape)))
    if not all(isinstance(size, int) and size >= 0 for size in sizes):
        raise Failed("TypeError", say("the shape of an array is made of whole numbers"))
    return sizes


def _blank(ev: Evaluator, shape: Any = (), *positional: Any, **keywords: Any) -> Array:
    return Array(_sizes(ev, keywords.get("size", shape)))


def _separate(ev: Evaluator, *sizes: Any) -> Array:
    return Array(_sizes(ev, sizes))


def _drawn(ev: Evaluator, *positional: Any, size: Any = (), **keywords: Any) -> Array:
    return Array(_sizes(ev, positional[2] if len(positional) > 2 else size))


def _alike(ev: Evaluator, value: Any, *positional: Any, **keywords: Any) -> Array:
    return Array(array(ev, value).shape)


def _arange(ev: Evaluator, *bounds: Any, **keywords: Any) -> Array:
    if not all(isinstance(bound, (int, float)) for bound in bounds) or not 0 < len(bounds) < 4:
        raise Refused(Code.UNKNOWN_VALUE, say("a range of fractions is not read here"))
    if all(bound == int(bound) for bound in bounds):
        count = len(range(*map(int, bounds)))
        room(ev, count)
        numbers = range(*map(int, bounds))
        return Array((count,), list(numbers if all(isinstance(one, int) for one in bounds) else map(float, numbers)))
    start, stop, step = bounds[0] if len(bounds) > 1 else 0, bounds[min(len(bounds), 2) - 1], (*bounds, 1, 1)[2]
    count = max(0, math.ceil((stop - start) / step))  # as NumPy itself counts
    room(ev, count)
    return Array((count,), [start + place * step for place in range(count)])


def _linspace(ev: Evaluator, start: Any, stop: Any, num: int = 50, **keywords: Any) -> Array:
    room(ev, num)
    if keywords or num < 2 or not (isinstance(start, (int, float)) and isinstance(stop, (int, float))):
        return Array((num,))
    return Array((num,), [start + (stop - start) * place / (num - 1) for place in range(num)])


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


def _stacked(ev: Evaluator, values: Any, axis: int = 0, **keywords: Any) -> Array:
    return Array(axes.stacked([array(ev, one).shape for one in elements(ev, values)], axis))


def _joined(ev: Evaluator, values: Any, axis: int | None = 0, **keywords: Any) -> Array:
    return Array(axes.joined([array(ev, one).shape for one in elements(ev, values)], axis))


def _transposed(ev: Evaluator, value: Any, *order: Any) -> Array:
    return Array(axes.turned(ev, array(ev, value).shape, order))


def _repeated(ev: Evaluator, value: Any, repeats: Any, axis: int | None = None) -> Array:
    shape = array(ev, value).shape
    if not isinstance(repeats, int):
        raise Refused(Code.UNKNOWN_VALUE, say("how long this array is, is not known here"))
    shape, at = ((math.prod(shape),), 0) if axis is None else (shape, axes.place(axis, len(shape)))
    return Array((*shape[:at], shape[at] * repeats, *shape[at + 1 :]))


def _tiled(ev: Evaluator, value: Any, repeats: Any) -> Array:
    shape, times = array(ev, value).shape, _sizes(ev, repeats)
    rank = max(len(shape), len(times))
    pairs = zip((1,) * (rank - len(shape)) + shape, (1,) * (rank - len(times)) + times, strict=True)
    return Array(tuple(size * count for size, count in pairs))


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
    "stack": _stacked,
    "concatenate": _joined,
    "transpose": _transposed,
    "repeat": _repeated,
    "tile": _tiled,
    "expand_dims": _expanded,
    "shape": lambda ev, value: array(ev, value).shape,
    "ndim": lambda ev, value: len(array(ev, value).shape),
    "size": lambda ev, value: math.prod(array(ev, value).shape),
}
_RANDOM: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("random", "random_sample", "standard_normal"), _blank),
    **dict.fromkeys(("rand", "randn"), _separate),
    **dict.fromkeys(("normal", "uniform", "randint"), _drawn),
    "choice": lambda ev, values, size=(), *positional, **keywords: Array(_sizes(ev, size)),
    "seed": lambda ev, *positional: None,
}


def _number(name: str) -> Builtin:
    # `np.int32(3)` is a number; as a `dtype=` the value itself is only a name.
    return Builtin(name, lambda ev, value=0: of_numpy(int(value)) if "int" in name else float(value))


NUMPY = Module(
    "numpy",
    {
        **{name: Builtin(name, function) for name, function in _MAKERS.items()},
        **{name: Builtin(name, function) for name, function in REDUCTIONS.items()},
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
