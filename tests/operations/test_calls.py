"""Taking calls apart: tensors by place or by name, constants, lists, and what is left for the operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from sphinx_model_summary import layers, operations
from sphinx_model_summary.operations import Call, Operation, read_call
from sphinx_model_summary.problems import Code, Refused
from sphinx_model_summary.shape import Shape


class Tensor:
    """A stand-in for a symbolic tensor."""


X, Y, Z = Tensor(), Tensor(), Tensor()


def read(function: str, *positional: Any, **keywords: Any) -> Call:
    kind = operations.FUNCTIONS[function]
    return read_call(kind, positional, keywords, lambda value: isinstance(value, Tensor), lambda value: value)


@pytest.mark.parametrize(
    ("call", "arguments", "inputs"),
    [
        (read("add", X, Y), (X, Y), (X, Y)),
        (read("add", x2=X, x1=Y), (Y, X), (Y, X)),
        (read("subtract", 1, X), (Shape(), X), (X,)),
        (read("matmul", X, Shape((4, 5))), (X, Shape((4, 5))), (X,)),
        (read("concatenate", [X, Y, X], axis=-1), (X, Y, X), (X, Y, X)),
        (read("einsum", "ij,jk,kl->il", X, Y, Z), (X, Y, Z), (X, Y, Z)),
        (read("take", X, [[0, 1], [2, 3], [4, 5]], axis=1), (X, Shape((3, 2))), (X,)),
        (read("average", X, 1, Y), (X, Y), (X, Y)),
        (read("average", X, axis=1), (X, None), (X,)),
        (read("batch_normalization", X, Y, Z, -1, scale=Y), (X, Y, Z, None, Y), (X, Y, Z, Y)),
    ],
)
def test_tensors(call: Call, arguments: Any, inputs: tuple[Tensor, ...]) -> None:
    assert call.arguments == arguments
    assert call.inputs == inputs


@pytest.mark.parametrize(
    ("function", "positional", "keywords", "code"),
    [
        ("add", (X,), {}, Code.MISSING_ARGUMENT),
        ("add", (X, Y, Z), {}, Code.UNKNOWN_ARGUMENT),
        ("add", (X, Y), {"x1": Z}, Code.INVALID_ARGUMENT),
        ("add", (1, 2), {}, Code.UNKNOWN_VALUE),
        ("mean", (X,), {"axes": 1}, Code.UNKNOWN_ARGUMENT),
        ("mean", (3,), {}, Code.INVALID_INPUT),
        ("stack", (X,), {}, Code.INVALID_INPUT),
        ("take", (X, [[1], [2, 3]]), {}, Code.INVALID_INPUT),
    ],
)
def test_refused(function: str, positional: tuple[Any, ...], keywords: Mapping[str, Any], code: Code) -> None:
    with pytest.raises(Refused) as refused:
        read(function, *positional, **keywords)
    assert refused.value.code == code


KINDS = sorted({*operations.FUNCTIONS.values(), *operations.ACTIVATIONS.values()}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS)
def test_every_operation_says_what_it_does(kind: type[Operation]) -> None:
    assert kind.about.endswith(".")
    assert kind.weightless.endswith(".")
    assert set(kind.tensors) & set(kind.signature())
    assert not {*kind.optional, *kind.numbers, *kind.literals, *kind.lists} - set(kind.tensors)


def test_operations_are_no_layers() -> None:
    assert not {cls for cls in layers.catalogue() if issubclass(cls, Operation)}
    assert len({kind.__name__ for kind in KINDS}) == len(KINDS)


def test_a_formula_tells_of_its_own_step() -> None:
    call = read("reshape", X, (-1, 6))
    halves = Shape((4, Shape((8,))[0] // 2))  # type: ignore[operator]
    (first, second) = call.operation.infer(Shape((halves[0], halves[1], 3))).output
    assert (str(first), second) == ("8", 6)
    assert str(first.expression).count("4") == 2


def test_what_is_not_read_is_not_there() -> None:
    assert not operations.NOT_READ & set(operations.FUNCTIONS)
    assert not operations.CONCRETE_ACTIVATIONS & set(operations.ACTIVATIONS)
