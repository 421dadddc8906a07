"""The gallery: the example site, and pages of what is hard to show, as one site for any builder and any theme."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

TESTS = Path(__file__).parents[1]
EXAMPLE_SITE = TESTS.parent / "example_site"
PAGES = TESTS / "gallery" / "pages"
#: The themes that most projects use.
THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
#: Those of them that have a dark side.
DARK_THEMES = ("furo", "pydata_sphinx_theme", "sphinx_book_theme")
#: Extensions that many projects load beside ours; MyST-NB brings MyST with it.
NEIGHBOURS = ("myst_nb" if find_spec("myst_nb") else "myst_parser", "sphinx_design")
#: The pages that need an extension.
NEEDS = {"design.rst": "sphinx_design", "notebook.md": "myst_nb", "cells.ipynb": "myst_nb"}

CONF = """\
project = html_title = "Gallery"
author = copyright = "A teacher"
version = "1"
extensions = {extensions}
html_theme = "{theme}"
numfig = True
nb_execution_mode = "off"
suppress_warnings = [
    "model_summary.unknown_name", "model_summary.invalid_input", "model_summary.no_input_shape", "myst-nb.lexer",
]
latex_engine = "xelatex"
latex_elements = {{
    "fontpkg": r"\\usepackage{{kotex}}"
    r"\\IfFontExistsTF{{Noto Serif CJK SC}}{{\\setmainhanjafont{{Noto Serif CJK SC}}}}{{}}"
    r"\\IfFontExistsTF{{Noto Sans CJK SC}}{{\\setsanshanjafont{{Noto Sans CJK SC}}}}{{}}"
}}
man_pages = [("index", "gallery", "Gallery", ["A teacher"], 1)]
"""


def lay_out(source: Path, theme: str = "basic", neighbours: Sequence[str] = NEIGHBOURS) -> Path:
    """The sources of the gallery in a folder of its own, as far as what is installed can read them."""
    extensions = ["sphinx_model_summary", *filter(find_spec, neighbours)]
    shutil.copytree(EXAMPLE_SITE, source, ignore=shutil.ignore_patterns("conf.py", "_build", "index.*"))
    shutil.copytree(PAGES, source, dirs_exist_ok=True)
    shutil.copytree(TESTS / "listings", source / "listings", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "conf.py").write_text(CONF.format(extensions=extensions, theme=theme), encoding="utf-8")
    for page, extension in NEEDS.items():
        if extension not in extensions:
            (source / page).unlink()
    if not {"myst_nb", "myst_parser"} & set(extensions):
        for page in source.glob("*.md"):
            page.unlink()
    return source


def build(source: Path, builder: str, output: Path, *options: str) -> Path:
    """What a builder makes of the gallery; a warning is an error."""
    stored = output.with_name(f"{output.name}-doctrees")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, "-d", str(stored), *options]
    subprocess.run([*command, str(source), str(output)], check=True)
    return output


def site(theme: str, folder: Path) -> Path:
    """The gallery's pages in a theme."""
    return build(lay_out(folder / "source", theme), "html", folder / "html")


def pdf(source: Path, output: Path, *options: str) -> Path:
    """The gallery as LaTeX sets it; what LaTeX has to say stands beside it in a log."""
    build(source, "latex", output, *options)
    make = ["make", "LATEXMKOPTS=-interaction=nonstopmode -halt-on-error"]
    subprocess.run(make, cwd=output, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return output / "gallery.pdf"


def chromium() -> str | None:
    """The installed Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
