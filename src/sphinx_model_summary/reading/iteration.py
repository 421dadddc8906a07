"""Python's `itertools`: sequences made of other sequences, most of them worked out as they are asked for."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ..problems import Text
from .conversions import elements, iterate, room, truth
from .natives import Builtin, Native, Stream, builtins
from .operators import binary, equal
from .values import Arguments

if TYPE_CHECKING:
    from .evaluator import Evaluator


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


def _accumulate(ev: Evaluator, values: Any, function: Any = None, *, initial: Any = None) -> list[Any]:
    found: list[Any] = [] if initial is None else [initial]
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


def _chosen(choose: Callable[..., Iterator[Any]], count: Callable[[int, int], int]) -> Callable[..., list[Any]]:
    """A function that picks so many of the values, in all ways that there are."""

    def call(ev: Evaluator, values: Any, size: int | None = None) -> list[Any]:
        pool = elements(ev, values)
        size = len(pool) if size is None else size
        room(ev, min(count(len(pool), size), ev.limits.length + 1) * max(1, size))
        return list(choose(pool, size))

    return call


def _group_by(ev: Evaluator, values: Any, key: Any = None) -> list[Any]:
    found: list[tuple[Any, list[Any]]] = []
    for value in iterate(ev, values):
        mark = value if key is None else ev.apply(key, (value,))
        if not found or not equal(ev, found[-1][0], mark):
            found.append((mark, []))
        found[-1][1].append(value)
    return [(mark, Stream(partial(iterate, ev, group))) for mark, group in found]


def _star_map(ev: Evaluator, function: Any, values: Any) -> Stream:
    return Stream(lambda: (ev.apply(function, tuple(iterate(ev, one))) for one in iterate(ev, values)))


def _while(work: Callable[..., Iterator[Any]]) -> Callable[..., Stream]:
    """A function that asks another one of each value whether to take it."""

    def call(ev: Evaluator, function: Any, values: Any) -> Stream:
        def holds(value: Any) -> bool:
            return truth(value if function is None else ev.apply(function, (value,)))

        return Stream(lambda: work(holds, iterate(ev, values)))

    return call


def _pairs(ev: Evaluator, values: Any) -> Stream:
    return Stream(lambda: itertools.pairwise(iterate(ev, values)))


def _compress(ev: Evaluator, values: Any, selectors: Any) -> Stream:
    chosen = zip(iterate(ev, values), iterate(ev, selectors), strict=False)
    return Stream(lambda: (value for value, wanted in chosen if truth(wanted)))


def _tee(ev: Evaluator, values: Any, count: int = 2) -> tuple[Any, ...]:
    found = elements(ev, values)
    room(ev, count)
    return tuple(Stream(lambda: iterate(ev, found)) for _ in range(count))


class _Chain(Native):
    """`chain`, which can also be handed one sequence of sequences."""

    called = Text("chain()")

    def call(self, arguments: Arguments, caller: Any) -> Any:
        return Builtin("chain", _chain).call(arguments, caller)

    def attribute(self, name: str) -> Any:
        if name == "from_iterable":
            return Builtin(name, lambda ev, sequences: _chain(ev, *iterate(ev, sequences)))
        return super().attribute(name)


ITERTOOLS: Mapping[str, Any] = {
    "chain": _Chain(),
    **builtins(
        {
            "product": _product,
            "repeat": _repeat,
            "count": _count,
            "cycle": _cycle,
            "islice": _islice,
            "accumulate": _accumulate,
            "zip_longest": _zip_longest,
            "combinations": _chosen(itertools.combinations, math.comb),
            "combinations_with_replacement": _chosen(
                itertools.combinations_with_replacement, lambda count, size: math.comb(max(0, count + size - 1), size)
            ),
            "permutations": _chosen(itertools.permutations, math.perm),
            "groupby": _group_by,
            "starmap": _star_map,
            "takewhile": _while(itertools.takewhile),
            "dropwhile": _while(itertools.dropwhile),
            "filterfalse": _while(itertools.filterfalse),
            "pairwise": _pairs,
            "compress": _compress,
            "tee": _tee,
        }
    ),
}
