"""Nodes that wait aside while a page is read.

Docutils and Sphinx walk through every node of a page some thirty times before it is stored: for substitutions, smart
quotes, targets and much more, of which the rows and the notes of a summary have none. So they join the page when that
is over, in time for whoever is told that a page was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Join(SphinxTransform):
    """Puts the nodes that wait into the places that are kept for them."""

    #: After all that is done to a page; Sphinx says at 880 that it was read.
    default_priority = 879

    def apply(self, **kwargs: Any) -> None:
        """Let them in; a second time, where a place was copied together with what is around it, as copies."""
        joined: set[int] = set()
        for place in [one for one in self.document.findall(nodes.pending) if one.transform is Join]:
            those = place.details["nodes"]
            place.replace_self([one.deepcopy() for one in those] if id(those) in joined else those)
            joined.add(id(those))


def waiting(those: Sequence[nodes.Node]) -> nodes.pending:
    """The place of nodes that wait.

    The document is not told of it, as one would of others that are pending: MyST reads parts of a page as documents
    of their own, and forgets what waits in them.
    """
    return nodes.pending(Join, {"nodes": list(those)})


def register(app: Sphinx) -> None:
    """Announce the transform."""
    app.add_transform(Join)
