"""Listings of whole models, written as authors write them."""

from __future__ import annotations

from hypothesis import strategies as st

from .layer_steps import SIZES, Draw, Shape, one_in, shapes, steps
from .pages import OWN_OPTIONS, Page, write_class


# ---------------------------------------------------------------- Sequential
@st.composite
def sequential(draw: Draw) -> str:
    """A Sequential model, in one of the ways to write it."""
    page = Page(draw)
    _before(page)
    _sequential(page, "model", draw(shapes()))
    _after(page)
    return "\n".join(page.lines) + "\n"


def _stack(page: Page, shape: Shape, *, deep: bool = True) -> tuple[list[str], Shape]:
    """The layers of a stack; now and then a nested one."""
    draw, sources = page.draw, []
    for _ in range(draw(st.integers(1, 5 if deep else 2))):
        if deep and one_in(draw, 14):
            inner, shape_ = _stack(page, shape, deep=False)
            first = [f"keras.Input({shape})"] if one_in(draw, 2) else []
            sources.append(f"Sequential([{', '.join([*first, *inner])}])")
            shape = shape_
        else:
            source, shape = draw(steps(shape))
            sources.append(source)
    return sources, shape


def _sequential(page: Page, name: str, shape: Shape, *, given: bool = True) -> Shape:
    """Write a Sequential model; unless `given`, it may leave its input open."""
    draw = page.draw
    sources, out = _stack(page, shape)
    ways = ["Input", "Input", "InputLayer", "input_shape", "build", *([] if given else ["open"] * 4)]
    way = draw(st.sampled_from(ways))
    first = {"Input": [f"keras.Input({shape})"], "InputLayer": [f"layers.InputLayer(shape={shape})"]}.get(way, [])
    if way == "input_shape" and not sources[0].startswith(("Sequential", "layers.SpatialDropout")):
        sources[0] = f"{sources[0][:-1]}{', ' if not sources[0].endswith('()') else ''}input_shape={shape})"
    elif way == "input_shape":
        first = [f"keras.Input(shape={shape})"]
    called = draw(st.sampled_from(["", "", "", f'name="{name}_{draw(st.integers(0, 9))}"']))
    if one_in(draw, 2):
        body = "".join(f"    {source},\n" for source in (*first, *sources))
        page.lines += f"{name} = Sequential([\n{body}]{', ' if called else ''}{called})".splitlines()
    else:
        page.lines.append(f"{name} = Sequential({called})")
        page.lines += [f"{name}.add({source})" for source in (*first, *sources)]
    if way == "build":
        page.lines.append(f"{name}.build({(None, *shape)})")
    if one_in(draw, 15) and len(sources) > 2:
        page.lines.append(f"{name}.pop()")
        page.lines += [f"{name}.add({source})" for source in sources[-1:]]
    return out


def _before(page: Page) -> None:
    """What stands before the model: layers made and left, another model, a fresh session."""
    draw = page.draw
    if one_in(draw, 6):
        page.lines.append(f"spare = {draw(steps(draw(shapes())))[0]}")
    if one_in(draw, 8):
        _sequential(page, "earlier", draw(shapes()))
    if one_in(draw, 12):
        page.lines.append("keras.backend.clear_session()")


def _after(page: Page) -> None:
    """What may follow the model: layers frozen in one of the ways, compile, a further layer."""
    draw = page.draw
    if not one_in(draw, 3):
        return
    page.lines += draw(st.sampled_from([
        ["model.trainable = False"],
        ["model.trainable = False", "model.trainable = True"],
        ["for layer in model.layers:", "    layer.trainable = False"],
        ["for layer in model.layers[:-1]:", "    layer.trainable = False"],
        ["model.trainable = False", "for layer in model.layers[-2:]:", "    layer.trainable = True"],
        ["model.layers[-1].trainable = False"],
        ["for index, layer in enumerate(model.layers):", "    layer.trainable = index % 2 == 0"],
        ["for layer in model.layers:", "    if isinstance(layer, layers.BatchNormalization):",
         "        layer.trainable = False"],
        ['model.compile(optimizer="adam", loss="mse")'],
        ["model.get_layer(index=-1).trainable = False"],
        ["for layer in model.layers:", '    layer.trainable = "conv" in layer.name or "dense" in layer.name'],
        ["for weight in model.weights:", "    print(weight.shape)"],
    ]))  # fmt: skip


# ---------------------------------------------------------------- Functional
@st.composite
def functional(draw: Draw) -> str:
    """A model between Inputs and outputs, with branches, sharing, nesting, operators and masks."""
    page = Page(draw)
    _before(page)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 2, 3]))):
        _input(page)
    for _ in range(draw(st.integers(1, 9))):
        draw(st.sampled_from(WAYS))(page)
    plain = _model(page, "model")
    _after(page)
    if one_in(draw, 10):
        page.lines.append("model = Model(model.inputs, model.layers[-1].output)")
    if one_in(draw, 12) and len(page.inputs) == 1 and plain:
        page.lines.append("inner, model = model, None")
        page.lines.append('model = Sequential([inner, layers.Activation("relu")])')
    return "\n".join(page.lines) + "\n"


