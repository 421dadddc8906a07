"""Python's modules as far as listings need them: `math`, `functools`, `itertools` and a few more."""

from __future__ import annotations

import math
import string
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..problems import say
from .builtins import NAMED_TUPLE, TYPES
from .commandline import ARGPARSE, NAMESPACE
from .conversions import elements, iterate, kind
from .copies import copied
from .dictionaries import DICTIONARIES
from .enumerations import MEMBERS
from .functional import FUNCTOOLS, OPERATORS, PARTIAL, REDUCE
from .iteration import ITERTOOLS
from .literals import dumped, literal, loaded
from .natives import Builtin, Module
from .numerics import NUMPY
from .operators import binary
from .records import DATACLASSES, named_tuple
from .signals import Failed

if TYPE_CHECKING:
    from .evaluator import Evaluator


def _module(name: str, lenient: tuple[str, ...] = (), **members: Any) -> Module:
    return Module(
        name,
        {
            key.rstrip("_"): Builtin(key.rstrip("_"), value, key in lenient)
            if callable(value) and not isinstance(value, Builtin)
            else value
            for key, value in members.items()
        },
    )


# -- math --------------------------------------------------------------------------------------------------------------


def _of_numbers(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(ev: Evaluator, *numbers: Any) -> Any:
        for number in numbers:
            if not isinstance(number, (int, float)):
                raise Failed("TypeError", say("{kind} is not a number", kind=kind(number)))
        return function(*numbers)

    return call


def _prod(ev: Evaluator, values: Any, *, start: Any = 1) -> Any:
    for value in iterate(ev, values):
        start = binary(ev, "*", start, value)
    return start


def _of_small(function: Callable[..., int]) -> Callable[..., Any]:
    def call(ev: Evaluator, *numbers: int) -> int:
        if any(number > 1_000 for number in numbers):
            raise Failed("ValueError", say("the number is too large for what is read here"))
        return function(*numbers)

    return call


_MATH = Module(
    "math",
    {
        **{
            function.__name__: Builtin(function.__name__, _of_numbers(function))
            for function in (
                *(math.sqrt, math.ceil, math.floor, math.trunc, math.log, math.log2, math.log10, math.exp, math.pow),
                *(math.fabs, math.gcd, math.isqrt, math.hypot, math.copysign, math.isclose, math.isnan, math.isinf),
                *(math.cbrt, math.log1p, math.expm1, math.remainder, math.fmod, math.asin, math.acos, math.atan2),
                *(math.sin, math.cos, math.tan, math.tanh, math.atan, math.degrees, math.radians),
            )
        },
        **{
            function.__name__: Builtin(function.__name__, _of_small(function))
            for function in (math.factorial, math.comb, math.perm, math.lcm)
        },
        "prod": Builtin("prod", _prod),
        "fsum": Builtin("fsum", lambda ev, values: math.fsum(elements(ev, values))),
        "pi": math.pi,
        "e": math.e,
        "tau": math.tau,
        "inf": math.inf,
        "nan": math.nan,
    },
)

# -- the others --------------------------------------------------------------------------------------------------------


def _nothing(ev: Evaluator, *positional: Any, **keywords: Any) -> None:
    return None


_CAST = Builtin("cast", lambda ev, of, value: value, lenient=True)
_LETTERS = {
    "ascii_letters": string.ascii_letters, "ascii_lowercase": string.ascii_lowercase,
    "ascii_uppercase": string.ascii_uppercase, "digits": string.digits, "punctuation": string.punctuation,
    "printable": string.printable,
}  # fmt: skip
_HINTS = (
    "Any Callable ClassVar Dict Final Generic Iterable Iterator List Literal Mapping Optional Protocol Sequence Set "
    "Tuple Type TypeVar Union"
).split()
_MODULES = {
    module.name: module
    for module in (
        _MATH,
        NUMPY,
        Module("functools", FUNCTOOLS),
        Module("itertools", ITERTOOLS),
        Module("collections", {**DICTIONARIES, "namedtuple": Builtin("namedtuple", named_tuple)}),
        Module("dataclasses", DATACLASSES),
        _module("json", ("dump",), loads=loaded, dump=_nothing, dumps=dumped),
        _module("ast", literal_eval=literal),
        Module("argparse", ARGPARSE),
        Module("enum", MEMBERS),
        Module("string", _LETTERS),
        Module("types", {"SimpleNamespace": NAMESPACE}),
        Module("operator", OPERATORS),
        Module("typing", {**dict.fromkeys(_HINTS, TYPES["object"]), "NamedTuple": NAMED_TUPLE, "cast": _CAST,
                          "TYPE_CHECKING": False}),
        _module("copy", copy=lambda ev, value: copied(ev, value), deepcopy=lambda ev, value: copied(ev, value, True)),
    )
}


#: Packages that draw, store, log or measure: whatever is handed to them, no model changes.
BYSTANDERS = frozenset(
    "IPython PIL cv2 csv datetime glob gc h5py imageio io logging matplotlib mlflow netron os pandas "
    "pathlib pickle plotly pprint pydot random requests scipy seaborn shutil sklearn subprocess sys tensorboard "
    "time timeit tqdm urllib visualkeras wandb warnings zipfile".split()
)

_SHORT = {"np": "numpy"}
_FREE = {"partial": PARTIAL, "reduce": REDUCE, "namedtuple": _MODULES["collections"].members["namedtuple"]}


def find(dotted: str) -> Module | None:
    """The module of this name, if it is read here."""
    return _MODULES.get(dotted)


def free(name: str) -> Any:
    """What a listing means whose imports were left out."""
    if name in ("math", "functools", "itertools", "numpy", "np", "collections", "operator", "dataclasses"):
        return _MODULES[_SHORT.get(name, name)]
    return _FREE.get(name)
