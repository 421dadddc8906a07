"""Models of every build: chains, branches, skips, several inputs and outputs, layers that are used again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from sphinx_model_summary import Summary, summarize

MODELS = {
    "chain": """
        Input((28, 28, 1))
        Conv2D(8, 3)
        Flatten()
        Dense(10)
        """,
    "vgg": """
        def stage(filters, count):
            for _ in range(count):
                model.add(Conv2D(filters, 3, padding="same"))
            model.add(MaxPooling2D())

        model = Sequential([Input((224, 224, 3))])
        stage(64, 2)
        stage(128, 2)
        stage(256, 3)
        stage(512, 3)
        stage(512, 3)
        for layer in Flatten(), Dense(4096), Dense(4096), Dense(1000):
            model.add(layer)
        """,
    "residual": """
        image = Input((32, 32, 64), name="image")
        x = Conv2D(64, 3, padding="same")(image)
        x = BatchNormalization()(x)
        x = Add()([x, image])
        model = Model(image, ReLU()(x))
        """,
    "inception": """
        inputs = Input((28, 28, 192))
        one = Conv2D(64, 1)(inputs)
        three = Conv2D(128, 3, padding="same")(Conv2D(96, 1)(inputs))
        five = Conv2D(32, 5, padding="same")(Conv2D(16, 1)(inputs))
        pooled = Conv2D(32, 1)(MaxPooling2D(3, strides=1, padding="same")(inputs))
        model = Model(inputs, Concatenate()([one, three, five, pooled]))
        """,
    "unet": """
        inputs = x = Input((64, 64, 3))
        skips = []
        for filters in 16, 32:
            x = Conv2D(filters, 3, padding="same")(x)
            skips.append(x)
            x = MaxPooling2D()(x)
        x = Conv2D(64, 3, padding="same")(x)
        for filters, skip in zip((32, 16), reversed(skips)):
            x = Conv2DTranspose(filters, 2, strides=2)(x)
            x = Concatenate()([skip, x])
        model = Model(inputs, x)
        """,
    "two inputs": """
        title, tags = Input((None,), name="title"), Input((12,), name="tags")
        x = LSTM(32)(Embedding(1000, 64)(title))
        x = Concatenate()([x, tags])
        model = Model([title, tags], [Dense(1)(x), Dense(4)(x)])
        """,
    "transformer": """
        tokens = Input((200,), name="tokens")
        x = Embedding(20_000, 32)(tokens)
        for _ in range(2):
            x = LayerNormalization()(Add()([x, MultiHeadAttention(2, 32)(x, x)]))
            x = LayerNormalization()(Add()([x, Dense(32)(Dense(32)(x))]))
        model = Model(tokens, Dense(2)(GlobalAveragePooling1D()(x)))
        """,
    "lstm": """
        Input((200,))
        Embedding(20_000, 128)
        Bidirectional(LSTM(64, return_sequences=True))
        Bidirectional(LSTM(64))
        Dense(1)
        """,
    "crosswise": """
        a = Input((4,), name="a")
        b, c = Dense(8)(a), Dense(8)(a)
        d, e = ReLU()(b), Add()([b, c])
        model = Model(a, Add()([d, e]))
        """,
    "siamese": """
        left, right = Input((28, 28, 1), name="left"), Input((28, 28, 1), name="right")
        encoder = Sequential([Input((28, 28, 1)), Conv2D(16, 3), GlobalAveragePooling2D()], name="encoder")
        model = Model([left, right], Subtract()([encoder(left), encoder(right)]))
        """,
    "used again": """
        a = Input((10,), name="a")
        shared = Dense(10, name="shared")
        x = Activation("relu", name="between")(shared(a))
        x = shared(shared(x))
        model = Model(a, Dense(1, name="last")(x))
        """,
    "resnet50": (Path(__file__).parents[1] / "listings" / "resnet50.py").read_text(encoding="utf-8"),
}


@pytest.fixture(scope="session")
def summary() -> Callable[..., Summary]:
    """The summary of one of the models."""

    def summarized(name: str, *, expand_nested: bool = False) -> Summary:
        listing = "\n".join(line.removeprefix(" " * 8) for line in MODELS[name].splitlines())
        found = summarize(MODELS[name] if name == "resnet50" else listing, expand_nested=expand_nested)
        assert found.problems == ()
        return found

    return summarized


@pytest.fixture(params=MODELS)
def any_summary(request: pytest.FixtureRequest, summary: Callable[..., Summary]) -> Summary:
    """The summary of each of the models."""
    return summary(request.param)


@st.composite
def graphs(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Links between rows from 0 on: each row takes one or more of the rows before it, or is an input."""
    count = draw(st.integers(2, 14))
    links = []
    for row in range(1, count):
        nearest = max(0, row - draw(st.integers(1, count)))
        sources = draw(st.lists(st.integers(nearest, row - 1), min_size=row > 2 or row == 1, max_size=3, unique=True))
        links += [(source, row) for source in sources]
    return links


def listing_of(graph: list[tuple[int, int]]) -> str:
    """A model with these links."""
    count = max(target for _, target in graph) + 1
    lines = []
    for row in range(count):
        sources = [f"t{source}" for source, target in graph if target == row]
        layer = ["Input((8,))", f"Dense(8)({''.join(sources[:1])})", f"Add()([{', '.join(sources)}])"]
        lines.append(f"t{row} = {layer[min(len(sources), 2)]}")
    inputs = [f"t{row}" for row in range(count) if all(target != row for _, target in graph)]
    outputs = [f"t{row}" for row in range(count) if all(source != row for source, _ in graph)]
    return "\n".join([*lines, f"model = Model([{', '.join(inputs)}], [{', '.join(outputs)}])"])
