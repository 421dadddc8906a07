"""Operations on images: `keras.ops.image`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import data_format, inert
from ..layers.signature import invalid
from ..problems import mark, say
from ..shape import Shape
from ..size import Size
from .arguments import bound, lengths, whole
from .base import Operation


@dataclass(frozen=True)
class OnImages(Operation, family=True):
    """An operation on an image, or on a batch of images; as a rule the shape stays."""

    about: ClassVar[str] = mark("It changes the colours or the geometry of images. The shape stays.")
    tensors: ClassVar[tuple[str, ...]] = ("images",)

    def output_shape(self, x: Any) -> Shape:
        self.check_images(x)
        return Shape(x)

    @property
    def first(self) -> int:
        """The place of the height, counted from the end."""
        return -2 if getattr(self, "data_format", None) == "channels_first" else -3

    def check_images(self, x: Shape) -> None:
        """Refuse what is neither one image nor a batch of them."""
        if len(x) not in (3, 4):
            raise self.unfit(say("{operation} takes an image or a batch of images: 3 or 4 axes, but a shape {shape} "
                                 "comes in", operation=type(self).__name__, shape=x))  # fmt: skip

    def with_sides(self, x: Shape, height: Size | None, width: Size | None) -> Shape:
        """The shape with another height and width."""
        sizes = list(x)
        sizes[self.first], sizes[self.first + 1] = height, width
        return Shape(sizes)


@dataclass(frozen=True)
class Colours(OnImages, family=True):
    """A conversion of colours, for which the number of channels must be right."""

    channels: ClassVar[tuple[int, ...]] = (3,)

    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        self.check_images(x)
        found = x[self.channel]
        if found is not None and found not in self.channels:
            raise self.unfit(say("{operation} does not take {found} channels",
                                 operation=type(self).__name__, found=found))  # fmt: skip
        return x

    @property
    def channel(self) -> int:
        """The place of the channels, counted from the end."""
        return -3 if self.data_format == "channels_first" else -1


class RGBToHSV(Colours, functions="image.rgb_to_hsv"): ...
class HSVToRGB(Colours, functions="image.hsv_to_rgb"): ...


class RGBToGrayscale(Colours, functions="image.rgb_to_grayscale"):
    about: ClassVar[str] = mark("It turns coloured images into grey ones, which have one channel.")
    channels: ClassVar[tuple[int, ...]] = (1, 3)

    def output_shape(self, x: Shape) -> Shape:
        sizes = list(super().output_shape(x))
        sizes[self.channel] = Size(1)
        return Shape(sizes)


@dataclass(frozen=True)
class Resize(OnImages, functions="image.resize"):
    about: ClassVar[str] = mark("It shrinks or enlarges images to a given height and width.")

    size: tuple[Size, ...] = lengths(single=False, least=1)
    interpolation: Any = inert("bilinear")
    antialias: Any = inert(False)
    crop_to_aspect_ratio: Any = inert(False)
    pad_to_aspect_ratio: Any = inert(False)
    fill_mode: Any = inert("constant")
    fill_value: Any = inert(0.0)
    data_format: str | None = data_format()

    def check(self) -> None:
        if len(self.size) != 2:
            raise invalid(type(self), "size", tuple(map(int, self.size)), say("a height and a width"))

    def output_shape(self, x: Shape) -> Shape:
        self.check_images(x)
        return self.with_sides(x, *self.size)


@dataclass(frozen=True)
class GaussianBlur(OnImages, functions="image.gaussian_blur"):
    tells_macs = False

    kernel_size: Any = inert((3, 3))
    sigma: Any = inert((1.0, 1.0))
    data_format: str | None = data_format()


@dataclass(frozen=True)
class ElasticTransform(OnImages, functions="image.elastic_transform"):
    tells_macs = False

    alpha: Any = inert(20.0)
    sigma: Any = inert(5.0)
    interpolation: Any = inert("bilinear")
    fill_mode: Any = inert("reflect")
    fill_value: Any = inert(0.0)
    seed: Any = inert()
    data_format: str | None = data_format()


@dataclass(frozen=True)
class AffineTransform(OnImages, functions="image.affine_transform"):
    tensors: ClassVar[tuple[str, ...]] = ("images", "transform")

    interpolation: Any = inert("bilinear")
    fill_mode: Any = inert("constant")
    fill_value: Any = inert(0)
    data_format: str | None = data_format()

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        images, transform = x
        self.check_images(images)
        if len(transform) not in (1, 2):
            raise self.mismatch(images, transform)
        return images


@dataclass(frozen=True)
class SobelEdges(OnImages, functions="image.sobel_edges"):
    about: ClassVar[str] = mark("It finds edges: for each number, how fast it changes downwards and to the right.")
    tells_macs = False

    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        if len(x) != 4:
            raise self.unfit(say("SobelEdges takes a batch of images: 4 axes, but a shape {shape} comes in", shape=x))
        return Shape((*x, 2))


@dataclass(frozen=True)
class SSIM(OnImages, functions="image.ssim"):
    about: ClassVar[str] = mark("It measures how alike two images are, one number for each pair.")
    tells_macs = False
    tensors: ClassVar[tuple[str, ...]] = ("image1", "image2")

    max_val: Any = inert(1.0)
    filter_size: Any = inert(11)
    filter_sigma: Any = inert(1.5)
    k1: Any = inert(0.01)
    k2: Any = inert(0.03)
    data_format: str | None = data_format()

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        for shape in x:
            self.check_images(shape)
        return Shape(x[0][:1] if len(x[0]) == 4 else ())


@dataclass(frozen=True)
class MapCoordinates(OnImages, functions="image.map_coordinates"):
    about: ClassVar[str] = mark("It reads its input at given coordinates.")
    tensors: ClassVar[tuple[str, ...]] = ("inputs", "coordinates")

    order: Any = bound()
    fill_mode: Any = inert("constant")
    fill_value: Any = inert(0)

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        inputs, coordinates = x
        if len(coordinates) < 2 or coordinates[0] != len(inputs):
            raise self.mismatch(inputs, coordinates)
        return Shape(coordinates[1:])


@dataclass(frozen=True)
class Framing(OnImages, family=True):
    """What padding and cropping share: of the two margins and the target along an axis, two are given."""

    def side(
        self, size: Size | None, before: int | None, after: int | None, target: int | None, sign: int
    ) -> Size | None:
        """The new size of an axis: the target, or the size with both margins."""
        if [before, after, target].count(None) != 1:
            raise self.unfit(say("{operation} takes exactly two of both margins and the target along each axis",
                                 operation=type(self).__name__))  # fmt: skip
        if target is None:
            return None if size is None else size + sign * (before or 0) + sign * (after or 0)
        margin = (before or 0) + (after or 0)
        if size is not None and sign * (target - size) < margin:
            raise self.unfit(say("{operation}: a size of {size} cannot become {target}",
                                 operation=type(self).__name__, size=size, target=target))  # fmt: skip
        return Size(target)


@dataclass(frozen=True)
class PadImages(Framing, functions="image.pad_images"):
    about: ClassVar[str] = mark("It adds a margin around images.")

    top_padding: Size | None = whole(None, optional=True, least=0)
    left_padding: Size | None = whole(None, optional=True, least=0)
    bottom_padding: Size | None = whole(None, optional=True, least=0)
    right_padding: Size | None = whole(None, optional=True, least=0)
    target_height: Size | None = whole(None, optional=True, least=0)
    target_width: Size | None = whole(None, optional=True, least=0)
    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        self.check_images(x)
        height, width = x[self.first], x[self.first + 1]
        return self.with_sides(
            x,
            self.side(height, self.top_padding, self.bottom_padding, self.target_height, 1),
            self.side(width, self.left_padding, self.right_padding, self.target_width, 1),
        )


@dataclass(frozen=True)
class CropImages(Framing, functions="image.crop_images"):
    about: ClassVar[str] = mark("It cuts a margin off images.")

    top_cropping: Size | None = whole(None, optional=True, least=0)
    left_cropping: Size | None = whole(None, optional=True, least=0)
    bottom_cropping: Size | None = whole(None, optional=True, least=0)
    right_cropping: Size | None = whole(None, optional=True, least=0)
    target_height: Size | None = whole(None, optional=True, least=0)
    target_width: Size | None = whole(None, optional=True, least=0)
    data_format: str | None = data_format()

    def output_shape(self, x: Shape) -> Shape:
        self.check_images(x)
        height, width = x[self.first], x[self.first + 1]
        if (height is None and self.target_height is None) or (width is None and self.target_width is None):
            raise self.unfit(say("the shape {shape} leaves a side open that CropImages needs to know", shape=x))
        return self.with_sides(
            x,
            self.side(height, self.top_cropping, self.bottom_cropping, self.target_height, -1),
            self.side(width, self.left_cropping, self.right_cropping, self.target_width, -1),
        )
