"""Operations on signals: Fourier transforms, which take and give real and imaginary parts as a pair, and frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import flag, inert
from ..problems import mark, say
from ..shape import Shape
from ..size import Size
from .arguments import whole
from .base import Operation


@dataclass(frozen=True)
class Transform(Operation, family=True):
    about: ClassVar[str] = mark("It turns a signal into the frequencies that it is made of, or back.")
    tells_macs = False


@dataclass(frozen=True)
class OfPairs(Transform, family=True):
    """A transform whose input is a pair: the real and the imaginary part, of equal shape."""

    lists: ClassVar[tuple[str, ...]] = ("x",)
    #: How many of the last axes must be known.
    known_axes: ClassVar[int] = 0

    def part(self, x: tuple[Shape, ...]) -> Shape:
        """The shape that both parts have."""
        if len(x) != 2 or x[0] != x[1]:
            raise self.unfit(say("{operation} takes a pair of tensors of equal shape: the real and the imaginary part",
                                 operation=type(self).__name__))  # fmt: skip
        self.at_least(max(self.known_axes, 1), x[0])
        if None in x[0][len(x[0]) - self.known_axes :]:
            raise self.unfit(say("{operation} needs to know the last sizes of the shape {shape}",
                                 operation=type(self).__name__, shape=x[0]))  # fmt: skip
        return x[0]


class FFT(OfPairs, functions="fft"):
    known_axes: ClassVar[int] = 1

    def output_shape(self, x: tuple[Shape, ...]) -> tuple[Shape, Shape]:
        shape = self.part(x)
        return shape, shape


class FFT2(FFT, functions="fft2"):
    known_axes: ClassVar[int] = 2


class IFFT2(FFT, functions="ifft2"):
    known_axes: ClassVar[int] = 2


@dataclass(frozen=True)
class RFFT(Transform, functions="rfft"):
    fft_length: Size | None = whole(None, optional=True, least=1)

    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        self.at_least(1, x)
        length = x[-1] if self.fft_length is None else self.fft_length
        shape = x.with_last(None if length is None else length // 2 + 1)
        return shape, shape


@dataclass(frozen=True)
class IRFFT(OfPairs, functions="irfft"):
    fft_length: Size | None = whole(None, optional=True, least=1)

    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        shape = self.part(x)
        if self.fft_length is not None:
            return shape.with_last(self.fft_length)
        return shape.with_last(None if shape[-1] is None else 2 * (shape[-1] - 1))


@dataclass(frozen=True)
class STFT(Transform, functions="stft"):
    sequence_length: Size = whole()
    sequence_stride: Size = whole(least=1)
    fft_length: Size = whole(least=1)
    window: Any = inert("hann")
    center: bool = flag(True)

    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        self.at_least(1, x)
        frames = x[-1]
        if frames is not None:
            padded = frames + self.fft_length // 2 * 2 if self.center else frames
            frames = (padded - self.fft_length) // self.sequence_stride + 1
        shape = Shape((*x[:-1], frames, self.fft_length // 2 + 1))
        return shape, shape


@dataclass(frozen=True)
class ISTFT(OfPairs, functions="istft"):
    sequence_length: Size = whole()
    sequence_stride: Size = whole(least=1)
    fft_length: Size = whole(least=1)
    length: Size | None = whole(None, optional=True, least=0)
    window: Any = inert("hann")
    center: bool = flag(True)

    def output_shape(self, x: tuple[Shape, ...]) -> Shape:
        shape = self.part(x)
        self.at_least(2, shape)
        frames, length = shape[-2], self.length
        if frames is not None and length is None:
            length = (frames - 1) * self.sequence_stride + self.fft_length
            length = length - self.fft_length // 2 * 2 if self.center else length
        return Shape((*shape[:-2], length))


@dataclass(frozen=True)
class ExtractSequences(Operation, functions="extract_sequences"):
    about: ClassVar[str] = mark("It cuts a signal into frames, which may overlap.")

    sequence_length: Size = whole(least=1)
    sequence_stride: Size = whole(least=1)

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(1, x)
        size = x[-1]
        frames = None if size is None else (size - self.sequence_length) // self.sequence_stride + 1
        return Shape((*x[:-1], frames, self.sequence_length))


class ViewAsComplex(Operation, functions="view_as_complex"):
    about: ClassVar[str] = mark("It takes the two numbers of the last axis for one complex number.")

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(1, x)
        return Shape(x[:-1])


class ViewAsReal(Operation, functions="view_as_real"):
    about: ClassVar[str] = mark("It writes each complex number as two numbers, in an axis of their own.")

    def output_shape(self, x: Shape) -> Shape:
        return Shape((*x, 2))
