"""Python's modules as far as listings need them: `math`, `functools`, `itertools` and a few more."""

from __future__ import annotations

import json
import math
import string
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from .builtins import NAMED_TUPLE, TYPES
from .commandline import ARGPARSE, NAMESPACE
from .conversions import elements, iterate, kind, known, room
from .enumerations import MEMBERS
from .functions import Partial
from .methods import mapping
from .natives import Builtin, Module, Stream
from .numerics import NUMPY
from .operators import COMPARISONS, binary, compare, item
from .records import as_dict, data_class, field, named_tuple, replaced
from .signals import Failed
from .values import Value

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

# -- functools and itertools -------------------------------------------------------------------------------------------


def _partial(ev: Evaluator, function: Any, *positional: Any, **keywords: Any) -> Partial:
    return Partial(known(function), positional, keywords)


def _reduce(ev: Evaluator, function: Any, values: Any, *start: Any) -> Any:
    waiting = iterate(ev, values)
    for result in start or waiting:
        for value in waiting:
            result = ev.apply(function, (result, value))
        return result
    raise Failed("TypeError", say("reduce() of an empty sequence"))


def _same(ev: Evaluator, function: Any = None, *positional: Any, **keywords: Any) -> Any:
    """A decorator that changes nothing that matters here, with or without arguments of its own."""
    if isinstance(function, (Builtin, Partial)) or not isinstance(function, Value) or positional or keywords:
        return Builtin("decorator", lambda ev, decorated: decorated, lenient=True)
    return function


def _wraps(ev: Evaluator, *positional: Any, **keywords: Any) -> Builtin:
    return Builtin("wraps", lambda ev, decorated: decorated, lenient=True)


def _chain(ev: Evaluator, *sequences: Any) -> Stream:
    return Stream(lambda: (value for sequence in sequences for value in iterate(ev, sequence)))


def _product(ev: Evaluator, *sequences: Any, repeat: int = 1) -> list[Any]:
    pools = [elements(ev, sequence) for sequence in sequences] * max(0, min(repeat, 100))
    count = math.prod(map(len, pools))
    room(ev, count * max(1, len(pools)))
    found: list[Any] = [()]
    for pool in pools:
        found = [(*chosen, value) for chosen in found for value in pool]
    return found


def _repeat(ev: Evaluator, value: Any, times: int | None = None) -> Stream:
    def repeated() -> Iterator[Any]:
        done = 0
        while times is None or done < times:
            done += 1
            yield value

    return Stream(repeated)


def _count(ev: Evaluator, start: Any = 0, step: Any = 1) -> Stream:
    def counted() -> Iterator[Any]:
        number = start
        while True:
            yield number
            number = binary(ev, "+", number, step)

    return Stream(counted)


def _cycle(ev: Evaluator, values: Any) -> Stream:
    def cycled() -> Iterator[Any]:
        found = elements(ev, values)
        while found:
            yield from found

    return Stream(cycled)


def _islice(ev: Evaluator, values: Any, *bounds: Any) -> Stream:
    start, stop, step = slice(*bounds).start or 0, slice(*bounds).stop, slice(*bounds).step or 1

    def taken() -> Iterator[Any]:
        for number, value in enumerate(iterate(ev, values) if stop != 0 else ()):
            if number >= start and (number - start) % step == 0:
                yield value
            if stop is not None and number + 1 >= stop:
                return

    return Stream(taken)


def _accumulate(ev: Evaluator, values: Any, function: Any = None) -> list[Any]:
    found: list[Any] = []
    for value in iterate(ev, values):
        if not found:
            found.append(value)
        elif function is None:
            found.append(binary(ev, "+", found[-1], value))
        else:
            found.append(ev.apply(function, (found[-1], value)))
    return found


def _zip_longest(ev: Evaluator, *sequences: Any, fillvalue: Any = None) -> list[Any]:
    columns = [elements(ev, sequence) for sequence in sequences]
    longest = max(map(len, columns), default=0)
    room(ev, longest * len(columns))
    return [tuple(column[row] if row < len(column) else fillvalue for column in columns) for row in range(longest)]


