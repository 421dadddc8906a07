"""Listings about what stands around the layers: precision, where the channels are, batches, wrappers, structures."""

from __future__ import annotations

from hypothesis import strategies as st

from .layer_steps import Draw, one_in
from .pages import Page

SIZE = st.sampled_from([1, 2, 3, 4])
POLICIES = st.sampled_from(["mixed_float16", "mixed_bfloat16", "float16", "float64", "float32"])
FLOAT16, INT32 = ', dtype="float16"', ', dtype="int32"'
FIRST = ', data_format="channels_first"'


@st.composite
def arrangements(draw: Draw) -> str:
    """A model that is arranged in one of the less common ways, or in two of them."""
    page = Page(draw)
    if one_in(draw, 3):
        page.lines.append(f"keras.config.set_dtype_policy({draw(POLICIES)!r})")
    draw(st.sampled_from([_channels_first, _wrapped, _stateful, _structures, _between, _precise]))(page)
    return "\n".join(page.lines) + "\n"


def _option(page: Page) -> str:
    """A further argument of a layer, now and then."""
    draw = page.draw
    return draw(st.sampled_from(["", "", "", "", f", dtype={draw(POLICIES)!r}", ", trainable=False", ', name="own"']))


def _channels_first(page: Page) -> None:
    """Images whose channels stand before height and width."""
    draw = page.draw
    batch = draw(st.sampled_from(["", ", batch_size=2"]))
    page.lines += [f"x = i = keras.Input(({draw(SIZE)}, 16, 12){batch})"]
    for _ in range(draw(st.integers(1, 4))):
        layer = draw(st.sampled_from([
            f"Conv2D({draw(SIZE)}, 3{FIRST}", f'Conv2D({draw(SIZE)}, 3, strides=2, padding="same"{FIRST}',
            f"SeparableConv2D({draw(SIZE)}, 1{FIRST}", f"DepthwiseConv2D(2, depth_multiplier=2{FIRST}",
            f"Conv2DTranspose({draw(SIZE)}, 2, strides=2{FIRST}", f"MaxPooling2D({FIRST[2:]}",
            f"AveragePooling2D(2{FIRST}", f"UpSampling2D({FIRST[2:]}", f"ZeroPadding2D(1{FIRST}",
            f"Cropping2D(1{FIRST}", f"SpatialDropout2D(0.1{FIRST}", "BatchNormalization(axis=1",
            "LayerNormalization(axis=[1, 2]", "GroupNormalization(1, axis=1", "PReLU(shared_axes=[2, 3]",
            f"Resizing(8, 9{FIRST}", f"RandomCrop(5, 6{FIRST}",
        ]))  # fmt: skip
        page.lines.append(f"x = layers.{layer}{'' if layer.endswith('(') else _option(page)})(x)")
    last = draw(st.sampled_from([
        f"Flatten({FIRST[2:]})", f"GlobalAveragePooling2D({FIRST[2:]})", f"GlobalMaxPooling2D(keepdims=True{FIRST})",
        "Permute((2, 3, 1))",
    ]))  # fmt: skip
    page.lines += [f"x = layers.{last}(x)", "model = Model(i, x)"]


def _inner(page: Page, shape: str) -> str:
    """A layer or model over images, in a variable or written out."""
    draw, units = page.draw, page.draw(SIZE)
    layer = f"layers.Conv2D({units}, 3{_option(page)})"
    way = draw(st.sampled_from(["layer", "open", "given", "functional"]))
    if way == "layer":
        return layer
    name = page.new("inner")
    last = draw(st.sampled_from(["layers.Flatten()", "layers.GlobalMaxPooling2D()", "layers.BatchNormalization()"]))
    called = draw(st.sampled_from(["", f', name="{name}"', ", trainable=False"]))
    first = f"keras.Input({shape}), " if way == "given" else ""
    page.lines.append(f"{name} = Sequential([{first}{layer}, {last}]{called})")
    if way == "functional":
        page.lines[-1:] = [f"e = keras.Input({shape})", f"{name} = Model(e, {last}({layer}(e)){called})"]
    if one_in(draw, 4):
        page.lines.append(f"{name}.trainable = False")
    return name


