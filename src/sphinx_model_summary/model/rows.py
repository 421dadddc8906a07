"""The rows of a model's table, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from ..costs import Call
from ..problems import Code, Problem, say
from ..shape import Output, Shape
from ..summary import Row, Summary, Total
from ..weights import Weight
from .graph import Gap, Operation, keys_of, nested_map, shapes_of
from .made import InputLayer, MadeLayer
from .models import Functional, Model
from .own import OwnModel
from .sequential import Sequential


def summary_of(model: Model, problems: Iterable[Problem] = (), *, expand_nested: bool = False) -> Summary:
    """What `model.summary()` prints, nested models opened if so wished; source: `keras.src.utils.summary_utils`."""
    problems = tuple(problems)
    gap = model.gap or _unbuilt(model, problems)
    unbuilt = gap.problem if gap and not problems and _is_printed(model) else None
    gap = None if unbuilt else gap
    graph = model.graph if isinstance(model, Functional) else None
    calls = model.calls() or ()
    rows = _rows(model, gap, expand_nested, calls)
    # What is told first stands first: a run ends there, and what follows may follow from it.
    found = sorted((*problems, *(one.problem for one in model.gaps)), key=lambda one: (one.line, one.column))
    found += [gap.problem] if gap and not model.gaps else []
    kind: Literal["Sequential", "Functional"] = "Sequential" if isinstance(model, Sequential) else "Functional"
    summary = Summary(
        model.name,
        kind,
        tuple(rows),
        tuple(dict.fromkeys(found)),
        branched=graph is not None and graph.branched,
        unbuilt=unbuilt,
        notices=(unbuilt,) if unbuilt else (),
        inputs=tuple(tensor.shape for tensor in model.inputs),
        calls=tuple(calls),
    )
    return summary if summary.problems else _with_totals(summary, model)


def _unbuilt(model: Model, problems: Sequence[Problem]) -> Gap | None:
    """The gap in a model of which nothing is wrong but that nobody knows what goes in."""
    if model.is_built:
        return None
    first = model.operations()[:1]
    if not first:
        empty = Problem(
            model.line, model.column, Code.INVALID_MODEL, say("the model has no layers"),
            say("add some, as in model.add(Dense(10))")
            if isinstance(model, Sequential)
            else say("make them in __init__ and keep them as attributes: self.dense = Dense(10)"),
        )  # fmt: skip
        return Gap(problems[0] if problems else empty)
    by_hand = isinstance(model, OwnModel) and model.asked_to_build
    problem = Problem(
        first[0].line or model.line,
        model.column,
        Code.NO_INPUT_SHAPE,
        say("in Keras 3, build() makes no weights of '{name}', a model of a class of your own", name=model.name)
        if by_hand
        else say("nothing says what shape goes into model '{name}'", name=model.name),
        say("put an Input((…)) first, or give the option :input-shape:")
        if isinstance(model, Sequential)
        else say("give the option :input-shape:, or call the model on an Input((…))"),
    )
    return Gap(problem, first[0].name, first[0].type)


def _is_printed(model: Model) -> bool:
    """Whether Keras prints the model although nobody said what goes in: its layers, with the rest left open."""
    if not isinstance(model, Sequential) or not model.awaits_input or model.gathered:
        return False
    return not any(isinstance(one, MadeLayer) and one.adapted and not one.is_built for one in model.operations())


def _rows(model: Model, gap: Gap | None, expand_nested: bool, calls: Iterable[Call]) -> Iterator[Row]:
    operations = model.operations()
    if isinstance(model, Sequential) and gap:
        operations = operations[: max(model.reached - 1, 0)]
    elif gap and not model.is_built:
        operations = ()
    met: set[int] = set()
    inside = {id(node) for node in model.graph.nodes} if isinstance(model, Functional) else set()
    paths = {id(operation): operation.name for operation in operations}
    called = _by_operation(calls)
    for operation in operations:
        yield _row(operation, inside, called, repeated=id(operation) in met)
        met.add(id(operation))
        if expand_nested:
            yield from _nested(operation, inside, paths, (operation.name,))
    if gap:
        yield Row(gap.name, gap.type, None, line=gap.problem.line, problem=gap.problem)


def _nested(operation: Operation, inside: set[int], paths: dict[int, str], models: tuple[str, ...]) -> Iterator[Row]:
    """The rows of what an operation holds; `paths` are those of the layers that have a row of their own elsewhere."""
    called = _by_operation(operation.calls() or ())
    for one in operation.opened():
        repeated = id(one) in paths
        path = paths.setdefault(id(one), "/".join((*models, one.name)))
        yield replace(_row(one, inside, called, repeated=repeated), level=len(models), path=path)
        yield from _nested(one, inside, paths, (*models, one.name))


def _by_operation(calls: Iterable[Call]) -> dict[int, list[Call]]:
    """The calls of each operation, by its id."""
    called: dict[int, list[Call]] = {}
    for call in calls:
        called.setdefault(id(call.of), []).append(call)
    return called


def _row(operation: Operation, inside: set[int], called: dict[int, list[Call]], *, repeated: bool) -> Row:
    node = operation.nodes[-1] if operation.nodes else None
    return Row(
        operation.name,
        operation.type,
        _output(operation),
        _weights(operation),
        operation.trainable,
        operation.layer if isinstance(operation, MadeLayer) else None,
        _as_output(shapes_of(node.arguments)) if node and node.inputs else None,
        tuple(
            f"{tensor.node.operation.name}[{tensor.node.index}][{tensor.index}]"
            for node in operation.nodes
            if id(node) in inside
            for tensor in node.inputs
        ),
        operation.line,
        operation.within,
        unbuilt=operation.is_layer and not _is_built(operation),
        repeated=repeated,
        calls=tuple(called.get(id(operation), ())),
    )


def _is_built(operation: Operation) -> bool:
    """Whether Keras takes a row for built: a model of the listing's own only once it was called."""
    return operation.called if isinstance(operation, OwnModel) else operation.is_built


