"""Objects of Keras that an argument may name by a word: activations, initializers, regularizers, constraints."""

from __future__ import annotations

import difflib

from ..problems import Code, Refused, Text, say

#: Values of Python's own that are never what Keras can call: a function, an initializer, a regularizer is none of them.
PLAIN = (int, float, complex, str, bytes, tuple, list, set, frozenset, dict, range)


#: Initializers that only some arrays can have, and what stands for None.
ORTHOGONAL = frozenset({"orthogonal", "Orthogonal", "OrthogonalInitializer"})
IDENTITY = frozenset({"identity", "Identity", "IdentityInitializer"})
NO_INITIALIZER = "none"
#: Activations that change a shape, which Keras sees only where it follows the values: inside a `call`.
RESHAPING = frozenset({"glu"})


def may_be(value: object, *roles: str) -> bool:
    """Whether a value, which is none of Python's plain ones, may have one of these roles; most leave theirs open."""
    return value is not None and not isinstance(value, PLAIN) and getattr(value, "role", "") in ("", *roles)


def names_object(value: object, known: frozenset[str], roles: tuple[str, ...] = ()) -> bool:
    """Whether a value may stand for an object of Keras: it is one, or its name, or it is written out as a dict.

    Without `roles`, whatever can be called is taken for one.
    """
    if isinstance(value, str):
        return value in known
    if isinstance(value, PLAIN):
        return isinstance(value, dict) and "class_name" in value
    return value is None or not roles or may_be(value, *roles)


def name_of(value: object, roles: tuple[str, ...]) -> str | None:
    """The name by which a value stands for an object of Keras, or that of the class which made the object."""
    if isinstance(value, str):
        return value
    return getattr(value, "name", None) if getattr(value, "role", "") in (*roles[:1], "operations") else None


def check_activation_inside(layer: object) -> None:
    """Refuse an activation inside a `call` that gives another shape there than the layer's rule says.

    :raises Refused: for those that change a shape.
    """
    name = getattr(layer, "activation", None)
    if name in RESHAPING:
        raise Refused(
            Code.UNSUPPORTED,
            say("inside a class or a function, the activation '{name}' changes the shape that a layer gives, "
                "which is not followed here", name=name),
            say("call keras.activations.{name} on what comes out of the layer", name=name),
        )  # fmt: skip


def respelled(value: object, known: frozenset[str]) -> Text | None:
    """A hint at the name that was probably meant: Keras 1 and 2 were less strict about capitals and underscores."""
    close = difflib.get_close_matches(value.lower(), sorted(known), 1, 0.6) if isinstance(value, str) else []
    bare = {name.replace("_", "").lower(): name for name in sorted(known, reverse=True)}
    if isinstance(value, str) and (name := bare.get(value.replace("_", "").lower())):
        close = [name]
    return say("did you mean '{name}'?", name=close[0]) if close else None


ACTIVATIONS = frozenset((
    "relu leaky_relu relu6 softmax celu elu selu softplus softsign squareplus soft_shrink sparse_plus silu gelu glu "
    "tanh tanh_shrink threshold sigmoid exponential hard_sigmoid hard_silu hard_tanh hard_shrink linear mish "
    "log_softmax log_sigmoid sparsemax sparse_sigmoid swish hard_swish"
).split())
INITIALIZERS = frozenset((
    "zeros zero Zeros ones one Ones uniform normal random_uniform RandomUniform random_normal RandomNormal "
    "truncated_normal TruncatedNormal glorot_uniform GlorotUniform glorot_normal GlorotNormal he_uniform HeUniform "
    "he_normal HeNormal lecun_uniform LecunUniform lecun_normal LecunNormal variance_scaling VarianceScaling "
    "orthogonal Orthogonal OrthogonalInitializer identity Identity IdentityInitializer stft STFT STFTInitializer "
    "initializer Initializer"
).split())
REGULARIZERS = frozenset((
    "l1 L1 l2 L2 l1l2 L1L2 orthogonal_regularizer OrthogonalRegularizer regularizer Regularizer"
).split())
CONSTRAINTS = frozenset((
    "max_norm MaxNorm min_max_norm MinMaxNorm non_neg NonNeg unit_norm UnitNorm constraint Constraint"
).split())
