"""Activation functions, normalizations and losses, as Keras shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Expressions over the inputs of `conftest.py`; the class, the name and the shapes of the row, as measured with Keras.
FACTS = [
    ("activations.relu(b)", "ReLU", "re_lu", (None, 4)),
    ("activations.relu(b, max_value=6)", "ReLU", "re_lu", (None, 4)),
    ("activations.relu6(b)", "Relu6", "relu6", (None, 4)),
    ("activations.leaky_relu(b)", "LeakyRelu", "leaky_relu", (None, 4)),
    ("activations.elu(b)", "Elu", "elu", (None, 4)),
    ("activations.selu(b)", "Selu", "selu", (None, 4)),
    ("activations.gelu(b)", "Gelu", "gelu", (None, 4)),
    ("activations.gelu(b, approximate=True)", "Gelu", "gelu", (None, 4)),
    ("activations.silu(b)", "Silu", "silu", (None, 4)),
    ("activations.swish(b)", "Silu", "silu", (None, 4)),
    ("activations.softmax(b)", "Softmax", "softmax", (None, 4)),
    ("activations.softmax(a, axis=1)", "Softmax", "softmax", (None, 8, 4)),
    ("activations.log_softmax(b)", "LogSoftmax", "log_softmax", (None, 4)),
    ("activations.sigmoid(b)", "Sigmoid", "sigmoid", (None, 4)),
    ("activations.hard_sigmoid(b)", "HardSigmoid", "hard_sigmoid", (None, 4)),
    ("activations.log_sigmoid(b)", "LogSigmoid", "log_sigmoid", (None, 4)),
    ("activations.tanh(b)", "Tanh", "tanh", (None, 4)),
    ("activations.softplus(b)", "Softplus", "softplus", (None, 4)),
    ("activations.softsign(b)", "Softsign", "softsign", (None, 4)),
    ("activations.exponential(b)", "Exp", "exp", (None, 4)),
    ("activations.celu(b)", "Celu", "celu", (None, 4)),
    ("activations.glu(b)", "Glu", "glu", (None, 2)),
    ("activations.squareplus(b)", "Squareplus", "squareplus", (None, 4)),
    ("activations.tanh_shrink(b)", "TanhShrink", "tanh_shrink", (None, 4)),
    ("activations.soft_shrink(b)", "SoftShrink", "soft_shrink", (None, 4)),
    ("activations.hard_shrink(b)", "HardShrink", "hard_shrink", (None, 4)),
    ("activations.hard_tanh(b)", "HardTanh", "hard_tanh", (None, 4)),
    ("activations.threshold(b, 0.1, 0)", "Threshold", "threshold", (None, 4)),
    ("ops.relu(b)", "Relu", "relu", (None, 4)),
    ("ops.nn.relu(b)", "Relu", "relu", (None, 4)),
    ("ops.swish(b)", "Silu", "silu", (None, 4)),
    ("ops.hard_swish(b)", "HardSilu", "hard_silu", (None, 4)),
    ("ops.leaky_relu(b, 0.1)", "LeakyRelu", "leaky_relu", (None, 4)),
    ("ops.softmax(a, axis=(1, 2))", "Softmax", "softmax", (None, 8, 4)),
    ("ops.softmax(a, axis=None)", "Softmax", "softmax", (None, 8, 4)),
    ("ops.sparsemax(b)", "Sparsemax", "sparsemax", (None, 4)),
    ("ops.glu(a, axis=1)", "Glu", "glu", (None, 4, 4)),
    ("ops.normalize(b)", "Normalize", "normalize", (None, 4)),
    ("ops.normalize(a, axis=1, order=1)", "Normalize", "normalize", (None, 8, 4)),
    ("ops.layer_normalization(b)", "LayerNorm", "layer_norm", (None, 4)),
    ("ops.layer_normalization(b, f[0, 0], f[0, 0])", "LayerNorm", "layer_norm", (None, 4)),
    ("ops.rms_normalization(b)", "RMSNorm", "rms_norm", (None, 4)),
    ("ops.batch_normalization(b, f[0, 0], f[0, 0], axis=-1)", "BatchNorm", "batch_norm", (None, 4)),
    ("ops.batch_normalization(b, f[0, 0], f[0, 0], -1, f[0, 0], f[0, 0])", "BatchNorm", "batch_norm", (None, 4)),
    ("ops.dot_product_attention(img, img, img)", "DotProductAttention", "dot_product_attention", (None, 32, 32, 3)),
    (
        "ops.dot_product_attention(img, img, img, is_causal=True)",
        "DotProductAttention", "dot_product_attention", (None, 32, 32, 3),
    ),
    ("ops.binary_crossentropy(b, b)", "BinaryCrossentropy", "binary_crossentropy", (None, 4)),
    ("ops.categorical_crossentropy(a, a)", "CategoricalCrossentropy", "categorical_crossentropy", (None, 8)),
    (
        "ops.sparse_categorical_crossentropy(b[:, 0], b)",
        "SparseCategoricalCrossentropy", "sparse_categorical_crossentropy", (None,),
    ),
    (
        "ops.sparse_categorical_crossentropy(b[:, :1], b, from_logits=True)",
        "SparseCategoricalCrossentropy", "sparse_categorical_crossentropy", (None,),
    ),
]


@pytest.mark.parametrize(("expression", "type_", "name", "output"), FACTS, ids=[fact[0] for fact in FACTS])
def test_activations(outcome: Callable[[str], Any], expression: str, type_: str, name: str, output: Any) -> None:
    assert outcome(expression) == (type_, name, output)
