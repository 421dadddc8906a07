"""Files that a directive reads its text from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import Code, Refused, say

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective


def read_file(directive: SphinxDirective, name: str) -> tuple[str, str]:
    """The text of a file beside the page, and its path; the page is read again when it changes.

    :raises Refused: where it cannot be read.
    """
    relative, path = directive.env.relfn2path(name)
    directive.env.note_dependency(relative)
    try:
        return Path(path).read_text(encoding="utf-8-sig"), path
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(
            Code.NO_LISTING, say("the file {name} cannot be read: {reason}", name=name, reason=reason)
        ) from error
