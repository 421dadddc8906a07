"""What a block shows of its rows: a solid of the size of the output, and the words beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2, sqrt

from ..problems import Text, say
from ..shape import Output, Shape
from ..summary import Row, Summary, shown
from .drawing import Solid, Words, text_width
from .edges import Edge
from .kinds import held_by, kind_of
from .structure import Block

TITLE = 12.0
LINE = 11.0
#: From one line of words to the next.
LEADING = 14.0
#: The row that stands for an input that has none.
INPUT = -1

#: How wide the widest solid of a picture is, and how much an axis adds that is never longer.
_WIDEST = 84.0
_STEEPEST = 15.0
_NARROWEST = 9.0
#: How long an axis is taken to be whose size is open.
_OPEN = 32
#: A list of names goes on in another line where it would be wider.
_WIDEST_LIST = 150.0


@dataclass(frozen=True, slots=True)
class Extents:
    """An output as a solid: the axes of an image or a sequence, and how many numbers there are at each place."""

    axes: tuple[int | None, ...]
    channels: int | None


class Blocks:
    """The blocks of one picture, drawn to the same scale; `tell` puts a sentence into the language of the page."""

    def __init__(self, summary: Summary, edges: Sequence[Edge], tell: Callable[[Text], str]) -> None:
        self.rows, self.inputs, self.tell = summary.layers, summary.inputs, tell
        self.extents = _extents(summary, edges)
        known = [size for one in self.extents.values() for size in one.axes if size]
        self.scale = min(_STEEPEST, _WIDEST / sqrt(max(known, default=1)))

    def solid(self, block: Block) -> Solid:
        """The solid of a block, in the middle above the origin: its front begins half its width to the left."""
        extents = self.extents[block.rows[-1]]
        sizes = [size or _OPEN for size in extents.axes]
        width = self._length(sizes[-1] if sizes else 1)
        behind = self._length(round(sqrt(_product(sizes[:-1]))) if len(sizes) == 3 else _product(sizes[:-1]))
        height = 3 + 3.6 * log2(max(extents.channels or _OPEN, 1))
        loose = None in (*extents.axes, extents.channels)
        kind, title = self.kind(block), self._all_told(block)
        solid = Solid(-width / 2, 0, width, height, behind, kind, block.rows, title, loose)
        return solid.moved(0, solid.shift[1])

    def _length(self, size: int) -> float:
        return max(_NARROWEST, self.scale * sqrt(size))

    def kind(self, block: Block) -> str:
        """What the block is for: what most of its parameters, or its layers, are for."""
        weights = Counter[str]()
        for row in block.main:
            weights[self._kind(row)] += 1 + int(self.rows[row].params if row >= 0 else 0)
        return weights.most_common(1)[0][0]

    def _kind(self, row: int) -> str:
        return kind_of(self.rows[row]) if row >= 0 else "input"

    def words(self, block: Block) -> tuple[Words, ...]:
        """The lines of words beside a block, from above to below; all begin at the left edge."""
        lines = [Words(0, 0, self.title(block), TITLE, "bold")]
        lines += [Words(0, 0, text, LINE, "quiet") for text in _wrapped(self.following(block))]
        lines += [Words(0, 0, self.shape(block), LINE), Words(0, 0, self.parameters(block), LINE, "quiet")]
        said = [line for line in lines if line.text]
        return tuple(line.moved(0, LEADING * place) for place, line in enumerate(said))

    def said(self, block: Block) -> list[str]:
        """The same for a list in words: the name and what follows, the shape, the parameters."""
        name = f"{self.title(block)} {self.following(block)}".strip()
        return [text for text in (name, self.shape(block), self.parameters(block)) if text]

    def following(self, block: Block) -> str:
        """The layers that are told with the one that gives the block its name: `+ BatchNormalization, ReLU`."""
        types = [self.rows[row].type for row in block.rows if row not in block.main and self._is_first(block, row)]
        return f"+ {', '.join(dict.fromkeys(types))}" if types and len(set(block.main)) == 1 else ""

    def _is_first(self, block: Block, row: int) -> bool:
        """Whether a row belongs to the first of the times that the block stands for."""
        return row >= 0 and block.rows.index(row) < len(block.rows) // block.times

    def parameters(self, block: Block) -> str:
        """The number of its parameters in words; shared ones count once, and none are not told."""
        count = sum(int(self.rows[row].params) for row in block.rows if row >= 0 and not self.rows[row].repeated)
        if count == 0:
            return ""
        return self.tell(say("1 parameter") if count == 1 else say("{count} parameters", count=count))

    def title(self, block: Block) -> str:
        """What a block is called: the type of its layer, or the types of what is told in one."""
        names = Counter(map(self._name, block.main))
        if len(names) == 1:
            names = Counter(self._name(row) + self._window(row) for row in block.main)
        first = [name if count == 1 else f"{count} × {name}" for name, count in names.items()][:3]
        whole = ", ".join([*first, *(["…"] if len(names) > 3 else [])])
        if block.times == 1:
            return whole
        return f"{block.times} × {whole}" if len(block.main) == 1 else f"{block.times} × ({whole})"

    def _name(self, row: int) -> str:
        """The type of a row's layer; inputs and models go by the name that the author gave them."""
        if row < 0:
            return self.tell(say("Input"))
        one = self.rows[row]
        kind = self._kind(row)
        if kind == "input":
            plain = re.fullmatch(r"input_layer(_\d+)?|input(_\d+)?|.*keras_tensor.*", one.name)
            return self.tell(say("Input") if plain else say("Input: {name}", name=one.name))
        held = held_by(one.layer)
        if held is not None:
            return f"{one.type}({type(held).__name__})"
        if kind != "model" or re.fullmatch(rf"{one.type.lower()}(_\d+)?", one.name):
            return one.type
        return f"{one.name} ({one.type})"

    def _window(self, row: int) -> str:
        """The size of the window that a convolution or a pooling slides."""
        layer = self.rows[row].layer if row >= 0 else None
        window = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None)
        return " " + "×".join(map(str, map(int, window))) if isinstance(window, tuple) else ""

    def shape(self, block: Block) -> str:
        """The output shape, without the batch: `28 × 28 × 1`."""
        return written(self._output(block.rows[-1]))

    def _output(self, row: int) -> Output | None:
        return self.rows[row].output if row >= 0 else self.inputs[0]

    def _all_told(self, block: Block) -> str:
        """What appears where a mouse rests on a block: its layers by name."""
        names = [f"{self.rows[row].name} ({self.rows[row].type}): {shown(self.rows[row].output)}"
                 for row in block.rows if row >= 0]  # fmt: skip
        return "\n".join([*names[:12], *(["…"] if len(names) > 12 else [])])


