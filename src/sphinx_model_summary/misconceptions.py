"""How learners get a number wrong: what they make of a layer's arrays or of an output's size, and what sets it right.

The terms of the formulas are all that is looked at: what is true of gates is true of every layer that has gates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .counting import counted
from .derivation import Formula
from .problems import Text, mark, say
from .shape import Shape
from .size import Expression, Operation, Size, Term, evaluate, product, terms, total
from .summary import Row
from .weights import Weight

#: What somebody counts as the arrays of a row; None where the row gives no occasion to get it wrong this way.
Arrays = Callable[[Row, Sequence[Weight]], "Iterable[Weight] | None"]
#: What somebody works out as the size of an axis.
Axis = Callable[[Expression], "Expression | None"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer: how it comes about, and the sentence that clears it up."""

    formula: Formula
    says: Text

    @property
    def value(self) -> int:
        """The number that somebody would give."""
        return self.formula.value


def wrong_counts(row: Row, weights: Sequence[Weight]) -> Iterator[Wrong]:
    """The wrong answers to how many numbers these arrays of a row hold, the most frequent ones first."""
    for arrays, told in COUNTS:
        found = arrays(row, weights)
        if found is not None:
            kept = tuple(found)
            yield Wrong(Formula(counted(kept).expression), say(told))


def wrong_sizes(expression: Expression) -> Iterator[Wrong]:
    """The wrong answers to how long an axis is, the most frequent ones first."""
    for axis, told in SIZES:
        found = axis(expression)
        if found is not None:
            yield Wrong(Formula(found), say(told))


