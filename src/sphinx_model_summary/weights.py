"""`Weight`: one named array of a layer, with the sizes of its axes labelled."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod

from .size import Size, product

BYTES = {"float64": 8, "int64": 8, "uint64": 8, "complex64": 8, "float32": 4, "int32": 4, "uint32": 4,
         "float16": 2, "bfloat16": 2, "int16": 2, "uint16": 2, "int8": 1, "uint8": 1, "bool": 1}  # fmt: skip
#: The types of floating-point numbers.
FLOATS = ("float16", "bfloat16", "float32", "float64")


@dataclass(frozen=True, slots=True)
class Weight:
    """One named array of a layer; the sizes of its axes are labelled.

    `window` leading axes belong together (one filter, say): the formula puts them in parentheses.
    """

    name: str
    shape: tuple[Size, ...]
    trainable: bool = True
    #: The type of the numbers; nothing where it is the layer's own.
    dtype: str = ""
    window: int = 0
    #: Whether it is kept as it is at first, though it trains once the layer is told to.
    frozen: bool = False
    #: While a model is being read: the array itself, where several layers may share it.
    of: object = field(default=None, compare=False, repr=False)

    @property
    def count(self) -> Size:
        """How many numbers the array holds, with the formula."""
        return product(self.shape)

    @property
    def params(self) -> int:
        """The same as a plain number."""
        return prod(map(int, self.shape))

    @property
    def bytes(self) -> int:
        """The memory that it takes, in bytes."""
        return self.params * self.width

    @property
    def width(self) -> int:
        """The memory that one of its numbers takes, in bytes."""
        return BYTES.get(self.dtype, 4)
