"""What Keras 1 and 2 had and Keras 3 has not: read where the meaning is certain, told in today's words where not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..layers import OF_PYTORCH
from ..problems import Code, Problem, Refused, Text, say
from .modules import Module
from .session import Session

#: The modules below `keras.layers` in which Keras 2 kept its layers; in Keras 3 all are in `keras.layers`.
MODULES = frozenset((
    "core", "convolutional", "convolutional_recurrent", "cudnn_recurrent", "pooling", "local", "recurrent",
    "embeddings", "merge", "advanced_activations", "normalization", "noise", "wrappers", "experimental",
    "preprocessing", "pooling", "recurrent_v2",
))  # fmt: skip

#: What is imported from `keras.models`, in Keras 2 also the input.
IN_MODELS = ("Model", "Sequential", "Input")

#: Layers and functions that went, and what to write today.
_GONE: dict[str, Text] = {
    "CuDNNLSTM": say("write LSTM(…): it uses the GPU by itself, but its bias is half as large"),
    "CuDNNGRU": say("write GRU(…): it uses the GPU by itself"),
    "ThresholdedReLU": say("write ReLU(threshold=…)"),
    "LocallyConnected1D": say("write the numbers of this layer as a class of your own"),
    "LocallyConnected2D": say("write the numbers of this layer as a class of your own"),
    "DenseFeatures": say("begin with an Input for each feature and join them in a Concatenate"),
    "MaxoutDense": say("write a Dense, a Reshape and a maximum over the last axis"),
    "Highway": say("write the numbers of this layer as a class of your own"),
    "TimeDistributedDense": say("write TimeDistributed(Dense(…)), or simply Dense(…)"),
    "AtrousConvolution2D": say("write Conv2D(…, dilation_rate=…)"),
    "AtrousConvolution1D": say("write Conv1D(…, dilation_rate=…)"),
    "Deconvolution2D": say("write Conv2DTranspose(…)"),
    "Merge": say("write concatenate([…]), add([…]) or another merging layer"),
    "merge": say("write concatenate([…]), add([…]) or another merging layer"),
    "Graph": say("write keras.Model(inputs, outputs)"),
}


def gone(name: str) -> Refused | None:
    """The refusal of a layer that Keras once had, or that another library has."""
    if name in OF_PYTORCH:
        return Refused(
            Code.UNKNOWN_LAYER,
            say("'{name}' is a layer of PyTorch", name=name),
            say("Keras calls it {name}, and is not told the size of what comes in", name=OF_PYTORCH[name]),
        )
    hint = _GONE.get(name)
    if hint is None:
        return None
    return Refused(Code.UNKNOWN_LAYER, say("Keras 3 has no '{name}' any more", name=name), hint)


@dataclass(slots=True, eq=False)
class Models(Module):
    """`keras.models`."""

    session: Session = field(default_factory=Session)

    def attribute(self, name: str) -> Any:
        if name == "Input":
            message = say("{module} has no '{name}'", module=self.path, name=name)
            self.session.legacy[name] = (message, say("import from keras.layers"))
        return Module.attribute(self, name)


def old_module(session: Session, path: str, written: str | None = None) -> None:
    """Note that a listing imports from a module that Keras 3 has not, or names it as `written`."""
    session.legacy[written or path] = (
        say("Keras 3 has no module {path}; it is read as keras.layers", path=path),
        say("import from keras.layers"),
    )


def notices(session: Session, text: str) -> list[Problem]:
    """What Keras 3 says of the spellings of Keras 2 that were read as they were meant."""
    lines = text.splitlines()
    found = []
    for written, (message, hint) in session.legacy.items():
        pattern = re.compile(re.escape(written) + r"\b")
        line = next((number for number, one in enumerate(lines, 1) if pattern.search(one)), None)
        found += [Problem(line, 1, Code.LEGACY, message, hint)] if line else []
    return found
