"""The edges between the rows of a model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import Summary
from sphinx_model_summary.pictures.edges import Edge, edges_of

#: Models, and their edges by the names of the layers.
EDGES = {
    "chain": "conv2d>flatten flatten>dense",
    "residual": "image>conv2d conv2d>batch_normalization batch_normalization>add image>add add>re_lu",
    "siamese": "left>encoder right>encoder encoder>subtract",
    "used again": "a>shared between>shared shared>shared shared>between shared>last",
    "two inputs": "title>embedding embedding>lstm lstm>concatenate tags>concatenate concatenate>dense "
    "concatenate>dense_1",
}


@pytest.mark.parametrize("name", EDGES)
def test_edges(summary: Callable[..., Summary], name: str) -> None:
    found = summary(name)
    names = [row.name for row in found.layers]
    assert " ".join(f"{names[edge.source]}>{names[edge.target]}" for edge in edges_of(found)) == EDGES[name]


def test_rows_of_an_opened_model_have_none(summary: Callable[..., Summary]) -> None:
    found = summary("siamese", expand_nested=True)
    assert [row.level for row in found.layers] == [0, 0, 0, 1, 1, 0]
    assert edges_of(found) == (Edge(0, 2), Edge(1, 2), Edge(2, 5))


@pytest.mark.parametrize(("edge", "back"), [(Edge(0, 1), False), (Edge(1, 1), True), (Edge(2, 1), True)])
def test_what_leads_back(edge: Edge, back: bool) -> None:
    assert edge.is_back is back
