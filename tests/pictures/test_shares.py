"""The share of the parameters that each layer holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary import Summary, summarize
from sphinx_model_summary.numerals import Numerals
from sphinx_model_summary.pictures.drawing import Bar, Words
from sphinx_model_summary.pictures.shares import Shares, shares

DENSE = "Input((4,))\nDense(15)\nDropout(0.5)\nDense(1)\nDense(4)"  # 75, 16 and 8 parameters


def compared(summary: Summary) -> Shares:
    found = shares(summary)
    assert found is not None
    return found


def test_the_largest_comes_first_and_layers_without_parameters_not_at_all() -> None:
    found = compared(summarize(DENSE))
    assert [(share.label, share.params, share.percent) for share in found.shares] == [
        ("dense (Dense)", 75, "75.8%"), ("dense_1 (Dense)", 16, "16.2%"), ("dense_2 (Dense)", 8, "8.1%"),
    ]  # fmt: skip


def test_bars_are_as_long_as_the_share() -> None:
    first, second, third = (one for one in compared(summarize(DENSE)).drawing.shapes if isinstance(one, Bar))
    assert second.width / first.width == pytest.approx(16 / 75)
    assert third.width / first.width == pytest.approx(8 / 75)
    assert {bar.x for bar in (second, third)} == {first.x}
    assert first.y < second.y < third.y


def test_of_many_layers_the_small_ones_are_told_together(summary: Callable[..., Summary]) -> None:
    found = compared(summary("resnet50"))
    assert len(found.shares) == 8
    assert found.shares[0].label == "conv5_block1_2_conv (Conv2D)"
    assert found.shares[-1].label == "100 more layers"
    assert sum(share.params for share in found.shares) == 25_636_712


def test_shared_layers_count_once(summary: Callable[..., Summary]) -> None:
    assert [share.params for share in compared(summary("used again")).shares] == [110, 11]


def test_numbers_are_written_as_in_the_language() -> None:
    found = shares(summarize("Input((4,))\nDense(1500)\nDense(1)"), numerals=Numerals(".", ",", "{} %"))
    assert found is not None
    assert "83,3 %  (7.500)" in [shape.text for shape in found.drawing.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("listing", ["Input((4,))\nFlatten()", "Input((4,))\nDense(2)", "Dense(3)\nDense(4)", "x = 3"])
def test_there_must_be_something_to_compare(listing: str) -> None:
    assert shares(summarize(listing)) is None
