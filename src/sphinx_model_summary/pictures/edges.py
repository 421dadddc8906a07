"""The edges between the rows of a model's own table: which row's tensor goes into which row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..summary import Summary


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A tensor on its way, by the places of two rows; one that leads up or back to its own row is a second call."""

    source: int
    target: int

    @property
    def is_back(self) -> bool:
        """Whether a layer that is used more than once sends it backwards."""
        return self.source >= self.target


def edges_of(summary: Summary) -> tuple[Edge, ...]:
    """The edges between the rows of a model, each once, in the order of their targets; rows of nested models have none.

    Tensors that come from outside (a model that begins in the midst of another one) have no edge.
    """
    places = [place for place, row in enumerate(summary.layers) if not row.level]
    if summary.kind == "Sequential":
        return tuple(Edge(*pair) for pair in pairwise(places))
    rows = {summary.layers[place].name: place for place in places}
    found: dict[Edge, None] = {}
    for place in places:
        for tensor in summary.layers[place].connected_to:
            source = rows.get(tensor.rsplit("[", 2)[0])
            if source is not None:
                found[Edge(source, place)] = None
    return tuple(found)
