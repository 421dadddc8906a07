"""The same summary in a terminal: a table, Keras's own layout, JSON or CSV."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .printing import arithmetic, csv_document, json_document, keras_layout, table
from .problems import Problem
from .shape import GivenShapes, shapes_written
from .summarize import summarize
from .summary import Summary

#: The formats that show a table; the others are for programs.
TABLES = ("table", "keras")
#: Keras's own layout is filled with blanks up to its width.
_LONGEST_LINE = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Summarize files; 1 if any of them has a problem, 2 for arguments that cannot be understood."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.line_length is not None and options.format != "keras":
        parser.error("argument --line-length: only Keras's own layout has one: --format keras")
    if options.show_trainable and options.format not in TABLES:
        parser.error(f"argument --show-trainable: a column of tables; {options.format} tells it of every layer")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # the same bytes on every system
    try:
        status = _print_all(parser, options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _print_all(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    status = 0
    for place, name in enumerate(options.files):
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 1
            continue
        summary = summarize(text, options.model, options.input_shape, define="\n".join(options.define),
                            expand_nested=options.expand_nested)  # fmt: skip
        try:
            sys.stdout.write(_written(summary, options, name, place))
        except ValueError as error:
            parser.error(str(error))
        for problem in summary.problems:
            print(_told(name, problem), file=sys.stderr)
        for notice in summary.notices if len(options.files) == 1 else ():
            print(_told(name, notice), file=sys.stderr)
        status = status if summary.is_known else 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sphinx_model_summary", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a listing; - reads standard input")
    parser.add_argument("--model", metavar="EXPR", help="which model: a name or an expression of the listing")
    parser.add_argument("--input-shape", type=_shapes, metavar="256,256,3", help="for a model without an Input")
    parser.add_argument("--define", metavar="'len(words) = 5000'", action="append", default=[],
                        help="a value that only a run would know; may be given several times")  # fmt: skip
    parser.add_argument("--expand-nested", action="store_true", help="show the layers inside nested models")
    parser.add_argument("--show-trainable", action="store_true", help="show which layers are trained")
    parser.add_argument("--format", choices=(*TABLES, "json", "csv"), default="table",
                        help="keras prints what model.summary() prints, letter by letter")  # fmt: skip
    parser.add_argument("--line-length", type=_line_length, metavar="N", help="how wide Keras's own layout is")
    parser.add_argument("--derivations", action="store_true", help="add where each number comes from")
    return parser


def _shapes(text: str) -> GivenShapes:
    try:
        return shapes_written(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no shape: write whole numbers, such as 28,28,1") from None


def _line_length(text: str) -> int:
    if not text.isdecimal() or int(text[:9]) > _LONGEST_LINE:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of characters up to {_LONGEST_LINE:,}")
    return int(text)


def _written(summary: Summary, options: argparse.Namespace, name: str, place: int) -> str:
    """What is printed of a file; `place` counts the files before it."""
    if options.format == "json":
        document = json_document(summary, derivations=options.derivations)
        return json.dumps(document, ensure_ascii=False) + "\n"
    if options.format == "csv":
        return csv_document(summary, derivations=options.derivations, first={"file": name}, head=not place)
    if options.format == "keras":
        shown = keras_layout(summary, line_length=options.line_length, show_trainable=options.show_trainable,
                             terminal=_columns(options.line_length))  # fmt: skip
    else:
        shown = table(summary, show_trainable=options.show_trainable)
    derived = arithmetic(summary) if options.derivations else ""
    return ("\n" if place else "") + f"{shown}\n" + (f"\n{derived}\n" if derived else "")


def _columns(line_length: int | None) -> int:
    """The width of the terminal that Keras would find: of the output to fit its table, of any stream to cut lines."""
    if line_length is not None and "COLUMNS" not in os.environ:
        for stream in range(3):
            with suppress(OSError):
                return os.get_terminal_size(stream).columns
    return shutil.get_terminal_size().columns


def _told(name: str, problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    place = f":{problem.line}:{problem.column}" if problem.line else ""
    return f"{name}{place}: {problem.message}{hint} [{problem.code}]"


if __name__ == "__main__":
    sys.exit(main())
