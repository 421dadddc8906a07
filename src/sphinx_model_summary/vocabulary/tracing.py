"""Following a function of the listing's own on shapes alone, without a trace in the graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..model import MadeLayer, Outcome, Tensor, computes, nested_map, opened
from ..problems import Carried, Code, Refused, say
from ..reading.values import Caller, Unknown
from ..shape import Shape
from .session import Session
from .structures import flat_values, unknowns
from .values import TensorValue, known, scratch, tensors_among, wrapped


def as_tensors(session: Session, shapes: Any) -> Any:
    """Values of the listing in which each shape is a tensor of that shape, with numbers for what is open."""
    return nested_map(
        lambda one: TensorValue(session, scratch(one.filled())) if isinstance(one, Shape) else one, shapes
    )


def trace(session: Session, run: Callable[[], Any], given: Any = ()) -> Outcome:
    """What a function returns for given shapes; those with numbers for open sizes go on inside another function.

    :raises Refused: where they cannot be known.
    """
    session.tracing += 1
    try:
        found = run()
        shapes = _shapes(found)
    finally:
        session.tracing -= 1
    # A stack that another function builds has an input with open sizes of its own.
    inside = session.tracing and opened(given) != given
    return Outcome(shapes if inside else opened(shapes), tensors_among(found))


def own_masks(
    session: Session, caller: Caller, method: Any, arguments: Any, masks: Sequence[Tensor | None]
) -> Sequence[Tensor | None]:
    """What the `compute_mask` of a class of the listing gives, for the arguments of a call.

    :raises Refused: where that is not known.
    """
    positional, keywords = ((arguments,), {}) if isinstance(arguments, Tensor) else arguments
    first = next(iter((*positional, *keywords.values())), None)
    known_masks = iter(masks)
    before = nested_map(lambda one: next(known_masks, None) if isinstance(one, Tensor) else None, first)
    result = caller.call(method, wrapped(session, first), wrapped(session, before))
    for unknown in unknowns(result):
        raise Carried(unknown.problem)
    return [one if isinstance(one, Tensor) else None for one in flat_values(known(result))]


def _shapes(value: Any) -> Any:
    if isinstance(value, Unknown):
        raise Carried(value.problem)
    if isinstance(value, TensorValue):
        return value.tensor.shape
    if isinstance(value, (tuple, list)) and all(size is None or isinstance(size, int) for size in value) and value:
        return Shape(value)
    if isinstance(value, (tuple, list)):
        return tuple(_shapes(one) for one in value)
    if isinstance(value, dict):
        return {key: _shapes(one) for key, one in value.items()}
    hint = say("a function without 'return' gives None") if value is None else None
    raise Refused(Code.UNKNOWN_VALUE, say("what the function returns is no tensor that can be followed"), hint)


@dataclass(frozen=True, slots=True)
class Traced:
    """A function of the listing, as a layer's shape rule calls it: shapes go in, shapes come out."""

    session: Session
    caller: Caller
    function: Any
    #: The type of the numbers that go in.
    dtype: str = ""

    def __call__(self, x: Any, keywords: dict[str, Any]) -> Any:
        given = as_tensors(self.session, x)
        for tensor in tensors_among(given):
            tensor.dtype = self.dtype
        return trace(self.session, lambda: self.caller.call(self.function, given, **keywords), x).shapes


@dataclass(frozen=True, slots=True)
class TracedShape:
    """A function of the listing from input shapes to that of the output, as a layer's shape rule calls it."""

    session: Session
    caller: Caller
    function: Any

    def __call__(self, x: Any) -> Any:
        # Several shapes come as a list: a tuple is the sizes of one.
        given = tuple(x) if isinstance(x, Shape) else [tuple(shape) for shape in x]
        return trace(self.session, lambda: self.caller.call(self.function, given), x).shapes


def follow(session: Session, caller: Caller, operation: MadeLayer) -> None:
    """Have the functions of the listing's own in a layer followed when its rules for shapes and masks call them."""
    layer = operation.layer
    if not layer.traces:
        return
    traced: dict[str, Any] = {layer.traces: Traced(
        session, caller, getattr(layer, layer.traces), computes(operation.policy))}  # fmt: skip
    told = getattr(layer, layer.traces_shape)
    if told is not None and not isinstance(told, (tuple, list)):
        traced[layer.traces_shape] = TracedShape(session, caller, told)
    operation.layer = replace(layer, **traced)
    mask = getattr(layer, layer.traces_mask)
    if mask is not None:
        operation.compute_mask = partial(own_masks, session, caller, mask)
