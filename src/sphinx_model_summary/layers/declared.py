"""Layers that a project declares as data: arguments, weights and the output's shape, for classes nobody can see."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, say
from ..shape import Output, Shape
from ..size import Size, expression_of
from ..weights import Weight
from .arguments import argument
from .base import Layer, find
from .rules import Pattern, Rule
from .signature import COMMON, Anything, Common, Known, invalid

KEYS = ("arguments", "input", "weights", "output_shape", "macs", "trainable", "about")
WEIGHT_KEYS = ("shape", "trainable", "about")
Declarations = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class DeclaredWeight:
    """One weight of a declared layer; a rule that gives None leaves it out."""

    name: str
    rule: Rule
    trainable: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """What was declared of one layer."""

    inputs: tuple[Pattern, ...]
    weights: tuple[DeclaredWeight, ...]
    output: Rule
    trainable: bool
    macs: Rule | None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules."""
        return (*(weight.rule for weight in self.weights), self.output, *([self.macs] if self.macs else []))

    @property
    def axes(self) -> frozenset[str]:
        """The names of all axes that come in."""
        return frozenset(name for pattern in self.inputs for name in pattern.names)


class Declared(Layer, family=True):
    """A layer whose weights and shapes follow from declared rules."""

    call_options: ClassVar[tuple[str, ...]] = Anything()

    declaration: ClassVar[Declaration]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(family=True)  # the catalogue is Keras's

    @classmethod
    def bind(cls, positional: Sequence[Any], keywords: Mapping[str, Any], known: Known) -> tuple[Layer, Common]:
        if not cls.declaration.trainable:
            keywords = {"trainable": False, **keywords}
        return super().bind(positional, keywords, known)

    def weights(self, x: Any) -> Iterable[Weight]:
        names = self._names(x)
        for weight in self.declaration.weights:
            shape = weight.rule.value(names)
            if shape is not None:
                yield Weight(weight.name, self._sizes(weight, shape), weight.trainable)

    def output_shape(self, x: Any) -> Output:
        return self._output(self.declaration.output.value(self._names(x)))

    def macs(self, x: Any, options: Mapping[str, Any] | None = None) -> Size | None:
        try:
            value = self.declaration.macs and self.declaration.macs.value(self._names(x))
        except Refused:
            return None
        return Size(value, expression_of(value)) if isinstance(value, int) and value >= 0 else None

    def _names(self, x: Any) -> dict[str, Any]:
        shapes = (x,) if isinstance(x, Shape) else tuple(x)
        patterns, name = self.declaration.inputs, type(self).__name__
        if len(shapes) != len(patterns) or not all(isinstance(shape, Shape) for shape in shapes):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer} takes {wanted} tensors, not {found}", layer=name, wanted=len(patterns), found=len(shapes)),
            )
        names = {one.name: getattr(self, one.field) for one in self.arguments()}
        for pattern, shape in zip(patterns, shapes, strict=True):
            for axis, size in pattern.match(shape, name):
                if names.setdefault(axis, size) not in (None, size) and size is not None:
                    raise Refused(
                        Code.INVALID_INPUT,
                        say("{layer}: the axis '{axis}' comes in with two sizes, {size} and {other}",
                            layer=name, axis=axis, size=names[axis], other=size),
                    )  # fmt: skip
                names[axis] = size if names[axis] is None else names[axis]
        return names

    def _sizes(self, weight: DeclaredWeight, shape: Any) -> tuple[Size, ...]:
        sizes = shape if isinstance(shape, tuple) else (shape,)
        if not all(isinstance(size, int) and size >= 0 for size in sizes):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer}: the shape of '{weight}' would be {shape}",
                    layer=type(self).__name__, weight=weight.name, shape=sizes),
                say("write all sizes into the input shape"),
            )  # fmt: skip
        return tuple(size if isinstance(size, Size) else Size(size) for size in sizes)

    def _output(self, value: Any) -> Output:
        if isinstance(value, tuple) and value and all(isinstance(one, tuple) for one in value):
            return tuple(map(self._output, value))
        if not isinstance(value, tuple) or not all(
            size is None or (isinstance(size, int) and size >= 0) for size in value
        ):
            raise Refused(
                Code.INVALID_INPUT,
                say("{layer}: the output's shape would be {shape}", layer=type(self).__name__, shape=value),
            )
        return Shape(value)


def declare(declarations: Declarations) -> dict[str, type[Layer]]:
    """A class for each declared layer, by its name as declared; names with dots tell the module as well.

    :raises Refused: if a declaration cannot be understood.
    """
    if not isinstance(declarations, Mapping):
        raise Refused(Code.OPTION, say("declared layers stand in a dictionary, by their names"))
    return {str(name): _declared(str(name), data) for name, data in declarations.items()}


def _declared(name: str, data: Any) -> type[Layer]:
    last = name.rpartition(".")[2]
    if not all(part.isidentifier() for part in name.split(".")):
        raise Refused(Code.OPTION, say("'{name}' is no name of a class", name=name))
    if find(last) is not None and name.partition(".")[0] in (last, "keras", "tensorflow", "tf_keras"):
        raise Refused(
            Code.OPTION,
            say("'{name}' is a layer of Keras", name=name),
            say("write where yours comes from: mylib.{name}", name=name),
        )
    try:
        return _class(last, _checked(data, KEYS))
    except Refused as refused:
        raise Refused(
            Code.OPTION, say("{layer}: {message}", layer=name, message=refused.message), refused.hint
        ) from None


