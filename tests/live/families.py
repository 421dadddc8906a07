"""Listings about models of models: built in stages, nested, shared, called in several graphs, taken apart, frozen."""

from __future__ import annotations

from hypothesis import strategies as st

from .layer_steps import Draw, Shape, one_in, steps
from .pages import Page

VECTORS = st.sampled_from([(2,), (3,), (4,)])


@st.composite
def families(draw: Draw) -> str:
    """A model that several others were made for, or of."""
    page = Page(draw)
    shape = draw(st.sampled_from([(4,), (3,), (8, 6, 3), (5, 2)]))
    base = draw(st.sampled_from([_stacked, _stacked, _added, _drawn]))(page, shape)
    for _ in range(draw(st.integers(0, 2))):
        _freeze(page, base)
    draw(st.sampled_from(MAKERS))(page, base, shape)
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        _freeze(page, draw(st.sampled_from(["model", base])))
    return "\n".join(page.lines) + "\n"


def _layers(page: Page, shape: Shape) -> list[str]:
    sources = []
    for _ in range(page.draw(st.integers(1, 4))):
        source, shape = page.draw(steps(shape))
        sources.append(source)
    return sources


def _stacked(page: Page, shape: Shape) -> str:
    """A Sequential in one list."""
    draw, name = page.draw, page.new("base")
    first = [f"keras.Input({shape})"] if not one_in(draw, 4) else []
    called = draw(st.sampled_from(["", "", f', name="{name}"', ", trainable=False"]))
    page.lines.append(f"{name} = Sequential([{', '.join([*first, *_layers(page, shape)])}]{called})")
    if not first:
        page.lines.append(f"{name}.build({(None, *shape)})")
    return name


def _added(page: Page, shape: Shape) -> str:
    """A Sequential to which layers are added, and from which some are taken away."""
    draw, name = page.draw, page.new("base")
    sources = _layers(page, shape)
    page.lines += [f"{name} = Sequential()", f"{name}.add(keras.Input({shape}))"]
    page.lines += [f"{name}.add({source})" for source in sources]
    if one_in(draw, 4) and len(sources) > 1:
        page.lines += [f"{name}.pop()", *[f"{name}.add({source})" for source in sources[-1:]]]
    if one_in(draw, 6):
        page.lines.append(f"{name}.add(layers.Activation('relu'))")
    return name


def _drawn(page: Page, shape: Shape) -> str:
    """A Functional model."""
    draw, name = page.draw, page.new("base")
    entry, tensor = page.new("entry"), page.new("t")
    page.lines += [f"{entry} = keras.Input({shape})", f"{tensor} = {entry}"]
    for source in _layers(page, shape):
        page.lines.append(f"{tensor} = {source}({tensor})")
    if one_in(draw, 3):
        page.lines.append(f"{tensor} = layers.Add()([{tensor}, {tensor} * 2])")
    called = draw(st.sampled_from(["", "", f', name="{name}"', ", trainable=False"]))
    page.lines.append(f"{name} = Model({entry}, {tensor}{called})")
    return name


def _called(page: Page, base: str, shape: Shape) -> None:
    """The base, called on a new input, perhaps twice, perhaps beside the layers that it is made of."""
    draw = page.draw
    beside = draw(st.sampled_from(["", "", ", training=False"]))
    page.lines += [f"x = keras.Input({shape})", f"y = {base}(x{beside})"]
    if one_in(draw, 3):
        page.lines.append(f"y = layers.Add()([y, {base}(layers.Identity()(x))])")
    if one_in(draw, 4):
        page.lines.append(f"z = {base}.layers[-1]")
    page.lines += ["y = layers.Flatten()(y)" if one_in(draw, 2) else "y = layers.ReLU()(y)",
                   f"model = Model(x, {draw(st.sampled_from(['y', '[y]', '{chr(111): y}']))})"]  # fmt: skip


def _around(page: Page, base: str, shape: Shape) -> None:
    """A Sequential around the base."""
    draw = page.draw
    first = f"keras.Input({shape}), " if one_in(draw, 3) else ""
    page.lines.append(f"model = Sequential([{first}{base}, layers.Dense(2), layers.Dense(3)])")
    if one_in(draw, 3):
        page.lines += ["inner = model", "model = Sequential()", "model.add(inner)", "model.add(layers.Dropout(0.1))"]


