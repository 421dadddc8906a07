"""`Recorded`: a summary as its text says it, with the lines in which everything stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Stands at the end of a cell of which the text shows only the beginning.
CUT = "…"


class Layout(StrEnum):
    """How the table is drawn."""

    #: Keras 1, and Keras 2 in its older versions: rules between the rows, long cells cut.
    RULED = "ruled"
    #: Keras 2 in its later versions: empty lines between the rows, long cells wrapped.
    SPACED = "spaced"
    #: Keras 3: a box.
    BOXED = "boxed"


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """One row: its cells as texts, with `…` at the end where they are cut; the line is that of its beginning."""

    line: int
    name: str
    type: str
    shape: str
    #: None where the text gives no number, or cuts it.
    params: int | None
    #: Whether the layer had no weights yet when the text was printed.
    unbuilt: bool = False
    connected_to: tuple[str, ...] = ()
    #: `Y`, `N` or `-`; empty where the table has no such column.
    trainable: str = ""
    #: Above 0 inside a nested model that is shown opened.
    level: int = 0

    @property
    def label(self) -> str:
        """The first cell, as Keras prints it."""
        return f"{self.name} ({self.type})"


@dataclass(frozen=True, slots=True)
class RecordedTotal:
    """One of the lines below the table: a number, and the memory if the text gives it."""

    line: int
    params: int
    memory: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A summary that Keras printed; what the text does not have is None."""

    layout: Layout
    rows: tuple[RecordedRow, ...]
    #: The line of the table's heading.
    line: int
    name: str | None = None
    total: RecordedTotal | None = None
    trainable: RecordedTotal | None = None
    non_trainable: RecordedTotal | None = None
    optimizer: RecordedTotal | None = None
    #: Whether the table has the column `Connected to`.
    connected: bool = False
    #: The line at which another summary begins, which is not read.
    another: int = 0
