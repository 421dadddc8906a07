"""Recorded facts: what Keras 3.15 said of layers, operations and models, compared wherever the tests run."""

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


RECORDED = ("models", "operations", "findings")
LAYERS = [pytest.param(fact, id=fact["call"][:60]) for fact in facts("layers.jsonl")]
MODELS = [
    pytest.param(fact, id=f"{name}-{number}")
    for name in RECORDED
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


def says(found: Any, recorded: Any) -> bool:
    """Whether all that is recorded is found."""
    if isinstance(recorded, dict):
        return all(name in found and says(found[name], value) for name, value in recorded.items())
    if isinstance(recorded, list):
        return len(found) == len(recorded) and all(map(says, found, recorded))
    return bool(found == recorded)


@pytest.mark.filterwarnings("default")
def test_keras_says_so_still(keras: None) -> None:
    from .measurement import measured

    for fact in random.sample([fact for name in RECORDED for fact in facts(f"{name}.jsonl")], 15):
        found = measured(fact["listing"])
        if "refused" in fact:
            assert "refused" in found
        else:
            assert says(json.loads(json.dumps(found)), {name: fact[name] for name in fact if name != "listing"})
