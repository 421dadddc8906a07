"""Multiply-accumulates, compared with the program that Keras and JAX make of the same model."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_model_summary import summarize

from .conftest import FACTOR, SEED
from .test_facts import facts, listing_of

pytestmark = pytest.mark.filterwarnings("default")  # those of Keras are its own affair

#: What JAX computes with matrices, and no rule counts: images brought to another size; weights multiplied by weights,
#: once for all examples; and, without strides, a convolution backwards, for which it puts zeros around the input and
#: multiplies them too.
OTHERWISE = ("Resizing", "CenterCrop", "interpolation", "lora_rank", "Transpose(")


def agrees(listing: str) -> bool:
    """Whether a listing could be compared; its numbers are then equal."""
    from .products import products, program_of

    macs = summarize(listing, model="model").macs
    program: Any = None
    if macs is not None and not any(word in listing for word in OTHERWISE):
        program = program_of(listing)
    assert program is None or products(program) == macs, f"LIVE_SEED={SEED}\n{listing}"
    return program is not None


def test_recorded_layers_and_models(keras: None) -> None:
    listings = [listing_of(fact) for fact in facts("layers.jsonl") if "refused" not in fact]
    for name in ("models", "findings"):
        listings += [fact["listing"] for fact in facts(f"{name}.jsonl") if "refused" not in fact]
    assert sum(map(agrees, listings)) > 500


def test_models_drawn_anew(keras: None) -> None:
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis import strategies as st

    from .whole_models import functional, sequential

    compared: list[str] = []

    @seed(SEED)
    @settings(max_examples=int(100 * FACTOR), phases=[Phase.generate], deadline=None, database=None,
              suppress_health_check=HealthCheck)  # fmt: skip
    @given(st.one_of(sequential(), functional()))
    def compare(listing: str) -> None:
        if agrees(listing):
            compared.append(listing)

    compare()
    assert len(compared) > 20 * FACTOR
