"""Operations that give another shape or order, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("ops.reshape(a, (-1, 32))", "Reshape", "reshape", (None, 32)),
    ("ops.reshape(a, [-1, 4, 8])", "Reshape", "reshape", (None, 4, 8)),
    ("ops.reshape(f, (-1, 6))", "Reshape", "reshape", (4, 6)),
    ("ops.reshape(f, (4, 6))", "Reshape", "reshape", (4, 6)),
    ("ops.reshape(f, -1)", "Reshape", "reshape", (24,)),
    ("ops.reshape(a, (ops.shape(a)[0], 32))", "Reshape", "reshape", (None, 32)),
    ("ops.reshape(a, (-1, a.shape[1] * a.shape[2]))", "Reshape", "reshape", (None, 32)),
    ("a.reshape((-1, 2, 16))", "Reshape", "reshape", (None, 2, 16)),
    ("d.squeeze()", "Squeeze", "squeeze", (None, 4)),
    ("d.squeeze(1)", "Squeeze", "squeeze", (None, 4)),
    ("ops.ravel(a)", "Ravel", "ravel", (None,)),
    ("ops.ravel(f)", "Ravel", "ravel", (24,)),
    ("ops.transpose(a)", "Transpose", "transpose", (4, 8, None)),
    ("ops.transpose(a, (0, 2, 1))", "Transpose", "transpose", (None, 4, 8)),
    ("ops.transpose(a, axes=[0, -1, -2])", "Transpose", "transpose", (None, 4, 8)),
    ("ops.swapaxes(a, 1, 2)", "Swapaxes", "swapaxes", (None, 4, 8)),
    ("ops.moveaxis(img, 1, -1)", "Moveaxis", "moveaxis", (None, 32, 3, 32)),
    ("ops.moveaxis(img, [1, 2], [-1, 0])", "Moveaxis", "moveaxis", (32, None, 3, 32)),
    ("ops.rot90(img, axes=(1, 2))", "Rot90", "rot90", (None, 32, 32, 3)),
    ("ops.rot90(a, k=2, axes=(1, 2))", "Rot90", "rot90", (None, 4, 8)),
    ("ops.expand_dims(b, 1)", "ExpandDims", "expand_dims", (None, 1, 4)),
    ("ops.expand_dims(b, -1)", "ExpandDims", "expand_dims", (None, 4, 1)),
    ("ops.expand_dims(b, (1, -1))", "ExpandDims", "expand_dims", (None, 1, 4, 1)),
    ("ops.squeeze(d)", "Squeeze", "squeeze", (None, 4)),
    ("ops.squeeze(d, axis=1)", "Squeeze", "squeeze", (None, 4)),
    ("ops.squeeze(d, [1])", "Squeeze", "squeeze", (None, 4)),
    ("ops.broadcast_to(b, (3, 2, 4))", "BroadcastTo", "broadcast_to", (3, 2, 4)),
    ("ops.broadcast_to(d, (None, 8, 4))", "BroadcastTo", "broadcast_to", (None, 8, 4)),
    ("ops.flip(a)", "Flip", "flip", (None, 8, 4)),
    ("ops.flip(a, axis=1)", "Flip", "flip", (None, 8, 4)),
    ("ops.roll(a, 2, axis=1)", "Roll", "roll", (None, 8, 4)),
    ("ops.roll(a, 1)", "Roll", "roll", (None, 8, 4)),
    ("ops.fliplr(a)", "Fliplr", "fliplr", (None, 8, 4)),
    ("ops.tril(m)", "Tril", "tril", (None, 3, 3)),
    ("ops.triu(m, k=1)", "Triu", "triu", (None, 3, 3)),
    ("ops.sort(a)", "Sort", "sort", (None, 8, 4)),
    ("ops.sort(f, axis=None)", "Sort", "sort", (24,)),
    ("ops.argsort(a, axis=1)", "Argsort", "argsort", (None, 8, 4)),
    ("ops.cumsum(a, axis=1)", "Cumsum", "cumsum", (None, 8, 4)),
    ("ops.cumsum(f)", "Cumsum", "cumsum", (24,)),
    ("ops.cumprod(a, axis=-1)", "Cumprod", "cumprod", (None, 8, 4)),
    ("ops.diff(a, axis=1)", "Diff", "diff", (None, 7, 4)),
    ("ops.diff(a, n=9, axis=1)", "Diff", "diff", (None, 0, 4)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_reshaping(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
