"""What a row is for, and the colour in which pictures show it."""

from __future__ import annotations

from ..layers import Layer
from ..shape import Shape
from ..summary import Row

#: Colours in the middle between light and dark: each is told from a white page and from a dark one.
COLOURS = {
    "input": "#6b7785",
    "convolution": "#3d7ab8",
    "pooling": "#c8553d",
    "normalization": "#87883c",
    "activation": "#b07d1c",
    "regularization": "#8a7f76",
    "dense": "#7d5fb2",
    "embedding": "#2f8a9a",
    "recurrent": "#2e8b6f",
    "attention": "#b5508f",
    "merging": "#5f8a3a",
    "reshaping": "#8a7f76",
    "padding": "#8a7f76",
    "preparation": "#8a7f76",
    "model": "#56759c",
    "other": "#6b7785",
}


def kind_of(row: Row) -> str:
    """What the layer of a row is for; a layer around another one is for what that one is for."""
    if row.layer is not None:
        return _kind(row.layer)
    if row.input is None:
        return "input"
    if row.type in ("Functional", "Sequential") or row.weights:
        return "model"
    return "other" if isinstance(row.input, Shape) else "merging"


def _kind(layer: Layer) -> str:
    held = held_by(layer)
    return layer.kind if held is None or layer.kind != "other" else _kind(held)


def held_by(layer: Layer | None) -> Layer | None:
    """The layer that another one is put around."""
    held = getattr(getattr(layer, "layer", None), "layer", None)
    return held if isinstance(held, Layer) else None
