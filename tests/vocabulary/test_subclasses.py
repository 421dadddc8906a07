"""Classes of the listing on Sequential, and what a listing asks of a model's weights; numbers of Keras 3.15."""

from __future__ import annotations

from sphinx_model_summary import summarize


def test_a_subclass_of_sequential() -> None:
    summary = summarize("""
class Stack(keras.Sequential):
    def __init__(self):
        super().__init__([keras.Input((3,)), layers.Dense(4)])
        self.add(layers.Dense(5))

inner = Stack()
model = keras.Sequential([keras.Input((3,)), inner, layers.Dense(2)])
""")
    assert summary.problems == ()
    assert [(row.name, row.type, int(row.params)) for row in summary.layers] == [
        ("stack", "Stack", 41), ("dense_2", "Dense", 12),
    ]  # fmt: skip


def test_weights_as_values() -> None:
    summary = summarize("""
base = Sequential([Input((3,)), Dense(4), Dense(5)])
count, several, first = base.count_params(), len(base.trainable_weights), base.layers[0]
model = Sequential([base, Dense(count), Dense(several), Dense(first.kernel.shape[0]), Dense(first.count_params())])
""")
    assert summary.problems == ()
    assert [int(row.output[-1]) for row in summary.layers] == [5, 41, 4, 3, 16]  # type: ignore[arg-type, index]


def test_weights_before_there_are_any() -> None:
    summary = summarize("layer = Dense(3)\nmodel = Sequential([Input((3,)), Dense(layer.count_params())])")
    assert str(summary.problems[0].message) == "'dense' has no weights yet"
