"""Operations that bring numbers together, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("ops.mean(a)", "Mean", "mean", ()),
    ("ops.mean(a, axis=1)", "Mean", "mean", (None, 4)),
    ("ops.mean(a, axis=(1, 2))", "Mean", "mean", (None,)),
    ("ops.mean(a, axis=[1, -1], keepdims=True)", "Mean", "mean", (None, 1, 1)),
    ("ops.mean(a, keepdims=True)", "Mean", "mean", (1, 1, 1)),
    ("ops.mean(a, axis=())", "Mean", "mean", (None, 8, 4)),
    ("ops.sum(c, axis=-1)", "Sum", "sum", (None, None)),
    ("ops.sum(c, 1, True)", "Sum", "sum", (None, 1, 6)),
    ("ops.max(a, axis=1)", "Max", "max", (None, 4)),
    ("ops.max(a, axis=1, initial=0)", "Max", "max", (None, 4)),
    ("ops.min(a, 0)", "Min", "min", (8, 4)),
    ("ops.amax(a, -1)", "Amax", "amax", (None, 8)),
    ("ops.prod(a, axis=1)", "Prod", "prod", (None, 4)),
    ("ops.std(a, axis=1)", "Std", "std", (None, 4)),
    ("ops.var(a, axis=1, keepdims=True)", "Var", "var", (None, 1, 4)),
    ("ops.any(a > 0, axis=-1)", "Any", "any", (None, 8)),
    ("ops.all(a > 0)", "All", "all", ()),
    ("ops.argmax(a, axis=-1)", "Argmax", "argmax", (None, 8)),
    ("ops.argmin(a, axis=1, keepdims=True)", "Argmin", "argmin", (None, 1, 4)),
    ("ops.count_nonzero(a, axis=1)", "CountNonzero", "count_nonzero", (None, 4)),
    ("ops.logsumexp(a, axis=-1)", "Logsumexp", "logsumexp", (None, 8)),
    ("ops.median(a, axis=1)", "Median", "median", (None, 4)),
    ("ops.ptp(a, axis=1)", "Ptp", "ptp", (None, 4)),
    ("ops.nansum(a, axis=1)", "Nansum", "nansum", (None, 4)),
    ("ops.nanargmax(a, axis=1)", "Nanargmax", "nanargmax", (None, 4)),
    ("ops.average(a, axis=1)", "Average", "average", (None, 4)),
    ("ops.average(a, weights=a)", "Average", "average", ()),
    ("ops.quantile(a, 0.5, axis=1)", "Quantile", "quantile", (None, 4)),
    ("ops.quantile(a, [0.5], axis=1)", "Quantile", "quantile", (None, 4)),
    ("ops.quantile(a, [0.1, 0.9], axis=1, keepdims=True)", "Quantile", "quantile", (2, None, 1, 4)),
    ("ops.percentile(a, [50], axis=1)", "Percentile", "percentile", (1, None, 4)),
    ("ops.moments(a, axes=1)", "Moments", "moments", [(None, 4), (None, 4)]),
    ("ops.moments(a, [1, 2], keepdims=True)", "Moments", "moments", [(None, 1, 1), (None, 1, 1)]),
    ("ops.norm(a)", "Norm", "norm", ()),
    ("ops.norm(a, axis=-1, keepdims=True)", "Norm", "norm", (None, 8, 1)),
    ('ops.linalg.norm(a, ord="fro", axis=(1, 2))', "Norm", "norm", (None,)),
    ("ops.size(a)", "Size", "size", ()),
    ("ops.ndim(a)", "Ndim", "ndim", (3,)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_reduction(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
