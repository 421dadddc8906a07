"""Layers of all classes, drawn anew each time, as Keras has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import layers

from .single_layers import CLASSES, ELSEWHERE, single_layers

pytestmark = pytest.mark.filterwarnings("default")  # those of Keras are its own affair


def test_any_layer(agree: Callable[..., None]) -> None:
    agree(single_layers(), 1500)


def test_every_class_is_drawn() -> None:
    assert {cls.__name__ for cls in layers.catalogue()} == {*CLASSES, *ELSEWHERE}
