"""A Chromium, and the gallery built for it in each theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import gallery
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if gallery.chromium() is None:
        pytest.skip("no Chromium is installed: the built pages are not looked at")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=gallery.chromium(), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", params=gallery.THEMES)
def site(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site built in a theme; not worth building where no browser looks at it."""
    pytest.importorskip(request.param, reason=f"{request.param} is not installed")
    return gallery.site(request.param, tmp_path_factory.mktemp(request.param))
