"""The example pages as readers meet them: on a phone, in the dark, by keyboard, with a screen reader, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("image-classifier", "image-classifier-ko", "digits", "reviews", "branches", "names")
HARD = ("image-classifier", "branches")
Show = Callable[..., "Page"]


@pytest.fixture
def show(browser: Browser, site: Path) -> Iterator[Show]:
    """Opens a page of the site, at a width and in a colour scheme, without a network."""
    contexts = []

    def open_page(name: str, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        page = context.new_page()
        page.goto((site / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def theme(request: pytest.FixtureRequest) -> str:
    """The theme of the site."""
    return str(request.node.callspec.params["site"])


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_does_not_scroll_sideways(show: Show, name: str) -> None:
    page = show(name, width=360)
    for note in page.locator("details.model-summary-note").all():
        note.evaluate("note => note.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", HARD)
def test_axe_finds_no_barrier_in_our_block(show: Show, name: str, scheme: Literal["light", "dark"], theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    if scheme == "dark" and theme in ("alabaster", "sphinx_rtd_theme"):
        pytest.skip(f"{theme} has no dark side")
    page = show(name, scheme=scheme)
    for note in page.locator("details.model-summary-note").all():
        note.evaluate("note => note.open = true")
    # The colours of highlighted code are the theme's; so are those of links, which are too pale in one.
    context = {"include": [[".model-summary-block"]], "exclude": [[".highlight"]]}
    options = {"rules": {"color-contrast": {"enabled": theme != "sphinx_rtd_theme"}}}
    found = Axe().run(page, context=context, options=options)
    assert found.violations_count == 0, found.generate_report()


def test_notes_open_with_the_keyboard(show: Show) -> None:
    note = show("image-classifier").locator("details.model-summary-note").first
    assert note.get_attribute("open") is None
    note.locator("summary").press("Enter")
    assert note.get_attribute("open") is not None


def test_a_layer_leads_to_its_note_and_back(show: Show) -> None:
    page = show("image-classifier")
    page.locator("table.model-summary a", has_text="conv2d_1").first.click()
    note = page.locator("details.model-summary-note", has=page.locator(":target"))
    assert note.get_attribute("open") is not None  # browsers open what a link points into
    note.locator("a", has_text="conv2d_1").first.click()
    assert page.locator("table.model-summary :target").count() == 1


def test_paper_shows_what_the_screen_folds(show: Show) -> None:
    page = show("image-classifier")
    page.emulate_media(media="print")
    sums = page.locator("details.model-summary-note").first
    assert sums.bounding_box()["height"] > 3 * sums.locator("summary").bounding_box()["height"]
