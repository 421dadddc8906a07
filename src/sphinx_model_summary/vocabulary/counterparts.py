"""Functions of TensorFlow and Keras 2's backend that take other arguments than their counterparts in `keras.ops`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ..problems import Code, Refused, say
from ..reading.values import Arguments
from ..shape import STAND_IN, is_open
from .arrays import ConstantValue
from .values import TensorValue, plain

#: Functions whose name in `keras.ops` is another one.
NAMES = {
    "concat": "concatenate", "concatenate": "concatenate", "reduce_sum": "sum", "reduce_mean": "mean",
    "reduce_max": "max", "reduce_min": "min", "reduce_prod": "prod", "reduce_any": "any", "reduce_all": "all",
    "reduce_std": "std", "reduce_variance": "var", "reduce_logsumexp": "logsumexp", "pow": "power", "divide": "divide",
    "l2_normalize": "normalize", "swish": "silu", "acos": "arccos", "asin": "arcsin", "atan": "arctan",
    "atan2": "arctan2", "acosh": "arccosh", "asinh": "arcsinh", "atanh": "arctanh",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A function of `keras.ops`, and what its arguments are called elsewhere."""

    function: str
    #: The parameters elsewhere, in their order, with the name in `keras.ops`; it is empty where no shape depends on it.
    parameters: Mapping[str, str]
    #: What is taken where nothing is given.
    defaults: Mapping[str, int]

    @classmethod
    def read(cls, words: str) -> Counterpart:
        """A line of the tables below without its first word."""
        function, *written = words.split()
        parameters, defaults = {}, {}
        for word in written:
            names, equals, default = word.partition("=")
            theirs, colon, ours = names.partition(":")
            parameters[theirs] = ours if colon else theirs
            if equals:
                defaults[parameters[theirs]] = int(default)
        return cls(function, parameters, defaults)

    def arguments(self, given: Arguments) -> Arguments:
        """The arguments of the call in `keras.ops` that does the same; what cannot be placed is left as it is."""
        names = tuple(self.parameters)
        named = dict(zip(names, given.positional, strict=False)) | given.keywords
        for name, change in _CHANGED.items():
            if name in named and name in self.parameters:
                named[name] = change(written_out(named[name]))
        kept = {self.parameters.get(name, name): value for name, value in named.items()}
        kept.pop("", None)
        return Arguments(given.positional[len(names) :], {**self.defaults, **kept}, given.line, given.column)


def written_out(value: Any) -> Any:
    """A plain value, also of an array of which the listing writes out the numbers."""
    return plain(value.numbers if isinstance(value, ConstantValue) else value)


def _spatial(value: Any) -> Any:
    """The window or stride of the spatial axes, of one that is written with the batch and the channels."""
    if isinstance(value, (tuple, list)) and len(value) > 2 and value[0] == value[-1] == 1:
        return tuple(value[1:-1])
    return value[0] if isinstance(value, (tuple, list)) and len(value) == 1 else value


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _as_written(value: Any) -> Any:
    return value


_CHANGED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("multiples", "paddings", "shape", "size"), _as_written),
    **dict.fromkeys(("ksize", "sizes", "stride", "strides", "rates", "dilations"), _spatial),
    "padding": _lower,
    "data_format": lambda value: "channels_last" if value in (None, "NHWC", "NWC", "NDHWC") else value,
}


def _table(lines: str) -> dict[str, Counterpart]:
    pairs = (line.strip().partition(": ") for line in lines.strip().splitlines())
    return {name: Counterpart.read(words) for name, _, words in pairs}


