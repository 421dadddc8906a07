"""Whole models, written anew each time, as Keras has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .arrangements import arrangements
from .families import families
from .sequences import sequences
from .whole_models import functional, sequential, subclassed

pytestmark = pytest.mark.filterwarnings("default")  # those of Keras are its own affair


def test_sequential_models(agree: Callable[..., None]) -> None:
    agree(sequential(), 200)


def test_functional_models(agree: Callable[..., None]) -> None:
    agree(functional(), 300)


def test_subclassed_models(agree: Callable[..., None]) -> None:
    agree(subclassed(), 80)


def test_models_of_models(agree: Callable[..., None]) -> None:
    agree(families(), 200)


def test_arrangements(agree: Callable[..., None]) -> None:
    agree(arrangements(), 200)


def test_sequences(agree: Callable[..., None]) -> None:
    agree(sequences(), 200)
