"""The names of places on a page, so that a row of the table and its note can point at each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docutils import nodes

from ..summary import Row


@dataclass(frozen=True, slots=True)
class Anchors:
    """The id of each layer's row and of its note, by the layer's key."""

    rows: dict[str, str]
    notes: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[Row], prefix: str, document: nodes.document, *, noted: bool) -> Anchors:
        """Ids that begin with the prefix and are not taken in the document; there are notes only if it is `noted`."""
        keys = tuple(dict.fromkeys(row.key for row in rows))
        return cls(*({key: _free(f"{prefix}-{key}-{kind}", document) for key in (keys if wanted else ())}
                     for kind, wanted in (("row", True), ("note", noted))))  # fmt: skip

    def link_to_note(self, row: Row) -> nodes.Node:
        """The layer's name in the table; the first row of a layer is the one to come back to."""
        return _link(row.name, self.rows.get(row.key), self.notes.get(row.key), row.repeated)

    def link_to_row(self, row: Row) -> nodes.Node:
        """The layer's name in the notes."""
        return _link(row.key, self.notes.get(row.key), self.rows.get(row.key), row.repeated)


def _link(name: str, here: str | None, there: str | None, repeated: bool) -> nodes.Node:
    ids = [here] if here is not None and not repeated else []
    if there is not None:
        return nodes.reference("", name, internal=True, refid=there, ids=ids)
    return nodes.inline("", name, ids=ids) if ids else nodes.Text(name)


def _free(name: str, document: nodes.document) -> str:
    base = identifier = nodes.make_id(name)
    number = 1
    while identifier in document.ids:
        number += 1
        identifier = f"{base}-{number}"
    document.ids[identifier] = document  # taken; the node that will bear it is not made yet
    return identifier
