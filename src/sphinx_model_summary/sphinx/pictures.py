"""Pictures on a page: SVG in HTML, a file in EPUB, drawn by LaTeX itself in PDF, and told in words everywhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ..pictures.blocks import Blocks
from ..pictures.diagram import diagram
from ..pictures.drawing import Drawing
from ..pictures.latex import latex
from ..pictures.shares import shares
from ..pictures.structure import Block, Net, Parallel, Part, Repeat, Series
from ..pictures.svg import as_file, svg
from ..summary import Summary
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The pictures, by the words that authors write.
PICTURES = ("diagram", "shares")
PICTURE = "model-summary-picture"
#: A picture that is wider may be wider than the page, and must then be reached with the keyboard.
_WIDE = 300


def render_pictures(summary: Summary, chosen: Sequence[str], _: Words) -> list[nodes.Node]:
    """The pictures that are chosen, as far as the model is known."""
    pictures: list[nodes.Node] = []
    for name in chosen:
        if name == "diagram" and (drawn := diagram(summary, _.text)):
            pictures.append(_picture(drawn.drawing, _diagram_in_words(drawn.structure, drawn.blocks, _)))
        if name == "shares" and (compared := shares(summary, _.text, _.numerals)):
            told = _.semicolon.join(f"{share.label}{_.colon}{share.percent}" for share in compared.shares)
            pictures.append(_picture(compared.drawing, _("Share of the parameters: {shares}.", shares=told)))
    return pictures


def _picture(drawing: Drawing, told: str) -> nodes.container:
    text = nodes.paragraph("", "", nodes.Text(told), support_smartquotes=False)
    focus = ' tabindex="0"' if drawing.width > _WIDE else ""
    html = f'<div class="{PICTURE}"{focus}>{svg(drawing, told)}</div>'
    drawn = (nodes.raw("", html, format="html"), nodes.raw("", latex(drawing), format="latex"))
    return nodes.container("", *drawn, text, classes=[PICTURE, "no-search"], is_div=True)


def _diagram_in_words(structure: Series, blocks: Blocks, _: Words) -> str:
    steps = _part_in_words(structure, blocks, _)
    return _("Diagram of the model, from the input to the output: {steps}.", steps=steps)


def _part_in_words(part: Part, blocks: Blocks, _: Words) -> str:
    match part:
        case Block():
            return f"{blocks.title(part)} ({blocks.shape(part)})"
        case Series():
            return _.semicolon.join(_part_in_words(one, blocks, _) for one in part.parts) or _("unchanged")
        case Repeat():
            return _("{count} times ({steps})", count=part.times, steps=_part_in_words(part.body, blocks, _))
        case Parallel():
            branches = [f"[{place}] {_part_in_words(one, blocks, _)}" for place, one in enumerate(part.branches, 1)]
            return _("side by side {branches}", branches=" ".join(branches))
        case Net():
            steps = _.semicolon.join(_part_in_words(one, blocks, _) for one in part.parts)
            return _("connected crosswise ({steps})", steps=steps)


def settle(app: Sphinx, document: nodes.document, page: str) -> None:
    """Leave of each picture what the builder can show."""
    form = app.builder.format
    for picture in [one for one in document.findall(nodes.container) if PICTURE in one["classes"]]:
        html, drawn, told = picture.children
        if form == "html":
            filed = app.builder.name == "epub"
            picture.replace_self(nodes.raw("", _filed(html.astext(), app, page), format="html") if filed else html)
        else:
            picture[:] = [drawn if form == "latex" and not _in_a_cell(picture) else told]


def _filed(html: str, app: Sphinx, page: str) -> str:
    """The picture as a file: an EPUB has to list the pages with drawings inside, and Sphinx cannot say so."""
    found = re.search(r'<svg.*? width="(.*?)".*? aria-label="(.*?)".*</svg>', html, re.DOTALL)
    assert found is not None
    name = f"{PICTURE}-{sha256(found[0].encode()).hexdigest()[:12]}.svg"
    folder = Path(app.builder.outdir) / app.builder.imagedir
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(as_file(found[0]), encoding="utf-8")
    path = relative_uri(app.builder.get_target_uri(page), f"{app.builder.imagedir}/{name}")
    return f'<div class="{PICTURE}"><img src="{path}" width="{round(float(found[1]))}" alt="{found[2]}"/></div>'


def _in_a_cell(node: nodes.Element | None) -> bool:
    while node is not None and not isinstance(node, nodes.entry):
        node = node.parent
    return node is not None


def register(app: Sphinx) -> None:
    """Announce what becomes of pictures."""
    app.connect("doctree-resolved", settle)
