"""Take pictures of the example site and the gallery in every theme, to be looked at: `python pictures.py FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from gallery import THEMES, chromium, site
from playwright.sync_api import sync_playwright

WIDTHS = (360, 768, 1440)
OPEN = "open => document.querySelectorAll('details').forEach(note => note.open = open)"

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
chosen = sys.argv[2:] or [theme for theme in THEMES if find_spec(theme)]

with sync_playwright() as driver:
    browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
    for theme in chosen:
        with tempfile.TemporaryDirectory() as work:
            for path in sorted(site(theme, Path(work)).glob("*.html")):
                if path.stem in ("index", "genindex", "search"):
                    continue
                for scheme in ("light", "dark"):
                    context = browser.new_context(color_scheme=scheme)
                    context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
                    page = context.new_page()
                    page.goto(path.as_uri())
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        for notes in ("closed", "open"):
                            page.evaluate(OPEN, notes == "open")
                            page.screenshot(
                                path=folder / f"{theme}-{path.stem}-{width}-{scheme}-{notes}.png", full_page=True
                            )
                    page.evaluate(OPEN, False)
                    if scheme == "light":
                        page.pdf(path=folder / f"{theme}-{path.stem}.pdf", format="A4")
                    context.close()
    browser.close()
