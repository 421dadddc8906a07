"""Whether a listing's summary is what Keras says, as measured now or recorded before."""

from __future__ import annotations

from typing import Any, Literal

from sphinx_model_summary import summarize
from sphinx_model_summary.problems import Code
from sphinx_model_summary.summary import Row, Summary

Outcome = Literal["exact", "both refuse", "refused", "accepted", "different"]


def compared(listing: str, truth: dict[str, Any]) -> tuple[Outcome, str]:
    """How the summary of the listing's `model` stands to what Keras says, and what there is to say about it."""
    summary = summarize(listing, model="model")
    problem = next(iter(summary.problems), None)
    if problem is not None and problem.code is Code.INTERNAL:
        return "different", str(problem.message)
    if "refused" in truth:
        return ("both refuse", str(problem.message)) if problem else ("accepted", f"Keras refuses: {truth['refused']}")
    if problem is not None:
        return "refused", f"line {problem.line}: {problem.message}"
    difference = _difference(summary, truth)
    if not difference and "opened" in truth:
        opened = summarize(listing, model="model", expand_nested=True)
        difference = _rows_difference(opened, truth["opened"])
    return ("different", difference) if difference else ("exact", "")


def _difference(summary: Summary, truth: dict[str, Any]) -> str:
    """The first thing in which they differ."""
    if "row" in truth:  # one layer, recorded by itself
        rows = [row for row in summary.layers if row.type == truth["row"]["type"]]
        return _row_difference(rows[-1], truth["row"]) if rows else f"no row of type {truth['row']['type']}"
    branched = any("connected_to" in row for row in truth["rows"])
    if summary.branched != branched:
        return f"branched: {summary.branched}, Keras {branched}"
    difference = _rows_difference(summary, truth["rows"])
    answer = summary.to_dict()
    for key in ("total_params", "trainable_params", "non_trainable_params"):
        if not difference and answer[key] != truth[key]:
            return f"{key}: {answer[key]}, Keras {truth[key]}"
    groups = [total.bytes if total else None for total in (summary.trainable, summary.non_trainable)]
    if not difference and groups != truth.get("bytes", groups):
        return f"bytes: {groups}, Keras {truth['bytes']}"
    return difference


def _rows_difference(summary: Summary, wanted: list[dict[str, Any]]) -> str:
    names = [(row.name, row.type) for row in summary.layers]
    theirs = [(row["name"], row["type"]) for row in wanted]
    if names != theirs:
        return f"rows {names}, Keras {theirs}"
    return next(filter(None, map(_row_difference, summary.layers, wanted)), "")


def _row_difference(row: Row, theirs: dict[str, Any]) -> str:
    ours = {**row.to_dict(), "unbuilt": row.unbuilt, "flag": "YN"[not row.trainable] if row.weights else "-"}
    ours["weights"] = [(one["name"], one["shape"], one["trainable"]) for one in ours["weights"]]
    plain = {"output_shape": _shapes, "weights": _weights}
    for key, value in theirs.items():
        made = plain.get(key, lambda same: same)
        if made(ours[key]) != made(value):
            return f"{key} of {ours['name']}: {made(ours[key])}, Keras {made(value)}"
    return ""


def _weights(weights: Any) -> list[Any]:
    """Weights by the last part of their path; their order is the layer's own affair."""
    return sorted([name.split("/")[-1], list(shape), trainable] for name, shape, trainable in weights)


def _shapes(output: Any) -> list[Any]:
    """All shapes of an output, as Keras lists them: however they are nested."""
    if output is None or isinstance(output, int) or all(size is None or isinstance(size, int) for size in output):
        return [list(output) if isinstance(output, (list, tuple)) else output]
    return [shape for part in output for shape in _shapes(part)]