def _wrapped(text: str) -> list[str]:
    first, *more = text.split(", ")
    lines = [first]
    for name in more:
        longer = f"{lines[-1]}, {name}"
        lines[-1:] = [longer] if text_width(longer, LINE) <= _WIDEST_LIST else [f"{lines[-1]},", name]
    return lines


def written(output: Output | None) -> str:
    """A shape, or several, without the batch."""
    shapes = _flat(output)
    first = ", ".join(" × ".join(map(str, tuple(shape)[1:])) or "1" for shape in shapes[:2])
    return first + (", …" if len(shapes) > 2 else "")


def _flat(output: Output | None) -> list[Shape]:
    if output is None or isinstance(output, Shape):
        return [] if output is None else [output]
    return [shape for part in output for shape in _flat(part)]


def _extents(summary: Summary, edges: Sequence[Edge]) -> dict[int, Extents]:
    """How each row's output is drawn; the order of the axes is handed on from layer to layer."""
    rows = summary.layers
    into: dict[int, list[int]] = {}
    out: dict[int, list[int]] = {}
    for edge in edges:
        if not edge.is_back:
            into.setdefault(edge.target, []).append(edge.source)
            out.setdefault(edge.source, []).append(edge.target)
    found: dict[int, Extents] = {}
    first: dict[int, bool] = {}
    for place, row in [(INPUT, None)] * bool(summary.inputs) + list(enumerate(rows)):
        shape = next(iter(_flat(summary.inputs[0] if row is None else row.output)), Shape((None,)))
        targets = [0] if row is None and rows else out.get(place, [])
        asked = [rows[one].layer for one in targets] if row is None or row.layer is None else [row.layer]
        stated = [order for order in (getattr(one, "data_format", None) for one in asked) if order is not None]
        if stated:
            first[place] = "channels_first" in stated
        else:
            first[place] = len(shape) > 2 and any(
                first.get(one) and len(next(iter(_flat(rows[one].output)), ())) == len(shape)
                for one in into.get(place, ())
                if one >= 0
            )
        found[place] = _as_solid(shape, [rows[one] for one in targets], channels_first=first[place])
    return found


def _as_solid(shape: Shape, targets: Sequence[Row], *, channels_first: bool) -> Extents:
    sizes = [None if size is None else int(size) for size in shape[1:]]
    if len(sizes) == 1 and any(_gives_a_row_to_each(target, shape) for target in targets):
        return Extents((sizes[0],), 1)
    if len(sizes) < 2:
        return Extents((), sizes[0] if sizes else 1)
    return Extents(tuple(sizes[1:]), sizes[0]) if channels_first else Extents(tuple(sizes[:-1]), sizes[-1])


def _gives_a_row_to_each(target: Row, shape: Shape) -> bool:
    """Whether a layer makes a row of numbers of each number: what comes in is then a sequence."""
    return isinstance(target.output, Shape) and len(target.output) == 3 and target.output[:2] == shape


def _product(sizes: Sequence[int]) -> int:
    product = 1
    for size in sizes:
        product *= size
    return product
