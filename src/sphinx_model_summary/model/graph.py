"""Tensors, and the operations between them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..costs import Call
from ..layers import Inferred
from ..problems import Problem
from ..shape import Shape, Sight, summed
from ..size import Size
from ..weights import Weight
from .precision import Precision, computes

if TYPE_CHECKING:
    from .sequential import Sequential


@dataclass(frozen=True, slots=True)
class Gap:
    """The place in a model at which the listing fails: what is known of the layer there, and the problem."""

    problem: Problem
    name: str = "?"
    type: str = "?"


@dataclass(slots=True, eq=False)
class Tensor:
    """A symbolic tensor: a shape, and the call that gave it."""

    shape: Shape
    node: Node
    index: int = 0
    #: The type of its numbers; nothing where that is not known.
    dtype: str = ""
    mask: Tensor | None = None
    #: The name that Keras gives it, where that is known.
    name: str = ""
    #: Whether it stands for data that are yet to come; calls on actual data leave no trace in the graph.
    symbolic: bool = True


@dataclass(slots=True, eq=False, repr=False)  # whoever writes one out would write out the graph, many times over
class Node:
    """One call of an operation; `index` counts the calls of that operation from 0."""

    operation: Operation
    inputs: tuple[Tensor, ...]
    index: int
    outputs: Any = None
    #: The tensors that went in, as the operation's shape rule takes them, and the keywords that change the outcome.
    arguments: Any = None
    options: dict[str, Any] | None = None

    def flat_outputs(self) -> tuple[Tensor, ...]:
        """The tensors that came out."""
        return (self.outputs,) if isinstance(self.outputs, Tensor) else tuple(tensors_in(self.outputs))


@dataclass(slots=True, eq=False)
class Variable:
    """One array of a layer in a model: counted once however often it is used; freezing changes its flag."""

    weight: Weight
    trainable: bool


@dataclass(slots=True, eq=False)
class Operation:
    """Whatever can stand in a row of the table: it has a name, a type, and the calls that were made of it."""

    name: str
    type: str
    line: int = 0
    column: int = 1
    trainable: bool = True
    #: The policy by which a layer chooses the types of its numbers.
    policy: str = "float32"
    #: Who counts the casts of what comes in; None where nothing is cast.
    precision: Precision | None = None
    nodes: list[Node] = field(default_factory=list)
    #: The lines of the calls of the listing's own functions in which it was made, the outermost first.
    within: tuple[int, ...] = ()
    #: The shape of one example, where the layer was made with `input_shape=…`.
    input_shape: Any = None
    #: The Sequential models that hold it: some of the calls that they made of it may not be noted yet.
    stacks: tuple[Sequential, ...] = ()
    #: What came out when it was first called inside a layer or model of the listing's own, where no call is recorded.
    seen: Any = None

    @property
    def is_layer(self) -> bool:
        """Whether it counts among a model's `layers`; a function of `keras.ops` does not."""
        return True

    @property
    def is_built(self) -> bool:
        """Whether it has its weights; one that needs no shape for them has them when it is made."""
        return True

    def calls(self, x: Any = None) -> Sequence[Call] | None:
        """The calls inside a call on shapes `x`, or on those it was made with.

        None for what has none, or where they are not known.
        """
        return None

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        """How many multiply-accumulates a call takes for one example; None where that is not known."""
        calls = self.calls(x)
        if calls is None:
            return None
        counts = (call.macs for call in calls)
        return summed(None if count is None else count.named("") for count in counts)

    def sees(self, x: Any) -> tuple[Sight, ...] | None:
        """What a position of the output sees of the input (see `Layer.sees`)."""
        return None

    def inner(self) -> Iterable[Operation]:
        """The layers and models that it holds."""
        return ()

    def opened(self) -> Iterable[Operation]:
        """What Keras lists below it where nested models are opened: its `layers`, if it has any."""
        return ()

    def remembered(self) -> Any:
        """The shapes that Keras shows for it where no call of it is recorded; None where it knows none."""
        return self.seen

    def settle(self) -> None:
        """Note all calls that were made of it, before somebody looks at them or makes another one."""
        for stack in self.stacks:
            stack.repeat()

    def own_variables(self) -> Iterable[Variable]:
        """The arrays that are its own, not those of what it holds."""
        return ()

    def variables(self) -> tuple[Variable, ...]:
        """All its arrays, each once."""
        return tuple({id(variable): variable for _, variable in self.named_variables()}.values())

    def named_variables(self) -> Iterator[tuple[str, Variable]]:
        """All its arrays, each with its path below this operation's own name; one that is shared may come again."""
        for variable in self.own_variables():
            yield variable.weight.name, variable
        for inner in self.inner():
            for path, variable in inner.named_variables():
                yield f"{inner.name}/{path}", variable

    def set_trainable(self, value: bool) -> None:
        """Freeze or unfreeze it and all that it holds, as `layer.trainable = …` does."""
        self.trainable = value
        for variable in self.own_variables():
            variable.trainable = value and variable.weight.trainable
        for inner in self.inner():
            inner.set_trainable(value)

    def infer_output(self, shapes: Any, options: dict[str, Any] | None) -> Any:
        """The shape, or structure of shapes, that comes out of a call."""
        raise NotImplementedError

    def copied(self) -> Operation:
        """An operation like this one, with calls, flags and weights of its own."""
        return replace(self, nodes=[], stacks=(), seen=None)

    def infer(self, x: Any) -> Inferred:
        """Weights and output on an input, for a layer that wraps this one."""
        output = self.infer_output(x, None)
        weights = (replace(one.weight, of=one, name=path) for path, one in self.named_variables())
        return Inferred(tuple(weights), output)

    def connect(
        self,
        arguments: Any,
        inputs: tuple[Tensor, ...] | None = None,
        options: dict[str, Any] | None = None,
        *,
        recorded: bool = True,
        alone: bool = True,
        mask: Any = None,
    ) -> Any:
        """Call the operation and return what comes out.

        `arguments` are the tensors as the operation's shape rule takes them, `inputs` all tensors that the call was
        given, in Keras's order. A call that is not `recorded` leaves no trace in the graph. `alone` tells whether
        nothing but one tensor was given, `mask` is one that the call names itself.

        :raises Refused: where Keras refuses the call.
        """
        inputs = tuple(tensors_in(arguments)) if inputs is None else inputs
        given = [tensor.dtype for tensor in inputs]
        casts = self.precision.convert(given, computes(self.policy)) if recorded and self.precision else []
        taken = (arguments,) if isinstance(arguments, Tensor) else tensors_in(arguments)
        masks = [tensor.mask for tensor in taken] if mask is None else list(tensors_in(mask))
        arguments, inputs = self.with_masks(arguments, inputs, alone=alone)
        if recorded:
            self.check_outside(shapes_of(arguments))
        else:
            self.check_inside(opened(shapes_of(arguments)))
        output = self.infer_output(shapes_of(arguments), options)
        if recorded:
            inputs = tuple(tensor for tensor in inputs if tensor.symbolic)
        node = Node(self, inputs, len(self.nodes), arguments=arguments, options=options)
        tensors: list[Tensor] = []

        def out(shape: Shape) -> Tensor:
            tensors.append(Tensor(shape, node, len(tensors), symbolic=recorded))
            return tensors[-1]

        node.outputs = nested_map(out, output)
        if recorded:
            self.nodes.append(node)
            self.give_types(tensors, given)
        elif self.seen is None:
            seen = self.infer_output(shapes_of(arguments), None) if options else output
            self.seen = opened(seen)
        self.pass_mask(node, masks, casts)
        return node.outputs

    def give_types(self, outputs: Sequence[Tensor], given: Sequence[str]) -> None:
        """Say of what types the numbers are that came out of a call; `given` are those that went in."""

    def with_masks(
        self, arguments: Any, inputs: tuple[Tensor, ...], *, alone: bool
    ) -> tuple[Any, tuple[Tensor, ...]]:
        """The arguments and tensors of a call, with the masks that the operation takes beside its tensors."""
        return arguments, inputs

    def pass_mask(self, node: Node, masks: Sequence[Tensor | None], casts: Sequence[str]) -> None:
        """Put a mask on what came out of a call, where the operation carries masks on or makes one.

        `casts` are the names of the casts through which the tensors went in, if they did.
        """

    def check_inside(self, shapes: Any) -> None:
        """Refuse a call inside a class or a function that Keras refuses only there, or that is not followed there."""
        self.check_activations()

    def check_activations(self) -> None:
        """Refuse activations that give another shape there, its own and those of what it holds."""
        for one in self.inner():
            one.check_activations()

    def check_outside(self, shapes: Any) -> None:
        """Refuse a call that Keras refuses only outside of classes and functions."""


