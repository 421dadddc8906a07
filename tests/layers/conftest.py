"""Layers as listings write them, on inputs of given shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sphinx_model_summary import layers
from sphinx_model_summary.derivation import step
from sphinx_model_summary.layers.terms import TERMS
from sphinx_model_summary.shape import Shape
from sphinx_model_summary.size import Size, evaluate, terms
from sphinx_model_summary.summary import Row


@dataclass(frozen=True)
class Made:
    """A layer that a call made, fit to be an inner layer of another one."""

    name: str
    trainable: bool
    layer: layers.Layer

    def infer(self, x: Any) -> layers.Inferred:
        return self.layer.infer(x)

    def copied(self) -> Made:
        return self

    def macs(self, x: Any) -> Any:
        return self.layer.macs(x)


@dataclass(frozen=True)
class Found:
    """What a layer is found to be on its input, in plain numbers."""

    output: Any
    params: int
    trainable: int
    weights: dict[str, tuple[int, ...]]
    formula: str
    symbols: str
    axes: dict[int, str]
    remark: str


def make(call: str) -> Made:
    """The layer of a call such as `Dense(3)`; layers may stand inside layers."""

    def maker(name: str) -> Callable[..., Made]:
        cls = layers.find(name)
        assert cls is not None

        def made(*positional: Any, **keywords: Any) -> Made:
            layer, common = cls.bind(positional, keywords, lambda value: value)
            snake = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", cls.__name__)).lower()
            return Made(common.name or snake, common.trainable, layer)

        return made

    made = eval(call, {name: maker(name) for name in layers.names()})  # the calls are those of these tests
    assert isinstance(made, Made)
    return made


def shaped(given: Any) -> Any:
    """A shape for a tuple of sizes, a tuple of shapes for a list of them."""
    return tuple(map(shaped, given)) if isinstance(given, list) else None if given is None else Shape(given)


def plain(output: Any) -> Any:
    """A shape as a tuple of numbers, several outputs as a list of them."""
    if isinstance(output, Shape):
        return tuple(None if size is None else int(size) for size in output)
    return [plain(one) for one in output]


def spoken(*sizes: Size) -> None:
    """Every name in a formula has words, and the formula comes to its number."""
    for size in sizes:
        assert evaluate(size.expression) == size
        for term in terms(size.expression):
            assert not term.name or term.name in TERMS or len(term.name) == 1, term


@pytest.fixture(scope="session")
def infer() -> Callable[..., Found]:
    """Give a call, the shapes that come in (a list for a list of tensors) and keywords of the layer's own call."""

    def infer(call: str, *given: Any, **options: Any) -> Found:
        layer = make(call).layer
        inputs = shaped(given[0]) if len(given) == 1 else tuple(map(shaped, given))
        weights, output = layer.infer(inputs, options)
        macs = layer.macs(inputs, options)
        spoken(*(weight.count for weight in weights), *([] if macs is None else [macs]))
        row = step(Row("row", type(layer).__name__, output, weights, layer=layer))
        for part in filter(None, (row.params, row.trainable, row.non_trainable, *(axis.formula for axis in row.axes))):
            assert eval(_as_python(part.numbers())) == part.value
        return Found(
            plain(output),
            row.params.value if row.params else 0,
            row.trainable.value if row.trainable else 0,
            {weight.name: tuple(map(int, weight.shape)) for weight in weights},
            row.params.numbers() if row.params else "",
            row.params.symbols(lambda name: TERMS.get(name, name)) if row.params else "",
            {axis.index: axis.formula.numbers() for axis in row.axes},
            str(layer.remark() or ""),
        )

    return infer


def _as_python(formula: str) -> str:
    """A formula as it is printed, for Python to work out."""
    for sign, code in {"×": "*", "−": "-", "÷": "//", "⌊": "(", "⌋": ")"}.items():
        formula = formula.replace(sign, code)
    while "⌈" in formula:
        formula = re.sub(r"⌈([^⌈⌉]*?) // ([^⌈⌉]*)⌉", r"(-(-(\1) // (\2)))", formula)
    return formula
