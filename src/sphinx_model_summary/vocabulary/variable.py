"""`keras.Variable`: an array that becomes a weight of the layer that keeps it as an attribute."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..problems import Code, Refused, say
from ..reading.values import Arguments
from ..shape import Shape
from ..weights import Weight
from .arrays import as_array
from .precision import name_of
from .session import Session
from .values import TensorValue, known, plain, scratch


@dataclass(slots=True, eq=False)
class VariableValue(TensorValue):
    """An array of a listing that a layer may keep."""

    weight: Weight = field(default_factory=lambda: Weight("variable", ()))


def make_variable(session: Session, arguments: Arguments) -> VariableValue:
    """`keras.Variable(initializer, shape, dtype, trainable, …, name=…)`.

    :raises Refused: where its shape is not known.
    """
    order = ("initializer", "shape", "dtype", "trainable")
    given = arguments.named(*order)
    shape = plain(given.get("shape"))
    if shape is None:
        array = as_array(session, given.get("initializer"))
        shape = array.tensor.shape if isinstance(array, TensorValue) else "?"
    sizes = Shape(shape) if isinstance(shape, (tuple, list)) else Shape((None,))
    if None in sizes:
        raise Refused(
            Code.UNKNOWN_VALUE,
            say("the shape of this variable is not known here"),
            say("write it: keras.Variable(initializer, shape=(…))"),
        )
    name = known(given.get("name"))
    dtype = name_of(session.precision, known(given.get("dtype"))) or session.precision.floatx
    weight = Weight(
        session.names.automatic("Variable") if name is None else str(name),
        tuple(size for size in sizes if size is not None),
        bool(known(given.get("trainable", True))),
        dtype,
    )
    return VariableValue(session, scratch(sizes), weight)
