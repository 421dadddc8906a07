"""The calls of a graph, as one asks what they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..costs import Call
from ..shape import Shape
from ..weights import BYTES
from .graph import Node, Tensor, nested_map, shapes_of, tensors_in
from .precision import computes

ShapeOf = Callable[[Tensor], Shape]


def own_shape(tensor: Tensor) -> Shape:
    """The shape with which a graph was made."""
    return tensor.shape


def calls_of(nodes: Iterable[Node], inputs: Iterable[Tensor], shape_of: ShapeOf = own_shape) -> dict[int, Call]:
    """Each call of a graph, by the id of its node, and what comes in; nodes stand in an order to compute them in."""
    calls = {id(tensor.node): _input(tensor.node, shape_of) for tensor in inputs}
    for node in nodes:
        if id(node) not in calls:
            calls[id(node)] = _call(node, calls, shape_of) if node.inputs else _input(node, shape_of)
    return calls


def _input(node: Node, shape_of: ShapeOf) -> Call:
    return Call(node.operation, None, _outputs(node, shape_of), (), is_input=True)


def _call(node: Node, calls: dict[int, Call], shape_of: ShapeOf) -> Call:
    # A mask goes in beside the arguments, and says nothing of where values come from; constants are in no graph.
    sources = tuple(calls.get(id(one.node)) or _input(one.node, shape_of) for one in tensors_in(node.arguments))
    given = node.arguments
    if shape_of is not own_shape:
        given = nested_map(lambda one: shape_of(one) if isinstance(one, Tensor) else one, given)
    outputs = _outputs(node, shape_of)
    return Call(node.operation, shapes_of(given), outputs, sources, node.options, _type(node, sources))


def _type(node: Node, sources: Iterable[Call]) -> str:
    """The data type of what comes out; where nothing tells it, that of the layer, or the widest of what goes in."""
    told = next((tensor.dtype for tensor in node.flat_outputs()), "")
    if told or node.operation.is_layer:
        return told or computes(node.operation.policy)
    return max((source.dtype for source in sources), key=lambda dtype: BYTES.get(dtype, 4), default="float32")


def _outputs(node: Node, shape_of: ShapeOf) -> tuple[Shape, ...]:
    return tuple(map(shape_of, node.flat_outputs()))
