"""The example pages as readers meet them: on a phone, in the dark, by keyboard, with a screen reader, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import gallery
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Pages of the gallery; the last ones need extensions that are not everywhere.
PAGES = (
    "image-classifier", "image-classifier-ko", "digits", "reviews", "branches", "failing", "languages", "long",
    "mathematics", "names", "pictures", "places", "costs", "exercises", "comparisons", "site", "design", "notebook",
    "cells",
)  # fmt: skip
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
Show = Callable[..., "Page"]


@pytest.fixture
def show(browser: Browser, site: Path) -> Iterator[Show]:
    """Opens a page of the site, at a width and in a colour scheme, without a network."""
    contexts = []

    def open_page(name: str, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
        if not (site / f"{name}.html").exists():
            pytest.skip(f"what {name} needs is not installed")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
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
def test_a_phone_does_not_scroll_sideways(show: Show, name: str, theme: str) -> None:
    if theme == "alabaster" and name in ("places", "comparisons"):
        pytest.skip("alabaster lets tables of authors be wider than the page")
    page = show(name, width=360)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "long"])  # the same as others, for a long time
def test_axe_finds_no_barrier_in_our_block(
    show: Show, name: str, width: int, scheme: Literal["light", "dark"], theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = show(name, width, scheme if theme in gallery.DARK_THEMES else "light")
    page.evaluate(OPEN_ALL)
    # The colours of highlighted code are the theme's.
    context = {"include": [[".model-summary-block"]], "exclude": [[".highlight"]]}
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    barriers = [(one["id"], node["html"], node["failureSummary"]) for one in found for node in one["nodes"]]
    # So are those of links, which are too pale in some.
    assert [one for one in barriers if not (one[0] == "color-contrast" and one[1].startswith("<a "))] == []


def test_everything_is_reached_with_the_keyboard_in_reading_order(show: Show) -> None:
    page = show("branches")
    ours = page.locator(".model-summary-block summary, .model-summary-block a:not(.headerlink)").filter(visible=True)
    ours.evaluate_all("all => all.forEach((one, place) => { one.dataset.place = place })")
    ours.first.focus()
    reached = []
    while len(reached) < ours.count():
        place = page.evaluate("document.activeElement.dataset.place")  # themes have stops of their own between ours
        reached += [int(place)] if place else []
        page.keyboard.press("Tab")
    assert reached == list(range(ours.count()))


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_note_opens_and_closes_with_the_keyboard(show: Show, key: str) -> None:
    note = show("image-classifier").locator("details.model-summary-note").first
    title = note.locator("summary")
    for opened in (True, False):
        title.press(key)
        assert (note.get_attribute("open") is not None) is opened
    assert title.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    assert title.evaluate("one => one.getBoundingClientRect().height") >= 24


def test_a_layer_leads_to_its_note_and_back(show: Show) -> None:
    page = show("image-classifier", width=360)
    page.locator("table.model-summary a", has_text="conv2d_1").first.press("Enter")
    note = page.locator("details.model-summary-note", has=page.locator(":target"))
    assert note.get_attribute("open") is not None  # browsers open what a link points into
    wait_until_it_is_seen(page)
    note.locator("a", has_text="conv2d_1").first.press("Enter")
    assert page.locator("table.model-summary :target").count() == 1
    wait_until_it_is_seen(page)


def wait_until_it_is_seen(page: Page) -> None:
    """What a link leads to comes on the screen, marked, and not under what a theme keeps on its top."""
    page.wait_for_function("""() => {
        const target = document.querySelector(':target'), box = target.getBoundingClientRect();
        const above = document.elementFromPoint(box.left + box.width / 2, box.top + 2);
        return target.contains(above) && getComputedStyle(target).outlineStyle === 'solid';
    }""", timeout=10_000)  # fmt: skip


def test_paper_shows_what_the_screen_folds(show: Show) -> None:
    page = show("image-classifier")
    page.emulate_media(media="print")
    sums = page.locator("details.model-summary-note").first
    assert sums.bounding_box()["height"] > 3 * sums.locator("summary").bounding_box()["height"]


#: For each row with rails: where the strip begins and ends, where its dot is, and where the first line of text.
RAILS = """
() => [...document.querySelectorAll('table.model-summary')].map(table => [...table.querySelectorAll('td > svg')].map(
    strip => {
        const edges = strip.getBoundingClientRect();
        const dot = strip.querySelector('circle');
        const range = document.createRange();
        range.selectNodeContents(strip.nextElementSibling);
        const line = range.getClientRects()[0];
        const middle = dot && (box => (box.top + box.bottom) / 2)(dot.getBoundingClientRect());
        const seen = getComputedStyle(strip.querySelector('svg')).overflow;
        return {seen, left: edges.left, right: edges.right, top: edges.top, bottom: edges.bottom, dot: middle,
                text: line.left, first: line.top, last: line.bottom};
    }))
"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["branches", "pictures"])
def test_rails_run_on_from_row_to_row_beside_the_names(show: Show, name: str, width: int) -> None:
    tables = [table for table in show(name, width=width).evaluate(RAILS) if table]
    assert tables
    for table in tables:
        for above, below in pairwise(table):
            assert above["bottom"] == pytest.approx(below["top"], abs=1.5)
            assert above["left"] == below["left"]
        for row in table:
            assert row["seen"] == "visible"  # some themes cut off what reaches out of any drawing
            assert row["right"] <= row["text"]
            assert row["dot"] is None or row["first"] < row["dot"] < row["last"]


#: The texts in each picture, and the picture itself, by their edges.
TEXTS = """
() => [...document.querySelectorAll('.model-summary-picture > svg')].map(picture =>
    [picture, ...picture.querySelectorAll('text')].map(one => {
        const box = one.getBoundingClientRect();
        return [box.left, box.top, box.right, box.bottom];
    }))
"""


def test_words_in_pictures_have_room_in_the_fonts_of_a_theme(show: Show) -> None:
    pictures = show("pictures").evaluate(TEXTS)
    assert pictures
    for (left, top, right, bottom), *texts in pictures:
        for one in texts:
            assert left <= one[0], one
            assert one[2] <= right, one
            assert top <= one[1], one
            assert one[3] <= bottom + 1, one
        for one, other in combinations(texts, 2):
            aside = one[2] <= other[0] or other[2] <= one[0]
            lines = one[3] - one[1]  # boxes of lines below one another may touch, their letters do not
            assert aside or abs(one[1] - other[1]) > 0.6 * lines, (one, other)
