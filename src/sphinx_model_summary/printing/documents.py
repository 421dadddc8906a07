"""A summary as values for other programs: JSON, and CSV with one row a layer."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from ..derivation import Formula
from ..summary import Summary, shown
from .arithmetic import Formulas, equation, formulas_of, sums_of, words

#: The columns of CSV, in order; what later versions add comes behind them.
COLUMNS = ("name", "type", "output_shape", "params", "trainable_params", "non_trainable_params", "connected_to",
           "line", "level", "memory", "macs", "activations")  # fmt: skip


def json_document(summary: Summary, *, derivations: bool = False) -> dict[str, Any]:
    """The summary as JSON-ready values; with derivations, each layer and the whole has its formulas beside them."""
    document = summary.to_dict()
    if derivations:
        formulas = formulas_of(summary)
        for row, layer in zip(summary.layers, document["layers"], strict=True):
            layer["derivation"] = _plain(formulas.get(row.key, {}))
        document["derivation"] = _plain(sums_of(summary))
    return document


def _plain(formulas: Formulas) -> dict[str, Any]:
    return {name: _formula(formula) for name, formula in formulas.items()}


def _formula(formula: Formula) -> dict[str, Any]:
    return {"words": words(formula), "formula": formula.numbers(), "value": formula.value}


def csv_document(
    summary: Summary, *, derivations: bool = False, first: Mapping[str, str] | None = None, head: bool = True
) -> str:
    """The rows as CSV (RFC 4180), without the totals; `first` stands before each row, `head` on top.

    Nothing stands in the cells of what is not known.
    """
    before = dict(first or {})
    formulas = formulas_of(summary) if derivations else {}
    text = io.StringIO()
    writer = csv.DictWriter(text, [*before, *COLUMNS, *(["derivation"] if derivations else [])], extrasaction="ignore")
    if head:
        writer.writeheader()
    for row in summary.layers:
        derived = "; ".join(f"{name} = {equation(one)}" for name, one in formulas.get(row.key, {}).items())
        shape = "" if row.output is None else shown(row.output)
        connected = ", ".join(row.connected_to)
        writer.writerow({**before, **row.to_dict(), "output_shape": shape, "connected_to": connected,
                         **({"derivation": derived} if derivations else {})})  # fmt: skip
    return text.getvalue()