def opened(shapes: Any) -> Any:
    """The shapes with None for what was computed from the number that stands for an open size."""
    return nested_map(lambda one: one.opened() if isinstance(one, Shape) else one, shapes)


def nested_map(function: Callable[[Any], Any], value: Any) -> Any:
    """Apply a function to the leaves of nested tuples, lists and dicts; a `Shape` is a leaf."""
    if isinstance(value, Shape):
        return function(value)
    if isinstance(value, (tuple, list)):
        return (tuple if isinstance(value, tuple) else list)(nested_map(function, one) for one in value)
    if isinstance(value, dict):
        mapped = {key: nested_map(function, value[key]) for key in keys_of(value)}
        return like(value, {key: mapped[key] for key in value})
    return function(value)


def keys_of(value: dict[Any, Any]) -> Iterable[Any]:
    """The keys of a dict in the order in which Keras takes what it holds: only an ordered one keeps its own."""
    return value if isinstance(value, OrderedDict) else sorted(value, key=str)


def like(value: dict[Any, Any], made: dict[Any, Any]) -> dict[Any, Any]:
    """A dict made of another one, as ordered as that."""
    return OrderedDict(made) if isinstance(value, OrderedDict) else made


def shapes_of(arguments: Any) -> Any:
    """The shapes of tensors, in the same structure; lists become tuples."""
    if isinstance(arguments, Tensor):
        return arguments.shape
    if isinstance(arguments, Shape):
        return arguments
    if isinstance(arguments, (tuple, list)):
        return tuple(shapes_of(one) for one in arguments)
    if isinstance(arguments, dict):
        return like(arguments, {key: shapes_of(one) for key, one in arguments.items()})
    return arguments


def tensors_in(value: Any) -> Iterator[Tensor]:
    """All tensors in nested tuples, lists and dicts, in order (a dict's in the order of its keys, as in Keras)."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from tensors_in(one)
    elif isinstance(value, dict):
        for key in keys_of(value):
            yield from tensors_in(value[key])
