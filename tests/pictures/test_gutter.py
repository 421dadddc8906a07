"""Rails as SVG: one strip a row."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from sphinx_model_summary import Summary, summarize
from sphinx_model_summary.pictures.gutter import gutter

SVG = "{http://www.w3.org/2000/svg}"


def lines(strip: str) -> list[str]:
    """The lines of a strip, as the steps of their paths."""
    return [path.get("d") or "" for path in ElementTree.fromstring(strip).iter("path")]


def dot(strip: str) -> str | None:
    circle = next(ElementTree.fromstring(strip).iter("circle"), None)
    return None if circle is None else circle.get("cx")


def strips(summary: Summary) -> list[str]:
    return [beside for _above, beside in gutter(summary)]


def test_a_strip_is_as_wide_as_the_lanes_and_hidden_from_who_hears_the_page(
    summary: Callable[..., Summary],
) -> None:
    for strip in strips(summary("residual")):
        picture = ElementTree.fromstring(strip)
        assert (picture.get("width"), picture.get("height"), picture.get("aria-hidden")) == ("16", "100%", "true")
        assert "".join(picture.itertext()) == ""


def test_what_each_row_of_a_residual_block_shows(summary: Callable[..., Summary]) -> None:
    first, fork, passing, merge, last = strips(summary("residual"))
    assert lines(first) == ["M4 0V999"]
    assert lines(fork) == ["M4 -999V0M4 -999V-12Q4 -8 8 -8H8Q12 -8 12 -4V999M4 0V999"]
    assert lines(passing) == ["M4 -999V0M12 -999V999M4 0V999"]
    assert lines(merge) == ["M4 -999V0M12 -999V-4Q12 0 8 0H4M4 0V999"]
    assert lines(last) == ["M4 -999V0"]
    assert [dot(strip) for strip in (first, fork, passing, merge, last)] == ["4"] * 5


def test_a_line_that_leads_back_is_dashed(summary: Callable[..., Summary]) -> None:
    shared = ElementTree.fromstring(strips(summary("used again"))[1])
    ahead, back = shared.iter("path")
    assert (ahead.get("stroke-dasharray"), back.get("stroke-dasharray")) == (None, "2 2")
    assert back.get("d") == "M4 0H8Q12 0 12 4V999"


def test_many_lanes_share_what_four_take() -> None:
    (widest,) = {
        ElementTree.fromstring(strip).get("width")
        for strip in strips(summarize("i = Input((4,))\nModel(i, Add()([Dense(4)(i) for _ in range(8)]))"))
    }
    assert widest == "32"


def test_a_heading_has_a_strip_without_a_dot() -> None:
    listing = "i = Input((4,))\nx = Dense(4)(i)\n\n# Meet\n\nx = Add()([x, i])\nmodel = Model(i, x)"
    summary = summarize(listing)
    assert [row.heading for row in summary.layers] == [(), (), ("Meet",)]
    above, _ = gutter(summary)[2]
    assert lines(above) == ["M4 -999V999M12 -999V999"]
    assert dot(above) is None


@pytest.mark.parametrize("name", ["chain", "lstm"])
def test_a_plain_chain_has_no_strips(summary: Callable[..., Summary], name: str) -> None:
    found = summary(name)
    assert gutter(found) == [("", "")] * len(found.layers)
