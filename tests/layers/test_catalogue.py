"""Every layer takes its arguments in Keras's order, and tells a learner what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_model_summary.layers import Layer, catalogue

#: Each class of `keras.layers` with the names of its arguments, in the order of the constructor.
SIGNATURES = dict(
    line.split(":") for line in Path(__file__).with_name("signatures.txt").read_text(encoding="utf-8").splitlines()
)
LAYERS = {cls.__name__: cls for cls in catalogue() if cls.is_layer}


@pytest.mark.parametrize("name", SIGNATURES)
def test_takes_the_arguments_of_keras_in_their_order(name: str) -> None:
    assert [one.name for one in LAYERS[name].arguments() if not one.by_name] == SIGNATURES[name].split()


@pytest.mark.parametrize("cls", LAYERS.values(), ids=lambda cls: cls.__name__)
def test_says_what_it_is(cls: type[Layer]) -> None:
    assert cls.about.endswith(".")


@pytest.mark.parametrize("cls", [cls for cls in LAYERS.values() if cls.about_weights], ids=lambda cls: cls.__name__)
def test_says_which_weights_multiply(cls: type[Layer]) -> None:
    assert cls.multiplied is not None or cls.macs is not Layer.macs
