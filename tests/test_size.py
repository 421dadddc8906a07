"""Sizes: every formula that is written out is worth its number."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_model_summary.derivation import Formula
from sphinx_model_summary.shape import slide
from sphinx_model_summary.size import Size, evaluate, grouped, product, total


def worth(formula: str) -> int:
    """What a formula is worth as a reader would work it out: by Python's arithmetic, with floor and ceiling."""
    text = formula.replace("×", "*").replace("−", "-").replace("÷", "/")
    text = text.replace("⌊", "floor(").replace("⌋", ")").replace("⌈", "ceil(").replace("⌉", ")")
    assert re.fullmatch(r"[\d\s()*/+,-]*(?:(?:floor|ceil|max)[\d\s()*/+,-]*)*", text), text
    value = eval(text, {"__builtins__": {}, "floor": floor, "ceil": ceil, "max": max})
    assert value == int(value), formula
    return int(value)


OPERATIONS: dict[str, Callable[[Size, Size], Size]] = {
    "+": lambda a, b: a + b,
    "×": lambda a, b: a * b,
    "−": lambda a, b: a - b,
    "⌊÷⌋": lambda a, b: a // b if b > 0 else a,
    "⌈÷⌉": lambda a, b: a.ceil_div(b) if b > 0 else a,
    "max": lambda a, b: a.at_least(b),
    "( )": lambda a, b: grouped(a) * b,
}


@st.composite
def sizes(draw: st.DrawFn, depth: int = 3) -> Size:
    """A size worked out from up to eight leaves."""
    if depth == 0 or draw(st.booleans()):
        return Size(draw(st.integers(0, 40)), draw(st.sampled_from(["", "filters", "units", "kernel_height"])))
    work_out = OPERATIONS[draw(st.sampled_from(sorted(OPERATIONS)))]
    return work_out(draw(sizes(depth - 1)), draw(sizes(depth - 1)))


@given(sizes())
def test_a_formula_is_worth_its_number(size: Size) -> None:
    assert evaluate(size.expression) == size
    assert worth(Formula(size.expression).numbers()) == size


@given(sizes())
def test_a_size_survives_pickling(size: Size) -> None:
    again = pickle.loads(pickle.dumps(size))
    assert (again, again.expression) == (size, size.expression)


H, K, S = Size(28, "input"), Size(3, "kernel"), Size(2, "stride")


@pytest.mark.parametrize(
    ("size", "words", "numbers", "value"),
    [
        (product([grouped(K * K * H), S]) + S, "(kernel × kernel × input) × stride + stride",
         "(3 × 3 × 28) × 2 + 2", 506),
        (H // S, "input ÷ stride", "28 ÷ 2", 14),
        (K // S, "⌊kernel ÷ stride⌋", "⌊3 ÷ 2⌋", 1),
        (H - (K - 1), "input − (kernel − 1)", "28 − (3 − 1)", 26),
        ((H - K) // S + 1, "⌊(input − kernel) ÷ stride⌋ + 1", "⌊(28 − 3) ÷ 2⌋ + 1", 13),
        (H // Size(1, "stride"), "input", "28", 28),
        (K * Size(1, "units"), "kernel × units", "3 × 1", 3),
        (total([H, H, K]), "input + input + kernel", "28 + 28 + 3", 59),
    ],
)  # fmt: skip
def test_a_formula_reads_as_written_by_hand(size: Size, words: str, numbers: str, value: int) -> None:
    formula = Formula(size.expression)
    assert (formula.symbols(str), formula.numbers(), size) == (words, numbers, value)


@pytest.mark.parametrize(
    ("length", "window", "stride", "padding", "places"),
    [
        (28, 3, 1, "valid", 26),
        (28, 3, 2, "valid", 13),
        (28, 3, 2, "same", 14),
        (27, 3, 2, "same", 14),
        (5, 5, 1, "valid", 1),
        (28, 3, 1, "causal", 28),
    ],
)
def test_a_window_stops_at_so_many_places(length: int, window: int, stride: int, padding: str, places: int) -> None:
    assert slide(Size(length), Size(window), Size(stride), padding) == places


def test_a_window_over_an_open_axis_gives_an_open_axis() -> None:
    assert slide(None, Size(3), Size(1), "valid") is None


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (Size(16) * 4.5, 72.0), (0.25 * Size(10), 2.5), (Size(3) + 0.5, 3.5), (Size(3) - 0.5, 2.5),
        (0.5 - Size(3), -2.5), (Size(16) // 1.5, 10.0), (33.0 // Size(16), 2.0),
    ],
)  # fmt: skip
def test_a_size_and_a_fraction_give_a_plain_number(number: float, value: float) -> None:
    assert number == value
    assert type(number) is float