def _parts(page: Page, base: str, shape: Shape) -> None:
    """A model from the base's own inputs to what some of its layers give."""
    draw = page.draw
    outputs = draw(st.sampled_from([
        f"{base}.layers[-1].output", f"{base}.outputs[0]", f"[layer.output for layer in {base}.layers]",
        f"{base}.layers[0].output", f"[{base}.layers[-1].output, {base}.outputs[0]]",
        f"[layer.output for layer in {base}.layers[-2:]]", f"{base}.get_layer(index=-1).output", f"{base}.outputs",
        f"layers.Dense(2)({base}.outputs[0])", f"layers.Add()([{base}.outputs[0], {base}.layers[-1].output])",
    ]))  # fmt: skip
    page.lines.append(f"model = Model({base}.inputs, {outputs})")
    if one_in(draw, 4):
        page.lines += [f"x = keras.Input({shape})", "first, model = model, None", "y = first(x)",
                       "model = Model(x, y)"]  # fmt: skip


def _shared(page: Page, base: str, shape: Shape) -> None:
    """Layers of the base in another graph as well."""
    page.lines += [f"x = keras.Input({shape})", "y = x", f"for layer in {base}.layers[:2]:",
                   "    if not isinstance(layer, layers.InputLayer):", "        y = layer(y)",
                   f"model = Model(x, [y, {base}(x)])"]  # fmt: skip


def _two(page: Page, base: str, shape: Shape) -> None:
    """A model with several inputs and outputs around the base, itself called."""
    draw = page.draw
    page.lines += [f"a = keras.Input({shape}, name='a')", f"b = keras.Input({shape}, name='b')",
                   f"one, other = {base}(a), {base}(b)", "both = layers.Concatenate()([one, other])"]  # fmt: skip
    inputs = draw(st.sampled_from(["[a, b]", "(a, b)", "{'a': a, 'b': b}", "{'b': b, 'a': a}", "[b, a]"]))
    outputs = draw(st.sampled_from(["both", "[both, one]", "{'both': both, 'one': one}", "(one, other)"]))
    page.lines.append(f"model = Model({inputs}, {outputs}{draw(st.sampled_from(['', ', name=chr(119)']))})")
    if one_in(draw, 3):
        given = draw(st.sampled_from(["[p, q]", "[q, p]", "{'a': p, 'b': q}"]))
        page.lines += [f"p, q = keras.Input({shape}), keras.Input({shape})", "inner = model", f"out = inner({given})",
                       f"model = Model([p, q], {draw(st.sampled_from(['out', '[out]']))})"]  # fmt: skip


def _itself(page: Page, base: str, shape: Shape) -> None:
    """The base itself, with more layers or a fresh session behind it."""
    draw = page.draw
    page.lines += draw(st.sampled_from([
        [f"model = {base}"], [f"model = {base}"],
        [f"model = {base}", "keras.backend.clear_session()"],
        ["keras.backend.clear_session()", f"model = Sequential([keras.Input({shape}), {base}, layers.Dense(2)])"],
        [f"model = Model({base}.inputs, {base}.outputs)"],
        [f"assert {base}.count_params() >= 0",
         f"model = Sequential([{base}, layers.Dense({base}.output_shape[-1] or 1)])"],
    ]))  # fmt: skip


MAKERS = [_called, _called, _around, _parts, _parts, _shared, _two, _two, _itself]


def _freeze(page: Page, name: str) -> None:
    draw = page.draw
    page.lines += draw(st.sampled_from([
        [f"{name}.trainable = False"], [f"{name}.trainable = True"], [f"{name}.layers[-1].trainable = False"],
        [f"for layer in {name}.layers[:-1]:", "    layer.trainable = False"],
        [f"for layer in {name}.layers[-2:]:", "    layer.trainable = True"],
        [f"for layer in {name}.layers:", "    if isinstance(layer, layers.BatchNormalization):",
         "        layer.trainable = False"],
        [f"{name}.trainable = False", f"{name}.layers[0].trainable = True"],
        [f"for index, layer in enumerate({name}.layers):", "    layer.trainable = index % 2 == 1"],
        [f"for layer in reversed({name}.layers):", "    layer.trainable = not layer.trainable"],
        [f"for layer in {name}.layers:", "    if type(layer) in (layers.Dense, layers.LSTM):",
         "        layer.trainable = False"],
    ]))  # fmt: skip
