"""The columns of the table, by the words that authors write."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ..summary import Summary
from .words import Words


class Column(StrEnum):
    """A column of the table."""

    LAYER = "layer"
    NAME = "name"
    TYPE = "type"
    INPUT = "input"
    SHAPE = "shape"
    ARGUMENTS = "arguments"
    PARAMS = "params"
    SHARE = "share"
    MEMORY = "memory"
    ACTIVATIONS = "activations"
    MACS = "macs"
    FIELD = "receptive-field"
    TRAINABLE = "trainable"
    CONNECTED = "connected"


#: Columns that begin with a layer's name.
NAMES = (Column.LAYER, Column.NAME)
#: Columns of what a prediction takes, which adds up over a model.
SUMS = (Column.ACTIVATIONS, Column.MACS)
#: Columns of numbers beside the parameters.
COSTS = (Column.SHARE, Column.MEMORY, *SUMS, Column.FIELD)
#: The classes of cells.
CLASSES = {
    **dict.fromkeys((Column.PARAMS, *COSTS), ("model-summary-number",)),
    Column.FIELD: ("model-summary-number", "model-summary-field"),
    **dict.fromkeys((Column.INPUT, Column.SHAPE), ("model-summary-shape",)),
}


def columns_of(summary: Summary, chosen: Sequence[str]) -> tuple[Column, ...]:
    """The columns to show: those chosen, or those that Keras prints."""
    if chosen:
        return tuple(dict.fromkeys(map(Column, chosen)))
    keras = (Column.LAYER, Column.SHAPE, Column.PARAMS)
    return (*keras, Column.CONNECTED) if summary.branched else keras


def headings(columns: Sequence[Column], _: Words) -> list[str]:
    """What stands above the columns; Keras's own words where it has them."""
    words = {
        Column.LAYER: _("Layer (type)"),
        Column.NAME: _("Layer"),
        Column.TYPE: _("Type"),
        Column.INPUT: _("Input Shape"),
        Column.SHAPE: _("Output Shape"),
        Column.ARGUMENTS: _("Arguments"),
        Column.PARAMS: _("Param #"),
        Column.SHARE: _("Share"),
        Column.MEMORY: _("Memory"),
        Column.ACTIVATIONS: _("Activations"),
        Column.MACS: _("MACs"),
        Column.FIELD: _("Receptive Field"),
        Column.TRAINABLE: _("Trainable"),
        Column.CONNECTED: _("Connected to"),
    }
    return [words[column] for column in columns]
