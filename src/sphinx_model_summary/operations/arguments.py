"""The kinds of arguments that operations take besides tensors: axes, lengths, shapes."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from ..layers.arguments import argument
from ..layers.base import Layer
from ..layers.signature import invalid
from ..problems import say
from ..size import Size

#: One axis, several, or None for all of them.
Axes = int | tuple[int, ...] | None


def whole(default: Any = MISSING, *, least: int | None = None, optional: bool = False, by_name: bool = False) -> Any:
    """A whole number, or one of at least `least`."""

    def check(cls: type[Layer], key: str, value: Any) -> Size | None:
        if value is None and optional:
            return None
        if not isinstance(value, int) or (least is not None and value < least):
            raise invalid(cls, key, value, say("a whole number") if least is None else
                          say("a whole number of at least {least}", least=least))  # fmt: skip
        return Size(int(value))

    return argument(check, default, by_name=by_name)


def axes(default: Any = MISSING, *, optional: bool = True) -> Any:
    """The number of an axis, or a tuple of them; None, where `optional`, stands for all."""

    def check(cls: type[Layer], key: str, value: Any) -> Axes:
        if value is None and optional:
            return None
        if isinstance(value, int):
            return int(value)
        if not isinstance(value, (tuple, list)) or not all(isinstance(one, int) for one in value):
            raise invalid(cls, key, value, say("the number of an axis, or a tuple of them"))
        return tuple(map(int, value))

    return argument(check, default)


def lengths(
    default: Any = MISSING, *, least: int | None = None, single: bool = True, optional: bool = False,
    listed: bool = True,
) -> Any:  # fmt: skip
    """Whole numbers in a tuple, or in a list where `listed`; a single one, where `single`, may stand for itself."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[Size, ...] | None:
        if value is None and optional:
            return None
        numbers = (value,) if isinstance(value, int) and single else value
        if not isinstance(numbers, (tuple, list) if listed else tuple) or not all(
            isinstance(one, int) and (least is None or one >= least) for one in numbers
        ):
            raise invalid(cls, key, value, say("a tuple of whole numbers"))
        return tuple(Size(int(one)) for one in numbers)

    return argument(check, default)


def open_shape(default: Any = MISSING, *, single: bool = False, free: bool = False) -> Any:
    """A shape, in which None leaves a size open; where `free`, one size may be -1: what remains for it."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[Size | None, ...]:
        sizes = (value,) if single and isinstance(value, int) else value
        least = -1 if free else 0
        if not isinstance(sizes, (tuple, list)) or not all(
            one is None or (isinstance(one, int) and one >= least) for one in sizes
        ):
            raise invalid(cls, key, value, say("a tuple of sizes"))
        if sum(one == -1 for one in sizes) > 1:
            raise invalid(cls, key, value, say("a tuple of sizes with at most one -1"))
        return tuple(None if one is None else Size(int(one)) for one in sizes)

    return argument(check, default)


def window(default: Any = MISSING, *, optional: bool = False, least: int = 1) -> Any:
    """A whole number for every spatial axis, or one for each; how many axes there are, the input tells."""

    def check(cls: type[Layer], key: str, value: Any) -> int | tuple[int, ...] | None:
        if value is None and optional:
            return None
        numbers = value if isinstance(value, (tuple, list)) else (value,)
        if not numbers or not all(isinstance(one, int) and one >= least for one in numbers):
            raise invalid(cls, key, value, say("a positive whole number, or a tuple of one for each spatial axis"))
        return tuple(map(int, numbers)) if isinstance(value, (tuple, list)) else int(value)

    return argument(check, default)


_DTYPES = frozenset(
    "bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 float16 float32 float64 bfloat16 complex64 complex128 "
    "float8_e4m3fn float8_e5m2 string int float str".split()
)


def bound() -> Any:
    """A limit for numbers, which must be given and changes no shape."""
    return argument(lambda cls, key, value: None, inert=True)


def dtype(*, required: bool = False) -> Any:
    """The name of a type of number; it changes no shape."""

    def check(cls: type[Layer], key: str, value: Any) -> str | None:
        if isinstance(value, (int, float, tuple, list)) or (isinstance(value, str) and value not in _DTYPES):
            raise invalid(cls, key, value, say("a type of number that Keras knows, such as \"float32\""))
        return value if isinstance(value, str) else None

    return argument(check, MISSING if required else None)


def kind_of_norm() -> Any:
    """Which norm is meant: a number, or one of two words."""

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        if not (value is None or isinstance(value, (int, float)) or value in ("fro", "nuc")):
            raise invalid(cls, key, value, say("a number, \"fro\" or \"nuc\""))
        return value

    return argument(check, None)
