"""A table as an exercise: numbers that the student shall work out are hidden, or left blank on paper, with a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from .folding import blocks, fold, fold_title
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The words for what may be hidden, and the columns in which it stands; anything else is the name of a layer.
COLUMNS = {
    "params": ("params", "share", "memory"),
    "shapes": ("shape", "input"),
}
TOTALS = "totals"
WORDS = (*COLUMNS, TOTALS)
KEY = "model-summary-key"
BLANK = "model-summary-blank"
#: The attributes of a blank: what belongs there, what it is called, and what its row is called.
ANSWER, LABEL, ROW = "model-summary-answer", "model-summary-label", "model-summary-row"


@dataclass(frozen=True, slots=True)
class Quiz:
    """What is hidden: in which columns, of which layers (of all if none is named), and whether the totals are."""

    columns: frozenset[str] = frozenset()
    layers: frozenset[str] = frozenset()
    totals: bool = False

    @classmethod
    def of(cls, words: Sequence[str]) -> Quiz:
        """The quiz that an author asks for; counts, if nothing else is said."""
        named = frozenset(word for word in words if word not in WORDS)
        chosen = [word for word in words if word in COLUMNS]
        if not chosen and TOTALS not in words:
            chosen = list(COLUMNS) if named else ["params"]
        return cls(frozenset(column for word in chosen for column in COLUMNS[word]), named, TOTALS in words)

    def cell(self, layer: str, column: str, label: str, content: list[nodes.Node]) -> list[nodes.Node]:
        """The content of a cell, or an empty place for it."""
        hidden = column in self.columns and (not self.layers or layer in self.layers)
        return blank(content, layer, label) if hidden else content

    def total(self, label: str, content: list[nodes.Node]) -> list[nodes.Node]:
        """A total, or an empty place for it."""
        return blank(content, label, label) if self.totals else content


def blank(content: Sequence[nodes.Node], row: str, label: str) -> list[nodes.Node]:
    """An empty place for what a cell says; HTML keeps it behind a disclosure."""
    answer = "".join(node.astext() for node in content)
    return [nodes.inline("", "____", classes=[BLANK], **{ANSWER: answer, LABEL: label, ROW: row})]


def key(table: nodes.table, _: Words) -> list[nodes.Node]:
    """What belongs into the blanks of a table, for paper; nothing where there are none."""
    answers: dict[str, list[str]] = {}
    for one in table.findall(nodes.inline):
        if BLANK in one["classes"]:
            answers.setdefault(one[ROW], []).append(one[ANSWER])
    if not answers:
        return []
    lines = (nodes.paragraph("", f"{row}{_.colon}{_.semicolon.join(those)}", support_smartquotes=False)
             for row, those in answers.items())  # fmt: skip
    title = nodes.rubric("", _("Answers"), support_smartquotes=False)
    items = (nodes.list_item("", line) for line in lines)
    return [
        nodes.container(
            "", title, nodes.bullet_list("", *items, bullet="*"), classes=[KEY, "no-search"], is_div=True
        )
    ]


def open_up(app: Sphinx, document: nodes.document, _page: str) -> None:
    """In HTML, what is blank on paper opens, and so do the answers of questions; keys appear in print only.

    An EPUB has the blanks of paper: not all readers of books can open what is closed.
    """
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    for block in blocks(document):
        keys = [part for part in block.children if isinstance(part, nodes.container) and KEY in part["classes"]]
        for one in [one for one in block.findall(nodes.inline) if BLANK in one["classes"]] if keys else ():
            title = fold_title("", "?", label=one[LABEL])
            one.parent.replace_self(fold("", title, nodes.Text(one[ANSWER]), classes=[BLANK]))
        for answers in [part for part in block.children if isinstance(part, nodes.enumerated_list)]:
            _open_answers(answers)
        for part in keys:
            part["classes"].append("model-summary-on-paper")


def _open_answers(answers: nodes.enumerated_list) -> None:
    """Give each answer what the key, which stands right behind them, says of it."""
    key = answers.next_node(nodes.container, descend=False, siblings=True)
    assert key is not None
    _title, verdicts = key.children
    for item, verdict in zip(answers.children, verdicts.children, strict=True):
        assert isinstance(item, nodes.list_item)
        title = fold_title("", item.astext())
        item[:] = [fold("", title, *(one.deepcopy() for one in verdict.children), classes=["model-summary-answer"])]


def register(app: Sphinx) -> None:
    """Announce what becomes of exercises."""
    app.connect("doctree-resolved", open_up)
