"""What one reading of a listing keeps: the names given so far, the models made, and problems that certainly matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..model import Functional, MadeLayer, Model, Names, Operation, Precision, tensors_in
from ..problems import Code, Problem, Text
from ..reading.values import Caller

#: The kinds of problems at which a run certainly ends; others may only be beyond what is read here.
REFUSED = (Code.INVALID_ARGUMENT, Code.INVALID_INPUT, Code.INVALID_MODEL, Code.MISSING_ARGUMENT, Code.UNKNOWN_ARGUMENT)


@dataclass(slots=True, repr=False)
class Session:
    """The counterpart of a fresh Keras session."""

    names: Names = field(default_factory=Names)
    models: list[Model] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: What the listing uses of Keras 2: how it is written, what Keras 3 says, and what to write today.
    legacy: dict[str, tuple[Text, Text]] = field(default_factory=dict)
    #: How many layers were made: more than a table could show are not read.
    made: int = 0
    #: How many `call` methods of the listing's own are being followed; Keras records no calls inside them.
    tracing: int = 0
    precision: Precision = field(init=False)
    #: Who reads the listing: it knows where the expression stands that is being worked out.
    caller: Caller | None = None
    #: How an operation becomes a value of the listing.
    wrap: Callable[[Operation], Any] = lambda operation: operation
    #: What a layer keeps of its own making under a name; None if nothing.
    part: Callable[[Operation, str], Any] = lambda operation, name: None
    #: `from_config`, which every class of layers and models has.
    restoring: Any = None
    #: The listing's own instances, by the identity of the operation that stands behind each.
    instances: dict[int, Any] = field(default_factory=dict)

    #: What the listing keeps in attributes of layers and models, by the identity of the operation and the name.
    kept: dict[tuple[int, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.precision = Precision(self.names)

    def named(self, operation: Operation, output: Any, given: int) -> Any:
        """What came out of a call, its tensors named as Keras does; `given` is how many names there were before it.

        A call that gave names of its own had masks or casts, and a few calls make tensors that nobody sees: from there
        on no names of tensors are known.
        """
        tensors = [tensor for tensor in tensors_in(output) if tensor.symbolic]
        counted = isinstance(operation, MadeLayer) and operation.layer.makes_outputs_only
        counted = counted and not any(isinstance(one, Model) for one in operation.inner())
        if isinstance(operation, Functional):
            counted = [one.shape for one in tensors] == [one.shape for one in tensors_in(operation.outputs)]
        if tensors and (not counted or self.names.given != given):
            self.names.tensors = None
        for tensor in tensors:
            tensor.name = self.names.of_tensor()
        return output

    @property
    def latest(self) -> Model | None:
        """The model that was made last; one that a class of the listing made for itself is a part of it."""
        own = [model for model in self.models if id(model) in self.instances]
        parts = {id(part) for model in own for part in model.inner()}
        whole = [model for model in self.models if id(model) not in parts]
        return whole[-1] if whole else None

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """What Keras refuses in the models of the listing: a run ends there, whichever of them is asked for."""
        return tuple(gap.problem for model in self.models for gap in model.gaps if gap.problem.code in REFUSED)

    @property
    def within(self) -> tuple[int, ...]:
        """The lines of the calls of the listing's own functions around that, the outermost first."""
        return self.caller.within if self.caller is not None else ()

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 1, of what is being worked out."""
        return self.caller.calling if self.caller is not None else (1, 1)
