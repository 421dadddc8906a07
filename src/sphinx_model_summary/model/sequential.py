"""Sequential models: stacks of layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..problems import Code, Refused, say
from ..shape import Shape, shape_from
from .graph import Gap, Node, Operation, Tensor, tensors_in
from .made import InputLayer, MadeLayer
from .models import Model
from .order import Graph, graph_between
from .precision import computes

#: How many calls of layers of one model are made anew.
_MOST_CALLS = 100_000


@dataclass(slots=True, eq=False)
class Sequential(Model):
    """A stack of layers; source: `keras.Sequential`."""

    type: str = "Sequential"
    stack: list[Operation] = field(default_factory=list)
    tail: Any = None
    #: How many layers of the stack `tail` has been through.
    reached: int = 0
    #: The passes through the stack that are not noted for all layers yet: the first layer that was new, and its call.
    passes: list[tuple[int, Node | None]] = field(default_factory=list)
    #: Whether each pass gives names, so that all layers must be called anew at once.
    anew: bool = False
    stuck: bool = False
    #: Whether it was put together from layers that stand alone in a listing; Keras itself then prints nothing.
    gathered: bool = False
    taken: dict[str, Operation] = field(default_factory=dict)
    _graph: Graph | None = None

    @property
    def graph(self) -> Graph | None:
        if self.tail is None or self.gap or self.reached < len(self.stack):
            return None
        if self._graph is None:
            self._graph = graph_between(self.inputs, tensors_in(self.tail))
        return self._graph

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        first = self.stack[0] if self.stack else None
        return (first.output,) if isinstance(first, InputLayer) else ()

    @property
    def outputs(self) -> Any:
        return self.tail

    def operations(self) -> tuple[Operation, ...]:
        return tuple(self.stack[1:] if self.inputs else self.stack)

    def with_masks(
        self, arguments: Any, inputs: tuple[Tensor, ...], *, alone: bool
    ) -> tuple[Any, tuple[Tensor, ...]]:
        # As with a layer, and unlike a Functional model, a copy of the input is read where it is not alone.
        as_is = alone and inputs[0].dtype in ("", computes(self.policy))
        return Model.with_masks(self, arguments, inputs, alone=alone) if as_is else (arguments, inputs)

    def add(self, operation: Operation, *, rebuild: bool = True) -> None:
        """Put a layer on top, and build the model if its input is known.

        :raises Refused: where Keras refuses the layer.
        """
        if operation is self:
            raise Refused(Code.INVALID_MODEL, say("a model cannot be a layer of itself"))
        if not self.stack and operation.input_shape is not None:
            shape = Shape((None, *shape_from(operation.input_shape, "input_shape")))
            self._put(self.input_layer(shape, self.policy))
        if self.taken.get(operation.name, operation) is not operation:
            raise Refused(
                Code.INVALID_MODEL,
                say("the name '{name}' is used twice in the model", name=operation.name),
                say("give each layer a name of its own"),
            )
        if isinstance(operation, InputLayer) and self.stack and isinstance(self.stack[0], InputLayer):
            raise Refused(Code.INVALID_MODEL, say("the model already has an input"), say("keep one Input, at the top"))
        self._put(operation)
        if rebuild:
            self.rebuild()

    @property
    def awaits_input(self) -> bool:
        """Whether nothing is wrong with it but that nobody said what goes in."""
        return bool(self.stack) and self.tail is None and not self.gaps and not self.inputs

    def _put(self, operation: Operation) -> None:
        self.stack.append(operation)
        self.taken[operation.name] = operation
        operation.stacks += (self,)
        if isinstance(operation, InputLayer):
            self.policy = operation.dtype
        self._graph = None

    def input_layer(self, shape: Shape, dtype: str = "float32") -> InputLayer:
        """An input of the model's own making."""
        return InputLayer(self.names.automatic("InputLayer"), line=self.line, shape=shape, dtype=dtype)

    def rebuild(self) -> None:
        """Build as far as the stack goes, if it tells its input's shape; uses up a name, as Keras does."""
        first = self.stack[0] if self.stack else None
        if isinstance(first, Model) and len(self.stack) > 1:
            # One that takes several tensors, or only holds an input, does not tell the shape.
            if len(first.inputs) == 1 and not (isinstance(first, Sequential) and first.tail is None):
                self.build(Shape(first.inputs[0].shape))
        elif isinstance(first, InputLayer) and len(self.stack) > 1:
            self._extend()

    def build(self, shape: Shape) -> None:
        """Build the model for an input shape, batch included.

        :raises Refused: where a layer does not take what comes in.
        """
        first = self.stack[0] if self.stack else None
        if isinstance(first, InputLayer) and first.shape != shape:
            raise Refused(
                Code.INVALID_MODEL,
                say("model '{name}' has an input of shape {wanted} already, and cannot be built for {found}",
                    name=self.name, wanted=first.shape, found=shape),
            )  # fmt: skip
        if first is None:
            raise Refused(Code.INVALID_MODEL, say("the model has no layers"),
                          say("add some, as in model.add(Dense(10))"))  # fmt: skip
        if not isinstance(first, InputLayer):
            self.policy = computes(first.policy)
            self.stack.insert(0, self.input_layer(shape, self.policy))
        self._extend()

    def _extend(self) -> None:
        """Call the layers that were not called yet; that Keras calls the others anew is noted when it matters."""
        first = self.stack[0]
        assert isinstance(first, InputLayer)
        self.names.tensors = None  # each pass through the layers makes some
        if self.tail is None or self.anew:
            self.tail, self.reached = first.output, 1
        names, start, entry = self.names.given, self.reached, None
        for operation in () if self.stuck else self.stack[start:]:
            try:
                self.tail = operation.connect(_taken(operation, self.tail))
            except Refused as refused:
                problem = refused.at(operation.line, operation.column)
                self.gaps.insert(0, Gap(problem, operation.name, operation.type))
                self.stuck = True
                break
            entry = entry or operation.nodes[-1]
            self.reached += 1
        self.passes.append((start, entry))
        if self.names.given > names:  # the next pass gives such names again
            self.repeat()
            self.anew = True
        self.names.automatic("Functional")

    def settle(self) -> None:
        Operation.settle(self)
        self.repeat()

    def repeat(self) -> None:
        """Note all calls that were made of the layers, whenever the model was built.

        :raises Refused: if there are too many.
        """
        passes, self.passes = self.passes, []
        if sum(start for start, _ in passes) > _MOST_CALLS:
            raise Refused(
                Code.LIMIT,
                say("Keras calls all layers of '{name}' anew whenever one is added; these are more calls than are "
                    "followed here", name=self.name),
                say("put the layers into one list: Sequential([…])"),
            )  # fmt: skip
        for start, entry in passes:
            if start > 1:
                tail = self.inputs[0]
                for operation in self.stack[1:start]:
                    tail = operation.connect(tail)
                if entry is None:
                    self.tail = tail
                else:
                    entry.inputs, entry.arguments = (tail,), tail

    def built_graph(self, given: Sequence[Shape]) -> Graph:
        if self.tail is None and not self.gap and len(given) == 1:
            self.build(given[0].opened())
        return Model.built_graph(self, given)

    def pop(self) -> Operation:
        """Take the last layer off."""
        self.settle()
        last = self.stack.pop()
        if last not in self.stack:
            del self.taken[last.name]
        self.tail, self.reached = None, 0
        if self.stack:
            self.rebuild()
        return last


def _taken(operation: Operation, tail: Any) -> Any:
    """What a layer takes of all that came out before it: several tensors are its first argument, as a list."""
    several = isinstance(operation, MadeLayer) and len(operation.layer.call_arguments) > 1
    return (tail,) if several and not isinstance(tail, Tensor) else tail
