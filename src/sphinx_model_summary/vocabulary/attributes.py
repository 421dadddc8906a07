"""Which attributes layers and models of Keras have, where a listing asks before it looks."""

from __future__ import annotations

from typing import Any

from ..layers import Layer
from ..model import MadeLayer, Model, Operation, OwnLayer, OwnModel
from ..problems import Code, Refused, Text, say
from .inert import INERT

#: What every layer has; a model is one.
_ALL = frozenset(
    "activity_regularizer add_loss add_metric add_variable add_weight autocast build build_from_config built call "
    "call_signature_parameters compute_dtype compute_mask compute_output_shape compute_output_spec count_params dtype "
    "dtype_policy from_config get_build_config get_config get_weights input_dtype input_spec load_own_variables "
    "losses metrics metrics_variables name non_trainable_variables non_trainable_weights path quantization_mode "
    "quantize quantized_build quantized_call rematerialized_call save_own_variables set_weights stateless_call "
    "supports_jit supports_masking symbolic_call trainable trainable_variables trainable_weights variable_dtype "
    "variables weights".split()
)
#: What models have beside that.
_OF_MODELS = frozenset(
    "compile compile_from_config compiled compute_loss compute_loss_and_updates compute_metrics evaluate export fit "
    "get_compile_config get_layer get_metrics_result get_quantization_layer_structure get_state_tree inputs "
    "jax_state_sync jit_compile layers load_weights loss make_predict_function make_test_function make_train_function "
    "metrics_names optimizer outputs predict predict_function predict_on_batch predict_step reset_metrics run_eagerly "
    "save save_weights set_state_tree stateless_compute_loss steps_per_execution stop_training summary test_function "
    "test_on_batch test_step to_json train_function train_on_batch train_step".split()
)
#: What only some layers have.
_OF_SOME = frozenset(
    "kernel bias gamma beta moving_mean moving_variance embeddings recurrent_kernel depthwise_kernel pointwise_kernel "
    "filters units kernel_size strides padding pool_size dilation_rate rate momentum use_bias activation input_dim "
    "output_dim return_sequences kernel_regularizer bias_regularizer kernel_initializer bias_initializer "
    "kernel_constraint depthwise_regularizer pointwise_regularizer recurrent_regularizer gamma_regularizer "
    "beta_regularizer cells forward_layer backward_layer".split()
)
#: What one layer or another has beside that.
_OF_FEW = frozenset(
    "adapt alpha alpha_constraint alpha_initializer alpha_regularizer antialias arguments attention_axes axes axis "
    "backend batch_shape beta_constraint beta_initializer bias_axes bias_constraint bin_boundaries "
    "bounding_box_format cell center concat_score_weight convert_weight convolution_op crop_to_aspect_ratio "
    "cropping data_format depth_multiplier depthwise_constraint depthwise_initializer dims dropout "
    "embeddings_constraint embeddings_initializer embeddings_regularizer enable_lora epsilon equation expand_dims "
    "factor feature_dim fft_length fill_mode fill_value finalize_state frame_length frame_step function "
    "gamma_constraint gamma_initializer generator get_clipped_bbox get_dropout_mask get_initial_state "
    "get_random_transformation get_recurrent_dropout_mask get_shifted_bbox get_transformed_x_y go_backwards "
    "gptq_unpacked_column_size groups head_dim height height_axis height_factor height_lower height_upper imag_kernel "
    "implementation inner_loop input_mean input_variance interpolation invert keepdims kernel_shape key_dense key_dim "
    "l1 l2 layer linear_to_mel_weight_matrix logit_soft_cap lora_alpha lora_enabled lora_rank mag_exp mask mask_value "
    "mask_zero max_freq max_value mean merge_mode min_freq min_power mode moving_mean_initializer "
    "moving_variance_initializer n negative_slope noise_shape normalize normalized_weights num_bins num_heads "
    "num_key_value_heads num_mel_bins num_query_heads num_repeats num_tokens offset optional output_dense "
    "output_dtype output_mode output_padding output_size pad_to_aspect_ratio partial_output_shape periodic "
    "pointwise_constraint pointwise_initializer pool_mode power_iterations power_to_db quantization_config "
    "query_dense ragged rank real_kernel recurrent_activation recurrent_constraint recurrent_dropout "
    "recurrent_initializer ref_power renorm renorm_clipping renorm_momentum reset_after reset_dropout_mask "
    "reset_recurrent_dropout_mask reset_state reset_states return_state reverse_dtype rms_scaling sampling_rate scale "
    "scaling score_mode seed seed_generator sequence_length sequence_stride shared_axes single_state size "
    "sliding_window sparse state_size stateful states stddev synchronized target_shape threshold tie_weights top_db "
    "transform_bounding_boxes transform_images transform_labels transform_segmentation_masks "
    "transform_single_bounding_box transform_single_image transform_single_label transform_single_segmentation_mask "
    "unit_forget_bias unroll update_state use_cudnn use_gate use_scale value_dense value_dim value_range "
    "variable_serialization_spec variance vector_u width width_axis width_factor width_lower width_upper window "
    "zero_output_for_mask".split()
)
#: The arguments that leave a weight out; Keras keeps its name all the same.
_SWITCHES = {
    "bias": ("use_bias", "bias_axes"), "gamma": ("scale",), "beta": ("center",),
    "moving_mean": ("moving_mean_initializer",), "moving_variance": ("moving_variance_initializer",),
}  # fmt: skip
#: What Keras keeps in another form than one of these types, in which it is here.
_REFORMED: dict[str, type] = {"axis": tuple, "bin_boundaries": int, "shared_axes": tuple}
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
    if name == "data_format" and value is None:
        return "channels_last"
    if isinstance(value, tuple) and value and all(isinstance(one, Operation) for one in value):
        return list(value)
    return value[0] if _is_pair(value) else value


def not_read(operation: Operation, name: str, called: Text) -> Refused:
    """The refusal of an attribute: it is not there, or not read here."""
    if isinstance(operation, Model):
        there = name in _ALL or name in _OF_MODELS or name in ("operations", "output_names")
    else:
        arguments = {one.name for one in operation.layer.arguments()} if isinstance(operation, MadeLayer) else ()
        there = name in _ALL or name in _OF_FEW or name in arguments
        there = there or (isinstance(operation, MadeLayer) and _of_layer(operation, name) is None and name in _OF_SOME)
    if there and not isinstance(operation, (OwnLayer, OwnModel)):
        message = say("'{module}.{name}' is not read here", module=operation.name, name=name)
        return Refused(Code.UNKNOWN_VALUE, message, say("write the value itself into the listing"))
    return Refused(Code.UNKNOWN_NAME, say("{kind} has no attribute '{name}'", kind=called, name=name))


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
