"""The notes: what each type of layer does, and how every number in the table comes about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from ..derivation import Group, Step, derive, group, is_model
from ..problems import Text
from ..summary import Summary, shown
from ..weights import Weight
from . import formulas, phrases
from .anchors import Anchors
from .costs import Costs
from .mathematics import displayed, inline
from .totals import total_lines
from .words import Words

#: The class of a note; the HTML builders fold it (see `folding`).
NOTE = "model-summary-note"


class Told:
    """What the notes of a summary have said: no sentence stands there twice."""

    def __init__(self, types: Iterable[str]) -> None:
        self.types = frozenset(types)
        self._sentences: set[str] = set()

    def new(self, sentence: str) -> bool:
        """Whether a sentence has something to say that was not said before; from now on it has been."""
        if not sentence or sentence in self._sentences:
            return False
        self._sentences.add(sentence)
        return True


def render_notes(
    summary: Summary, by: str, costs: Costs, anchors: Anchors, _: Words, *, counted: bool = True
) -> list[nodes.Node]:
    """One note for each layer type, or for each layer, and one for the totals.

    Their titles tell how many parameters there are, unless these are not to be `counted` there: they are the answers
    of an exercise.
    """
    derivation = derive(summary)
    groups: Sequence[Group] = derivation.groups
    told = Told(one.type for one in groups)
    if by == "by-layer":
        order = {row.key: place for place, row in enumerate(summary.layers)}
        steps = sorted((step for one in groups for step in one.steps), key=lambda step: order[step.row.key])
        groups = [group(step.row.type, (step,)) for step in steps]
    notes: list[nodes.Node] = [_note(one, by, summary, costs, anchors, told, _, counted=counted) for one in groups]
    if summary.total is not None:
        lines = [*total_lines(summary, derivation, _), *costs.totals(_)]
        whole = _("Totals: {count}", count=_parameters(summary.total.params, _))
        note = _folding(whole if counted else _("Totals"))
        note += _list([_labelled(label, text, _) for label, text in lines])
        note["classes"].append("no-search")  # what they say of sums and memory is on every page with a summary
        notes.append(note)
    return notes


def _note(
    one: Group, by: str, summary: Summary, costs: Costs, anchors: Anchors, told: Told, _: Words, *, counted: bool
) -> nodes.container:
    params = sum(int(step.row.params) for step in one.steps) if summary.is_known and counted else None
    note = _folding(_title(one, by, params, _))
    _append_paragraph(note, _.paragraph(filter(told.new, _introduction(one, told, _))))
    shapes = formulas.shapes_in_words(one.steps, _)
    written = [_("Parameters = {formula}", formula=text) for text in formulas.counts_in_words(one, _)]
    written += [_("Output shape = {shape}", shape=text) for text in shapes]
    written += [_("MACs = {formula}", formula=text) for text in costs.in_words(one.steps, _)]
    for text in written:
        line = _paragraph([nodes.Text(text)], "model-summary-formula")
        note += displayed(text) if _.mathematics else line
    facts = [*_legend(one, " ".join(written), told, _), *_weights(one, told, _), *_arguments(one, told, _)]
    facts += [(name, about) for name, about in costs.meanings(one.steps, _) if told.new(about)]
    if facts:
        note += _list([_labelled(name, about, _) for name, about in facts])
    lines = _lines(one, summary, costs, anchors, told, _)
    if facts and lines:
        _append_paragraph(note, _("Layer by layer:") if len(one.steps) > 1 else _("In this layer:"))
    note += _list(lines)
    return note


def _title(one: Group, by: str, params: int | None, _: Words) -> str:
    counts = [] if by == "by-layer" else [phrases.layers(len(one.steps), _)]
    if params is not None:
        counts.append(_parameters(params, _))
    name = one.type if by == "by-type" else f"{one.steps[0].row.name} ({one.type})"
    return f"{name}{_.colon}{_.comma.join(counts)}" if counts else name


def _parameters(count: int, _: Words) -> str:
    if count == 0:
        return _("no parameters")
    return _("1 parameter") if count == 1 else _("{count} parameters", count=_.number(count))


def _introduction(one: Group, told: Told, _: Words) -> Iterable[str]:
    layer = one.steps[0].row.layer
    weighty = any(step.row.weights for step in one.steps)
    if layer is not None:
        yield _(type(layer).about)
        for inner in phrases.wrapped(layer):
            name = inner.__name__
            known = name in told.types
            yield _("The layer inside, {type}, has a note of its own.", type=name) if known else _(inner.about)
        if not weighty:
            yield _(type(layer).weightless)
    elif one.type in ("Sequential", "Functional"):
        yield _("A model used as a layer; its parameters are those of the layers inside it.")
    elif is_model(one.steps[0].row):
        yield _("A class of the listing's own; its parameters are its own weights and those of the layers inside it.")
    elif one.steps[0].row.input is None:
        yield _("Here the data comes in; nothing is computed, so there are no parameters.")
    else:
        yield _("An operation on tensors, written in the listing; it has nothing to learn, so no parameters.")
    remark = _shared_remark(one.steps)
    if remark is not None and len(one.steps) > 1:
        yield _.text(remark)


def _shared_remark(steps: Sequence[Step]) -> Text | None:
    """What is to be said about every one of several layers, and so is said once."""
    first, *others = map(phrases.remark, steps)
    return first if all(first == other for other in others) else None


def _legend(one: Group, text: str, told: Told, _: Words) -> Iterable[tuple[str, str]]:
    """What the signs of a note mean, when they are met for the first time."""
    batch = _("batch")
    signs = [
        (batch, _("how many examples go in at once"), f"({batch}," in text),
        (
            "None",
            _("a size that is left open; in the first place it stands for the batch, which may have any size"),
            any("None" in shown(step.row.output) for step in one.steps if step.row.input is not None),
        ),
        ("…", _("axes with nothing to work out: they stay as they are, or are given"), "…" in text),
        ("⌊ ⌋", _("rounded down to a whole number"), "⌊" in text),
        ("⌈ ⌉", _("rounded up to a whole number"), "⌈" in text),
    ]
    for sign, about, met in signs:
        if met and told.new(about):
            yield sign, about


def _arguments(one: Group, told: Told, _: Words) -> Iterable[tuple[str, str]]:
    """What the arguments mean, once on a page; with the value where all layers of the type share it."""
    layer = one.steps[0].row.layer
    if layer is None:
        return
    shared = phrases.shared_settings(one.steps)
    about = {argument.name: argument.about for argument in type(layer).arguments()}
    for name in dict.fromkeys(name for step in one.steps for name in phrases.explained(step.row.layer)):
        label = f"{name} = {phrases.setting(shared[name])}" if name in shared else name
        if told.new(_(about[name])):
            yield label, _(about[name])


def _weights(one: Group, told: Told, _: Words) -> Iterable[tuple[str, str]]:
    """The arrays that layers of this type own, their axes in words; those with the same task together."""
    found: dict[str, Weight] = {}
    trained: dict[str, set[bool]] = {}
    for step in one.steps:
        for weight in step.row.weights if step.row.layer is not None else ():
            found.setdefault(weight.name, weight)
            trained.setdefault(weight.name, set()).add(weight.trainable and step.row.trainable)
    layer = one.steps[0].row.layer
    about = phrases.tasks(layer, told.types) if layer is not None else {}
    mixed = len(set().union(*trained.values())) > 1
    alike: dict[str, dict[str, list[str]]] = {}
    for name, weight in found.items():
        told_apart = mixed and len(trained[name]) == 1
        kind = (_("trainable") if True in trained[name] else _("not trainable")) if told_apart else ""
        task = _(about.get(name) or about.get(name.rpartition("/")[2], ""))
        axes = alike.setdefault(_.semicolon.join(filter(None, (kind, task))), {})
        axes.setdefault(_axes_in_words(weight, _), []).append(phrases.weight_name(name))
    bare: list[str] = []
    for said, axes in alike.items():
        if told.new(said):
            names = ", ".join(name for some in axes.values() for name in some)
            yield names, _.semicolon.join(filter(None, (", ".join(filter(None, axes)), said)))
        else:
            bare += [f"{', '.join(some)} {where}" for where, some in axes.items() if where]
    if told.new(", ".join(bare)):
        yield (_("weights") if len(found) > 1 else _("weight")), ", ".join(bare)


def _axes_in_words(weight: Weight, _: Words) -> str:
    if not weight.shape:
        return _("a single number")
    if list(formulas.term_names(weight.shape)) == ["biases"]:
        return ""  # "one number for each unit" says it; "(biases)" would say nothing
    return f"({', '.join(formulas.in_words(size.expression, _) for size in weight.shape)})"


def _lines(
    one: Group, summary: Summary, costs: Costs, anchors: Anchors, told: Told, _: Words
) -> list[list[nodes.Node]]:
    """One line for each layer; layers of equal arithmetic share a line."""
    remarked = len(one.steps) > 1 and _shared_remark(one.steps) is not None
    shared, shaped = phrases.shared_settings(one.steps), not formulas.keep_shapes(one.steps)
    total = summary.total.params if summary.total is not None else 0
    compared = phrases.comparison(one.steps, _)
    alike: dict[tuple[str, str, str, str, str], list[Step]] = {}
    for step in one.steps:
        counted = phrases.result(step, _)
        values = phrases.values(step, shared, _)
        details = _details(step, values, bool(counted), shaped, total, costs, _)
        remark = None if remarked else phrases.remark(step)
        rest = _.paragraph((compared.get(step.row.key, ""), _comment(step, _)))
        alike.setdefault((counted, values, details, _.text(remark) if remark else "", rest), []).append(step)
    lines = []
    for (counted, values, details, remark_text, rest), steps in alike.items():
        line: list[nodes.Node] = []
        for step in steps:
            line += [*([nodes.Text(", ")] if line else []), anchors.link_to_row(step.row)]
        about = _.paragraph((details, remark_text if told.new(remark_text) else "", rest))
        if counted and about:
            line += inline(f"{_.colon}{counted}{' ' if values else _.semicolon}")
            line.append(nodes.inline("", "", *inline(about), classes=["model-summary-details"]))
        elif counted or about:
            line += inline(f"{_.colon}{counted or about}")
        lines.append(line)
    return lines


def _details(
    step: Step, values: str, counted: bool, shaped: bool, total: int, costs: Costs, _: Words
) -> str:
    """Where the numbers of one layer's line come from; its output shape where layers of its type change it."""
    arrays = phrases.weights(step)
    uses = phrases.uses(step.row)
    clauses = [
        _("where {values}", values=values) if values and counted else values,
        _("weights: {weights}", weights=arrays) if arrays else "",
        _trained(step, _),
        _("used {count} times with the same weights, which count once", count=uses) if uses > 1 and counted else "",
        phrases.output(step, _) if shaped and step.row.input is not None else "",
        _share(step, total, _),
        *costs.clauses(step.row, _),
    ]
    text = _.semicolon.join(clause for clause in clauses if clause)
    return f"{text}{_.stop}" if text else ""


