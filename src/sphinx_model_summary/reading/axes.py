"""Arrays joined, turned and reduced along their axes: what shape comes out; the numbers are not worked out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..problems import say
from .conversions import elements
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator

Sizes = tuple[int, ...]


def place(axis: Any, count: int) -> int:
    """The place of an axis, counted from 0, among so many."""
    if not isinstance(axis, int) or not -count <= axis < count:
        raise Failed("ValueError", say("an array of {count} axes has no axis {axis}", count=count, axis=axis))
    return axis % count


def reduced(ev: Evaluator, shape: Sizes, axis: Any, keepdims: Any) -> Sizes:
    """The shape after a sum, a mean or the like along one axis or several."""
    axes = {place(one, len(shape)) for one in (elements(ev, axis) if isinstance(axis, (tuple, list)) else [axis])}
    kept = ((1 if at in axes else size) for at, size in enumerate(shape) if keepdims or at not in axes)
    return tuple(kept)


def turned(ev: Evaluator, shape: Sizes, order: tuple[Any, ...]) -> Sizes:
    """The shape with its axes in another order; without one, in the reverse order."""
    axes = elements(ev, order[0]) if len(order) == 1 and isinstance(order[0], (tuple, list)) else list(order)
    if not axes or axes == [None]:
        return shape[::-1]
    found = [place(axis, len(shape)) for axis in axes]
    if sorted(found) != list(range(len(shape))):
        raise Failed("ValueError", say("the axes {axes} do not fit an array of {count} axes",
                                       axes=tuple(axes), count=len(shape)))  # fmt: skip
    return tuple(shape[axis] for axis in found)


def stacked(shapes: list[Sizes], axis: Any) -> Sizes:
    """The shape of arrays of one shape laid upon each other."""
    if not shapes or any(shape != shapes[0] for shape in shapes):
        raise Failed("ValueError", say("all arrays must have one shape"))
    at = place(axis, len(shapes[0]) + 1)
    return (*shapes[0][:at], len(shapes), *shapes[0][at:])


def joined(shapes: list[Sizes], axis: Any) -> Sizes:
    """The shape of arrays put side by side along an axis; without one, of all their numbers in a row."""
    if not shapes:
        raise Failed("ValueError", say("there are no arrays to put together"))
    if axis is None:
        return (sum(map(math.prod, shapes)),)
    at = place(axis, len(shapes[0]))
    others = {(*shape[:at], *shape[at + 1 :]) for shape in shapes}
    if len(others) > 1 or any(len(shape) != len(shapes[0]) for shape in shapes):
        raise Failed("ValueError", say("the arrays differ in another axis than the one along which they are joined"))
    return (*shapes[0][:at], sum(shape[at] for shape in shapes), *shapes[0][at + 1 :])
