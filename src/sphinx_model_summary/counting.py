"""How many numbers several arrays hold, written as a teacher would write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .size import Expression, Operation, Size, Term, evaluate, grouped, product, total
from .weights import Weight


def counted(weights: Iterable[Weight]) -> Size:
    """How many numbers are in weights, written as a teacher would.

    Weights of equal shape are counted together, and what occurs equally often stands in one pair of parentheses:
    2 × (… + …). What all of them share as a first factor of their last axis (the gates of an LSTM) is taken out:
    gates × (… + …).
    """
    products = Counter(_factors(weight) for weight in weights)
    shared = _shared(tuple(products)) if len(products) > 1 else None
    alike: dict[int, list[Size]] = {}
    for one, times in products.items():
        alike.setdefault(times, []).append(_without(one, shared))
    factors = [Size(shared.value, shared)] if shared else []
    if len(alike) == 1:
        ((times, sizes),) = alike.items()
        return _multiplied([*([Size(times)] if times > 1 else []), *factors], total(sizes))
    whole = total(_multiplied([Size(times)] if times > 1 else [], total(sizes)) for times, sizes in alike.items())
    return _multiplied(factors, whole)


Factors = tuple[tuple[Term | Operation, ...], int]


def _factors(weight: Weight) -> Factors:
    """The factors of a weight's count, and how many of the first belong together."""
    factors: list[Expression] = []
    window = 0
    for index, size in enumerate(weight.shape):
        expression = size.expression
        flat = isinstance(expression, Operation) and expression.sign == "*"
        factors.extend(expression.operands if isinstance(expression, Operation) and flat else (expression,))
        if index < weight.window:
            window = len(factors)
    return tuple(factors), window


def _shared(products: tuple[Factors, ...]) -> Term | None:
    """The named factor that occurs in every product and is no axis of its own, such as `gates`."""
    for factor in products[0][0] if products else ():
        if isinstance(factor, Term) and factor.name == "gates" and all(factor in one for one, _ in products):
            return factor
    return None


def _without(factors: Factors, shared: Term | None) -> Size:
    left, window = list(factors[0]), factors[1]
    if shared is not None:
        left.remove(shared)
    sizes = [Size(evaluate(factor), factor) for factor in left]
    if 1 < window < len(sizes):
        return product([grouped(product(sizes[:window])), *sizes[window:]])
    return product(sizes)


def _multiplied(factors: list[Size], size: Size) -> Size:
    if not factors:
        return size
    summed = isinstance(size.expression, Operation) and size.expression.sign == "+"
    return product([*factors, grouped(size) if summed else size])
