"""Listings that apply one function of `keras.ops`, or one operator, to tensors: arguments by place and by name."""

from __future__ import annotations

from hypothesis import strategies as st

from .layer_steps import Draw, one_in

Text = st.SearchStrategy[str]

AXIS = st.sampled_from(["-1", "1", "0", "2", "-2", "3"])
AXES = st.one_of(AXIS, st.sampled_from(["None", "(1, 2)", "[1]", "(-1,)", "[-2, -1]", "(0, 1)", "()"]))
BOOLEANS = st.sampled_from(["True", "False"])
SMALL = st.sampled_from(["1", "2", "3"])
#: Functions of one tensor that keep its shape.
PLAIN = (
    "abs absolute negative sign reciprocal square sqrt exp expm1 exp2 log log10 log1p log2 sin cos tan sinh cosh tanh "
    "arcsin arccos arctan arcsinh arccosh arctanh ceil floor trunc round isnan isinf isfinite logical_not relu relu6 "
    "sigmoid softplus softsign silu swish gelu elu selu celu leaky_relu hard_sigmoid hard_silu hard_tanh log_sigmoid "
    "tanh_shrink soft_shrink squareplus sparse_plus erf erfinv rsqrt copy ones_like zeros_like stop_gradient "
    "convert_to_tensor real imag conj softmax log_softmax sparsemax normalize nan_to_num cumsum cumprod sort argsort "
    "ravel transpose diff trace diagonal triu tril diag count_nonzero sum mean max min prod std var median argmax "
    "argmin any all logsumexp average norm amax amin flip squeeze ptp nonzero"
).split()
REDUCING = (
    "sum mean max min prod std var median any all logsumexp amax amin count_nonzero norm argmax argmin average"
).split()
PAIRS = (
    "add subtract multiply divide true_divide floor_divide mod power maximum minimum equal not_equal greater less "
    "greater_equal less_equal logical_and logical_or logical_xor arctan2 matmul dot inner outer cross kron where "
    "logaddexp hypot squared_difference vdot divide_no_nan isclose fmod copysign"
).split()
OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "@", ">", "<", ">=", "<=", "!=", "&", "|", "^")
OPERATED = st.sampled_from(["{} {} y", "{} {} 2", "2.0 {1} {0}"])
#: Further arguments, by function: those that must stand, and those that may.
ARGUMENTS: dict[str, tuple[dict[str, Text], dict[str, Text]]] = {
    **{name: ({}, {"axis": AXES, "keepdims": BOOLEANS}) for name in REDUCING},
    **{name: ({}, {"axis": AXIS}) for name in ("softmax", "log_softmax", "cumsum", "cumprod", "sort", "argsort",
                                               "normalize", "flip", "diff")},
    "squeeze": ({}, {"axis": AXES}),
    "expand_dims": ({"axis": st.one_of(AXIS, st.sampled_from(["(1, 2)", "[1, -1]"]))}, {}),
    "transpose": ({}, {"axes": st.sampled_from(["(0, 2, 1)", "[0, 2, 1]", "(0, 1)", "(1, 0, 2)", "None"])}),
    "swapaxes": ({"axis1": AXIS, "axis2": AXIS}, {}),
    "moveaxis": ({"source": AXIS, "destination": AXIS}, {}),
    "reshape": ({"newshape": st.sampled_from(["(-1, 12)", "[-1, 4]", "(-1,)", "(-1, 2, 3)", "(2, -1)"])}, {}),
    "roll": ({"shift": SMALL}, {"axis": AXIS}),
    "repeat": ({"repeats": SMALL}, {"axis": AXIS}),
    "tile": ({"repeats": st.sampled_from(["2", "(1, 2)", "[1, 1, 3]", "(1, 2, 1, 1)"])}, {}),
    "pad": ({"pad_width": st.sampled_from(["1", "((0, 0), (1, 2))", "[[0, 0], [1, 1], [2, 0]]", "(1, 2)"])},
            {"mode": st.sampled_from(['"constant"', '"reflect"'])}),
    "split": ({"indices_or_sections": st.sampled_from(["2", "3", "[1]", "(1, 3)"])}, {"axis": AXIS}),
    "array_split": ({"indices_or_sections": st.sampled_from(["2", "3"])}, {"axis": AXIS}),
    "unstack": ({}, {"axis": AXIS}),
    "broadcast_to": ({"shape": st.sampled_from(["(2, 3, 4)", "(5, 6)", "(None, 4, 6)"])}, {}),
    "take": ({"indices": st.sampled_from(["0", "[0, 1]", "[[0], [1]]", "-1"])}, {"axis": AXIS}),
    "top_k": ({"k": SMALL}, {"sorted": BOOLEANS}),
    "clip": ({"x_min": st.just("0"), "x_max": st.sampled_from(["1", "6.0"])}, {}),
    "cast": ({"dtype": st.sampled_from(['"float16"', '"int32"', '"bool"'])}, {}),
    "one_hot": ({"num_classes": st.sampled_from(["3", "10"])}, {"axis": AXIS}),
    "max_pool": ({"pool_size": st.sampled_from(["2", "(2, 2)", "(1,)", "3"])},
                 {"strides": SMALL, "padding": st.sampled_from(['"same"', '"valid"'])}),
    "average_pool": ({"pool_size": SMALL}, {"strides": SMALL, "padding": st.sampled_from(['"same"', '"valid"'])}),
    "image.resize": ({"size": st.sampled_from(["(4, 5)", "[3, 3]", "(2, 2)"])},
                     {"interpolation": st.just('"nearest"'), "antialias": BOOLEANS}),
    "image.rgb_to_grayscale": ({}, {}),
    "image.crop_images": ({}, {"top_cropping": SMALL, "left_cropping": SMALL, "target_height": SMALL,
                               "target_width": SMALL}),
    "image.pad_images": ({}, {"top_padding": SMALL, "left_padding": SMALL, "target_height": st.just("12"),
                              "target_width": st.just("12")}),
    "diagonal": ({}, {"offset": SMALL, "axis1": AXIS, "axis2": AXIS}),
    "trace": ({}, {"axis1": AXIS, "axis2": AXIS}),
    "triu": ({}, {"k": SMALL}), "tril": ({}, {"k": SMALL}),
    "rot90": ({}, {"k": SMALL}), "fliplr": ({}, {}), "flipud": ({}, {}),
    "quantile": ({"q": st.sampled_from(["0.5", "[0.1, 0.9]"])}, {"axis": AXES, "keepdims": BOOLEANS}),
    "nn.moments": ({"axes": AXES}, {"keepdims": BOOLEANS}),
    "tensordot": ({}, {"axes": st.sampled_from(["1", "2", "[[1], [1]]", "0"])}),
    "concatenate": ({}, {"axis": AXIS}), "stack": ({}, {"axis": AXIS}), "hstack": ({}, {}), "vstack": ({}, {}),
    "meshgrid": ({}, {}), "cross": ({}, {}),
}  # fmt: skip
OPERANDS = st.sampled_from(["x, y", "x, y", "x, x", "x, 2.0", "1, x", "x1=x, x2=y"])
LISTS = ("concatenate", "stack", "hstack", "vstack")
EQUATIONS = st.sampled_from(["ij,kj->ik", "bij,bjk->bik", "bij,bkj->bik", "bi,bi->b", "bi,bj->bij", "...i,...i->...",
                             "bhq,bkq->bhk"])  # fmt: skip
