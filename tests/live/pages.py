"""A listing while it is written: its lines and tensors, and the classes of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

from .layer_steps import Draw, Shape, one_in, steps

OWN_OPTIONS = st.sampled_from(["", 'name="own"', "trainable=False"])
HEAD = ["import keras", "from keras import layers, ops, Sequential, Model", ""]


@dataclass
class Page:
    """A listing while it is written: its lines, and the tensors that it has so far."""

    draw: Draw
    lines: list[str] = field(default_factory=lambda: list(HEAD))
    tensors: list[tuple[str, Shape]] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    #: Layers in variables, with the shape that they were called on and the one that came out.
    shared: list[tuple[str, Shape, Shape]] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    def new(self, stem: str) -> str:
        """A new name."""
        return f"{stem}{next(self.numbers)}"

    def keep(self, source: str, shape: Shape) -> str:
        """Write an assignment of a new tensor."""
        name = self.new("x")
        self.lines.append(f"{name} = {source}")
        self.tensors.append((name, shape))
        return name

    def pick(self) -> tuple[str, Shape]:
        """A tensor, as a rule one of the last."""
        last = len(self.tensors) - 1
        return self.tensors[max(0, last - self.draw(st.integers(0, 2))) if last else 0]

    def mate(self, shape: Shape, name: str) -> str | None:
        """Another tensor of the same shape."""
        others = [other for other, known in self.tensors if known == shape and (other != name or one_in(self.draw, 8))]
        return self.draw(st.sampled_from(others)) if others else None


def write_class(page: Page, base: str, shape: Shape) -> tuple[str, Shape]:
    """Write a class that holds layers and calls them one after another; give its name and what comes out."""
    draw = page.draw
    cls = page.new(draw(st.sampled_from(["Block", "ResUnit", "MyMLP", "Conv2DBlock"])))
    lines = [f"class {cls}({base}):", "    def __init__(self, **kwargs):", "        super().__init__(**kwargs)"]
    body, build, listed = [], [], one_in(draw, 3)
    if listed:
        lines.append("        self.stack = []")
    for index in range(draw(st.integers(1, 3))):
        before = shape
        source, shape = draw(steps(shape))
        if listed:
            lines.append(f"        self.stack.append({source})")
        elif one_in(draw, 5) and base == "layers.Layer":
            build.append(f"        self.part{index} = {source}")
            body.append(f"        x = self.part{index}(x)")
        else:
            lines.append(f"        self.part{index} = {source}")
            residual = before == shape and one_in(draw, 3)
            body.append(f"        x = self.part{index}(x)" + (" + x" if residual else ""))
    if listed:
        body = ["        for part in self.stack:", "            x = part(x)"]
    if base == "layers.Layer" and one_in(draw, 3) and shape[-1] is not None:
        trainable = draw(st.sampled_from(["", ", trainable=False"]))
        initializer = draw(st.sampled_from(["", ', initializer="zeros"', ', name="scale"']))
        build.append(f"        self.scale = self.add_weight(shape=({shape[-1]},){initializer}{trainable})")
        body.append("        x = x * self.scale")
    if build:
        marked = ["        self.built = True"] if one_in(draw, 2) else []
        lines += ["    def build(self, input_shape):", *build, *marked]
    training = draw(st.sampled_from(["", ", training=None", ", training=False"]))
    page.lines += [*lines, f"    def call(self, x{training}):", *body, "        return x"]
    return cls, shape
