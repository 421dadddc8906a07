"""What all models share, which are layers too: they can be called, shared and frozen; and Functional models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..costs import Call, sights
from ..problems import Carried, Code, Refused, say
from ..shape import Shape, Sight
from .calls import calls_of
from .graph import Gap, Node, Operation, Tensor, nested_map, opened, shapes_of, tensors_in
from .names import Names
from .order import Graph, graph_between


@dataclass(slots=True, eq=False)
class Model(Operation):
    """What Sequential and Functional models share; `gaps` are the places at which building the model failed."""

    names: Names = field(default_factory=Names)
    gaps: list[Gap] = field(default_factory=list)
    #: The shapes of all tensors of a graph on other inputs than its own.
    reshaped: list[tuple[Graph, tuple[Shape, ...], dict[int, Shape]]] = field(default_factory=list)
    #: Whether a call takes the masks of its inputs; none leaves the model.
    takes_mask: bool = True

    @property
    def gap(self) -> Gap | None:
        """The first place at which building the model failed."""
        return self.gaps[0] if self.gaps else None

    @property
    def layer(self) -> None:
        """A model is no layer of the catalogue."""
        return None

    @property
    def graph(self) -> Graph | None:
        """The graph of a built model."""
        raise NotImplementedError

    @property
    def is_built(self) -> bool:
        """Whether all its shapes and weights are known."""
        return self.graph is not None

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        """The tensors that enter."""
        raise NotImplementedError

    @property
    def outputs(self) -> Any:
        """The tensors that come out, in the structure that the listing gave them."""
        raise NotImplementedError

    def operations(self) -> tuple[Operation, ...]:
        """What stands in the rows of the model's own table."""
        raise NotImplementedError

    def inner(self) -> Iterable[Operation]:
        return self.operations()

    def remembered(self) -> Any:
        return nested_map(lambda tensor: tensor.shape, self.outputs) if self.is_built else None

    def opened(self) -> Iterable[Operation]:
        return (one for one in self.operations() if one.is_layer)

    def with_masks(
        self, arguments: Any, inputs: tuple[Tensor, ...], *, alone: bool
    ) -> tuple[Any, tuple[Tensor, ...]]:
        masks = tuple(one.mask for one in inputs if one.mask is not None) if self.takes_mask else ()
        return arguments, inputs + masks

    def give_types(self, outputs: Sequence[Tensor], given: Sequence[str]) -> None:
        for output, inner in zip(outputs, tensors_in(self.outputs), strict=False):
            output.dtype = inner.dtype

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Any:
        given = _several(shapes)
        graph = self.built_graph(given)
        if len(given) != len(self.inputs):
            raise Refused(
                Code.INVALID_INPUT,
                say("model '{name}' takes {wanted} inputs, not {found}",
                    name=self.name, wanted=len(self.inputs), found=len(given)),
                say("call it on one list with a tensor for each input"),
            )  # fmt: skip
        for tensor, shape in zip(self.inputs, given, strict=True):
            self._check_input(tensor.shape, shape)
        if self._is_own(given):
            return nested_map(lambda tensor: tensor.shape.named(), self.outputs)
        known = self._known(graph, given)
        if known is None:
            known = dict(zip(map(id, self.inputs), given, strict=True))
            for node in graph.nodes:
                _infer_again(node, known)
            self.reshaped.append((graph, given, known))
        return nested_map(lambda tensor: known[id(tensor)].named(), self.outputs)

    def _is_own(self, given: tuple[Shape, ...]) -> bool:
        """Whether shapes are those with which the model was made."""
        return tuple(tensor.shape for tensor in self.inputs) == given

    def _known(self, graph: Graph, given: tuple[Shape, ...]) -> dict[int, Shape] | None:
        """The shapes of all tensors on these inputs, if they were worked out before."""
        return next((known for of, shapes, known in self.reshaped if of is graph and shapes == given), None)

    def _calls(self, x: Any) -> dict[int, Call]:
        """The calls inside a call on shapes `x`, by the ids of their nodes."""
        graph, given = self.graph, _several(x)
        if graph is None:
            return {}
        if x is None or self._is_own(given):
            return calls_of(graph.nodes, self.inputs)
        known = next((known for of, shapes, known in self.reshaped if of is graph and opened(shapes) == given), None)
        if known is None:
            return {}
        return calls_of(graph.nodes, self.inputs, lambda tensor: known.get(id(tensor), tensor.shape).opened())

    def calls(self, x: Any = None) -> Sequence[Call] | None:
        return tuple(self._calls(x).values()) or None

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        calls, outputs = self._calls(x), tuple(tensors_in(self.outputs))
        if not calls or len(outputs) != 1 or len(self.inputs) != 1:
            return None
        return sights(calls[id(outputs[0].node)])

    def _check_input(self, wanted: Shape, found: Shape) -> None:
        longer, shorter = sorted((wanted, found), key=len, reverse=True)
        # One last axis of size 1 more or less is taken off or put on.
        fits = len(longer) == len(shorter) or (len(longer) == len(shorter) + 1 and longer[-1] == 1)
        if not fits or any(
            a is not None and b is not None and a != b for a, b in zip(longer[1:], shorter[1:], strict=False)
        ):
            raise Refused(
                Code.INVALID_INPUT,
                say("model '{name}' takes an input of shape {wanted}, but {found} comes in",
                    name=self.name, wanted=wanted, found=found),
                say("call it on a tensor of that shape, or make it with Input({shape})", shape=Shape(found[1:])),
            )  # fmt: skip

    def built_graph(self, given: Sequence[Shape]) -> Graph:
        """The model's graph, built now for these inputs if it was not yet.

        :raises Refused: where the model cannot be built.
        """
        if self.gap is not None:
            raise Carried(self.gap.problem)
        if self.graph is None:
            raise Refused(
                Code.NO_INPUT_SHAPE,
                say("nothing says what shape goes into model '{name}'", name=self.name),
                say("put an Input((…)) first"),
            )
        return self.graph


