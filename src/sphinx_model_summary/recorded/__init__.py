"""What Keras once printed for a model: read as text, and compared with what a listing gives today."""

from __future__ import annotations

from .comparison import Comparison, compare
from .reader import read_recorded
from .values import Layout, Recorded, RecordedRow, RecordedTotal

__all__ = ["Comparison", "Layout", "Recorded", "RecordedRow", "RecordedTotal", "compare", "read_recorded"]