def without(*names: str) -> Arrays:
    """The arrays of these names are forgotten."""

    def arrays(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
        kept = [one for one in weights if _own_name(one) not in names]
        return kept if kept and len(kept) < len(weights) else None

    return arrays


def as_one(*names: str) -> Arrays:
    """The terms of these names are taken for 1."""

    def arrays(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
        met = {term.name for one in weights for size in one.shape for term in terms(size.expression)}
        if not met.issuperset(names):
            return None
        return [replace(one, shape=tuple(_sized(put(size.expression, names)) for size in one.shape)) for one in weights]

    return arrays


def put(expression: Expression, names: Iterable[str]) -> Expression:
    """The expression with 1 in place of the terms of these names."""
    if isinstance(expression, Term):
        return Term(expression.name, 1) if expression.name in names else expression
    first = expression.operands[0]
    if expression.sign == "//" and isinstance(first, Term) and first.name in names:
        return Term(first.name, 1)  # a group of what is 1 is no less
    return Operation(expression.sign, tuple(put(one, names) for one in expression.operands))


def _sized(expression: Expression) -> Size:
    return Size(evaluate(expression), expression)


def _own_name(weight: Weight) -> str:
    return weight.name.rpartition("/")[2]


def _trained(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    kept = [one for one in weights if one.trainable and row.trainable]
    return kept if kept and len(kept) < len(weights) else None


def _first(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    alike = len(weights) > 1 and len({one.shape for one in weights}) == 1
    return weights[:1] if alike and len(weights[0].shape) == 1 else None


def _one_way(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    kept = [one for one in weights if not one.name.startswith("backward_")]
    return kept if kept and len(kept) < len(weights) else None


def _one_step(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """The kernel meets all that stands on the axes before the last as well."""
    axes = row.input[1:] if isinstance(row.input, Shape) else ()
    if len(axes) < 2 or None in axes or not _is_dense(weights):
        return None
    whole = product(size for size in axes if size is not None)
    return [replace(one, shape=(whole, *one.shape[1:])) if len(one.shape) == 2 else one for one in weights]


def _channels_alone(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """What was laid out in a row is taken for its last axis alone."""
    size = row.input.last if isinstance(row.input, Shape) else None
    if size is None or not isinstance(size.expression, Operation) or size.expression.sign != "*":
        return None
    last = size.expression.operands[-1]
    if not (isinstance(last, Term) and last.name == "channels" and _is_dense(weights)):
        return None
    return [replace(one, shape=(_sized(last), *one.shape[1:])) if len(one.shape) == 2 else one for one in weights]


def _is_dense(weights: Sequence[Weight]) -> bool:
    return all(_first_axis(one) in (["inputs"], ["biases"]) for one in weights)


def _first_axis(weight: Weight) -> list[str]:
    return [term.name for size in weight.shape[:1] for term in terms(size.expression)]


def _with_biases(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """A table of vectors has a bias for each place of a vector."""
    tables = [one for one in weights if "vocabulary" in _first_axis(one)]
    return [*weights, Weight("bias", tables[0].shape[-1:])] if tables else None


def _of_the_input(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """A table has a row for each place of the input."""
    places = row.input.last if isinstance(row.input, Shape) and len(row.input) == 2 else None
    tables = [one for one in weights if "vocabulary" in _first_axis(one)]
    if places is None or not tables:
        return None
    return [replace(one, shape=(places.named("places"), *one.shape[1:])) if one in tables else one for one in weights]


def _one_side(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """A square window is taken for a row of weights."""
    sides = {term.name: term.value for one in weights for size in one.shape for term in terms(size.expression)}
    square = "kernel_depth" not in sides and sides.get("kernel_width") == sides.get("kernel_height")
    return as_one("kernel_width")(row, weights) if square else None


def _everywhere(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """Every place of the output has arrays of its own."""
    windows = [one for one in weights if one.window]
    places = row.output[1:-1] if isinstance(row.output, Shape) else ()
    if not windows or not places or None in places:
        return None
    whole = product(Size(int(size), "places") for size in places if size is not None)
    return [replace(one, shape=(whole.named("places"), *one.shape), window=0) for one in weights]


def _for_each(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """A layer without arrays has one number for each channel or feature."""
    if row.weights or not isinstance(row.output, Shape) or row.output.last is None:
        return None
    return [Weight("", (row.output.last.named("features"),))]


def _for_each_value(row: Row, weights: Sequence[Weight]) -> Iterable[Weight] | None:
    """A layer without arrays has one number for each value that comes out."""
    sizes = row.output[1:] if isinstance(row.output, Shape) else ()
    if row.weights or len(sizes) < 2 or None in sizes:
        return None
    return [Weight("", tuple(Size(int(size)) for size in sizes if size is not None))]


#: Wrong counts, with the sentences that clear them up; the most frequent ones first.
COUNTS: tuple[tuple[Arrays, str], ...] = (
    (
        without("bias"),
        mark("The biases are missing: each output of the layer has one more number, which is added at the end."),
    ),
    (
        as_one("input_channels"),
        mark("The input channels are forgotten: a filter has a window of weights for each channel that comes in."),
    ),
    (as_one("gates"), mark("One gate is counted: the layer has the same arrays once for each gate.")),
    (
        _trained,
        mark("Only what training changes is counted here; what the layer measures on the way are its numbers as well."),
    ),
    (_first, mark("One vector is counted, but the layer has several of this length.")),
    (_one_way, mark("One direction is counted: the second one reads backwards with arrays of its own.")),
    (
        as_one("bias_sets"),
        mark(
            "One vector of biases is counted: this layer adds one to what comes in, and another to what it remembers."
        ),
    ),
    (
        _channels_alone,
        mark(
            "Only the last axis is counted: what comes in was laid out in one row, and every number of it has weights."
        ),
    ),
    (
        _one_step,
        mark("All steps are counted: the layer works on the last axis alone, with the same weights at every step."),
    ),
    (
        _one_side,
        mark("One side of the window is counted: it is as wide as it is high, and each of its places has weights."),
    ),
    (
        without("recurrent_kernel"),
        mark("What the layer remembers is forgotten: its own last output comes in again at each step, with weights."),
    ),
    (
        without("pointwise_kernel"),
        mark("The second step is missing: the mix of the channels at each position has weights, too."),
    ),
    (as_one("heads"), mark("One head is counted: each head has projections of its own.")),
    (_with_biases, mark("A table has no biases: its rows are looked up, and nothing is added.")),
    (
        _of_the_input,
        mark("The places of the input are counted: the table has a row for every word that there is, in use or not."),
    ),
    (as_one("biases"), mark("One bias is counted for the whole layer: each of its outputs has one of its own.")),
    (_everywhere, mark("Every place is counted: the same window slides over all of them, so its weights count once.")),
    (
        _for_each,
        mark("The layer follows a fixed rule, whatever its output is like; it has nothing that could be learned."),
    ),
    (_for_each_value, mark("Values come out, but no weights are kept for them: the layer follows a fixed rule.")),
)


def _rounded(sign: str, other: str) -> Axis:
    def axis(expression: Expression) -> Expression | None:
        return _replaced(expression, sign, other)

    return axis


def _replaced(expression: Expression, sign: str, other: str) -> Expression | None:
    if isinstance(expression, Term):
        return None
    operands = tuple(_replaced(one, sign, other) or one for one in expression.operands)
    changed = Operation(other if expression.sign == sign else expression.sign, operands)  # type: ignore[arg-type]
    return changed if changed != expression else None


def _ignored(prefix: str) -> Axis:
    def axis(expression: Expression) -> Expression | None:
        names = [term.name for term in terms(expression) if term.name.startswith(prefix)]
        return put(expression, names) if names else None

    return axis


def _without_the_first(expression: Expression) -> Expression | None:
    if isinstance(expression, Term) or expression.sign != "+" or expression.operands[-1] != Term("", 1):
        return None
    if not any(term.name.startswith(("input_", "samples")) for term in terms(expression)):
        return None  # no window moves
    kept = expression.operands[:-1]
    return kept[0] if len(kept) == 1 else Operation("+", kept)


def _kept(expression: Expression) -> Expression | None:
    inputs = [term for term in terms(expression) if term.name.startswith("input_")]
    return inputs[0] if len(inputs) == 1 else None


#: Wrong sizes of an axis, with the sentences that clear them up.
SIZES: tuple[tuple[Axis, str], ...] = (
    (
        _rounded("//", "ceil"),
        mark("Rounded up: what is left over at the edge is too narrow for a window, and is left out."),
    ),
    (
        _rounded("ceil", "//"),
        mark("Rounded down: padding lets the last window reach over the edge, so what is left over counts."),
    ),
    (
        _without_the_first,
        mark("The first place of the window is forgotten: it counts before the window has moved at all."),
    ),
    (_ignored("stride_"), mark("The strides are ignored: they say how many places the window moves at each step.")),
    (_ignored("dilation_"), mark("The dilation is ignored: it spreads the window over more places.")),
    (_kept, mark("The size of the input is kept, but this layer changes it.")),
)


def summed(parts: Iterable[Formula]) -> Formula:
    """The sum of the numbers that formulas give."""
    return Formula(total(Size(part.value) for part in parts).expression)