def _class(name: str, data: Mapping[str, Any]) -> type[Layer]:
    parameters = _parameters(data.get("arguments", ""))
    given = data.get("input", "(batch, *axes, inputs)")
    calls = dict(given) if isinstance(given, Mapping) else {}
    patterns = tuple(calls.values()) if calls else given if isinstance(given, (tuple, list)) else (given,)
    inputs = tuple(map(Pattern.read, patterns or ("()",)))
    weights = _checked(data.get("weights", {}), None)
    whole = {key: _checked({"shape": value} if isinstance(value, str) else value, WEIGHT_KEYS)
             for key, value in weights.items()}  # fmt: skip
    shapeless = next((key for key, one in whole.items() if "shape" not in one), None)
    if shapeless is not None:
        raise Refused(Code.OPTION, say("the weight '{weight}' has no shape", weight=shapeless))
    arrays = tuple(DeclaredWeight(key, Rule.read(one["shape"]), _trainable(one)) for key, one in whole.items())
    output = Rule.read(data.get("output_shape", inputs[0].text))
    macs = Rule.read(data["macs"]) if "macs" in data else None
    declaration = Declaration(inputs, arrays, output, _trainable(data), macs)
    _check_names(declaration, [parameter.arg for parameter, _default, _by_name in parameters])
    used = frozenset(name for rule in declaration.rules for name in rule.names)
    spanned = frozenset(name for weight in arrays for name in weight.rule.names)
    namespace = {
        "declaration": declaration,
        "about": str(data.get("about", "")),
        "about_weights": {key: str(one["about"]) for key, one in whole.items() if "about" in one},
        "call_arguments": tuple(calls) or ("inputs",),
        "takes_list": isinstance(given, (tuple, list)),
        "fixes_input": bool(spanned & declaration.axes),
    }
    fields = [_field(parameter.arg, default, by_name, parameter.arg in used)
              for parameter, default, by_name in parameters]  # fmt: skip
    return dataclasses.make_dataclass(name, fields, bases=(Declared,), namespace=namespace, frozen=True)


def _checked(data: Any, keys: Iterable[str] | None) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise Refused(Code.OPTION, say("{data} is no dictionary", data=repr(data)))
    for key in data if keys is not None else ():
        if key not in (keys or ()):
            raise Refused(Code.OPTION, say("there is no key '{key}'", key=key),
                          say("one of {choices}", choices=", ".join(keys or ())))  # fmt: skip
    return data


def _trainable(data: Mapping[str, Any]) -> bool:
    found = data.get("trainable", True)
    if not isinstance(found, bool):
        raise Refused(Code.OPTION, say("'{key}' is True or False, not {value}", key="trainable", value=repr(found)))
    return found


def _check_names(declaration: Declaration, arguments: Sequence[str]) -> None:
    taken = next((name for name in arguments if name in COMMON or name in declaration.axes), None)
    if taken is not None:
        raise Refused(
            Code.OPTION,
            say("'{name}' cannot be an argument", name=taken),
            say("every layer takes {names}; axes need names of their own", names=", ".join(COMMON)),
        )
    for rule in declaration.rules:
        unknown = min(rule.names - declaration.axes - set(arguments), default=None)
        if unknown is not None:
            names = ", ".join([*arguments, *sorted(declaration.axes)])
            raise Refused(
                Code.OPTION,
                say("'{rule}' asks for '{name}'", rule=rule.text, name=unknown),
                say("there are {names}", names=names),
            )


def _parameters(signature: Any) -> list[tuple[ast.arg, Any, bool]]:
    """The parameters of a signature such as `units, use_bias=True`: each with its default and whether by name only."""
    try:
        function = ast.parse(f"lambda {signature}: 0", mode="eval").body
        if not isinstance(function, ast.Lambda):
            raise ValueError
        found = function.args
        defaults = [dataclasses.MISSING] * (len(found.posonlyargs) + len(found.args) - len(found.defaults))
        defaults += [ast.literal_eval(node) for node in found.defaults]
        named = [dataclasses.MISSING if node is None else ast.literal_eval(node) for node in found.kw_defaults]
        names = [one.arg for one in (*found.posonlyargs, *found.args, *found.kwonlyargs)]
        if found.vararg or found.kwarg or len(set(names)) < len(names):
            raise ValueError
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        raise Refused(
            Code.OPTION,
            say("'{signature}' is no list of arguments", signature=signature),
            say("write them as in a definition, with literals as defaults: units, use_bias=True"),
        ) from None
    places = zip((*found.posonlyargs, *found.args), defaults, strict=True)
    return [*((one, default, False) for one, default in places),
            *((one, default, True) for one, default in zip(found.kwonlyargs, named, strict=True))]  # fmt: skip


def _field(name: str, default: Any, by_name: bool, used: bool) -> tuple[str, Any, Any]:
    def check(cls: type[Layer], key: str, value: Any) -> Any:
        return _labelled(cls, key, value) if used else None

    field = argument(check, default, inert=not used, by_name=by_name)
    return (f"{name}_" if hasattr(Declared, name) else name), Any, field


def _labelled(cls: type[Layer], key: str, value: Any) -> Any:
    """A plain value; whole numbers go by the argument's name in formulas."""
    if isinstance(value, (tuple, list)):
        return tuple(_labelled(cls, key, one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Size(value, key)
    if not (value is None or isinstance(value, (bool, float, str))):
        raise invalid(cls, key, value, _PLAIN)
    return value


_PLAIN: Text = say("a number, a string or a tuple of them")
