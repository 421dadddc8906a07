"""Audio: a signal becomes a picture of its frequencies over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape, slide
from ..size import Size
from ..weights import Weight
from .arguments import argument, choice, count, data_format, flag, inert
from .base import Layer
from .objects import PLAIN, may_be
from .signature import invalid

STRIDE = mark("how many samples lie between the starts of two neighbouring frames")


def rate(cls: type[Layer], key: str, value: Any) -> None:
    """How many samples there are a second."""
    if not (isinstance(value, (int, float)) or may_be(value)):
        raise invalid(cls, key, value, say("a number"))


@dataclass(frozen=True)
class MelSpectrogram(Layer):
    kind = "preparation"
    tells_macs = False  # a fast Fourier transform has a way of its own
    about: ClassVar[str] = mark("Measures how loud each frequency is in each short frame of a signal, on a scale that "
                                "follows human hearing.")  # fmt: skip
    weightless: ClassVar[str] = mark("The filters are fixed formulas of the frequency; there is nothing to learn.")

    fft_length: Size = count("fft_length", 2048)
    sequence_stride: Size = count("stride", 512, about=STRIDE)
    sequence_length: Size | None = count("frame_length", None, least=0, optional=True)
    window: Any = inert()
    sampling_rate: Any = argument(rate, 16_000, inert=True)
    num_mel_bins: Size = count("mel_bins", 128, about=mark("how many bands of frequencies come out"))
    min_freq: Any = inert()
    max_freq: Any = inert()
    power_to_db: Any = inert()
    top_db: Any = inert()
    mag_exp: Any = inert()
    min_power: Any = inert()
    ref_power: Any = inert()

    def check(self) -> None:
        if self.sequence_length and self.fft_length < self.sequence_length:
            raise invalid(type(self), "sequence_length", int(self.sequence_length),
                          say("at most fft_length={length}", length=self.fft_length))  # fmt: skip

    def output_shape(self, x: Shape) -> Output:
        samples = x[0] if len(x) == 1 else x[1]
        stride = self.sequence_stride
        frames = None if samples is None else (samples.named("samples") + stride + 1) // stride
        return Shape((*x.named()[: len(x) > 1], self.num_mel_bins, frames))

    def remark(self) -> Text | None:
        return say("{bins} bands of frequencies, measured every {stride} samples.",
                   bins=self.num_mel_bins, stride=self.sequence_stride)  # fmt: skip


def scaling(cls: type[Layer], key: str, value: Any) -> Any:
    """How the window is scaled; None is not at all."""
    if value not in (None, "density", "spectrum"):
        raise invalid(cls, key, value, say("one of 'density', 'spectrum', or None"))
    return value


def window(cls: type[Layer], key: str, value: Any) -> None:
    """The name of a shape that fades a frame in and out, or the numbers of one."""
    if isinstance(value, PLAIN) and not isinstance(value, (str, tuple, list)):
        raise invalid(cls, key, value, say("the name of a window, such as \"hann\""))


def periodic(cls: type[Layer], key: str, value: Any) -> None:
    """Whether the window ends where it begins anew."""
    if not isinstance(value, bool):
        raise invalid(cls, key, value, say("True or False"))


@dataclass(frozen=True)
class STFTSpectrogram(Layer):
    kind = "preparation"
    about: ClassVar[str] = mark(
        "Measures the frequencies in each short frame of a signal with waves as kernels; they start as sines and "
        "cosines, and are trained unless the layer is frozen."
    )
    about_weights: ClassVar[Mapping[str, str]] = {
        "real_kernel": mark("a cosine wave for each frequency, as long as a frame"),
        "imag_kernel": mark("a sine wave for each frequency, as long as a frame"),
    }
    multiplied = ("real_kernel", "imag_kernel")
    ndim: ClassVar[int | None] = 3

    mode: str = choice("log", "magnitude", "psd", "real", "imag", "angle", "stft", default="log", fold=False)
    frame_length: Size = count("frame_length", 256, about=mark("how many samples make up a frame"))
    frame_step: Size | None = count("stride", None, optional=True, about=STRIDE)
    fft_length: Size | None = count("fft_length", None, optional=True)
    window: Any = argument(window, "hann", inert=True)
    periodic: Any = argument(periodic, True, inert=True)
    scaling: str | None = argument(scaling, "density")
    padding: str = choice("valid", "same", default="valid", fold=False)
    expand_dims: bool = flag(False, about=mark("whether the frequencies get an axis of their own, as in an image"))
    data_format: str | None = data_format()

    def check(self) -> None:
        if self.frame_step is not None and self.frame_step > self.frame_length:
            raise invalid(type(self), "frame_step", int(self.frame_step),
                          say("at most frame_length={length}", length=self.frame_length))  # fmt: skip
        if self.fft_length is not None and self.fft_length < self.frame_length:
            raise invalid(type(self), "fft_length", int(self.fft_length),
                          say("at least frame_length={length}", length=self.frame_length))  # fmt: skip
        if not self.stride:
            raise invalid(type(self), "frame_length", int(self.frame_length), say("at least 2"))

    @property
    def stride(self) -> Size:
        """How many samples lie between two frames: half a frame as a rule."""
        return self.frame_step or (self.frame_length // 2).named("stride")

    @property
    def frequencies(self) -> Size:
        """How many frequencies are told apart; the length of the transform is a power of two as a rule."""
        length = self.fft_length or Size(1 << (int(self.frame_length) - 1).bit_length(), "fft_length")
        return length // 2 + 1

    def weights(self, x: Shape) -> Iterable[Weight]:
        shape = (self.frame_length, Size(1), self.frequencies)
        if self.mode != "imag":
            yield Weight("real_kernel", shape)
        if self.mode != "real":
            yield Weight("imag_kernel", shape)

    def axes(self, x: Shape) -> tuple[Size | None, Size | None]:
        """The samples and the channels."""
        samples, channels = (x[2], x[1]) if self.data_format == "channels_first" else x[1:]
        return samples and samples.named("samples"), channels and channels.named("channels")

    def frames(self, samples: Size | None) -> Size | None:
        """How many frames are measured."""
        return slide(samples, self.frame_length, self.stride, self.padding)

    def positions(self, x: Shape) -> Iterable[Size | None]:
        samples, channels = self.axes(x)
        frames = self.frames(samples)
        return frames and frames.named("frames"), channels

    def output_shape(self, x: Shape) -> Output:
        batch, (samples, channels) = x.named()[0], self.axes(x)
        if channels is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("STFTSpectrogram needs to know the number of channels, but the shape {shape} leaves it open",
                    shape=x),
            )  # fmt: skip
        frames = self.frames(samples)
        frequencies = 2 * self.frequencies if self.mode == "stft" else self.frequencies
        first = self.data_format == "channels_first"
        if self.expand_dims:
            return Shape((batch, channels, frames, frequencies) if first else (batch, frames, frequencies, channels))
        joined = frequencies * channels if channels > 1 else frequencies
        return Shape((batch, joined, frames) if first else (batch, frames, joined))
