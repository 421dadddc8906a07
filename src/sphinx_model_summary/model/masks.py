"""Masks: which steps of a sequence are padding. Keras works them out beside the layers, and they show as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..layers.base import MaskRule
from ..operations import FUNCTIONS
from ..shape import Shape
from ..size import Size
from .graph import Operation, Tensor
from .names import Names

Rule = Callable[[Any], Shape]


#: The rules by which a layer makes a mask, whether or not one comes in.
MAKING = ("not_equal", "any")


@dataclass(slots=True, eq=False)
class MaskStep(Operation):
    """One operation on masks; it is no layer and has no weights."""

    rule: Rule = Shape

    @property
    def is_layer(self) -> bool:
        return False

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        return Size(0)

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Any:
        return self.rule(shapes)


def mask_of(
    rule: MaskRule, inputs: Sequence[Tensor], masks: Sequence[Tensor | None], names: Names, axis: int
) -> Tensor | None:
    """The mask of what a layer gives, by its rule; source: the `compute_mask` methods of Keras's layers.

    `masks` are those of the inputs; `axis` is the one on which the layer puts tensors side by side.
    """
    if rule == "not_equal":
        return _step(names, "not_equal", _same, inputs[0])
    if rule == "any":
        return _step(names, "any", _without_last, _step(names, "not_equal", _same, inputs[0]))
    if rule == "pass":
        return masks[0] if masks else None
    if rule == "first":
        return _step(names, "convert_to_tensor", _same, masks[0]) if masks and masks[0] is not None else None
    known = [mask for mask in masks if mask is not None]
    if rule == "or" and len(known) == len(masks):
        joined = known[0]
        for mask in known[1:]:
            joined = _step(names, "logical_or", _first, joined, mask)
        return joined
    if rule == "concatenate" and known:
        return _concatenated(inputs, masks, names, axis)
    return None


def _concatenated(inputs: Sequence[Tensor], masks: Sequence[Tensor | None], names: Names, axis: int) -> Tensor:
    parts = []
    for tensor, mask in zip(inputs, masks, strict=True):
        if mask is None:
            parts.append(_step(names, "ones_like", _same, tensor))
        elif len(mask.shape) < len(tensor.shape):
            wide = _step(names, "expand_dims", _with_one, mask)
            parts.append(_step(names, "logical_or", _second, wide, _step(names, "zeros_like", _same, tensor)))
        else:
            parts.append(mask)
    return _step(names, "any", _without_last, _step(names, "concatenate", partial(_side_by_side, axis=axis), *parts))


def cast_of(tensor: Tensor, name: str) -> Tensor:
    """A tensor as it comes into a layer of another type, through a cast of this name; itself, where there is none."""
    cast = MaskStep(name, "Cast", rule=_same).connect(tensor) if name else tensor
    assert isinstance(cast, Tensor)
    return cast


def _step(names: Names, function: str, rule: Rule, *inputs: Tensor) -> Tensor:
    kind = FUNCTIONS[function].__name__
    symbolic = inputs[0].symbolic
    operation = MaskStep(names.automatic(kind) if symbolic else "?", kind, rule=rule)
    output = operation.connect(inputs[0] if len(inputs) == 1 else inputs, recorded=symbolic)
    assert isinstance(output, Tensor)
    output.dtype = "bool"
    return output


def _same(shape: Shape) -> Shape:
    return shape.named()


def _with_one(shape: Shape) -> Shape:
    return Shape((*shape.named(), 1))


def _without_last(shape: Shape) -> Shape:
    return Shape(shape[:-1]).named()


def _side_by_side(shapes: Any, axis: int) -> Shape:
    """The shape of tensors put side by side; of one alone its own."""
    several = (shapes,) if isinstance(shapes, Shape) else tuple(shapes)
    sizes = list(several[0].named())
    along = [shape[axis] for shape in several]
    sizes[axis] = None if None in along else Size(sum(size for size in along if size is not None))
    return Shape(sizes)


def _first(shapes: Sequence[Shape]) -> Shape:
    return shapes[0].named()


def _second(shapes: Sequence[Shape]) -> Shape:
    return shapes[1].named()
