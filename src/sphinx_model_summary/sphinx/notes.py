"""The notes: what each type of layer does, and how every number in the table comes about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from ..derivation import Derivation, Group, Step, derive, group
from ..layers.base import SAME_SHAPE
from ..problems import Text
from ..summary import Summary, Total, shown, size_in_bytes
from ..weights import Weight
from . import phrases
from .anchors import Anchors
from .words import Words

#: The class of a note; the HTML builders fold it (see `folding`).
NOTE = "model-summary-note"


def render_notes(summary: Summary, by: str, anchors: Anchors, _: Words) -> list[nodes.Node]:
    """One note for each layer type, or for each layer, and one for the totals."""
    derivation = derive(summary)
    groups: Sequence[Group] = derivation.groups
    if by == "by-layer":
        order = {row.key: place for place, row in enumerate(summary.layers)}
        steps = sorted((step for one in groups for step in one.steps), key=lambda step: order[step.row.key])
        groups = [group(step.row.type, (step,)) for step in steps]
    told: set[str] = set()
    notes = [_note(one, by, summary, anchors, told, _) for one in groups]
    return [*notes, *_totals(summary, derivation, _)]


def _note(one: Group, by: str, summary: Summary, anchors: Anchors, told: set[str], _: Words) -> nodes.container:
    params = None if summary.problems else sum(int(step.row.params) for step in one.steps)
    note = _folding(_title(one, by, params, _))
    _append_paragraph(note, " ".join(_introduction(one, _)))
    formulas = [(_("Parameters = {formula}", formula=text)) for text in phrases.formulas_in_words(one, _)]
    shapes = phrases.shapes_in_words(one.steps, _)
    formulas += [_("Output shape = {shape}", shape=text) for text in shapes]
    for text in formulas:
        note += _paragraph([nodes.Text(text)], "model-summary-formula")
    facts = [*_legend(one, formulas, shapes, told, _), *_weights(one, _), *_arguments(one, told, _)]
    if facts:
        note += _list([[nodes.strong("", name), nodes.Text(f": {about}")] for name, about in facts])
    lines = _lines(one, anchors, _)
    if facts and lines:
        _append_paragraph(note, _("Layer by layer:") if len(one.steps) > 1 else _("In this layer:"))
    note += _list(lines)
    return note


def _title(one: Group, by: str, params: int | None, _: Words) -> str:
    counts = [] if by == "by-layer" else [_layers(len(one.steps), _)]
    if params is not None:
        counts.append(_parameters(params, _))
    name = one.type if by == "by-type" else f"{one.steps[0].row.name} ({one.type})"
    return f"{name}: {', '.join(counts)}" if counts else name


def _layers(count: int, _: Words) -> str:
    return _("1 layer") if count == 1 else _("{count} layers", count=phrases.number(count))


def _parameters(count: int, _: Words) -> str:
    if count == 0:
        return _("no parameters")
    return _("1 parameter") if count == 1 else _("{count} parameters", count=phrases.number(count))


def _introduction(one: Group, _: Words) -> Iterable[str]:
    layer = one.steps[0].row.layer
    weighty = any(step.row.weights for step in one.steps)
    if layer is not None:
        yield _(type(layer).about)
        if not weighty:
            yield _(type(layer).weightless)
    elif phrases.is_model(one.steps[0].row) or one.type in ("Sequential", "Functional"):
        yield _("A model used as a layer; its parameters are those of the layers inside it.")
    elif one.steps[0].row.input is None:
        yield _("Here the data comes in; nothing is computed, so there are no parameters.")
    else:
        yield _("An operation on tensors, written in the listing; it has nothing to learn, so no parameters.")
    if phrases.keep_shapes(one.steps):
        yield _(SAME_SHAPE)
    remark = _shared_remark(one.steps)
    if remark is not None and len(one.steps) > 1:
        yield _.text(remark)


def _shared_remark(steps: Sequence[Step]) -> Text | None:
    """What is to be said about every one of several layers, and so is said once."""
    first, *others = (step.row.layer.remark() if step.row.layer is not None else None for step in steps)
    return first if all(first == other for other in others) else None


def _legend(
    one: Group, formulas: Iterable[str], shapes: Sequence[str], told: set[str], _: Words
) -> Iterable[tuple[str, str]]:
    """What the signs of a note mean, when they are met for the first time."""
    text = " ".join(formulas)
    if shapes:
        yield from _once(_("batch"), _("how many examples go in at once"), told)
    if shapes and any("None" in shown(step.row.output) for step in one.steps):
        yield from _once("None", _("a size that the model leaves open"), told)
    if "⌊" in text:
        yield from _once("⌊ ⌋", _("rounded down to a whole number"), told)
    if "⌈" in text:
        yield from _once("⌈ ⌉", _("rounded up to a whole number"), told)


def _arguments(one: Group, told: set[str], _: Words) -> Iterable[tuple[str, str]]:
    """What the arguments mean, once on a page; with the value where all layers of the type share it."""
    layer = one.steps[0].row.layer
    if layer is None:
        return
    shared = phrases.shared_settings(one.steps)
    about = {argument.name: argument.about for argument in type(layer).arguments()}
    for name in dict.fromkeys(name for step in one.steps for name in phrases.settings(step.row.layer)):
        label = f"{name} = {phrases.setting(shared[name])}" if name in shared else name
        if about[name]:
            yield from _once(label, _(about[name]), told)


def _once(label: str, about: str, told: set[str]) -> Iterable[tuple[str, str]]:
    if about not in told:
        told.add(about)
        yield label, about


def _weights(one: Group, _: Words) -> Iterable[tuple[str, str]]:
    """The arrays that layers of this type own, their axes in words."""
    found: dict[str, Weight] = {}
    for step in one.steps:
        for weight in step.row.weights if step.row.layer is not None else ():
            found.setdefault(weight.name, weight)
    layer = one.steps[0].row.layer
    told = type(layer).about_weights if layer is not None else {}
    about = {name: told.get(name) or told.get(name.rpartition("/")[2], "") for name in found}
    mixed = len({weight.trainable for weight in found.values()}) > 1
    if not mixed and not any(about.values()):
        if found:
            shapes = [f"{name} {_axes_in_words(weight, _)}" for name, weight in found.items()]
            yield (_("weights") if len(found) > 1 else _("weight")), ", ".join(shapes)
        return
    for name, weight in found.items():
        kind = _("trainable") if weight.trainable else _("not trainable")
        said = [_axes_in_words(weight, _), kind if mixed else "", _(about[name])]
        yield phrases.weight_name(name), "; ".join(text for text in said if text)


def _axes_in_words(weight: Weight, _: Words) -> str:
    if not weight.shape:
        return _("a single number")
    if list(phrases.term_names(weight.shape)) == ["biases"]:
        return ""  # "one number for each unit" says it; "(biases)" would say nothing
    return f"({', '.join(phrases.in_words(size.expression, _) for size in weight.shape)})"


def _lines(one: Group, anchors: Anchors, _: Words) -> list[list[nodes.Node]]:
    """One line for each layer; layers of equal arithmetic share a line."""
    remarked = len(one.steps) > 1 and _shared_remark(one.steps) is not None
    shared, shaped = phrases.shared_settings(one.steps), not phrases.keep_shapes(one.steps)
    alike: dict[tuple[str, str], list[Step]] = {}
    for step in one.steps:
        counted = phrases.result(step)
        details = [
            _details(step, shared, bool(counted), shaped, _),
            "" if remarked else _remark(step, _),
            _comment(step),
        ]
        alike.setdefault((counted, " ".join(filter(None, details))), []).append(step)
    lines = []
    for (counted, about), steps in alike.items():
        line: list[nodes.Node] = []
        for step in steps:
            line += [*([nodes.Text(", ")] if line else []), anchors.link_to_row(step.row)]
        if counted:
            line.append(nodes.Text(f": {counted}"))
        if counted and about:
            line += [nodes.Text(" "), nodes.inline("", about, classes=["model-summary-details"])]
        elif about:
            line.append(nodes.Text(f": {about}"))
        lines.append(line)
    return lines


def _details(step: Step, shared: Iterable[str], counted: bool, shaped: bool, _: Words) -> str:
    """Where the numbers of one layer's line come from; its output shape where layers of its type change it."""
    told = phrases.values(step, shared, _)
    arrays = phrases.weights(step)
    clauses = [
        _("where {values}", values=told) if told and counted else told,
        _("weights: {weights}", weights=arrays) if arrays else "",
        _trained(step, _),
        phrases.output(step, _) if shaped and step.row.input is not None else "",
    ]
    text = "; ".join(clause for clause in clauses if clause)
    return f"{text}." if text else ""


