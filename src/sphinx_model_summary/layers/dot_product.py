"""Attention without projections: queries are compared with keys as they come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, mark, say
from ..shape import STAND_IN, Output, Shape, volume
from ..size import Size
from ..weights import Weight
from .arguments import choice, flag, number, seed
from .attention import DROPOUT
from .merging import Merge


class DotProduct(Merge, family=True):
    """Attention without projections, called on a list: query and value, and a key if it is another tensor."""

    kind = "attention"
    mask = "first"
    call_options: ClassVar[tuple[str, ...]] = ("mask", "return_attention_scores", "use_causal_mask")
    functional = False
    weightless: ClassVar[str] = mark("Queries and keys are compared as they are; there is nothing to learn.")

    def sequences(self, x: Any) -> tuple[Shape, Shape, Shape]:
        """The shapes of query, value and key.

        :raises Refused: if there are fewer than two tensors, or more than three.
        """
        shapes = self.tensors(x)
        if not 2 <= len(shapes) <= 3:
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} takes a list of two or three tensors: query, value, key; not {found}",
                    layer=type(self).__name__, found=len(shapes)),
            )  # fmt: skip
        return shapes[0], shapes[1], shapes[-1] if len(shapes) == 3 else shapes[1]

    def output_shape(self, x: Any) -> Output:
        query, value, _ = (shape.named() for shape in self.sequences(x))
        batch = value[0] if query[0] == 1 and value[0] == STAND_IN else query[0]  # inside a call, Keras computes
        return Shape((*(batch, *query[1:])[:-1], value.last and value.last.named("value_features")))

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        query, value, key = self.sequences(x)
        if {len(query), len(value), len(key)} != {3} or query[2] is None or value[2] is None:
            return None
        alike = "positions" if query[1] == key[1] else ""
        asking, asked = query[1] and query[1].named(alike or "queries"), key[1] and key[1].named(alike or "keys")
        compared, added = query[2].named("features"), value[2].named("value_features")
        if compared == added:
            added = compared
        return volume((asking, asked, compared + added if self.is_product() else added))

    def is_product(self) -> bool:
        """Whether comparing a query with a key is a sum of products."""
        return True

    def output_when(self, x: Any, options: Mapping[str, Any]) -> Output:
        output = self.output_shape(x)
        query, _, key = (shape.named() for shape in self.sequences(x))
        return (output, Shape((*query[:-1], key[-2]))) if options.get("return_attention_scores") else output


@dataclass(frozen=True)
class Attention(DotProduct):
    about: ClassVar[str] = mark("Compares each query with all keys by their dot product, and adds up the values by how "
                                "well they match.")  # fmt: skip
    about_weights: ClassVar[Mapping[str, str]] = {
        "scale": mark("one number that all scores are multiplied by"),
        "concat_score_weight": mark("one number that the scores are multiplied by after the sum over the features"),
    }

    use_scale: bool = flag(False, about=mark("whether the scores are multiplied by one number that is learned"))
    score_mode: str = choice("dot", "concat", default="dot", fold=False, about=mark(
        "how query and key are compared: by their dot product (\"dot\"), or by the tanh of their sum "
        "(\"concat\")"))  # fmt: skip
    dropout: float = number(0.0, about=DROPOUT)
    seed: Any = seed()

    def weights(self, x: Any) -> Iterable[Weight]:
        self.sequences(x)
        if self.use_scale:
            yield Weight("scale", ())
        if self.score_mode == "concat":
            yield Weight("concat_score_weight", ())

    def is_product(self) -> bool:
        return self.score_mode == "dot"


@dataclass(frozen=True)
class AdditiveAttention(DotProduct):
    about: ClassVar[str] = mark("Compares each query with all keys by the tanh of their sum, and adds up the values by "
                                "how well they match.")  # fmt: skip
    about_weights: ClassVar[Mapping[str, str]] = {
        "scale": mark("one number for each feature: how much it counts when query and key are compared"),
    }
    use_scale: bool = flag(True, about=mark("whether each feature gets a learned number for how much it counts"))
    dropout: float = number(0.0, about=DROPOUT)

    def weights(self, x: Any) -> Iterable[Weight]:
        query = self.sequences(x)[0]
        if not self.use_scale:
            return
        if query.last is None:
            raise Refused(
                Code.INVALID_INPUT,
                say("AdditiveAttention has a weight for each feature of the query, but the shape {shape} leaves their "
                    "number open", shape=query),
            )  # fmt: skip
        yield Weight("scale", (query.last.named("features"),))

    def is_product(self) -> bool:
        return False
