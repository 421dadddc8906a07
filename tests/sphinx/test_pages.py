"""Whole pages: approved once, the same from reStructuredText and Markdown, and with numbers that add up."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from sphinx_model_summary.sphinx.languages import LANGUAGES, numerals_of

Build = Callable[..., Any]

PAGES = sorted(page for page in (Path(__file__).parent / "pages").iterdir() if page.is_dir())
MARKUP = ("index.rst", "index.md")


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_as_approved_in_both_languages(build: Build, page: Path, markup: str) -> None:
    built = build({markup: (page / markup).read_text(encoding="utf-8")}, "pseudoxml")
    found, approved = built.plain(), page / "approved.xml"
    if os.environ.get("APPROVE"):
        approved.write_text(found, encoding="utf-8")
    assert found == approved.read_text(encoding="utf-8")
    assert [line for line in built.warnings if "[model_summary." not in line] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_numbers_add_up_and_formulas_come_to_what_they_say(build: Build, page: Path) -> None:
    built = build({"index.rst": (page / "index.rst").read_text(encoding="utf-8")}, "pseudoxml")
    rows, totals = [], {}
    for row in built.block().findall(nodes.row):
        number = re.match(r"[\d,]+", row[2].astext() if len(row) > 2 else "")
        if "model-summary-total" in row["classes"]:
            totals[row[0].astext()] = value(number[0])
        elif number:
            rows.append(value(number[0]))
    if page.name == "failing":
        assert totals == {}
    else:
        assert totals["Total params"] == sum(rows) == totals["Trainable params"] + totals["Non-trainable params"]
    equations = [equation for texts in built.notes().values() for text in texts for equation in EQUATION.findall(text)]
    assert equations
    for formula, result in equations:
        assert evaluate(formula) == value(result), formula


NUMBER = r"\d{1,3}(?:,\d{3})*"
EQUATION = re.compile(rf"((?:[(⌊⌈]*{NUMBER}[)⌋⌉]*(?: [×÷+−] )?)+) = ({NUMBER})(?![\d.,]*\d)")


def value(number: str) -> int:
    return int(number.replace(",", ""))


def evaluate(formula: str) -> Fraction:
    """What a printed formula is worth, by Python's own arithmetic."""
    signs = {"×": "*", "÷": "/", "−": "-", "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")"}
    text = re.sub(NUMBER, lambda number: f"Fraction({value(number[0])})", formula)
    text = "".join(signs.get(sign, sign) for sign in text)
    return Fraction(eval(text, {"Fraction": Fraction, "floor": floor, "ceil": ceil, "__builtins__": {}}))


@pytest.fixture
def article(build: Build) -> Any:
    return build({"index.md": (PAGES[0] / "index.md").read_text(encoding="utf-8")}, "pseudoxml")


def test_the_table_has_the_numbers_that_keras_prints(article: Any) -> None:
    rows = [tuple(row) for row in article.cells() if row[1]]
    assert rows == [
        ("Layer (type)", "Output Shape", "Param #"),
        ("conv2d (Conv2D)", "(None, 256, 256, 64)", "1,792"),
        ("conv2d_1 (Conv2D)", "(None, 256, 256, 64)", "36,928"),
        ("max_pooling2d (MaxPooling2D)", "(None, 128, 128, 64)", "0"),
        ("batch_normalization (BatchNormalization)", "(None, 128, 128, 64)", "256"),
        ("dropout (Dropout)", "(None, 128, 128, 64)", "0"),
        ("conv2d_2 (Conv2D)", "(None, 128, 128, 128)", "73,856"),
        ("conv2d_3 (Conv2D)", "(None, 128, 128, 128)", "147,584"),
        ("max_pooling2d_1 (MaxPooling2D)", "(None, 64, 64, 128)", "0"),
        ("batch_normalization_1 (BatchNormalization)", "(None, 64, 64, 128)", "512"),
        ("dropout_1 (Dropout)", "(None, 64, 64, 128)", "0"),
        ("global_max_pooling2d (GlobalMaxPooling2D)", "(None, 128)", "0"),
        ("dense (Dense)", "(None, 128)", "16,512"),
        ("dense_1 (Dense)", "(None, 1)", "129"),
    ]
    assert [row for row in article.cells() if not row[1]] == [
        ["First block", "", ""],
        ["Second block smaller images, so more filters", "", ""],
        ["Classifier", "", ""],
        ["Total params", "", "277,569 (1.06 MB)"],
        ["Trainable params", "", "277,185 (1.06 MB)"],
        ["Non-trainable params", "", "384 (1.50 KB)"],
    ]


