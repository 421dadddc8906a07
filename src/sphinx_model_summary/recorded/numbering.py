"""How Keras counted the automatic names of a recorded text."""

from __future__ import annotations

from collections.abc import Iterable

from ..problems import Text, say
from .agreement import number_of
from .values import CUT, Layout


def numbering(names: Iterable[tuple[str, str]], layout: Layout) -> Text | None:
    """The sentence on automatic names, recorded and given, that differ in their numbers; None where none does."""
    steps: dict[str, set[int]] = {}
    examples: list[tuple[str, str]] = []
    for recorded, given in names:
        (base, number), (told, counted) = number_of(given), number_of(recorded)
        if base == told and not recorded.endswith(CUT):
            steps.setdefault(base, set()).add(counted - number)
            examples += [(recorded, given)] if counted != number else []
    if not examples:
        return None
    recorded, given = examples[0]
    every = set().union(*steps.values())
    if any(len(one) > 1 for one in steps.values()) or min(every) < 0:
        return say("automatic names have other numbers, as more layers were made before or in between: {recorded} for "
                   "{given}", recorded=recorded, given=given)  # fmt: skip
    if every == {1} and layout is Layout.RULED:
        return say("automatic names are counted from 1, as in older versions or after one earlier model: {recorded} "
                   "for {given}", recorded=recorded, given=given)  # fmt: skip
    return say("automatic names are counted on from an earlier model: {recorded} for {given}",
               recorded=recorded, given=given)  # fmt: skip
