"""Layouts as Keras 3.15 printed them: each case is a title, options, a listing and what was printed, between dots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple


class Layout(NamedTuple):
    """What Keras printed of a listing's `model`; `options` are those of `model.summary()`, and the terminal's width."""

    title: str
    options: dict[str, Any]
    listing: str
    printed: str


def layouts() -> list[Layout]:
    """The cases of the file beside this one."""
    text = (Path(__file__).parent / "layouts.md").read_text(encoding="utf-8").removesuffix("\n.\n")
    cases = (case.split("\n.\n") for case in text.split("\n.\n\n"))
    return [Layout(title, json.loads(options), listing, printed) for title, options, listing, printed in cases]