def test_the_notes_show_the_arithmetic_of_every_layer(article: Any) -> None:
    told = article.notes()
    assert list(told) == [
        "Conv2D: 4 layers, 260,160 parameters",
        "MaxPooling2D: 2 layers, no parameters",
        "BatchNormalization: 2 layers, 768 parameters",
        "Dropout: 2 layers, no parameters",
        "GlobalMaxPooling2D: 1 layer, no parameters",
        "Dense: 2 layers, 16,641 parameters",
        "Totals: 277,569 parameters",
    ]
    text = "\n".join(line for lines in told.values() for line in lines)
    for line in (
        "Parameters = (kernel height × kernel width × input channels) × filters + biases",
        "conv2d: (3 × 3 × 3) × 64 + 64 = 1,792 where kernel_size = 3, input channels = 3, filters = 64, biases = 64",
        "conv2d_1: (3 × 3 × 64) × 64 + 64 = 36,928",
        "conv2d_2: (3 × 3 × 64) × 128 + 128 = 73,856",
        "conv2d_3: (3 × 3 × 128) × 128 + 128 = 147,584",
        "Parameters = 2 × channels (gamma, beta) + 2 × channels (moving_mean, moving_variance)",
        "batch_normalization: 2 × 64 + 2 × 64 = 256",
        "trainable: 2 × 128 = 256; not trainable: 2 × 128 = 256",
        "dense: 128 × 128 + 128 = 16,512",
        "dense_1: 128 × 1 + 1 = 129",
        "Total params: 1,792 + 36,928 + 256 + 73,856 + 147,584 + 512 + 16,512 + 129 = 277,569",
        "Trainable params: 1,792 + 36,928 + 128 + 73,856 + 147,584 + 256 + 16,512 + 129 = 277,185",
        "Non-trainable params (moving_mean, moving_variance): 2 × 64 + 2 × 128 = 384",
    ):
        assert line in text
    for argument in ("filters:", "kernel_size = 3:", "strides = 1:", 'padding = "same":', "gamma (γ):", "rate:"):
        assert argument in text


def test_rows_and_notes_point_at_each_other(article: Any) -> None:
    links = list(article.block().findall(nodes.reference))
    here = {link["ids"][0]: link for link in links}
    assert len(here) == len(links) == 26  # thirteen layers, twice
    for link in links:
        assert here[link["refid"]]["refid"] == link["ids"][0]
        assert here[link["refid"]].astext() == link.astext()


def test_a_failing_model_has_neither_totals_nor_sums(build: Build) -> None:
    page = next(page for page in PAGES if page.name == "failing")
    built = build({"index.md": (page / "index.md").read_text(encoding="utf-8")}, "pseudoxml")
    assert built.cells()[1:] == [
        ["conv2d (Conv2D)", "(None, 28, 28, 8)", "608"],
        ["too large", "", ""],
        [
            "conv2d_1 (Conv2D)",
            "Conv2D: a window of 30 does not fit into an axis of 28, and a shape (None, 28, 28, 8) comes in",
            "?",
        ],
    ]
    assert list(built.notes()) == ["Conv2D: 1 layer"]
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("index.md:8: WARNING: Conv2D: a window of 30")


def test_two_models_on_a_page_keep_their_ids_apart(build: Build) -> None:
    layers = "```{model-summary}\nInput((4,))\nDense(3)\n```\n"
    built = build({"index.md": f"# Two\n\n{layers}\n{layers}"}, "pseudoxml")
    ids = [one for link in built.doctree().findall(nodes.reference) for one in link["ids"]]
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_a_page_in_another_language_says_the_same_numbers(build: Build, language: str) -> None:
    text = (PAGES[0] / "index.rst").read_text(encoding="utf-8")
    english = build({"index.rst": text}, "pseudoxml", out="en")
    other = build({"index.rst": text}, "pseudoxml", out=language, language=language)
    signs = numerals_of(language)
    as_in_english = str.maketrans({signs.group: ",", signs.decimal: "."})
    numbers = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
    for here, there in zip(english.cells(), other.cells(), strict=True):
        for cell, translated in zip(here, there, strict=True):
            told = translated if cell.startswith("(") else translated.translate(as_in_english)
            assert numbers.findall(cell) == numbers.findall(told)


@pytest.mark.parametrize("language", ["de", "ko"])
def test_a_page_in_another_language_says_nothing_in_english(build: Build, language: str) -> None:
    text = (PAGES[0] / "index.rst").read_text(encoding="utf-8")
    words = set(re.findall(r"[A-Za-z]+", build({"index.rst": text}, "pseudoxml", language=language).block().astext()))
    assert words & {"Parameters", "where", "weights", "height", "layers"} == set()


#: Pages of the documentation, each with a question of learners and a live listing.
GALLERY = Path(__file__).parents[2] / "docs" / "why"

