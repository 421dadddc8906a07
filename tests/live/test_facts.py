"""Recorded facts: what Keras 3.15 said of layers and models, compared wherever the tests run."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .comparison import compared

FACTS = Path(__file__).parents[1] / "facts"


def facts(name: str) -> Iterator[Any]:
    """The facts in one of the files, one a line."""
    return map(json.loads, (FACTS / name).read_text(encoding="utf-8").splitlines())


def listing_of(fact: dict[str, Any]) -> str:
    """A listing that applies the one layer of a fact to inputs, and makes a model of that."""
    lines = ["import keras", "from keras.layers import *", ""]
    kinds = fact.get("dtypes") or [None] * len(fact["inputs"])
    for index, (shape, kind) in enumerate(zip(fact["inputs"], kinds, strict=True)):
        whole = (fact.get("batch_size"), *shape)
        lines.append(f"x{index} = keras.Input(batch_shape={whole}{f', dtype={kind!r}' if kind else ''})")
    inputs = ", ".join(f"x{index}" for index in range(len(kinds)))
    lines += [f"layer = {fact['call']}", f"y = {fact.get('apply', 'layer(x0)')}", f"model = keras.Model([{inputs}], y)"]
    return "\n".join(lines) + "\n"


LAYERS = [pytest.param(fact, id=fact["call"][:60]) for fact in facts("layers.jsonl")]
MODELS = [
    pytest.param(fact, id=f"{name}-{number}")
    for name in ("models", "findings")
    for number, fact in enumerate(facts(f"{name}.jsonl"))
]


@pytest.mark.parametrize("fact", LAYERS)
def test_layer(fact: dict[str, Any]) -> None:
    outcome, why = compared(listing_of(fact), fact)
    assert outcome in ("exact", "both refuse"), why


@pytest.mark.parametrize("fact", MODELS)
def test_model(fact: dict[str, Any]) -> None:
    outcome, why = compared(fact["listing"], fact)
    assert outcome in ("exact", "both refuse"), why


@pytest.mark.filterwarnings("default")
def test_keras_says_so_still(keras: None) -> None:
    from .measurement import measured

    for fact in random.sample(list(facts("models.jsonl")), 10):
        recorded = {name: value for name, value in fact.items() if name != "listing"}
        found = measured(fact["listing"])
        assert found.keys() == recorded.keys()
        assert "refused" in found or json.loads(json.dumps(found)) == recorded
