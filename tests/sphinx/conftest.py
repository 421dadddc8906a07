"""Small projects, built as Sphinx builds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.console import strip_escape_sequences
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_model_summary.sphinx.folding import blocks

#: The settings for pages in Markdown; without MyST, tests of such pages are left out.
MARKDOWN = {"myst_enable_extensions": ["colon_fence"]} if find_spec("myst_parser") else {}


@dataclass
class Built:
    """A project after a build: Sphinx itself, what it warned of, and where it wrote."""

    app: Sphinx
    warnings: list[str]
    out: Path

    def doctree(self, page: str = "index") -> nodes.document:
        return self.app.env.get_doctree(page)

    def block(self, page: str = "index") -> nodes.container:
        """What the directive put on a page."""
        return blocks(self.doctree(page))[0]

    def cells(self, page: str = "index") -> list[list[str]]:
        """The table's rows as texts, the heading first."""
        return [[entry.astext() for entry in row.children] for row in self.block(page).findall(nodes.row)]

    def notes(self, page: str = "index") -> dict[str, list[str]]:
        """The paragraphs of each note, by its title."""
        return {
            note[0].astext(): [paragraph.astext() for paragraph in note.findall(nodes.paragraph)]
            for note in self.block(page).findall(nodes.container)
            if "model-summary-note" in note["classes"]
        }

    def plain(self, page: str = "index") -> str:
        """The block as text to be approved, without what depends on the machine or the markup."""
        text = re.sub(r' (?:source|line|rawsource|translated)="[^"]*"', "", self.block(page).pformat())
        text = re.sub(r' rail="<svg.*?</svg></svg>"', "", text)  # pictures have tests of their own
        # docutils before 0.22 writes the words of Python.
        return re.sub(r'="(False|True)"', lambda truth: f'="{int(truth[1] == "True")}"', text)

    def read(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds pages given by file name; the same call again builds the same project again."""

    def run(pages: dict[str, str], builder: str = "html", *, jobs: int = 1, out: str = "", **settings: Any) -> Built:
        if not MARKDOWN and any(name.endswith(".md") for name in pages):
            pytest.skip("MyST is not installed")
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        for name, text in pages.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            if not (source / name).exists() or (source / name).read_text(encoding="utf-8") != text:
                (source / name).write_text(text, encoding="utf-8")
        monkeypatch.chdir(source)  # docutils tells the path of an included file from here
        warnings = StringIO()
        folder = tmp_path / (out or builder)
        translators.clear()  # no words of the language of the build before
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source, None, folder, folder.with_suffix(".doctrees"), builder,
                status=StringIO(), warning=warnings, parallel=jobs,
                confoverrides={
                    "extensions": ["sphinx_model_summary", *(["myst_parser"] if MARKDOWN else [])], **MARKDOWN,
                    "html_theme": "basic", "project": "Lessons", "author": "A teacher", "copyright": "A teacher",
                    "version": "1", "language": "en", **settings,
                },
            )  # fmt: skip
            app.build()
        lines = strip_escape_sequences(warnings.getvalue()).replace(f"{source}/", "").splitlines()
        return Built(app, [line for line in lines if line], folder)

    return run
