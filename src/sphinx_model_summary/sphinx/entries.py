"""What the site knows of a named model: where it is shown, and what its summary is made of."""

from __future__ import annotations

import dataclasses
import zlib
from dataclasses import dataclass, field

from docutils import nodes

from ..layers import Declarations
from ..problems import Code, Problem, say
from ..shape import shapes_written
from ..summarize import summarize
from ..summary import Summary

#: A page does not show more rows than this.
_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """A listing and the options that change what is read in it; the same source gives the same summary.

    The site keeps sources, not summaries: they are small, and reading one again takes a few milliseconds.
    """

    packed: bytes
    model: str = ""
    input_shape: str = ""
    define: str = ""
    expand_nested: bool = False

    @classmethod
    def of(cls, listing: str, model: str, input_shape: str, define: str, *, expand_nested: bool) -> Source:
        """The source of a listing; `input_shape` is as authors write it."""
        return cls(zlib.compress(listing.encode()), model, input_shape, define, expand_nested)

    def summary(self, layers: Declarations) -> Summary:
        """The summary, cut where its table would make a page that no browser likes."""
        summary = summarize(
            zlib.decompress(self.packed).decode(),
            model=self.model or None,
            input_shape=shapes_written(self.input_shape) if self.input_shape else None,
            define=self.define,
            expand_nested=self.expand_nested,
            layers=layers,
        )
        if len(summary.layers) <= _MOST_ROWS:
            return summary
        first = summary.layers[_MOST_ROWS]
        message = say("the model has {count} rows; a page shows {most}", count=len(summary.layers), most=_MOST_ROWS)
        problem = Problem(first.line, 1, Code.LIMIT, message, say("show a part of it: a block, or a stage"))
        rows = (*summary.layers[:_MOST_ROWS], dataclasses.replace(first, problem=problem))
        return dataclasses.replace(summary, layers=rows, problems=(*summary.problems, problem))


@dataclass(frozen=True, slots=True)
class Entry:
    """A named model: the page that shows it, the place on it, and its layers by their keys."""

    name: str
    docname: str
    anchor: str
    caption: str
    source: Source
    #: None where the total is not known.
    params: int | None
    layers: tuple[str, ...]
    #: The places of layers whose ids do not follow from their names, since others had taken these.
    moved: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        """What a link to the model says."""
        return self.caption or self.name

    def anchor_of(self, layer: str) -> str:
        """The place of a layer's row."""
        return dict(self.moved).get(layer) or row_id(self.name, layer)


def row_id(name: str, layer: str) -> str:
    """The id of the row of a layer of a model, where nothing else on the page has it."""
    return nodes.make_id(f"model-{name}-{layer}-row")
