"""The names of Keras by which a listing chooses the precision of numbers: `keras.mixed_precision`, `floatx`."""

from __future__ import annotations

from typing import Any

from ..reading.values import Arguments, Caller
from .precision import FLOATS, Policy, Precision, name_of
from .values import Method, plain


def precision_names(precision: Precision) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The names of Keras that have to do with precision: those of policies, the classes among them, and `floatx`."""

    def set_policy(arguments: Arguments, caller: Caller) -> None:
        precision.policy = str(name_of(_first(arguments, "policy")))

    def set_floatx(arguments: Arguments, caller: Caller) -> None:
        name = _first(arguments, "value")
        if name in FLOATS:
            precision.floatx = name

    def floatx(arguments: Arguments, caller: Caller) -> str:
        return precision.floatx

    def current(arguments: Arguments, caller: Caller) -> Policy:
        precision.policy = precision.policy or precision.floatx
        return Policy(precision.policy)

    def policy(arguments: Arguments, caller: Caller) -> Policy:
        return Policy(str(name_of(_first(arguments, "name"))))

    classes = dict.fromkeys(("DTypePolicy", "FloatDTypePolicy", "Policy"), Method(policy))
    getters = dict.fromkeys(("dtype_policy", "global_policy"), Method(current))
    setters = dict.fromkeys(("set_dtype_policy", "set_global_policy", "set_policy"), Method(set_policy))
    floats = {"floatx": Method(floatx), "set_floatx": Method(set_floatx)}
    return {**classes, **getters, **setters}, classes, floats


def _first(arguments: Arguments, name: str) -> Any:
    return plain(arguments.positional[0] if arguments.positional else arguments.keywords.get(name))
