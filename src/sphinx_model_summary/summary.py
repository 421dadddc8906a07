"""`Summary`: what `model.summary()` would print, as frozen values; everything downstream reads only this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from .costs import Call, depth
from .layers import Layer
from .problems import Problem
from .shape import Output, Shape, summed
from .size import Size, expression_of, total, written
from .weights import Weight


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table.

    `layer` holds the layer's arguments (None for an operation or a nested model); `trainable` is the layer's own
    flag. A layer that stands in several rows is counted once: `repeated` marks the others. Rows of a nested model
    that is shown opened have a `level` above 0, and the `path` through the models that hold them. `heading` holds the
    author's stand-alone comment lines above the layer, `comment` the one behind it. The row at which the listing
    fails has a `problem`, and neither output nor weights.
    """

    name: str
    type: str
    output: Output | None
    weights: tuple[Weight, ...] = ()
    trainable: bool = True
    layer: Layer | None = None
    input: Output | None = None
    connected_to: tuple[str, ...] = ()
    line: int = 0
    #: The lines of the calls of the listing's own functions that made it, the outermost first.
    within: tuple[int, ...] = ()
    level: int = 0
    #: Whether the layer awaits an input, so that it has neither weights nor an output shape yet.
    unbuilt: bool = False
    repeated: bool = False
    #: Names of models and the layer's own, joined by `/`: where the row stands that speaks for the layer.
    path: str = ""
    heading: tuple[str, ...] = ()
    comment: str = ""
    problem: Problem | None = None
    #: Its calls in the model that holds it.
    calls: tuple[Call, ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> str:
        """What tells the layer from all others of the summary; its rows share it."""
        return self.path or self.name

    @property
    def indent(self) -> str:
        """What stands before the name of a layer inside a nested model, as Keras prints it."""
        return "   " * self.level + "└ " if self.level else ""

    @property
    def params(self) -> Size:
        """How many numbers the layer's weights hold, which are not counted before it is built."""
        return total(() if self.unbuilt else (weight.count for weight in self.weights))

    @property
    def memory(self) -> int:
        """The memory that they take, in bytes."""
        return sum(weight.bytes for weight in self.weights)

    @property
    def macs(self) -> Size | None:
        """How many multiply-accumulates all its calls take for one example; None where that is not known."""
        return summed(call.macs for call in self.calls) if self.calls else None

    @property
    def activations(self) -> Size | None:
        """The bytes of what comes out of its calls for one example; None where that is not known."""
        return summed(call.activations for call in self.calls) if self.calls else None

    @property
    def trainable_params(self) -> int:
        """How many of them training changes, as far as this layer alone decides."""
        trains = self.trainable and not self.unbuilt
        return sum(weight.params for weight in self.weights if weight.trainable) if trains else 0

    def to_dict(self) -> dict[str, Any]:
        """The row as JSON-ready values."""
        return {
            "name": self.name,
            "type": self.type,
            "input_shape": _plain(self.input),
            "output_shape": _plain(self.output),
            "params": None if self.problem else int(self.params),
            "trainable_params": None if self.problem else self.trainable_params,
            "non_trainable_params": None if self.problem else int(self.params) - self.trainable_params,
            "memory": None if self.problem else self.memory,
            "macs": _number(self.macs),
            "activations": _number(self.activations),
            "connected_to": list(self.connected_to),
            "line": self.line,
            "level": self.level,
            "weights": [
                {
                    "name": weight.name,
                    "shape": [int(size) for size in weight.shape],
                    "params": int(weight.count),
                    "trainable": weight.trainable and self.trainable,
                    "formula": written(expression_of(weight.count), lambda term: str(term.value)),
                }
                for weight in self.weights
            ],
        }


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over a model: numbers, and the memory that they take in bytes."""

    params: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What `model.summary()` would print; the totals are None while anything is unknown."""

    name: str
    kind: Literal["Sequential", "Functional"]
    layers: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    total: Total | None = None
    trainable: Total | None = None
    non_trainable: Total | None = None
    #: Whether Keras's table has the column `Connected to`: the model is not a plain chain.
    branched: bool = False
    #: Why Keras leaves shapes and counts open: nothing says what goes in. The totals are then those of an empty model.
    unbuilt: Problem | None = None
    #: What the author should know although no number is in doubt, such as an option without effect.
    notices: tuple[Problem, ...] = ()
    #: The shape that goes in: the model's own inputs.
    inputs: tuple[Shape, ...] = ()
    #: What comes out of the model; None, as the totals, while anything is unknown.
    output: Output | None = None
    #: All calls of the model, in an order in which they can be computed.
    calls: tuple[Call, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether the totals say something: nothing is wrong, and the model is built."""
        return not self.problems and self.unbuilt is None

    def counted(self) -> Iterator[Row]:
        """The rows that make up the totals: each layer once, without those of a nested model that is shown opened."""
        return (row for row in self.layers if not row.repeated and not row.level and not row.problem)

    @property
    def macs(self) -> Size | None:
        """How many multiply-accumulates the model takes for one example; None while anything is unknown."""
        counts = (call.macs for call in self.calls)
        known = self.is_known and bool(self.calls)
        return summed(None if count is None else count.named("") for count in counts) if known else None

    @property
    def depth(self) -> int | None:
        """How many layers that multiply follow one another at most; None while anything is unknown."""
        return depth(self.calls) if self.is_known and self.calls else None

    @property
    def activations(self) -> Size | None:
        """The bytes of all that is computed for one example; None while anything is unknown."""
        return summed(call.activations for call in self.calls) if self.is_known and self.calls else None

    def to_dict(self) -> dict[str, Any]:
        """The summary as JSON-ready values."""
        return {
            "name": self.name,
            "kind": self.kind,
            "layers": [row.to_dict() for row in self.layers],
            "total_params": self.total and self.total.params,
            "trainable_params": self.trainable and self.trainable.params,
            "non_trainable_params": self.non_trainable and self.non_trainable.params,
            "memory": self.total and self.total.bytes,
            "macs": _number(self.macs),
            "activations": _number(self.activations),
            "problems": [problem.to_dict() for problem in self.problems],
        }


def _number(size: Size | None) -> int | None:
    return None if size is None else int(size)


def _plain(output: Output | None) -> list[Any] | None:
    if output is None:
        return None
    if isinstance(output, Shape):
        return [None if size is None else int(size) for size in output]
    return [_plain(part) for part in output]


def size_in_bytes(count: int) -> str:
    """An amount of memory as Keras prints it: `0.00 B`, `1.00 KB`, `7.64 MB`."""
    units = ("B", "KB", "MB", "GB", "TB", "PB")
    amount = float(count)
    unit = 0
    while amount >= 1024 and unit < len(units) - 1:
        amount /= 1024
        unit += 1
    return f"{amount:.2f} {units[unit]}"


#: What Keras prints for the count of a layer that awaits its input.
UNBUILT = "0 (unbuilt)"


def shown(output: Output | None) -> str:
    """An output shape as Keras prints it: several in brackets, however they are nested; an unknown one as `?`."""
    if output is None:
        return "?"
    if isinstance(output, Shape):
        return str(output)
    return f"[{', '.join(map(str, _flat(output)))}]"


def _flat(output: Output) -> Iterator[Shape]:
    if isinstance(output, Shape):
        yield output
    else:
        for part in output:
            yield from _flat(part)
