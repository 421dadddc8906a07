"""Every sentence that a reader or an author may see is in every catalogue, in the words of its glossary."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from contextlib import redirect_stderr
from functools import cache
from io import StringIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sphinx_model_summary.layers.terms import TERMS
from sphinx_model_summary.sphinx.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "sphinx_model_summary"
LOCALE_DIR = PACKAGE / "sphinx" / "locale"
CATALOGUES = sorted(LOCALE_DIR.glob("*/LC_MESSAGES/*.po"))
KEYWORDS = {"_": None, "__": None, "mark": None, "say": None}
#: Languages whose translation is still being written; a test fails once there is nothing left to do.
UNFINISHED: set[str] = set()


def language(path: Path) -> str:
    return path.parent.name if path.name == "glossary.md" else path.parts[-3]


each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=language)
each_translated = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.xfail(strict=True, reason="not translated completely yet"))
        if language(path) in UNFINISHED
        else path
        for path in CATALOGUES
    ],
    ids=language,
)


@cache
def sentences() -> set[str]:
    """All sentences in the code: the first argument of each call that marks one."""
    with redirect_stderr(StringIO()):
        found = list(extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS))
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _notes, _context in found}


@cache
def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, ignore_obsolete=True) if message.id]


def translations(path: Path) -> dict[str, str]:
    return {message.id: message.string for message in messages(path) if message.string}


def test_a_catalogue_for_each_language() -> None:
    assert {"en", *map(language, CATALOGUES)} == set(LANGUAGES)
    assert set(LANGUAGES) == {"de", "en", "es", "fr", "ja", "ko", "pt_BR", "zh_CN"}


def test_no_sentence_is_marked_within_an_f_string() -> None:
    """Babel reads these on Python 3.12 and newer only: the catalogues would differ with the Python that made them."""
    marked = [
        f"{path.name}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    assert marked == []


@each_translated
def test_a_catalogue_is_complete(path: Path) -> None:
    assert sentences() - translations(path).keys() == set()


def test_a_catalogue_is_complete_and_up_to_date() -> None:
    """Run the command that `docs/contributing.md` names, if it is not."""
    command = runpy.run_path(str(ROOT / ".build" / "translations.py"))
    for path, text in command["updated"]().items():
        assert path.read_text(encoding="utf-8") == text


@each_catalogue
def test_nothing_is_in_doubt_or_left_over(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [message.id for message in messages(path) if message.fuzzy] == []
    assert "#~" not in text
    assert f'"Language: {language(path)}\\n"' in text
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in text


@each_catalogue
def test_a_translation_keeps_the_placeholders_and_the_edges_of_its_sentence(path: Path) -> None:
    for sentence, translation in translations(path).items():
        assert placeholders(sentence) == placeholders(translation), sentence
        assert edges(sentence) == edges(translation), sentence


def placeholders(text: str) -> set[str]:
    """The names in braces; what is no template at all has none."""
    if not re.search(r"{\w+}", text):
        return set()
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def edges(text: str) -> tuple[str, str, bool]:
    """The white space around a text, and whether it is a whole sentence."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.endswith((".", "。"))


def test_sentences_are_marked_as_they_stand() -> None:
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                assert not isinstance(node.args[0], (ast.JoinedStr, ast.BinOp)), f"{module.name}:{node.lineno}"


GLOSSARIES = sorted(LOCALE_DIR.glob("*/glossary.md"))
each_glossary = pytest.mark.parametrize("path", [one for one in GLOSSARIES if language(one) != "en"], ids=language)


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of the tables in a glossary."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| English |", "| ---")):
            yield [cell.strip() for cell in line[1:-1].split("|")]


def catalogue(glossary: Path) -> Path:
    return next(glossary.parent.glob("LC_MESSAGES/*.po"))


@each_glossary
def test_terms_are_those_of_the_glossary(path: Path) -> None:
    terms = {row[0]: row[1] for row in rows(path) if len(row) == 2}
    assert set(TERMS.values()) <= terms.keys()
    known = translations(catalogue(path))
    assert {term: known.get(term) for term in terms} == terms


@each_glossary
def test_sentences_use_the_words_of_the_glossary(path: Path) -> None:
    """Nearly all that have the English word; where the grammar of a language needs no such word, it may be left out."""
    known = translations(catalogue(path))
    for english, forms, *_more in (row for row in rows(path) if len(row) == 4):
        word = re.compile(rf"\b{english}(s|es)?\b", re.IGNORECASE)
        about = {sentence: text for sentence, text in known.items() if word.search(without_code(sentence))}
        without = {
            sentence: text
            for sentence, text in about.items()
            if not any(form.lower() in text.lower() for form in forms.split(", "))
        }
        assert len(without) <= max(2, len(about) // 5), (english, without)


@each_glossary
def test_no_sentence_uses_a_word_that_the_glossary_rules_out(path: Path) -> None:
    known = translations(catalogue(path))
    for english, _forms, excluded, _remarks in (row for row in rows(path) if len(row) == 4):
        for word in filter(None, excluded.split(", ")):
            found = re.compile(rf"\b{word}\b" if word < "\u0250" else word, re.IGNORECASE)
            using = {sentence: text for sentence, text in known.items() if found.search(without_code(text))}
            assert using == {}, f"{word} for {english}"


def without_code(text: str) -> str:
    """A sentence without what an author would write into a listing."""
    return re.sub(r""":[a-z-]+:|'[^']*'|"[^"]*"|{\w+}|\w*[_.(=\[]\w\S*""", " ", text)


def test_the_english_glossary_explains_what_the_others_translate() -> None:
    explained = " ".join(row[0] for row in rows(LOCALE_DIR / "en" / "glossary.md"))
    for path in GLOSSARIES:
        for english in (row[0] for row in rows(path) if len(row) == 4):
            assert english in explained
