"""`EinsumDense`: a dense layer over any axes, told by an equation such as `abc,cd->abd`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from ..problems import Code, Refused, mark, say
from ..shape import Shape
from ..size import Size
from ..weights import Weight
from .adaptation import adapted, lora_rank
from .arguments import activation, argument, constraint, inert, initializer, regularizer
from .base import Layer
from .signature import invalid

EQUATION = mark("how input and kernel are combined, a letter for each axis: input,kernel->output; a letter that is "
                "missing after the arrow is summed over")  # fmt: skip
OUTPUT_SHAPE = mark("the sizes of the output, without the batch; None where the input decides")
BIAS_AXES = mark("the letters of the output's axes along which there is a bias; without it there is none")


class Equation(str):
    """An equation as its author wrote it, with the axes of input, kernel and output, a letter each.

    Axes in front of the input may be left without a name.
    """

    input: str
    kernel: str
    output: str
    open_front: bool

    @classmethod
    def of(cls, text: str, found: re.Match[str], open_front: bool) -> Self:
        """The equation in which a form was found."""
        made = cls(text)
        made.input, made.kernel, made.output = found.groups()
        made.open_front = open_front
        return made


#: An equation in which neither side, both fronts, or both ends have axes without a name (an ellipsis).
FORMS = (
    (re.compile(r"([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)"), False),
    (re.compile(r"\.{3}([a-zA-Z]+),([a-zA-Z]+)->\.{3}([a-zA-Z]+)"), True),
    (re.compile(r"([a-zA-Z]{2,})\.{3},([a-zA-Z]+)->([a-zA-Z]+)\.{3}"), False),
)


def equation() -> Any:
    """An equation with one kernel; Keras does not look at what follows it."""

    def check(cls: type[Layer], key: str, value: Any) -> Equation:
        for form, open_front in FORMS if isinstance(value, str) else ():
            if found := form.match(value):
                return Equation.of(value, found, open_front)
        raise invalid(
            cls, key, value, say("an equation such as \"abc,cd->abd\" or \"...c,cd->...d\""),
            say("it must have no spaces, and an ellipsis on both sides or on none"),
        )  # fmt: skip

    return argument(check, about=EQUATION)


def partial_shape() -> Any:
    """The sizes of an output without its batch, None for open ones; one number stands for one axis."""

    def check(cls: type[Layer], key: str, value: Any) -> tuple[int | None, ...]:
        sizes = tuple(value) if isinstance(value, (tuple, list)) else (value,)
        fits = all(isinstance(size, int) and size > 0 for size in sizes if size is not None)
        if value is None or not fits:
            raise invalid(cls, key, value, say("a positive whole number, or a tuple of them and None"))
        return sizes

    return argument(check, about=OUTPUT_SHAPE)


def bias_axes() -> Any:
    """Letters of the output's axes."""

    def check(cls: type[Layer], key: str, value: Any) -> str | None:
        if value is None:
            return None
        letters = "".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value
        if not isinstance(letters, str) or not letters:
            raise invalid(cls, key, value, say("letters of the output's axes, or None"))
        return letters

    return argument(check, None, about=BIAS_AXES)


@dataclass(frozen=True)
class EinsumDense(Layer):
    """A dense layer over any axes; source: `keras.layers.EinsumDense`."""

    kind = "dense"
    multiplied = ("kernel",)
    about: ClassVar[str] = mark("A dense layer for several axes at once: the equation says along which axes it sums "
                                "and which new ones come out.")  # fmt: skip
    about_weights: ClassVar[dict[str, str]] = {
        "kernel": mark("one weight for every combination of the kernel's axes in the equation"),
        "bias": mark("one number for every place along the bias axes"),
    }

    equation: Equation = equation()
    output_shape_: tuple[int | None, ...] = partial_shape()
    activation: Any = activation()
    bias_axes: str | None = bias_axes()
    kernel_initializer: Any = initializer()
    bias_initializer: Any = initializer()
    kernel_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    lora_rank: Size | None = lora_rank()
    lora_alpha: Any = inert()
    gptq_unpacked_column_size: Any = inert()
    quantization_config: Any = inert()

    def weights(self, x: Shape) -> Iterable[Weight]:
        return adapted(self._plain_weights(x), self.lora_rank)

    def _plain_weights(self, x: Shape) -> Iterable[Weight]:
        axes = self.equation
        sizes = {**self._named(axes.input, x, x), **self._named(axes.output, self.output_shape(x), x)}
        yield Weight("kernel", tuple(self._known(sizes, letter, x) for letter in axes.kernel))
        if self.bias_axes is not None:
            for letter in self.bias_axes:
                if letter not in axes.output:
                    raise self._misfit(x, letter)
            biased = axes.output[min(map(axes.output.index, self.bias_axes)) :]
            shape = [self._known(sizes, letter, x) if letter in self.bias_axes else Size(1) for letter in biased]
            open_end = 0 if axes.open_front else len(x) - len(axes.input)
            yield Weight("bias", (*shape, *(Size(1),) * open_end))

    def output_shape(self, x: Shape) -> Shape:
        plain, axes = x.named(), self.equation
        unnamed = len(x) - len(axes.input)
        told = [None if size is None else Size(size) for size in self.output_shape_]
        if axes.open_front:
            # Keras puts the axes without a name one by one behind the batch, and so turns their order round.
            output = Shape((plain[0], *reversed(plain[1 : max(unnamed, 1)]), *told))
        else:
            output = Shape((plain[0], *told, *plain[len(x) - max(unnamed, 0) :]))
        into, out = self._named(axes.input, x, x), self._named(axes.output, output, x)
        for letter in axes.output:
            if letter in into:
                if out[letter] is not None and out[letter] != into[letter]:
                    raise self._misfit(x, letter)
            elif letter not in axes.kernel:
                raise self._misfit(x, letter)
        return output

    def positions(self, x: Shape) -> Iterable[Size | None]:
        axes, plain = self.equation, x.named()
        unnamed = len(x) - len(axes.input)
        free = tuple(size and size.named(letter) for letter, size in self._named(axes.input, x, x).items()
                     if letter not in axes.kernel)  # fmt: skip
        if axes.open_front and unnamed:
            return (*plain[1:unnamed], *free)
        batch = axes.input[0]
        return (*free[1:], *plain[len(axes.input) :]) if batch not in axes.kernel else (None,)

    def _named(self, letters: str, shape: Shape, x: Shape) -> dict[str, Size | None]:
        """The sizes of a shape under the letters of their axes; `x` is what comes in."""
        first = len(x) - len(self.equation.input) if self.equation.open_front else 0
        if first < 0 or len(shape) < first + len(letters):
            raise self._misfit(x, letters[-1])
        return dict(zip(letters, shape[first:], strict=False))

    def _known(self, sizes: dict[str, Size | None], letter: str, x: Shape) -> Size:
        size = sizes.get(letter)
        if size is None:
            raise self._misfit(x, letter)
        return size.named(letter)

    def _misfit(self, x: Shape, letter: str) -> Refused:
        return Refused(
            Code.INVALID_INPUT,
            say("the axis '{letter}' of the equation has no size, or two different ones, with the input {shape} and "
                "output_shape={output}", letter=letter, shape=x, output=self.output_shape_),
            say("write output_shape without the batch, a number for each letter after the first behind the arrow"),
        )  # fmt: skip
