"""Formulas as mathematics, where a site wishes it: strings that hold both forms, and the nodes made of them.

The notes are put together from strings. A formula that goes along in one of them carries its LaTeX with it, between
signs that no text has; where nodes are made, it becomes a node of docutils' for mathematics. That keeps the text, for
the builders that have no mathematics.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import column_width

from ..tex import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_FORMULA = re.compile(f"{_OPEN}([^{_BETWEEN}]*){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")
#: What joins formulas and words to a longer formula.
_JOINTS = re.compile(r"( = | \+ |, |[()…])")
_JOINTS_TEX = {" + ": "\n+ ", ", ": ",\n", "…": r"\ldots"}
#: Formulas that are wider than this, in letters, are set in several lines.
_WIDE = 56
#: The attribute under which a node of mathematics keeps its text.
TEXT = "model-summary-text"


def formula(text: str, tex: str) -> str:
    """A formula for a string, in both forms."""
    return f"{_OPEN}{text}{_BETWEEN}{tex}{_CLOSE}"


def plain(text: str) -> str:
    """A string with its formulas as text."""
    return _FORMULA.sub(r"\1", text) if _OPEN in text else text


def inline(text: str) -> list[nodes.Node]:
    """A string as nodes: text, and mathematics where it holds formulas."""
    if _OPEN not in text:
        return [nodes.Text(text)]
    found: list[nodes.Node] = []
    end = 0
    for one in _FORMULA.finditer(text):
        found += [nodes.Text(text[end : one.start()])] if one.start() > end else []
        tex = one[2].replace("\n", " ")
        found.append(nodes.math(tex, tex, **{TEXT: one[1]}))
        end = one.end()
    return [*found, *([nodes.Text(text[end:])] if end < len(text) else [])]


def displayed(text: str) -> nodes.math_block:
    """A whole line as a formula of its own, in several lines where it is wide."""
    pieces: list[str] = []
    end = 0
    for one in _FORMULA.finditer(text):
        pieces += [_joined(text[end : one.start()]), one[2]]
        end = one.end()
    tex = "".join([*pieces, _joined(text[end:])])
    if column_width(plain(text)) > _WIDE and "\n" in tex:
        # A shape is broken between its axes, a sum between its addends.
        lines = tex.replace("\n+", " +") if ",\n" in tex else tex
        apart = r"\\[4pt]" if r"\frac" in tex else r"\\"
        tex = "& " + lines.replace("\n", f" {apart}\n& \\quad {{}}")
    else:
        tex = tex.replace("\n", " ")
    unnumbered = {"number": None, "label": None, "docname": "", "nowrap": False, "no-wrap": False}
    return nodes.math_block(tex, tex, classes=["no-search"], **unnumbered, **{TEXT: plain(text)})


def _joined(text: str) -> str:
    """What stands between formulas, as LaTeX."""
    parts = _JOINTS.split(text)
    return "".join(
        _JOINTS_TEX.get(part, part) if index % 2 else _spaced(part) for index, part in enumerate(parts) if part
    )


def _spaced(text: str) -> str:
    """Words, with the white space around them that LaTeX would leave out."""
    inner = text.strip()
    before, after = (r"\ " if text.startswith(" ") else ""), (r"\ " if inner and text.endswith(" ") else "")
    return f"{before}{words(inner)}{after}" if inner else before


def as_text(app: Sphinx, document: nodes.document, _page: str) -> None:
    """Formulas become text again for builders that set no mathematics."""
    builder = app.builder
    if builder.name == "epub":  # readers of books run no scripts
        sets = getattr(builder, "math_renderer_name", None) == "imgmath"
    else:
        sets = builder.format in ("html", "latex") or builder.name in ("xml", "pseudoxml")
    if sets:
        return
    for one in [one for one in document.findall(nodes.math) if TEXT in one]:
        one.replace_self(nodes.Text(one[TEXT]))
    for block in [one for one in document.findall(nodes.math_block) if TEXT in one]:
        block.replace_self(nodes.paragraph("", block[TEXT], classes=["model-summary-formula"], translatable=False))


def register(app: Sphinx) -> None:
    """Announce the change."""
    app.connect("doctree-resolved", as_text)
