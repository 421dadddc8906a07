"""What stands in the cells of a printed table, whatever its layout."""

from __future__ import annotations

import re

from .values import CUT, RecordedTotal

HEADINGS = ("Layer (type)", "Output Shape", "Param #", "Connected to", "Trainable")
#: The beginning of a heading tells the column: a narrow table cuts it.
_BEGINNINGS = re.compile("|".join(heading[:4] for heading in HEADINGS))
_LAYER = re.compile(r"(?P<name>[^(]*?)\s*(?:\((?P<type>[^()]*)(?P<closed>\))?.*)?", re.DOTALL)
_COUNT = re.compile(r"(?P<count>\d+(?:,\d{3})*)(?:\.0)?(?P<unbuilt> \((?:unbuilt|unused)\))?")
_TOTAL = re.compile(
    r"(?P<what>Total|Trainable|Non-trainable|Optimizer) params:\s*(?P<count>\d+(?:,\d{3})*)(?:\.0)?"
    r"(?:\s*\((?P<memory>[\d.,]+ ?[KMGTP]?B)(?:yte)?\))?",
    re.IGNORECASE,
)
#: What stands between two connections; a box cuts the comma off with the end of a long name.
_BETWEEN = re.compile(f",|(?<={CUT})\\s")
_CONNECTION = re.compile(r".+\[\d+\]\[\d+\]")


def columns_of(heading: str) -> dict[str, int]:
    """The columns that a table has, in order, with the places at which their headings begin."""
    words = {heading[:4]: heading for heading in HEADINGS}
    return {words[found[0]]: found.start() for found in _BEGINNINGS.finditer(heading)}


def layer_of(cell: str) -> tuple[str, str]:
    """Name and type in a first cell; what is cut ends with `…`."""
    found = _LAYER.fullmatch(cell.strip())
    if found is None or found["type"] is None:
        name = cell.strip()
        return name if name.endswith(CUT) else name + CUT, CUT
    kind = "".join(found["type"].split())
    return found["name"], kind if found["closed"] or kind.endswith(CUT) else kind + CUT


def count_of(cell: str) -> tuple[int | None, bool]:
    """The number of parameters, None if it is not there or cut; and whether the layer had none yet."""
    found = _COUNT.fullmatch(" ".join(cell.split()))
    if found is None:
        return None, cell.strip() == "?"
    return None if found["unbuilt"] else int(found["count"].replace(",", "")), bool(found["unbuilt"])


def total_of(text: str, line: int) -> tuple[str, RecordedTotal] | None:
    """The total that a line tells, and which: `total`, `trainable`, `non_trainable` or `optimizer`."""
    found = _TOTAL.search(text)
    if found is None:
        return None
    which = found["what"].lower().replace("-", "_")
    return which, RecordedTotal(line, int(found["count"].replace(",", "")), found["memory"] or "")


def connections_of(cell: str) -> tuple[str, ...]:
    """The layers whose output comes in, as `layer[call][tensor]`; what is left of one that is cut ends with `…`."""
    names = (part.strip().lstrip("['\" ").partition("'")[0].strip('" ') for part in _BETWEEN.split(cell))
    return tuple(
        name if _CONNECTION.fullmatch(name) else name.rstrip(CUT) + CUT for name in names if name.strip("-]")
    )
