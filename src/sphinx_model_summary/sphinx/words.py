"""The words and numbers of a page, in the language of the project or in another one."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable

from sphinx.locale import get_translation, get_translator

from ..layers.terms import english
from ..numerals import Count, Numerals, Part
from ..problems import Text, mark
from ..summary import size_in_bytes
from .languages import LOCALE_DIR, catalogue_of, numerals_of

CATALOGUE = "sphinx_model_summary"

#: For the console; it follows the language of the shell, not that of the project.
__ = get_translation(CATALOGUE, "console")
#: For names that are asked for once the language of the project is known.
lazily = get_translation(CATALOGUE)


class Words:
    """Looks up sentences; called `_` where it is used, so that the message extractor finds them."""

    def __init__(self, look_up: Callable[[str], str], numerals: Numerals, *, mathematics: bool = False) -> None:
        self._look_up = look_up
        #: How the language writes numbers; shapes and arguments stay as Python writes them.
        self.numerals = numerals
        self.number = numerals.number
        self.share = numerals.share
        #: Whether formulas are written as mathematics, too.
        self.mathematics = mathematics
        #: What joins a label to its text, and parts of a sentence that are put together.
        self.colon = self._between(mark("{label}: {text}"))
        self.semicolon = self._between(mark("{part}; {next}"))
        #: What stands between the items of a list, other than in shapes and code.
        self.comma = self._between(mark("{item}, {next}"))
        #: What ends a sentence that is put together.
        self.stop = self._between(mark("{sentence}."))

    @classmethod
    def of(cls, language: str, *, mathematics: bool = False) -> Words:
        """The words of a language; English where there is no catalogue.

        Sphinx's own look-up is not asked: it knows one language, and keeps that of the first project in a process.
        """
        catalogue = gettext.translation(CATALOGUE, LOCALE_DIR, [catalogue_of(language) or "en"], fallback=True)
        return cls(catalogue.gettext, numerals_of(language), mathematics=mathematics)

    def __call__(self, template: str, **values: object) -> str:
        """A sentence, translated, with the values put in."""
        text = self._look_up(template) if template else ""
        return text.format(**values) if values else text

    def text(self, text: Text) -> str:
        """A sentence of the engine, together with the sentences inside it, and its numbers as the language has them."""
        return translated(text, self._look_up, self.numerals, everywhere=True)

    def message(self, text: Text) -> str:
        """The same for what is said of code, whose numbers stay as the author wrote them."""
        return translated(text, self._look_up, self.numerals)

    def paragraph(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other; full-width stops bring their own white space."""
        return _WIDE_STOP.sub(r"\1", " ".join(filter(None, sentences)))

    def memory(self, count: int) -> str:
        """An amount of memory, in the units of Keras."""
        return self.numerals.written(size_in_bytes(count))

    def term(self, name: str) -> str:
        """The word for a term of a formula."""
        return self(english(name))

    def _between(self, template: str) -> str:
        """What stands behind the first placeholder of a template."""
        return _PLACEHOLDER.split(self._look_up(template))[1]


_PLACEHOLDER = re.compile(r"{\w+}")
_WIDE_STOP = re.compile("([。！？：]) ")


def translated(text: Text, look_up: Callable[[str], str], numerals: Numerals, *, everywhere: bool = False) -> str:
    """A sentence of the engine in another language; sentences among its values are translated too.

    Counts are written as the language writes numbers; those that stand in code, too, where `everywhere` says so.
    """

    def written(value: object) -> object:
        match value:
            case Text():
                return translated(value, look_up, numerals, everywhere=everywhere)
            case Part():
                return numerals.percent(value)
            case Count():
                return numerals.number(value)
            case int() if everywhere and not isinstance(value, bool):
                return numerals.number(value)
        return value

    values = tuple((name, written(value)) for name, value in text.values)
    return Text(text.template, values).fill(str(look_up(text.template)))


def in_console(message: Text, hint: Text | None = None) -> str:
    """A message for the author, with a hint behind it where there is one."""
    numerals = numerals_of(get_translator(CATALOGUE, "console").info().get("language", "en"))
    told = [
        translated(text, lambda template: str(__(template)), numerals) for text in (message, hint) if text is not None
    ]
    return told[0] if hint is None else f"{told[0]} ({told[1]})"