def _operator(sign: str) -> Builtin:
    work = compare if sign in COMPARISONS else binary
    return Builtin("operator", lambda ev, left, right: work(ev, sign, left, right))


def _item_getter(ev: Evaluator, key: Any) -> Builtin:
    return Builtin("itemgetter", lambda ev, value: item(ev, value, key))


def _loads(ev: Evaluator, text: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise Failed("ValueError", say("this text is no JSON")) from None


def _nothing(ev: Evaluator, *positional: Any, **keywords: Any) -> None:
    return None


_PARTIAL = Builtin("partial", _partial, lenient=True)
_REDUCE = Builtin("reduce", _reduce)
_ITEM_GETTER = Builtin("itemgetter", _item_getter)
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
_OPERATORS = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "floordiv": "//",
    "mod": "%",
    "pow": "**",
    "matmul": "@",
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
}

_MODULES = {
    module.name: module
    for module in (
        _MATH,
        NUMPY,
        _module(
            "functools",
            ("wraps", "lru_cache", "cache"),
            partial=_PARTIAL,
            reduce=_REDUCE,
            wraps=_wraps,
            lru_cache=_same,
            cache=_same,
        ),
        _module(
            "itertools",
            product=_product,
            repeat=_repeat,
            count=_count,
            cycle=_cycle,
            islice=_islice,
            accumulate=_accumulate,
            zip_longest=_zip_longest,
            chain=_chain,
        ),
        _module("collections", OrderedDict=TYPES["dict"], namedtuple=named_tuple),
        _module("dataclasses", ("dataclass", "field"), dataclass=data_class, field=field, replace=replaced,
                asdict=as_dict),
        _module("json", ("dump", "dumps"), loads=_loads, dump=_nothing, dumps=_nothing),
        Module("argparse", ARGPARSE),
        Module("enum", MEMBERS),
        Module("string", _LETTERS),
        Module("types", {"SimpleNamespace": NAMESPACE}),
        Module("operator", {name: _operator(sign) for name, sign in _OPERATORS.items()} | {"itemgetter": _ITEM_GETTER}),
        Module("typing", {**dict.fromkeys(_HINTS, TYPES["object"]), "NamedTuple": NAMED_TUPLE, "cast": _CAST}),
        _module("copy", copy=lambda ev, value: _copied(ev, value), deepcopy=lambda ev, value: _copied(ev, value, True)),
    )
}


def _copied(ev: Evaluator, value: Any, deep: bool = False) -> Any:
    if isinstance(value, dict):
        pairs = mapping(ev, value).items()
        return {key: _copied(ev, one, True) if deep else one for key, one in pairs}
    if isinstance(value, (list, tuple)):
        parts = [_copied(ev, one, True) if deep else one for one in iterate(ev, value)]
        return parts if isinstance(value, list) else tuple(parts)
    if type(value) in (int, float, str, bool, type(None), set, frozenset, range):
        return value
    raise Refused(Code.UNSUPPORTED, say("copies of {kind} are not read here", kind=kind(value)))


#: Packages that draw, store, log or measure: whatever is handed to them, no model changes.
BYSTANDERS = frozenset(
    "IPython PIL cv2 csv datetime glob gc h5py imageio io logging matplotlib mlflow netron os pandas "
    "pathlib pickle plotly pprint pydot random requests scipy seaborn shutil sklearn subprocess sys tensorboard "
    "time timeit tqdm urllib visualkeras wandb warnings zipfile".split()
)

_SHORT = {"np": "numpy"}
_FREE = {"partial": _PARTIAL, "reduce": _REDUCE, "namedtuple": _MODULES["collections"].members["namedtuple"]}


def find(dotted: str) -> Module | None:
    """The module of this name, if it is read here."""
    return _MODULES.get(dotted)


def free(name: str) -> Any:
    """What a listing means whose imports were left out."""
    if name in ("math", "functools", "itertools", "numpy", "np", "collections", "operator", "dataclasses"):
        return _MODULES[_SHORT.get(name, name)]
    return _FREE.get(name)
