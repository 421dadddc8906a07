"""Where a line of a listing stands in the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective


def source_line(directive: SphinxDirective, line: int) -> str:
    """The place, as `path:line`, of a line (from 1) of the directive's content.

    reStructuredText keeps the file and line of every content line; MyST counts them from the directive's own body.
    """
    source, opening = directive.get_source_info()
    items = directive.content.items
    if items and items[0][1] is not None and items[0][1] >= opening:
        origin, above = items[min(line, len(items)) - 1]
        return f"{origin}:{above + 1}"
    return f"{source}:{directive.lineno + directive.content_offset + line}"
