"""The directive `model-compare`: named models of the site side by side, and what changed from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref

from ..comparison import compare
from ..problems import Code, Text, say
from ..summary import Summary
from .domain import model_domain, warn
from .filling import Filling
from .folding import BLOCK
from .side_by_side import layer_by_layer, side_by_side
from .speaking import SpeakingDirective
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

COMPARISON = "model-summary-comparison"


class ModelCompare(SpeakingDirective):
    """Keeps a place for the comparison; it is filled once all pages are read."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        **SpeakingDirective.option_spec,
        "name": directives.unchanged,
        "difference": directives.flag,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """The place, which knows the names of the models."""
        names = [name for line in self.content for name in map(str.strip, line.split(",")) if name]
        difference = "difference" in self.options
        if len(names) < 2 or (difference and len(names) != 2):
            told = say("there is nothing to compare") if len(names) < 2 else say(
                "option :difference: is for two models, not {count}", count=len(names))  # fmt: skip
            hint = say("write the names of models of the site, one a line")
            warn(Code.OPTION, told, self.get_location(), hint if len(names) < 2 else None)
        if not names:
            return []
        for name in names:
            model_domain(self.env).note_use(self.env.docname, name)
        table = nodes.table("", classes=["model-summary", *self.options.get("class", [])])
        self.set_source_info(table)
        if self.arguments:
            inline, messages = self.parse_inline(self.arguments[0], lineno=self.lineno)
            table += nodes.title(self.arguments[0], "", *inline, *messages, classes=self.spoken()[1])
            self.set_source_info(table[0])
        self.add_name(table)
        kept = {"models": names, "difference": difference and len(names) == 2, "page": self.env.docname,
                "language": self.language}  # fmt: skip
        return [nodes.container("", table, classes=[BLOCK, COMPARISON, *self.spoken()[0]], is_div=True, **kept)]


class Compare(Filling):
    """Fills the places of comparisons."""

    place = COMPARISON
    kept = ("models", "difference", "page", "language")

    def failed(self, fault: str) -> Text:
        """That models could not be compared."""
        return say("the models could not be compared ({fault})", fault=fault)

    def fill(self, block: nodes.container) -> None:
        """Set the models side by side."""
        domain, table = model_domain(self.env), block[0]
        words = Words.of(block["language"])
        found: dict[str, Summary] = {}
        titles: list[str] = []
        for name in block["models"]:
            entry, summary = domain.entry(name), domain.summary(name)
            if entry is None or summary is None:
                refused = domain.no_model(name)
                warn(refused.code, refused.message, table, refused.hint)
            elif name not in found:
                found[name] = summary
                titles.append(entry.title)
        names = list(found)

        def link(place: int, layer: str, text: str) -> nodes.Node:
            target = ".".join(filter(None, (names[place], layer)))
            return pending_xref("", nodes.Text(text), refdomain="model", reftype="ref", reftarget=target,
                                refdoc=block["page"], refexplicit=True, refwarn=False)  # fmt: skip

        if not found:
            block.parent.remove(block)
            return
        comparison = compare(*found.values())
        assert isinstance(table, nodes.table)
        table += side_by_side(comparison, titles, link, words)
        known = all(summary.is_known for summary in found.values())
        if block["difference"] and comparison.differences and known:
            block += nodes.table("", layer_by_layer(comparison, link, words), classes=list(table["classes"]))


def register(app: Sphinx) -> None:
    """Announce the directive, and when its places are filled."""
    app.add_directive("model-compare", ModelCompare)
    app.add_post_transform(Compare)
