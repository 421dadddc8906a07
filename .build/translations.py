"""Bring every catalogue of translations up to date: with the sentences of the code, and with the glossary beside it.

What is translated stays; sentences that the code no longer has are dropped; nothing is guessed. A language is added by
making its folder with a glossary. Prints how many sentences each catalogue still lacks.
"""

from __future__ import annotations

import re
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from babel import Locale
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import normalize, read_po

PACKAGE = Path(__file__).parents[1] / "src" / "sphinx_model_summary"
LOCALE_DIR = PACKAGE / "sphinx" / "locale"
NAME = "sphinx_model_summary"
#: What marks a sentence in the code.
KEYWORDS = {"_": None, "__": None, "mark": None, "say": None}
#: How an entry ends that waits for its translation; the header goes on behind these signs.
UNTRANSLATED = '\nmsgstr ""\n\n'
HEADER = """\
# Translations of sphinx-model-summary{into}.
#
msgid ""
msgstr ""
"Project-Id-Version: sphinx-model-summary\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def sentences() -> list[str]:
    """Every sentence of the code once, in the order of the code."""
    with redirect_stderr(StringIO()):  # Babel speaks up at values that are put together, which are no sentences
        found = sorted(extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS), key=lambda one: one[:2])
    messages = (one[2] if isinstance(one[2], str) else one[2][0] for one in found)
    return list(dict.fromkeys(filter(None, messages)))


def glossary(folder: Path) -> dict[str, str]:
    """The terms of a language: what stands in the tables of two columns in its glossary."""
    lines = (folder / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {row[0]: row[1] for row in rows if len(row) == 2}


def translations(catalogue: Path) -> dict[str, tuple[str, bool]]:
    """What a catalogue says so far, and whether that is in doubt."""
    if not catalogue.exists():
        return {}
    with catalogue.open("rb") as file:
        return {one.id: (one.string, one.fuzzy) for one in read_po(file) if one.id}


def written(sentence: str, translation: str = "", doubtful: bool = False) -> str:
    """An entry of a catalogue, unwrapped."""
    flags = [*(["fuzzy"] if doubtful else []), *(["python-brace-format"] if re.search(r"{\w+}", sentence) else [])]
    head = f"#, {', '.join(flags)}\n" if flags else ""
    return f"{head}msgid {normalize(sentence, width=0)}\nmsgstr {normalize(translation, width=0)}\n"


def updated() -> dict[Path, str]:
    """What the template and every catalogue should hold, by their paths."""
    everything = sentences()
    found = {LOCALE_DIR / f"{NAME}.pot": [HEADER.format(into="", language=""), *map(written, everything)]}
    for folder in sorted(path for path in LOCALE_DIR.iterdir() if path.is_dir() and path.name != "en"):
        path = folder / "LC_MESSAGES" / f"{NAME}.po"
        known = translations(path) | {term: (translation, False) for term, translation in glossary(folder).items()}
        header = HEADER.format(into=f" into {Locale.parse(folder.name).english_name}", language=folder.name)
        found[path] = [header, *(written(one, *known.get(one, ("", False))) for one in everything)]
    return {path: "\n".join(entries) for path, entries in found.items()}


def main() -> None:
    """Rewrite all of them."""
    for path, text in updated().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if path.suffix == ".po":
            missing = (text + "\n").count(UNTRANSLATED)
            print(f"{path.parts[-3]}: {missing} sentences to translate")


if __name__ == "__main__":
    main()
