"""A listing's text as a tree of syntax, tolerant of how listings are pasted into pages."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..problems import Code, Problem, clipped, say
from .mistakes import no_code, remedy

_PROMPT = re.compile(r"\s*(?:>>>|\.\.\.|In \[\d*\]:|\.{3,}:)(?: |$)")
_FIRST_PROMPT = re.compile(r"\s*(?:>>>|In \[\d*\]:)(?:\s|$)")
_MAGIC = re.compile(r"(?P<indent>\s*)(?:[%!?]|```|[\w, .]+=\s*[!%]|[\w.]+\?\??\s*$)")
_NUMBER = re.compile(r"\s*(\d+)[.:|)]?(?=\s|$)")
_LEXEMES = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''(?:\\.|[^\\])*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'(?:\\.|[^'\\\n])*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_FORBIDDEN = re.compile("[\0\ud800-\udfff]")
_CLOSERS = ("])", ")", "]")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the listing, and whether it has its line to itself."""

    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that are parsed, each with the number of characters that were cut off at its left."""

    lines: tuple[str, ...]
    cut: tuple[int, ...]
    #: Whether an offset in bytes is a column everywhere.
    straight: bool = False

    def column(self, line: int, offset: int) -> int:
        """The column in the author's text (from 1) of a place that the parser gives as an offset in bytes."""
        if self.straight or not 1 <= line <= len(self.lines):
            return offset + 1
        text = self.lines[line - 1]
        if not text.isascii():
            offset = len(text.encode("utf-8", "replace")[:offset].decode("utf-8", "ignore"))
        return max(1, offset + 1 + self.cut[line - 1])

    def indent(self, number: int) -> int | None:
        """How far a line is indented; none if it is blank or only a comment."""
        stripped = self.lines[number].lstrip()
        return None if not stripped or stripped[0] == "#" else len(self.lines[number]) - len(stripped)

    def outdented(self, first: int, width: int) -> Lines:
        """The same with up to `width` blanks less at the left, from line number `first` on."""
        if not width:
            return self
        lines, cut = list(self.lines), list(self.cut)
        for number in range(first, len(lines)):
            line = lines[number]
            less = min(width, len(line) - len(line.lstrip(" \t")))
            lines[number] = line[less:]
            cut[number] += less
        return Lines(tuple(lines), tuple(cut))

    def with_line(self, number: int, text: str, shift: int = 0) -> Lines:
        """The same with another text in one line, `shift` characters further right than the author's."""
        lines, cut = list(self.lines), list(self.cut)
        lines[number] = text
        cut[number] -= shift
        return Lines(tuple(lines), tuple(cut))


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing that has been parsed as far as it could be."""

    lines: Lines
    tree: ast.Module
    problem: Problem | None = None
    comments: dict[int, Comment] = field(default_factory=dict)

    def is_called(self, node: ast.expr) -> bool:
        """Whether a bracket or a dot follows a name, or nothing else stands in its line."""
        if not 1 <= (node.end_lineno or 0) <= len(self.lines.lines):
            return True
        line = self.lines.lines[(node.end_lineno or 1) - 1].encode("utf-8", "replace")
        rest = line[node.end_col_offset :].strip(b" ,")
        return rest[:1] in (b"(", b".") or not (line[: node.col_offset].strip() or rest)

    def quote(self, node: ast.expr) -> str:
        """A piece of the listing, short enough for a message."""
        if not 1 <= node.lineno <= len(self.lines.lines):
            return ast.unparse(node)[:60]
        line = self.lines.lines[node.lineno - 1].encode("utf-8", "replace")
        end = node.end_col_offset if node.end_lineno == node.lineno else None
        text = line[node.col_offset : end].decode("utf-8", "ignore").strip()
        return clipped(text) if end is not None else text[:57] + "…"


def parse(text: str) -> Listing:
    """Parse a listing; where it is not Python, the statements above the error stand."""
    lines = _author_lines(text)
    if text.isascii() and not any(lines.cut):
        lines = replace(lines, straight=True)
    attempt = _parse(lines)
    if isinstance(attempt, ast.Module):
        return Listing(lines, attempt, None, comments(lines))
    for other in _other_readings(lines):
        second = _parse(other)
        if isinstance(second, ast.Module):
            return Listing(other, second, None, comments(other))
    pythonic = _without_magics(lines)
    problem = _parse(pythonic)
    assert isinstance(problem, Problem)
    problem = no_code(text, problem) or problem
    return Listing(pythonic, _above(pythonic, problem.line), problem, comments(pythonic))


def comments(lines: Lines) -> dict[int, Comment]:
    """The comments by line; found by a pattern, since the tokenizer is slow and stops at the first error."""
    text = "\n".join(lines.lines)
    found: dict[int, Comment] = {}
    if "#" not in text:
        return found
    line, at = 1, 0
    for match in _LEXEMES.finditer(text):
        if match[0][0] != "#":
            continue
        line += text.count("\n", at, match.start())
        at = match.start()
        before = text[text.rfind("\n", 0, at) + 1 : at]
        found[line] = Comment(match[0].lstrip("#").strip(), not before.strip())
    return found


def _author_lines(text: str) -> Lines:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    cut = [0] * len(lines)
    if _FIRST_PROMPT.match(text):
        for number, line in enumerate(lines):
            prompt = _PROMPT.match(line)
            cut[number] = prompt.end() if prompt else len(line)
            lines[number] = line[cut[number] :]
    whole = Lines(tuple(lines), tuple(cut))
    if not text[:1].isspace():
        return whole
    indents = [indent for number in range(len(lines)) if (indent := whole.indent(number)) is not None]
    return whole.outdented(0, min(indents, default=0))


def _parse(lines: Lines) -> ast.Module | Problem:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\d" in a listing is no concern of the page
            return ast.parse("\n".join(lines.lines))
    except SyntaxError as error:
        if error.lineno is None:
            return _unreadable(lines)
        line = min(error.lineno, len(lines.lines))
        offset = len(lines.lines[line - 1][: (error.offset or 1) - 1].encode("utf-8", "replace"))
        message = say("the listing is not Python: {reason}", reason=error.msg)
        return Problem(line, lines.column(line, offset), Code.SYNTAX, message, remedy(error.msg, lines.lines[line - 1]))
    except ValueError:  # null bytes, lone surrogates
        return _unreadable(lines)
    except (RecursionError, MemoryError):
        return Problem(1, 1, Code.LIMIT, say("the listing is nested too deeply to be read"))


def _unreadable(lines: Lines) -> Problem:
    number = next((number for number, line in enumerate(lines.lines) if _FORBIDDEN.search(line)), 0)
    found = _FORBIDDEN.search(lines.lines[number])
    column = found.start() + 1 + lines.cut[number] if found else 1
    message = say("the listing contains a character that Python does not accept")
    return Problem(number + 1, column, Code.SYNTAX, message)


def _other_readings(lines: Lines) -> Iterator[Lines]:
    """Other ways to take a text that does not parse, the likeliest first."""
    plain = _without_magics(lines)
    if plain is not lines:
        yield plain
    numbered = _without_numbers(plain)
    if numbered is not None:
        yield numbered
        plain = numbered
    yield from _as_list_body(plain)
    indents = [indent for number in range(len(plain.lines)) if (indent := plain.indent(number)) is not None]
    first = next((number for number in range(len(plain.lines)) if plain.indent(number) is not None), 0)
    opens = plain.lines[first].rstrip().endswith(":")  # what follows is a block, and its indentation is wrong
    if indents[1:] and indents[0] < min(indents[1:]) and not opens:
        yield plain.outdented(first + 1, min(indents[1:]) - indents[0])
    elif indents and indents[0]:
        yield plain.outdented(0, indents[0])  # a text inside quotes may stand further left than the code


def _without_magics(lines: Lines) -> Lines:
    """Lines that only a notebook understands, replaced by `pass`."""
    for number, line in enumerate(lines.lines):
        if (magic := _MAGIC.match(line)) and not line.lstrip().startswith("#"):
            lines = lines.with_line(number, magic["indent"] + "pass")
    if lines.lines[0] == "pass":
        lines = lines.with_line(0, "")  # `%%time` above the code, which may be indented
    return lines


def _without_numbers(lines: Lines) -> Lines | None:
    """Lines that were pasted with their numbers, without them; None for others."""
    numbers = [_NUMBER.match(line) for line in lines.lines]
    found = [int(match[1]) for match in numbers if match]
    written = sum(bool(line.strip()) for line in lines.lines)
    if len(found) < 2 or len(found) != written or found != list(range(found[0], found[0] + len(found))):
        return None
    for number, match in enumerate(numbers):
        if match:
            lines = lines.with_line(number, lines.lines[number][match.end() :], -match.end())
    indents = [indent for number in range(len(lines.lines)) if (indent := lines.indent(number)) is not None]
    return lines.outdented(0, min(indents, default=0))


def _as_list_body(lines: Lines) -> Iterator[Lines]:
    last = max((number for number in range(len(lines.lines)) if lines.indent(number) is not None), default=None)
    if last is None:
        return
    opened = lines.with_line(0, "[" + lines.lines[0], 1)
    ending = opened.lines[last].rstrip()
    bodies = [opened]
    bodies += [opened.with_line(last, ending.removesuffix(end)) for end in _CLOSERS if ending.endswith(end)]
    for body in bodies:
        yield replace(body, lines=(*body.lines, "]"), cut=(*body.cut, 0))


def _above(lines: Lines, line: int) -> ast.Module:
    """The statements above a line, as many as parse."""
    tries = 0
    for end in range(min(line, len(lines.lines)) - 1, 0, -1):
        if lines.indent(end) != 0 and end != line - 1:
            continue
        tree = _parse(Lines(lines.lines[:end], lines.cut[:end]))
        if isinstance(tree, ast.Module):
            return tree
        tries += 1
        if tries == 20:
            break
    return ast.Module([], [])
