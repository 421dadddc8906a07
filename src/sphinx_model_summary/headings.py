"""The author's comments, as headings of the rows that they stand above."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace

from .reading import Comment
from .summary import Row, Summary

_RULE = re.compile(r"^[\s#=*~_+<>|.:-]+|[\s#=*~_+<>|-]+$")
_OPENING = re.compile(r"^\s*(?:for|while|if|with)\b.*:\s*(?:#.*)?$")
_DIRECTIVE = re.compile(r"^\s*(?:%%|noqa\b|type:|pylint:|fmt:|region\b|endregion\b|@title|TODO\b|FIXME\b)")


def with_headings(summary: Summary, text: str, comments: Mapping[int, Comment]) -> Summary:
    """The summary, each row with the stand-alone comment above its line and the comment behind it."""
    if not comments:
        return summary
    lines = text.splitlines()
    rows: list[Row] = []
    before: tuple[int, ...] = ()
    told: set[int] = set()
    for row in summary.layers:
        led = (*row.within, row.line)
        # A comment stands above the first row that its statement makes.
        new = () if row.repeated and row.level else _from_difference(led, before)
        heading = tuple(words for line in new for words in _heading(line, lines, comments, told))
        rows.append(_with(row, heading, comments.get(row.line)))
        before = led
    return replace(summary, layers=tuple(rows))


def _from_difference(lines: tuple[int, ...], before: tuple[int, ...]) -> tuple[int, ...]:
    """The lines from the first one on that differs from those before."""
    same = 0
    while same < min(len(lines), len(before)) and lines[same] == before[same]:
        same += 1
    return lines[same:]


def _with(row: Row, heading: tuple[str, ...], behind: Comment | None) -> Row:
    comment = _words(behind.text) if behind is not None and not behind.alone else ""
    return replace(row, heading=heading, comment=comment) if heading or comment else row


def _heading(line: int, lines: list[str], comments: Mapping[int, Comment], told: set[int]) -> tuple[str, ...]:
    """The comments right above a line; those above a loop or a branch that it begins only once."""
    found: list[str] = []
    above, inside = line - 1, True
    while above > 0:
        comment = comments.get(above)
        if comment is not None and comment.alone:
            words = _words(comment.text)
            if words and (inside or above not in told):
                found.append(words)
            told.update(() if inside else (above,))
        elif above <= len(lines) and _OPENING.match(lines[above - 1]):
            inside = False
        elif above > len(lines) or lines[above - 1].strip():
            break
        above -= 1
    return tuple(reversed(found))


def _words(text: str) -> str:
    """The words of a comment; none if it is a rule, a tool's directive, or code that was switched off."""
    if _DIRECTIVE.match(text):
        return ""
    words = _RULE.sub("", text).strip()
    return "" if _is_code(words) else words


def _is_code(words: str) -> bool:
    if "(" not in words and "=" not in words and not words.startswith(("import ", "from ")):
        return False
    try:
        tree = ast.parse(words.rstrip(","))
    except (SyntaxError, ValueError):
        return False
    return any(isinstance(node, (ast.Call, ast.Assign, ast.Import, ast.ImportFrom)) for node in ast.walk(tree))