def _wrapped(page: Page) -> None:
    """Layers that take others: over steps, over models, with a kernel kept small, in both directions."""
    draw, units = page.draw, page.draw(SIZE)
    if one_in(draw, 2):
        source = f"layers.TimeDistributed({_inner(page, '(8, 6, 3)')}{_option(page)})"
        page.lines += ["i = keras.Input((5, 8, 6, 3))", f"layer = {source}", "x = layer(i)"]
        if one_in(draw, 3):
            page.lines.append("layer.layer.trainable = False" if one_in(draw, 2) else "layer.trainable = False")
        if one_in(draw, 4):
            page.lines.append("x = layers.Add()([x, layer(layers.Dropout(0.1)(i))])")
        page.lines += ["model = Model(i, x)"]
        return
    kernel = draw(st.sampled_from([
        f"layers.Conv1D({units}, 3{_option(page)})", f"layers.Dense({units}{_option(page)})",
        f"layers.Conv1DTranspose({units}, 2)", f"layers.DepthwiseConv1D(2{_option(page)})",
        f'layers.EinsumDense("abc,cd->abd", (None, {units}))',
    ]))  # fmt: skip
    recurrent = draw(st.sampled_from([
        f"layers.LSTM({units}, return_sequences=True{_option(page)})", f"layers.GRU({units}, return_state=True)",
        f"layers.RNN([layers.GRUCell({units}), layers.LSTMCell({units})], return_sequences=True)",
        f"layers.SimpleRNN({units}, use_bias=False, return_sequences=True)",
        f"layers.RNN(layers.StackedRNNCells([layers.LSTMCell({units}), layers.LSTMCell(2)]))",
    ]))  # fmt: skip
    merge = draw(st.sampled_from(["", ', merge_mode="sum"', ", merge_mode=None", ', merge_mode="mul"']))
    page.lines += [
        "i = keras.Input((9, 4))",
        f"x = layers.SpectralNormalization({kernel}{draw(st.sampled_from(['', ', power_iterations=2']))})(i)",
        f"layer = layers.Bidirectional({recurrent}{merge}{_option(page)})", "x = layer(x)",
    ]  # fmt: skip
    if one_in(draw, 3):
        page.lines.append("layer.trainable = False")
    page.lines.append("model = Model(i, x)")


def _stateful(page: Page) -> None:
    """Batches of a known size, and layers that keep their state from one to the next."""
    draw, units = page.draw, page.draw(SIZE)
    entry = draw(st.sampled_from(["keras.Input((5, 3), batch_size=2)", "keras.Input(batch_shape=(2, 5, 3))",
                                  "keras.Input(batch_shape=(2, None, 3))", "keras.Input((5, 3))"]))  # fmt: skip
    kept = "".join(draw(st.sampled_from(["", f", {name}=True"])) for name in ("stateful", "return_sequences", "unroll"))
    layer = draw(st.sampled_from([
        f"layers.LSTM({units}{kept})", f"layers.GRU({units}{kept})", f"layers.SimpleRNN({units}{kept})",
        f"layers.Bidirectional(layers.LSTM({units}{kept}))", f"layers.RNN(layers.GRUCell({units}){kept})",
        f"layers.RNN([layers.LSTMCell({units}), layers.SimpleRNNCell(2)]{kept})",
        f"layers.ConvLSTM1D({units}, 1{kept.replace(', unroll=True', '')})",
    ]))  # fmt: skip
    before = draw(st.sampled_from(["", "layers.Masking()", f"layers.Dense({units})", "layers.Permute((2, 1))"]))
    after = draw(st.sampled_from(["", "layers.Dense(2)", "layers.Flatten()", "layers.Reshape((-1, 1))"]))
    if "ConvLSTM" in layer:
        before = "layers.Reshape((5, 3, 1))"
    stack = ", ".join(filter(None, [entry, before, layer, after]))
    page.lines.append(f"model = Sequential([{stack}])")


