"""The directive `model-question`: one number of a model as multiple choice, with a word on every answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..derivation import Formula, step
from ..misconceptions import Wrong
from ..problems import Code, Refused, Text, say
from ..questions import ASKED, Question, question
from ..summary import Row, Summary, shown
from . import formulas
from .domain import model_domain, warn
from .entries import Source
from .filling import Filling
from .folding import BLOCK
from .listing import ListingDirective
from .mathematics import plain
from .phrases import written_arguments
from .quiz import KEY
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

QUESTION = "model-summary-question"
#: The attribute of a place that says what is asked there.
ASKS = "model-summary-asks"
LETTERS = "ABCDEFGH"


class ModelQuestion(ListingDirective):
    """Asks for one number of a named model, or of the model in its own listing."""

    option_spec: ClassVar[OptionSpec] = {
        **ListingDirective.option_spec,
        "ask": directives.unchanged,
        "layer": directives.unchanged,
        "choices": directives.positive_int,
    }

    def made(self) -> list[nodes.Node]:
        """A place for the question: it is asked when all pages are read, for the model may stand on a later one."""
        asked = self.options.get("ask") or "params"
        if asked not in ASKED:
            warn(Code.OPTION, say("option :{option}: does not know '{word}'", option="ask", word=asked),
                 self.get_location(), say("one of {choices}", choices=", ".join(ASKED)))  # fmt: skip
            asked = "params"
        place = nodes.container(classes=[BLOCK, QUESTION, *self.spoken()[0]], is_div=True)
        self.set_source_info(place)
        place[ASKS] = {
            "model": nodes.fully_normalize_name(self.arguments[0]) if self.arguments else "",
            "asked": asked,
            "layer": self.options.get("layer") or "",
            "most": min(max(self.options.get("choices") or 4, 2), len(LETTERS)),
            "language": self.language,
            "source": None,
        }
        if self.arguments:
            model_domain(self.env).note_use(self.env.docname, self.arguments[0])
        elif self.read():
            source = self.source()
            summary = model_domain(self.env).read(source)
            self.report(summary)
            if not (self.options.get("layer") or _only_layer(summary)):
                place += self.code()  # no table shows what is asked about
            place[ASKS]["source"] = source
        else:
            return [self.code()] if self.listing else []
        return [place]


class Ask(Filling):
    """Puts questions into their places, with a key below the answers; in HTML each answer then opens (see `quiz`)."""

    place = QUESTION
    kept = (ASKS,)

    def failed(self, fault: str) -> Text:
        """That a question could not be asked."""
        return say("the question could not be asked ({fault})", fault=fault)

    def fill(self, block: nodes.container) -> None:
        """Ask the question of a place."""
        asks = block[ASKS]
        words = Words.of(asks["language"])
        try:
            summary, title, row = self._model(asks)
            asked = question(summary, asks["asked"], row.key if row else "", asks["most"])
        except Refused as refused:
            warn(refused.code, refused.message, block, refused.hint)
            block += nodes.paragraph("", words.message(refused.message), classes=["model-summary-problem"])
            return
        answers = _lettered(nodes.list_item("", _paragraph(words.number(one.value))) for one in asked.answers)
        block += [_paragraph(sentence(asked, title, words)), answers, _key(asked, words)]

    def _model(self, asks: dict[str, Any]) -> tuple[Summary, str, Row | None]:
        """The summary, what the model is called, and the layer that is asked about."""
        source: Source | None = asks["source"]
        layer: str = asks["layer"]
        domain = model_domain(self.env)
        if source is None:
            entry, layer = domain.find(f"{asks['model']}.{layer}" if layer else asks["model"])
            summary, title = domain.read(entry.source), entry.title
        else:
            summary = domain.read(source)
            title = summary.name
            layer = layer or _only_layer(summary)
        row = next((one for one in summary.layers if layer and one.key == layer), None)
        if layer and row is None:
            raise Refused(Code.UNKNOWN_MODEL, say("model '{name}' has no layer '{layer}'", name=title, layer=layer))
        return summary, title, row


def _only_layer(summary: Summary) -> str:
    """The layer of a model that has no other one: a question is about it, not about the model."""
    layers = [row.key for row in summary.layers if row.connected_to or row.input is not None]
    return layers[0] if len(layers) == 1 else ""


def sentence(asked: Question, title: str, _: Words) -> str:
    """The question in words."""
    row = asked.row
    if row is None:
        return {
            "params": _("How many parameters does the model “{model}” have?", model=title),
            "trainable": _("How many parameters of the model “{model}” does training change?", model=title),
            "non-trainable": _("How many parameters of the model “{model}” does training leave alone?", model=title),
        }[asked.asked]
    written = [written_arguments(row.layer), "" if row.trainable or not row.weights else "trainable=False"]
    values = {"layer": f"{row.type}({', '.join(filter(None, written))})", "shape": shown(row.input)}
    if asked.asked == "size":
        values["output"] = _with_gap(row, asked.axis)
        return _(
            "{layer} gets an input of shape {shape}. Which number belongs in the gap of the output shape {output}?",
            **values,
        )
    return {
        "params": _("{layer} gets an input of shape {shape}. How many parameters does it have?", **values),
        "trainable": _("{layer} gets an input of shape {shape}. How many parameters does training change?", **values),
        "non-trainable": _(
            "{layer} gets an input of shape {shape}. How many of its parameters does training leave alone?", **values
        ),
    }[asked.asked]


def _with_gap(row: Row, axis: int) -> str:
    """An output shape with an empty place; other axes that were worked out would give it away."""
    sizes = row.output if isinstance(row.output, tuple) else ()
    shown = {**dict(enumerate(sizes)), **{one.index: "…" for one in step(row).axes}, axis: "____"}
    return f"({', '.join(map(str, shown.values()))})"


def _key(asked: Question, _: Words) -> nodes.container:
    key = nodes.container(classes=[KEY, "no-search"], is_div=True)
    key += nodes.rubric("", _("Answers"), support_smartquotes=False)
    key += _lettered(nodes.list_item("", *_verdict(one, _)) for one in asked.answers)
    return key


def _lettered(items: Iterator[nodes.list_item]) -> nodes.enumerated_list:
    return nodes.enumerated_list("", *items, enumtype="upperalpha", prefix="", suffix=".")


def _verdict(answer: Formula | Wrong, _: Words) -> list[nodes.Node]:
    """Whether an answer is right, how one comes to it, and what sets it right."""
    if isinstance(answer, Formula):
        return [_paragraph(_("Right: {formula}", formula=_equation(answer, _)))]
    return [_paragraph(_("Not right: {formula}. {why}", formula=_equation(answer.formula, _), why=_.text(answer.says)))]


def _equation(formula: Formula, _: Words) -> str:
    return plain(formulas.equation(formula, _))


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text, support_smartquotes=False, translatable=False)


def register(app: Sphinx) -> None:
    """Announce the directive, and the transform that asks."""
    app.add_directive("model-question", ModelQuestion)
    app.add_post_transform(Ask)
