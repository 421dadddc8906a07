"""Take the README's pictures: the page that its own example gives, in the light and in the dark."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "_static"
MARGIN = 16

example = re.search(r"^```rst\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
assert example is not None

with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
    site = Path(folder)
    (site / "conf.py").write_text('extensions = ["sphinx_model_summary"]\nhtml_theme = "furo"\n', encoding="utf-8")
    (site / "index.rst").write_text("Digits\n======\n\n" + example[1], encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-W", folder, str(site / "html")], check=True)
    browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 1000, "height": 900}, color_scheme=scheme, device_scale_factor=1.25)
        page.goto((site / "html" / "index.html").as_uri())
        title = page.locator("summary", has_text=re.compile("^Dense"))
        page.locator("details.model-summary-note").filter(has=title).evaluate("note => note.open = true")
        box = page.locator(".model-summary-block").bounding_box()
        clip = {"x": box["x"] - MARGIN, "y": box["y"] - MARGIN,
                "width": box["width"] + 2 * MARGIN, "height": box["height"] + 2 * MARGIN}  # fmt: skip
        page.screenshot(path=PICTURES / f"page-{scheme}.png", clip=clip, full_page=True)
    browser.close()
