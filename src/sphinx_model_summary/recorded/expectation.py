"""One number that an author expects, the total, beside the one that a listing gives."""

from __future__ import annotations

import re

from ..numerals import Count
from ..problems import Code, Problem, Text, say
from ..summary import Summary
from .explanations import optimizer_in

#: Thousands may be parted by whatever languages use for it, thin spaces included.
_NUMBER = re.compile("[0-9]{1,18}|[0-9]{1,3}(?:[,._'’ \u00a0\u2009\u202f][0-9]{3}){1,5}")


def check_total(written: str, summary: Summary) -> Problem | None:
    """What is wrong if the total is not the one that an author writes: `277,569`, `277.569`, `277_569`."""
    if not _NUMBER.fullmatch(written.strip()):
        message = say("option :expect: does not know '{word}'", word=written)
        return Problem(0, 0, Code.OPTION, message, say("write one number, such as 277,569"))
    expected = int("".join(filter(str.isdecimal, written)))
    total, trainable = summary.total, summary.trainable
    if total is None or trainable is None or not summary.is_known:
        return Problem(0, 0, Code.EXPECT, say("the total is expected to be {expected}, and is not known",
                                              expected=Count(expected)))  # fmt: skip
    if total.params == expected:
        return None
    message = say("the total is expected to be {expected}; the listing gives {given}",
                  expected=Count(expected), given=Count(total.params))  # fmt: skip
    return Problem(0, 0, Code.EXPECT, message, _why(expected, total.params, trainable.params))


def _why(expected: int, total: int, trainable: int) -> Text | None:
    """What the number is that was expected, if it is another one of the model."""
    if expected == trainable:
        return say("that is the number of those that are trainable")
    if expected == total - trainable:
        return say("that is the number of those that are not trainable")
    return optimizer_in(expected - total, trainable)
