"""What HTML does better: notes that fold, rows as wide as the table, names that break between their words."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .costs import SHARE
from .notes import NOTE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

BLOCK = "model-summary-block"
CHECK = "model-summary-check"
#: The classes of what the directives make.
OWN = {BLOCK, CHECK}
WORD = "model-summary-word"


class fold(nodes.Element):  # noqa: N801 - nodes of docutils are written small
    """A note that can be opened and closed; made for HTML only."""


class fold_title(nodes.TextElement):  # noqa: N801
    """What stands on a closed note."""


def _visit_fold(writer: HTML5Translator, node: fold) -> None:
    # An EPUB is read on paper-like devices, and not all of them can open what is closed.
    opened: dict[str, Any] = {"open": "open"} if writer.builder.name == "epub" else {}
    writer.body.append(writer.starttag(node, "details", **opened))


def _depart_fold(writer: HTML5Translator, node: fold) -> None:
    writer.body.append("</details>\n")


def _visit_fold_title(writer: HTML5Translator, node: fold_title) -> None:
    label = {"aria-label": node["label"]} if "label" in node else {}
    writer.body.append(writer.starttag(node, "summary", "", **label))


def _depart_fold_title(writer: HTML5Translator, node: fold_title) -> None:
    writer.body.append("</summary>\n")


class InHtml(SphinxPostTransform):
    """Notes fold, and rows with one text reach over the whole table."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for part in [part for block in blocks(self.document) for part in block.children]:
            if isinstance(part, nodes.table):
                _give_room(part)
            elif isinstance(part, nodes.container) and NOTE in part["classes"]:
                fold_note(part)


def _give_room(table: nodes.table) -> None:
    """Let cells with one text for the whole row be as wide as the table, and names break in the others."""
    for group in (child for child in table.children if isinstance(child, nodes.tgroup)):
        if group["cols"] > 3:
            table["classes"].append("model-summary-broad")
            if not any(group.findall(nodes.reference)):
                _let_keyboard_in(group)
        if group["cols"] > 5:
            table["classes"].append("model-summary-dense")
        for row in (row for part in group.children for row in part.children):
            assert isinstance(row, nodes.row)
            first, *others = (entry for entry in row.children if isinstance(entry, nodes.entry))
            if "model-summary-wide" in first["classes"]:
                first["morecols"] = len(others)
                row[:] = [first]
            else:
                for entry in (first, *others):
                    _let_names_break(entry)
                    _draw_shares(entry)


def _let_keyboard_in(group: nodes.tgroup) -> None:
    """A table that scrolls on a phone has something to focus, so that it scrolls with the keyboard, too."""
    heading = next(group.findall(nodes.paragraph))
    before, after = nodes.raw("", '<span tabindex="0">', format="html"), nodes.raw("", "</span>", format="html")
    heading[:] = [before, *heading.children, after]


def _draw_shares(entry: nodes.entry) -> None:
    """Put a bar below each share."""
    for share in [one for one in entry.findall(nodes.inline) if SHARE in one]:
        bar = f'<span class="model-summary-bar" style="width: {share[SHARE]}%"></span>'
        share += nodes.raw("", bar, format="html")


def fold_note(note: nodes.container) -> None:
    """Put what can be opened and closed in the place of a note."""
    title, *content = note.children
    assert isinstance(title, nodes.rubric)
    for lines in content:
        links = list(lines.findall(nodes.reference))
        if links and isinstance(lines, nodes.bullet_list):
            lines["classes"].append("no-search")  # the names of layers, which nobody looks for
        for link in links:
            _let_names_break(link)
    note.replace_self(fold("", fold_title("", "", *title.children), *content, classes=note["classes"]))


#: A shape; or what is neither a shape nor white space.
_WORDS = re.compile(r"(\([^()\s]+(?:, [^()]*)?\)[],]*|\S+)")
#: Before a word of a class name; a name may also go on after an underscore, and before the numbers of a connection.
HUMPS = re.compile(r"(?<=[A-Za-z0-9])(?=[A-Z][a-z]{2})")
_JOINTS = re.compile(rf"(?<=_)(?=[^_])|{HUMPS.pattern}|(?<=[^]])(?=\[)")
_SHORT = 12


def _let_names_break(node: nodes.Element) -> None:
    """Words stay whole where there is room; where there is none, a name goes on after one of its parts."""
    linked = isinstance(node, nodes.reference)  # underlines of links do not reach into a block
    for place, child in enumerate(node.children):
        if isinstance(child, nodes.Element):
            _let_names_break(child)
        elif isinstance(child, nodes.Text) and (len(child) > _SHORT or "][" in child or " " in child):
            words = "".join(_word(word, linked) for word in _WORDS.split(child))
            if "<" in words:
                node[place] = nodes.raw("", words, format="html")


def _word(word: str, linked: bool) -> str:
    """A word as HTML, with the places where it may break."""
    first, *more = _JOINTS.split(word) if len(word) > _SHORT or "][" in word else [word]
    rest = (
        f'<wbr/><span class="model-summary-numbers">{part}</span>' if part[0] == "[" else f"<wbr/>{part}"
        for part in map(escape, more)
    )  # fmt: skip
    whole = "".join([escape(first), *rest])
    return whole if linked or not (more or " " in word.strip()) else f'<span class="{WORD}">{whole}</span>'


def blocks(document: nodes.Node, kind: str = BLOCK) -> list[nodes.container]:
    """What the directives put into a document, with a class that tells its kind.

    They stand neither in text nor inside one another: nobody looks there, where most of a page's nodes are.
    """
    found: list[nodes.container] = []
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.container) and not OWN.isdisjoint(node["classes"]):
            found += [node] if kind in node["classes"] else []
        elif not isinstance(node, nodes.TextElement):
            waiting.extend(reversed(node.children))
    return found


def give_places(block: nodes.container) -> None:
    """Put the places that are linked to before the names that have them; not all writers find them there."""
    for name in [one for one in block.findall(nodes.Element) if isinstance(one, (nodes.reference, nodes.inline))]:
        if name["ids"]:
            name.parent.insert(name.parent.index(name), nodes.target("", "", ids=name["ids"]))
            name["ids"] = []


def register(app: Sphinx) -> None:
    """Announce the transform and the HTML of folding notes."""
    app.add_node(fold, html=(_visit_fold, _depart_fold))
    app.add_node(fold_title, html=(_visit_fold_title, _depart_fold_title))
    app.add_post_transform(InHtml)
