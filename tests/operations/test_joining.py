"""Operations that join, split, repeat and pad, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("ops.concatenate([a, d], axis=1)", "Concatenate", "concatenate", (None, 9, 4)),
    ("ops.concatenate([a, a])", "Concatenate", "concatenate", (None, 8, 4)),
    ("ops.concatenate((a, c[:, :, :4]), axis=1)", "Concatenate", "concatenate", (None, None, 4)),
    ("ops.concatenate([c[:, :, :4], a], 2)", "Concatenate", "concatenate", (None, None, 8)),
    ("ops.concatenate([a], axis=-1)", "Concatenate", "concatenate", (None, 8, 4)),
    ("ops.stack([b, b])", "Stack", "stack", (2, None, 4)),
    ("ops.stack([b, b, b], axis=1)", "Stack", "stack", (None, 3, 4)),
    ("ops.stack([b, b], axis=-1)", "Stack", "stack", (None, 4, 2)),
    ("ops.hstack([a, d])", "Hstack", "hstack", (None, 9, 4)),
    ("ops.vstack([b, b])", "Vstack", "vstack", (None, 4)),
    ("ops.dstack([b, b])", "Dstack", "dstack", (None, 4, 2)),
    ("ops.append(b, b)", "Append", "append", (None,)),
    ("ops.append(a, d, axis=1)", "Append", "append", (None, 9, 4)),
    ("ops.split(a, 2, axis=1)", "Split", "split", [(None, 4, 4), (None, 4, 4)]),
    ("ops.split(a, [3], axis=1)", "Split", "split", [(None, 3, 4), (None, 5, 4)]),
    ("ops.split(a, (2, 5), axis=1)", "Split", "split", [(None, 2, 4), (None, 3, 4), (None, 3, 4)]),
    ("ops.split(a, 4, -1)", "Split", "split", [(None, 8, 1), (None, 8, 1), (None, 8, 1), (None, 8, 1)]),
    ("ops.split(a, 2)", "Split", "split", [(None, 8, 4), (None, 8, 4)]),
    ("ops.split(c, 2, axis=1)", "Split", "split", [(None, None, 6), (None, None, 6)]),
    ("ops.split(c, [3], axis=1)", "Split", "split", [(None, 3, 6), (None, None, 6)]),
    ("ops.split(a, 1, axis=1)", "Split", "split", (None, 8, 4)),
    ("ops.split(a, 2, axis=1)[1]", "Split", "split", [(None, 4, 4), (None, 4, 4)]),
    ("ops.array_split(a, 3, axis=1)", "ArraySplit", "array_split", [(None, 3, 4), (None, 3, 4), (None, 2, 4)]),
    ("ops.hsplit(a, 2)", "Hsplit", "hsplit", [(None, 4, 4), (None, 4, 4)]),
    ("ops.dsplit(a, 2)", "Dsplit", "dsplit", [(None, 8, 2), (None, 8, 2)]),
    ("ops.vsplit(f, 2)", "Vsplit", "vsplit", [(1, 3, 4), (1, 3, 4)]),
    (
        "ops.unstack(a, axis=1)",
        "Unstack", "unstack", [(None, 4), (None, 4), (None, 4), (None, 4), (None, 4), (None, 4), (None, 4), (None, 4)],
    ),
    ("ops.unstack(c, 3, axis=1)", "Unstack", "unstack", [(None, 6), (None, 6), (None, 6)]),
    ("ops.unstack(a, 2)", "Unstack", "unstack", [(8, 4), (8, 4)]),
    ("ops.tile(b, 2)", "Tile", "tile", (None, 8)),
    ("ops.tile(b, [1, 3])", "Tile", "tile", (None, 12)),
    ("ops.tile(b, (2, 1, 3))", "Tile", "tile", (2, None, 12)),
    ("ops.repeat(a, 3, axis=1)", "Repeat", "repeat", (None, 24, 4)),
    ("ops.repeat(c, 3, axis=1)", "Repeat", "repeat", (None, None, 6)),
    ("ops.repeat(f, 2)", "Repeat", "repeat", (48,)),
    ("ops.repeat(b, [1, 2, 3, 4], axis=1)", "Repeat", "repeat", (None, 10)),
    ("ops.repeat(b, 2)", "Repeat", "repeat", (None,)),
    ("ops.pad(b, 1)", "Pad", "pad", (None, 6)),
    ("ops.pad(b, (1, 2))", "Pad", "pad", (None, 7)),
    ("ops.pad(b, [[0, 0], [2, 3]])", "Pad", "pad", (None, 9)),
    ('ops.pad(img, ((0, 0), (1, 1), (2, 2), (0, 0)), mode="reflect")', "Pad", "pad", (None, 34, 36, 3)),
    ("ops.pad(b, 1, constant_values=7)", "Pad", "pad", (None, 6)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_joining(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
