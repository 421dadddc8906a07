"""The directive `model-summary`: reads its options, asks the engine, reports problems, returns nodes."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..problems import Code, say
from ..reading import did_you_mean
from ..recorded import check_total
from ..summary import Summary
from .anchors import Anchors
from .columns import columns_of
from .config import SummaryConfig, choices, faulty
from .costs import Costs
from .domain import model_domain, warn
from .downloads import render_downloads
from .entries import Entry, row_id
from .folding import BLOCK
from .listing import ListingDirective
from .notes import render_notes
from .pictures import render_pictures
from .quiz import WORDS, Quiz, key
from .table import NO_QUIZ, render_table
from .waiting import waiting
from .words import Words

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


class ModelSummary(ListingDirective):
    """Shows what Keras would print for the model in a listing, and why."""

    option_spec: ClassVar[OptionSpec] = {
        **ListingDirective.option_spec,
        "name": directives.unchanged,
        "expect": directives.unchanged,
        "columns": directives.unchanged,
        "notes": directives.unchanged,
        "listing": directives.unchanged,
        "formulas": directives.unchanged,
        "pictures": directives.unchanged,
        "download": directives.unchanged,
        "quiz": directives.unchanged,
        "class": directives.class_option,
    }

    def made(self) -> list[nodes.Node]:
        """The table and its notes."""
        if not self.read():
            return [self.code()] if self.listing else []
        settings = self._settings()
        self.made_of = self.source()
        summary = model_domain(self.env).read(self.made_of)
        self.report(summary)
        self._check_total(summary)
        block = nodes.container(classes=[BLOCK, *self.spoken()[0]], is_div=True)
        if any(row.name != "?" for row in summary.layers):
            block.extend([self.code()] if settings.listing == "show" else [])
            block.extend(self._summary(summary, settings))
        else:
            block.extend(self._without_rows(summary))
        return [block]

    def _check_total(self, summary: Summary) -> None:
        """Warn if the total is not the one that the author expects."""
        problem = check_total(self.options["expect"] or "", summary) if "expect" in self.options else None
        if problem is not None:
            warn(problem.code, problem.message, self.get_location(), problem.hint)

    def _without_rows(self, summary: Summary) -> list[nodes.Node]:
        """The listing and what is wrong with it."""
        code = self.code()
        self._add_name(code, summary, Anchors({}, {}))
        words = Words.of(self.language)
        messages = (nodes.Text(words.message(problem.message)) for problem in summary.problems[:1])
        return [code, nodes.paragraph("", "", *messages, classes=["model-summary-problem"], support_smartquotes=False)]

    def _summary(self, summary: Summary, settings: SummaryConfig) -> list[nodes.Node]:
        if summary.unbuilt is not None:
            settings = settings.with_option("notes", "none")  # there is no number to explain
        words = Words.of(self.language, mathematics=settings.formulas == "math")
        name = self._name()
        prefix = name or f"{self.env.docname}-{self.env.new_serialno('model-summary')}"
        noted = settings.notes != "none"
        shown = [row for row in summary.layers if row.problem is None] if noted or name else []
        anchors = Anchors.of(shown, f"model-{prefix}", self.state.document, noted=noted)
        columns = columns_of(summary, settings.columns)
        quiz = self._quiz(summary)
        costs = Costs.of(summary, columns)
        table = render_table(summary, columns, costs, anchors, words, quiz or NO_QUIZ)
        answers = key(table, words)
        table["classes"] += self.options.get("class", [])
        self.set_source_info(table)
        table[:] = [waiting(table.children)]
        if self.arguments:
            table.insert(0, self._caption())
        self._add_name(table, summary, anchors)
        if quiz:  # files and pictures would tell what students shall work out
            settings = settings.with_option("download", ()).with_option("pictures", ())
        files = render_downloads(summary, settings.download, name or summary.name, words)
        notes = render_notes(summary, settings.notes, costs, anchors, words, counted=quiz is None) if noted else []
        below = [*files, *render_pictures(summary, settings.pictures, words), *answers, *notes]
        return [table, *([waiting(below)] if below else [])]

    def _quiz(self, summary: Summary) -> Quiz | None:
        """What the student shall work out."""
        if "quiz" not in self.options:
            return None
        quiz = Quiz.of(re.findall(r"[^\s,]+", self.options["quiz"] or ""))
        layers = {row.key for row in summary.layers}
        for word in sorted(quiz.layers - layers):
            warn(
                Code.OPTION, say("option :{option}: does not know '{word}'", option="quiz", word=word),
                self.get_location(),
                did_you_mean(word, [*WORDS, *layers])
                or say("one of {choices}, or the name of a layer", choices=", ".join(WORDS)),
            )  # fmt: skip
        return quiz

    def _name(self) -> str:
        return nodes.fully_normalize_name(self.options.get("name") or "")

    def _add_name(self, node: nodes.Element, summary: Summary, anchors: Anchors) -> None:
        """Give the node its name, by which the whole site knows the model."""
        name = self._name()
        if not name:
            return
        written = nodes.whitespace_normalize_name(self.options["name"])
        self.add_name(node)
        title = next(iter(node.findall(nodes.title)), None)
        called = title.astext() if title else written if written != name else ""
        moved = tuple((layer, place) for layer, place in anchors.rows.items() if place != row_id(name, layer))
        model_domain(self.env).note(Entry(
            name, self.env.docname, node["ids"][0], called, self.made_of,
            summary.total.params if summary.total and summary.is_known else None,
            tuple(anchors.rows), moved, self.lineno,
        ))  # fmt: skip

    def _caption(self) -> nodes.title:
        inline, messages = self.parse_inline(self.arguments[0], lineno=self.lineno)
        title = nodes.title(self.arguments[0], "", *inline, *messages, classes=self.spoken()[1])
        self.set_source_info(title)
        return title

    def _settings(self) -> SummaryConfig:
        """The settings of conf.py, with the directive's own options in their place."""
        settings = SummaryConfig.of(self.config)
        if "quiz" in self.options:
            settings = settings.with_option("listing", "show")  # what is to be worked out has to be seen
        for one in dataclasses.fields(settings):
            if one.name not in self.options:
                continue
            text = self.options[one.name] or ""
            value = tuple(re.findall(r"[^\s,]+", text)) if isinstance(one.default, tuple) else text.strip()
            wrong = faulty(one.name, value)
            if wrong is None:
                settings = settings.with_option(one.name, value)
            else:
                warn(
                    Code.OPTION,
                    say("option :{option}: does not know '{word}'", option=one.name, word=wrong),
                    self.get_location(),
                    say("one of {choices}", choices=", ".join(choices(one.name))),
                )
        return settings
