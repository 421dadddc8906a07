"""Listings about sequences: masks from layer to layer, states handed on, stacks of cells, both directions."""

from __future__ import annotations

from hypothesis import strategies as st

from .layer_steps import Draw, one_in
from .pages import Page

RECURRENT = st.sampled_from(["LSTM", "GRU", "SimpleRNN"])
UNITS = st.sampled_from([1, 2, 3, 4])
WHOLE = ', dtype="int32"'
JOINED = st.sampled_from(["sum", "ave", "mul"])
#: What a call may be given beside its tensor.
BESIDE = st.sampled_from(["", "", "", "", ", training=True", ", training=None", ", training=False"])


@st.composite
def sequences(draw: Draw) -> str:
    """A model over one or two sequences, most of them with masks."""
    page = Page(draw)
    for _ in range(draw(st.sampled_from([1, 1, 2]))):
        _source(page)
    for _ in range(draw(st.integers(1, 6))):
        draw(st.sampled_from(WAYS))(page)
    last = page.tensors[-1][0]
    outputs = last if not one_in(draw, 4) else f"[{last}, {page.pick()[0]}]"
    page.lines.append(f"model = Model([{', '.join(page.inputs)}], {outputs})")
    return "\n".join(page.lines) + "\n"


def _source(page: Page) -> None:
    draw, name = page.draw, page.new("i")
    page.inputs.append(name)
    features = draw(UNITS)
    if one_in(draw, 2):
        page.lines.append(f"{name} = keras.Input((7,){draw(st.sampled_from(['', WHOLE]))})")
        kind = draw(st.sampled_from(["Embedding", "Embedding", "ReversibleEmbedding"]))
        dtype = ', dtype="float16"' if one_in(draw, 8) else ""
        page.keep(f"layers.{kind}(9, {features}, mask_zero={draw(st.booleans())}{dtype})({name})", (7, features))
        return
    page.lines.append(f"{name} = keras.Input((7, {features}))")
    page.tensors.append((name, (7, features)))
    if not one_in(draw, 3):
        page.keep(f"layers.Masking({draw(st.sampled_from(['', '0.0', 'mask_value=-1.0']))})({name})", (7, features))


def _sequence(page: Page) -> tuple[str, int]:
    """One of the last tensors that are sequences, with the number of its features."""
    last = [(name, shape) for name, shape in page.tensors if len(shape) == 2][-3:]
    name, shape = page.draw(st.sampled_from(last))
    return name, shape[1] or 1


def _plain(page: Page) -> None:
    draw = page.draw
    name, features = _sequence(page)
    units = draw(UNITS)
    source, out = draw(st.sampled_from([
        ("layers.Dropout(0.2)", features), ("layers.LayerNormalization()", features), ("layers.Identity()", features),
        ("layers.BatchNormalization()", features), ("layers.SpatialDropout1D(0.1)", features),
        ("layers.ReLU()", features),
        ("layers.GaussianNoise(0.1)", features), ("layers.Softmax()", features), ("layers.PReLU()", features),
        ("layers.RMSNormalization()", features), ("layers.UnitNormalization()", features),
        ('layers.Activation("relu")', features), ("layers.Rescaling(2.0)", features),
        ("layers.ActivityRegularization(0.1)", features), (f"layers.Reshape((7, {features}))", features),
        (f"layers.Dense({units})", units), (f'layers.Conv1D({units}, 3, padding="same")', units),
        (f"layers.TimeDistributed(layers.Dense({units}))", units),
        (f'layers.EinsumDense("abc,cd->abd", (7, {units}))', units),
        ("layers.Lambda(lambda t: t * 2)", features), ("layers.Masking(1.0)", features),
        (f"layers.SpectralNormalization(layers.Dense({units}))", units),
    ]))  # fmt: skip
    page.keep(f"{source}({name}{draw(BESIDE) if 'Dropout' in source or 'Normalization()' in source else ''})", (7, out))


def _recurrent(page: Page) -> None:
    draw = page.draw
    name, _ = _sequence(page)
    units, kind = draw(UNITS), draw(RECURRENT)
    whole = ", return_sequences=True" if not one_in(draw, 4) else ""
    back = f"layers.{draw(RECURRENT)}({units}{whole}, go_backwards=True)"
    layer, width = draw(st.sampled_from([
        (f"layers.{kind}({units}{whole})", units),
        (f"layers.RNN(layers.{kind}Cell({units}){whole})", units),
        (f"layers.RNN([layers.{draw(RECURRENT)}Cell({draw(UNITS)}), layers.{kind}Cell({units})]{whole})", units),
        (f"layers.RNN(layers.StackedRNNCells([layers.{kind}Cell({units}), layers.{kind}Cell({units})]){whole})", units),
        (f"layers.Bidirectional(layers.{kind}({units}{whole}))", 2 * units),
        (f"layers.Bidirectional(layers.{kind}({units}{whole}), merge_mode={draw(JOINED)!r})", units),
        (f"layers.Bidirectional(layers.{kind}({units}{whole}), backward_layer={back})", 2 * units),
        (f"layers.Bidirectional(layers.RNN(layers.{kind}Cell({units}){whole}))", 2 * units),
    ]))  # fmt: skip
    page.keep(f"{layer}({name}{draw(BESIDE)})", (7, width) if whole else (width,))


