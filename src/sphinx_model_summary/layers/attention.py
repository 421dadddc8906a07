"""Attention: each position gathers what it needs from all positions, weighed by how well they match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape, summed, volume
from ..size import Size
from ..weights import Weight
from .arguments import argument, constraint, count, flag, initializer, rate, regularizer, seed
from .base import Layer, applied
from .signature import invalid

QUERY = mark("what the positions that ask are projected with, once for each head")
KEY = mark("what the positions that are asked are projected with, to be compared with the queries")
VALUE = mark("what the positions that are asked are projected with, to be added up by the attention weights")
GATE = mark("what the queries are projected with, to let each head through more or less")
OUT = mark("joins the results of all heads into one vector for each position")
DROPOUT = mark("the share of the attention weights that is set to zero during training; it adds no parameters")
KINDS = {"query": QUERY, "key": KEY, "gate": GATE, "value": VALUE, "attention_output": OUT}
PROJECTIONS: Mapping[str, str] = {
    f"{name}/{array}": about for name, about in KINDS.items() for array in ("kernel", "bias")
}


def shape_out(cls: type[Layer], key: str, value: Any) -> tuple[Size, ...] | None:
    """The sizes of an output's last axes: a number, or several; nothing stands for those of the query."""
    sizes = (value,) if isinstance(value, int) else value
    if not value:
        return None
    if not isinstance(sizes, (tuple, list)) or not all(isinstance(one, int) and one > 0 for one in sizes):
        raise invalid(cls, key, value, say("a positive whole number, or a tuple of them"))
    return tuple(Size(one, "output_features") for one in sizes)


def attention_axes(cls: type[Layer], key: str, value: Any) -> tuple[int, ...] | None:
    """The axes that attention runs over; None stands for all between batch and features."""
    axes = (value,) if isinstance(value, int) else value
    if not value and value != 0:
        return None
    if not isinstance(axes, (tuple, list)) or not all(isinstance(one, int) for one in axes):
        raise invalid(cls, key, value, say("a whole number, or a tuple of them"))
    return tuple(axes)


def sliding_window(cls: type[Layer], key: str, value: Any) -> int | None:
    """How far a position can look; None is without limit."""
    if value is not None and (not isinstance(value, int) or value <= 0):
        raise invalid(cls, key, value, say("a positive whole number, or None"))
    return value


class Heads(Layer, family=True):
    """Attention in several heads: projections of query, key and value, and one that joins the heads again."""

    kind = "attention"
    mask = "pass"
    about_weights: ClassVar[Mapping[str, str]] = PROJECTIONS
    min_ndim: ClassVar[int | None] = 2
    call_arguments: ClassVar[tuple[str, ...]] = ("query", "value", "key")
    call_options: ClassVar[tuple[str, ...]] = (
        "query_mask", "value_mask", "key_mask", "attention_mask", "return_attention_scores", "use_causal_mask",
    )  # fmt: skip
    composite: ClassVar[bool] = True
    consumes: ClassVar[tuple[str, ...]] = ("Softmax", "Dropout")

    use_bias: bool
    use_gate: bool
    flash_attention: Any
    dropout: float

    def check(self) -> None:
        if self.flash_attention and self.dropout > 0:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("{layer} cannot drop attention weights with flash_attention=True", layer=type(self).__name__),
                say("leave out 'dropout' or 'flash_attention'"),
            )

    def tensors(self, x: Any) -> tuple[Shape, Shape, Shape]:
        """The shapes of query, key and value; the key is the value where it is not given.

        :raises Refused: if one is missing.
        """
        query, value, key = (*x, None, None)[:3] if not isinstance(x, Shape) else (x, None, None)
        if query is None or value is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} is called with a query and a value", layer=type(self).__name__),
                say("for attention of a sequence to itself give it twice: {layer}(…)(x, x)", layer=type(self).__name__),
            )
        self.check_rank(query)
        self.check_rank(value)
        return query, value if key is None else key, value

    def check_match(self, x: Any) -> None:
        """Refuse a key and a value whose positions do not belong together."""
        _, key, value = self.tensors(x)
        if key[1:-1] != value[1:-1]:
            raise Refused(
                Code.INVALID_INPUT,
                say("each key belongs to a value, but the shapes {key} and {value} have different positions",
                    key=key, value=value),
            )  # fmt: skip

    def sources(self, x: Any) -> tuple[Size, Size, Size]:
        """The features of query, key and value: one name in formulas where they are equal.

        :raises Refused: if a shape leaves them open.
        """
        sizes = [shape.last for shape in self.tensors(x)]
        known = [size for size in sizes if size is not None]
        if len(known) < len(sizes):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} needs to know how many features each position has, but the input shape leaves it open",
                    layer=type(self).__name__),
                say("write the number of features into the input shape"),
            )  # fmt: skip
        alike = len(set(known)) == 1
        names = ("features",) * 3 if alike else ("query_features", "key_features", "value_features")
        query, key, value = (size.named(name) for size, name in zip(known, names, strict=True))
        return query, key, value

    def asking(self, x: Any) -> Shape:
        """The shape of the query, its features under their name in formulas."""
        query, *others = self.tensors(x)
        known = all(shape.last is not None for shape in (query, *others))
        return query.named().with_last(self.sources(x)[0]) if known else query.named()

    def projection(self, name: str, kernel: tuple[Size, ...], bias: tuple[Size, ...]) -> Iterable[Weight]:
        """The weights of one projection."""
        yield Weight(f"{name}/kernel", kernel)
        if self.use_bias:
            yield Weight(f"{name}/bias", bias)

    def scores(self, x: Any) -> Shape:
        """The shape of the attention weights."""
        raise NotImplementedError

    def heads(self) -> tuple[Size, Size, Size]:
        """How many heads ask, and how many numbers a key and a value have in each of them."""
        raise NotImplementedError

    def asked(self, x: Any) -> tuple[Size | None, ...]:
        """The axes of the keys that each query is compared with."""
        return self.tensors(x)[1].named()[1:-1]

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        query, key, _ = self.tensors(x)
        asking, answering, asked = (
            size and size.named("positions" if query[1:-1] == key[1:-1] else name)
            for size, name in ((volume(query[1:-1]), "queries"), (volume(key[1:-1]), "keys"),
                               (volume(self.asked(x)), "keys"))
        )  # fmt: skip
        kernels = [one for one in self.weights(x) if one.name.endswith("/kernel")]
        sides = [one for one in kernels if one.name.startswith(("key/", "value/"))]
        heads, key_size, value_size = self.heads()
        if asking == answering:
            projections = [applied(kernels, (asking,))]
        else:
            projections = [applied([one for one in kernels if one not in sides], (asking,)),
                           applied(sides, (answering,))]  # fmt: skip
        return summed([*projections, volume((heads, asking, asked, key_size + value_size))])

    def output_when(self, x: Any, options: Mapping[str, Any]) -> Output:
        output = self.output_shape(x)
        return (output, self.scores(x)) if options.get("return_attention_scores") else output


