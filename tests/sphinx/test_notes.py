"""What the notes say about models that are out of the ordinary: long ones, frozen ones, ones without weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Build = Callable[..., Any]


@pytest.fixture
def notes(build: Build) -> Callable[[str], dict[str, list[str]]]:
    """The notes on a listing, by their titles."""

    def run(listing: str) -> dict[str, list[str]]:
        built = build({"index.md": f"# Page\n\n```{{model-summary}}\n{listing}\n```\n"}, "pseudoxml")
        assert built.warnings == []
        told: dict[str, list[str]] = built.notes()
        return told

    return run


def test_a_model_without_weights_has_nothing_to_add_up(notes: Any) -> None:
    told = notes("Input((4, 4, 1))\nFlatten()\nReLU()")
    assert told["Totals: no parameters"] == [
        "Total params: 0; none of the layers has weights, so there is nothing to train"
    ]


def test_a_long_sum_goes_over_the_types(notes: Any) -> None:
    told = notes("Input((4,))\n" + "Dense(4)\nBatchNormalization()\n" * 12)
    totals = told["Totals: 432 parameters"]
    assert totals[0] == (
        "Total params: 240 (Dense) + 192 (BatchNormalization) = 432; Dense 55.6%, BatchNormalization 44.4%"
    )
    assert totals[1] == "Trainable params: 432 − 96 = 336"
    assert len(told["Dense: 12 layers, 240 parameters"]) < 12  # layers of equal arithmetic share a line


def test_what_comes_in_tells_its_own_arithmetic(notes: Any) -> None:
    told = notes("Input((4, 6, 5))\nFlatten()\nDense(2)")
    assert "where inputs = 4 × 6 × 5 = 120, units = 2" in told["Dense: 1 layer, 242 parameters"][-1]


def test_channels_first_are_not_taken_for_the_last_axis(notes: Any) -> None:
    told = notes(
        'Input((6, 8, 8))\nConv2D(6, 3, data_format="channels_first")\nConv2D(6, 3, data_format="channels_first")'
    )
    assert "where kernel_size = 3, input channels = 6, filters = 6" in told["Conv2D: 2 layers, 660 parameters"][-1]


def test_a_frozen_layer_says_so_and_a_measuring_one_does_not(notes: Any) -> None:
    told = notes("Input((3,))\nNormalization()\nDense(2, trainable=False)")
    assert "training changes none of them" in told["Normalization: 1 layer, 7 parameters"][-1]
    assert "frozen: training leaves all of them as they are" in told["Dense: 1 layer, 8 parameters"][-1]
    assert not any(line.startswith("After training") for line in told["Totals: 15 parameters"])


def test_the_layer_inside_a_wrapper_is_explained_once(notes: Any) -> None:
    alone = notes("Input((5, 3))\nBidirectional(GRU(2))")
    assert "three sets of weights of the same size" in alone["Bidirectional: 1 layer, 84 parameters"][0]
    both = notes("Input((5, 3))\nBidirectional(GRU(2, return_sequences=True))\nGRU(2)")
    assert "The layer inside, GRU, has a note of its own." in both["Bidirectional: 1 layer, 84 parameters"][0]


def test_a_model_inside_tells_its_largest_layers_only(notes: Any) -> None:
    inner = ", ".join(f"layers.Dense({units})" for units in range(1, 13))
    told = notes(
        f"inner = keras.Sequential([keras.Input((2,)), {inner}])\n"
        "model = keras.Sequential([keras.Input((2,)), inner, layers.Dense(1)])"
    )
    (line,) = [line for line in told["Sequential: 1 layer, 652 parameters"] if line.startswith("sequential:")]
    assert "where dense_11 = 144, dense_10 = 121" in line
    assert "…; output shape" in line


def test_an_argument_that_formulas_do_not_name_goes_by_its_own_name(notes: Any) -> None:
    told = notes("x = Input((4,))\ny = keras.ops.concatenate([x, x], axis=-1)\nModel(x, y)")
    assert told["Concatenate: 1 layer, no parameters"][-1].startswith("concatenate: axis = -1; ")


def test_weights_that_one_layer_trains_and_another_does_not_are_called_neither(notes: Any) -> None:
    told = notes("Input((4,))\nBatchNormalization()\nBatchNormalization(trainable=False)")
    about = told["BatchNormalization: 2 layers, 32 parameters"]
    assert any(line.startswith("gamma (γ): (channels); the factor by which") for line in about)
    assert any(line.startswith("moving_mean: (channels); not trainable; ") for line in about)


def test_arguments_stand_as_their_author_wrote_them(notes: Any) -> None:
    told = notes('Input((6, 4))\nEinsumDense("abc,cd->abd", (None, 2))')
    assert any(line.startswith('equation = "abc,cd->abd": ') for line in told["EinsumDense: 1 layer, 8 parameters"])


def test_a_class_of_the_listing_is_not_called_a_model(notes: Any) -> None:
    told = notes(
        "class Scale(layers.Layer):\n"
        "    def build(self, shape):\n"
        "        self.scale = self.add_weight(shape=(shape[-1],), name='scale')\n\n"
        "    def call(self, x):\n"
        "        return x * self.scale\n\n"
        "model = keras.Sequential([keras.Input((3,)), Scale()])"
    )
    first, *_rest = told["Scale: 1 layer, 3 parameters"]
    assert first.startswith("A class of the listing's own; its parameters are its own weights")


def test_a_size_that_is_met_by_chance_is_not_told_as_a_rule(notes: Any) -> None:
    told = notes("Input((2, 2, 3))\nAdaptiveMaxPooling2D(2)")
    about = told["AdaptiveMaxPooling2D: 1 layer, no parameters"]
    assert "Output shape = (batch, output height, output width, …)" in about


def test_strides_that_follow_the_window_are_explained(notes: Any) -> None:
    about = notes("Input((8, 8, 3))\nMaxPooling2D(2)")["MaxPooling2D: 1 layer, no parameters"]
    assert "strides: how far the window moves at each step; as far as the window is wide if not given" in about


def test_padding_in_front_only_says_what_for(notes: Any) -> None:
    told = notes('Input((8, 3))\nConv1D(4, 2, padding="causal", dilation_rate=2)')
    assert told["Conv1D: 1 layer, 28 parameters"][-1].endswith("no place of the output sees what comes after it.")
