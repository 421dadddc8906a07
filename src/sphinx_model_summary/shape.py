"""`Shape`: the sizes of a tensor's axes, and the arithmetic of windows that slide over them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .problems import Code, Refused, say, shown
from .size import Size, evaluate, product, total

#: What the spatial axes of one, two and three dimensions are called, as parts of the names of terms.
AXES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}

#: The shape of one example, or those of several inputs, in order or by name.
GivenShapes = Sequence["int | None"] | Sequence[Sequence["int | None"]] | Mapping[str, Sequence["int | None"]]


#: What stands for an open size while a function of the listing is followed, where Keras computes with a number in its
#: place: a prime so large that no size of a listing, nor its square root, comes near it.
STAND_IN = 10**60 + 7
_LEAST_OPEN = 10**18


def is_open(size: int | None) -> bool:
    """Whether a size is open: None, or what was computed from the number that stands for it."""
    return size is None or size >= _LEAST_OPEN


class Shape(tuple["Size | None", ...]):
    """The sizes of a tensor's axes, batch first; None is a size that the model leaves open."""

    __slots__ = ()

    def __new__(cls, sizes: Iterable[int | None] = ()) -> Shape:
        return super().__new__(cls, (s if s is None or isinstance(s, Size) else Size(s) for s in sizes))

    def __getnewargs__(self) -> tuple[tuple[Size | None, ...]]:
        return (tuple(self),)

    def __str__(self) -> str:
        """The shape as Keras prints it: `(None, 28, 28, 1)`."""
        return str(tuple(None if is_open(size) else int(size) for size in self))  # type: ignore[arg-type]

    def filled(self) -> Shape:
        """The same shape with a number for each open size."""
        return Shape(STAND_IN if size is None else size for size in self)

    def opened(self) -> Shape:
        """The same shape with None again for what was computed from that number."""
        return Shape(None if is_open(size) else size for size in self)

    @property
    def last(self) -> Size | None:
        """The size of the last axis: the channels or features."""
        return self[-1]

    def named(self, *names: str) -> Shape:
        """The same sizes, the last ones as leaves under these names; earlier axes forget how they came about."""
        names = ("",) * (len(self) - len(names)) + names
        sizes = [None if size is None else Size(size, name) for size, name in zip(self, names, strict=True)]
        return tuple.__new__(Shape, sizes)

    def with_last(self, size: int | None) -> Shape:
        """The same shape with another last axis."""
        return Shape((*self[:-1], size))


def shapes_written(text: str) -> GivenShapes:
    """The shapes that an author writes in an option: `28, 28, 1`, or `(32,), (10, 3)`, or `{"left": (32,), …}`.

    :raises ValueError: if it is none of these.
    """
    if re.fullmatch(r"[\s\w,]*", text):
        text = ", ".join(re.findall(r"\w+", text)) + ","
    try:
        value = ast.literal_eval(text.strip())
    except (SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise ValueError(text) from error
    shapes: GivenShapes = (value,) if isinstance(value, int) else value
    if not _is_shape(shapes):
        parts = shapes.values() if isinstance(shapes, dict) else shapes if isinstance(shapes, (tuple, list)) else ()
        if not parts or not all(map(_is_shape, parts)):
            raise ValueError(text)
    return shapes


def _is_shape(value: object) -> bool:
    return isinstance(value, (tuple, list)) and all(
        size is None or (isinstance(size, int) and not isinstance(size, bool) and size > 0) for size in value
    )


#: One shape, or those of several outputs.
Output = Shape | tuple["Output", ...]


def shape_from(sizes: object, argument: str) -> Shape:
    """A shape as an author writes it: a tuple or list of whole numbers, None for a size that is left open.

    :raises Refused: if it is anything else.
    """
    if not isinstance(sizes, (tuple, list)):
        raise Refused(
            Code.INVALID_ARGUMENT,
            say("'{argument}' must be a tuple, not {value}", argument=argument, value=shown(sizes)),
            say("write ({value},): the comma makes it a tuple", value=sizes) if isinstance(sizes, int) else None,
        )
    for size in sizes:
        if not (size is None or (isinstance(size, int) and size >= 0)):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("'{argument}' must hold whole numbers or None, not {value}", argument=argument, value=shown(size)),
            )
    return Shape(sizes)


def summed(sizes: Iterable[Size | None]) -> Size | None:
    """The sum of sizes, equal ones counted together, or None where one is open."""
    counts = Counter(size if size is None else size.expression for size in sizes)
    if None in counts:
        return None
    parts = ((Size(evaluate(one), one), count) for one, count in counts.items() if one is not None and evaluate(one))
    return total(size if count == 1 else count * size for size, count in parts)


def volume(sizes: Sequence[Size | None]) -> Size | None:
    """The product of sizes, or None where one is open."""
    known = [size for size in sizes if size is not None]
    return product(known) if len(known) == len(sizes) else None


class Sight(NamedTuple):
    """How much a position of an output sees of an input along one axis.

    It sees one position and `more`; what its neighbour sees begins `stride` positions further on.
    """

    more: Size
    stride: Size


class TooLarge(Refused):
    """The refusal of a window that is larger than the axis on which it slides."""

    def __init__(self, reach: Size, size: Size, most: int) -> None:
        super().__init__(
            Code.INVALID_INPUT,
            say("a window of {reach} does not fit into an axis of {size}", reach=reach, size=size),
            say('use padding="same", a window of at most {most}, or a larger input', most=most),
        )
        self.sizes = {"reach": reach, "size": size}

    def within(self, layer: str, shape: object) -> Refused:
        """The same, told of the layer that has the window and of what comes in."""
        message = say("{layer}: a window of {reach} does not fit into an axis of {size}, and a shape {shape} comes in",
                      layer=layer, shape=shape, **self.sizes)  # fmt: skip
        return Refused(self.code, message, self.hint)


def slide(size: Size | None, window: Size, stride: Size, padding: str, dilation: Size | None = None) -> Size | None:
    """The number of places at which a window stops along an axis.

    `valid` keeps the window inside; `same` (and `causal`) pads so that only the stride shortens the axis.

    :raises Refused: if the window is larger than the axis.
    """
    if size is None:
        return None
    if padding != "valid":
        return size.ceil_div(stride)
    reach = window if dilation is None or dilation == 1 or window == 1 else dilation * (window - 1) + 1
    if reach > size:
        raise TooLarge(reach, size, (size - 1) // (dilation or 1) + 1)
    return (size - reach) // stride + 1
