"""The names of terms in formulas, in plain English words; a single letter (an axis of an equation) names itself."""

from __future__ import annotations

from ..problems import mark

TERMS: dict[str, str] = {
    # What comes in.
    "input_length": mark("input length"),
    "input_height": mark("input height"),
    "input_width": mark("input width"),
    "input_depth": mark("input depth"),
    "input_channels": mark("input channels"),
    "inputs": mark("inputs"),
    "height": mark("height"),
    "width": mark("width"),
    "depth": mark("depth"),
    "channels": mark("channels"),
    "features": mark("features"),
    "axis_1": mark("first axis"),
    "axis_2": mark("second axis"),
    # Windows.
    "kernel_length": mark("kernel length"),
    "kernel_height": mark("kernel height"),
    "kernel_width": mark("kernel width"),
    "kernel_depth": mark("kernel depth"),
    "stride_length": mark("stride"),
    "stride_height": mark("vertical stride"),
    "stride_width": mark("horizontal stride"),
    "stride_depth": mark("stride in depth"),
    "dilation_length": mark("dilation"),
    "dilation_height": mark("vertical dilation"),
    "dilation_width": mark("horizontal dilation"),
    "dilation_depth": mark("dilation in depth"),
    "output_padding_length": mark("output padding"),
    "output_padding_height": mark("vertical output padding"),
    "output_padding_width": mark("horizontal output padding"),
    "output_padding_depth": mark("output padding in depth"),
    "pool_length": mark("pool length"),
    "pool_height": mark("pool height"),
    "pool_width": mark("pool width"),
    "pool_depth": mark("pool depth"),
    # What comes out.
    "filters": mark("filters"),
    "groups": mark("groups"),
    "depth_multiplier": mark("depth multiplier"),
    "units": mark("units"),
    "biases": mark("biases"),
    "gates": mark("gates"),
    "vocabulary": mark("vocabulary size"),
    "embedding": mark("embedding size"),
    "rank": mark("rank"),
    "repetitions": mark("repetitions"),
    # Edges and enlarging.
    "start": mark("start"),
    "end": mark("end"),
    "front": mark("front"),
    "back": mark("back"),
    "top": mark("top"),
    "bottom": mark("bottom"),
    "left": mark("left"),
    "right": mark("right"),
    "factor_length": mark("factor"),
    "factor_height": mark("vertical factor"),
    "factor_width": mark("horizontal factor"),
    "factor_depth": mark("factor in depth"),
    # Sequences.
    "bias_sets": mark("sets of biases"),
    "directions": mark("directions"),
    "axis_3": mark("third axis"),
    "axis_4": mark("fourth axis"),
    # Attention.
    "heads": mark("heads"),
    "key_dim": mark("key size"),
    "value_dim": mark("value size"),
    "query_heads": mark("query heads"),
    "key_value_heads": mark("key and value heads"),
    "head_dim": mark("head size"),
    "query_features": mark("query features"),
    "key_features": mark("key features"),
    "value_features": mark("value features"),
    "output_features": mark("output features"),
    # Categories, words and signals.
    "categories": mark("categories"),
    "boundaries": mark("boundaries"),
    "bins": mark("bins"),
    "special_entries": mark("special entries"),
    "unknown_entries": mark("entries for unknown words"),
    "max_tokens": mark("largest vocabulary size"),
    "sequence_length": mark("sequence length"),
    "samples": mark("samples"),
    "frame_length": mark("frame length"),
    "fft_length": mark("length of the Fourier transform"),
    "stride": mark("stride"),
    "mel_bins": mark("mel bands"),
}

#: Those of which costs are made.
COST_TERMS: dict[str, str] = {
    "output_length": mark("output length"),
    "output_height": mark("output height"),
    "output_width": mark("output width"),
    "output_depth": mark("output depth"),
    "steps": mark("steps"),
    "frames": mark("frames"),
    "positions": mark("positions"),
    "queries": mark("queries"),
    "keys": mark("keys"),
    "bytes": mark("bytes for each number"),
    "field_before": mark("receptive field before"),
    "strides_before": mark("strides so far"),
}


def english(name: str) -> str:
    """The plain English word for a term."""
    return TERMS.get(name) or COST_TERMS.get(name) or name.replace("_", " ")
