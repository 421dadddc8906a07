"""What every operation is made of, and the catalogue of them: by function, by activation, by operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.base import Inferred, Layer
from ..problems import Code, Refused, Text, mark, say
from ..shape import Shape, is_open
from ..size import Size
from ..weights import FLOATS

#: The functions of `keras.ops`, by their names below it: `mean`, `numpy.mean`, `image.resize`.
FUNCTIONS: dict[str, type[Operation]] = {}
#: The functions of `keras.activations`.
ACTIVATIONS: dict[str, type[Operation]] = {}
#: Python's operators on a tensor, by the sign that the reader gives them: `+`, `@`, `neg`, `round`, `[]`.
OPERATORS: dict[str, type[Operation]] = {}
#: Functions of `keras.ops` that Keras has and that are not read here: they make arrays, call functions, or are rare.
NOT_READ = frozenset(
    "allclose arange associative_scan bartlett bincount bitwise_and bitwise_left_shift bitwise_or "
    "bitwise_right_shift bitwise_xor blackman cond convert_to_numpy corrcoef correlate ctc_decode ctc_loss "
    "custom_gradient dtype empty eye fold fori_loop full geomspace hamming hanning histogram identity "
    "image.extract_patches_3d image.perspective_transform image.scale_and_translate is_tensor jvp kaiser "
    "left_shift linspace logspace meshgrid ones polar psnr rearrange right_shift scan scatter select shape "
    "switch trapezoid tri unfold unique unravel_index vander vectorize view while_loop zeros".split()
)
#: Activation functions that Keras applies to numbers only, and refuses a symbolic tensor.
CONCRETE_ACTIVATIONS = frozenset({"mish", "hard_silu", "hard_swish", "sparsemax"})
#: The methods of a tensor.
METHODS: dict[str, type[Operation]] = {}


@dataclass(frozen=True)
class Operation(Layer, family=True):
    """A function on tensors that stands in a row of its own; its class has the name that Keras prints.

    The fields are the arguments of the function but for its tensors, which a shape rule gets as it gets a layer's
    inputs: one shape, or a tuple of them in the order of `tensors` (None where one is not given).
    """

    weightless: ClassVar[str] = mark("It has no weights: it only computes.")
    takes_common: ClassVar[bool] = False
    is_layer: ClassVar[bool] = False
    #: Where the functions stand besides `keras.ops` itself: in `keras.ops.numpy`, say.
    namespace: ClassVar[str] = ""
    #: The arguments that are tensors.
    tensors: ClassVar[tuple[str, ...]] = ("x",)
    #: Those of them that may be missing or None.
    optional: ClassVar[tuple[str, ...]] = ()
    #: Those of them that may be plain numbers.
    numbers: ClassVar[tuple[str, ...]] = ()
    #: Those of them that may be written out as nested lists of numbers.
    literals: ClassVar[tuple[str, ...]] = ()
    #: Those of them that are lists of tensors.
    lists: ClassVar[tuple[str, ...]] = ()
    #: The one that takes all further arguments of a call, as `*operands` does.
    rest: ClassVar[str] = ""
    #: The type of the numbers that come out, where it is always the same one.
    gives: ClassVar[str] = ""
    #: All arguments by their places in a call, where the tensors do not come first.
    places: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        family: bool = False,
        functions: str = "",
        activations: str = "",
        operators: str = "",
        methods: str = "",
        gives: str = "",
    ) -> None:
        super().__init_subclass__(family=True)
        cls.gives = gives or cls.gives
        for name in functions.split():
            FUNCTIONS[name] = cls
            if cls.namespace:
                FUNCTIONS[f"{cls.namespace}.{name}"] = cls
        ACTIVATIONS.update(dict.fromkeys(activations.split(), cls))
        OPERATORS.update(dict.fromkeys(operators.split(), cls))
        METHODS.update(dict.fromkeys(methods.split(), cls))

    def output_type(self, computes: str, given: Sequence[str]) -> str:
        chosen = getattr(self, "dtype", None) or self.gives
        if chosen:
            return str(chosen)
        floats = {dtype for dtype in given if dtype in FLOATS}
        if not floats or "" in given:
            return ""  # what comes of whole numbers is another matter for each operation
        if len(floats) == 1:
            return floats.pop()
        return "float64" if "float64" in floats else "float32"

    @classmethod
    def signature(cls) -> tuple[str, ...]:
        """All arguments that a call may give by their places."""
        return cls.places or (*cls.tensors, *(one.name for one in cls.arguments() if not one.by_name))

    @classmethod
    def literal(cls, name: str, shape: Shape) -> Shape:
        """What counts as the shape of an argument that is written out as lists of numbers."""
        return shape

    def infer(self, x: Any, options: Any = None) -> Inferred:
        inferred = super().infer(_plain(x), options)
        _check_sizes(self, inferred.output)
        return inferred

    def place(self, axis: int, shape: Shape, more: int = 0) -> int:
        """The place of an axis, counted from 0, in a shape that has `more` axes than this one.

        :raises Refused: where there is no such axis.
        """
        count = len(shape) + more
        if not -count <= axis < count:
            raise self.unfit(
                say("{operation} asks for axis {axis}, but a shape {shape} has {count} axes",
                    operation=type(self).__name__, axis=axis, shape=shape, count=count),
                say("axes are counted from 0, or from the end with -1"),
            )  # fmt: skip
        return axis % count

    def places_of(self, axes: int | tuple[int, ...], shape: Shape, more: int = 0) -> tuple[int, ...]:
        """The places of several axes.

        :raises Refused: where there is no such axis, or one is named twice.
        """
        found = tuple(self.place(axis, shape, more) for axis in (axes if isinstance(axes, tuple) else (axes,)))
        if len(set(found)) < len(found):
            raise self.unfit(say("{operation} is given an axis twice: {axes}",
                                 operation=type(self).__name__, axes=axes))  # fmt: skip
        return found

    def at_least(self, axes: int, *shapes: Shape) -> None:
        """Refuse shapes with fewer axes."""
        for shape in shapes:
            if len(shape) < axes:
                raise self.unfit(
                    say("{operation} takes a tensor of at least {wanted} axes, but a shape {shape} comes in",
                        operation=type(self).__name__, wanted=axes, shape=shape),
                )  # fmt: skip

    def mismatch(self, first: Shape, second: Shape) -> Refused:
        """The refusal of two shapes that do not go together."""
        return self.unfit(say("{operation}: the shapes {first} and {second} do not go together",
                              operation=type(self).__name__, first=first, second=second))  # fmt: skip

    def unfit(self, message: Text, hint: Text | None = None) -> Refused:
        """The refusal of what comes in."""
        return Refused(Code.INVALID_INPUT, message, hint)


def _plain(x: Any) -> Any:
    """The shapes with sizes that forget how they came about: a row tells of its own step only."""
    if isinstance(x, Shape):
        return x.named()
    return tuple(_plain(one) for one in x) if isinstance(x, tuple) else x


def _check_sizes(operation: Operation, output: Any) -> None:
    if not isinstance(output, Shape):
        for one in output:
            _check_sizes(operation, one)
    elif any(size is not None and size < 0 for size in output):
        raise operation.unfit(say("{operation} would give a negative size: {shape}",
                                  operation=type(operation).__name__, shape=output))  # fmt: skip


def broadcast(operation: Operation, first: Shape, second: Shape) -> Shape:
    """The shape of two tensors computed with element by element: an axis of size 1 stretches, as a missing one does.

    :raises Refused: where two sizes differ and neither is 1.
    """
    count = max(len(first), len(second))
    pairs = zip(_stretched(first, count), _stretched(second, count), strict=True)
    return Shape(_common_size(operation, a, b, first, second) for a, b in pairs)


def _stretched(shape: Shape, count: int) -> tuple[Size | None, ...]:
    return (*(Size(1),) * (count - len(shape)), *shape)


def _common_size(operation: Operation, a: Size | None, b: Size | None, first: Shape, second: Shape) -> Size | None:
    """Keras takes an open size for the known one against it, except that an open size against 1 stays open.

    Inside a `call` it does so on TensorFlow.
    """
    if a == 1:
        return b
    if b == 1 or b is None:
        return a
    if a is None or a == b or (is_open(a) and not is_open(b)):
        return b
    if is_open(b) and not is_open(a):
        return a
    raise operation.unfit(
        say("{operation}: the shapes {first} and {second} do not go together, axes of {a} and {b}",
            operation=type(operation).__name__, first=first, second=second,
            a=None if is_open(a) else a, b=None if is_open(b) else b),
        say("each axis, counted from the last, must have equal sizes, or 1 in one of the two"),
    )  # fmt: skip


def agree(first: Shape, second: Shape, *, but: int | None = None) -> bool:
    """Whether two shapes have equal sizes, an open one being equal to any; the axis `but` may differ."""
    return len(first) == len(second) and all(
        index == but or a is None or b is None or a == b for index, (a, b) in enumerate(zip(first, second, strict=True))
    )
