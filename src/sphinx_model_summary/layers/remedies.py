"""What would fit where a layer refuses its input or an argument: hints worked out from what came in."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt
from typing import TYPE_CHECKING, Any

from ..problems import Refused, Text, say
from ..shape import Shape, is_open, volume

if TYPE_CHECKING:
    from .base import Layer
    from .signature import Argument


def for_rank(x: Shape, wanted: int, leading: int) -> Text:
    """What gives an input the number of axes that a layer wants, `leading` of them before the image."""
    found = len(x)
    if wanted == 2 and found > 2:
        return say("put a Flatten or a global pooling layer, or a Reshape, before it")
    target = _target(x, wanted, leading)
    if target is None:
        return say("put it before the layer that flattens its input, or a Reshape before it")
    if found > wanted:
        return say("the shape in an Input leaves the batch out; to join axes, put Reshape({target}) before it",
                   target=target)  # fmt: skip
    if wanted == 3:
        return say("after a recurrent layer, give that layer return_sequences=True; numbers of words go through an "
                   "Embedding first; for steps of one number each, put Reshape({target}) before it",
                   target=target)  # fmt: skip
    if found == wanted - 1:
        return say("an axis is missing: give the Input the shape {target}, or put Reshape({target}) before it",
                   target=target)  # fmt: skip
    return say("put it before the layer that flattens its input, or Reshape({target}) before it", target=target)


def _target(x: Shape, wanted: int, leading: int) -> tuple[int, ...] | None:
    """The nearest shape with so many axes, batch left out and -1 for an open size; None if none is near."""
    sizes = list(x[1:])
    missing = wanted - len(x)
    if len(x) == 2 and missing == 2:
        side = 0 if is_open(x[1]) else isqrt(int(x[1] or 0))
        return (side, side, 1) if side > 1 and side * side == x[1] else None
    if missing > 1:
        return None
    if missing > 0:
        sizes = [1, *sizes] if leading > 1 else [*sizes, 1]  # type: ignore[list-item]
    elif missing < 0:
        # The features stay, unless there is just one to a position.
        end = len(sizes) - (sizes[-1] != 1)
        sizes[end + missing - 1 : end] = [volume(sizes[end + missing - 1 : end])]
    plain = tuple(-1 if is_open(size) else int(size) for size in sizes)  # type: ignore[arg-type]
    return plain if plain.count(-1) < 2 else None


def for_place(cls: type[Layer], name: str, value: Any, given: Mapping[str, Any], places: int) -> Text | None:
    """What to write where a value was refused that other arguments would take: it stands in a wrong place."""
    takers = [one for one in cls.arguments() if one.name != name and _takes(one, cls, value)]
    signature = cls.arguments()
    required = sum(one.required for one in signature)
    elsewhere = bool(takers) and isinstance(value, (str, tuple, list))
    if any(one.name in given for one in takers) or (elsewhere and signature[places - 1].required):
        names = [one.name for one in signature[: max(places, required)]]
        return say("Keras takes {layer}({signature})", layer=cls.__name__, signature=", ".join([*names, "…"]))
    if elsewhere:
        return say("did you mean {argument}={value}?", argument=takers[0].name, value=repr(value))
    return None


def _takes(argument: Argument, cls: type[Layer], value: Any) -> bool:
    """Whether an argument takes a value, and not just any."""
    try:
        argument.check(cls, argument.name, value)
    except Refused:
        pass
    else:
        try:
            argument.check(cls, argument.name, 1j)
        except Refused:
            return True
    return False
