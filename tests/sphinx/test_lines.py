"""A problem is reported at the very line where it stands, wherever the directive stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Build = Callable[..., Any]

#: The line that is wrong; its number is looked up in the page.
WRONG = "Dense(wrong)"
INCLUDED = f"Included\n\n.. model-summary::\n\n   Input((4,))\n   {WRONG}\n"

RST = {
    "plain": f"Page\n====\n\n.. model-summary::\n\n   Input((4,))\n   {WRONG}\n",
    "caption and options": f"Page\n====\n\n.. model-summary:: Over\n   two lines\n   :notes: none\n\n\n   {WRONG}\n",
    "in a list": f"Page\n====\n\n1. Item\n\n   .. model-summary::\n\n      Input((4,))\n\n      {WRONG}\n",
    "in a note": f"Page\n====\n\n.. note::\n\n   Look:\n\n   .. model-summary::\n      :notes: none\n\n      {WRONG}\n",
    "in a list table": (
        "Page\n====\n\n.. list-table::\n\n   * - one\n     - .. model-summary::\n\n"
        f"          Input((4,))\n          {WRONG}\n"
    ),
}
MD = {
    "backticks": f"# Page\n\n```{{model-summary}}\nInput((4,))\n{WRONG}\n```\n",
    "caption and options": f"# Page\n\n```{{model-summary}} A caption\n:notes: none\n\nInput((4,))\n\n{WRONG}\n```\n",
    "yaml options": f"# Page\n\n```{{model-summary}}\n---\nnotes: none\nname: x\n---\nInput((4,))\n{WRONG}\n```\n",
    "colons": f"# Page\n\n:::{{model-summary}}\n:notes: none\nInput((4,))\n{WRONG}\n:::\n",
    "in a list": f"# Page\n\n- item\n\n  ```{{model-summary}}\n  Input((4,))\n  {WRONG}\n  ```\n",
    "in a quote": f"# Page\n\n> ```{{model-summary}}\n> Input((4,))\n> {WRONG}\n> ```\n",
    "nested fences": f"# Page\n\n````{{note}}\nLook:\n\n```{{model-summary}}\nInput((4,))\n{WRONG}\n```\n````\n",
    "eval-rst": f"# Page\n\n```{{eval-rst}}\n.. note::\n\n   .. model-summary::\n\n      {WRONG}\n```\n",
    "indented first line": f"# Page\n\n```{{model-summary}}\n    Input((4,))\n    {WRONG}\n```\n",
}


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if WRONG in line)


@pytest.mark.parametrize("text", RST.values(), ids=RST)
def test_in_restructuredtext(build: Build, text: str) -> None:
    (warning,) = build({"index.rst": text}, "pseudoxml").warnings
    assert warning.startswith(f"index.rst:{line_of(text)}: WARNING: ")


@pytest.mark.parametrize("text", MD.values(), ids=MD)
def test_in_markdown(build: Build, text: str) -> None:
    (warning,) = build({"index.md": text}, "pseudoxml").warnings
    assert warning.startswith(f"index.md:{line_of(text)}: WARNING: ")


def test_in_an_included_page(build: Build) -> None:
    page = "Page\n====\n\n.. include:: part.txt\n"
    (warning,) = build({"index.rst": page, "part.txt": INCLUDED}, "pseudoxml").warnings
    assert warning.startswith(f"part.txt:{line_of(INCLUDED)}: WARNING: ")


@pytest.mark.parametrize("page", ["index.rst", "index.md"])
def test_in_a_file_beside_the_page(build: Build, page: str) -> None:
    directive = ".. model-summary::\n   :file: model.py\n"
    text = f"Page\n====\n\n{directive}" if page == "index.rst" else f"# Page\n\n```{{eval-rst}}\n{directive}```\n"
    built = build({page: text, "model.py": f"Input((4,))\n\n{WRONG}\n"}, "pseudoxml")
    (warning,) = built.warnings
    assert warning.startswith("model.py:3: WARNING: ")
    assert {Path(path).name for path in built.app.env.dependencies["index"]} == {"model.py"}
