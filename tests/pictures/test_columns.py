"""A tall picture is cut where only lines run straight down, and every part holds what stands at its height."""

from __future__ import annotations

import pytest

from sphinx_model_summary.pictures.columns import columns
from sphinx_model_summary.pictures.drawing import Drawing, Frame, Line, Shape, Solid, Words


def solid(y: float, height: float = 20) -> Solid:
    return Solid(10, y, 30, height, 0, "dense", (0,))


CHAIN: tuple[Shape, ...] = (
    *(solid(y) for y in (10, 60, 110, 160)),
    *(Words(60, y + 12, str(y), 12) for y in (10, 60, 110, 160)),
    *(Line(((25, y), (25, y + 30)), arrow=True) for y in (30, 80, 130)),
)


def held(part: Drawing) -> list[str]:
    return [shape.text for shape in part.shapes if isinstance(shape, Words)]


def test_two_columns_hold_half_the_blocks_each() -> None:
    first, second = columns(Drawing(100, 190, CHAIN), 2)
    assert (held(first), held(second)) == (["10", "60"], ["110", "160"])
    assert first.height + second.height == 190
    assert first.width == second.width == 100


def test_a_part_begins_at_its_own_top() -> None:
    first, second = columns(Drawing(100, 190, CHAIN), 2)
    assert [shape.y for shape in second.shapes if isinstance(shape, Solid)] == [110 - first.height, 160 - first.height]


def test_a_line_that_is_cut_is_in_both_parts() -> None:
    first, second = columns(Drawing(100, 190, CHAIN), 2)
    assert [sum(isinstance(shape, Line) for shape in part.shapes) for part in (first, second)] == [2, 2]


@pytest.mark.parametrize(
    "whole",
    [
        solid(5, height=180),
        Frame(0, 5, 90, 180),
        Line(((5, 5), (40, 185))),
    ],
    ids=["solid", "frame", "bend"],
)
def test_what_must_stay_whole_is_not_cut(whole: Shape) -> None:
    assert len(columns(Drawing(100, 190, (*CHAIN, whole)), 2)) == 1


def test_no_more_columns_than_there_are_places_to_cut() -> None:
    two = Drawing(100, 90, (solid(10, 30), solid(50, 30)))
    assert [len(columns(two, count)) for count in (1, 2, 3)] == [1, 2, 2]
