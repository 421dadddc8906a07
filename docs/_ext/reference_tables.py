"""Directives for the reference pages, filled from what the code itself knows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_model_summary import layers
from sphinx_model_summary.problems import Code
from sphinx_model_summary.sphinx.config import PREFIX, SummaryConfig, choices, initial
from sphinx_model_summary.sphinx.quotes import QUOTES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ReferenceTable(SphinxDirective):
    """A table whose rows come from the package; backquotes in a cell mean code."""

    headings: ClassVar[tuple[str, ...]]
    #: The widths of the columns, as shares.
    widths: ClassVar[tuple[int, ...]]

    def rows(self) -> Iterable[tuple[str, ...]]:
        """The cells, row by row."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        return self.table(self.rows())

    def table(self, rows: Iterable[tuple[str, ...]]) -> list[nodes.Node]:
        """The nodes of a table with these rows."""
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in self.widths), cols=len(self.widths))
        group += nodes.thead("", _row(self.headings))
        group += nodes.tbody("", *map(_row, rows))
        return [nodes.table("", group, classes=["colwidths-given"], width="100%")]


def _row(cells: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *_inline(cell))) for cell in cells))


def _inline(text: str) -> Iterator[nodes.Node]:
    for index, part in enumerate(text.split("`")):
        if part:
            yield nodes.literal("", part) if index % 2 else nodes.Text(part)


class ProblemCodes(ReferenceTable):
    """Every kind of problem, and what it means."""

    headings = ("Subtype", "Meaning")
    widths = (25, 75)

    def rows(self) -> Iterable[tuple[str, ...]]:
        return ((f"`{code}`", code.about) for code in Code)


class ConfigurationValues(ReferenceTable):
    """Every value of conf.py."""

    headings = ("Name", "Meaning", "Allowed", "Default")
    widths = (24, 40, 22, 14)

    def rows(self) -> Iterable[tuple[str, ...]]:
        for option in dataclasses.fields(SummaryConfig):
            words = ", ".join(f"`{word}`" for word in choices(option.name))
            default = initial(option)
            allowed = words or "a dictionary"
            if isinstance(default, tuple):
                allowed, default = f"a list of {words}", list(default)
            yield f"`{PREFIX}{option.name}`", option.metadata["about"], allowed, f"`{default!r}`"


class ModelRoles(ReferenceTable):
    """Every role of the domain, and what it says."""

    headings = ("Role", "Says")
    widths = (30, 70)

    def rows(self) -> Iterable[tuple[str, ...]]:
        yield "`model:ref`", "The caption of the model, or the name of the layer, as a link."
        for name, quote in QUOTES.items():
            yield f"`model:{name}`", str(quote.__doc__)


class LayerCatalogue(ReferenceTable):
    """Every layer, a table for each family, with the arguments that change a number."""

    headings = ("Layer", "Arguments")
    widths = (35, 65)

    def run(self) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        families = sorted(layers.catalogue(), key=lambda layer: layer.__module__)
        for module, members in groupby(families, key=lambda layer: layer.__module__):
            found += [nodes.rubric("", _heading(module)), *self.table(map(_layer, members))]
        return found


def _heading(module: str) -> str:
    return module.rpartition(".")[2].replace("_", " ").capitalize()


def _layer(layer: type[layers.Layer]) -> tuple[str, ...]:
    also = f", also {', '.join(f'`{name}`' for name in layer.aliases)}" if layer.aliases else ""
    counting = ", ".join(f"`{argument.name}`" for argument in layer.arguments() if not argument.inert)
    return f"`{layer.__name__}`{also}", counting or "none"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Announce the directives."""
    app.add_directive("problem-codes", ProblemCodes)
    app.add_directive("configuration-values", ConfigurationValues)
    app.add_directive("model-roles", ModelRoles)
    app.add_directive("layer-catalogue", LayerCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
