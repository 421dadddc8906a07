"""The same summary in a terminal: a table, or JSON."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from .problems import Problem
from .shape import shapes_written
from .summarize import summarize
from .summary import UNBUILT, Row, Summary, Total, shown, size_in_bytes


def main(arguments: Sequence[str] | None = None) -> int:
    """Summarize files; 1 if any of them has a problem, 2 for arguments that cannot be understood."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_model_summary", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a listing; - reads standard input")
    parser.add_argument("--model", metavar="EXPR", help="which model: a name or an expression of the listing")
    parser.add_argument("--input-shape", type=shapes_written, metavar="256,256,3", help="for a model without an Input")
    parser.add_argument("--define", metavar="'len(words) = 5000'", action="append", default=[],
                        help="a value that only a run would know; may be given several times")  # fmt: skip
    parser.add_argument("--expand-nested", action="store_true", help="show the layers inside nested models")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args(arguments)
    status = 0
    for name in options.files:
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 1
            continue
        summary = summarize(text, options.model, options.input_shape, define="\n".join(options.define),
                            expand_nested=options.expand_nested)  # fmt: skip
        print(json.dumps(summary.to_dict(), ensure_ascii=False) if options.format == "json" else table(summary))
        for problem in summary.problems:
            print(_told(name, problem), file=sys.stderr)
        for notice in summary.notices if len(options.files) == 1 else ():
            print(_told(name, notice), file=sys.stderr)
        status = status if summary.is_known else 1
    return status


def _told(name: str, problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    place = f":{problem.line}:{problem.column}" if problem.line else ""
    return f"{name}{place}: {problem.message}{hint} [{problem.code}]"


def table(summary: Summary) -> str:
    """The summary as plain text, in Keras's columns."""
    rows = [(f"{row.indent}{row.name} ({row.type})", shown(row.output), _count(row),
             ", ".join(row.connected_to)) for row in summary.layers]  # fmt: skip
    head = ("Layer (type)", "Output Shape", "Param #", "Connected to")
    columns = 4 if summary.branched else 3
    widths = [max(_width(row[column]) for row in (head, *rows)) for column in range(columns)]
    rule = "─" * (sum(widths) + 2 * (columns - 1))
    lines = [f'Model: "{summary.name}"', rule, _line(head, widths), rule, *(_line(row, widths) for row in rows), rule]
    return "\n".join([*lines, *_totals(summary)])


def _count(row: Row) -> str:
    return "?" if row.problem else UNBUILT if row.unbuilt else f"{row.params:,}"


def _totals(summary: Summary) -> Iterator[str]:
    for label, total in (("Total", summary.total), ("Trainable", summary.trainable),
                         ("Non-trainable", summary.non_trainable)):  # fmt: skip
        if isinstance(total, Total):
            yield f"{label} params: {total.params:,} ({size_in_bytes(total.bytes)})"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for column, (cell, width) in enumerate(zip(cells, widths, strict=False)):
        space = " " * (width - _width(cell))
        padded.append(space + cell if column == 2 else cell + space)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


if __name__ == "__main__":
    sys.exit(main())
