"""Keras's own layout, beside what Keras prints now."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.printing import keras_layout

from ..printing.recorded import Layout, layouts
from .conftest import FACTOR, SEED
from .whole_models import functional, sequential

pytestmark = pytest.mark.filterwarnings("default")


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.title)
def test_keras_prints_so_still(layout: Layout, keras: None) -> None:
    from .measurement import printed

    assert printed(layout.listing, **layout.options) == layout.printed


def test_layouts_of_drawn_models(keras: None) -> None:
    from hypothesis import HealthCheck, Phase, example, given, note, seed, settings
    from hypothesis import strategies as st

    from .measurement import printed

    options = st.fixed_dictionaries(
        {}, optional={"line_length": st.integers(18, 130), "terminal": st.integers(30, 130),
                      "expand_nested": st.just(True), "show_trainable": st.just(True)},
    )  # fmt: skip

    @seed(SEED)
    @settings(max_examples=int(100 * FACTOR), phases=[Phase.explicit, Phase.generate], deadline=None, database=None,
              suppress_health_check=HealthCheck)  # fmt: skip
    @given(sequential() | functional(), options)
    @example("model = keras.Sequential([keras.Input((3,)), layers.Dense(2, name='층 하나')])", {"line_length": 24})
    def agrees(listing: str, options: dict[str, Any]) -> None:
        note(f"LIVE_SEED={SEED}\n{listing}\n{options}")
        given_ = dict(options)
        summary = summarize(listing, "model", expand_nested=given_.pop("expand_nested", False))
        if summary.problems:
            return
        try:
            ours = keras_layout(summary, **given_)
        except ValueError:
            ours = "ValueError"
        assert printed(listing, **options).startswith(ours)

    agrees()
