"""What Keras says of a listing: the listing is run, and its model's summary taken apart before it is printed."""

from __future__ import annotations

import ast
import os
import warnings
from collections.abc import Callable
from typing import Any
from unittest import mock

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import keras
import numpy as np
import rich.table
from keras.src import backend
from keras.src.utils import summary_utils
from rich.text import Text

#: Initializers whose numbers cost a compilation for each new shape; a summary shows no numbers.
COSTLY = ("Zeros", "Ones", "RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling", "GlorotUniform",
          "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal", "Orthogonal")  # fmt: skip


def measured(listing: str, model: str = "model") -> dict[str, Any]:
    """The rows and totals of the model of this name, or the error that Keras raises."""
    keras.backend.clear_session(free_memory=False)
    keras.config.set_floatx("float32")
    space: dict[str, Any] = {"__name__": "listing"}
    try:
        with warnings.catch_warnings(), without_costly_numbers():
            warnings.simplefilter("ignore")
            exec(compile(listing, "listing", "exec"), space)
            return _summary(space[model])
    except Exception as error:  # noqa: BLE001 - whatever it is, Keras refuses the listing
        return {"refused": f"{type(error).__name__}: {error}"[:300]}


def printed(listing: str, *, terminal: int = 80, **options: Any) -> str:
    """What `model.summary()` prints in a terminal of so many columns, or the name of the error that Keras raises."""
    keras.backend.clear_session(free_memory=False)
    space: dict[str, Any] = {"__name__": "listing", "keras": keras, "layers": keras.layers}
    texts: list[str] = []
    try:
        with warnings.catch_warnings(), without_costly_numbers(), mock.patch.dict(os.environ, COLUMNS=str(terminal)):
            warnings.simplefilter("ignore")
            exec(compile(listing, "listing", "exec"), space)
            space["model"].summary(print_fn=texts.append, **options)
    except Exception as error:  # noqa: BLE001 - whatever it is, Keras refuses the listing
        return type(error).__name__
    return texts[0].removesuffix("\n")


def _summary(model: Any) -> dict[str, Any]:
    rows = _rows(model, expand_nested=False)
    opened = _rows(model, expand_nested=True)
    weights = getattr(model, "_collected_trainable_weights", None)
    groups = (model.trainable_weights if weights is None else weights, model.non_trainable_weights)
    trainable, non_trainable = map(summary_utils.count_params, groups)
    return {
        "rows": rows,
        **({"opened": opened} if len(opened) > len(rows) else {}),
        "total_params": trainable + non_trainable,
        "trainable_params": trainable,
        "non_trainable_params": non_trainable,
        "bytes": [int(summary_utils.weight_memory_size(group)) for group in groups],
    }


def _rows(model: Any, *, expand_nested: bool) -> list[dict[str, Any]]:
    rows: list[tuple[str, ...]] = []
    layers: list[Any] = []

    def add_row(_table: Any, *cells: str) -> None:
        rows.append(tuple(Text.from_markup(cell).plain for cell in cells))

    shape_of = summary_utils.format_layer_shape

    def format_layer_shape(layer: Any) -> str:
        layers.append(layer)
        return str(shape_of(layer))

    with (
        mock.patch.object(rich.table.Table, "add_row", add_row),
        mock.patch.object(summary_utils, "format_layer_shape", format_layer_shape),
    ):
        summary_utils.print_summary(
            model, line_length=200, print_fn=lambda text: None, expand_nested=expand_nested, show_trainable=True
        )
    return [_row(layer, cells) for layer, cells in zip(layers, rows, strict=True)]


def _row(layer: Any, cells: tuple[str, ...]) -> dict[str, Any]:
    name, _, kind = cells[0].rpartition(" (")
    kept = {id(one) for one in getattr(layer, "trainable_weights", ())}
    row: dict[str, Any] = {
        "name": name.lstrip(" └"),
        "type": kind.removesuffix(")"),
        "output_shape": _shape(layer, cells[1]),
        "params": int(cells[2].split()[0].replace(",", "")),
        "unbuilt": cells[2].endswith("(unbuilt)"),
        "flag": cells[-1],
        "weights": [[one.path.split("/")[-1], list(one.shape), id(one) in kept] for one in
                    getattr(layer, "weights", ())],
    }  # fmt: skip
    if len(cells) > 4:
        row["connected_to"] = [] if cells[3] == "-" else cells[3].split(", ")
    return row


def _shape(layer: Any, cell: str) -> Any:
    """The shape, or the list of several; None where the summary shows a question mark."""
    if layer._inbound_nodes:
        shapes = [list(tensor.shape) for tensor in layer._inbound_nodes[-1].output_tensors]
        return shapes[0] if len(shapes) == 1 else shapes
    return None if cell == "?" else ast.literal_eval(cell)


def without_costly_numbers() -> Any:
    """Let weights be made of zeros, without compiling an initializer for each of their shapes."""
    whole = backend.Variable._initialize_with_initializer

    def cheaply(variable: Any, initializer: Callable[..., Any]) -> None:
        shape, kind = variable._shape, type(initializer).__name__
        if kind not in COSTLY or (kind == "Orthogonal" and len(shape) < 2):
            whole(variable, initializer)
            return
        variable._initialize(backend.convert_to_tensor(np.zeros(shape, variable._dtype)))

    return mock.patch.object(backend.Variable, "_initialize_with_initializer", cheaply)
