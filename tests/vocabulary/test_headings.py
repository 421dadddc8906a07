"""Comments of the author, as headings above the rows that they announce."""

from __future__ import annotations

from sphinx_model_summary import summarize


def headings(listing: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.name, row.heading) for row in summarize(listing).layers if row.heading]


def test_a_comment_above_the_call_of_a_function() -> None:
    assert headings("""
def block(x, filters):
    # Convolution
    x = Conv2D(filters, 3)(x)
    return ReLU()(x)

x = inputs = Input((32, 32, 3))
# Encoder
x = block(x, 8)
x = block(x, 16)
# Head
x = Flatten()(x)
model = Model(inputs, x)
""") == [("conv2d", ("Encoder", "Convolution")), ("conv2d_1", ("Convolution",)), ("flatten", ("Head",))]


def test_a_comment_above_a_loop_stands_once() -> None:
    assert headings("""
x = inputs = Input((32, 32, 3))
# Encoder
for filters in (8, 16):
    x = Conv2D(filters, 3)(x)
    x = ReLU()(x)
model = Model(inputs, x)
""") == [("conv2d", ("Encoder",))]


def test_a_comment_above_a_block_of_the_listings_own() -> None:
    assert headings("""
class Block(layers.Layer):
    # holds one layer
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(3)

    def call(self, x):
        return self.dense(x)

x = inputs = Input((4,))
# Body
x = Block()(x)
model = Model(inputs, x)
""") == [("block", ("Body",))]
