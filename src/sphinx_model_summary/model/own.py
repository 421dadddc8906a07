"""Layers and models whose classes the listing itself defines: their `call` is traced to find what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..costs import Call, sights
from ..layers import Inferred, Layer
from ..shape import Shape, Sight
from .calls import calls_of
from .graph import Node, Operation, Tensor, Variable, nested_map, opened, tensors_in
from .models import Model
from .order import Graph, walk
from .precision import computes


class Outcome(NamedTuple):
    """What following a function has shown: the shapes that come out, and the tensors that have them."""

    shapes: Any
    tensors: tuple[Tensor, ...]


@dataclass(slots=True)
class Followed:
    """What following a `call` has shown so far: for the shapes that went in, the tensors that came out."""

    found: list[tuple[Any, tuple[Tensor, ...]]] = field(default_factory=list)

    def shapes(self, x: Any, trace: Callable[[Any], Outcome]) -> Any:
        """The shapes that come out."""
        outcome, given = trace(x), opened(x)
        if all(one != given for one, _ in self.found):
            self.found.append((given, outcome.tensors))
        return outcome.shapes

    def calls(self, x: Any) -> Sequence[Call] | None:
        """The calls that led from one to the other; without `x`, those on what went in first."""
        return tuple(self._by_node(x).values()) or None

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        """What a position that comes out sees of the one tensor that goes in."""
        calls, shapes, outputs = self._by_node(x), list[Shape](), self._outputs(x)
        nested_map(lambda one: shapes.append(one) if isinstance(one, Shape) else None, x)
        return sights(calls[id(outputs[0].node)]) if len(outputs) == len(shapes) == 1 else None

    def _outputs(self, x: Any) -> tuple[Tensor, ...]:
        return next((outputs for given, outputs in self.found if x is None or given == x), ())

    def _by_node(self, x: Any) -> dict[int, Call]:
        return calls_of(walk((), self._outputs(x))[0], (), lambda tensor: tensor.shape.opened())


def _no_cell() -> None:
    return None


def _untraced(arguments: Any) -> Any:
    raise NotImplementedError


@dataclass(slots=True, eq=False)
class OwnLayer(Operation):
    """A layer of the listing's own.

    `trace` follows its `build` and `call` on shapes and gives the shapes that come out; `parts` are the layers that it
    holds as attributes, `made` the arrays that it made by `add_weight`.
    """

    trace: Callable[[Any], Outcome] = _untraced
    parts: Callable[[], Iterable[Operation]] = tuple
    made: list[Variable] = field(default_factory=list)
    #: The layers in its attribute `layers`.
    listed: Callable[[], Iterable[Operation]] = tuple
    #: Whether `call` takes a mask, and whether the layer says that it carries masks on.
    takes_mask: bool = False
    passes_mask: bool = False
    #: The class's own `compute_mask`, from the arguments of a call and the masks of the tensors among them.
    compute_mask: Callable[[Any, Sequence[Tensor | None]], Sequence[Tensor | None]] | None = None
    #: Whether it says by `compute_output_shape` what comes out.
    tells_shape: bool = False
    #: What a recurrent layer sees of it, if it tells how large its state is; and its `build` alone.
    cell: Callable[[], Layer | None] = _no_cell
    build: Callable[[Shape], None] = _untraced
    followed: Followed = field(default_factory=Followed)

    def with_masks(
        self, arguments: Any, inputs: tuple[Tensor, ...], *, alone: bool
    ) -> tuple[Any, tuple[Tensor, ...]]:
        positional, keywords = ((arguments,), {}) if isinstance(arguments, Tensor) else arguments
        if not self.takes_mask or "mask" in keywords or len(positional) != 1 or any(tensors_in(keywords)):
            return arguments, inputs
        if not isinstance(positional[0], Tensor):  # a list of tensors comes with a list of masks
            masks = nested_map(lambda one: one.mask if isinstance(one, Tensor) else None, positional[0])
            return (positional, {"mask": masks, **keywords}), inputs
        mask = positional[0].mask
        if mask is None:
            return arguments, inputs
        as_is = alone and inputs[0].dtype in ("", computes(self.policy))
        return (positional, {"mask": mask, **keywords}), (inputs[0], mask) if as_is else inputs

    def pass_mask(self, node: Node, masks: Sequence[Tensor | None], casts: Sequence[str]) -> None:
        if self.compute_mask is not None:
            masks = self.compute_mask(node.arguments, masks)
        if self.compute_mask is not None or self.passes_mask:
            for output, mask in zip(node.flat_outputs(), masks, strict=False):
                output.mask = mask

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Any:
        output = self.followed.shapes(shapes, self.trace)
        self.seen = opened(output)
        return output

    def calls(self, x: Any = None) -> Sequence[Call] | None:
        return self.followed.calls(x)

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        return self.followed.sees(x)

    @property
    def layer(self) -> Layer | None:
        return self.cell()

    def infer(self, x: Any) -> Inferred:
        cell = self.cell()
        if cell is None:
            return Operation.infer(self, x)
        self.build(x)  # a recurrent layer builds its cell, and Keras never calls it
        weights = (replace(one.weight, of=one, name=path) for path, one in self.named_variables())
        return Inferred(tuple(weights), cell.output_shape(x))

    @property
    def is_built(self) -> bool:
        return self.seen is not None

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

    trace: Callable[[Any], Outcome] = _untraced
    parts: Callable[[], Iterable[Operation]] = tuple
    made: list[Variable] = field(default_factory=list)
    takes_mask: bool = False
    called: bool = False
    #: Whether the listing asks for a build that Keras 3 does not do.
    asked_to_build: bool = False
    followed: Followed = field(default_factory=Followed)

    def calls(self, x: Any = None) -> Sequence[Call] | None:
        return self.followed.calls(x)

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        return self.followed.sees(x)
    @property
    def graph(self) -> Graph | None:
        return None

    @property
    def is_built(self) -> bool:
        # Models that were built before they were put into this one need no call.
        parts = () if self.called else self.operations()
        return self.called or (bool(parts) and all(part.is_built for part in parts))

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
        output = self.followed.shapes(shapes, self.trace)
        self.called = True
        return output
