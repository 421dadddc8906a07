"""Input shapes that an author gives beside the listing, for a model that says nothing of its input."""

from __future__ import annotations

from typing import Any

from ..model import Gap, Model, OwnModel, Sequential
from ..problems import Code, Refused, say
from ..shape import GivenShapes, Shape, shape_from
from .session import Session


def supply_input(session: Session, model: Model, given: GivenShapes) -> None:
    """Build a model for these shapes, each that of one example; what does not fit becomes the model's gap."""
    if model.gap is not None or model.is_built:
        return
    try:
        shapes = _shapes(given)
        if isinstance(model, OwnModel):
            model.infer_output(_arguments(session, model, shapes), None)
        elif isinstance(model, Sequential) and model.stack:
            if not isinstance(shapes, Shape):
                raise Refused(Code.INVALID_INPUT, say("a Sequential model takes one input, not {found}",
                                                      found=len(shapes)))  # fmt: skip
            model.build(shapes)
    except Refused as refused:
        model.gaps.append(Gap(refused.at(model.line, model.column), model.name, model.type))


def _shapes(given: Any) -> Any:
    if isinstance(given, dict):
        return {str(name): _shapes(one) for name, one in given.items()}
    if any(isinstance(one, (tuple, list)) for one in given):
        return tuple(_shapes(one) for one in given)
    return Shape((None, *shape_from(tuple(given), "input_shape")))


def _arguments(session: Session, model: OwnModel, shapes: Any) -> Any:
    """The shapes as the arguments of the model's `call`: one each, or all in one where it takes only one."""
    method = session.instances[id(model)].method("call")
    parameters = getattr(getattr(method, "function", None), "parameters", None)
    if parameters is None:
        return ((shapes,), {})
    names = [name for name in parameters.positional[1:] if name not in ("training", "mask")]
    needed = [name for name in names if name not in parameters.defaults]
    if len(needed) < 2:
        return ((shapes,), {})
    if isinstance(shapes, dict) and set(needed) <= set(shapes):
        return ((), shapes)
    if isinstance(shapes, Shape) or not len(needed) <= len(shapes) <= len(names):
        raise Refused(
            Code.INVALID_INPUT,
            say("model '{name}' takes {wanted} inputs: {names}",
                name=model.name, wanted=len(needed), names=", ".join(needed)),
            say("give a shape for each, as in (28, 28, 1), (10,)"),
        )  # fmt: skip
    return (tuple(shapes), {})
