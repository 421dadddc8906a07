"""Operations that pick numbers out, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("a[0]", "GetItem", "get_item", (8, 4)),
    ("a[:, 0]", "GetItem", "get_item", (None, 4)),
    ("a[:, -1]", "GetItem", "get_item", (None, 4)),
    ("a[:, 2:5]", "GetItem", "get_item", (None, 3, 4)),
    ("a[:, ::-1]", "GetItem", "get_item", (None, 8, 4)),
    ("a[:, 1:-1:2]", "GetItem", "get_item", (None, 3, 4)),
    ("a[:, 20:]", "GetItem", "get_item", (None, 0, 4)),
    ("a[..., 0]", "GetItem", "get_item", (None, 8)),
    ("a[..., None]", "GetItem", "get_item", (None, 8, 4, 1)),
    ("a[:, None]", "GetItem", "get_item", (None, 1, 8, 4)),
    ("a[:, 0, ...]", "GetItem", "get_item", (None, 4)),
    ("a[:, :, :2]", "GetItem", "get_item", (None, 8, 2)),
    ("a[:, 0, 1]", "GetItem", "get_item", (None,)),
    ("a[1:, 0]", "GetItem", "get_item", (None, 4)),
    ("c[:, 3]", "GetItem", "get_item", (None, 6)),
    ("c[:, 1:3]", "GetItem", "get_item", (None, None, 6)),
    ("c[:, -1, :]", "GetItem", "get_item", (None, 6)),
    ("f[1:, 0]", "GetItem", "get_item", (1, 4)),
    ("f[5:, 0]", "GetItem", "get_item", (0, 4)),
    ("a[[0]]", "GetItem", "get_item", (8, 4)),
    ("a[:, True]", "GetItem", "get_item", (None, 4)),
    ("ops.get_item(a, 0)", "GetItem", "get_item", (8, 4)),
    ("ops.take(a, [0, 2], axis=1)", "Take", "take", (None, 2, 4)),
    ("ops.take(a, [[0, 1, 2], [3, 4, 5]], axis=-1)", "Take", "take", (None, 8, 2, 3)),
    ("ops.take(a, 0, axis=1)", "Take", "take", (None, 4)),
    ("ops.take(b, i)", "Take", "take", (None, 7)),
    ("ops.take(b, i, axis=1)", "Take", "take", (None, None, 7)),
    ("ops.take(a, [1, 2])", "Take", "take", (2,)),
    ("ops.take_along_axis(b, i, axis=1)", "TakeAlongAxis", "take_along_axis", (None, 7)),
    ("ops.take_along_axis(b, ops.argsort(b), axis=-1)", "TakeAlongAxis", "take_along_axis", (None, 4)),
    ("ops.one_hot(i, 10)", "OneHot", "one_hot", (None, 7, 10)),
    ("ops.one_hot(i, num_classes=10, axis=1)", "OneHot", "one_hot", (None, 10, 7)),
    ("ops.multi_hot(i, 10)", "MultiHot", "multi_hot", (None, 10)),
    ("ops.top_k(b, 2)", "TopK", "top_k", [(None, 2), (None, 2)]),
    ("ops.top_k(b, k=2, sorted=False)", "TopK", "top_k", [(None, 2), (None, 2)]),
    ("ops.in_top_k(b[:, 0], b, 2)", "InTopK", "in_top_k", (None,)),
    ("ops.isin(b, [1, 2])", "IsIn", "is_in", (None, 4)),
    ("ops.searchsorted(f[0, 0], b)", "SearchSorted", "search_sorted", (None, 4)),
    ("ops.digitize(b, f[0, 0])", "Digitize", "digitize", (None, 4)),
    ("ops.nonzero(b)", "Nonzero", "nonzero", [(None,), (None,)]),
    ("ops.segment_sum(b, b[:, 0], 5)", "SegmentSum", "segment_sum", (5, 4)),
    ("ops.segment_max(b, b[:, 0])", "SegmentMax", "segment_max", (None, 4)),
    ("ops.scatter_update(b, [[0, 0]], [1.0])", "ScatterUpdate", "scatter_update", (None, 4)),
    ("ops.slice(b, (0, 1), (-1, 2))", "Slice", "slice", (None, 2)),
    ("ops.slice_update(b, [0, 0], [[1.0]])", "SliceUpdate", "slice_update", (None, 4)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_indexing(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
