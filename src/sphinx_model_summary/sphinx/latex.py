"""What LaTeX needs: columns as wide as what stands in them, names that may break, signs that its fonts lack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.utils import column_width
from sphinx.addnodes import tabular_col_spec
from sphinx.transforms.post_transforms import SphinxPostTransform

from .folding import HUMPS, blocks, give_places

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Names that are longer may break.
_SHORT = 12
#: The space between two columns, in letters.
_GAP = 3
#: By how many letters a heading is wider than as many letters of text: it is set in another type.
_HEAD = 1
#: Types, the largest first: how many letters a line holds, and to how few of them names may be narrowed.
_TYPES = (
    ("", 92, 32),
    (r"\small", 104, 24),
    (r"\footnotesize\setlength{\tabcolsep}{4pt}", 114, 16),
    (r"\scriptsize\setlength{\tabcolsep}{3pt}", 127, 0),
)
#: Where names may be parted, and where a list of shapes.
_PARTS = re.compile(rf"\s+|(?<=_)|{HUMPS.pattern}|(?=\[\d+\]\[)")
_SHAPES = re.compile(r"(?<=\)), ")
#: Which output of which call of a layer.
_CONNECTION = re.compile(r"(\[\d+\](?:\[\d+\])+,?)")


class InLatex(SphinxPostTransform):
    """The table fits the page, what is linked to has its place, and every sign is one that pdfLaTeX knows."""

    default_priority = 400
    formats = ("latex",)
    signs: ClassVar[dict[str, str]] = {
        "−": r"\(-\)", "⌊": r"\(\lfloor\)", "⌋": r"\(\rfloor\)", "⌈": r"\(\lceil\)", "⌉": r"\(\rceil\)",
        "γ": r"\(\gamma\)", "β": r"\(\beta\)", "└": r"\(\llcorner\)", "…": r"\ldots{}", "×": r"\(\times\)",
        "÷": r"\(\div\)", "\N{NARROW NO-BREAK SPACE}": r"\,", "≥": r"\(\geq\)", "_": r"\_\allowbreak{}",
    }  # fmt: skip

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for block in blocks(self.document):
            give_places(block)
            for table in list(block.findall(nodes.table)):
                _fit(table)
                for entry in table.findall(nodes.entry):
                    _set_lines(entry)
            self._set_signs(block)

    def _set_signs(self, block: nodes.container) -> None:
        split = re.compile(f"([{''.join(self.signs)}])")
        for text in [one for one in block.findall(nodes.Text) if split.search(one)]:
            if isinstance(text.parent, (nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)):
                continue
            parts = [
                _raw(self.signs[part]) if part in self.signs else nodes.Text(part)
                for part in split.split(text)
                if part
            ]
            text.parent.replace(text, parts)


def _fit(table: nodes.table) -> None:
    """Give each column the width of what stands in it, in smaller type where the page is too narrow."""
    group = next(table.findall(nodes.tgroup))
    columns = [_Column() for _column in range(group["cols"])]
    for row in group.findall(nodes.row):
        for column, entry in zip(columns, row.children, strict=True):
            assert isinstance(entry, nodes.entry)
            column.number = _is_number(entry)
            head = _HEAD if isinstance(row.parent, nodes.thead) else 0
            between = _SHAPES if column.number or "model-summary-shape" in entry["classes"] else _PARTS
            if "model-summary-wide" not in entry["classes"]:
                for line in _lines(entry):
                    parts = between.split(line)
                    column.width = max(column.width, column_width(line) + head)
                    column.least = max(column.least, *(column_width(part) + head for part in parts))
    size, widths = _shared(columns)
    spec = "".join(
        rf">{{{_aligned(column.number)}}}\X{{{width}}}{{{sum(widths)}}}"
        for column, width in zip(columns, widths, strict=True)
    )
    fitting = [tabular_col_spec(spec=spec), table]
    place = table.parent.index(table)
    table.parent[place : place + 1] = [_raw(rf"\begingroup{size}"), *fitting, _raw(r"\endgroup")] if size else fitting


@dataclass
class _Column:
    """What stands in a column: whether numbers; letters side by side, and how many of them cannot be parted."""

    number: bool = False
    width: int = 1
    least: int = 1

    def narrowed(self, widest: int) -> int:
        """The letters that the column gets where none that can give way gets more than so many."""
        return _GAP + max(self.least, min(self.width, widest))


def _shared(columns: Sequence[_Column]) -> tuple[str, list[int]]:
    """The type in which columns fit the page side by side, and how many letters of it each gets."""
    most = max(column.width for column in columns)
    for size, letters, least in _TYPES:
        for widest in range(most, min(least, most) - 1, -1):
            widths = [column.narrowed(widest) for column in columns]
            if sum(widths) <= letters:
                return size, widths
    return _TYPES[-1][0], [column.narrowed(0) for column in columns]


def _lines(entry: nodes.entry) -> list[str]:
    """What a column must have room for: the words of a long heading, the lines of a cell."""
    if isinstance(entry.parent.parent, nodes.thead) and len(entry.astext()) > _SHORT:
        return entry.astext().split()
    memory = "".join(one.astext() for one in _memory(entry))
    return [entry.astext().removesuffix(memory), memory]


def _set_lines(entry: nodes.entry) -> None:
    """Let names break, and a total's memory stand below its number; keep the column's alignment in all lines."""
    for text in [one for one in entry.findall(nodes.Text) if "][" in one]:
        parts = _CONNECTION.split(text)
        text.parent.replace(
            text, [_raw(rf"\allowbreak\mbox{{{one}}}") if at % 2 else nodes.Text(one) for at, one in enumerate(parts)]
        )
    for text in [one for one in entry.findall(nodes.Text) if len(one) > _SHORT and HUMPS.search(one)]:
        first, *more = HUMPS.split(text)
        text.parent.replace(
            text, [nodes.Text(first), *(part for word in more for part in (_raw(r"\allowbreak{}"), nodes.Text(word)))]
        )
    for memory in _memory(entry):
        memory.insert(0, _raw(r"\linebreak{}"))
    # The box that Sphinx puts around cells forgets where the column is aligned.
    for paragraph in [one for one in entry.findall(nodes.paragraph) if " " in one.astext()]:
        paragraph.insert(0, _raw(rf"{_aligned(_is_number(entry))}{{}}"))


def _memory(entry: nodes.entry) -> list[nodes.inline]:
    return [one for one in entry.findall(nodes.inline) if "model-summary-memory" in one["classes"]]


def _is_number(entry: nodes.entry) -> bool:
    return "model-summary-number" in entry["classes"]


def _aligned(number: bool) -> str:
    return (r"\raggedleft" if number else r"\raggedright") + r"\arraybackslash"


def _raw(tex: str) -> nodes.raw:
    return nodes.raw("", tex, format="latex")


def set_apart(app: Sphinx, config: Config) -> None:
    """Teach pdfLaTeX the space within French numbers, which stand in running text and in the index, too."""
    declared = r"\ifdefined\DeclareUnicodeCharacter\DeclareUnicodeCharacter{202F}{\,}\fi"
    preamble = config.latex_elements.get("preamble", "")
    config.latex_elements = {**config.latex_elements, "preamble": f"{preamble}\n{declared}"}


def register(app: Sphinx) -> None:
    """Announce the transform, and what comes before the document."""
    app.add_post_transform(InLatex)
    app.connect("config-inited", set_apart)
