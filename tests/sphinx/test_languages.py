"""One summary in another language than its page: which names of languages are known, and what browsers are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.numerals import ENGLISH
from sphinx_model_summary.sphinx.languages import catalogue_of, numerals_of, spoken
from sphinx_model_summary.sphinx.words import Words

Build = Callable[..., Any]

JOINTS = ("{label}: {text}", "{part}; {next}", "{item}, {next}", "{sentence}.")


def page(*options: str) -> dict[str, str]:
    lines = [*options, "Input((4,))", "Dense(3)"]
    return {"index.md": "\n".join(["# Page", "", "```{model-summary} Eine Überschrift", *lines, "```", ""])}


@pytest.mark.parametrize(
    ("name", "catalogue"),
    [
        ("ko", "ko"),
        ("en", "en"),
        ("en_GB", "en"),
        ("de-AT", "de"),
        ("pt_BR", "pt_BR"),
        ("pt-br", "pt_BR"),
        ("pt", "pt_BR"),
        ("es_419", "es"),
        ("zh_CN", "zh_CN"),
        ("zh-CN", "zh_CN"),
        ("zh_Hans", "zh_CN"),
        ("zh-Hans-SG", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh_TW", None),
        ("zh-Hant", None),
        ("it", None),
        ("deutsch", None),
    ],
)
def test_names_of_languages(name: str, catalogue: str | None) -> None:
    assert catalogue_of(name) == catalogue


def test_a_language_without_words_has_english_words_and_numbers() -> None:
    assert numerals_of("it") == numerals_of("zh_TW") == ENGLISH
    assert (spoken("it"), spoken("pt_BR"), spoken("zh_Hans")) == ("en", "pt-BR", "zh-Hans")
    assert Words.of("it")("Output Shape") == "Output Shape"


def test_one_summary_may_speak_another_language(build: Build) -> None:
    built = build(page(":language: ko"))
    assert built.cells()[-1][0] == "학습되지 않는 파라미터 수"
    html = built.read("index.html")
    assert '<div class="model-summary-block docutils" lang="ko">' in html
    assert html.count('lang="ko"') == 1


@pytest.mark.parametrize("language", ["pt_BR", "pt-br"])
def test_browsers_are_told_a_language_by_its_name_in_html(build: Build, language: str) -> None:
    built = build(page(f":language: {language}"))
    assert built.warnings == []
    assert built.cells()[0][1] == "Formato de saída"
    assert f' lang="{language.replace("_", "-")}"' in built.read("index.html")


def test_browsers_are_told_nothing_new(build: Build) -> None:
    assert "lang=" not in build(page(":language: de"), language="de").read("index.html").partition("<body")[2]


def test_a_language_without_words_keeps_its_caption(build: Build) -> None:
    html = build(page(), language="it").read("index.html")
    assert '<div class="model-summary-block docutils" lang="en">' in html
    assert '<caption lang="it"><span class="caption-text">Eine Überschrift' in html


def test_a_language_that_is_not_known_is_told_and_left_out(build: Build) -> None:
    built = build(page(":language: latin"), "pseudoxml")
    choices = "de, en, es, fr, ja, ko, pt_BR, zh_CN"
    assert built.warnings == [
        f"index.md:3: WARNING: option :language: does not know 'latin' (one of {choices}) [model_summary.option]"
    ]
    assert built.cells()[0] == ["Layer (type)", "Output Shape", "Param #"]


@pytest.mark.parametrize(
    ("colon", "semicolon", "comma", "stop", "expected"),
    [
        ("{label}: {text}", "{part}; {next}", "{item}, {next}", "{sentence}.", (": ", "; ", ", ", ".")),
        ("{label} : {text}", "{part} ; {next}", "{item}, {next}", "{sentence}.", (" : ", " ; ", ", ", ".")),
        ("{label}：{text}", "{part}；{next}", "{item}，{next}", "{sentence}。", ("：", "；", "，", "。")),
    ],
)
def test_what_joins_the_parts_of_a_line_is_the_language_s_own(
    colon: str, semicolon: str, comma: str, stop: str, expected: tuple[str, ...]
) -> None:
    catalogue = dict(zip(JOINTS, (colon, semicolon, comma, stop), strict=True))
    words = Words(lambda text: catalogue.get(text, text), ENGLISH)
    assert (words.colon, words.semicolon, words.comma, words.stop) == expected


def test_full_width_stops_bring_their_own_white_space() -> None:
    words = Words(str, ENGLISH)
    assert words.paragraph(["学习权重。", "", "共 3 个。", "OK."]) == "学习权重。共 3 个。OK."
    assert words.paragraph(["One.", "Two."]) == "One. Two."
