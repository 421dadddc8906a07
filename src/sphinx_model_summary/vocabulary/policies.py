"""The names of Keras by which a listing chooses the precision of numbers: `keras.mixed_precision`, `floatx`."""

from __future__ import annotations

from typing import Any

from ..model import Operation, Precision
from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller
from ..weights import FLOATS
from .method import Method
from .precision import Policy, name_of
from .session import Session
from .values import plain


def choose_precision(session: Session, operation: Operation, layer: str, dtype: Any, *, casts: bool = True) -> None:
    """Give a layer its policy, and say whether Keras casts what comes in; `layer` is what messages call it.

    :raises Refused: where Keras knows no such policy.
    """
    operation.policy = session.precision.of_layer(layer, name_of(session.precision, dtype))
    operation.precision = session.precision if casts else None


def precision_names(precision: Precision) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The names of Keras that have to do with precision: those of policies, the classes among them, and `floatx`."""

    def policy(arguments: Arguments, caller: Caller) -> Policy:
        return Policy(precision.of_layer("DTypePolicy", name_of(precision, _first(arguments, "name"))))

    def set_policy(arguments: Arguments, caller: Caller) -> None:
        precision.policy = precision.of_layer("set_dtype_policy", name_of(precision, _first(arguments, "policy")))

    def current(arguments: Arguments, caller: Caller) -> Policy:
        return Policy(precision.of_layer("", None))

    def set_floatx(arguments: Arguments, caller: Caller) -> None:
        name = name_of(precision, _first(arguments, "value"))
        if name not in FLOATS:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("set_floatx: '{argument}' must be {wanted}, not {value}", argument="value",
                    wanted=say("one of {choices}", choices=", ".join(FLOATS)), value=name),
            )  # fmt: skip
        precision.floatx = name

    def floatx(arguments: Arguments, caller: Caller) -> str:
        return precision.floatx

    classes = dict.fromkeys(("DTypePolicy", "FloatDTypePolicy", "Policy"), Method(policy))
    getters = dict.fromkeys(("dtype_policy", "global_policy"), Method(current))
    setters = dict.fromkeys(("set_dtype_policy", "set_global_policy", "set_policy"), Method(set_policy))
    floats = {"floatx": Method(floatx), "set_floatx": Method(set_floatx)}
    return {**classes, **getters, **setters}, classes, floats


def _first(arguments: Arguments, name: str) -> Any:
    return plain(arguments.positional[0] if arguments.positional else arguments.keywords.get(name))
