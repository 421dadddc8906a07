"""The lanes beside the rows of a table, in letters: `●` a row's dot, `╎` what leads back up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from sphinx_model_summary import Summary, summarize
from sphinx_model_summary.pictures.edges import edges_of
from sphinx_model_summary.pictures.rails import Rail, Rails, Way, rails

from .conftest import graphs, listing_of

SIGNS = {
    "": " ", "ud": "│", "ul": "╯", "ur": "╰", "dl": "╮", "dr": "╭", "udl": "┤", "udr": "├", "lr": "─", "udlr": "┼",
    "ulr": "┴", "dlr": "┬",
}  # fmt: skip


def signs(rail: Rail, lanes: int) -> str:
    """A rail in letters."""
    sides = defaultdict[int, set[str]](set)
    for way in rail.ways:
        start, end = (rail.dot if lane is None else lane for lane in (way.above, way.below))
        assert start is not None
        assert end is not None
        sides[start] |= {"u"} if way.above is not None and start == end else set()
        sides[end] |= {"d"} if way.below is not None else set()
        sides[start] |= {"u"} if way.above is not None and way.below is None else set()
        for lane in range(min(start, end), max(start, end) + 1) if start != end else ():
            sides[lane] |= {"l"} if lane > min(start, end) else set()
            sides[lane] |= {"r"} if lane < max(start, end) else set()
    back = {way.above for way in rail.ways if way.back and way.above == way.below}
    text = ""
    for lane in range(lanes):
        found = "".join(side for side in "udlr" if side in sides[lane])
        text += "●" if lane == rail.dot else "╎" if lane in back and found == "ud" else SIGNS[found]
    return text.rstrip()


def drawn(found: Rails | None, summary: Summary) -> list[str]:
    assert found is not None
    names = [row.name for row in summary.layers]
    return [f"{signs(rail, found.lanes)} {name}" for rail, name in zip(found.rows, names, strict=True)]


#: Models, and the rails beside their rows.
RAILS = {
    "residual": """
        ● image
        ●╮ conv2d
        ●│ batch_normalization
        ●╯ add
        ● re_lu
        """,
    "inception": """
        ● input_layer
        ●╮ conv2d_2
        │●╮ conv2d_4
        ││●╮ max_pooling2d
        │││● conv2d
        ●│││ conv2d_1
        │●││ conv2d_3
        ││●│ conv2d_5
        ●┴┴╯ concatenate
        """,
    "unet": """
        ● input_layer
        ● conv2d
        ●╮ max_pooling2d
        ●│ conv2d_1
        ●┬╮ max_pooling2d_1
        ●││ conv2d_2
        ●││ conv2d_transpose
        ●╯│ concatenate
        ● │ conv2d_transpose_1
        ●─╯ concatenate_1
        """,
    "two inputs": """
        ● title
        ● embedding
        ● lstm
        │● tags
        ●╯ concatenate
        ●╮ dense
         ● dense_1
        """,
    "crosswise": """
        ● a
        ●╮ dense
        │● dense_1
        ●┬╮ re_lu
        │●╯ add
        ●╯ add_1
        """,
    "used again": """
        ● a
        ●╮ shared
        ●┴╮ between
          ● last
        """,
}


@pytest.mark.parametrize("name", RAILS)
def test_rails(summary: Callable[..., Summary], name: str) -> None:
    found = summary(name)
    assert drawn(rails(found), found) == [line.removeprefix(" " * 8) for line in RAILS[name].splitlines()[1:-1]]


def test_lines_pass_the_rows_of_an_opened_model(summary: Callable[..., Summary]) -> None:
    found = summary("siamese", expand_nested=True)
    assert drawn(rails(found), found) == [
        "● left", "│● right", "●╯ encoder", "│ conv2d", "│ global_average_pooling2d", "● subtract",
    ]  # fmt: skip


def test_what_leads_back_is_told_apart() -> None:
    inner = "Dense(9, name='last')(ReLU(name='middle')(d(a)))"
    found = summarize(f"a = Input((9,), name='a')\nd = Dense(9, name='d')\nModel(a, Flatten(name='out')(d({inner})))")
    assert drawn(rails(found), found) == ["● a", "●╮ d", "●┼╮ middle", "●╯│ last", "  ● out"]
    assert [way for way in rails(found).rows[2].ways if way.back] == [Way(1, 1, back=True)]


def test_a_heading_is_passed_by_what_arrives_below_it() -> None:
    rail = Rail(0, (Way(0, None), Way(0, 1), Way(2, None), Way(3, 4, back=True), Way(None, 0)))
    assert rail.heading == Rail(None, (Way(0, 0), Way(2, 2), Way(3, 3, back=True)))


@pytest.mark.parametrize("name", ["chain", "vgg", "lstm"])
def test_a_plain_chain_has_none(summary: Callable[..., Summary], name: str) -> None:
    assert rails(summary(name)) is None


def test_what_is_not_known_has_none() -> None:
    assert rails(summarize("i = Input((4,))\nx = Add()([i, Dense(4)(i)])\nmodel = Model(i, Dense(units)(x))")) is None


@pytest.mark.parametrize(("branches", "lanes"), [(2, 2), (8, 8), (9, None)])
def test_a_gutter_is_slim_or_not_there(branches: int, lanes: int | None) -> None:
    found = rails(summarize(f"i = Input((4,))\nModel(i, Add()([Dense(4)(i) for _ in range({branches})]))"))
    assert (found.lanes if found else None) == lanes


def read(found: Rails) -> set[tuple[int, int]]:
    """The edges that a reader finds who follows the lines from row to row; those that lead back from below to above."""
    edges = set[tuple[int, int]]()
    running: dict[int, tuple[int, bool]] = {}  # the row from which the line in each lane comes
    for row, rail in enumerate(found.rows):
        below: dict[int, tuple[int, bool]] = {}
        for way in rail.ways:
            source, back = (row, way.back) if way.above is None else running[way.above]
            assert way.back is back
            if way.below is None:
                edges.add((row, source) if back else (source, row))
            else:
                assert way.below not in below
                below[way.below] = source, back
        assert {way.above for way in rail.ways} - {None} == set(running)
        running = below
    assert running == {}
    return edges


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_who_follows_the_lines_finds_every_edge(graph: list[tuple[int, int]]) -> None:
    summary = summarize(listing_of(graph))
    found = rails(summary)
    if found is not None:
        assert read(found) == {(edge.source, edge.target) for edge in edges_of(summary)}


def test_who_follows_the_lines_finds_every_edge_of_a_model(any_summary: Summary) -> None:
    found = rails(any_summary)
    if found is not None:
        edges = {(edge.source, edge.target) for edge in edges_of(any_summary)}
        assert read(found) == {(source, target) for source, target in edges if source != target}