@dataclass(frozen=True)
class MultiHeadAttention(Heads):
    about: ClassVar[str] = mark(
        "Each head projects query, key and value to a small size, compares every query with every key, and adds up the "
        "values by how well they match; a last projection joins the heads."
    )

    num_heads: Size = count("heads", about=mark("how many times attention is computed side by side, each with "
                                                "projections of its own"))  # fmt: skip
    key_dim: Size = count("key_dim", about=mark("how many numbers a query and a key have in each head"))
    value_dim: Size | None = count("value_dim", None, optional=True, about=mark(
        "how many numbers a value has in each head; as many as a key if it is not given"))  # fmt: skip
    dropout: float = rate(0.0, about=DROPOUT)
    use_bias: bool = flag(True)
    output_shape_: tuple[Size, ...] | None = argument(shape_out, None, about=mark(
        "the size of the result for each position; that of the query if it is not given"))  # fmt: skip
    attention_axes: tuple[int, ...] | None = argument(attention_axes, None, about=mark(
        "the axes that attention runs over; it changes neither shape nor count"))  # fmt: skip
    sliding_window: int | None = argument(sliding_window, None)
    flash_attention: Any = flag(False)
    kernel_initializer: Any = initializer("glorot_uniform", needed=True)
    bias_initializer: Any = initializer("zeros", needed=True)
    kernel_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    use_gate: bool = flag(False)
    seed: Any = seed()

    def weights(self, x: Any) -> Iterable[Weight]:
        self.check_match(x)
        query, key, value = self.sources(x)
        heads, size = self.num_heads, self.key_dim
        inside = size if self.value_dim in (None, size) else self.value_dim
        assert inside is not None
        yield from self.projection("query", (query, heads, size), (heads, size))
        yield from self.projection("key", (key, heads, size), (heads, size))
        if self.use_gate:
            yield from self.projection("gate", (query, heads, inside), (heads, inside))
        yield from self.projection("value", (value, heads, inside), (heads, inside))
        out = self.output_shape_ or (query,)
        yield from self.projection("attention_output", (heads, inside, *out), out)

    def output_shape(self, x: Any) -> Output:
        query = self.asking(x)
        return Shape((*query[:-1], *self.output_shape_)) if self.output_shape_ else query

    def scores(self, x: Any) -> Shape:
        query = self.tensors(x)[0].named()
        return Shape((query[0], self.num_heads, query[1], query[1]))

    def heads(self) -> tuple[Size, Size, Size]:
        return self.num_heads, self.key_dim, self.value_dim or self.key_dim

    def asked(self, x: Any) -> tuple[Size | None, ...]:
        key = self.tensors(x)[1].named()
        if not self.attention_axes:
            return key[1:-1]
        # Keras takes axes that the input does not have.
        return tuple(key[axis] if -len(key) <= axis < len(key) else None for axis in self.attention_axes)

    def remark(self) -> Text | None:
        if self.use_gate or self.value_dim not in (None, self.key_dim):
            return say("{heads} heads of {size} numbers each.", heads=self.num_heads, size=self.key_dim)
        if self.num_heads == 1:
            return say("Query, key and value each have a projection to one head of {size} numbers; a fourth one leads "
                       "back to the features.", size=self.key_dim)  # fmt: skip
        return say("Query, key and value each have a projection to {heads} heads of {size} numbers; a fourth one "
                   "joins the heads.", heads=self.num_heads, size=self.key_dim)  # fmt: skip


