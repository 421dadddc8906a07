"""A summary as files to take along, written by the builders whose pages can offer files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import download_reference

from ..printing import csv_document, json_document
from ..summary import Summary
from .folding import blocks
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The forms of the files, by the words that authors write.
DOWNLOADS = ("json", "csv")
DOWNLOAD = "model-summary-download"
#: Where Sphinx itself puts what its pages offer.
_FOLDER = "_downloads"


def render_downloads(summary: Summary, chosen: Sequence[str], name: str, _: Words) -> list[nodes.Node]:
    """A line that offers the files, named after the model; none while anything is unknown."""
    if not chosen or not summary.is_known:
        return []
    line = nodes.paragraph("", "", nodes.Text(_("Download") + _.colon), support_smartquotes=False,
                           translatable=False, classes=[DOWNLOAD, "model-summary-quiet", "no-search"])  # fmt: skip
    for place, form in enumerate(dict.fromkeys(chosen)):
        line += [nodes.Text(" · ")] if place else []
        line += nodes.raw("", _file(summary, form), format=form, filename=f"{nodes.make_id(name) or 'model'}.{form}")
    return [line]


def _file(summary: Summary, form: str) -> str:
    if form == "csv":
        return csv_document(summary)
    return json.dumps(json_document(summary), ensure_ascii=False, indent=1) + "\n"


def settle(app: Sphinx, document: nodes.document, page: str) -> None:
    """Write the files and link to them; the line goes where the builder offers no files."""
    offers = app.builder.format == "html" and getattr(app.builder, "download_support", False)
    lines = (part for block in blocks(document) for part in block.children if isinstance(part, nodes.paragraph))
    for line in [one for one in lines if DOWNLOAD in one["classes"]]:
        if offers:
            for file in list(line.findall(nodes.raw)):
                file.replace_self(_link(file, Path(app.builder.outdir) / _FOLDER))
        else:
            line.parent.remove(line)


def _link(file: nodes.raw, folder: Path) -> nodes.Node:
    """A link to a file; its path follows from its content, so that whoever writes it writes the same."""
    content = file.astext().encode()
    path = f"{sha256(content).hexdigest()[:32]}/{file['filename']}"
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)
    return download_reference("", "", nodes.Text(file["format"].upper()), filename=path, reftarget=file["filename"])


def register(app: Sphinx) -> None:
    """Announce what becomes of downloads."""
    app.connect("doctree-resolved", settle)