def _share(step: Step, total: int, _: Words, least: float = 0.25) -> str:
    """The part of the total that a layer has, where it is a large one."""
    count = int(step.row.params)
    if not count < total or count < least * total:
        return ""
    return _("{percent} of the total", percent=_.share(count, total))


def _comment(step: Step, _: Words) -> str:
    """What the author wrote behind the layer."""
    return _("“{comment}”", comment=step.row.comment) if step.row.comment else ""


def _trained(step: Step, _: Words) -> str:
    """Which part of a layer's parameters training changes, where it is not all of them."""
    if step.non_trainable is None:
        return ""
    if step.trainable is None:
        if step.row.trainable:
            return _("training changes none of them")
        return _("frozen: training leaves all of them as they are")
    parts = formulas.equation(step.trainable, _), formulas.equation(step.non_trainable, _)
    return _("trainable: {trainable}; not trainable: {fixed}", trainable=parts[0], fixed=parts[1])


def _folding(title: str) -> nodes.container:
    rubric = nodes.rubric("", title, translatable=False, support_smartquotes=False)
    return nodes.container("", rubric, classes=[NOTE], is_div=True)


def _append_paragraph(note: nodes.container, text: str) -> None:
    if text.strip():
        note += _paragraph(inline(text.strip()))


def _paragraph(inline: Sequence[nodes.Node], class_: str = "") -> nodes.paragraph:
    classes = [class_] if class_ else []
    return nodes.paragraph("", "", *inline, support_smartquotes=False, translatable=False, classes=classes)


def _labelled(label: str, text: str, _: Words) -> list[nodes.Node]:
    return [nodes.strong("", label), *inline(f"{_.colon}{text}")]


def _list(lines: Sequence[Sequence[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", _paragraph(line)) for line in lines), bullet="*")
