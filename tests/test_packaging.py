"""What a user gets by installing: metadata, catalogues, and the promises of the README."""

from __future__ import annotations

import gettext
import re
import tomllib
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CATALOGUES = sorted((ROOT / "src").rglob("*.po"))


def test_the_installed_version_is_that_of_the_project() -> None:
    assert metadata(PROJECT["name"])["Version"] == PROJECT["version"]


def test_users_are_asked_for_sphinx_alone() -> None:
    needed = [need for need in requires(PROJECT["name"]) or () if "extra ==" not in need]
    assert [re.split(r"[^\w-]", need)[0] for need in needed] == ["sphinx"]


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == PROJECT["version"]


def test_readme_installs_extras_that_exist() -> None:
    named = re.findall(r'"\.\[([\w,]+)\]"', README)
    assert {extra for extras in named for extra in extras.split(",")} <= set(PROJECT["optional-dependencies"])


@pytest.mark.parametrize("target", re.findall(r"""[("]((?:docs|example_site|src)/[^)"\s#]*)""", README))
def test_readme_points_at_files_that_exist(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("source", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_catalogues_are_compiled_from_what_they_say(source: Path) -> None:
    with source.open("rb") as messages, source.with_suffix(".mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
        for message in read_po(messages):
            if message.id and message.string and not message.fuzzy:
                assert translations.gettext(message.id) == message.string, "run `pip install -e .` again"
