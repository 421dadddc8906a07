"""Listings that put one layer, of any class and with any arguments, between an input and a model."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from sphinx_model_summary import layers
from sphinx_model_summary.layers import Layer
from sphinx_model_summary.layers.signature import Argument

from .values import ODD, fitting

Draw = Callable[[st.SearchStrategy], object]  # type: ignore[type-arg]
Shape = tuple[int | None, ...]

#: Classes that need TensorFlow, PyTorch or Flax beside Keras, or a function of JAX. The last gives back the tensor that
#: it was given, so that Keras makes no model around it.
ELSEWHERE = {"TextVectorization", "StringLookup", "IntegerLookup", "Hashing", "HashedCrossing", "TFSMLayer",
             "TorchModuleWrapper", "FlaxLayer", "JaxLayer",
             "Equalization"}  # fmt: skip
CLASSES = {cls.__name__: cls for cls in layers.catalogue() if cls.__name__ not in ELSEWHERE}
CELLS = ("SimpleRNNCell", "GRUCell", "LSTMCell")
RECURRENT = ("SimpleRNN", "GRU", "LSTM")
#: Layers that stand well inside another one.
INSIDE = ("Dense", "Conv1D", "Conv2D", "LSTM", "GRU", "Dropout", "Flatten", "BatchNormalization", "MaxPooling2D",
          "SeparableConv2D", "Embedding", "LayerNormalization", "GlobalAveragePooling2D", "Activation",
          "Conv2DTranspose",
          "EinsumDense", "DepthwiseConv2D", "GlobalMaxPooling1D", "Bidirectional", "SimpleRNN")  # fmt: skip
INTEGERS = {"Embedding": "int32", "CategoryEncoding": "int32", "ReversibleEmbedding": "int32"}


@st.composite
def calls(draw: Draw, cls: type[Layer], *, wrong: bool = True, common: bool = True) -> str:
    """The call that makes a layer: required arguments, a choice of the others, now and then one that is wrong."""
    arguments = cls.arguments()
    chosen = [one for one in arguments if one.required or _one_in(draw, 2 if len(arguments) < 9 else 4)]
    if wrong and chosen and _one_in(draw, 40):
        chosen.remove(draw(st.sampled_from(chosen)))  # type: ignore[arg-type]
    parts: list[str] = []
    by_place = True
    for place, one in enumerate(chosen):
        text = _value(draw, cls, one, wrong=wrong)
        if text is None:
            continue
        by_place = by_place and not one.by_name and arguments[place] is one and len(parts) == place and _one_in(draw, 2)
        parts.append(text if by_place else f"{one.name}={text}")
    taken = {one.name for one in chosen}
    if common and cls.takes_common:
        for name, value in (("name", '"given"'), ("trainable", "False"), ("dtype", '"float16"')):
            if name not in taken and _one_in(draw, 12):
                parts.append(f"{name}={value}")
    if wrong and _one_in(draw, 60):
        parts.append(draw(st.sampled_from(["foo=1", "batch_size=2", "input_shape=(3,)", "trainable=0", 'name="a/b"'])))  # type: ignore[arg-type]
    return f"{cls.aliases[0] if cls.aliases else cls.__name__}({', '.join(parts)})"


def _value(draw: Draw, cls: type[Layer], argument: Argument, *, wrong: bool) -> str | None:
    inner = _inner(draw, cls, argument.name)
    if inner is not None:
        return inner
    found = fitting(cls, argument)
    if wrong and not argument.inert and _one_in(draw, 25):
        return str(draw(ODD))
    return None if found is None else str(draw(found))


def _inner(draw: Draw, cls: type[Layer], name: str) -> str | None:
    """A layer, a cell or a list of them, for arguments that hold one."""
    if name in ("cell", "cells"):
        one = st.sampled_from(CELLS).flatmap(lambda cell: calls(CLASSES[cell], wrong=False, common=False))
        cells = draw(st.lists(one, min_size=1, max_size=3))
        return str(cells[0]) if len(cells) == 1 and name == "cell" else f"[{', '.join(cells)}]"  # type: ignore[index, arg-type]
    if name in ("layer", "backward_layer"):
        among = RECURRENT if cls.__name__ == "Bidirectional" else INSIDE
        return str(draw(st.sampled_from(among).flatmap(lambda one: calls(CLASSES[one], wrong=False))))
    if name == "layers":
        among = ("Resizing", "RandomFlip", "Rescaling", "Conv2D", "CenterCrop", "RandomRotation", "Normalization")
        inner = draw(st.lists(st.sampled_from(among).flatmap(lambda one: calls(CLASSES[one], wrong=False)), max_size=3))
        return f"[{', '.join(inner)}]"  # type: ignore[arg-type]
    return None


def _one_in(draw: Draw, number: int) -> bool:
    return draw(st.integers(1, number)) == number


def _shapes(rank: int, most: int = 24, *, open_axes: bool = True) -> st.SearchStrategy[Shape]:
    size = st.one_of(st.integers(1, most), st.integers(2, 8), *([st.none()] if open_axes else []))
    return st.lists(size, min_size=rank, max_size=rank).map(tuple)


@st.composite
def _one_shape(draw: Draw, cls: type[Layer]) -> Shape:
    wanted = cls.ndim or max(cls.min_ndim or 0, {0: 0}.get(cls.rank, cls.rank + 2))
    rank = wanted - 1 if wanted and (cls.ndim or not _one_in(draw, 3)) else draw(st.integers(1, 4))
    if cls.__name__ in ("STFTSpectrogram", "MelSpectrogram"):
        return draw(st.sampled_from([(100, 1), (None, 2), (80,), (None,), (64, 1), (1, 90)]))  # type: ignore[return-value]
    if _one_in(draw, 20):
        rank = draw(st.integers(0, 5))
    few = draw(st.sampled_from([1, 2, 3, 4, 6, 8]))
    shape = list(draw(_shapes(rank, 24 if rank < 4 else 9)))  # type: ignore[arg-type, call-overload, operator]
    if shape and not _one_in(draw, 12):
        shape[-1] = few
    return tuple(shape)


@st.composite
def several(draw: Draw, least: int, most: int) -> list[Shape]:
    """Shapes that mostly fit together."""
    first = list(draw(_shapes(draw(st.integers(1, 3)), 8)))  # type: ignore[arg-type, call-overload]
    shapes = [tuple(first)]
    for _ in range(draw(st.integers(least, most)) - 1):  # type: ignore[operator]
        other = list(first)
        if _one_in(draw, 3):
            other[draw(st.integers(0, len(other) - 1))] = draw(st.sampled_from([1, None, 3]))  # type: ignore[call-overload]
        if _one_in(draw, 8):
            other = other[1:]
        shapes.append(tuple(other))
    return shapes


@st.composite
def single_layers(draw: Draw, names: tuple[str, ...] = tuple(CLASSES)) -> str:
    """A listing with one layer in it."""
    cls = CLASSES[draw(st.sampled_from(names))]  # type: ignore[index]
    call = draw(calls(cls))
    apply, shapes = _applied(draw, cls, call)
    kind = INTEGERS.get(cls.__name__) if not _one_in(draw, 10) else None
    lines = ["import keras", "from keras.layers import *", ""]
    batched = _one_in(draw, 15)
    for index, shape in enumerate(shapes):
        given = f"batch_shape={(2, *shape)}" if batched else f"{shape}"
        lines.append(f"x{index} = keras.Input({given}{f', dtype={kind!r}' if kind else ''})")
    names_of = ", ".join(f"x{index}" for index in range(len(shapes)))
    lines += [f"layer = {call}", f"y = layer({apply})", f"model = keras.Model([{names_of}], y)"]
    return "\n".join(lines) + "\n"


def _applied(draw: Draw, cls: type[Layer], call: str) -> tuple[str, list[Shape]]:
    """What the layer is called on, and the shapes of the inputs x0, x1 and so on."""
    if cls.takes_list:
        if "Attention" in cls.__name__:
            shapes: list[Shape] = draw(_attended(2, 3))  # type: ignore[assignment]
        else:
            shapes = draw(several(1 if _one_in(draw, 20) else 2, 3))  # type: ignore[assignment]
        return f"[{', '.join(f'x{index}' for index in range(len(shapes)))}]", shapes
    if cls.__name__.endswith("Attention"):
        shapes = draw(_attended(1, 3))  # type: ignore[assignment]
        scores = ", return_attention_scores=True" if _one_in(draw, 5) else ""
        return ("x0, x0", "x0, x1", "x0, x1, key=x2")[len(shapes) - 1] + scores, shapes
    if "states" in cls.call_arguments:
        return _states(call, stacked=cls.__name__.startswith("Stacked"))
    return "x0", [draw(_one_shape(cls))]  # type: ignore[list-item]


def _states(call: str, *, stacked: bool) -> tuple[str, list[Shape]]:
    """An input and the states of one cell, or of each cell in a stack."""
    states, shapes = [], [(4,)]
    for kind, units in re.findall(r"(\w+)Cell\((?:units=)?(\d+)", call):
        names = [f"x{len(shapes) + place}" for place in range(2 if kind == "LSTM" else 1)]
        shapes += [(int(units),)] * len(names)
        states.append(names[0] if stacked and len(names) == 1 else f"[{', '.join(names)}]")
    return f"x0, [{', '.join(states)}]" if stacked else f"x0, {''.join(states) or '[]'}", shapes  # type: ignore[return-value]


@st.composite
def _attended(draw: Draw, least: int, most: int) -> list[Shape]:
    features = draw(st.sampled_from([2, 4, 8]))
    shapes = []
    middle = (3,) if _one_in(draw, 8) else ()
    steps = draw(st.sampled_from([5, 7, None]))
    for _ in range(draw(st.integers(least, most))):  # type: ignore[operator]
        if len(shapes) < 2:
            steps = draw(st.sampled_from([5, 7, None]))
        shapes.append((*middle, steps, features if not _one_in(draw, 8) else 3))
    return shapes  # type: ignore[return-value]
