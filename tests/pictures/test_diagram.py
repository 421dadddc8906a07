"""What stands on a diagram, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings

from sphinx_model_summary import Summary, summarize
from sphinx_model_summary.pictures.diagram import diagram
from sphinx_model_summary.pictures.drawing import Drawing, Frame, Line, Solid, Words

from .conftest import graphs, listing_of

Box = tuple[float, float, float, float]


def drawn(summary: Summary) -> Drawing:
    found = diagram(summary)
    assert found is not None
    return found.drawing


def solids(drawing: Drawing) -> list[Solid]:
    return [shape for shape in drawing.shapes if isinstance(shape, Solid)]


def boxes(drawing: Drawing) -> Iterator[tuple[str, Box]]:
    """The room that each solid and each line of words takes: left, upper, right and lower edge."""
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            yield shape.text, (shape.start, shape.y - 0.8 * shape.size, shape.start + shape.width, shape.y + 2)
        elif isinstance(shape, Solid):
            xs, ys = zip(*shape.outline, strict=True)
            yield f"solid {shape.rows}", (min(xs), min(ys), max(xs), max(ys))


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    def meet(one: Box, other: Box) -> bool:
        (left, top, right, bottom), (left2, top2, right2, bottom2) = one, other
        return left < right2 - 0.1 and left2 < right - 0.1 and top < bottom2 - 0.1 and top2 < bottom - 0.1

    return [(name, other) for (name, box), (other, box2) in combinations(boxes(drawing), 2) if meet(box, box2)]


def assert_is_readable(drawing: Drawing) -> None:
    assert overlapping(drawing) == []
    for name, (left, top, right, bottom) in boxes(drawing):
        assert left >= 0 <= top, name
        assert right <= drawing.width, name
        assert bottom <= drawing.height, name


def test_nothing_overlaps_or_leaves_the_picture(any_summary: Summary) -> None:
    assert_is_readable(drawn(any_summary))


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_nothing_overlaps_whatever_the_graph(graph: list[tuple[int, int]]) -> None:
    summary = summarize(listing_of(graph))
    assert summary.problems == ()
    drawing = drawn(summary)
    assert_is_readable(drawing)
    assert len(solids(drawing)) == len(summary.layers)


def test_solids_are_as_large_as_the_output() -> None:
    image, wide, deep, flat = solids(drawn(summarize(
        "Input((64, 64, 3))\nConv2D(16, 3, padding='same')\nConv2D(64, 3, strides=2, padding='same')\nFlatten()"
    )))  # fmt: skip
    assert image.width == wide.width > deep.width > flat.width
    assert image.depth == wide.depth > deep.depth > flat.depth
    assert image.height < wide.height < deep.height < flat.height


def test_channels_may_come_first() -> None:
    last, first = (
        [(solid.width, solid.depth, solid.height) for solid in solids(drawn(summarize(listing)))]
        for listing in (
            "Input((32, 16, 4))\nConv2D(8, 3)\nReLU()",
            "Input((4, 32, 16))\nConv2D(8, 3, data_format='channels_first')\nReLU()",
        )
    )
    assert last == first


def test_what_is_open_has_a_loose_outline() -> None:
    sizes = [solid.loose for solid in solids(drawn(summarize("Input((None, 8))\nLSTM(4)")))]
    assert sizes == [True, False]


def test_solids_have_the_colour_of_what_the_layer_is_for() -> None:
    listing = "Input((8, 8, 1))\nConv2D(4, 3)\nBatchNormalization()\nReLU()\nMaxPooling2D()\nFlatten()\nDense(1)"
    assert [solid.kind for solid in solids(drawn(summarize(listing)))] == [
        "input", "convolution", "normalization", "activation", "pooling", "reshaping", "dense",
    ]  # fmt: skip


def test_a_skip_runs_around_what_it_skips(summary: Callable[..., Summary]) -> None:
    drawing = drawn(summary("residual"))
    skipped = [solid for solid in solids(drawing) if solid.rows in ((1,), (2,))]
    (lane,) = (
        shape for shape in drawing.shapes
        if isinstance(shape, Line) and max(x for x, _ in shape.points[1:-1] or [(999, 0)]) < min(s.x for s in skipped)
    )  # fmt: skip
    assert lane.points[0][1] <= min(solid.y for solid in skipped)
    assert lane.points[-1][1] >= max(solid.y + solid.height for solid in skipped)


def test_a_layer_that_is_used_again_is_led_back_to(summary: Callable[..., Summary]) -> None:
    drawing = drawn(summary("used again"))
    shared = next(solid for solid in solids(drawing) if solid.rows == (1,))
    ends = [line.points for line in drawing.shapes if isinstance(line, Line) and line.arrow and len(line.points) > 2]
    into = [points for points in ends if points[-1][0] == shared.x]
    assert len(into) == 2  # from what lies between, and from itself
    assert [points[0][0] == shared.x for points in into] == [False, True]


def test_one_of_several_that_lead_back_goes_around_the_others() -> None:
    listing = "a = x = Input((9,))\nd = Dense(9)\nfor _ in range(3):\n    x = ReLU()(d(x))\nmodel = Model(a, d(x))"
    drawing = drawn(summarize(listing))
    shared = next(solid for solid in solids(drawing) if solid.kind == "dense")
    back = [line for line in drawing.shapes if isinstance(line, Line) and line.points[-1][0] == shared.x]
    assert len(back) == 3
    assert_is_readable(drawing)


def test_a_frame_holds_what_comes_again() -> None:
    block = "x = LayerNormalization()(Add()([x, MultiHeadAttention(2, 32)(x, x)]))"
    drawing = drawn(summarize(f"x = i = Input((8, 32))\nfor _ in range(12):\n    {block}\nmodel = Model(i, x)"))
    (frame,) = (shape for shape in drawing.shapes if isinstance(shape, Frame))
    inside = [
        solid.kind for solid in solids(drawing)
        if frame.x < solid.x and frame.y < solid.y and solid.y + solid.height < frame.y + frame.height
    ]  # fmt: skip
    assert inside == ["attention", "merging"]


@pytest.mark.parametrize("language", ["Eingabe", "入力"])
def test_words_are_those_of_the_language(summary: Callable[..., Summary], language: str) -> None:
    found = diagram(summary("chain"), lambda text: language if str(text) == "Input" else str(text))
    assert found is not None
    assert next(shape.text for shape in found.drawing.shapes if isinstance(shape, Words)) == language
