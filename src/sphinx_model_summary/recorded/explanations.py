"""Why a number differs, where the numbers themselves tell."""

from __future__ import annotations

from collections.abc import Sequence

from ..numerals import Count
from ..problems import Text, say
from ..summary import Row, Summary
from .agreement import shapes_of
from .values import Layout, Recorded

#: What optimizers keep, for each trainable number and once, with the names of those that do.
_OPTIMIZERS = {
    (0, 2): "SGD",
    (1, 2): "RMSprop, Adagrad, Lion, SGD(momentum=…)",
    (2, 2): "Adam, AdamW, Adamax, Adadelta, Ftrl",
    (2, 3): "Nadam",
    (3, 2): "Adam(amsgrad=True)",
}

#: The names of weights that training never changes.
_STATISTICS = ("moving_mean", "moving_variance")


def count_why(recorded: int, row: Row) -> Text | None:
    """Why a row's recorded count is another one than the listing's."""
    less = int(row.params) - recorded
    recurrent = {weight.name.removesuffix("recurrent_kernel"): weight.shape[-1] for weight in row.weights
                 if weight.name.endswith("recurrent_kernel")}  # fmt: skip
    biases = [weight for weight in row.weights if weight.name.endswith("bias")]
    doubled = [
        weight for weight in biases
        if len(weight.shape) == 2 and weight.shape[0] == 2
        and recurrent.get(weight.name.removesuffix("bias")) == weight.shape[1]
    ]  # fmt: skip
    if less and less == sum(int(weight.shape[1]) for weight in doubled):
        return say("older versions had one vector of biases here, where there are two now: {count} fewer; that is "
                   "reset_after=False", count=Count(less))  # fmt: skip
    if less and less == sum(weight.params for weight in biases):
        return say("that is the count without the biases: {count} fewer", count=Count(less))
    return None


def input_in(recorded: Recorded, rows: Sequence[Row]) -> Text | None:
    """How to give the input that an older version took from the arguments of the first layer, if it did."""
    layer = rows[0].layer if rows else None
    shapes = shapes_of(recorded.rows[0].shape) if recorded.rows else None
    if recorded.layout is Layout.BOXED or layer is None or "input_length" not in layer.swallowed or not shapes:
        return None
    return say("older versions took it from the first layer itself; give the option :input-shape: {shape}",
               shape=", ".join(map(str, shapes[0][1:-1])))  # fmt: skip


def optimizer_in(more: int, trainable: int) -> Text | None:
    """That a total is larger by the numbers of an optimizer, if one of Keras's keeps so many."""
    for (each, once), names in _OPTIMIZERS.items() if trainable else ():
        if more == each * trainable + once:
            return say("{count} of the total are numbers of the optimizer: {each} × {trainable} + {once}, as with "
                       "{names}",
                       count=Count(more), each=each, trainable=Count(trainable), once=once, names=names)  # fmt: skip
    return None


def totals_why(recorded: Recorded, summary: Summary, by_rows: int) -> Text | None:
    """Why totals differ; `by_rows` is by how much the rows alone make the recorded total larger."""
    if recorded.total is None or summary.total is None or summary.trainable is None:
        return None
    more = recorded.total.params - summary.total.params
    if more and more == by_rows:
        return say("the total follows from the rows")
    frozen = summary.trainable.params - recorded.trainable.params if recorded.trainable else 0
    told = recorded.trainable, recorded.non_trainable
    if not more and not by_rows:
        if frozen:
            return _freezing(frozen, list(summary.counted()))
        if all(told) and sum(one.params for one in told if one) != recorded.total.params:
            return say("the totals of the text itself do not add up")
        return say("the weights have another precision")
    if more and recorded.layout is not Layout.BOXED and all(told) and not by_rows:
        trainable, fixed = (one.params for one in told if one)
        if fixed == summary.total.params and more == trainable:
            return say("Keras 2 counted weights twice that were frozen after compile()")
    rows = sum(row.params or 0 for row in recorded.rows if not row.level)
    if more and not by_rows and rows == summary.total.params:
        return say("the rows of the text itself add up to {count}", count=Count(rows))
    return None


def _freezing(frozen: int, rows: Sequence[Row]) -> Text | None:
    """Which layers were frozen when the text was printed, and are not in the listing; or the other way round."""
    counts = [row.trainable_params if frozen > 0 else _freed(row) for row in rows]
    names = _adding_up(abs(frozen), counts, [row.name for row in rows])
    if names is None:
        return None
    if frozen > 0:
        return say("so it is with {layers} frozen (trainable = False)", layers=names)
    return say("so it is with {layers} not frozen", layers=names)


def _freed(row: Row) -> int:
    """How many more numbers would be trained if nothing in the layer were frozen."""
    return sum(weight.params for weight in row.weights
               if not (weight.trainable and row.trainable) and not weight.name.endswith(_STATISTICS))  # fmt: skip


def _adding_up(whole: int, counts: Sequence[int], names: Sequence[str]) -> str | None:
    """The one layer that has so many numbers, or the layers from the first on; None where it may be several."""
    having = [(count, name) for count, name in zip(counts, names, strict=True) if count]
    alone = [name for count, name in having if count == whole]
    if alone:
        return alone[0] if len(alone) == 1 else None
    so_far = 0
    for count, name in having:
        so_far += count
        if so_far == whole:
            return f"{having[0][1]} … {name}"
    return None
