"""What Keras once printed for a model: read as text, and compared with what a listing gives today."""

from __future__ import annotations

from .comparison import Comparison, compare
from .expectation import check_total
from .reader import read_recorded, undressed
from .values import Layout, Recorded, RecordedRow, RecordedTotal

__all__ = [
    "Comparison", "Layout", "Recorded", "RecordedRow", "RecordedTotal", "check_total", "compare", "read_recorded",
    "undressed",
]  # fmt: skip