def _input(page: Page) -> None:
    draw = page.draw
    name = page.new("input_")
    page.inputs.append(name)
    if one_in(draw, 5):
        steps_, size = draw(st.sampled_from([None, 6])), draw(SIZES)
        page.lines.append(f'{name} = keras.Input(({steps_},), dtype="int32")')
        page.keep(f"layers.Embedding(50, {size}, mask_zero={draw(st.booleans())})({name})", (steps_, size))
        return
    shape = draw(shapes())
    called = draw(st.sampled_from(["", "", f', name="in_{name}"']))
    if one_in(draw, 12):
        called += f", batch_size={draw(SIZES)}"
    page.lines.append(f"{name} = keras.Input(shape={shape}{called})")
    page.tensors.append((name, shape))


def _layer(page: Page) -> None:
    name, shape = page.pick()
    source, out = page.draw(steps(shape))
    page.keep(f"{source}({name})", out)


def _variable(page: Page) -> None:
    """A layer in a variable, which may be called again."""
    draw = page.draw
    again = [(layer, given, out) for layer, given, out in page.shared if page.mate(given, "")]
    if again and not one_in(draw, 3):
        layer, given, out = draw(st.sampled_from(again))
        page.keep(f"{layer}({page.mate(given, '')})", out)
        return
    name, shape = page.pick()
    source, out = draw(steps(shape))
    layer = page.new("layer")
    page.lines.append(f"{layer} = {source}")
    page.keep(f"{layer}({name})", out)
    page.shared.append((layer, shape, out))
    if one_in(draw, 8):
        page.lines.append(f"{layer}.trainable = False")


def _merge(page: Page) -> None:
    draw = page.draw
    name, shape = page.pick()
    other = page.mate(shape, name)
    if other is None:
        _layer(page)
        return
    both = f"[{name}, {other}]"
    doubled = (*shape[:-1], shape[-1] and 2 * shape[-1])
    source, out = draw(st.sampled_from([
        (f"layers.Add()({both})", shape), (f"layers.add({both})", shape), (f"layers.Multiply()({both})", shape),
        (f"layers.Subtract()({both})", shape), (f"layers.Average()({both})", shape),
        (f"layers.Maximum()({both})", shape),
        (f"layers.Concatenate()({both})", doubled), (f"layers.concatenate({both}, axis=-1)", doubled),
        (f"{name} + {other}", shape), (f"{name} * {other}", shape), (f"{name} - {other}", shape),
        (f"{name} / {other}", shape),
        (f"ops.add({name}, {other})", shape), (f"ops.concatenate({both}, axis=-1)", doubled),
        (f"ops.maximum({name}, {other})", shape),
        (f"keras.layers.maximum({both})", shape), (f"layers.Add(name=\"join\")({both})", shape),
        *([(f"layers.Dot(axes=-1)({both})", (1,))] if len(shape) == 1 else []),
        *([(f"layers.Attention()({both})", shape)] if len(shape) == 2 else []),
        *([(f"layers.MultiHeadAttention(2, 3)({name}, {other})", shape)] * 3 if len(shape) == 2 else []),
        *([(f"layers.MultiHeadAttention(num_heads=1, key_dim=2)(query={name}, value={other}, key={other})", shape)]
          if len(shape) == 2 else []),
    ]))  # fmt: skip
    page.keep(source, out)


def _operator(page: Page) -> None:
    name, shape = page.pick()
    source, out = page.draw(st.sampled_from([
        (f"{name} + 1", shape), (f"1 - {name}", shape), (f"{name} * 2.0", shape), (f"-{name}", shape),
        (f"{name} / 255.", shape),
        (f"{name} ** 2", shape), (f"ops.relu({name})", shape), (f"keras.activations.relu({name})", shape),
        (f"keras.activations.gelu({name})", shape), (f"ops.sqrt({name})", shape),
        (f"keras.activations.swish({name})", shape),
        (f"ops.mean({name}, axis=-1, keepdims=True)", (*shape[:-1], 1)), (f"ops.sigmoid({name})", shape),
        (f"ops.softmax({name})", shape), (f"abs({name})", shape), (f"ops.expand_dims({name}, -1)", (*shape, 1)),
        (f"ops.sum({name}, axis=-1, keepdims=True)", (*shape[:-1], 1)), (f"ops.cast({name}, \"float32\")", shape),
        *([(f"{name}[:, -1]", shape[1:])] if len(shape) > 1 else []), (f"{name}[..., :1]", (*shape[:-1], 1)),
    ]))  # fmt: skip
    if len(out) < 4 and None not in (out[-1:] or (None,)) and out[0] is not None:
        page.keep(source, out)
    else:
        page.keep(f"layers.Identity()({name})", shape)


