"""The order in which Keras lists a graph: by depth from the outputs, then as a walk from the outputs meets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .graph import Node, Operation, Tensor


@dataclass(frozen=True, slots=True)
class Graph:
    """The part of a graph between inputs and outputs.

    `operations` stand in the order of the table's rows, `nodes` in an order in which they can be computed; `branched`
    tells whether it is anything but a plain chain.
    """

    operations: tuple[Operation, ...]
    nodes: tuple[Node, ...]
    branched: bool
    #: Tensors that the graph needs and no input supplies.
    missing: tuple[Tensor, ...]


def graph_between(inputs: Sequence[Tensor], outputs: Iterable[Tensor]) -> Graph:
    """The calls that lead from inputs to outputs; source: `keras.src.ops.function.map_graph`."""
    nodes, met = walk(inputs, outputs)
    inside = set(map(id, nodes))
    node_depth: dict[int, int] = {}
    depth_of: dict[int, int] = {}
    operations: dict[int, Operation] = {}
    for node in reversed(nodes):
        key = id(node.operation)
        operations[key] = node.operation
        depth = max(node_depth.get(id(node), 0), depth_of.get(key, 0))
        node_depth[id(node)] = depth_of[key] = depth
        for tensor in node.inputs:
            parent = id(tensor.node)
            if parent in inside:
                node_depth[parent] = max(depth + 1, node_depth.get(parent, 0))
    unused = []
    for tensor in inputs:
        key = id(tensor.node.operation)
        if key not in depth_of and not tensor.node.inputs:
            operations[key], depth_of[key], met[key] = tensor.node.operation, 0, -1
            node_depth[id(tensor.node)] = 0
            unused.append(tensor.node)
    ordered = sorted(operations, key=lambda key: (-depth_of[key], met[key]))
    depths = list(node_depth.values())
    several = any(len(node.inputs) > 1 for node in nodes) or len(set(depths)) < len(depths)
    shared = len({id(node.operation) for node in nodes}) < len(nodes)
    return Graph(
        tuple(operations[key] for key in ordered),
        (*unused, *nodes),
        several or shared,
        _missing(inputs, nodes),
    )


def walk(inputs: Sequence[Tensor], outputs: Iterable[Tensor]) -> tuple[list[Node], dict[int, int]]:
    """The nodes, inputs first, and the order in which their operations are first met; without recursion."""
    given = set(map(id, inputs))
    finished: set[int] = set()
    nodes: list[Node] = []
    met: dict[int, int] = {}
    for output in outputs:
        waiting: list[tuple[Tensor, bool]] = [(output, False)]
        while waiting:
            tensor, left = waiting.pop()
            node = tensor.node
            if left:
                if id(node) not in finished:
                    finished.add(id(node))
                    nodes.append(node)
            elif id(node) not in finished:
                if node.inputs and id(tensor) in given:
                    finished.add(id(node))
                    continue
                met.setdefault(id(node.operation), len(met))
                waiting.append((tensor, True))
                waiting.extend([(one, False) for one in reversed(node.inputs)])
    return nodes, met


def _missing(inputs: Sequence[Tensor], nodes: Iterable[Node]) -> tuple[Tensor, ...]:
    known = set(map(id, inputs))
    missing = []
    for node in nodes:
        missing += [tensor for tensor in node.inputs if id(tensor) not in known]
        if node.inputs:
            known.update(map(id, node.flat_outputs()))
        else:
            missing += [tensor for tensor in node.flat_outputs() if id(tensor) not in known]
            known.update(map(id, node.flat_outputs()))
    return tuple(missing)
