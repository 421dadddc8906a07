"""Freezing layers: which weights train afterwards; numbers of Keras 3.15."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize

MODEL = "model = Sequential([Input((4,)), Dense(3), BatchNormalization(), Dense(2)])\n"
#: What is done to a model of three layers of 15, 12 and 8 parameters, and how many of them train then.
TRAINABLE = {
    "": 29,
    "model.trainable = False": 0,
    "model.layers[0].trainable = False": 14,
    "for layer in model.layers[:-2]: layer.trainable = False": 14,
    "model.trainable = False; model.layers[-1].trainable = True": 0,
    "for layer in model.layers:\n    if type(layer) is Dense: layer.trainable = False": 6,
    "for layer in model.layers:\n    if type(layer) in (Dense, Conv2D): layer.trainable = False": 6,
    "for layer in model.layers:\n    layer.trainable = layer.__class__ != BatchNormalization": 23,
    "for layer in model.layers:\n    if layer.__class__.__name__ == 'Dense': layer.trainable = False": 6,
    "for layer in model.layers:\n    if layer is model.layers[-1]: layer.trainable = False": 21,
}


#: The same of single weights.
TRAINABLE |= {
    "model.layers[0].kernel.trainable = False": 17,
    "model.layers[2].weights[1].trainable = False": 27,
    "for weight in model.layers[1].trainable_weights: weight.trainable = False": 23,
    "for weight in model.layers[0].variables: weight.trainable = 'bias' in weight.name": 17,
    "for weight in model.weights[:2]: weight.trainable = not weight.trainable": 14,
    "model.layers[0].kernel.trainable = False; model.layers[0].trainable = True": 29,
    "if len(model.non_trainable_variables) == 2 and not Dense(3).weights: model.layers[0].trainable = False": 14,
}


@pytest.mark.parametrize("done", TRAINABLE)
def test_layers_of_a_model(done: str) -> None:
    summary = summarize(MODEL + done)
    assert summary.problems == ()
    assert summary.trainable is not None
    assert summary.trainable.params == TRAINABLE[done]


def test_what_bidirectional_copies_is_frozen_on_its_own() -> None:
    frozen = "inner = LSTM(3)\n{}\nmodel = Sequential([Input((5, 2)), layer])"
    before = summarize(frozen.format("inner.trainable = False; layer = Bidirectional(inner)"))
    after = summarize(frozen.format("layer = Bidirectional(inner); inner.trainable = False"))
    assert [summary.trainable and summary.trainable.params for summary in (before, after)] == [0, 144]


def test_a_weight_of_the_listings_own_is_frozen() -> None:
    summary = summarize("""
class Scale(layers.Layer):
    def build(self, shape):
        self.scale = self.add_weight(shape=(shape[-1],))
        self.shift = self.add_weight(shape=(shape[-1],))
        self.shift.trainable = False
    def call(self, x):
        return x * self.scale + self.shift
model = Sequential([Input((4,)), Scale()])
""")
    assert summary.problems == ()
    assert (summary.trainable and summary.trainable.params, summary.total and summary.total.params) == (4, 8)


def test_freezing_what_is_not_known_is_a_problem() -> None:
    summary = summarize(MODEL + "model.layers[0].adapter.trainable = False")
    assert str(summary.problems[0].message) == "a layer has no attribute 'adapter'"
