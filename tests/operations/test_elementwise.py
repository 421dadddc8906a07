"""Operations element by element, and operators, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("b + 1", "Add", "add", (None, 4)),
    ("1 - b", "Subtract", "subtract", (None, 4)),
    ("a * b", "Multiply", "multiply", (None, 8, 4)),
    ("a / d", "TrueDivide", "true_divide", (None, 8, 4)),
    ("a // 2", "FloorDivide", "floor_divide", (None, 8, 4)),
    ("2 ** b", "Power", "power", (None, 4)),
    ("a % d", "Mod", "mod", (None, 8, 4)),
    ("-a", "Negative", "negative", (None, 8, 4)),
    ("~(b > 0)", "LogicalNot", "logical_not", (None, 4)),
    ("abs(b)", "Absolute", "absolute", (None, 4)),
    ("round(b)", "Round", "round", (None, 4)),
    ("b != 0", "NotEqual", "not_equal", (None, 4)),
    ("b < 1", "Less", "less", (None, 4)),
    ("3 >= b", "LessEqual", "less_equal", (None, 4)),
    ("(b > 0) & (b < 1)", "LogicalAnd", "logical_and", (None, 4)),
    ("(b > 0) | True", "LogicalOr", "logical_or", (None, 4)),
    ("True ^ (b > 0)", "LogicalXor", "logical_xor", (None, 4)),
    ("a - ops.mean(a, axis=1, keepdims=True)", "Subtract", "subtract", (None, 8, 4)),
    ("c + c[:, :1]", "Add", "add", (None, None, 6)),
    ("f + 1.5", "Add", "add", (2, 3, 4)),
    ("f[0] * a[:, :3]", "Multiply", "multiply", (None, 3, 4)),
    ("ops.add(a, b)", "Add", "add", (None, 8, 4)),
    ("ops.add(x1=b, x2=2)", "Add", "add", (None, 4)),
    ("ops.subtract(1, b)", "Subtract", "subtract", (None, 4)),
    ("ops.numpy.multiply(a, d)", "Multiply", "multiply", (None, 8, 4)),
    ("ops.divide(a, d)", "Divide", "divide", (None, 8, 4)),
    ("ops.true_divide(a, 2)", "TrueDivide", "true_divide", (None, 8, 4)),
    ("ops.divide_no_nan(b, b)", "DivideNoNan", "divide_no_nan", (None, 4)),
    ("ops.maximum(b, 0)", "Maximum", "maximum", (None, 4)),
    ("ops.minimum(0.5, b)", "Minimum", "minimum", (None, 4)),
    ("ops.power(b, 2)", "Power", "power", (None, 4)),
    ("ops.equal(b, b)", "Equal", "equal", (None, 4)),
    ("ops.logical_and(b > 0, b < 1)", "LogicalAnd", "logical_and", (None, 4)),
    ("ops.arctan2(b, b)", "Arctan2", "arctan2", (None, 4)),
    ("ops.isclose(b, 1.0, rtol=1e-3)", "Isclose", "isclose", (None, 4)),
    ("ops.logaddexp(b, b)", "Logaddexp", "logaddexp", (None, 4)),
    ("ops.abs(b)", "Absolute", "absolute", (None, 4)),
    ("ops.absolute(b)", "Absolute", "absolute", (None, 4)),
    ("ops.numpy.sqrt(b)", "Sqrt", "sqrt", (None, 4)),
    ("ops.square(a)", "Square", "square", (None, 8, 4)),
    ("ops.exp(a)", "Exp", "exp", (None, 8, 4)),
    ("ops.log(a)", "Log", "log", (None, 8, 4)),
    ("ops.log1p(a)", "Log1p", "log1p", (None, 8, 4)),
    ("ops.expm1(a)", "Expm1", "expm1", (None, 8, 4)),
    ("ops.rsqrt(a)", "Rsqrt", "rsqrt", (None, 8, 4)),
    ("ops.erf(a)", "Erf", "erf", (None, 8, 4)),
    ("ops.sin(a)", "Sin", "sin", (None, 8, 4)),
    ("ops.cos(a)", "Cos", "cos", (None, 8, 4)),
    ("ops.floor(a)", "Floor", "floor", (None, 8, 4)),
    ("ops.ceil(a)", "Ceil", "ceil", (None, 8, 4)),
    ("ops.round(a, 2)", "Round", "round", (None, 8, 4)),
    ("ops.sign(a)", "Sign", "sign", (None, 8, 4)),
    ("ops.negative(a)", "Negative", "negative", (None, 8, 4)),
    ("ops.logical_not(a > 0)", "LogicalNot", "logical_not", (None, 8, 4)),
    ("ops.isnan(a)", "Isnan", "isnan", (None, 8, 4)),
    ("ops.conj(a)", "Conjugate", "conjugate", (None, 8, 4)),
    ("ops.nan_to_num(a, nan=1.0)", "NanToNum", "nan_to_num", (None, 8, 4)),
    ("ops.clip(a, 0, 6)", "Clip", "clip", (None, 8, 4)),
    ("ops.clip(a, x_min=0, x_max=None)", "Clip", "clip", (None, 8, 4)),
    ('ops.cast(a, "int32")', "Cast", "cast", (None, 8, 4)),
    ('ops.cast(a, dtype="float16")', "Cast", "cast", (None, 8, 4)),
    ("ops.convert_to_tensor(a)", "ConvertToTensor", "convert_to_tensor", (None, 8, 4)),
    ("ops.stop_gradient(a)", "StopGradient", "stop_gradient", (None, 8, 4)),
    ("ops.copy(a)", "Copy", "copy", (None, 8, 4)),
    ("ops.zeros_like(a)", "ZerosLike", "zeros_like", (None, 8, 4)),
    ('ops.ones_like(a, dtype="int32")', "OnesLike", "ones_like", (None, 8, 4)),
    ("ops.full_like(a, 7)", "FullLike", "full_like", (None, 8, 4)),
    ("ops.where(a > 0, a, 0.0)", "Where", "where", (None, 8, 4)),
    ("ops.where(b > 0, a, 1)", "Where", "where", (None, 8, 4)),
    ("ops.where(a > 0)", "Where", "where", (None, 8, 4)),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_elementwise(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
