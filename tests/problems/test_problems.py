"""What a beginner is told: each case is a title, a listing and all its problems, between dots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_model_summary import summarize


def cases() -> Iterator[object]:
    """The cases of the files beside this one."""
    for file in sorted(Path(__file__).parent.glob("*.md")):
        for case in file.read_text(encoding="utf-8").strip().split("\n\n"):
            title, listing, told = case.removesuffix("\n.").split("\n.\n")
            yield pytest.param(listing, told.splitlines(), id=f"{file.stem}: {title}")


@pytest.mark.parametrize(("listing", "told"), list(cases()))
def test_a_mistake_is_told_with_its_place_and_a_way_out(listing: str, told: list[str]) -> None:
    problems = summarize(listing).problems
    found = [
        f"{one.line}:{one.column}: {one.message}{f' ({one.hint})' if one.hint else ''} [{one.code}]" for one in problems
    ]
    assert found == told
