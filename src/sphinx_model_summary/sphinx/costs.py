"""What a page says of costs: cells of the table, and lines of the notes, for the columns that an author chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes

from ..costs import Call, Field, Fields, fields, own_positions
from ..derivation import Formula, Step
from ..shape import Shape
from ..size import Size, terms
from ..summary import Row, Summary
from ..weights import BYTES
from . import formulas, phrases
from .columns import Column
from .words import Words

#: The attribute of a share that holds it as a number, for those who draw it.
SHARE = "model-summary-share"


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of a model, as far as an author chose their columns."""

    summary: Summary
    columns: frozenset[Column]
    #: The receptive field of what comes out of calls.
    fields: Mapping[Call, Fields]

    @classmethod
    def of(cls, summary: Summary, columns: Iterable[Column]) -> Costs:
        """The costs for some columns; none is worked out for others."""
        chosen = frozenset(columns)
        last = (row.calls[-1] for row in summary.layers if row.calls) if Column.FIELD in chosen else ()
        return cls(summary, chosen, fields(last))

    def cell(self, row: Row, column: Column, _: Words) -> list[nodes.Node]:
        """What a row's cell says."""
        if column is Column.SHARE:
            return self._share(row, _)
        return [nodes.Text(self._text(row, column, _))]

    def _text(self, row: Row, column: Column, _: Words) -> str:
        match column:
            case Column.MEMORY:
                return _.memory(row.memory) if row.weights else "-"
            case Column.ACTIVATIONS:
                return "-" if row.calls and row.input is None else _amount(row.activations, _)
            case Column.MACS:
                return "?" if row.macs is None else _.number(row.macs)
        return self._field_of(row, _)

    def _share(self, row: Row, _: Words) -> list[nodes.Node]:
        whole = self.summary.total.params if self.summary.total else 0
        if not whole or not row.params:
            return [nodes.Text("-")]
        part = {SHARE: f"{100 * row.params / whole:.2f}"}
        return [nodes.inline("", _.share(row.params, whole), classes=[SHARE], **part)]

    def _field_of(self, row: Row, _: Words) -> str:
        field = self._field(row)
        if field is None:
            return "?" if _axes(row) else "-"
        return _written(field, _) or "-"

    def _field(self, row: Row) -> Fields:
        """The receptive field of a row; of one that sees its own position only, one for each of its axes."""
        field = self.fields.get(row.calls[-1]) if row.calls else None
        if field is None or row.input is None:
            return field
        axes = _axes(row)
        return field or own_positions(axes) if not field or len(field) == axes else None

    def total(self, column: Column, _: Words) -> list[nodes.Node]:
        """What a column adds up to."""
        if column is Column.ACTIVATIONS:
            return [nodes.Text(_amount(self.summary.activations, _))]
        return [nodes.Text("?" if self.summary.macs is None else _.number(self.summary.macs))]

    def in_words(self, steps: Sequence[Step], _: Words) -> list[str]:
        """How the multiply-accumulates of a type's layers are counted, each different way once."""
        if Column.MACS not in self.columns:
            return []
        counts = [step.row.macs for step in steps]
        named = (one for one in counts if one and any(term.name for term in terms(one.expression)))
        return list(dict.fromkeys(formulas.line_in_words(one.expression, _) for one in named))

    def meanings(self, steps: Sequence[Step], _: Words) -> Iterator[tuple[str, str]]:
        """What the words for costs mean, where layers have any."""
        if Column.MACS in self.columns and any(step.row.macs for step in steps):
            yield (
                _("MACs"),
                _("multiply-accumulates, products that are added to a sum, for one example: each weight of a kernel "
                  "counts once for every position at which it is used, and products of two tensors count as well; "
                  "biases and functions of single values do not"),
            )  # fmt: skip
        if Column.ACTIVATIONS in self.columns and any(step.row.activations for step in steps):
            yield _("activations"), _("what a layer gives out for one example, in bytes")
        if Column.FIELD in self.columns and any(self._field(step.row) for step in steps):
            yield (
                _("receptive field"),
                _("how many positions of the model's input one position of the output depends on; a window adds "
                  "(its size − 1) × the product of all strides before it"),
            )  # fmt: skip

    def clauses(self, row: Row, _: Words) -> Iterator[str]:
        """What the line of one layer says."""
        if Column.MACS in self.columns and row.macs:
            yield _("MACs: {formula}", formula=_equation(row.macs, _))
        if Column.MEMORY in self.columns and row.weights:
            yield _("memory of the weights: {bytes} bytes = {size}",
                    bytes=_equation(_bytes(row), _), size=_.memory(row.memory))  # fmt: skip
        if Column.ACTIVATIONS in self.columns and row.activations:
            yield _("memory of the activations: {bytes} bytes = {size}",
                    bytes=_equation(row.activations, _), size=_.memory(row.activations))  # fmt: skip
        field = self._field(row) if Column.FIELD in self.columns else None
        if field:
            grown = [one.size for one in field if not Formula(one.size.expression).is_plain]
            equations = _.comma.join(dict.fromkeys(_equation(size, _) for size in grown))
            if equations:
                yield _("receptive field {field}: {equations}", field=_written(field, _), equations=equations)

    def totals(self, _: Words) -> Iterator[tuple[str, str]]:
        """The lines of the note on the totals, each with its label."""
        rows = list(self.summary.counted())
        if Column.MACS in self.columns:
            yield _("MACs"), _sum({row.name: row.macs for row in rows}, self.summary.macs, _)
        if Column.ACTIVATIONS in self.columns:
            whole = self.summary.activations
            text = _sum({row.name: row.activations for row in rows}, whole, _)
            if whole is not None:
                text = _("{bytes} bytes = {size}", bytes=text, size=_.memory(whole))
            yield _("Activations"), text


def _sum(counts: Mapping[str, Size | None], whole: Size | None, _: Words, most: int = 6) -> str:
    """A sum over layers, as far as it is short; or which of them leave it open."""
    if whole is None:
        names = [name for name, count in counts.items() if count is None]
        shown = _.comma.join([*names[:most], *(["…"] if len(names) > most else [])])
        return _("not known, because of {layers}", layers=shown)
    parts = [int(count) for count in counts.values() if count]
    if not 1 < len(parts) <= phrases.MOST_ADDENDS or sum(parts) != whole:
        return _.number(whole)
    return formulas.sum_of(f"{phrases.addends(parts, _)} = {_.number(whole)}", _)


def _equation(size: Size, _: Words) -> str:
    """A size with its arithmetic, unless that is too long to read."""
    formula = Formula(size.expression)
    return formulas.equation(formula, _) if len(list(terms(size.expression))) <= phrases.MOST_ADDENDS else (
        _.number(formula.value)
    )  # fmt: skip


def _bytes(row: Row) -> Size:
    """The memory of a row's weights: so many numbers of so many bytes, where all have as many."""
    each = {BYTES.get(weight.dtype, 4) for weight in row.weights}
    return Size(int(row.params)) * each.pop() if len(each) == 1 else Size(row.memory)


def _amount(size: Size | None, _: Words) -> str:
    return "?" if size is None else _.memory(size)


def _axes(row: Row) -> int:
    """How many spatial axes come out: all but the batch and the channels."""
    return max(len(row.output) - 2, 0) if isinstance(row.output, Shape) else 0


def _written(field: Sequence[Field], _: Words) -> str:
    return " × ".join(_.number(one.size) for one in field)
