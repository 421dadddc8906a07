"""Pictures on a page: SVG in HTML, a file in EPUB, drawn by LaTeX itself in PDF, and told in words everywhere else.

Rails are for HTML alone: elsewhere, the column `Connected to` says what they show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from html import escape
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
from ..pictures.telling import levels
from ..summary import Summary
from .folding import blocks, fold_note
from .notes import NOTE
from .table import RAIL
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
            label = _("Diagram of the model; the same in words stands below.")
            title = nodes.rubric("", _("The diagram in words"))
            steps = nodes.bullet_list("", *_steps(drawn.structure, drawn.blocks, _))
            words = nodes.container("", title, steps, classes=[NOTE, "no-search"], is_div=True)
            pictures.append(_picture(drawn.drawing, label, words))
        if name == "shares" and (compared := shares(summary, _.text, _.numerals)):
            told = _.comma.join(f"{share.label}{_.colon}{share.percent}" for share in compared.shares)
            label = _("Share of the parameters: {shares}.", shares=told)
            pictures.append(_picture(compared.drawing, label, _paragraph(label)))
    return pictures


def _picture(drawing: Drawing, label: str, words: nodes.Element) -> nodes.container:
    html = nodes.raw("", svg(drawing, label, focusable=drawing.width > _WIDE), format="html")
    drawn = nodes.raw("", latex(drawing), format="latex")
    return nodes.container("", html, drawn, words, classes=[PICTURE, "no-search"], is_div=True)


def _steps(part: Part, blocks: Blocks, _: Words) -> list[nodes.list_item]:
    """What a part of the diagram shows, in the order in which it is computed."""
    match part:
        case Block():
            return [_item(_.semicolon.join(blocks.said(part)))]
        case Series():
            return [step for one in part.parts for step in _steps(one, blocks, _)]
        case Repeat():
            return [_item(_("{count} times:", count=part.times), _steps(part.body, blocks, _))]
        case Parallel():
            return [_item(_("side by side:"), [_branch(one, blocks, _) for one in part.branches])]
        case Net():
            return [_item(_("connected crosswise:"), _crosswise(part, blocks, _))]


def _branch(branch: Series, blocks: Blocks, _: Words) -> nodes.list_item:
    steps = _steps(branch, blocks, _)
    if not steps:
        return _item(_("unchanged: a connection that skips the others"))
    return steps[0] if len(steps) == 1 else _item(_("one after the other:"), steps)


def _crosswise(net: Net, blocks: Blocks, _: Words) -> list[nodes.list_item]:
    """The parts of a net with numbers, each with those that lead to it."""
    level = levels(net)
    places = sorted(level, key=lambda place: (level[place], place))
    number = {place: f"({index})" for index, place in enumerate(places, 1)} | {-1: _("the step before")}

    def sources(place: int) -> str:
        return _.comma.join(number[source] for source, target in net.links if target == place)

    items = []
    for place in places:
        whence = sources(place)
        title = _("{number} from {sources}:", number=number[place], sources=whence) if whence else f"{number[place]}:"
        items.append(_item(title, _steps(net.parts[place], blocks, _)))
    if net.closes:
        items.append(_item(_("The next step takes {sources}.", sources=sources(-2))))
    return items


def _item(text: str, steps: Sequence[nodes.Node] = ()) -> nodes.list_item:
    return nodes.list_item("", _paragraph(text), *([nodes.bullet_list("", *steps)] if steps else []))


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text(text), support_smartquotes=False)


def settle(app: Sphinx, document: nodes.document, page: str) -> None:
    """Leave of each picture what the builder can show."""
    form, filed = app.builder.format, app.builder.name == "epub"
    for part in [part for block in blocks(document) for part in block.children]:
        for table in [one for one in (part, *part.children) if isinstance(one, nodes.table)]:  # some themes wrap it
            _lay_rails(table, drawn=form == "html" and not filed)
        if isinstance(part, nodes.container) and PICTURE in part["classes"]:
            html, drawn, words = part.children
            assert isinstance(words, nodes.Element)
            if form != "html":
                part[:] = [drawn if form == "latex" else words]
            elif filed:
                part[:] = [nodes.raw("", _filed(html.astext(), words, app, page), format="html")]
            else:
                part[:] = [html]
                if isinstance(words, nodes.container):
                    part.parent.insert(part.parent.index(part) + 1, words)
                    fold_note(words)


def _lay_rails(table: nodes.table, *, drawn: bool) -> None:
    """Draw before the names what leads from layer to layer, or leave it to the last column."""
    for row in (row for group in table.children for part in group.children for row in part.children):
        if isinstance(row, nodes.row) and RAIL in row:
            strip, first = row.attributes.pop(RAIL), row.children[0]
            if drawn and isinstance(first, nodes.entry):
                first.insert(0, nodes.raw("", strip, format="html"))


def _filed(html: str, words: nodes.Element, app: Sphinx, page: str) -> str:
    """The picture as a file: an EPUB has to list the pages with drawings inside, and Sphinx cannot say so."""
    width = re.search(r' width="(.*?)"', html)
    assert width is not None
    name = f"{PICTURE}-{sha256(html.encode()).hexdigest()[:12]}.svg"
    folder = Path(app.builder.outdir) / app.builder.imagedir
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(as_file(html), encoding="utf-8")
    path = relative_uri(app.builder.get_target_uri(page), f"{app.builder.imagedir}/{name}")
    lines = (line.astext() for line in words.findall(nodes.paragraph))
    _ = Words.of(app.config.language)
    told = _.paragraph(line if line.endswith((":", ".", "：", "。")) else f"{line}{_.stop}" for line in lines)
    return f'<img src="{path}" width="{round(float(width[1]))}" alt="{escape(told)}"/>'


def register(app: Sphinx) -> None:
    """Announce what becomes of pictures."""
    app.connect("doctree-resolved", settle)
