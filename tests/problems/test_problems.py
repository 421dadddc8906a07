"""What a beginner is told: each case is a title, a listing and all its problems, between dots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.problems import Text


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


#: Words of English sentences, none of which is a name in the listings.
ENGLISH = re.compile(r"\b(an?|the|this|that|and|or|of|with|is|not|must|which)\b")
#: Values of all kinds, in places where none of them belongs.
MISUSED = [
    f"{value}{use}"
    for value in (
        "None", "True", "1", "1.5", "1j", "'text'", "b'text'", "[1]", "(1, 2)", "{'a': 1}", "{1}", "range(3)", "...",
        "len", "int", "(lambda: 1)", "iter([1])", "[].append", "np.zeros(3)", "Dense", "Dense(3)", "Input((3,))",
        "Model", "keras.ops.add", "keras.layers", "ResNet50",
        "keras.mixed_precision.Policy('mixed_float16')",
    )
    for use in (".nothing", "(1, 2, 3)", "[{}]", " + {}", "[0:1] = 2", ".a = 1")
]  # fmt: skip


def put_in(text: Text) -> Iterator[str]:
    """What stands in a sentence besides its own words: code, or what Python itself says of an error."""
    for name, value in text.values:
        if isinstance(value, Text):
            yield from put_in(value)
        elif f"'{{{name}}}'" not in text.template and name not in ("error", "reason"):
            yield re.sub(r"""'[^']*'|"[^"]*"|x is \w+""", "", str(value))


@pytest.mark.parametrize("listing", [*(case.values[0] for case in cases()), *MISUSED])
def test_no_english_is_put_into_sentences(listing: str) -> None:
    """It would stay English where the sentence is translated."""
    problems = summarize(listing).problems
    assert problems
    told = [text for one in problems for text in (one.message, one.hint) if text is not None]
    assert [value for text in told for value in put_in(text) if ENGLISH.search(value)] == []
