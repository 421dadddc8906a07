"""The extension as Sphinx sees it: options, directive, translations, stylesheet."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import (
    checks,
    comparisons,
    config,
    domain,
    downloads,
    folding,
    labels,
    latex,
    mathematics,
    pictures,
    plaintext,
    question,
    quiz,
    waiting,
)
from .directive import ModelSummary
from .languages import LOCALE_DIR
from .words import CATALOGUE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

STATIC_DIR = Path(__file__).parent / "static"
STYLESHEET = "model-summary.css"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Everything that the extension adds to Sphinx."""
    config.register(app)
    domain.register(app)
    checks.register(app)
    waiting.register(app)
    labels.register(app)
    folding.register(app)
    latex.register(app)
    plaintext.register(app)
    mathematics.register(app)
    pictures.register(app)
    downloads.register(app)
    quiz.register(app)
    question.register(app)
    comparisons.register(app)
    app.add_directive("model-summary", ModelSummary)
    app.add_message_catalog(CATALOGUE, str(LOCALE_DIR))
    app.connect("config-inited", config.validate)
    app.connect("builder-inited", add_static_files)
    app.connect("html-page-context", add_stylesheet)
    release = released()
    return {
        "version": release,
        # What pages show may change with every release, so all of them are then read again.
        "env_version": env_version(release),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def add_static_files(app: Sphinx) -> None:
    """Let the HTML builders copy the stylesheet."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC_DIR))


def add_stylesheet(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the stylesheet on pages that show a model, and on no others."""
    shown = doctree is not None and bool(folding.blocks(doctree))
    if shown or app.registry.html_assets_policy == "always":
        app.add_css_file(STYLESHEET)


def released() -> str:
    """The version that is installed; "0" for sources that nobody installed."""
    try:
        return version("sphinx-model-summary")
    except PackageNotFoundError:
        return "0"


def env_version(release: str) -> int:
    """A number that differs from release to release: 1.2.3 gives 1002003."""
    parts = [int("".join(filter(str.isdecimal, part)) or 0) for part in release.split(".")[:3]]
    major, minor, patch = (*parts, 0, 0, 0)[:3]
    return major * 1_000_000 + minor * 1_000 + patch + 1