#: Each line: a function, its counterpart, and its parameters as `theirs:ours`, with a default where it is another one.
TENSORFLOW = _table("""
    argmax: argmax input:x axis=0 output_type:
    argmin: argmin input:x axis=0 output_type:
    argsort: argsort values:x axis direction: stable:
    broadcast_to: broadcast_to input:x shape
    clip_by_value: clip t:x clip_value_min:x_min clip_value_max:x_max
    cumprod: cumprod x axis=0 exclusive: reverse:
    cumsum: cumsum x axis=0 exclusive: reverse:
    ensure_shape: copy x shape:
    floordiv: floor_divide x:x1 y:x2
    floormod: mod x:x1 y:x2
    gather: take params:x indices validate_indices: axis=0
    image.extract_patches: image.extract_patches images sizes:size strides rates:dilation_rate padding
    image.grayscale_to_rgb: repeat images:x axis=-1 repeats=3
    image.resize: image.resize images size method: preserve_aspect_ratio:crop_to_aspect_ratio antialias:
    linalg.band_part: tril input:x num_lower: num_upper:
    nn.avg_pool: average_pool input:inputs ksize:pool_size strides padding data_format
    nn.avg_pool1d: average_pool input:inputs ksize:pool_size strides padding data_format
    nn.avg_pool2d: average_pool input:inputs ksize:pool_size strides padding data_format
    nn.avg_pool3d: average_pool input:inputs ksize:pool_size strides padding data_format
    nn.batch_normalization: copy x mean: variance: offset: scale: variance_epsilon:
    nn.bias_add: add value:x1 bias:x2 data_format:
    nn.conv1d: conv input:inputs filters:kernel stride:strides padding data_format dilations:dilation_rate
    nn.conv2d: conv input:inputs filters:kernel strides padding data_format dilations:dilation_rate
    nn.conv3d: conv input:inputs filters:kernel strides padding data_format dilations:dilation_rate
    nn.depthwise_conv2d: depthwise_conv input:inputs filter:kernel strides padding data_format dilations:dilation_rate
    nn.dropout: copy x rate: noise_shape: seed:
    nn.embedding_lookup: take params:x ids:indices max_norm: axis=0
    identity: copy input:x
    nn.leaky_relu: leaky_relu features:x alpha:negative_slope
    nn.max_pool: max_pool input:inputs ksize:pool_size strides padding data_format
    nn.max_pool1d: max_pool input:inputs ksize:pool_size strides padding data_format
    nn.max_pool2d: max_pool input:inputs ksize:pool_size strides padding data_format
    nn.max_pool3d: max_pool input:inputs ksize:pool_size strides padding data_format
    nn.sigmoid_cross_entropy_with_logits: copy labels:x logits:
    nn.softmax_cross_entropy_with_logits: sum labels:x logits: axis=-1
    nn.moments: moments x axes shift: keepdims
    one_hot: one_hot indices:x depth:num_classes on_value: off_value: axis dtype
    pad: pad tensor:x paddings:pad_width mode: constant_values:
    reduce_euclidean_norm: norm input_tensor:x axis keepdims
    repeat: repeat input:x repeats axis
    reverse: flip tensor:x axis
    slice: slice input_:inputs begin:start_indices size:shape
    sort: sort values:x axis direction:
    squared_difference: subtract x:x1 y:x2
    tile: tile input:x multiples:repeats
    transpose: transpose a:x perm:axes conjugate:
    truediv: true_divide x:x1 y:x2
    unsorted_segment_max: segment_max data segment_ids num_segments
    unsorted_segment_mean: segment_sum data segment_ids num_segments
    unsorted_segment_sum: segment_sum data segment_ids num_segments
""")

#: The same for `keras.backend`.
BACKEND = _table("""
    argmax: argmax x axis=-1
    argmin: argmin x axis=-1
    cast_to_floatx: copy x
    clip: clip x min_value:x_min max_value:x_max
    concatenate: concatenate tensors:xs axis=-1
    cumprod: cumprod x axis=0
    cumsum: cumsum x axis=0
    dropout: copy x level: noise_shape: seed:
    expand_dims: expand_dims x axis=-1
    flatten: ravel x
    gather: take reference:x indices axis=0
    one_hot: one_hot indices:x num_classes
    permute_dimensions: transpose x pattern:axes
    identity: copy x
    relu: relu x alpha: max_value: threshold: negative_slope:
    repeat_elements: repeat x rep:repeats axis
    reverse: flip x axes:axis
    slice: slice x:inputs start:start_indices size:shape
    switch: where condition then_expression:x1 else_expression:x2
    tile: tile x n:repeats
""")

