"""The languages that a summary may be written in, and how they are named."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

from ..numerals import ENGLISH, Numerals

LOCALE_DIR = Path(__file__).parent / "locale"
#: English, in which the code is written, and the languages of the catalogues.
LANGUAGES = tuple(sorted({"en", *(path.name for path in LOCALE_DIR.iterdir() if path.is_dir())}))
#: Those who read traditional Chinese are not given the simplified one.
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def catalogue_of(language: str) -> str | None:
    """The one of our languages that serves a language as Sphinx or HTML names it: `pt-br`, `zh_Hans`, `de_AT`."""
    wanted = language.replace("-", "_").lower()
    first, *more = wanted.split("_")
    if first == "zh" and not _TRADITIONAL.isdisjoint(more):
        return None
    near = (one for one in LANGUAGES if one.partition("_")[0] == first)
    return next((one for one in LANGUAGES if one.lower() == wanted), next(near, None))


def spoken(language: str) -> str:
    """The language in which the words of a language come, English where there are none, as HTML names it."""
    return (language if catalogue_of(language) else "en").replace("_", "-")


@cache
def numerals_of(language: str) -> Numerals:
    """How a language writes numbers, by the Unicode Consortium's locale data; those of its country before others."""
    served = catalogue_of(language)
    if served in (None, "en"):
        return ENGLISH
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(served)
    percentage = format_percent(0, locale=locale).replace("0", "{}")
    return Numerals(get_group_symbol(locale), get_decimal_symbol(locale), percentage)
