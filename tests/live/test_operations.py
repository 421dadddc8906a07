"""Functions of `keras.ops` and operators on tensors, drawn anew each time, as Keras has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .operation_calls import operations

pytestmark = pytest.mark.filterwarnings("default")  # those of Keras are its own affair


def test_any_operation(agree: Callable[..., None]) -> None:
    # Where a size is open, Keras often finds a misfit only when it is filled in, or with the size that it tries.
    agree(operations(), 500, share=0.06)
