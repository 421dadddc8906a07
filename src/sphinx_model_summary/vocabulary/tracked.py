"""What a layer keeps of its attributes, and in which order: also what is put later into a list or dict that is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, SupportsIndex

from ..model import Operation
from ..reading import Instance, View
from .structures import flat_values
from .values import LayerValue


@dataclass(slots=True)
class Tracker:
    """The layers that are kept, each once, in the order in which they came; source: Keras's `Tracker`."""

    #: What is done with an attribute, or a part of one, that is neither a layer nor a container.
    note: Callable[[Any], None]
    kept: dict[int, Operation] = field(default_factory=dict)

    def track(self, value: Any) -> Any:
        """Keep what is in a value; as in Keras, a list or dict becomes a copy that goes on doing so."""
        operation = _operation(value)
        if operation is not None:
            self.kept.setdefault(id(operation), operation)
        elif isinstance(value, list) and not isinstance(value, View):
            return TrackedList(self, value)
        elif isinstance(value, tuple):
            parts = tuple(map(self.track, value))
            return parts if type(value) is tuple else value
        elif isinstance(value, dict):
            return TrackedDict(self, value)
        else:
            self.note(value)
        return value

    def untrack(self, value: Any) -> None:
        self.kept.pop(id(_operation(value)), None)


def _operation(value: Any) -> Operation | None:
    value = value.foreign if isinstance(value, Instance) else value
    return value.operation if isinstance(value, LayerValue) else None


def operations_in(values: Iterable[Any]) -> Iterable[Operation]:
    """The layers in nested lists, tuples and dicts."""
    return filter(None, map(_operation, flat_values(tuple(values))))


class TrackedList(list[Any]):
    """A list that is an attribute. What stands in place of another item is not kept: Keras does not see it."""

    def __init__(self, tracker: Tracker, values: Iterable[Any]) -> None:
        super().__init__(map(tracker.track, values))
        self.tracker = tracker

    def append(self, value: Any) -> None:
        self.tracker.track(value)
        super().append(value)

    def insert(self, index: SupportsIndex, value: Any) -> None:
        self.tracker.track(value)
        super().insert(index, value)

    def extend(self, values: Iterable[Any]) -> None:
        super().extend(map(self.tracker.track, values))

    def pop(self, index: SupportsIndex = -1) -> Any:
        value = super().pop(index)
        self.tracker.untrack(value)
        return value

    def clear(self) -> None:
        del self[:]

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        for value in self[index] if isinstance(index, slice) else (self[index],):
            self.tracker.untrack(value)
        super().__delitem__(index)


class TrackedDict(dict[Any, Any]):
    """A dict that is an attribute. What `setdefault` adds is not kept: Keras does not see it."""

    def __init__(self, tracker: Tracker, values: Mapping[Any, Any]) -> None:
        super().__init__({key: tracker.track(value) for key, value in values.items()})
        self.tracker = tracker

    def __setitem__(self, key: Any, value: Any) -> None:
        self.tracker.track(value)
        super().__setitem__(key, value)

    def update(self, more: Mapping[Any, Any]) -> None:  # type: ignore[override]
        super().update({key: self.tracker.track(value) for key, value in more.items()})

    def pop(self, key: Any, *default: Any) -> Any:
        value = super().pop(key, *default)
        self.tracker.untrack(value)
        return value

    def clear(self) -> None:
        for value in self.values():
            self.tracker.untrack(value)
        super().clear()
