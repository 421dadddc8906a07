"""Options of the directive that change what is read: definitions, opened models; and layers declared in conf.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes
from sphinx.errors import ConfigError

Build = Callable[..., Any]

NESTED = """\
inner = Sequential([layers.Dense(3), layers.Dense(2)], name="inner")
model = Sequential([Input((4,)), inner, layers.Dense(5, name="dense")])
"""
NESTED_MD = f"# Page\n\n```{{model-summary}}\n:expand-nested:\n:name: net\n{NESTED}```\n"

#: The same definitions in every way in which an option can be written.
DEFINED = {
    "reStructuredText": (
        "index.rst",
        "Page\n====\n\n.. model-summary::\n   :define: units = 3\n            len(words) = 4\n\n   {}\n   {}\n",
    ),
    "reStructuredText, below": (
        "index.rst",
        "Page\n====\n\n.. model-summary::\n   :define:\n     units = 3\n     len(words) = 4\n\n   {}\n   {}\n",
    ),
    "Markdown": (
        "index.md",
        "# Page\n\n```{{model-summary}}\n---\ndefine: |\n  units = 3\n  len(words) = 4\n---\n{}\n{}\n```\n",
    ),
}
LAYERS = {
    "mylib.Scale": {
        "about": "Scales <each>.",
        "arguments": "copies=1",
        "weights": {"factors": "(inputs, copies)"},
    }
}
DECLARED = {"index.md": "# Page\n\n```{model-summary}\nfrom mylib import Scale\nInput((4,))\nScale(2)\n```\n"}


@pytest.mark.parametrize(("page", "text"), DEFINED.values(), ids=DEFINED)
def test_definitions(build: Build, page: str, text: str) -> None:
    built = build({page: text.format("Input((len(words),))", "Dense(units)")}, "pseudoxml")
    assert built.warnings == []
    assert built.cells()[1] == ["dense (Dense)", "(None, 3)", "15"]


def test_a_wrong_definition_and_one_without_effect_are_told_at_the_directive(build: Build) -> None:
    page = "# Page\n\n```{model-summary}\n---\ndefine: |\n  units = f(3)\n  n = 4\n---\nInput((4,))\nDense(3)\n```\n"
    assert build({"index.md": page}, "pseudoxml").warnings == [
        (
            "index.md:3: WARNING: the value of 'units' must be a literal (numbers, strings, tuples, lists and "
            "dictionaries of them are literals) [model_summary.option]"
        ),
        (
            "index.md:3: WARNING: the value of 'n' is not used (the listing says itself what it is, or does not ask "
            "for it in these words) [model_summary.option]"
        ),
    ]


def test_nested_models_are_opened(build: Build) -> None:
    built = build({"index.md": NESTED_MD}, "pseudoxml")
    space = "\N{NO-BREAK SPACE}"
    assert [row[0] for row in built.cells()[1:5]] == [
        "inner (Sequential)",
        f"{space * 3}└ dense (Dense)",
        f"{space * 3}└ dense_1 (Dense)",
        "dense (Dense)",
    ]
    assert built.cells()[5] == ["Total params", "", "38 (152.00 B)"]
    (totals,) = [texts for title, texts in built.notes().items() if title.startswith("Totals")]
    assert "23 + 15 = 38" in totals[0]


def test_rows_and_notes_of_layers_with_one_name_do_not_meet(build: Build) -> None:
    block = build({"index.md": NESTED_MD}, "pseudoxml").block()
    places = [place for node in block.findall(nodes.reference) for place in node["ids"]]
    assert len(places) == len(set(places))
    targets = [node["refid"] for node in block.findall(nodes.reference)]
    assert set(targets) == set(places)
    assert "model-net-inner-dense-row" in places


@pytest.mark.parametrize("builder", ["html", "latex", "text", "man"])
def test_opened_models_in_every_format(build: Build, builder: str) -> None:
    assert build({"index.md": NESTED_MD}, builder).warnings == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_declared_layer_has_its_row_and_its_note(build: Build, language: str) -> None:
    built = build(DECLARED, "html", jobs=2, model_summary_layers=LAYERS, language=language)
    assert built.warnings == []
    assert built.cells()[1] == ["scale (Scale)", "(None, 4)", "8"]
    (note,) = [texts for title, texts in built.notes().items() if title.startswith("Scale")]
    assert "Scales <each>." in note[0]


def test_a_changed_declaration_changes_the_page(build: Build) -> None:
    build(DECLARED, "html", model_summary_layers=LAYERS)
    changed = {"mylib.Scale": {"arguments": "copies=1", "weights": {"factors": "(inputs + 1, copies)"}}}
    assert build(DECLARED, "html", model_summary_layers=changed).cells()[1] == ["scale (Scale)", "(None, 4)", "10"]


def test_a_wrong_declaration_stops_the_build(build: Build) -> None:
    with pytest.raises(ConfigError, match=r"model_summary_layers: mylib.Scale: there is no key 'wights' \(one of arg"):
        build(DECLARED, "pseudoxml", model_summary_layers={"mylib.Scale": {"wights": {}}})


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (
            ":input-shape: 28",
            (
                "the input shape is not used: model 'sequential' has an input of its own (change it in the listing) "
                "[model_summary.option]"
            ),
        ),
        (":model: 3", "'3' is an int, not a model of Keras (models of this listing: net) [model_summary.no_model]"),
        (
            f":input-shape: {'9' * 70}x",
            (
                f"option :input-shape: does not know '{'9' * 57}…' (write whole numbers, such as 28, 28, 1) "
                "[model_summary.option]"
            ),
        ),
    ],
)
def test_what_is_wrong_with_an_option_is_told_at_the_directive(build: Build, option: str, told: str) -> None:
    page = f"# Page\n\n```{{model-summary}}\n{option}\n\nnet = Sequential([Input((4,)), Dense(3)])\n```\n"
    assert build({"index.md": page}, "pseudoxml").warnings == [f"index.md:3: WARNING: {told}"]
