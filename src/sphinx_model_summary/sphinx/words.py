"""The words of a page, in the language of the project or in another one."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path

from sphinx.locale import get_translation

from ..layers.terms import TERMS
from ..problems import Text

CATALOGUE = "sphinx_model_summary"
LOCALE_DIR = Path(__file__).parent / "locale"

#: For the console; it follows the language of the shell, not that of the project.
__ = get_translation(CATALOGUE, "console")


class Words:
    """Looks up sentences; called `_` where it is used, so that the message extractor finds them."""

    def __init__(self, look_up: Callable[[str], str], *, mathematics: bool = False) -> None:
        self._look_up = look_up
        #: Whether formulas are written as mathematics, too.
        self.mathematics = mathematics

    @classmethod
    def of(cls, language: str | None, *, mathematics: bool = False) -> Words:
        """The words of a language; English where there is no catalogue.

        Sphinx's own look-up is not asked: it knows one language, and keeps that of the first project in a process.
        """
        languages = [language] if language else []
        return cls(gettext.translation(CATALOGUE, LOCALE_DIR, languages, fallback=True).gettext,
                   mathematics=mathematics)  # fmt: skip

    def __call__(self, template: str, **values: object) -> str:
        """A sentence, translated, with the values put in."""
        text = self._look_up(template) if template else ""
        return text.format(**values) if values else text

    def text(self, text: Text) -> str:
        """A sentence of the engine, together with the sentences inside it."""
        return translated(text, self._look_up)

    def term(self, name: str) -> str:
        """The word for a term of a formula."""
        return self(TERMS[name]) if name in TERMS else name.replace("_", " ")


def translated(text: Text, look_up: Callable[[str], str]) -> str:
    """A sentence of the engine in another language; sentences among its values are translated too."""
    values = tuple((name, translated(v, look_up) if isinstance(v, Text) else v) for name, v in text.values)
    return Text(text.template, values).fill(str(look_up(text.template)))