SLICES = st.sampled_from([
    "0", "-1", ":, 0", ":, -1", ":, 1:", ":, :-1", "..., 0", "..., :1", ":, ::2", ":, None", "None", ":, 1:3, ::-1",
    ":, 0, 0", "..., None", ":, -2:", "[0, 1]", ":, [0, 1]", ":, :, 0:2", "::2", ":, 5",
])  # fmt: skip


@st.composite
def shapes(draw: Draw) -> tuple[int | None, ...]:
    """The shape of one example: a few small sizes, now and then an open one."""
    sizes = [st.sampled_from([1, 2, 3, 4, 4, 6]), *([st.none()] if one_in(draw, 3) else [])]
    return tuple(draw(st.lists(st.one_of(sizes), min_size=1, max_size=3)))


@st.composite
def operations(draw: Draw) -> str:
    """A listing with one operation between Inputs and a model."""
    shape = draw(shapes())
    other = shape if one_in(draw, 2) else draw(shapes())
    source = draw(st.sampled_from([
        *[_call(draw, draw(st.sampled_from(PLAIN)))] * 4,
        *[_call(draw, draw(st.sampled_from(sorted(ARGUMENTS))))] * 5,
        *[f"ops.{draw(st.sampled_from(PAIRS))}({draw(OPERANDS)})"] * 3,
        *[draw(OPERATED).format("x", draw(st.sampled_from(OPERATORS)))] * 2,
        *[f"x[{draw(SLICES)}]"] * 2,
        f'ops.einsum("{draw(EQUATIONS)}", x, y)',
    ]))  # fmt: skip
    return "\n".join([
        "import keras", "from keras import layers, ops, Model", "",
        f"x = keras.Input({shape})", f"y = keras.Input({other})", f"z = {source}", "model = Model([x, y], z)", "",
    ])  # fmt: skip


def _call(draw: Draw, name: str) -> str:
    needed, possible = ARGUMENTS.get(name, ({}, {}))
    chosen = [key for key in possible if one_in(draw, 2)]
    texts = {key: draw(strategy) for key, strategy in {**needed, **{key: possible[key] for key in chosen}}.items()}
    by_place = name != "norm" and list(possible)[: len(chosen)] == chosen and one_in(draw, 2)
    arguments = [text if by_place else f"{key}={text}" for key, text in texts.items()]
    first = "[x, y]" if name in LISTS else "x"
    return f"ops.{name}({', '.join([first, *arguments])})"