@dataclass(frozen=True)
class GroupedQueryAttention(Heads, aliases=("GroupQueryAttention",)):
    about: ClassVar[str] = mark(
        "Attention in several heads in which groups of query heads share one key head and one value head, which saves "
        "weights."
    )

    head_dim: Size = count("head_dim", about=mark("how many numbers a query, a key and a value have in each head"))
    num_query_heads: Size = count("query_heads", about=mark("how many heads ask"))
    num_key_value_heads: Size = count("key_value_heads", about=mark(
        "how many heads are asked; each serves an equal number of query heads"))  # fmt: skip
    dropout: float = rate(0.0, about=DROPOUT)
    use_bias: bool = flag(True)
    sliding_window: int | None = argument(sliding_window, None)
    flash_attention: Any = flag(False)
    kernel_initializer: Any = initializer("glorot_uniform", needed=True)
    bias_initializer: Any = initializer("zeros", needed=True)
    kernel_regularizer: Any = regularizer()
    bias_regularizer: Any = regularizer()
    activity_regularizer: Any = regularizer()
    kernel_constraint: Any = constraint()
    bias_constraint: Any = constraint()
    use_gate: bool = flag(False)
    seed: Any = seed()

    def check(self) -> None:
        if self.num_query_heads % self.num_key_value_heads:
            raise invalid(
                type(self), "num_key_value_heads", int(self.num_key_value_heads),
                say("a divisor of num_query_heads={heads}", heads=self.num_query_heads),
            )  # fmt: skip
        super().check()

    def weights(self, x: Any) -> Iterable[Weight]:
        self.check_rank_of(x)
        query, key, value = self.sources(x)
        asking, asked, size = self.num_query_heads, self.num_key_value_heads, self.head_dim
        yield from self.projection("query", (query, asking, size), (asking, size))
        yield from self.projection("key", (key, asked, size), (asked, size))
        if self.use_gate:
            yield from self.projection("gate", (query, asking, size), (asking, size))
        yield from self.projection("value", (value, asked, size), (asked, size))
        yield from self.projection("attention_output", (asking, size, query), (query,))

    def check_rank_of(self, x: Any) -> None:
        """Refuse tensors that are not sequences of vectors, or do not belong together."""
        query, key, value = self.tensors(x)
        for shape in (query, key, value):
            if len(shape) != 3:
                raise Refused(
                    Code.INVALID_INPUT,
                    say("GroupQueryAttention takes shapes of 3 axes (batch, positions, features), not {shape}",
                        shape=shape),
                )  # fmt: skip
        self.check_match(x)
        if query.last != value.last:
            raise Refused(
                Code.INVALID_INPUT,
                say("GroupQueryAttention takes a query and a value of as many features, not {query} and {value}",
                    query=query.last, value=value.last),
            )  # fmt: skip

    def output_shape(self, x: Any) -> Output:
        return self.asking(x)

    def scores(self, x: Any) -> Shape:
        query, key, _ = (shape.named() for shape in self.tensors(x))
        return Shape((query[0], self.num_query_heads, query[1], key[1]))

    def heads(self) -> tuple[Size, Size, Size]:
        return self.num_query_heads, self.head_dim, self.head_dim

    def remark(self) -> Text | None:
        if self.num_key_value_heads == 1 and self.num_query_heads > 1:
            return say("{query} query heads share one key head and one value head, of {size} numbers each.",
                       query=self.num_query_heads, size=self.head_dim)  # fmt: skip
        return say("{query} query heads share {key} key heads and {key} value heads, of {size} numbers each.",
                   query=self.num_query_heads, key=self.num_key_value_heads, size=self.head_dim)  # fmt: skip
