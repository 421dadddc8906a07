"""The layers that a layer makes for itself, and that Keras keeps in an attribute of it: cells, copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..model import MadeLayer, Operation
from ..reading.values import Arguments, Caller
from .session import Session
from .unfollowed import Unfollowed
from .values import LayerValue


@dataclass(slots=True, eq=False)
class PartValue(LayerValue):
    """A layer inside another one; its weights are those of that one, once it is built."""

    owner: MadeLayer
    kept_as: str

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        if self.owner.built is None:
            return Unfollowed(self.session, self.kept_as).call(arguments, caller)
        return LayerValue.call(self, arguments, caller)

    def set_attribute(self, name: str, value: Any) -> None:
        if self.owner.built is None:
            Unfollowed(self.session, self.kept_as).set_item(name, value)
        LayerValue.set_attribute(self, name, value)


def part_asked(session: Session, operation: Operation, name: str) -> Any:
    """What a layer keeps of its own making under this name; None if nothing.

    Each time it is asked for it is the same layer, which has its weights as soon as they are there.
    """
    if not isinstance(operation, MadeLayer):
        return None
    made = getattr(operation.layer, "inside", lambda attribute: None)(name)
    if made is None:
        return None
    key = (id(operation), name)
    if isinstance(made, Operation):
        return session.wrap(made)
    if key not in session.kept:
        label, layer = made
        part = replace(operation, name=label, type=type(layer).__name__, layer=layer, nodes=[], stacks=(), seen=None,
                       built=None, paths=(), told=None, built_for=None, compute_mask=None)  # fmt: skip
        session.kept[key] = PartValue(session, part, operation, name)
    value = session.kept[key]
    part = value.operation
    if operation.built is not None and part.built is None:
        own = [(path.removeprefix(f"{part.name}/"), one) for path, one in operation.named_variables()
               if path.startswith(f"{part.name}/")]  # fmt: skip
        part.paths, part.built = tuple(path for path, _ in own), tuple(one for _, one in own)
    return value
