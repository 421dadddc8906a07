"""Python text, read in a closed world: nothing is executed, imported or looked up outside."""

from __future__ import annotations

from .arrays import Array
from .classes import Class, Instance
from .conversions import kind
from .evaluator import Vocabulary
from .functions import Bound, Function, Partial
from .limits import Limits
from .methods import View
from .natives import Builtin, Native
from .reading import Loose, Reading, read
from .subtypes import WholeMember
from .suggestions import did_you_mean, nearest
from .supplied import Definitions
from .text import Comment
from .values import Arguments, Caller, Namespace, Unknown, Value, is_open

__all__ = [
    "Arguments",
    "Array",
    "Bound",
    "Builtin",
    "Caller",
    "Class",
    "Comment",
    "Definitions",
    "Function",
    "Instance",
    "Limits",
    "Loose",
    "Namespace",
    "Native",
    "Partial",
    "Reading",
    "Unknown",
    "Value",
    "View",
    "Vocabulary",
    "WholeMember",
    "did_you_mean",
    "is_open",
    "kind",
    "nearest",
    "read",
]
