"""Products, diagonals and matrices, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("a @ e", "Matmul", "matmul", (None, 8, 5)),
    ("a @ e[0]", "Matmul", "matmul", (None, 8, 5)),
    ("a @ f[0, 0]", "Matmul", "matmul", (None, 8)),
    ("b @ e[0]", "Matmul", "matmul", (None, 5)),
    ("f[0, 0] @ e", "Matmul", "matmul", (None, 5)),
    ("ops.matmul(a, e)", "Matmul", "matmul", (None, 8, 5)),
    ("ops.matmul(a, ops.transpose(a, (0, 2, 1)))", "Matmul", "matmul", (None, 8, 8)),
    ("ops.dot(b, f[0].reshape((4, 3)))", "Dot", "dot", (None, 3)),
    ("ops.dot(a, f[0, 0])", "Dot", "dot", (None, 8)),
    ("ops.tensordot(a, e, axes=1)", "Tensordot", "tensordot", (None, 8, 4, 5)),
    ("ops.tensordot(a, e, axes=([2], [1]))", "Tensordot", "tensordot", (None, 8, None, 5)),
    ("ops.tensordot(b, b, axes=0)", "Tensordot", "tensordot", (None, 4, None, 4)),
    ("ops.inner(b, b)", "Inner", "inner", (None, None)),
    ("ops.outer(b, b)", "Outer", "outer", (None, None)),
    ("ops.outer(f, f)", "Outer", "outer", (24, 24)),
    ("ops.vdot(b, b)", "Vdot", "vdot", ()),
    ("ops.cross(m, m)", "Cross", "cross", (None, 3, 3)),
    ("ops.kron(f, f)", "Kron", "kron", (4, 9, 16)),
    ("ops.cdist(a, d)", "CDist", "c_dist", (None, 8, 1)),
    ('ops.einsum("bij,bjk->bik", a, e)', "Einsum", "einsum", (None, 8, 5)),
    ('ops.einsum("bij->bji", a)', "Einsum", "einsum", (None, 4, 8)),
    ('ops.einsum("bij->b", a)', "Einsum", "einsum", (None,)),
    ('ops.einsum("bij,bj->bi", a, b)', "Einsum", "einsum", (None, 8)),
    ('ops.einsum("...i,...i->...", a, a)', "Einsum", "einsum", (None, 8)),
    ('ops.einsum("...ij,jk->...ik", a, e[0])', "Einsum", "einsum", (None, 8, 5)),
    ('ops.einsum("bi,bi", b, b)', "Einsum", "einsum", ()),
    ('ops.einsum("bii->b", m)', "Einsum", "einsum", (None,)),
    ('ops.einsum("bhwc,bhwd->bcd", img, img)', "Einsum", "einsum", (None, 3, 3)),
    ("ops.diag(b)", "Diag", "diag", (None,)),
    ("ops.diag(f[0, 0], k=1)", "Diag", "diag", (5, 5)),
    ("ops.diagonal(a, axis1=1, axis2=2)", "Diagonal", "diagonal", (None, 4)),
    ("ops.diagonal(a, 2, 1, 2)", "Diagonal", "diagonal", (None, 2)),
    ("ops.diagflat(f[0, 0])", "Diagflat", "diagflat", (4, 4)),
    ("ops.trace(m, axis1=1, axis2=2)", "Trace", "trace", (None,)),
    ("ops.inv(m)", "Inv", "inv", (None, 3, 3)),
    ("ops.linalg.det(m)", "Det", "det", (None,)),
    ("ops.cholesky(m)", "Cholesky", "cholesky", (None, 3, 3)),
    ("ops.eigh(m)", "Eigh", "eigh", [(None, 3), (None, 3, 3)]),
    ("ops.qr(a)", "Qr", "qr", [(None, 8, 4), (None, 4, 4)]),
    ('ops.qr(a, mode="complete")', "Qr", "qr", [(None, 8, 8), (None, 8, 4)]),
    ("ops.svd(a)", "SVD", "svd", [(None, 8, 8), (None, 4), (None, 4, 4)]),
    ("ops.svd(a, full_matrices=False)", "SVD", "svd", [(None, 8, 4), (None, 4), (None, 4, 4)]),
    ("ops.svd(a, compute_uv=False)", "SVD", "svd", (None, 4)),
    ("ops.lu_factor(a)", "LuFactor", "lu_factor", [(None, 8, 4), (None, 4)]),
    ("ops.pinv(a)", "Pinv", "pinv", (None, 4, 8)),
    ("ops.solve(m, m)", "Solve", "solve", (None, 3, 3)),
    ("ops.lstsq(f[0], f[0])", "Lstsq", "lstsq", (4, 4)),
    ("ops.matrix_rank(a)", "MatrixRank", "matrix_rank", (None,)),
    ("ops.slogdet(m)", "Slogdet", "slogdet", [(), (None,)]),
    ("ops.logdet(m)", "Logdet", "logdet", (None,)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_algebra(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
