"""Classes of the listing on Sequential, and what a listing asks of a model's weights; numbers of Keras 3.15."""

from __future__ import annotations

import pytest

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


#: What `__init__` does with layers, and the widths of those that Keras lists, in its order.
KEPT = {
    "two lists filled in turn": (
        "self.a, self.b = [], []\n        for n in (1, 3): self.a.append(Dense(n)); self.b.append(Dense(n + 1))",
        [1, 2, 3, 4],
    ),
    "an attribute that is set anew": ("self.a = Dense(1); self.a = Dense(2); self.a = None; del self.a", [1, 2]),
    "a list is copied": ("some = [Dense(1)]; self.a = some; some.append(Dense(2))", [1]),
    "taken out": ("self.a = [Dense(1), Dense(2), Dense(3)]; self.a.pop(); del self.a[0]", [2]),
    "put in": (
        "self.a = [Dense(1)]; self.a += [Dense(2)]; self.a.extend([Dense(3)]); self.a.insert(0, Dense(4))",
        [1, 2, 3, 4],
    ),
    "in place of another": ("self.a = [Dense(1)]; self.a[0] = Dense(2)", [1]),
    "lists in lists": ("self.a = [[Dense(1)], (Dense(2),)]; self.a[0].append(Dense(3))", [1, 2, 3]),
    "a list put into a list": ("self.a = []; self.a.append([Dense(1)]); self.a[0].append(Dense(2))", [1]),
    "a dict": ("self.a = {'z': Dense(1)}; self.a['b'] = Dense(2); self.a.update({'a': Dense(3)})", [1, 2, 3]),
    "taken out of a dict": ("self.a = {1: Dense(1), 2: Dense(2)}; self.a.pop(1); self.a.setdefault(3, Dense(3))", [2]),
}


@pytest.mark.parametrize(("steps", "widths"), KEPT.values(), ids=KEPT)
def test_which_layers_a_class_keeps(steps: str, widths: list[int]) -> None:
    summary = summarize(f"""
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        {steps}
        self.widths = [one.units for one in self.layers]

model = Sequential([Input((1,)), *(Dense(n) for n in Net().widths)])
""")
    assert summary.problems == ()
    assert [row.output[-1] for row in summary.layers] == widths  # type: ignore[index]


def test_a_name_is_not_handed_to_init_by_place() -> None:
    summary = summarize("""
class Net(keras.Model):
    def __init__(self):
        super().__init__("net")
        self.dense = Dense(3)

model = Net()
""")
    assert str(summary.problems[0].message) == "Net: Keras's own __init__ has no argument 'net'"
