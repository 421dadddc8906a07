"""The directive `model-check`: a text that Keras printed, shown as it is and compared with a model of the site."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..problems import Code, Problem, Refused, Text, say
from ..recorded import Comparison, compare, read_recorded, undressed
from .domain import model_domain, warn
from .files import read_file
from .filling import Filling
from .folding import CHECK, blocks
from .lines import source_line
from .speaking import SpeakingDirective
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec


class ModelCheck(SpeakingDirective):
    """Shows a text that Keras printed; once all pages are read, it is compared with what a listing gives."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        **SpeakingDirective.option_spec,
        "file": directives.unchanged,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """The text, in a block that knows with which model it is to be compared."""
        text, place = textwrap.dedent("\n".join(self.content)), ""
        name = self.options.get("file")
        try:
            if name:
                text, path = read_file(self, name)
                place = f"{path}:1"
            elif text.strip():
                place = source_line(self, 1)
            else:
                raise Refused(Code.UNREADABLE, say("there is no text"), say(
                    "paste what model.summary() printed, below an empty line, or name a file with :file:"))  # fmt: skip
        except Refused as refused:
            warn(refused.code, refused.message, self.get_location(), refused.hint)
            return []
        model_domain(self.env).note_use(self.env.docname, self.arguments[0])
        shown = undressed(text).rstrip()
        code = nodes.literal_block(shown, shown, language="text", translatable=False)
        code["classes"] += ["no-search", *self.options.get("class", [])]
        self.set_source_info(code)
        kept = {"model": self.arguments[0], "page": self.env.docname, "language": self.language,
                "spoken": self.spoken()[0]}  # fmt: skip
        block = nodes.container("", code, classes=[CHECK], is_div=True, **kept)
        source, _colon, line = place.rpartition(":")
        block.source, block.line = source, int(line)
        return [block]


class Check(Filling):
    """Compares the texts of a page, warns where a listing gives something else, and says below what agrees."""

    place = CHECK
    kept = ("model", "page", "language", "spoken")

    def failed(self, fault: str) -> Text:
        """That a text could not be compared."""
        return say("the text could not be compared ({fault})", fault=fault)

    def fill(self, block: nodes.container) -> None:
        """Compare the text of a block, and say below it what agrees."""
        name, domain = block["model"], model_domain(self.env)
        summary = domain.summary(name)
        recorded = read_recorded(block[0].astext())
        if summary is None:
            refused = domain.no_model(name)
            warn(refused.code, refused.message, block[0], refused.hint)
        if isinstance(recorded, Problem):
            self._warn(block, recorded)
        if summary is None or isinstance(recorded, Problem):
            return
        comparison = compare(recorded, summary)
        for problem in comparison.differences:
            self._warn(block, problem)
        block += self._told(block, comparison)

    def _warn(self, block: nodes.container, problem: Problem) -> None:
        place = f"{block.source}:{(block.line or 1) + problem.line - 1}"
        warn(problem.code, problem.message, place, problem.hint)

    def _told(self, block: nodes.container, comparison: Comparison) -> nodes.paragraph:
        """What readers are told below the text: that a listing gives the same, or where there is a listing."""
        _ = Words.of(block["language"])
        if not comparison.agrees:
            sentence = _("Keras printed this once; what the listing gives stands in {model}.")
        else:
            sentence = _("Keras printed this, and the listing of {model} gives the same numbers.")
        before, after = sentence.split("{model}")
        if comparison.agrees and comparison.recognised:
            looks = _.semicolon.join(map(_.text, comparison.recognised))
            after = _.paragraph([after, _("What looks otherwise: {looks}.", looks=looks)])
        link = pending_xref("", nodes.inline(), refdomain="model", reftype="ref", reftarget=block["model"],
                            refdoc=block["page"], refexplicit=False, refwarn=False)  # fmt: skip
        told = nodes.Text(before), link, nodes.Text(after)
        return nodes.paragraph("", "", *told, support_smartquotes=False, classes=block["spoken"])


class CheckInLatex(SphinxPostTransform):
    """Boxes are drawn with the signs of a keyboard: pdfLaTeX knows no others, and fonts of other engines lack them."""

    default_priority = 400
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Rework the document."""
        for block in blocks(self.document, CHECK):
            code = block[0]
            drawn = code.astext().translate(_DRAWN)
            assert isinstance(code, nodes.literal_block)
            code.rawsource, code[:] = drawn, [nodes.Text(drawn)]


_DRAWN = str.maketrans("┃│━─┏┳┓┡╇┩├┼┤└┴┘╭┬╮╰╯┌┐¯", "||=-+++++++++++++++++++-")


def register(app: Sphinx) -> None:
    """Announce the directive, and when its texts are compared."""
    app.add_directive("model-check", ModelCheck)
    app.add_post_transform(Check)
    app.add_post_transform(CheckInLatex)
