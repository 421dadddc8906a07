"""Neural networks in documents: the table that `model.summary()` prints, and why its numbers are what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import Code, Problem
from .summarize import summarize
from .summary import Row, Summary, Total
from .weights import Weight

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["Code", "Problem", "Row", "Summary", "Total", "Weight", "setup", "summarize"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; Sphinx is imported only here, so that the engine runs without it."""
    from .sphinx.extension import setup

    return setup(app)