def _nested(page: Page) -> None:
    """A model inside the model, called once or twice."""
    draw = page.draw
    name, shape = page.pick()
    block = page.new("block")
    if one_in(draw, 2):
        out = _sequential(page, block, shape, given=False)
    else:
        inside = Page(draw, lines=page.lines, numbers=page.numbers)
        entry = page.new("inner")
        page.lines.append(f"{entry} = keras.Input({shape})")
        inside.inputs.append(entry)
        inside.tensors.append((entry, shape))
        for _ in range(draw(st.integers(1, 3))):
            draw(st.sampled_from([_layer, _layer, _merge, _operator]))(inside)
        exit_, out = inside.tensors[-1]
        called = draw(st.sampled_from(["", f', name="{block}"', ", trainable=False"]))
        page.lines.append(f"{block} = Model({entry}, {exit_}{called})")
    page.keep(f"{block}({name})", out)
    if one_in(draw, 6):
        page.lines.append(f"{block}.trainable = False")
    elif one_in(draw, 8):
        page.lines += [f"for layer in {block}.layers:", "    layer.trainable = False"]
    page.shared.append((block, shape, out))


def _function(page: Page) -> None:
    """A helper function, or a loop."""
    draw = page.draw
    name, shape = page.pick()
    if one_in(draw, 2):
        source, out = draw(steps(shape))
        then, last = draw(steps(out))
        function = page.new("stage")
        page.lines += [f"def {function}(x):", f"    x = {source}(x)", f"    return {then}(x)"]
        page.keep(f"{function}({name})", last)
        return
    out = page.new("x")
    sizes = draw(st.lists(SIZES, min_size=1, max_size=3))
    kinds = ["layers.Dense(size)", "layers.GRU(size, return_sequences=True)", 'layers.Conv2D(size, 3, padding="same")']
    page.lines += [f"{out} = {name}", f"for size in {sizes}:", f"    {out} = {kinds[len(shape) - 1]}({out})",
                   f"    {out} = layers.BatchNormalization()({out})"]  # fmt: skip
    page.tensors.append((out, (*shape[:-1], sizes[-1])))


def _own_layer(page: Page) -> None:
    """A layer of a class of the listing's own."""
    name, shape = page.pick()
    cls, out = write_class(page, "layers.Layer", shape)
    layer = page.new("layer")
    page.lines.append(f"{layer} = {cls}({page.draw(OWN_OPTIONS)})")
    page.keep(f"{layer}({name})", out)
    page.shared.append((layer, shape, out))


WAYS = [*[_layer] * 6, *[_merge] * 4, *[_operator] * 2, *[_variable] * 3, *[_nested] * 2, _function, _own_layer]


def _model(page: Page, name: str) -> bool:
    """Write the model, and tell whether one tensor comes out."""
    draw = page.draw
    outputs = [page.tensors[-1][0]]
    if one_in(draw, 4):
        outputs.append(page.pick()[0])
    if one_in(draw, 12):
        outputs.append(page.tensors[0][0])
    one = page.inputs[0] if len(page.inputs) == 1 else f"[{', '.join(page.inputs)}]"
    out = outputs[0] if len(outputs) == 1 else f"[{', '.join(outputs)}]"
    if one_in(draw, 10):
        out = "{" + ", ".join(f'"{key}": {tensor}' for key, tensor in zip("zyx", outputs, strict=False)) + "}"
    if one_in(draw, 10):
        one = "{" + ", ".join(f'"{entry}": {entry}' for entry in reversed(page.inputs)) + "}"
    called = draw(st.sampled_from(["", "", ', name="net"']))
    given = draw(st.sampled_from([f"{one}, {out}", f"inputs={one}, outputs={out}"]))
    page.lines.append(f"{name} = Model({given}{called})")
    return not out.startswith(("[", "{"))


# ---------------------------------------------------------------- classes
@st.composite
def subclassed(draw: Draw) -> str:
    """A subclass of Model, called on an Input; or a functional model around it."""
    page = Page(draw)
    _before(page)
    shape = draw(shapes())
    cls, _ = write_class(page, "keras.Model", shape)
    page.lines.append(f"model = {cls}({draw(OWN_OPTIONS)})")
    page.lines.append(f"outputs = model(keras.Input({shape}))")
    if one_in(draw, 3):
        page.lines += [f"inputs = keras.Input({shape})", "model = Model(inputs, model(inputs))"]
    _after(page)
    return "\n".join(page.lines) + "\n"
