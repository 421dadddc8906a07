"""Values that layers' arguments are drawn from, as source text: those that fit, and those that never do."""

from __future__ import annotations

from hypothesis import strategies as st

from sphinx_model_summary.layers import Layer
from sphinx_model_summary.layers.signature import Argument

Text = st.SearchStrategy[str]

#: What fits nowhere, or almost: each argument meets them now and then.
ODD = st.sampled_from(
    ["0", "-1", "2.5", "True", "None", '"same"', '"foo"', "()", "[]", "(1, 2)", "(2, 1, 2, 1)", "[3]", "1", "4"]
)
BOOLEANS = st.sampled_from(["True", "False"])


def numbers(least: int, most: int) -> Text:
    """Whole numbers."""
    return st.integers(least, most).map(str)


def words(*choices: str) -> Text:
    """Words, in quotes; now and then in capitals."""
    return st.sampled_from([*choices] * 6 + [choices[0].upper()]).map(lambda word: f'"{word}"')


def tuples(one: Text, least: int, most: int | None = None) -> Text:
    """Tuples, or now and then lists."""
    parts = st.lists(one, min_size=least, max_size=least if most is None else most)
    return st.builds(
        lambda items, brackets: f"[{', '.join(items)}]" if brackets else f"({''.join(f'{item}, ' for item in items)})",
        parts, st.integers(0, 4).map(lambda number: number == 0),
    )  # fmt: skip


def each(one: Text, rank: int) -> Text:
    """One value for every axis, or one each."""
    return st.one_of(one, tuples(one, rank))


def _sides(rank: int) -> Text:
    few = numbers(0, 3)
    return st.one_of(few, tuples(few, rank), tuples(tuples(few, 2), rank))


