"""What directives that hold a listing have in common: its text, its source, warnings that name its lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging

from ..problems import Code, Refused, clipped, say
from ..shape import shapes_written
from ..summary import Summary
from .domain import warn
from .entries import Source
from .files import read_file
from .lines import source_line
from .speaking import SpeakingDirective

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

LOGGER = logging.getLogger(__name__)


class ListingDirective(SpeakingDirective):
    """A directive whose content, or a file, is a listing."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    #: The options that say what is read, and in which language the words around it are.
    option_spec: ClassVar[OptionSpec] = {
        **SpeakingDirective.option_spec,
        "file": directives.unchanged,
        "model": directives.unchanged,
        "input-shape": directives.unchanged,
        "define": directives.unchanged,
        "expand-nested": directives.flag,
    }
    listing: str = ""
    #: The file of the listing; empty where it stands on the page.
    path: str = ""

    def run(self) -> list[nodes.Node]:
        """What the directive shows; where that cannot be made, the listing."""
        try:
            return self.made()
        except Exception as error:
            LOGGER.debug(self.name, exc_info=True)
            fault = f"{type(error).__name__}: {error}"
            warn(Code.INTERNAL, say("the summary could not be made ({fault})", fault=fault), self.get_location())
            return [self.code()]

    def made(self) -> list[nodes.Node]:
        """The nodes of the directive."""
        raise NotImplementedError

    def source(self) -> Source:
        """The listing with the options that change what is read."""
        return Source.of(
            self.listing,
            model=self.options.get("model") or "",
            input_shape=self._input_shape(),
            define=self.options.get("define") or "",
            expand_nested="expand-nested" in self.options,
        )

    def report(self, summary: Summary) -> None:
        """Warn of what is wrong, at its lines."""
        for problem in (*summary.problems, *summary.notices):
            place = f"{self.path}:{problem.line}" if self.path else source_line(self, problem.line)
            warn(problem.code, problem.message, place if problem.line else self.get_location(), problem.hint)

    def read(self) -> bool:
        """Fill in the listing, and the path of its file; whether there is one."""
        self.listing = textwrap.dedent("\n".join(self.content))
        name = self.options.get("file")
        if not name:
            if self.listing.strip():
                return True
            warn(Code.NO_LISTING, say("there is no listing"), self.get_location(), say(
                "paste the layers into the directive, or name a file with :file:"))  # fmt: skip
            return False
        if self.listing.strip():
            warn(Code.OPTION, say("a listing on the page and :file: exclude each other; the file is read"),
                 self.get_location())  # fmt: skip
        try:
            self.listing, self.path = read_file(self, name)
        except Refused as refused:
            warn(refused.code, refused.message, self.get_location())
            return False
        return True

    def _input_shape(self) -> str:
        text: str = self.options.get("input-shape") or ""
        if not text:
            return ""
        try:
            shapes_written(text)
        except ValueError:
            warn(Code.OPTION, say("option :input-shape: does not know '{word}'", word=clipped(text)),
                 self.get_location(), say("write whole numbers, such as 28, 28, 1"))  # fmt: skip
            return ""
        return text

    def code(self) -> nodes.literal_block:
        """The listing itself."""
        block = nodes.literal_block(self.listing, self.listing, language="python")
        self.set_source_info(block)
        block["translatable"] = False
        return block
