"""Numbers stand on a page as its language writes them; English is what Keras prints."""

from __future__ import annotations

import pytest

from sphinx_model_summary.numerals import ENGLISH, Count, Part
from sphinx_model_summary.problems import Text, say
from sphinx_model_summary.sphinx.languages import numerals_of
from sphinx_model_summary.sphinx.words import Words
from sphinx_model_summary.tex import digits

NARROW, NO_BREAK = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "thousand", "million", "half", "memory"),
    [
        ("en", "1,024", "8,388,608", "58.8%", "1.06 MB"),
        ("ko", "1,024", "8,388,608", "58.8%", "1.06 MB"),
        ("ja", "1,024", "8,388,608", "58.8%", "1.06 MB"),
        ("zh_CN", "1,024", "8,388,608", "58.8%", "1.06 MB"),
        ("de", "1.024", "8.388.608", f"58,8{NO_BREAK}%", "1,06 MB"),
        ("fr", f"1{NARROW}024", f"8{NARROW}388{NARROW}608", f"58,8{NO_BREAK}%", "1,06 MB"),
        # Spanish sets thousands apart from five digits on; a column of numbers is easier to read without that rule.
        ("es", "1.024", "8.388.608", f"58,8{NO_BREAK}%", "1,06 MB"),
        ("es_MX", "1,024", "8,388,608", "58.8%", "1.06 MB"),
        ("pt_BR", "1.024", "8.388.608", "58,8%", "1,06 MB"),
    ],
)
def test_numbers_of_a_language(language: str, thousand: str, million: str, half: str, memory: str) -> None:
    words = Words(str, numerals_of(language))
    assert words.number(1024) == thousand
    assert words.number(8_388_608) == million
    assert words.share(10, 17) == half
    assert words.memory(1_110_276) == memory
    assert words.number(999) == "999"


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 9, "0.0%"), (1, 5000, "< 0.1%"), (1, 1000, "0.1%"), (9999, 10_000, "99.9%"), (7, 7, "100.0%")],
)
def test_a_share_never_looks_like_all_or_nothing(part: int, whole: int, share: str) -> None:
    assert ENGLISH.share(part, whole) == share


def test_numbers_inside_of_sentences_about_layers_but_not_about_code() -> None:
    words = Words(str, numerals_of("de"))
    sentence = say("{product} = {size} of {all}: {part}, {flag}, {shape}",
                   product=Text("{a} × {b}", (("a", 2), ("b", 2048))), size=4096, all=Count(8192),
                   part=Part(0.125), flag=True, shape="(None, 4096)")  # fmt: skip
    assert words.text(sentence) == f"2 × 2.048 = 4.096 of 8.192: 12,5{NO_BREAK}%, True, (None, 4096)"
    assert words.message(sentence) == f"2 × 2048 = 4096 of 8.192: 12,5{NO_BREAK}%, True, (None, 4096)"
    assert str(sentence) == "2 × 2048 = 4096 of 8,192: 12.5%, True, (None, 4096)"


@pytest.mark.parametrize(
    ("language", "tex"), [("en", "277{,}569"), ("de", "277{.}569"), ("fr", r"277\,569"), ("pt_BR", "277{.}569")]
)
def test_numbers_in_mathematics(language: str, tex: str) -> None:
    assert digits(numerals_of(language).number(277_569)) == tex