RATES = st.sampled_from(["0.5", "0.2", "0.0", "0", "1", "0.1"])
FORMATS = st.sampled_from(['"channels_last"', '"channels_first"', "None"])
AXES = st.sampled_from(["-1", "1", "2", "(1, 2)", "[-1]", "[-2, -1]", "3", "-2", "(1,)", "None", "[1, 2, 3]"])
VALUES: dict[str, Text] = {
    "filters": st.sampled_from(["1", "4", "6", "8", "12", "16", "32"]),
    "units": st.sampled_from(["1", "2", "3", "5", "10", "16", "64"]),
    "groups": st.sampled_from(["1", "1", "2", "3", "4", "-1"]),
    "padding": words("same", "valid", "same", "causal"),
    "data_format": FORMATS,
    "depth_multiplier": numbers(1, 3),
    "rate": RATES, "dropout": RATES, "recurrent_dropout": RATES, "stddev": RATES,
    "axis": AXES, "axes": st.one_of(AXES, tuples(numbers(-3, 3), 2)),
    "shared_axes": st.sampled_from(["None", "[1, 2]", "[1]", "1", "(1, 2, 3)", "[2]", "[-1]", "(3,)"]),
    "attention_axes": st.sampled_from(["None", "None", "1", "(1, 2)", "[1, 2]", "(2,)", "(2, 3)"]),
    "units_": numbers(1, 9), "input_dim": numbers(1, 40), "output_dim": numbers(1, 9),
    "n": numbers(1, 5), "height": numbers(1, 20), "width": numbers(1, 20),
    "num_heads": numbers(1, 4), "key_dim": numbers(1, 6), "head_dim": numbers(1, 6),
    "num_query_heads": st.sampled_from(["1", "2", "4", "4", "3"]), "num_key_value_heads": st.sampled_from(["1", "2"]),
    "value_dim": st.sampled_from(["None", "3", "5"]), "sliding_window": st.sampled_from(["None", "None", "2"]),
    "flash_attention": st.sampled_from(["None", "False"]),
    "output_mode": words("int", "one_hot", "multi_hot", "count"), "num_tokens": numbers(1, 9),
    "num_bins": numbers(1, 9), "bin_boundaries": st.sampled_from(["[0.0, 1.0]", "[0.5]", "None", "[1, 2, 3, 4]"]),
    "score_mode": words("dot", "concat"),
    "merge_mode": st.sampled_from(['"concat"', '"sum"', '"mul"', '"ave"', "None"]),
    "target_shape": tuples(st.sampled_from(["-1", "1", "2", "3", "4", "6", "8", "12"]), 1, 3),
    "dims": st.sampled_from(["(1,)", "(2, 1)", "(1, 2)", "(3, 1, 2)", "(2, 3, 1)", "(2, 1, 3)", "(0, 1)"]),
    "noise_shape": st.sampled_from(["None", "(None, 1, 3)", "(1,)", "[None, 1]"]),
    "equation": st.sampled_from(['"abc,cd->abd"', '"ab,bc->ac"', '"...x,xy->...y"', '"abc,bd->adc"', '"abcd,cde->abe"',
                                 '"ab...,bc->ac..."', '"abc,cde->abde"', '"ab,b->ab"']),
    "EinsumDense.output_shape": st.one_of(numbers(1, 6), tuples(st.sampled_from(["None", "3", "4", "8"]), 1, 3)),
    "MultiHeadAttention.output_shape": st.sampled_from(["None", "7", "(4, 3)", "(5,)"]),
    "Lambda.output_shape": st.sampled_from(["None", "None", "(3,)", "(4, 2)"]),
    "bias_axes": st.sampled_from(["None", '"d"', '"y"', '"c"', '"e"', '"de"']),
    "function": st.sampled_from(["lambda x: x", "lambda x: x * 2", "lambda x: x[:, 0]", "lambda x: keras.ops.mean(x)",
                                 "lambda x: keras.ops.mean(x, axis=1)", "lambda x: keras.ops.flip(x, 1)",
                                 "lambda t: keras.ops.transpose(t)", "keras.ops.relu"]),
    "arguments": st.sampled_from(["None", "{}", "2.5"]), "mask": st.just("None"),
    "frame_length": st.sampled_from(["16", "32"]), "frame_step": st.sampled_from(["None", "8", "16"]),
    "fft_length": st.sampled_from(["32", "64"]), "sequence_length": st.sampled_from(["None", "32"]),
    "sequence_stride": st.sampled_from(["8", "16"]), "num_mel_bins": numbers(4, 16),
    "STFTSpectrogram.mode": words("log", "magnitude", "psd", "real", "imag", "angle", "stft"),
    "scaling": st.sampled_from(['"density"', '"spectrum"', "None"]),
    "interpolation": words("nearest", "bilinear", "bicubic"),
    "fill_mode": words("reflect", "constant", "wrap", "nearest"),
    "activation": st.sampled_from(['"relu"', '"softmax"', "None", '"gelu"', '"tanh"', "keras.activations.relu"]),
    "momentum": st.sampled_from(["0.9", "0.99"]), "epsilon": st.sampled_from(["1e-3", "1e-5"]),
    "negative_slope": RATES, "alpha": RATES, "max_value": st.sampled_from(["None", "6", "6.0"]), "threshold": RATES,
    "power_iterations": numbers(1, 3), "seed": st.sampled_from(["None", "1", "42"]),
    "factor": st.sampled_from(["0.2", "(0.1, 0.3)"]), "l1": RATES, "l2": RATES,
    "height_factor": st.sampled_from(["0.2", "(-0.1, 0.3)"]), "width_factor": st.sampled_from(["0.2", "(0.0, 0.3)"]),
    "scale": BOOLEANS, "Rescaling.scale": st.sampled_from(["1./255", "2"]), "offset": RATES,
    "RandomFlip.mode": words("horizontal", "vertical", "horizontal_and_vertical"),
    "max_number": numbers(1, 20), "mask_value": st.sampled_from(["0.0", "0", "-1.0"]), "reset_after": BOOLEANS,
    "lora_rank": st.just("None"), "quantization_config": st.just("None"), "tie_weights": BOOLEANS,
    "mean": st.just("0.5"), "variance": st.just("2.0"), "logit_soft_cap": st.sampled_from(["None", "3.0"]),
    "UpSampling2D.interpolation": words("nearest", "bilinear"), "name": st.sampled_from(['"stem"', '"head 1"', "None"]),
    "min_freq": st.just("20.0"), "max_freq": st.sampled_from(["None", "8000.0"]), "sampling_rate": st.just("16000"),
    "input_length": st.just("10"), "value_range": st.sampled_from(["(0, 1)", "(0, 255)"]),
}  # fmt: skip
INITIALIZERS = st.sampled_from(['"he_normal"', '"zeros"', "keras.initializers.RandomNormal(stddev=0.02)"])
REGULARIZERS = st.sampled_from(['"l2"', "keras.regularizers.l2(0.01)", "None"])
CONSTRAINTS = st.sampled_from(['"non_neg"', "keras.constraints.MaxNorm(3)", "None"])


def fitting(cls: type[Layer], argument: Argument) -> Text | None:
    """Values that fit an argument as a rule; None where nothing is known of it."""
    name, rank = argument.name, cls.rank or 2
    shaped: dict[str, Text] = {
        "kernel_size": each(numbers(1, 4), rank), "strides": each(numbers(1, 3), rank),
        "size": each(numbers(1, 3), rank),
        "dilation_rate": each(st.sampled_from(["1", "1", "2"]), rank), "pool_size": each(numbers(1, 4), rank),
        "output_padding": st.one_of(st.just("None"), each(st.sampled_from(["0", "1"]), rank)),
        "output_size": st.one_of(each(numbers(1, 5), rank), tuples(st.sampled_from(["None", "3"]), rank)),
        "cropping": _sides(rank),
    }  # fmt: skip
    if name == "padding" and cls.__name__.startswith("ZeroPadding"):
        return _sides(rank)
    found = {**VALUES, **shaped}.get(name)
    found = VALUES.get(f"{cls.__name__}.{name}", found)
    if found is None and isinstance(argument.default, bool):
        return BOOLEANS
    for ending, strategy in (("initializer", INITIALIZERS), ("regularizer", REGULARIZERS), ("constraint", CONSTRAINTS)):
        if name.endswith(ending):
            return strategy
    return VALUES["activation"] if found is None and name.endswith("activation") else found
