"""The multiply-accumulates in the program that JAX makes of a model: its products of tensors and its convolutions."""

from __future__ import annotations

import math
import os
import warnings
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "jax")

import jax
import keras
from jax.interpreters import partial_eval

from .measurement import without_costly_numbers


def program_of(listing: str) -> Any:
    """The program of a prediction for one example by the listing's `model`; None where JAX alone cannot make it."""
    keras.backend.clear_session(free_memory=False)
    keras.config.set_dtype_policy("float32")
    space: dict[str, Any] = {"__name__": "listing"}
    with warnings.catch_warnings(), without_costly_numbers():
        warnings.simplefilter("ignore")
        try:
            exec(compile(listing, "listing", "exec"), space)
            return _program(space["model"])
        # Layers that need TensorFlow, sizes that are left open, models without inputs of their own.
        except (ImportError, TypeError, ValueError, AttributeError):
            return None


def _program(model: Any) -> Any:
    inputs = [jax.ShapeDtypeStruct((1, *one.shape[1:]), one.dtype) for one in model.inputs]
    variables = [[one.value for one in some] for some in (model.trainable_variables, model.non_trainable_variables)]

    structure = (getattr(model, "_functional", None) or model)._inputs_struct

    def predict(*tensors: Any) -> Any:
        given = keras.tree.pack_sequence_as(structure, list(tensors))
        return model.stateless_call(*variables, given, training=False)[0]

    program = jax.make_jaxpr(predict)(*inputs).jaxpr
    # Keras takes a step beforehand to see what comes out of it; nothing needs that one.
    return partial_eval.dce_jaxpr(program, [True] * len(program.outvars))[0]


def products(program: Any) -> int:
    """How many multiply-accumulates there are in a program."""
    return sum(map(_step, program.eqns))


def _step(step: Any) -> int:
    parameters = step.params
    match step.primitive.name:
        case "dot_general":
            ((along, _), _), left = parameters["dimension_numbers"], step.invars[0].aval.shape
            return math.prod(step.outvars[0].aval.shape) * math.prod(left[axis] for axis in along)
        case "conv_general_dilated":
            return _convolution(step)
        case "scan":
            return int(parameters["length"]) * products(parameters["jaxpr"].jaxpr)
        case "while":
            inside = products(parameters["body_jaxpr"].jaxpr)
            assert not inside, "how often a loop runs is not known"
            return 0
        case "cond":
            return max(products(branch.jaxpr) for branch in parameters["branches"])
    inner = (parameters[name] for name in ("jaxpr", "call_jaxpr", "fun_jaxpr") if name in parameters)
    return sum(products(getattr(one, "jaxpr", one)) for one in inner)


def _convolution(step: Any) -> int:
    kernel, numbers = step.invars[1].aval.shape, step.params["dimension_numbers"]
    window = math.prod(kernel[axis] for axis in numbers.rhs_spec[2:])
    if max(step.params["lhs_dilation"]) > 1:  # backwards: every value that comes in is spread over a window
        return math.prod(step.invars[0].aval.shape) * window * kernel[numbers.rhs_spec[0]]
    return math.prod(step.outvars[0].aval.shape) * window * kernel[numbers.rhs_spec[1]]
