"""The weights of a layer, as a listing may ask for them: how many there are, and of what shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model import MadeLayer, Model, Operation, Variable
from ..problems import Code, Refused, say
from ..shape import Shape

_CHOSEN: dict[str, Callable[[Variable], bool]] = {
    "weights": lambda one: True,
    "trainable_weights": lambda one: one.trainable,
    "trainable_variables": lambda one: one.trainable,
    "non_trainable_weights": lambda one: not one.trainable,
}
#: The weights that a layer also keeps under their names.
_NAMED = frozenset(
    "kernel bias gamma beta embeddings moving_mean moving_variance recurrent_kernel depthwise_kernel pointwise_kernel "
    "alpha".split()
)


def weights_asked(operation: Operation, name: str) -> Any:
    """What an attribute of a layer says of its weights: they, shapes for their numbers, a function for a method.

    None for other attributes.
    """
    if name == "built":
        return operation.is_built
    if name == "set_weights":
        return lambda: None  # other numbers in the same arrays
    if name == "count_params":
        return lambda: sum(int(one.weight.count) for one in _variables(operation))
    if name == "get_weights":
        return lambda: [Shape(one.weight.shape) for one in _variables(operation)]
    if name in ("variables", "non_trainable_variables") and not _draws(operation):
        name = name.replace("variables", "weights")
    if name in _CHOSEN:
        if isinstance(operation, MadeLayer) and not (operation.nodes or operation.seen or operation.is_built):
            return []
        if name.startswith("trainable") and not operation.trainable:
            return []
        frozen = name.startswith("non_") and not operation.trainable
        return [one for one in _variables(operation) if frozen or _CHOSEN[name](one)]
    if name in _NAMED and isinstance(operation, MadeLayer):
        named = [one for path, one in operation.named_variables() if path == name]
        return named[0] if named else None
    return None


def _draws(operation: Operation) -> bool:
    """Whether a layer, or one that it holds, draws at random: its state is a variable that is no weight."""
    layer = operation.layer if isinstance(operation, MadeLayer) else None
    own = layer is not None and (any(one.name == "seed" for one in layer.arguments()) or hasattr(layer, "inside"))
    return own or any(map(_draws, operation.inner()))


def _variables(operation: Operation) -> tuple[Variable, ...]:
    if isinstance(operation, MadeLayer) and operation.built is not None:
        return operation.variables()
    built = operation.is_built if isinstance(operation, Model) else bool(operation.nodes or operation.seen)
    if not built:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("'{name}' has no weights yet", name=operation.name),
            say("ask after it was called, or after its model was built"),
        )
    return operation.variables()
