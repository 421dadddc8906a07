"""Labels before the directive, for `ref` and `numref`, name the table and not the block around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from .folding import blocks

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class HandOn(SphinxTransform):
    """Gives the labels of a block to its table, which has the title and the number."""

    #: After docutils gave them to what stands below them, at 260.
    default_priority = 270

    def apply(self, **kwargs: Any) -> None:
        """Hand them on."""
        for block in blocks(self.document):
            table = next((part for part in block.children if isinstance(part, nodes.table)), None)
            if table is None or not block["ids"]:
                continue
            self.document.ids.update(dict.fromkeys(block["ids"], table))
            for key in ("ids", "names"):
                table[key] += block[key]
                block[key] = []
            for key in ("expect_referenced_by_name", "expect_referenced_by_id"):
                setattr(table, key, getattr(table, key, {}) | getattr(block, key, {}))


def register(app: Sphinx) -> None:
    """Announce the transform."""
    app.add_transform(HandOn)
