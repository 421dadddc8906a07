"""Multiply-accumulates, compared with the program that Keras and JAX make of the same model."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_model_summary import summarize

from .test_facts import facts, listing_of

#: What JAX computes with matrices, and no rule counts: images brought to another size; weights multiplied by weights,
#: once for all examples; and, without strides, a convolution backwards, for which it puts zeros around the input and
#: multiplies them too.
OTHERWISE = (
    "Resizing", "CenterCrop", "interpolation", "lora_rank", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose",
    "Convolution1DTranspose", "Convolution2DTranspose", "Convolution3DTranspose",
)  # fmt: skip


def listings() -> list[str]:
    """The listings of the recorded facts that Keras accepts."""
    single = [listing_of(fact) for fact in facts("layers.jsonl") if "refused" not in fact]
    whole = [fact["listing"] for name in ("models", "findings") for fact in facts(f"{name}.jsonl")
             if "refused" not in fact]  # fmt: skip
    return [listing for listing in single + whole if not any(word in listing for word in OTHERWISE)]


@pytest.mark.filterwarnings("default")
def test_agrees_with_the_program(keras: None) -> None:
    from .products import products, program_of

    compared = 0
    for listing in listings():
        macs = summarize(listing, model="model").macs
        program: Any = program_of(listing) if macs is not None else None
        if program is not None:
            assert products(program) == macs, listing
            compared += 1
    assert compared > 500
