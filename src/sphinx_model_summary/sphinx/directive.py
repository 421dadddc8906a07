"""The directive `model-summary`: reads its options, asks the engine, reports problems, returns nodes."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..problems import Code, Text, say
from ..shape import shapes_written
from ..summary import Summary
from .anchors import Anchors
from .config import SummaryConfig, choices, faulty
from .domain import model_domain
from .entries import Entry, Source, row_id
from .folding import BLOCK
from .languages import LANGUAGES, catalogue_of, spoken
from .lines import source_line
from .notes import render_notes
from .pictures import render_pictures
from .table import columns_of, render_table
from .waiting import waiting
from .words import Words, in_console

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

LOGGER = logging.getLogger(__name__)


class ModelSummary(SphinxDirective):
    """Shows what Keras would print for the model in a listing, and why."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "name": directives.unchanged,
        "file": directives.unchanged,
        "model": directives.unchanged,
        "input-shape": directives.unchanged,
        "define": directives.unchanged,
        "expand-nested": directives.flag,
        "columns": directives.unchanged,
        "notes": directives.unchanged,
        "listing": directives.unchanged,
        "formulas": directives.unchanged,
        "pictures": directives.unchanged,
        "language": directives.unchanged,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """The table and its notes; where they cannot be made, the listing."""
        self.listing = ""
        self.language = self._language()
        try:
            return self._nodes()
        except Exception as error:
            LOGGER.debug("model-summary", exc_info=True)
            fault = f"{type(error).__name__}: {error}"
            self._warn(Code.INTERNAL, say("the summary could not be made ({fault})", fault=fault), self.get_location())
            return [self._code()]

    def _nodes(self) -> list[nodes.Node]:
        path = self._read()
        if path is None:
            return [self._code()] if self.listing else []
        settings = self._settings()
        self.source = Source.of(
            self.listing,
            model=self.options.get("model") or "",
            input_shape=self._input_shape(),
            define=self.options.get("define") or "",
            expand_nested="expand-nested" in self.options,
        )
        summary = self.source.summary(settings.layers)
        for problem in (*summary.problems, *summary.notices):
            place = f"{path}:{problem.line}" if path else source_line(self, problem.line)
            self._warn(problem.code, problem.message, place if problem.line else self.get_location(), problem.hint)
        block = nodes.container(classes=[BLOCK, *self._spoken()[0]], is_div=True)
        if any(row.name != "?" for row in summary.layers):
            block.extend([self._code()] if settings.listing == "show" else [])
            block.extend(self._summary(summary, settings))
        else:
            block.extend(self._without_rows(summary))
        return [block]

    def _without_rows(self, summary: Summary) -> list[nodes.Node]:
        """The listing and what is wrong with it."""
        code = self._code()
        self._add_name(code, summary, Anchors({}, {}))
        words = Words.of(self.language)
        messages = (nodes.Text(words.message(problem.message)) for problem in summary.problems[:1])
        return [code, nodes.paragraph("", "", *messages, classes=["model-summary-problem"], support_smartquotes=False)]

    def _summary(self, summary: Summary, settings: SummaryConfig) -> list[nodes.Node]:
        if summary.unbuilt is not None:
            settings = settings.with_option("notes", "none")  # there is no number to explain
        words = Words.of(self.language, mathematics=settings.formulas == "math")
        name = self._name()
        key = name or f"{self.env.docname}-{self.env.new_serialno('model-summary')}"
        noted = settings.notes != "none"
        shown = [row for row in summary.layers if row.problem is None] if noted or name else []
        anchors = Anchors.of(shown, f"model-{key}", self.state.document, noted=noted)
        columns = columns_of(summary, settings.columns)
        table = render_table(summary, columns, anchors, words)
        table["classes"] += self.options.get("class", [])
        self.set_source_info(table)
        table[:] = [waiting(table.children)]
        if self.arguments:
            table.insert(0, self._caption())
        self._add_name(table, summary, anchors)
        notes = render_notes(summary, settings.notes, anchors, words) if noted else []
        below = [*render_pictures(summary, settings.pictures, words), *notes]
        return [table, *([waiting(below)] if below else [])]

    def _name(self) -> str:
        return nodes.fully_normalize_name(self.options.get("name") or "")

    def _add_name(self, node: nodes.Element, summary: Summary, anchors: Anchors) -> None:
        """Give the node its name, by which the whole site knows the model."""
        name = self._name()
        if not name:
            return
        self.add_name(node)
        title = next(iter(node.findall(nodes.title)), None)
        moved = tuple((layer, place) for layer, place in anchors.rows.items() if place != row_id(name, layer))
        model_domain(self.env).note(Entry(
            name, self.env.docname, node["ids"][0], title.astext() if title else "", self.source,
            summary.total.params if summary.total and summary.is_known else None,
            tuple(anchors.rows), moved, self.lineno,
        ))  # fmt: skip

    def _caption(self) -> nodes.title:
        inline, messages = self.parse_inline(self.arguments[0], lineno=self.lineno)
        title = nodes.title(self.arguments[0], "", *inline, *messages, classes=self._spoken()[1])
        self.set_source_info(title)
        return title

    def _read(self) -> str | None:
        """Fill in the listing; the path of its file, empty for one on the page, or None where there is none."""
        self.listing = textwrap.dedent("\n".join(self.content))
        name = self.options.get("file")
        if not name:
            if self.listing.strip():
                return ""
            self._warn(Code.NO_LISTING, say("there is no listing"), self.get_location(), say(
                "paste the layers into the directive, or name a file with :file:"))  # fmt: skip
            return None
        if self.listing.strip():
            self._warn(Code.OPTION, say("a listing on the page and :file: exclude each other; the file is read"),
                       self.get_location())  # fmt: skip
        relative, path = self.env.relfn2path(name)
        self.env.note_dependency(relative)
        try:
            self.listing = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self._warn(Code.NO_LISTING, say("the file {name} cannot be read: {reason}", name=name, reason=reason),
                       self.get_location())  # fmt: skip
            return None
        return path

    def _settings(self) -> SummaryConfig:
        """The settings of conf.py, with the directive's own options in their place."""
        settings = SummaryConfig.of(self.config)
        for one in dataclasses.fields(settings):
            if one.name not in self.options:
                continue
            text = self.options[one.name] or ""
            value = tuple(re.findall(r"[^\s,]+", text)) if isinstance(one.default, tuple) else text.strip()
            wrong = faulty(one.name, value)
            if wrong is None:
                settings = settings.with_option(one.name, value)
            else:
                self._warn(
                    Code.OPTION,
                    say("option :{option}: does not know '{word}'", option=one.name, word=wrong),
                    self.get_location(),
                    say("one of {choices}", choices=", ".join(choices(one.name))),
                )
        return settings

    def _input_shape(self) -> str:
        text: str = self.options.get("input-shape") or ""
        try:
            shapes_written(text or "1")
        except ValueError:
            self._warn(Code.OPTION, say("option :input-shape: does not know '{word}'", word=text),
                       self.get_location(), say("write whole numbers, such as 28, 28, 1"))  # fmt: skip
            return ""
        return text

    def _code(self) -> nodes.literal_block:
        block = nodes.literal_block(self.listing, self.listing, language="python")
        self.set_source_info(block)
        block["translatable"] = False
        return block

    def _language(self) -> str:
        """The language of the summary: that of the option, or of the project."""
        given: str | None = self.options.get("language")
        if given and catalogue_of(given) is None:
            self._warn(Code.OPTION, say("option :{option}: does not know '{word}'", option="language", word=given),
                       self.get_location(), say("one of {choices}", choices=", ".join(LANGUAGES)))  # fmt: skip
            given = None
        return given or str(self.config.language)

    def _spoken(self) -> tuple[list[str], list[str]]:
        """The classes that tell browsers in which language the words and the caption are, where it is not the page's.

        A caption is in the language that the author asks for, and stays so where we have no words of that language.
        """
        page, words = str(self.config.language).replace("_", "-"), spoken(self.language)
        if words == page:
            return [], []
        return [f"language-{words}"], ([f"language-{page}"] if self.language == self.config.language else [])

    def _warn(self, code: Code, message: Text, location: str, hint: Text | None = None) -> None:
        LOGGER.warning("%s", in_console(message, hint), type="model_summary", subtype=str(code), location=location)
