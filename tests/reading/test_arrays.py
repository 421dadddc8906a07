"""Widths that a listing works out with arrays."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize


@pytest.mark.parametrize(
    ("widths", "params"),
    [
        ("[int(n) for n in 2 ** np.arange(3, 5)]", [40, 144]),
        ("np.linspace(64, 16, 3).astype(int).tolist()", [320, 2600, 656]),
        ("np.array([3, 4]).astype(np.int32).tolist()", [15, 16]),
        ("np.array([3.9, 4.2]).astype('int64').copy().tolist()", [15, 16]),
        ("[np.prod((2, 4)).item(), np.prod([2, 2]).item()]", [40, 36]),
    ],
)
def test_widths_of_layers(widths: str, params: list[int]) -> None:
    summary = summarize(
        f"import numpy as np\nmodel = Sequential([Input((4,))])\nfor n in {widths}:\n    model.add(Dense(n))"
    )
    assert summary.problems == ()
    assert [row.params for row in summary.layers] == params


@pytest.mark.parametrize(
    ("width", "line", "message"),
    [
        ("np.linspace(64, 16, 3).tolist()[0]", 3, "'units' must be a positive whole number, not 64.0"),
        ("np.array([3, 4]).astype('float32').tolist()[0]", 3, "'units' must be a positive whole number, not 3.0"),
        ("np.array([3, 4]).astype(bool).tolist()[0]", 2, "which only a run of the program would know"),
        ("(2 ** np.array([3, 400])).tolist()[0]", 2, "which only a run of the program would know"),
    ],
)
def test_no_number_is_made_up(width: str, line: int, message: str) -> None:
    model = "model = Sequential([Input((4,)), Dense(units)])"
    (problem,) = summarize(f"import numpy as np\nunits = {width}\n{model}").problems
    assert problem.line == line
    assert message in str(problem.message)


def test_a_loop_over_data_fills_an_array_and_keeps_its_shape() -> None:
    summary = summarize("""
import numpy as np
matrix = np.zeros((20, 3))
for word, i in tokenizer.word_index.items():
    matrix[i] = vectors[word]
model = Sequential([Input((5,)), Embedding(20, matrix.shape[1], weights=[matrix])])
""")
    assert summary.problems == ()
    assert [row.params for row in summary.layers] == [60]


def test_an_array_of_a_size_that_is_not_known_tells_why() -> None:
    summary = summarize("import numpy as np\nmatrix = np.zeros((len(words), 3))\nInput((4,))\nDense(matrix.shape[1])")
    assert str(summary.problems[0].message) == "'words' is not defined"
