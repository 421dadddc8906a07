"""A Chromium, and sites built for it: the example site, and a gallery of what is hard to show."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLE_SITE = Path(__file__).parents[2] / "example_site"
GALLERY = Path(__file__).parent / "gallery"
#: The themes that most projects use, by the module that holds each.
THEMES = {
    "alabaster": "alabaster",
    "furo": "furo",
    "pydata_sphinx_theme": "pydata_sphinx_theme",
    "sphinx_book_theme": "sphinx_book_theme",
    "sphinx_rtd_theme": "sphinx_rtd_theme",
}
#: Extensions that many projects load beside ours.
NEIGHBOURS = ("myst_parser", "sphinx_design")


def build_site(theme: str, output: Path) -> Path:
    """The example site and the gallery as one site in a theme; the folder of its pages."""
    source = output / "source"
    shutil.copytree(EXAMPLE_SITE, source, ignore=shutil.ignore_patterns("conf.py", "_build", "index.*"))
    shutil.copytree(GALLERY, source, dirs_exist_ok=True)
    extensions = ["sphinx_model_summary", *filter(find_spec, NEIGHBOURS)]
    (source / "conf.py").write_text(
        f"project = html_title = 'Gallery'\nextensions = {extensions}\nhtml_theme = '{theme}'\nnumfig = True\n"
        "suppress_warnings = ['model_summary.invalid_input']\n"
    )
    if "sphinx_design" not in extensions:
        (source / "places.rst").unlink()
    command = [sys.executable, "-m", "sphinx", "-q", "-W", str(source), str(output / "html")]
    subprocess.run(command, check=True)
    return output / "html"


def program() -> str | None:
    """The installed Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if program() is None:
        pytest.skip("no Chromium is installed: the built pages are not looked at")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", params=THEMES)
def site(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site built in a theme; not worth building where no browser looks at it."""
    pytest.importorskip(THEMES[request.param], reason=f"{request.param} is not installed")
    return build_site(request.param, tmp_path_factory.mktemp(request.param))
