"""Models of the site side by side, and layer by layer, in both languages and every builder, up to date after edits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes

from sphinx_model_summary.sphinx.folding import blocks

Build = Callable[..., Any]

MODELS = """\
# Models

```{model-summary} A plain one
:name: plain
Input((28, 28, 1))
Conv2D(16, 3)
MaxPooling2D()
Flatten()
Dense(10)
```

```{model-summary}
:name: strided
Input((28, 28, 1))
Conv2D(16, 3, strides=2)
MaxPooling2D()
Flatten()
Dense(10)
```

```{model-summary}
:name: regular
Input((28, 28, 1))
Conv2D(16, 3)
BatchNormalization()
MaxPooling2D()
Flatten()
Dense(10)
```
"""
INDEX = "# Site\n\n```{toctree}\nmodels\nlesson\n```\n"
MARKDOWN = {
    "index.md": INDEX, "models.md": MODELS,
    "lesson.md": "# Lesson\n\n```{model-compare} What a *stride* does\n:name: two\n:difference:\nplain\nstrided\n```\n",
}  # fmt: skip
RST = {
    "index.md": INDEX, "models.md": MODELS,
    "lesson.rst": "Lesson\n======\n\n.. model-compare:: What a *stride* does\n   :name: two\n   :difference:\n\n"
                  "   plain, strided\n",
}  # fmt: skip


def tables(built: Any, page: str = "lesson") -> list[list[list[str]]]:
    """The tables of the comparisons on a page, once everything is known, as texts."""
    document = built.doctree(page)
    built.app.env.apply_post_transforms(document, page)
    return [
        [[entry.astext() for entry in row.children] for row in table.findall(nodes.row)]
        for block in blocks(document)
        for table in block.findall(nodes.table)
    ]


@pytest.mark.parametrize("pages", [MARKDOWN, RST], ids=["Markdown", "reStructuredText"])
def test_two_models_side_by_side_and_layer_by_layer(build: Build, pages: dict[str, str]) -> None:
    built = build(pages, "pseudoxml")
    assert built.warnings == []
    assert tables(built) == [
        [
            ["Model", "A plain one", "strided", "Difference"],
            ["Total params", "27,210", "5,930", "−21,280 (−78.2%)"],
            ["Trainable params", "27,210", "5,930", "−21,280 (−78.2%)"],
            ["Memory", "106.29 KB", "23.16 KB", "−83.12 KB (−78.2%)"],
            ["Activations", "63.41 KB", "15.10 KB", "−48.31 KB (−76.2%)"],
            ["MACs", "124,384", "30,096", "−94,288 (−75.8%)"],
            ["Layers", "4", "4", "0"],
            ["Depth", "2", "2", "0"],
            ["Where they differ", "", "", ""],
            ["Dense", "27,050 (1 layer)", "5,770 (1 layer)", "−21,280"],
        ],
        [
            ["Layer (type)", "Change", "Output Shape", "Param #"],
            ["conv2d (Conv2D)", "strides = 1 → 2", "(None, 26, 26, 16) → (None, 13, 13, 16)", "160"],
            ["max_pooling2d (MaxPooling2D)", "other input shape", "(None, 13, 13, 16) → (None, 6, 6, 16)", "0"],
            ["flatten (Flatten)", "other input shape", "(None, 2704) → (None, 576)", "0"],
            ["dense (Dense)", "other input shape", "(None, 10)",
             "27,050 → 5,770 (−21,280; 100.0% of the difference)"],
        ],
    ]  # fmt: skip


def test_several_models_side_by_side(build: Build) -> None:
    lesson = "# Lesson\n\n```{model-compare}\nplain, strided\nregular\n```\n"
    (table,) = tables(build({**MARKDOWN, "lesson.md": lesson}, "pseudoxml"))
    assert table == [
        ["Model", "A plain one", "strided", "regular"],
        ["Total params", "27,210", "5,930", "27,274"],
        ["Trainable params", "27,210", "5,930", "27,242"],
        ["Non-trainable params", "0", "0", "32"],
        ["Memory", "106.29 KB", "23.16 KB", "106.54 KB"],
        ["Activations", "63.41 KB", "15.10 KB", "105.66 KB"],
        ["MACs", "124,384", "30,096", "124,384"],
        ["Layers", "4", "4", "5"],
        ["Depth", "2", "2", "2"],
        ["Where they differ", "", "", ""],
        ["Dense", "27,050 (1 layer)", "5,770 (1 layer)", "27,050 (1 layer)"],
        ["BatchNormalization", "-", "-", "64 (1 layer)"],
    ]


def test_many_layers_that_stay_are_told_in_one_line(build: Build) -> None:
    lesson = "# Lesson\n\n```{model-compare}\n:difference:\nfive\nsix\n```\n" + "".join(
        f"```{{model-summary}}\n:name: {name}\nInput((4,))\n{'Dense(4)' + chr(10)}{'ReLU()' + chr(10)}"
        f"Dense(4)\nReLU()\nDense(4)\n{end}```\n" for name, end in (("five", ""), ("six", "Dense(2)\n"))
    )  # fmt: skip
    assert tables(build({"index.md": lesson}, "pseudoxml"), "index")[1] == [
        ["Layer (type)", "Change", "Output Shape", "Param #"],
        ["5 layers stay as they are", "", "", ""],
        ["dense_3 (Dense)", "new", "(None, 2)", "10 (100.0% of the difference)"],
    ]


def test_a_comparison_may_speak_another_language(build: Build) -> None:
    lesson = MARKDOWN["lesson.md"].replace(":difference:", ":difference:\n:language: de")
    built = build({**MARKDOWN, "lesson.md": lesson})
    assert built.warnings == []
    first, second = tables(built)
    assert first[1] == ["Parameter gesamt", "27.210", "5.930", "−21.280 (−78,2\N{NO-BREAK SPACE}%)"]
    assert second[0][1] == "Änderung"
    html = built.read("lesson.html")
    assert '<div class="model-summary-block model-summary-comparison docutils" lang="de">' in html
    assert html.count('lang="de"') == 1


def test_a_comparison_without_words_of_its_language_is_in_english(build: Build) -> None:
    html = build(MARKDOWN, language="it").read("lesson.html")
    assert '<div class="model-summary-block model-summary-comparison docutils" lang="en">' in html
    assert '<caption lang="it">' in html


def test_models_and_layers_are_linked_from_other_pages(build: Build) -> None:
    written = build(MARKDOWN).read("lesson.html")
    assert '<a class="reference internal" href="models.html#plain">' in written
    assert re.search(r'href="models.html#model-strided-dense-row"[^>]*>\s*(?:<span>)?dense', written)
    assert "What a <em>stride</em> does" in written
    assert "model-summary.css" in written


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "gettext"]
)
def test_it_builds_without_a_warning(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    pages = {**MARKDOWN, "index.md": INDEX + "\n{ref}`two` and {numref}`two`.\n"}
    built = build(pages, builder, jobs=2, numfig=True, **settings)
    assert built.warnings == []
    written = "".join(path.read_text(encoding="utf-8") for path in built.out.rglob("*.*")
                      if path.suffix in {".html", ".xhtml", ".tex", ".txt", ".1", ".texi", ".xml"})  # fmt: skip
    assert builder == "gettext" or "21,280" in written


def test_numbers_stand_below_one_another_in_plain_text(build: Build) -> None:
    lines = build(MARKDOWN, "text").read("lesson.txt").splitlines()
    found = [line.replace("\N{NO-BREAK SPACE}", " ").split("|")[4] for line in lines if line.startswith("| ")]
    assert found[2:6] == [
        "   −21,280 (−78.2%) ", " −83.12 KB (−78.2%) ", " −48.31 KB (−76.2%) ", "   −94,288 (−75.8%) ",
    ]  # fmt: skip


def test_a_name_that_no_model_has_is_told_with_a_suggestion(build: Build) -> None:
    lesson = "# Lesson\n\n```{model-compare}\nplain\nstridet\nregular\n```\n"
    built = build({**MARKDOWN, "lesson.md": lesson}, "html")
    (warning,) = built.warnings
    assert warning.startswith("lesson.md:3: WARNING: no page shows a model named 'stridet' (did you mean 'strided'?)")
    assert warning.endswith("[model_summary.unknown_model]")
    assert tables(built)[0][0] == ["Model", "A plain one", "regular", "Difference"]


def test_nothing_is_left_where_no_model_is_known(build: Build) -> None:
    lesson = "# Lesson\n\n```{model-compare}\none\nother\n```\n"
    built = build({**MARKDOWN, "lesson.md": lesson}, "html")
    assert len(built.warnings) == 2
    assert tables(built) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("plain", "there is nothing to compare (write the names of models of the site, one a line)"),
        (":difference:\nplain\nstrided\nregular", "option :difference: is for two models, not 3"),
    ],
)
def test_how_many_models_it_takes(build: Build, content: str, told: str) -> None:
    lesson = f"# Lesson\n\n```{{model-compare}}\n{content}\n```\n"
    built = build({**MARKDOWN, "lesson.md": lesson}, "html")
    assert built.warnings == [f"lesson.md:3: WARNING: {told} [model_summary.option]"]


def test_a_model_that_is_not_known_leaves_its_numbers_open(build: Build) -> None:
    pages = {**MARKDOWN, "models.md": MODELS.replace("strides=2", "stride=2")}
    (table,) = tables(build(pages, "html"))
    assert table == [
        ["Model", "A plain one", "strided", "Difference"],
        ["Total params", "27,210", "?", ""],
        ["Trainable params", "27,210", "?", ""],
        ["Non-trainable params", "0", "?", ""],
        ["Memory", "106.29 KB", "?", ""],
        ["Activations", "63.41 KB", "?", ""],
        ["MACs", "124,384", "?", ""],
        ["Layers", "4", "?", ""],
        ["Depth", "2", "?", ""],
    ]


def test_it_is_written_again_when_a_model_changes(build: Build) -> None:
    build(MARKDOWN)
    changed = {**MARKDOWN, "models.md": MODELS.replace("strides=2", "strides=3")}
    again = build(changed)
    fresh = build(changed, out="fresh")
    assert "strides = 1 → 3" in re.sub(r"<[^>]*>", "", again.read("lesson.html"))
    assert again.read("lesson.html") == fresh.read("lesson.html")
