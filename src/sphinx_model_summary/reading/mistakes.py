"""What to do about a text that is not Python: a slip of the pen, or something else pasted in place of the code."""

from __future__ import annotations

import html
import re

from ..problems import Code, Problem, Text, say

#: What Python's reasons begin with or hold, and what to do then.
_REMEDIES = {
    "forgot a comma": say("inside brackets each entry but the last ends with a comma"),
    "unindent": say("lines of one block begin in the same column"),
    "does not match": say("count the brackets of the lines above: one is missing or too many"),
    "was never closed": say("close the bracket that opens there"),
    "unmatched": say("take the bracket away, or open it before"),
    "unterminated": say("close the quotation marks on the same line"),
    "invalid character": say("type this character anew on an English keyboard: straight quotes, plain brackets"),
    "invalid non-printable": say("an invisible character was pasted along: delete it and type a blank"),
    "expected ':'": say("end this line with a colon"),
    "expected an indented block": say("indent the lines below the colon"),
    "use of tabs": say("indent with blanks alone, or with tabs alone"),
    "indent": say("lines of one block begin in the same column"),
    "Maybe you meant '==' or ':=' instead of '='": say("a value is given to a name at the beginning of a line"),
    "positional argument follows": say("arguments without a name come first"),
    "Missing parentheses": say("this is Python 2: write the brackets of Python 3, as in print(…)"),
    "must be parenthesized": say("this is Python 2: in Python 3 it is 'except ValueError as error:'"),
    "invalid syntax": say("a comma, a bracket or a sign is missing here, or this is a remark that should begin with #"),
}
_DOTS = ("...", "…", "...,", "…,", "[...]", "[…]")
_ENTITY = re.compile(r"&(quot|lt|gt|amp|apos|nbsp|#\d+);")
_PRINTED = re.compile(r"Layer \(type\)|^ *Model: \"|^ *Total params:", re.MULTILINE)
#: What all code for Keras has somewhere: a call, or a name that is given a value.
_CODE = re.compile(r"[\w\])]\(|=")


def remedy(reason: str, line: str) -> Text | None:
    """What to do about an error of syntax, for Python's reason and the line in which it stands."""
    if line.strip() in _DOTS:
        return say("write what the dots stand for")
    pasted = _ENTITY.search(line)
    if pasted is not None:
        return say("{entity} stands for {sign} in HTML: write the sign itself",
                   entity=pasted[0], sign=html.unescape(pasted[0]))  # fmt: skip
    return next((remedy for part, remedy in _REMEDIES.items() if part in reason), None)


def no_code(text: str, problem: Problem) -> Problem | None:
    """The problem of a text that is no code at all; None if it only has a slip, which `problem` tells."""
    printed = _PRINTED.search(text)
    if printed is not None and (line := text.count("\n", 0, printed.start()) + 1) <= problem.line:
        message = say("this is a summary that Keras printed, not the code that makes the model")
        hint = say("list the lines that make the model; the directive model-check compares what was printed with them")
        return Problem(line, 1, Code.SYNTAX, message, hint)
    if _CODE.search(text):
        return None
    line = next((number for number, one in enumerate(text.splitlines(), 1) if one.strip()), problem.line)
    hint = say("list the layers one a line, or make a keras.Sequential([…]) or keras.Model(inputs, outputs)")
    return Problem(line, 1, Code.SYNTAX, say("this is no Python code"), hint)