def _remark(step: Step, _: Words) -> str:
    remark = step.row.layer.remark() if step.row.layer is not None else None
    return _.text(remark) if remark is not None else ""


def _comment(step: Step) -> str:
    """What the author wrote behind the layer."""
    return f"“{step.row.comment}”" if step.row.comment else ""


def _trained(step: Step, _: Words) -> str:
    """Which part of a layer's parameters training changes, where it is not all of them."""
    if step.non_trainable is None:
        return ""
    if step.trainable is None:
        return _("training leaves all of them as they are")
    parts = phrases.equation(step.trainable), phrases.equation(step.non_trainable)
    return _("trainable: {trainable}; not trainable: {fixed}", trainable=parts[0], fixed=parts[1])


def _folding(title: str) -> nodes.container:
    rubric = nodes.rubric("", title, translatable=False, support_smartquotes=False)
    return nodes.container("", rubric, classes=[NOTE], is_div=True)


def _append_paragraph(note: nodes.container, text: str) -> None:
    if text.strip():
        note += _paragraph([nodes.Text(text.strip())])


def _paragraph(inline: Sequence[nodes.Node], class_: str = "") -> nodes.paragraph:
    classes = [class_] if class_ else []
    return nodes.paragraph("", "", *inline, support_smartquotes=False, translatable=False, classes=classes)


def _list(lines: Sequence[Sequence[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", _paragraph(line)) for line in lines), bullet="*")
