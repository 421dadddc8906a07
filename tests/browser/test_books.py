"""The gallery on paper and in readers of books: EPUB, the PDF that LaTeX makes, and what a browser prints."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import gallery
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
#: How LaTeX may be run, with the pages that have letters which it does not know.
ENGINES = {"xelatex": "", "pdflatex": "languages.rst,image-classifier-ko.md"}


def text_of(pdf: Path, *options: str) -> list[str]:
    """The text of each page of a PDF, or what else is known of it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    result = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, text=True, check=True)
    return result.stdout.split("\f")


@pytest.fixture(scope="module", params=ENGINES)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gallery as LaTeX sets it."""
    if shutil.which("latexmk") is None or shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    known = subprocess.run(["kpsewhich", "kotex.sty", "tgtermes.sty"], capture_output=True, check=False)
    if known.returncode:
        pytest.skip("LaTeX is installed without what Sphinx needs of it")
    folder = tmp_path_factory.mktemp(request.param)
    left_out = ENGINES[request.param]
    fonts = r"latex_elements.fontpkg=\usepackage{tgtermes}\usepackage{tgheros}"  # what Sphinx sets by itself
    options = ["-D", "latex_engine=pdflatex", "-D", fonts, "-D", f"exclude_patterns={left_out}"]
    return gallery.pdf(gallery.lay_out(folder / "source"), folder / "latex", *(options if left_out else ()))


def test_in_a_pdf_nothing_is_set_over_anything_or_left_out(pdf: Path) -> None:
    log = pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    too_wide = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", log)]
    too_high = [float(points) for points in re.findall(r"Overfull \\vbox \(([\d.]+)pt too high\)", log)]
    assert [points for points in too_wide if points > 1] == []
    assert [points for points in too_high if points > 12] == []  # a line
    # Fonts for Chinese and Japanese are large, and not everywhere.
    missing = re.findall(r"Missing character: There is no ([^\u3000-\u30ff\u4e00-\u9fff])", log)
    assert missing + re.findall("undefined references", log) == []


def has_heading_on_each_page(pages: list[str]) -> bool:
    """Whether the long table goes on over several pages, on each below its heading."""
    row = re.compile(r"^ *conv\d_block\d[^:\n]* \(None, ", re.MULTILINE)
    starts = [page[: first.start()] for page in pages if (first := row.search(page))]
    return len(starts) > 3 and all(re.search(r"Layer \(type\) +Output Shape +Param #", start) for start in starts)


def test_in_a_pdf_each_page_of_a_long_table_has_its_heading(pdf: Path) -> None:
    assert has_heading_on_each_page(text_of(pdf, "-layout"))


def test_in_a_pdf_numbers_end_below_one_another(pdf: Path) -> None:
    for page in text_of(pdf, "-bbox")[0].split("<page ")[1:]:
        if "ResNet" in page:
            words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<', page)
            (right,) = [float(end) for _start, end, word in words if word == "#"]
            numbers = [float(end) for _s, end, word in words if re.fullmatch(r"\d{1,3}(,\d{3})+", word)]
            assert len(numbers) > 5
            assert {round(abs(end - right)) for end in numbers} == {0}
            break
    else:
        pytest.fail("there is no page with the long table")


@pytest.mark.skipif(not EPUBCHECK.exists() or shutil.which("java") is None, reason="epubcheck is not installed")
def test_a_book_is_what_the_standard_asks_for(tmp_path: Path) -> None:
    source = gallery.lay_out(tmp_path / "source", neighbours=("myst_parser",))  # the tabs of others are no XHTML
    book = gallery.build(source, "epub", tmp_path / "epub")
    (file,) = book.glob("*.epub")
    command = ["java", "-jar", str(EPUBCHECK), "--quiet", str(file)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in checked.stderr.splitlines() if re.match("ERROR|FATAL|WARNING", line)] == []
    assert checked.returncode == 0


@pytest.fixture(scope="module")
def printed(site: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Prints a page, with its notes closed, as a browser does it."""

    def as_pdf(name: str) -> Path:
        page = browser.new_page()
        page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        page.goto((site / f"{name}.html").as_uri())
        assert page.locator("details[open]").count() == 0
        path = tmp_path_factory.mktemp("printed") / f"{name}.pdf"
        page.pdf(path=path, format="A4")
        page.close()
        return path

    return as_pdf


def test_a_browser_prints_what_the_screen_folds(printed: Callable[[str], Path]) -> None:
    words = re.sub(r"\s+", " ", " ".join(text_of(printed("image-classifier"))))
    for told in ("(3 × 3 × 64) × 128 + 128 = 73,856", "measured on the way", "Keras then counts", "(1.06 MB)"):
        assert told in words


def test_a_browser_prints_the_heading_of_a_long_table_on_each_page(printed: Callable[[str], Path]) -> None:
    assert has_heading_on_each_page(text_of(printed("long"), "-layout"))