#: Functions that give a tensor of the shape of their first argument.
ALIKE = frozenset({
    "image.adjust_brightness", "image.adjust_contrast", "image.adjust_gamma", "image.adjust_hue",
    "image.adjust_saturation", "image.convert_image_dtype", "image.flip_left_right", "image.flip_up_down",
    "image.per_image_standardization", "image.random_brightness", "image.random_contrast",
    "image.random_flip_left_right", "image.random_flip_up_down", "image.random_hue", "image.random_saturation",
    "nn.local_response_normalization", "nn.lrn",
})  # fmt: skip

#: Functions that share the name of one of `keras.ops` and do something else.
OTHERS = frozenset({
    "conv", "conv_transpose", "image.rot90", "image.transpose", "linalg.diag", "linalg.lstsq", "linalg.normalize",
    "linalg.svd", "linalg.trace", "nn.conv_transpose", "segment_max", "segment_min", "segment_prod", "segment_sum",
})  # fmt: skip

Work = Callable[..., Any]


def _split(work: Work, value: Any, num_or_size_splits: Any, axis: Any = 0, num: Any = None) -> Any:
    """`tf.split`: a list tells how long the parts are, not where they begin."""
    sizes, axis = plain(num_or_size_splits), plain(axis)
    if not isinstance(sizes, (tuple, list)):
        return work("split", value, sizes, axis)
    length = value.tensor.shape[axis] if isinstance(value, TensorValue) else None
    rest = [place for place, size in enumerate(sizes) if size == -1]
    whole = all(isinstance(size, int) for size in sizes) and len(rest) <= 1
    if not whole or (rest and length is None and rest != [len(sizes) - 1]):
        raise Refused(Code.UNKNOWN_VALUE, say("how long this array is, is not known here"))
    if rest and length is not None:
        sizes = [length - sum(sizes) - 1 if size == -1 else size for size in sizes]
    if length is not None and (sum(sizes) != length or min(sizes) < 0):
        raise Refused(
            Code.INVALID_INPUT,
            say("parts of {sizes} do not make up an axis of {size}", sizes=tuple(map(int, sizes)), size=int(length)),
        )
    return work("split", value, tuple(accumulate(sizes[:-1])), axis)


def _reshape(work: Work, tensor: Any, shape: Any) -> Any:
    """`tf.reshape`: beside a size that only a run knows, what remains for -1 is open too."""
    sizes = written_out(shape)
    if not isinstance(sizes, (tuple, list)) or -1 not in sizes or not any(map(is_open, sizes)):
        return work("reshape", tensor, sizes)
    return work("reshape", tensor, tuple(None if size == -1 else size for size in sizes))


def _joined(work: Work, values: Any, axis: Any) -> Any:
    """`tf.concat`, also of sizes: then it gives a shape."""
    parts = [written_out(one) if isinstance(one, (ConstantValue, tuple, list)) else one for one in values]
    if all(isinstance(part, (tuple, list)) and all(isinstance(one, int) for one in part) for part in parts):
        return tuple(one for part in parts for one in part)
    return work("concatenate", values, axis)


def _expanded(work: Work, input: Any, axis: Any) -> Any:  # noqa: A002 - TensorFlow's own name
    return (input,) if isinstance(input, int) else work("expand_dims", input, axis)


def _meshed(work: Work, *values: Any, indexing: str = "xy") -> list[Any]:
    """`meshgrid`: for each row of numbers a tensor that repeats it along the axes of the others."""
    sizes = [value.tensor.shape[0] for value in values]
    axes = list(range(len(sizes)))
    if indexing == "xy":
        axes[:2] = reversed(axes[:2])
    whole = tuple(sizes[axis] for axis in axes)
    rows = [tuple(size if axis == place else 1 for axis, size in zip(axes, whole, strict=True))
            for place in range(len(sizes))]  # fmt: skip
    return [work("broadcast_to", work("reshape", value, row), whole) for value, row in zip(values, rows, strict=True)]


