"""Low-rank adaptation (LoRA): a large array is kept as it is, and two narrow ones beside it learn what to add to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..problems import mark, say
from ..size import Size
from ..weights import Weight
from .arguments import argument
from .base import Layer
from .signature import invalid

RANK = mark("how narrow the two arrays are that low-rank adaptation (LoRA) trains in place of the large one")


def lora_rank(*, by_name: bool = False) -> Any:
    """The rank of a low-rank adaptation; nothing, where there is none."""

    def check(cls: type[Layer], key: str, value: Any) -> Size | None:
        if not value:
            return None
        if not isinstance(value, int) or value < 0:
            raise invalid(cls, key, value, say("a positive whole number"))
        return Size(int(value), "rank")

    return argument(check, None, about=RANK, by_name=by_name)


def adapted(weights: Iterable[Weight], rank: Size | None) -> Iterable[Weight]:
    """The weights of a layer, the first of them adapted by two of this rank."""
    if rank is None:
        yield from weights
        return
    large, *others = weights
    yield replace(large, frozen=True)
    yield from others
    yield Weight(f"lora_{large.name}_a", (*large.shape[:-1], rank), dtype="float32", window=large.window)
    yield Weight(f"lora_{large.name}_b", (rank, large.shape[-1]), dtype="float32")