def _states(page: Page) -> None:
    """A layer that hands its state on to another one."""
    draw = page.draw
    (first, _), (second, _) = _sequence(page), _sequence(page)
    units, kind = draw(UNITS), draw(st.sampled_from(["LSTM", "GRU"]))
    out, states = page.new("out"), [page.new("state") for _ in range(2 if kind == "LSTM" else 1)]
    page.lines.append(f"{out}, {', '.join(states)} = layers.{kind}({units}, return_state=True, "
                      f"return_sequences=True)({first})")  # fmt: skip
    page.tensors.append((out, (7, units)))
    given = f"[{', '.join(states)}]" if len(states) > 1 or one_in(draw, 2) else states[0]
    page.keep(f"layers.{kind}({units}, return_sequences=True)({second}, initial_state={given})", (7, units))


def _attention(page: Page) -> None:
    draw = page.draw
    (query, features), (value, width) = _sequence(page), _sequence(page)
    if features != width:
        value = query
    out = draw(st.sampled_from([
        f"layers.MultiHeadAttention(2, 3)({query}, {value})", f"layers.Attention()([{query}, {value}])",
        f"layers.MultiHeadAttention(2, 3)(query={query}, value={value}, key={value}, use_causal_mask=True)",
        f"layers.AdditiveAttention()([{query}, {value}, {value}])",
        f"layers.Attention(use_scale=True)([{query}, {value}])",
        f"layers.GroupQueryAttention(2, 2, 1)({query}, {value})",
        f"layers.Add()([{query}, layers.MultiHeadAttention(1, 2)({query}, {query})])",
    ]))  # fmt: skip
    page.keep(out, (7, features))


def _joined(page: Page) -> None:
    draw = page.draw
    (one, features), (other, width) = _sequence(page), _sequence(page)
    if features == width and not one_in(draw, 3):
        kind = draw(st.sampled_from(["Add", "Subtract", "Multiply", "Average", "Maximum"]))
        page.keep(f"layers.{kind}()([{one}, {other}])", (7, features))
        return
    page.keep(f"layers.Concatenate()([{one}, {other}])", (7, features + width))


def _model(page: Page) -> None:
    """A model in the middle, built beforehand or by its call."""
    draw = page.draw
    name, features = _sequence(page)
    units, inner = draw(UNITS), page.new("inner")
    layer = draw(st.sampled_from([f"layers.GRU({units}, return_sequences=True)", f"layers.Dense({units})",
                                  f"layers.TimeDistributed(layers.Dense({units}))"]))  # fmt: skip
    first = draw(st.sampled_from(["", f"keras.Input((7, {features})), ", "layers.Masking(), "]))
    page.lines.append(f"{inner} = Sequential([{first}{layer}])")
    if one_in(draw, 3):
        entry = page.new("entry")
        page.lines[-1:] = [f"{entry} = keras.Input((7, {features}))", f"{inner} = Model({entry}, {layer}({entry}))"]
    page.keep(f"{inner}({name}{draw(BESIDE)})", (7, units))


def _own(page: Page) -> None:
    """A layer of the listing's own, which takes, makes or carries on a mask."""
    draw = page.draw
    name, features = _sequence(page)
    cls = page.new("Own")
    page.lines += [f"class {cls}(layers.Layer):", "    def __init__(self, **kwargs):",
                   "        super().__init__(**kwargs)",
                   *(["        self.supports_masking = True"] if one_in(draw, 2) else []),
                   f"    def call(self, x{draw(st.sampled_from(['', ', mask=None', ', training=None']))}):",
                   "        return x * 2"]  # fmt: skip
    page.lines += draw(st.sampled_from([
        [], [], ["    def compute_mask(self, x, mask=None):", "        return mask"],
        ["    def compute_mask(self, x, mask=None):", "        return None"],
        ["    def compute_mask(self, x, mask=None):", "        return ops.any(ops.not_equal(x, 0), axis=-1)"],
    ]))  # fmt: skip
    page.keep(f"{cls}()({name}{draw(BESIDE) if 'training' in page.lines[-2] + page.lines[-1] else ''})", (7, features))


def _ending(page: Page) -> None:
    draw = page.draw
    name, features = _sequence(page)
    layer = draw(st.sampled_from(["GlobalAveragePooling1D", "GlobalMaxPooling1D", "Flatten"]))
    page.keep(f"layers.{layer}()({name})", (features if layer != "Flatten" else 7 * features,))


WAYS = [*[_plain] * 4, *[_recurrent] * 4, _states, *[_attention] * 2, *[_joined] * 2, _model, _own, _ending]