def _summed(work: Work, inputs: Any) -> Any:
    first, *others = inputs
    for other in others:
        first = work("add", first, other)
    return first


def _squeezed(work: Work, input: Any, axis: Any = None) -> Any:  # noqa: A002 - TensorFlow's own name
    if axis is None and isinstance(input, TensorValue) and any(map(is_open, input.tensor.shape)):
        raise Refused(
            Code.INVALID_INPUT,
            say("squeeze() without an axis drops every axis of size 1, and how long the batch is, is not known"),
            say("name the axis: tf.squeeze(x, axis=-1)"),
        )
    return work("squeeze", input, axis)


def _cropped(work: Work, image: Any, offset_height: int, offset_width: int, target_height: int,
             target_width: int) -> Any:  # fmt: skip
    rows = slice(offset_height, offset_height + target_height)
    return work("get_item", image, (..., rows, slice(offset_width, offset_width + target_width), slice(None)))


def _enlarged(work: Work, x: Any, height_factor: int, width_factor: int, data_format: Any,
              interpolation: Any = None) -> Any:  # fmt: skip
    if data_format != "channels_last":
        raise TypeError
    _, height, width, _ = x.tensor.shape
    return work("image.resize", x, (height * height_factor, width * width_factor))


def _flattened(work: Work, x: Any) -> Any:
    return _reshape(work, x, (STAND_IN, -1))


def _repeat(work: Work, x: Any, n: Any) -> Any:
    return work("repeat", work("expand_dims", x, 1), n, 1)


def _batch_dot(work: Work, x: Any, y: Any, axes: Any = None) -> Any:
    """`K.batch_dot`: a product for each example, over one axis of each tensor."""
    ranks = (len(x.tensor.shape), len(y.tensor.shape))
    chosen = plain(axes)
    if chosen is None:
        chosen = (1, 1) if ranks[1] == 2 and ranks[0] == 2 else (ranks[0] - 1, ranks[1] - 2)
    pair = (chosen, chosen) if isinstance(chosen, int) else chosen
    first, second = (axis % rank for axis, rank in zip(pair, ranks, strict=True))
    letters = iter("cdefghijklmnopqrstuvwxyz")
    left = ["b", *("a" if axis == first else next(letters) for axis in range(1, ranks[0]))]
    right = ["b", *("a" if axis == second else next(letters) for axis in range(1, ranks[1]))]
    kept = [letter for letter in (*left, *right[1:]) if letter != "a"]
    product = work("einsum", f"{''.join(left)},{''.join(right)}->{''.join(kept)}", x, y)
    return work("expand_dims", product, 1) if len(kept) == 1 else product


def _resized(work: Work, image: Any, target_height: Any, target_width: Any, **options: Any) -> Any:
    return work("image.resize", image, (target_height, target_width))


#: Functions that need more than other names for their arguments.
WORKED_OUT: dict[str, dict[str, Callable[..., Any]]] = {
    "tf": {
        "add_n": _summed, "meshgrid": _meshed, "concat": _joined, "expand_dims": _expanded, "reshape": _reshape,
        "split": _split, "squeeze": _squeezed, "image.crop_to_bounding_box": _cropped,
        "linalg.matvec": lambda work, a, b: work("squeeze", work("matmul", a, work("expand_dims", b, -1)), -1),
        "image.resize_with_pad": _resized, "image.resize_with_crop_or_pad": _resized,
        "linalg.matrix_transpose": lambda work, a: work("swapaxes", a, -1, -2),
    },
    "keras.backend": {"batch_dot": _batch_dot, "batch_flatten": _flattened, "repeat": _repeat, "reshape": _reshape,
                      "resize_images": _enlarged, "squeeze": _squeezed},
}  # fmt: skip