def _weights(operation: Operation) -> tuple[Weight, ...]:
    named = {id(variable): (path, variable) for path, variable in operation.named_variables()}
    return tuple(
        one.weight
        if (one.weight.name, one.weight.trainable, one.weight.of) == (path, one.trainable, None)
        else replace(one.weight, name=path, trainable=one.trainable, of=None)
        for path, one in named.values()
    )


def _output(operation: Operation) -> Output | None:
    """The shape that the last call gave; an input shows the list that Keras shows."""
    if isinstance(operation, InputLayer):
        return operation.shape
    if operation.nodes:
        return _as_output(nested_map(lambda tensor: tensor.shape, operation.nodes[-1].outputs))
    return _as_output(operation.remembered())


def _as_output(value: object) -> Output | None:
    """One shape, or the structure of several; a structure that holds only one shape is that shape."""
    if isinstance(value, Shape):
        return value
    leaves: list[Shape] = []
    nested_map(lambda leaf: leaves.append(leaf) if isinstance(leaf, Shape) else None, value)
    return (leaves[0] if len(leaves) == 1 else _tuples(value)) if leaves else None


def _tuples(value: object) -> Output:
    if isinstance(value, Shape):
        return value
    if isinstance(value, dict):
        value = [value[key] for key in keys_of(value)]
    parts = value if isinstance(value, (tuple, list)) else ()
    return tuple(_tuples(part) for part in parts if part is not None)


def _with_totals(summary: Summary, model: Model) -> Summary:
    whole, part = _totals(model)
    return replace(
        summary,
        output=_as_output(nested_map(lambda tensor: tensor.shape, model.outputs)) if model.is_built else None,
        total=whole,
        trainable=part,
        non_trainable=Total(whole.params - part.params, whole.bytes - part.bytes),
    )


def _totals(model: Model) -> tuple[Total, Total]:
    """What all variables of a model add up to, and those that train."""
    sums = [0, 0, 0, 0]
    for one in model.variables():
        params = one.weight.params
        size = params * one.weight.width
        sums[0] += params
        sums[1] += size
        if one.trainable and model.trainable:
            sums[2] += params
            sums[3] += size
    return Total(*sums[:2]), Total(*sums[2:])
