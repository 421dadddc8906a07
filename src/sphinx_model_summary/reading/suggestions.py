"""Near misses: the name that the author probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..problems import Text, say


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that differs from `name` by little more than a slip of the keyboard."""
    names = tuple(names)
    folded = name.casefold()
    # difflib is slow: only names of about the same length that share a first or last letter are compared.
    likely = {
        other.casefold(): other
        for other in names
        if abs(len(other) - len(name)) <= 2
        and other
        and (other[0].casefold() == folded[:1] or other[-1].casefold() == folded[-1:])
    }
    found = difflib.get_close_matches(folded, likely, n=1, cutoff=0.75)
    if found:
        return likely[found[0]]
    # Other libraries shorten: a name that one of the names begins with.
    longer = sorted(other for other in names if len(folded) > 4 and other.casefold().startswith(folded))
    return longer[0] if longer else None


def did_you_mean(name: str, names: Iterable[str]) -> Text | None:
    """The hint that offers the nearest name, if one is near."""
    found = nearest(name, names)
    return None if found is None else say("did you mean '{name}'?", name=found)