#: For each page what Keras counts in all and as trainable, and what the notes must say.
ANSWERS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "conv2d": (320, 320, (
        "Parameters = (kernel height × kernel width × input channels) × filters + biases",
        "weights: kernel (3, 3, 1, 32), bias (32,)",
    )),
    "second-convolution": (38_720, 38_720, (
        "Each filter is a small window of weights that spans all input channels",
        "It differs from conv2d only in its input channels: 64 instead of 3.",
    )),
    "dense": (7_850, 7_850, ("bias: one number for each unit, added to its sum",)),
    "dense-after-flatten": (693_962, 693_962, (
        "where inputs = 13 × 13 × 32 = 5,408, units = 128",
        "99.8% of the total",
        "320 + 692,352 + 1,290 = 693,962; Dense 99.9%, Conv2D < 0.1%",
    )),
    "no-parameters": (224, 224, (
        "Comparing values takes no weights, so there is nothing to learn.",
        "It only arranges values anew, so there is nothing to learn.",
        "It applies a fixed function to each value, so there is nothing to learn.",
        "It changes values by chance and only during training, so there is nothing to learn.",
    )),
    "non-trainable": (804, 600, (
        "Parameters = 2 × channels (gamma, beta) + 2 × channels (moving_mean, moving_variance)",
        "Parameters = channels (beta) + 2 × channels (moving_mean, moving_variance)",
        "frozen: training leaves all of them as they are",
        "Non-trainable params (moving_mean, moving_variance, dense_1): 2 × 32 + 32 × 4 + 4 + 2 × 4 = 204",
        "With scale=False the layer learns no factor gamma.",
    )),
    "lstm": (6_272, 6_272, (
        "an input gate, a forget gate, an output gate and a candidate",
        "Parameters = gates × (inputs × units + units × units + biases)",
        "where gates = 4, inputs = 16, units = 32",
    )),
    "gru": (11_040, 11_040, (
        "with reset_after=True, the default, there are two sets of them, one for the input and one for the state",
        "gru_cell/bias (2, 96)",
    )),
    "bidirectional": (49_793, 49_793, (
        "with two copies of the inner layer, each with weights of its own",
        "where inputs = 2 × 64 = 128, units = 1",
        "Output shape = (batch, directions × units)",
    )),
    "embedding": (2_560_000, 2_560_000, ("vocabulary size (input_dim) = 20,000, embedding size (output_dim) = 128",)),
    "none": (16_017, 16_017, (
        "None: a size that is left open; in the first place it stands for the batch, which may have any size",
        "output shape (None, None, 16)",
    )),
    "output-size": (896, 896, (
        "so along each axis it has 2 fewer places than the input",
        "Padding with zeros keeps the size of the input.",
        "⌊ ⌋: rounded down to a whole number",
        "⌈ ⌉: rounded up to a whole number",
    )),
    "dense-on-sequences": (520, 520, ("only the last one counts, and the same weights serve every position",)),
    "separable": (3_040, 3_040, ("pointwise_kernel: (1, 1, input channels × depth multiplier, filters)",)),
    "attention": (33_216, 33_216, (
        "Query, key and value each have a projection to 8 heads of 16 numbers; a fourth one joins the heads.",
    )),
    "totals": (87, 42, (
        "used 2 times with the same weights, which count once",
        "Keras then counts the optimizer's own numbers too",
    )),
}  # fmt: skip


@pytest.fixture(scope="module")
def gallery() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in GALLERY.glob("*.md") if path.stem != "index"}


def test_every_page_is_in_the_gallery_and_is_measured(gallery: dict[str, str]) -> None:
    listed = (GALLERY / "index.md").read_text(encoding="utf-8").split("```")[1].split()
    assert set(listed) >= gallery.keys() == ANSWERS.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_a_page_answers_its_question(name: str, gallery: dict[str, str], build: Build) -> None:
    built = build({"index.md": gallery[name]}, "pseudoxml")
    assert built.warnings == []
    total, trainable, sentences = ANSWERS[name]
    cells = {row[0]: value(re.match(r"[\d,]+", row[2])[0]) for row in built.cells()[-3:]}
    assert cells == {
        "Total params": total, "Trainable params": trainable, "Non-trainable params": total - trainable
    }  # fmt: skip
    told = "\n".join(line for lines in built.notes().values() for line in lines)
    for sentence in sentences:
        assert sentence in told
    for formula, result in EQUATION.findall(told):
        assert evaluate(formula) == value(result), formula
    prose, _, after = gallery[name].partition("```{model-summary}")
    equations = EQUATION.findall(prose + after.partition("```")[2])
    assert equations
    for formula, result in equations:
        assert evaluate(formula) == value(result)
        assert f"{formula} = {result}" in told


@pytest.mark.parametrize("name", ANSWERS)
def test_no_sentence_stands_there_twice(name: str, gallery: dict[str, str], build: Build) -> None:
    notes = build({"index.md": gallery[name]}, "pseudoxml").notes()
    told = "\n".join(line for lines in notes.values() for line in lines)
    sentences = [one for one in re.findall(r"[A-Z][^.:\n]{30,}\.", told) if "=" not in one]
    assert len(sentences) == len(set(sentences))