def _several(shapes: Any) -> tuple[Any, ...]:
    """The shapes for a model's inputs."""
    return shapes if isinstance(shapes, tuple) and not isinstance(shapes, Shape) else (shapes,)


def _infer_again(node: Node, known: dict[int, Shape]) -> None:
    """Work out a call's outputs for other input shapes than those it was made with."""
    if not node.inputs:
        return
    given = nested_map(lambda one: known.get(id(one), one.shape) if isinstance(one, Tensor) else one, node.arguments)
    shapes = shapes_of(given)
    output = node.operation.infer_output(shapes, node.options)
    flat: list[Shape] = []
    nested_map(flat.append, output)
    known.update(zip(map(id, node.flat_outputs()), flat, strict=True))


@dataclass(slots=True, eq=False)
class Functional(Model):
    """A model between given inputs and outputs; source: `keras.Model(inputs, outputs)`."""

    type: str = "Functional"
    given_inputs: Any = ()
    given_outputs: Any = ()
    _graph: Graph | None = None

    @property
    def graph(self) -> Graph:
        if self._graph is None:
            self._graph = graph_between(self.inputs, tensors_in(self.given_outputs))
        return self._graph

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        return tuple(tensors_in(self.given_inputs))

    @property
    def outputs(self) -> Any:
        return self.given_outputs

    def operations(self) -> tuple[Operation, ...]:
        return self.graph.operations

    def check(self) -> None:
        """Refuse a graph that is not joined, or in which a name occurs twice."""
        if self.graph.missing:
            raise Refused(
                Code.INVALID_MODEL,
                say("the outputs need the tensor of '{name}', which the model's inputs do not lead to",
                    name=self.graph.missing[0].node.operation.name),
                say("add that Input to the inputs of the model"),
            )  # fmt: skip
        met: set[str] = set()
        for operation in self.operations():
            if operation.name in met:
                raise Refused(
                    Code.INVALID_MODEL,
                    say("the name '{name}' is used twice in the model", name=operation.name),
                    say("give each layer a name of its own"),
                )
            met.add(operation.name)
