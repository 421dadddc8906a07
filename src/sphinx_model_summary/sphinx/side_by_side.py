"""Models side by side on a page: a table of what they come to, and one of what changed from the first to the second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from docutils import nodes

from ..comparison import Change, Comparison, Difference, Kind
from ..summary import Row, Summary, Total, shown
from . import phrases
from .grid import grid, row_of, wide_row
from .words import Words

#: Makes the text that links to a model by its place among those compared, or to one of its layers by its key.
Link = Callable[[int, str, str], nodes.Node]
#: A number as a page writes it.
Write = Callable[[int], str]

_NUMBER = ("model-summary-number",)
_SHAPE = ("model-summary-shape",)
_QUIET = "model-summary-quiet"
#: As many layers in a row as stay the same are told in one line.
_MANY = 4
_ARROW = " → "


def side_by_side(comparison: Comparison, titles: Sequence[str], link: Link, _: Words) -> nodes.tgroup:
    """The models as columns: their totals, then the types of layers in which they differ."""
    two = len(titles) == 2
    head: list[list[nodes.Node]] = [[nodes.Text(_("Model"))]]
    head += ([link(place, "", title)] for place, title in enumerate(titles))
    head += [[nodes.Text(_("Difference"))]] if two else []
    classes = [(), *[_NUMBER] * (len(head) - 1)]
    body = nodes.tbody()
    first, *others = _figures(comparison.summaries, _)
    told = [first, *(one for one in others if set(one.values) not in ({0}, {None}))]
    body.extend(row_of(_figure(one, _), classes) for one in told)
    if comparison.kinds:
        body += wide_row([nodes.strong("", _("Where they differ"))], len(head), "model-summary-heading")
        body.extend(row_of(_kind(kind, _), classes) for kind in comparison.kinds)
    return grid(row_of(head, classes), body)


class _Figure(NamedTuple):
    """A line of the table: what it is called, the number of each model, and how it is written."""

    label: str
    values: Sequence[int | None]
    write: Write
    #: Whether a difference is also told as a part of the whole.
    in_parts: bool = True


def _figures(summaries: Sequence[Summary], _: Words) -> Iterator[_Figure]:
    def of(value: Callable[[Summary], Total | None]) -> list[Total | None]:
        return [value(summary) if summary.is_known else None for summary in summaries]

    for label, totals in (
        (_("Total params"), of(lambda one: one.total)),
        (_("Trainable params"), of(lambda one: one.trainable)),
        (_("Non-trainable params"), of(lambda one: one.non_trainable)),
    ):
        yield _Figure(label, [None if total is None else total.params for total in totals], _.number)
    memory = [None if total is None else total.bytes for total in of(lambda one: one.total)]
    yield _Figure(_("Memory"), memory, _.memory)
    yield _Figure(_("Activations"), [summary.activations for summary in summaries], _.memory)
    yield _Figure(_("MACs"), [summary.macs for summary in summaries], _.number)
    layers = [len(list(summary.counted())) if summary.is_known else None for summary in summaries]
    yield _Figure(_("Layers"), layers, _.number, in_parts=False)
    yield _Figure(_("Depth"), [summary.depth for summary in summaries], _.number, in_parts=False)


def _figure(one: _Figure, _: Words) -> list[list[nodes.Node]]:
    cells: list[list[nodes.Node]] = [[nodes.Text("?" if value is None else one.write(value))] for value in one.values]
    if len(cells) == 2:
        cells.append(_difference(one, _))
    return [[nodes.Text(one.label)], *cells]


def _difference(one: _Figure, _: Words) -> list[nodes.Node]:
    """How much more the second has, beside it the part of the first that this is."""
    before, after = one.values
    if before is None or after is None:
        return []
    told = nodes.Text(_signed(after - before, one.write))
    if before == after or not before or not one.in_parts:
        return [told]
    return [told, _small(_signed(after - before, lambda more: _.share(more, before)))]


def _signed(value: int, write: Write) -> str:
    return f"+{write(value)}" if value > 0 else f"−{write(-value)}" if value < 0 else "0"


def _small(text: str) -> nodes.inline:
    return nodes.inline("", f" ({text})", classes=["model-summary-memory"])


def _kind(kind: Kind, _: Words) -> list[list[nodes.Node]]:
    cells: list[list[nodes.Node]] = [
        [nodes.Text(_.number(params)), _small(phrases.layers(layers, _))] if layers else [nodes.Text("-")]
        for layers, params in zip(kind.layers, kind.params, strict=True)
    ]
    if len(cells) == 2:
        more = kind.params[1] - kind.params[0]
        cells.append([nodes.Text(_signed(more, _.number))] if more else [])
    return [[nodes.Text(kind.type)], *cells]


def layer_by_layer(comparison: Comparison, link: Link, _: Words) -> nodes.tgroup:
    """What became of each layer; many that stay the same are told in one line."""
    classes = [(), (), _SHAPE, _NUMBER]
    head = [_("Layer (type)"), _("Change"), _("Output Shape"), _("Param #")]
    body = nodes.tbody()
    for same, run in groupby(comparison.differences, key=lambda one: one.is_none):
        those = list(run)
        if same and len(those) >= _MANY:
            told = _("{count} layers stay as they are", count=_.number(len(those)))
            body += wide_row([nodes.Text(told)], len(classes), _QUIET)
        else:
            body.extend(row_of(_cells(one, comparison, link, _), classes, _QUIET if same else "") for one in those)
    return grid(row_of([[nodes.Text(word)] for word in head], classes), body)


def _cells(one: Difference, comparison: Comparison, link: Link, _: Words) -> list[list[nodes.Node]]:
    row = one.after or one.before
    assert row is not None
    indent = nodes.Text(row.indent.replace("   ", "\N{NO-BREAK SPACE}" * 3))
    name = link(1 if one.after else 0, row.key, row.name)
    shapes, counts = _both(one, lambda row: shown(row.output)), _both(one, lambda row: _.number(row.params))
    return [
        [indent, name, nodes.Text(f" ({row.type})")],
        [nodes.Text(_change(one, _))],
        [nodes.Text(shapes)],
        [nodes.Text(counts), *map(_small, filter(None, [_more(one, comparison, _)]))],
    ]


def _both(one: Difference, told: Callable[[Row], str]) -> str:
    """What is told of the layer before and after, once where that is the same."""
    return _ARROW.join(dict.fromkeys(told(row) for row in (one.before, one.after) if row is not None))


def _change(one: Difference, _: Words) -> str:
    if one.before is None:
        return _("new")
    if one.after is None:
        return _("gone")
    if one.changes:
        return _.comma.join(map(_argument, one.changes))
    return _("other input shape") if one.has_other_input else ""


def _argument(change: Change) -> str:
    return f"{change.name} = {phrases.setting(change.before)}{_ARROW}{phrases.setting(change.after)}"


def _more(one: Difference, comparison: Comparison, _: Words) -> str:
    """How many parameters more a layer has, where it has some in both models, and which part of the whole that is."""
    told = [_signed(one.params, _.number)] if one.params and one.before and one.after else []
    if one.params and comparison.has_shares and comparison.more is not None:
        share = _.share(abs(one.params), abs(comparison.more))
        told.append(_("{percent} of the difference", percent=share))
    return _.semicolon.join(told)
