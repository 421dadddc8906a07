"""Take pictures of the gallery in every form that is looked at: `python pictures.py FOLDER [FORM...]`.

A form is a theme, or `pdf`, `epub`, `text`; without any, all that can be made here. Each form gets a folder, and
`index.html` shows the pictures side by side.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import gallery
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1440)
OPEN = "open => document.querySelectorAll('details').forEach(note => note.open = open)"
#: Pages that show no model.
PLAIN = ("index", "genindex", "search")


def in_theme(theme: str, browser: Browser, work: Path, folder: Path) -> None:
    """Every page of a site: in three widths, light and dark, notes closed and open; and on paper."""
    for path in pages(gallery.site(theme, work), "*.html"):
        for scheme in ("light", "dark") if theme in gallery.DARK_THEMES else ("light",):
            with opened(browser, path, color_scheme=scheme) as page:
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    for notes in ("closed", "open"):
                        page.evaluate(OPEN, notes == "open")
                        name = f"{path.stem}-{width}-{scheme}-{notes}.png"
                        page.screenshot(path=folder / name, full_page=True)
                page.evaluate(OPEN, False)
                if scheme == "light":
                    page.pdf(path=work / "print.pdf", format="A4")
                    as_pictures(work / "print.pdf", folder / f"{path.stem}-print")


def in_pdf(_browser: Browser, work: Path, folder: Path) -> None:
    """The pages that LaTeX sets."""
    as_pictures(gallery.pdf(gallery.lay_out(work / "source"), work / "latex"), folder / "page")


def in_epub(browser: Browser, work: Path, folder: Path) -> None:
    """The pages of a book, on the screen of a reader and of a telephone."""
    book = gallery.build(gallery.lay_out(work / "source"), "epub", work / "epub")
    for path in pages(book, "*.xhtml"):
        for width in (360, 800):
            with opened(browser, path, viewport={"width": width, "height": 900}) as page:
                page.screenshot(path=folder / f"{path.stem}-{width}.png", full_page=True)


def in_text(browser: Browser, work: Path, folder: Path) -> None:
    """Plain text, in letters of one width."""
    for path in pages(gallery.build(gallery.lay_out(work / "source"), "text", work / "text"), "*.txt"):
        sheet = work / "sheet.html"
        sheet.write_text(f'<meta charset="utf-8"><pre>{escape(path.read_text(encoding="utf-8"))}', encoding="utf-8")
        with opened(browser, sheet, viewport={"width": 1200, "height": 900}) as page:
            page.screenshot(path=folder / f"{path.stem}.png", full_page=True)


def pages(folder: Path, files: str) -> Iterator[Path]:
    """The files with pages that show a model."""
    yield from (path for path in sorted(folder.glob(files)) if path.stem not in PLAIN)


@contextmanager
def opened(browser: Browser, path: Path, **settings: object) -> Iterator[Page]:
    """A page, without a network."""
    context = browser.new_context(reduced_motion="reduce", **settings)
    context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def as_pictures(pdf: Path, name: Path) -> None:
    """The pages of a PDF; the PDF itself where nothing is there to draw them."""
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "80", "-png", str(pdf), str(name)], check=True)
    else:
        shutil.copy(pdf, name.with_suffix(".pdf"))


def make_index(target: Path) -> None:
    """A page with all the pictures in the folder, small, each leading to itself."""
    shown = "".join(
        f'<a href="{path}"><img src="{path}" alt="" loading="lazy">{path}</a>'
        for path in sorted(path.relative_to(target).as_posix() for path in target.glob("*/*.png"))
    )
    style = "body { display: flex; flex-wrap: wrap; gap: 1em } a { width: 20em } img { width: 100%; max-height: 30em;"
    style += " object-fit: cover; object-position: top; border: 1px solid }"
    (target / "index.html").write_text(f"<!doctype html><title>Gallery</title><style>{style}</style>{shown}")


FORMS: dict[str, Callable[[Browser, Path, Path], None]] = {
    **{theme: lambda *places, theme=theme: in_theme(theme, *places) for theme in gallery.THEMES if find_spec(theme)},
    **({"pdf": in_pdf} if shutil.which("latexmk") else {}),
    "epub": in_epub,
    "text": in_text,
}

if __name__ == "__main__":
    target, *chosen = sys.argv[1:]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=gallery.chromium(), args=["--no-sandbox"])
        for form in chosen or FORMS:
            folder = Path(target) / form
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            with tempfile.TemporaryDirectory() as work:
                FORMS[form](browser, Path(work), folder)
        browser.close()
    make_index(Path(target))
