"""The note on the totals: sums over the layers, the memory, and what Keras adds to them after training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..derivation import Derivation, Step, is_model
from ..summary import Summary, Total
from . import formulas, phrases
from .words import Words

Line = tuple[str, str]


def total_lines(summary: Summary, derivation: Derivation, _: Words) -> list[Line]:
    """The totals as sums over the layers, each with its label; none where the summary has no totals."""
    whole, trainable, fixed = summary.total, summary.trainable, summary.non_trainable
    if not summary.is_known or whole is None or trainable is None or fixed is None:
        return []
    if not whole.params:
        return [(_("Total params"), _("0; none of the layers has weights, so there is nothing to train"))]
    steps = [step for one in derivation.groups for step in one.steps]
    order = {row.key: place for place, row in enumerate(summary.counted())}
    counted = sorted((step for step in steps if step.row.key in order), key=lambda step: order[step.row.key])
    parts = [step.trainable.value for step in counted if step.trainable]
    everything = trainable.params == whole.params
    sums = _whole(counted, whole.params, _), _shares(counted, whole.params, _)
    lines = [
        (_("Total params"), _.semicolon.join(filter(None, sums))),
        (_("Trainable params"), _("all of them") if everything else _rest(parts, whole.params, fixed.params, _)),
    ]
    if fixed.params:
        label = _("Non-trainable params") + _untrained(counted)
        why = _("training does not adjust them: they are measured on the way, or frozen")
        lines.append((label, f"{_fixed(counted, fixed.params, _)}{_.semicolon}{why}"))
    lines.append((_("Memory"), _memory(whole, _)))
    if trainable.params:
        lines.append((_("After training"), _after_training(trainable.params, _)))
    return lines


def _sum(parts: Sequence[int], whole: int, _: Words) -> str:
    """A sum and what it comes to; where layers share parameters, which count once, the total only."""
    known = [part for part in parts if part]
    if sum(known) != whole:
        return _("{count}; what several layers share counts once", count=_.number(whole))
    if len(known) < 2:
        return _.number(whole)
    return formulas.sum_of(f"{phrases.addends(known, _)} = {_.number(whole)}", _)


def _whole(steps: Sequence[Step], whole: int, _: Words) -> str:
    """The total as a sum over the layers; over their types where that would be too long to read."""
    parts = [int(step.row.params) for step in steps if step.row.params]
    counts = _by_type(steps)
    if len(parts) <= phrases.MOST_ADDENDS or len(counts) < 2 or sum(parts) != whole:
        return _sum(parts, whole, _)
    return f"{' + '.join(f'{_.number(n)} ({name})' for name, n in counts.items())} = {_.number(whole)}"


def _rest(parts: Sequence[int], whole: int, fixed: int, _: Words) -> str:
    """The trainable parameters as a sum over the layers, or, where that would be too long, as what is left."""
    if len(parts) <= phrases.MOST_ADDENDS:
        return _sum(parts, whole - fixed, _)
    return formulas.sum_of(
        f"{_.number(whole)} − {_.number(fixed)} = {_.number(whole - fixed)}", _
    )  # fmt: skip


def _by_type(steps: Sequence[Step]) -> Counter[str]:
    """How many parameters the layers of each type have."""
    counts: Counter[str] = Counter()
    for step in steps:
        counts[step.row.type] += int(step.row.params)
    return +counts


def _shares(steps: Sequence[Step], whole: int, _: Words, most: int = 4) -> str:
    """Which types of layers hold the parameters, the largest first."""
    counts = _by_type(steps)
    largest = counts.most_common(most)
    if len(largest) < 2 or counts.total() != whole:
        return ""
    shares = [f"{name} {_.share(count, whole)}" for name, count in largest]
    return _.comma.join([*shares, *(["…"] if len(counts) > most else [])])


def _fixed(steps: Sequence[Step], whole: int, _: Words) -> str:
    """The sum of what training leaves alone, with the products written out while there are few."""
    fixed = [step.non_trainable for step in steps if step.non_trainable is not None]
    large = len(fixed) > 8 or any(is_model(step.row) for step in steps)
    if not fixed or large or sum(formula.value for formula in fixed) != whole:
        return _sum([formula.value for formula in fixed], whole, _)
    written = " + ".join(formula.numbers(_.number) for formula in fixed)
    return formulas.sum_of(f"{written} = {_.number(whole)}" if written != _.number(whole) else written, _)


def _untrained(steps: Sequence[Step], most: int = 6) -> str:
    """What training leaves alone: weights of layers that it changes otherwise, and whole layers."""
    names = dict.fromkeys(
        name
        for step in steps
        if step.non_trainable is not None
        for name in ([step.row.name] if step.trainable is None else _fixed_weights(step))
    )
    return f" ({', '.join([*list(names)[:most], *(['…'] if len(names) > most else [])])})" if names else ""


def _fixed_weights(step: Step) -> list[str]:
    return [weight.name for weight in step.row.weights if not weight.trainable]


def _memory(total: Total, _: Words) -> str:
    """What the parameters take in the computer."""
    size = _.memory(total.bytes)
    count = _.number(total.bytes)
    if total.bytes == 4 * total.params:
        return _(
            "4 bytes for each parameter: {params} × 4 = {bytes} bytes = {size}; 1 KB is 1,024 bytes, 1 MB is 1,024 KB",
            params=_.number(total.params), bytes=count, size=size,
        )  # fmt: skip
    return _("{bytes} bytes = {size}; 1 KB is 1,024 bytes, 1 MB is 1,024 KB", bytes=count, size=size)


def _after_training(trainable: int, _: Words) -> str:
    """Why the same model has a larger total in Keras once it was trained."""
    return _(
        "Keras then counts the optimizer's own numbers too; Adam keeps two for each trainable parameter, the number of "
        "steps and the learning rate: 2 × {trainable} + 2 = {count}",
        trainable=_.number(trainable), count=_.number(2 * trainable + 2),
    )  # fmt: skip
