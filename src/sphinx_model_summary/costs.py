"""What calls cost: multiply-accumulates, memory for what comes out, and how much of the input an output sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from .shape import Shape, Sight, summed, volume
from .size import Size
from .weights import BYTES


class Computation(Protocol):
    """What is called: a layer, an operation or a model."""

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        """How many multiply-accumulates a call takes for one example of shape `x`; None where that is not known."""

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        """What a position of the output sees along each spatial axis; nothing for its own position only."""

    def calls(self, x: Any = None) -> Sequence[Call] | None:
        """The calls inside a call of a model; None for what is no model, or where they are not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One call: what goes in and comes out, and the calls from which that came; none of these for an input."""

    of: Computation
    input: Any
    output: tuple[Shape, ...]
    sources: tuple[Call, ...]
    options: Mapping[str, Any] | None = None
    #: The data type of what comes out.
    dtype: str = "float32"
    is_input: bool = False

    @property
    def macs(self) -> Size | None:
        """How many multiply-accumulates it takes for one example; None where that is not known."""
        return Size(0) if self.is_input else self.of.macs(self.input, self.options)

    @property
    def activations(self) -> Size | None:
        """The bytes of what is computed for one example: all outputs inside, for a model; None where that is not known.

        What comes in from outside is data, and is not counted.
        """
        if self.is_input:
            return Size(0)
        inside = self.of.calls(self.input)
        if inside is not None:
            return summed(call.activations for call in inside)
        size = Size(BYTES.get(self.dtype, 4), "bytes")
        return summed(volume((*shape.named()[1:], size)) for shape in self.output)


def depth(calls: Iterable[Call]) -> int | None:
    """How many layers that multiply follow one another at most; None where that is not known.

    The calls stand in an order in which they can be computed.
    """
    known: dict[Call, int] = {}
    for call in calls:
        own = _depth(call)
        if own is None:
            return None
        known[call] = own + max((known[source] for source in call.sources), default=0)
    return max(known.values(), default=0)


def _depth(call: Call) -> int | None:
    """The depth of a single call; of a model with several inputs or outputs nobody knows which way leads through it."""
    inside = None if call.is_input else call.of.calls(call.input)
    if inside is None:
        return None if call.macs is None else int(call.macs > 0)
    found = depth(inside)
    one_way = len(call.output) == sum(one.is_input for one in inside) == 1
    return found if one_way or not found else None


class Field(NamedTuple):
    """The receptive field along one axis: how many positions of the model's input a position sees, and how far the
    field of its neighbour is away."""

    size: Size
    stride: Size


#: One for each spatial axis; none where nothing has looked at more than its own position. None: no window tells it.
Fields = tuple[Field, ...] | None


def fields(calls: Iterable[Call]) -> dict[Call, Fields]:
    """The receptive field of what comes out of calls, and of all that leads to them.

    Where branches meet, it is the largest of theirs, as long as their positions lie equally far apart.
    """
    known: dict[Call, Fields] = {}
    waiting = list(calls)
    while waiting:
        call = waiting[-1]
        missing = [source for source in call.sources if source not in known]
        waiting.extend(missing)
        if not missing:
            known[waiting.pop()] = () if call.is_input else _after(_merged([known[one] for one in call.sources]), call)
    return known


def sights(last: Call) -> tuple[Sight, ...] | None:
    """What a position of the last of several calls sees of what goes into them, as if they were one."""
    found = fields([last])[last]
    return None if found is None else tuple(Sight(size.named("") - 1, stride.named("")) for size, stride in found)


def own_positions(axes: int) -> tuple[Field, ...]:
    """The field of positions that see themselves only."""
    return (Field(Size(1), Size(1)),) * axes


def _merged(several: Sequence[Fields]) -> Fields:
    """The field of several tensors together."""
    told = [one for one in several if one is not None]
    wide = [one or own_positions(max(map(len, told))) for one in told]
    if len(told) < len(several) or len({tuple(field.stride for field in one) for one in wide}) != 1:
        return None
    return tuple(max(each, key=lambda field: field.size) for each in zip(*wide, strict=True))


def _after(before: Fields, call: Call) -> Fields:
    """The field of what comes out of a call, from that of what goes in."""
    sights = None if before is None else call.of.sees(call.input)
    if before is None or sights is None:
        return None
    before = before or own_positions(len(sights))
    if not sights:
        return tuple(Field(size.named(""), stride.named("")) for size, stride in before)
    if len(before) != len(sights):
        return None
    return tuple(
        Field(
            size.named("field_before") + sight.more * stride.named("strides_before") if sight.more else size,
            stride * sight.stride,
        )
        for (size, stride), sight in zip(before, sights, strict=True)
    )
