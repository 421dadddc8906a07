"""Every sentence that a reader or an author may see is in every catalogue, with the same values to put in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[2] / "src" / "sphinx_model_summary"
CATALOGUES = sorted((PACKAGE / "sphinx" / "locale").glob("*/LC_MESSAGES/*.po"))
KEYWORDS = {"_": None, "__": None, "mark": None, "say": None}


def sentences() -> set[str]:
    """All sentences in the code: the first argument of each call that marks one."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _notes, _context in found}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_complete(path: Path) -> None:
    with path.open("rb") as file:
        translated = {message.id: message.string for message in read_po(file) if message.id and message.string}
    assert sentences() - translated.keys() == set()
    for sentence, translation in translated.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", translation)), sentence
