"""Whether a cell of a printed row says what the listing gives, and under which other look it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..layers import find
from ..model.names import snake_case
from ..operations import FUNCTIONS, Operation
from ..shape import Output, Shape
from ..summary import Row
from .recognition import Seen
from .values import CUT, RecordedRow

#: The types under which Keras 2 shows functions on tensors.
_FUNCTIONS = (
    "TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer", "ClassMethod", "InstanceMethod", "InstanceProperty",
)  # fmt: skip
_OPERATIONS = frozenset(kind.__name__ for kind in FUNCTIONS.values())
_MODELS = ("Functional", "Sequential")
_NUMBERED = re.compile(r"(?P<base>.+?)(?:_(?P<number>\d+))?")
_GROUP = re.compile(r"\(([^()]*)\)")


def fits(printed: str, whole: str) -> bool:
    """Whether a printed word, of which the end may be cut, is this one."""
    return whole.startswith(printed[: -len(CUT)]) if printed.endswith(CUT) else printed == whole


def is_operation(row: Row) -> bool:
    """Whether a row is a function on tensors, not a layer."""
    return isinstance(row.layer, Operation) or (row.layer is None and row.type in _OPERATIONS and not row.weights)


def is_own(row: Row) -> bool:
    """Whether Keras 3 adds the row by itself, for masks and for changes of precision: no line of the listing does."""
    return is_operation(row) and not row.line


def same_type(recorded: RecordedRow, row: Row) -> bool | Seen:
    """Whether the type is the same, perhaps under an older name."""
    if fits(recorded.type, row.type):
        return True
    if is_operation(row) and any(fits(recorded.type, one) for one in _FUNCTIONS):
        return Seen.OPERATION
    return Seen.TYPE if any(fits(newer, row.type) for newer in _newer(recorded.type)) else False


def _newer(kind: str) -> Iterator[str]:
    """The names that a type of an older version has today."""
    if fits(kind, "Model"):
        yield "Functional"
    yield kind.removeprefix("CuDNN")
    yield re.sub("V[12]$", "", kind)
    current = find(kind)
    if current is not None:
        yield current.__name__


def number_of(name: str) -> tuple[str, int]:
    """A name in its parts: `conv2d_7` is `conv2d` and 7, `conv2d` is `conv2d` and 0."""
    found = _NUMBERED.fullmatch(name)
    return (found["base"], int(found["number"] or 0)) if found and len(found["number"] or "") < 9 else (name, 0)


def same_name(recorded: RecordedRow, row: Row) -> bool | Seen:
    """Whether the name is the same, but for the number of an automatic one, or is the automatic one of its type."""
    if fits(recorded.name, row.name):
        return True
    base, _number = number_of(row.name)
    if not is_automatic(base, row.type):
        return False
    if recorded.name.endswith(CUT):
        shown = recorded.name[: -len(CUT)]
        return base.startswith(shown) or bool(re.fullmatch(rf"{re.escape(base)}_\d*", shown))
    other, _number = number_of(recorded.name)
    kind = row.type if recorded.type.endswith(CUT) else recorded.type
    if other == base:
        return True
    if not same_type(recorded, row):
        return False
    return Seen.NAME if is_automatic(other, kind) or (other.startswith("tf") and is_operation(row)) else False


def is_automatic(base: str, kind: str) -> bool:
    """Whether Keras, in any version, gives layers of a type names that begin so."""
    if kind == "InputLayer":
        return base in ("input", "input_layer", "keras_tensor") or base.endswith("_input")
    if kind in (*_MODELS, "Model"):
        return base in ("model", "functional", "sequential")
    return base == snake_case(kind)


def same_shape(recorded: RecordedRow, row: Row) -> bool | Seen:
    """Whether the output shape is the same as far as the text tells it."""
    printed = recorded.shape
    if row.output is None or not printed.strip(f"?{CUT}"):
        return True
    if printed == "multiple":
        return Seen.MULTIPLE
    given = [[None if size is None else int(size) for size in shape] for shape in _flat(row.output)]
    known = shapes_of(printed)
    if known is None:
        return True
    if printed.endswith(CUT):
        rest = re.sub(r"[\s\[({]", "", _GROUP.sub("", printed)[: -len(CUT)]).lstrip(",")
        begun = "".join(f"{size}," for size in given[len(known)]) if len(known) < len(given) else ""
        return known == given[: len(known)] and begun.startswith(rest)
    if known == given:
        return True
    if len(known) != len(given) or any(len(one) != len(other) for one, other in zip(known, given, strict=True)):
        return False
    return _as_declared(known, given, row)


def _as_declared(known: list[list[int | None]], given: list[list[int | None]], row: Row) -> bool | Seen:
    """Whether sizes differ only where the text fixes the batch, or leaves open what a call of a model settles."""
    if all(one[1:] == other[1:] and not other[0] for one, other in zip(known, given, strict=True)):
        return Seen.BATCH
    open_only = all(
        size is None or size == other
        for one, others in zip(known, given, strict=True)
        for size, other in zip(one, others, strict=True)
    )
    return Seen.DECLARED if open_only and row.type in _MODELS else False


def shapes_of(printed: str) -> list[list[int | None]] | None:
    """The whole shapes in a cell, however they are nested; None where it holds none, such as a name of a class."""
    shapes: list[list[int | None]] = []
    for group in _GROUP.findall(printed):
        words = [word.strip() for word in group.split(",") if word.strip()]
        if not all(word == "None" or (word.isdecimal() and len(word) < 19) for word in words):
            return None
        shapes.append([None if word == "None" else int(word) for word in words])
    return shapes if shapes or "(" in printed else None


def _flat(output: Output) -> Iterator[Shape]:
    if isinstance(output, Shape):
        yield output
    else:
        for part in output:
            yield from _flat(part)
