"""The stylesheet: small, alone, without colours of its own; and pages need nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sphinx_model_summary

Build = Callable[..., Any]

PACKAGE = Path(sphinx_model_summary.__file__).parent
STYLESHEET = (PACKAGE / "sphinx" / "static" / "model-summary.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", STYLESHEET, flags=re.DOTALL)
#: Words that may stand where colours are named: they leave the choice to the theme.
LEFT_OPEN = set("currentColor inherit transparent none solid dashed collapse color mix in srgb".split())


def test_it_is_one_small_file_that_loads_nothing() -> None:
    assert [path.name for path in (PACKAGE / "sphinx" / "static").iterdir()] == ["model-summary.css"]
    assert len(STYLESHEET.encode()) <= 8_000
    assert re.findall(r"url\(|@import|@font-face|https?:", RULES) == []


def test_it_has_no_colour_that_a_theme_does_not_choose() -> None:
    for name, value in re.findall(r"([\w-]+)\s*:\s*([^;{}]+);", RULES):
        if re.search(r"color|border|outline|background|fill|stroke|shadow|--model-summary", name):
            words = re.sub(r"--[\w-]+|\bvar\b|\b[\d.]+(?:px|em|rem|%)?|[(),%-]", " ", value).split()
            assert set(words) <= LEFT_OPEN, f"{name}: {value}"


@pytest.mark.parametrize("token", re.findall(r"^  (--model-summary-[\w-]+):", RULES, re.MULTILINE))
def test_a_stylesheet_of_the_site_may_set_every_token_anew(token: str) -> None:
    assert RULES.count(f"{token}:") == 1
    assert f"var({token})" in RULES
    looks = PACKAGE.parents[1] / "docs" / "how-to" / "looks.md"
    if looks.exists():
        assert f"{token}:" in looks.read_text(encoding="utf-8")


def test_a_stylesheet_of_the_site_comes_after_ours(build: Build) -> None:
    page = "Page\n====\n\n.. model-summary::\n\n   Input((4,))\n   Dense(3)\n"
    written = build({"index.rst": page, "own/site.css": ""}, html_static_path=["own"], html_css_files=["site.css"])
    links = re.findall(r'href="_static/([\w-]+\.css)', written.read("index.html"))
    assert links.index("model-summary.css") < links.index("site.css")


def test_pages_run_no_script_and_load_nothing_of_ours(build: Build) -> None:
    page = "Page\n====\n\n.. model-summary::\n   :pictures: diagram shares\n\n   Input((4,))\n   Dense(3)\n"
    with_model = build({"index.rst": page}).read("index.html")
    without = build({"index.rst": "Page\n====\n"}, out="plain").read("index.html")
    loaded = re.compile(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="([^"?]*)')
    assert set(loaded.findall(with_model)) - set(loaded.findall(without)) == {"_static/model-summary.css"}
    assert with_model.count("<script") == without.count("<script")
    ours = with_model.partition('<div class="model-summary-block')[2].partition("</section>")[0]
    assert re.findall(r"\bon\w+=|\bstyle=", ours) == []
