"""What formats need that are made of letters alone: numbers in line, and nothing that their writers cannot place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import column_width
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.text import TextTranslator

from .folding import blocks, give_places

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class InCells(SphinxPostTransform):
    """A summary in a cell of a table becomes a list, and its notes follow the table.

    Their writers stop at tables in tables; LaTeX breaks no cell over pages, and in text a cell is one paragraph.
    """

    default_priority = 390
    formats = ("latex", "man", "text")

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for block in reversed(blocks(self.document)):  # notes that are moved come to stand in order
            around = _table_around(block)
            if around is not None:
                _unlink(block)
                caption = _as_lists(block)
                notes = [one for one in block.children if isinstance(one, nodes.container)]
                block[:] = [one for one in block.children if one not in notes]
                below = nodes.container("", *caption, *notes, classes=block["classes"], is_div=True)
                around.parent.insert(around.parent.index(around) + 1, below)


def _table_around(node: nodes.Node) -> nodes.table | None:
    """The outermost table in whose cells a node stands."""
    found = None
    while (node := node.parent) is not None:
        found = node if isinstance(node, nodes.table) else found
    return found


def _as_lists(block: nodes.container) -> list[nodes.Node]:
    """Write tables as lists, row by row; what stands above them, once more."""
    captions: list[nodes.Node] = []
    for table in list(block.findall(nodes.table)):
        rows = [[entry.astext() for entry in row.children] for row in table.findall(nodes.row)]
        lines = [nodes.paragraph("", " | ".join(filter(None, row))) for row in rows]
        captions = [nodes.paragraph("", "", *title.children) for title in table.findall(nodes.title)]
        items = nodes.bullet_list("", *(nodes.list_item("", line) for line in lines))
        table.replace_self([*(one.deepcopy() for one in captions), items])
    return captions


class InLine(SphinxPostTransform):
    """The digits of a column stand below one another."""

    default_priority = 400
    formats = ("man", "text")

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for group in [group for block in blocks(self.document) for group in block.findall(nodes.tgroup)]:
            columns = zip(*(row.children for row in group.findall(nodes.row)), strict=True)
            for spec, column in zip(group.findall(nodes.colspec), columns, strict=True):
                numbers = [text for entry in column if isinstance(entry, nodes.entry) for text in _number(entry)]
                width = max(map(column_width, numbers), default=0)
                for text in numbers:
                    before = "\N{NO-BREAK SPACE}" * (width - column_width(text))
                    text.parent.replace(text, nodes.Text(before + text))
                if numbers:
                    spec["colwidth"] = max(spec["colwidth"], *(column_width(entry.astext()) for entry in column))


def _number(entry: nodes.entry) -> list[nodes.Text]:
    """The number in a cell of a column of numbers."""
    if "model-summary-number" not in entry["classes"] or isinstance(entry.parent.parent, nodes.thead):
        return []
    return [text for text in [*entry.findall(nodes.Text)][:1] if text[0].isdecimal() or text[0] in "+−"]


class WithoutLinks(SphinxPostTransform):
    """Names in rows and notes do not point at each other: Markdown knows no places, Texinfo writes them out."""

    default_priority = 400
    formats = ("markdown", "texinfo")

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for block in blocks(self.document):
            _unlink(block)


def _unlink(block: nodes.container) -> None:
    give_places(block)
    for link in [one for one in block.findall(nodes.reference) if "refid" in one]:
        if not isinstance(link.parent, nodes.title):
            link.replace_self(link.children)


class InMan(SphinxPostTransform):
    """A caption becomes a paragraph: manual pages would take it for a heading."""

    default_priority = 400
    formats = ("man",)

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for block in blocks(self.document):
            for title in [one for one in block.findall(nodes.title) if isinstance(one.parent, nodes.table)]:
                table = title.parent
                table.remove(title)
                table.parent.insert(table.parent.index(table), nodes.paragraph("", "", *title.children))


#: Signs for private use, which stand for the spaces that no line may break at while lines are filled.
_HELD = str.maketrans({"\N{NO-BREAK SPACE}": "\ue000", "\N{NARROW NO-BREAK SPACE}": "\ue001"})
_FREE = {ord(held): chr(space) for space, held in _HELD.items()}


class _Unbroken(TextTranslator):
    """Plain text whose lines keep numbers and units together: Sphinx breaks them at every space, 1 024 too."""

    def add_text(self, text: str) -> None:
        super().add_text(text.translate(_HELD))

    def depart_document(self, node: nodes.Element) -> None:
        super().depart_document(node)
        self.body = self.body.translate(_FREE)


def keep_together(app: Sphinx) -> None:
    """Let the text builder write so, whoever made its translator."""
    if app.builder.name == "text":
        chosen = app.builder.get_translator_class()
        app.set_translator("text", type(chosen.__name__, (_Unbroken, chosen), {}), override=True)


def register(app: Sphinx) -> None:
    """Announce the transforms, and the lines of plain text."""
    for transform in (InCells, InLine, WithoutLinks, InMan):
        app.add_post_transform(transform)
    app.connect("builder-inited", keep_together)