def _structures(page: Page) -> None:
    """Models whose inputs and outputs stand in dicts and lists, called in several ways."""
    draw = page.draw
    page.lines += ["a, b = keras.Input((4,), name='a'), keras.Input((4,), name='b')",
                   f"p = layers.Dense({draw(SIZE)}{_option(page)})(a)", "q = layers.Add(name='sum')([a, b])",
                   f"r = layers.Dense({draw(SIZE)}, name='out')(q)"]  # fmt: skip
    inputs = draw(st.sampled_from(["[a, b]", "[b, a]", "{'a': a, 'b': b}", "{'b': b, 'a': a}", "(a, b)",
                                   "{'x': a, 'y': b}"]))  # fmt: skip
    outputs = draw(st.sampled_from(["[p, r]", "{'r': r, 'p': p}", "r", "[r]", "{'only': r}", "[p, [q, r]]", "(r, p)"]))
    page.lines.append(f"inner = Model({inputs}, {outputs}{draw(st.sampled_from(['', ', name=chr(105)']))})")
    if one_in(draw, 4):
        page.lines.append("model = inner")
        return
    given = {"[": "[s, t]", "(": "(s, t)"}.get(inputs[0], "{'x': s, 'y': t}" if "'x'" in inputs else "{'b': s, 'a': t}")
    given = draw(st.sampled_from([given, given, "[t, s]", "(s, t)"]))
    page.lines += ["s, t = keras.Input((4,)), keras.Input((4,), batch_size=3)", f"out = inner({given})"]
    if one_in(draw, 4):
        page.lines.append(f"out = inner({given})")
    if one_in(draw, 3):
        frozen = draw(st.sampled_from(["inner", "inner.layers[-1]", "inner.layers[2]"]))
        page.lines.append(f"{frozen}.trainable = False")
    picked = {"{'r": "[out['p'], out['r']]", "[p, ": "out[0]", "(r, ": "list(out)"}.get(outputs[:3], "out")
    page.lines.append(f"model = Model([s, t], {draw(st.sampled_from(['out', picked]))})")


def _between(page: Page) -> None:
    """Layers that are frozen and freed, models that grow, between the calls."""
    draw = page.draw
    first = f"layers.Dense(3{_option(page)}){draw(st.sampled_from(['', ', layers.BatchNormalization()']))}"
    page.lines.append(f"base = Sequential([keras.Input((4,)), {first}, layers.Dense(4)])")
    page.lines += ["shared = layers.Dense(4)", "x = i = keras.Input((4,))"]
    steps = st.sampled_from([
        "x = base(x)", "x = base(x, training=False)", "x = shared(x)", "shared.trainable = False",
        "base.trainable = False", "base.trainable = True", "base.layers[0].trainable = False",
        "base.layers[-1].trainable = True", "base.add(layers.Dense(4))", "base.pop()", "x = layers.ReLU()(x)",
        "other = Model(i, shared(x))", "base = Sequential([base, shared])", "x = layers.Add()([x, base(x)])",
        "shared.trainable = True", "for one in base.layers: one.trainable = not one.trainable",
    ])  # fmt: skip
    page.lines += [draw(steps) for _ in range(draw(st.integers(2, 7)))]
    page.lines.append("model = Model(i, shared(x))" if one_in(draw, 2) else "model = Model(i, base(x))")
    page.lines += [draw(steps) for _ in range(draw(st.integers(0, 2)))]


def _precise(page: Page) -> None:
    """Layers of different precision on one graph."""
    draw = page.draw
    page.lines.append(f"i = keras.Input((6, 4){draw(st.sampled_from(['', FLOAT16, INT32]))})")
    page.tensors.append(("i", (6, 4)))
    for _ in range(draw(st.integers(1, 6))):
        name = page.pick()[0]
        dtype = draw(st.sampled_from(["", f"dtype={draw(POLICIES)!r}"]))
        other = page.mate((6, 4), name) or name
        page.keep(draw(st.sampled_from([
            f"layers.Dense(4, {dtype})({name})", f"layers.Add({dtype})([{name}, {other}])", f"{name} + {other}",
            f"layers.LayerNormalization({dtype})({name})", f"layers.Activation('relu', {dtype})({name})",
            f"layers.MultiHeadAttention(2, 3, {dtype})({name}, {other})", f"ops.cast({name}, 'float32')",
            f"layers.LSTM(4, return_sequences=True, {dtype})({name})", f"layers.Masking({dtype})({name})",
            f"layers.Rescaling(0.5, {dtype})({name})", f"{name} * 0.5", f"layers.Dropout(0.1, {dtype})({name})",
            f"layers.TimeDistributed(layers.Dense(4, {dtype}))({name})",
            f"Sequential([layers.Dense(4, {dtype}), layers.ReLU({dtype})])({name})",
            f"layers.Bidirectional(layers.GRU(2, return_sequences=True, {dtype}))({name})",
            f"layers.Concatenate(axis=1, {dtype})([{name}, {other}])[:, :6]",
        ])), (6, 4))  # fmt: skip
    page.lines.append(f"model = Model(i, {page.tensors[-1][0]})")
