"""What directives that write words have in common: the language of these words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..problems import Code, say
from .domain import warn
from .languages import LANGUAGES, catalogue_of, spoken

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


class SpeakingDirective(SphinxDirective):
    """A directive whose words may be in another language than the page."""

    option_spec: ClassVar[OptionSpec] = {"language": directives.unchanged}

    @cached_property
    def language(self) -> str:
        """The language of the words: that of the option, or of the project."""
        given: str | None = self.options.get("language")
        if given and catalogue_of(given) is None:
            warn(Code.OPTION, say("option :{option}: does not know '{word}'", option="language", word=given),
                 self.get_location(), say("one of {choices}", choices=", ".join(LANGUAGES)))  # fmt: skip
            given = None
        return given or str(self.config.language)

    def spoken(self) -> tuple[list[str], list[str]]:
        """The classes that tell browsers in which language the words and the caption are, where it is not the page's.

        A caption is in the language that the author asks for, and stays so where we have no words of that language.
        """
        page, words = str(self.config.language).replace("_", "-"), spoken(self.language)
        if words == page:
            return [], []
        return [f"language-{words}"], ([f"language-{page}"] if self.language == self.config.language else [])
