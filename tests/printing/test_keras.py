"""Keras's own layout is what Keras printed, letter by letter."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.printing import keras_layout

from .recorded import Layout, layouts


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.title)
def test_it_is_what_keras_printed(layout: Layout) -> None:
    options = dict(layout.options)
    summary = summarize(layout.listing, expand_nested=options.pop("expand_nested", False))
    assert summary.problems == ()
    assert keras_layout(summary, **options) == layout.printed


def test_a_line_that_is_too_short_is_refused_as_keras_refuses_it() -> None:
    summary = summarize("Dense(1)", input_shape=(2,))
    with pytest.raises(ValueError, match="a line of 15 is too short for 3 columns"):
        keras_layout(summary, line_length=15)


def test_a_failing_model_ends_at_its_failing_layer_and_has_no_totals() -> None:
    summary = summarize("Input((4,))\nDense(3)\nConv2D(3, 3)\nDense(2)")
    assert keras_layout(summary, line_length=60).splitlines()[4:] == [
        "│ dense (Dense)            │ (None, 3)         │        15 │",
        "├──────────────────────────┼───────────────────┼───────────┤",
        "│ conv2d (Conv2D)          │ ?                 │         ? │",
        "└──────────────────────────┴───────────────────┴───────────┘",
    ]
