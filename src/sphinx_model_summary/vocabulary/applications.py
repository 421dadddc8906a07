"""`keras.applications`: ready-made models, whose listings are read where a listing calls them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..applications import DESIGNS, PREPARES, Design, listing
from ..model import InputLayer, Tensor
from ..problems import Code, Refused, say
from ..reading.values import Arguments, Caller, Unknown, Value
from .inert import INERT
from .method import Method
from .models import ModelValue, functional
from .modules import Module
from .session import Session
from .values import TensorValue, known, plain

#: The arguments that every model has, with their defaults.
_COMMON: dict[str, Any] = {
    "include_top": True, "weights": "imagenet", "input_tensor": None, "input_shape": None, "pooling": None,
    "classes": 1000, "classifier_activation": "softmax", "name": None,
}  # fmt: skip

MakeInput = Callable[[Arguments, Caller], Any]


@dataclass(slots=True, eq=False)
class Application(Value):
    """One of the ready-made models: calling it makes the model."""

    session: Session
    model: str
    design: Design
    make_input: MakeInput
    called = say("a function of Keras")

    def call(self, arguments: Arguments, caller: Caller) -> Any:
        given = self._bound(arguments)
        further = {name: given[name] for name in given if name not in _COMMON}
        whole = {name: plain(value) for name, value in (_COMMON | given).items() if name != "input_tensor"}
        image, shape, sources = self._entrance(_COMMON | given, whole, arguments, caller)
        rows = shape and self._rows(shape, trained=whole["weights"] == "imagenet")
        pattern = self.design.name or self.model.lower()
        name = str(whole["name"] or pattern.format(alpha=further.get("alpha", 1.0), rows=rows))
        call = {one: whole[one] for one in ("include_top", "weights", "pooling", "classes", "classifier_activation")}
        out = caller.read_elsewhere(listing(self.design.family), self.model, image, call | {"name": name}, **further)
        return self._finished(sources, out, arguments, name)

    def _finished(self, sources: Any, out: Any, arguments: Arguments, name: str) -> ModelValue:
        value = functional(self.session, sources, out, arguments, name)
        self.session.models.append(value.operation)
        return value

    def _bound(self, arguments: Arguments) -> dict[str, Any]:
        """The arguments by their names."""
        order = self.design.order.split()
        given = arguments.named(*order)
        wrong = next((name for name in given if name not in order), None)
        if wrong is not None or len(arguments.positional) > len(order):
            raise Refused(
                Code.UNKNOWN_ARGUMENT,
                say("{layer} has no argument '{argument}'", layer=self.model, argument=wrong or "?"),
                say("Keras takes ({signature})", signature=", ".join(order)),
            )
        return given

    def _entrance(
        self, given: dict[str, Any], whole: dict[str, Any], arguments: Arguments, caller: Caller
    ) -> tuple[Any, tuple[int | None, ...] | None, Any]:
        """The tensor of the image, its shape if that is known, and the inputs that lead to it."""
        tensor = given["input_tensor"]
        if isinstance(tensor, Unknown):
            return tensor, None, tensor
        shape = self._shape(whole, None if tensor is None else tensor)
        if tensor is None:
            image = self.make_input(Arguments((), {"shape": shape}, arguments.line, arguments.column), caller)
            return image, shape, image
        if not isinstance(tensor, TensorValue):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("{layer}: '{argument}' must be what comes out of an Input or a layer",
                    layer=self.model, argument="input_tensor"),
            )  # fmt: skip
        sources = [TensorValue(self.session, one) for one in _sources(tensor.tensor)]
        return tensor, shape, sources

    def _rows(self, shape: tuple[int | None, ...], *, trained: bool) -> int | None:
        """The height that names the model: that of the images for which its weights were trained, or its own."""
        fits = shape[0] == shape[1] and shape[0] in self.design.sizes
        return self.design.size if trained and self.design.sizes and not fits else shape[0]

    def _shape(self, given: dict[str, Any], tensor: Any) -> tuple[int | None, ...]:
        """The shape of one image; source: `keras.src.applications.imagenet_utils.obtain_input_shape`.

        :raises Refused: where Keras does not take it.
        """
        design, shape = self.design, given["input_shape"]
        if isinstance(shape, int):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("the shape of an image has three sizes: height, width and channels"),
                say("write input_shape={shape}", shape=(design.size, design.size, 3)),
            )
        trained, top = given["weights"] == "imagenet", given["include_top"]
        if trained and top and given["classes"] != 1000:
            raise self._refused(say("{layer} with its top and the weights of ImageNet tells 1000 classes apart",
                                    layer=self.model))  # fmt: skip
        if design.open and not shape:
            seen = tensor.tensor.shape if isinstance(tensor, TensorValue) else (None, None, None, 3)
            return (seen[1], seen[2], 3)
        size = design.size
        sides = shape or (tensor.tensor.shape[1:] if isinstance(tensor, TensorValue) else ())
        if design.sizes and len(sides) > 1 and sides[0] == sides[1] and sides[0] in design.sizes:
            size = sides[0]
        usual = (size, size, shape[-1] if shape and not trained and len(shape) == 3 else 3)
        if trained and top and not design.open:
            if shape is not None and shape != usual:
                raise self._refused(say("{layer} with its top takes images of shape {shape}",
                                        layer=self.model, shape=usual))  # fmt: skip
            return usual
        if not shape:
            return usual if top or design.closed else (None, None, 3)
        if len(shape) != 3:
            raise self._refused(say("the shape of an image has three sizes: height, width and channels"))
        if trained and shape[-1] != 3 and not design.open:
            raise self._refused(say("the weights of ImageNet are for images of 3 channels, not {channels}",
                                    channels=shape[-1]))  # fmt: skip
        if any(side is not None and side < design.least for side in shape[:2]):
            raise self._refused(say("{layer} takes images of at least {least} by {least} pixels",
                                    layer=self.model, least=design.least))  # fmt: skip
        if top and None in shape and not design.open:
            raise self._refused(say("{layer} with its top needs to know the size of the images", layer=self.model))
        return tuple(shape)

    def _refused(self, message: Any) -> Refused:
        return Refused(
            Code.INVALID_ARGUMENT, message,
            say("give include_top=False for a base of another size, or weights=None for another network of the kind"),
        )  # fmt: skip


def _sources(tensor: Tensor) -> list[Tensor]:
    """The inputs that lead to a tensor, each once."""
    found: dict[int, Tensor] = {}
    waiting = [tensor]
    while waiting:
        one = waiting.pop()
        if isinstance(one.node.operation, InputLayer):
            found[id(one)] = one
        else:
            waiting.extend(reversed(one.node.inputs))
    return list(found.values())


def applications(session: Session, make_input: MakeInput) -> Module:
    """`keras.applications`, for one reading."""
    ready = say("keras.applications of Keras 3 has no such model")
    instead = say("write its layers into the listing, or show only the part behind it, from an Input of its output's "
                  "shape on")  # fmt: skip
    whole = Module("keras.applications", code=Code.UNSUPPORTED_LAYER, elsewhere=ready, hint=instead)
    for module, name in PREPARES.items():
        whole.members[module] = Module(f"keras.applications.{module}", {
            "preprocess_input": Method(_preparing(name)), "decode_predictions": INERT,
        }, code=Code.UNSUPPORTED_LAYER, elsewhere=ready, hint=instead)  # fmt: skip
    for name, design in DESIGNS.items():
        model = Application(session, name, design, make_input)
        whole.members[name] = model
        if not design.open:
            whole.members[design.module].members[name] = model
    whole.members["resnet50"].members["ResNet50"] = whole.members["ResNet50"]
    return whole


def _preparing(name: str) -> Callable[[Arguments, Caller], Any]:
    def prepare(arguments: Arguments, caller: Caller) -> Any:
        """`preprocess_input(x)`; data come out as they went in, for all that a summary shows."""
        image = next(iter((*arguments.positional, *arguments.keywords.values())), None)
        mode = known(arguments.keywords.get("mode"))
        how = {"tf": "scaled_to_one", "torch": "standardized"}.get(mode, name)
        return caller.read_elsewhere(listing("vgg"), how, image) if isinstance(image, TensorValue) else image

    return prepare
