"""Which attributes layers and models of Keras have, where a listing asks before it looks."""

from __future__ import annotations

from typing import Any

from ..layers import Layer
from ..model import MadeLayer, Model, Operation, OwnLayer, OwnModel
from ..problems import Code, Refused, say
from .inert import INERT

#: What every layer has; a model is one.
_ALL = frozenset(
    "activity_regularizer add_loss add_weight autocast build built call compute_dtype compute_mask "
    "compute_output_shape count_params dtype dtype_policy from_config get_config get_weights input_spec losses metrics "
    "name non_trainable_variables non_trainable_weights path quantize set_weights supports_masking trainable "
    "trainable_variables trainable_weights variable_dtype variables weights".split()
)
_OF_MODELS = frozenset(
    "layers fit compile predict evaluate summary save get_layer optimizer loss save_weights load_weights to_json "
    "stop_training export".split()
)
#: What only some layers have.
_OF_SOME = frozenset(
    "kernel bias gamma beta moving_mean moving_variance embeddings recurrent_kernel depthwise_kernel pointwise_kernel "
    "filters units kernel_size strides padding pool_size dilation_rate rate momentum use_bias activation input_dim "
    "output_dim return_sequences kernel_regularizer bias_regularizer kernel_initializer bias_initializer "
    "kernel_constraint depthwise_regularizer pointwise_regularizer recurrent_regularizer gamma_regularizer "
    "beta_regularizer".split()
)
#: The arguments that leave a weight out; Keras keeps its name all the same.
_SWITCHES = {"bias": ("use_bias", "bias_axes"), "gamma": ("scale",), "beta": ("center",)}
#: What Keras keeps in another form than one of these types, in which it is here.
_REFORMED: dict[str, type] = {"axis": tuple, "bin_boundaries": int}
#: Arguments of this kind are kept under their names, though their values are not followed.
_KEPT = ("initializer", "regularizer", "constraint", "activation")


def argument_of(layer: Layer, name: str) -> Any:
    """The value of an argument, inert where Keras keeps it under its name in another form; None where it may not."""
    found = next((one for one in layer.arguments() if one.name == name), None)
    if found is None or found.inert:
        return INERT if found is not None and name.endswith(_KEPT) else None
    value = getattr(layer, found.field)
    if isinstance(value, _REFORMED.get(name, ())):
        return INERT
    return value[0] if _is_pair(value) else value


def _is_pair(value: Any) -> bool:
    """Whether a value is the one pair for the one axis of a layer, which Keras keeps without brackets around it."""
    return isinstance(value, tuple) and len(value) == 1 and type(value[0]) is tuple


def has_attribute(operation: Operation, name: str) -> bool | None:
    """Whether a layer or model has an attribute of this name; None where looking shows it.

    :raises Refused: where it is not certain.
    """
    if name in _ALL:
        return True
    if isinstance(operation, (OwnLayer, OwnModel)) or name in ("input", "output"):
        return None
    if isinstance(operation, Model):
        return True if name in _OF_MODELS else False if name in _OF_SOME or name == "layer" else None
    if name in ("input_shape", "output_shape"):
        return False
    if name in _OF_MODELS:
        return isinstance(operation, MadeLayer) and any(one.name == name for one in operation.layer.arguments())
    told = _of_layer(operation, name) if isinstance(operation, MadeLayer) else name not in _OF_SOME and None
    if told is None:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("this is only known when the program runs"),
            say("write the value itself into the listing"),
        )
    return told


def _of_layer(operation: MadeLayer, name: str) -> bool | None:
    """The same for a layer of the catalogue: an argument, a weight, or nothing of the kind."""
    arguments = {one.name: one for one in operation.layer.arguments()}
    argument = arguments.get(name)
    if operation.layer.composite:
        return None
    if any(one.weight.name == name for one in operation.built or ()):
        return True
    if argument is not None:
        return True if name in _OF_SOME or name.endswith(_KEPT) else None
    if not arguments.keys().isdisjoint(_SWITCHES.get(name, ())):
        return None
    return False if name in _OF_SOME or name == "layer" else None
