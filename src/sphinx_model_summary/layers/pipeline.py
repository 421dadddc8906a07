"""Pipelines: layers that run one after the other, as one layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import mark, say, shown
from ..shape import Output, summed
from ..size import Size
from ..weights import Weight
from .arguments import argument, inert
from .augmentation import Augmentation
from .base import Inferred, Inner, Layer
from .cells import within
from .preprocessing import Sized, no_image
from .signature import invalid


def layer_list(cls: type[Layer], key: str, value: Any) -> tuple[Inner, ...]:
    """A list of layers."""
    if not isinstance(value, (tuple, list)) or not value:
        raise invalid(cls, key, value, say("a list of layers"))
    for one in value:
        if not callable(getattr(one, "infer", None)):
            raise invalid(cls, key, shown(one), say("a list of layers"))
    return tuple(value)


@dataclass(frozen=True)
class Pipeline(Layer):
    kind = "preparation"
    about: ClassVar[str] = mark("Runs the layers of a list one after the other, as one step.")
    takes_common: ClassVar[bool] = False
    casts_input = False
    call_options: ClassVar[tuple[str, ...]] = ("mask",)
    shape_by_rule = False
    makes_outputs_only = False

    layers: tuple[Inner, ...] = argument(layer_list, about=mark("the layers, from the first to the last"))
    name: Any = inert()

    def run(self, x: Any) -> Iterator[tuple[Inner, Inferred]]:
        """Each layer with what it is found to be on what comes before it."""
        for layer in self.layers:
            if isinstance(layer.layer, (Sized, Augmentation)) and len(x) not in (3, 4):
                raise no_image(layer.layer, x)
            if layer.layer is not None:
                layer.layer.check_inside(x)
            inferred = layer.infer(x)
            yield layer, inferred
            x = inferred.output

    def weights(self, x: Any) -> Iterable[Weight]:
        seen: list[Inner] = []
        for layer, inferred in self.run(x):
            if not any(layer is one for one in seen):
                yield from within(layer, inferred.weights)
            seen.append(layer)

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        shapes = [x, *(inferred.output for _, inferred in self.run(x))]
        return summed(layer.macs(shape) for layer, shape in zip(self.layers, shapes, strict=False))

    def output_shape(self, x: Any) -> Output:
        *_, (_, last) = self.run(x)
        return last.output
