"""Layers and models whose classes the listing itself defines: their `call` is traced to find what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .graph import Operation, Tensor, Variable, tensors_in
from .models import Model
from .order import Graph


def _untraced(arguments: Any) -> Any:
    raise NotImplementedError


@dataclass(slots=True, eq=False)
class OwnLayer(Operation):
    """A layer of the listing's own.

    `trace` follows its `build` and `call` on shapes and gives the shapes that come out; `parts` are the layers that it
    holds as attributes, `made` the arrays that it made by `add_weight`.
    """

    trace: Callable[[Any], Any] = _untraced
    parts: Callable[[], Iterable[Operation]] = tuple
    made: list[Variable] = field(default_factory=list)
    #: The layers in its attribute `layers`.
    listed: Callable[[], Iterable[Operation]] = tuple
    #: Whether `call` takes a mask, and whether the layer says that it carries masks on.
    takes_mask: bool = False
    passes_mask: bool = False
    #: Whether it says by `compute_output_shape` what comes out.
    tells_shape: bool = False

    def connect(
        self,
        arguments: Any,
        inputs: tuple[Tensor, ...] | None = None,
        options: dict[str, Any] | None = None,
        *,
        recorded: bool = True,
    ) -> Any:
        inputs = tuple(tensors_in(arguments)) if inputs is None else inputs
        mask = inputs[0].mask if inputs else None
        if mask is not None and self.takes_mask and len(inputs) == 1:
            inputs = (inputs[0], mask)
            positional, keywords = ((arguments,), {}) if isinstance(arguments, Tensor) else arguments
            arguments = (positional, {"mask": mask, **keywords})
        outputs = Operation.connect(self, arguments, inputs, options, recorded=recorded)
        if mask is not None and self.passes_mask:
            next(tensors_in(outputs)).mask = mask
        return outputs

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Any:
        self.seen = self.trace(shapes)
        return self.seen

    def remembered(self) -> Any:
        return self.seen if self.tells_shape else None

    def own_variables(self) -> Iterable[Variable]:
        return self.made

    def inner(self) -> Iterable[Operation]:
        return self.parts()

    def opened(self) -> Iterable[Operation]:
        return self.listed()


@dataclass(slots=True, eq=False)
class OwnModel(Model):
    """A subclass of `keras.Model` without inputs and outputs: its rows are the layers it holds as attributes."""

    trace: Callable[[Any], Any] = _untraced
    parts: Callable[[], Iterable[Operation]] = tuple
    made: list[Variable] = field(default_factory=list)
    takes_mask: bool = False
    called: bool = False

    @property
    def graph(self) -> Graph | None:
        return None

    @property
    def is_built(self) -> bool:
        return self.called

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        return ()

    @property
    def outputs(self) -> Any:
        return ()

    def remembered(self) -> Any:
        return None

    def operations(self) -> tuple[Operation, ...]:
        return tuple(self.parts())

    def own_variables(self) -> Iterable[Variable]:
        return self.made

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Any:
        output = self.trace(shapes)
        self.called = True
        return output
