"""Texts that Keras printed, on pages: shown as they are, compared once all pages are read; and expected totals."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

Build = Callable[..., Any]

LISTING = 'm = Sequential([Input((4,)), Dense(3), Dropout(0.5), Dense(2, name="scores")], name="net")'
PRINTED = """\
Model: "net"
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┓
┃ Layer (type)      ┃ Output Shape ┃ Param # ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━┩
│ dense_4 (Dense)   │ (None, 3)    │      15 │
├───────────────────┼──────────────┼─────────┤
│ dropout (Dropout) │ (None, 3)    │       0 │
├───────────────────┼──────────────┼─────────┤
│ scores (Dense)    │ (None, 2)    │       8 │
└───────────────────┴──────────────┴─────────┘
 Total params: 71 (284.00 B)
 Trainable params: 23 (92.00 B)
 Non-trainable params: 0 (0.00 B)
 Optimizer params: 48 (192.00 B)
"""
AGREES = (
    "Keras printed this, and the listing of The network gives the same numbers. What looks otherwise: automatic names "
    "are counted on from an earlier model: dense_4 for dense; 48 of the total are numbers of the optimizer: "
    "2 × 23 + 2, as with Adam, AdamW, Adamax, Adadelta, Ftrl."
)
DIFFERS = "Keras printed this once; what the listing gives stands in The network."
TOTALS = (
    "the totals: the text has Total params: 23, Trainable params: 23 (92.00 B); the listing gives Total params: 19, "
    "Trainable params: 19 (76.00 B) (the total follows from the rows)"
)


def indented(text: str, by: str = "   ") -> str:
    return "".join(f"{by}{line}\n" for line in text.splitlines())


def rst(text: str = PRINTED, name: str = "net", options: str = "") -> str:
    return f"Check\n=====\n\n.. model-check:: {name}\n{options}\n{indented(text)}"


def md(text: str = PRINTED, name: str = "net", options: str = "") -> str:
    return f"# Check\n\n```{{model-check}} {name}\n{options}{text}```\n"


def models(listing: str = LISTING) -> str:
    return f"Models\n======\n\n.. model-summary:: The network\n   :name: net\n\n   {listing}\n"


def site(check: dict[str, str], listing: str = LISTING) -> dict[str, str]:
    index = "Site\n====\n\n.. toctree::\n   :glob:\n\n   *\n"
    return {"index.rst": index, "models.rst": models(listing), **check}


def told(built: Any, page: str = "check") -> list[str]:
    """What stands below the texts of a page, without tags."""
    return [re.sub("<[^>]*>", "", text) for text in re.findall("<p>(Keras (?:.|\n)*?)</p>", built.read(f"{page}.html"))]


@pytest.mark.parametrize("check", [{"check.rst": rst()}, {"check.md": md()}], ids=["rst", "md"])
def test_a_text_that_agrees_is_shown_as_it_is(build: Build, check: dict[str, str]) -> None:
    built = build(site(check))
    assert built.warnings == []
    (block,) = built.doctree("check").findall(nodes.literal_block)
    assert block.astext() == PRINTED.rstrip()
    assert told(built) == [AGREES]
    assert 'href="models.html#net"' in built.read("check.html")


@pytest.mark.parametrize(
    ("check", "first"),
    [
        ({"check.rst": rst()}, 6),
        ({"check.rst": rst(options="   :class: old\n")}, 7),
        ({"check.rst": "Check\n=====\n\n* .. model-check:: net\n\n" + indented(PRINTED, "     ")}, 6),
        ({"check.rst": "Check\n=====\n\n.. include:: part.txt\n", "part.txt": rst()[13:]}, 3),
        ({"check.md": md()}, 4),
        ({"check.md": md(options=":class: old\n")}, 5),
        ({"check.md": "# Check\n\n- x\n\n  ```{model-check} net\n" + indented(PRINTED, "  ") + "  ```\n"}, 6),
    ],
    ids=["rst", "rst with an option", "rst in a list", "included", "md", "md with an option", "md in a list"],
)
def test_a_difference_is_told_at_its_line_in_the_text(build: Build, check: dict[str, str], first: int) -> None:
    changed = LISTING.replace("Dense(3)", "Dense(3, use_bias=False)").replace("scores", "points")
    built = build(site(check, changed))
    file = list(check)[-1]
    rows = [
        (4, "dense_4: the text has 15 params; the listing gives 12 params"),
        (8, "scores: the text has scores (Dense); the listing gives points (Dense)"),
        (
            10,
            (
                "the totals: the text has Total params: 23, Trainable params: 23 (92.00 B); the listing gives "
                "Total params: 20, Trainable params: 20 (80.00 B) (the total follows from the rows)"
            ),
        ),
    ]  # fmt: skip
    assert built.warnings == [
        f"{file}:{first + row}: WARNING: {text} [model_summary.recorded]" for row, text in rows
    ]
    assert told(built) == [DIFFERS]


def test_a_text_in_a_file(build: Build, tmp_path: Path) -> None:
    page = "Check\n=====\n\n.. model-check:: net\n   :file: printed.txt\n"
    pages = site({"check.rst": page, "printed.txt": PRINTED})
    assert told(build(pages)) == [AGREES]
    pages["printed.txt"] = PRINTED.replace("15 │", "16 │")
    built = build(pages)
    source = tmp_path / "source"
    assert [line.replace(f"{source}/", "") for line in built.warnings] == [
        "printed.txt:5: WARNING: dense_4: the text has 16 params; the listing gives 15 params [model_summary.recorded]"
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_text_is_compared_again_when_the_listing_changes(build: Build, jobs: int) -> None:
    pages = {**site({"check.rst": rst()}), "other.rst": "Other\n=====\n"}
    build(pages, jobs=jobs)
    changed = {**pages, "models.rst": models(LISTING.replace("Dense(3)", "Dense(3, activation='relu')"))}
    assert build(changed, jobs=jobs).warnings == []
    changed["models.rst"] = models(LISTING.replace("Dense(2", "Dense(1"))
    built = build(changed, jobs=jobs)
    assert built.warnings == [
        (
            "check.rst:14: WARNING: scores: the text has (None, 2), 8 params; the listing gives (None, 1), 4 params "
            "[model_summary.recorded]"
        ),
        f"check.rst:16: WARNING: {TOTALS} [model_summary.recorded]",
    ]
    fresh = build(changed, out="fresh")
    assert built.read("check.html") == fresh.read("check.html")
    changed["other.rst"] += "\nNew text.\n"
    assert build(changed, jobs=jobs).warnings == []  # nothing is compared that did not change
    assert told(build(pages, jobs=jobs)) == [AGREES]


@pytest.mark.parametrize(
    ("check", "warnings"),
    [
        (
            rst(name="nets"),
            [
                (
                    "check.rst:4: WARNING: no page shows a model named 'nets' (did you mean 'net'?) "
                    "[model_summary.unknown_model]"
                ),
            ],
        ),
        (
            rst("Epoch 1/2"),
            [
                (
                    "check.rst:6: WARNING: no summary is found in the text: no line has 'Layer (type)' (paste all that "
                    "model.summary() printed, from its first line to the totals) [model_summary.unreadable]"
                ),
            ],
        ),
        (
            rst(""),
            [
                (
                    "check.rst:4: WARNING: there is no text (paste what model.summary() printed, below an empty line, "
                    "or name a file with :file:) [model_summary.unreadable]"
                ),
            ],
        ),
        (
            "Check\n=====\n\n.. model-check:: net\n   :file: none.txt\n",
            [
                (
                    "check.rst:4: WARNING: the file none.txt cannot be read: No such file or directory "
                    "[model_summary.no_listing]"
                ),
            ],
        ),
    ],
    ids=["no such model", "no summary", "no text", "no file"],
)
def test_what_cannot_be_compared(build: Build, check: str, warnings: list[str]) -> None:
    built = build(site({"check.rst": check}))
    assert built.warnings == warnings
    assert told(built) == []


def test_colours_of_a_terminal_are_not_shown(build: Build) -> None:
    built = build(site({"check.rst": rst(PRINTED.replace("None", "\x1b[38;5;45mNone\x1b[0m"))}))
    assert built.warnings == []
    assert "38;5" not in built.read("check.html")
    assert told(built) == [AGREES]


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml"]
)
def test_every_builder_shows_it(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build(site({"check.rst": rst()}), builder, **settings)
    assert built.warnings == []
    suffixes = (".html", ".xhtml", ".tex", ".txt", ".1", ".texi", ".xml", ".pseudoxml")
    written = [path.read_text(encoding="utf-8") for path in built.out.rglob("*.*") if path.suffix in suffixes]
    assert any("dense_4" in text.replace("\\PYGZus{}", "_").replace("\\_", "_") for text in written)


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_latex_gets_no_signs_that_its_fonts_lack(build: Build, engine: str) -> None:
    written = build(site({"check.rst": rst()}), "latex", latex_engine=engine).read("lessons.tex")
    assert "| dense\\PYGZus{}4 (Dense)   | (None, 3)    |      15 |" in written
    assert not set("┏┃━┡╇┩│├┼┤└┴┘") & set(written)


def test_the_text_is_not_offered_to_translators(build: Build) -> None:
    built = build(site({"check.rst": rst()}), "gettext")
    assert "dense_4" not in built.read("check.pot")


def test_what_is_said_below_may_be_in_another_language(build: Build) -> None:
    html = build(site({"check.rst": rst(options="   :language: de\n")})).read("check.html")
    (told,) = re.findall(r'<p lang="de">(.*?)</p>', html, re.DOTALL)
    assert "Keras" in told
    assert "gives the same numbers" not in told
    assert html.count('lang="de"') == 1


def test_a_defect_of_ours_leaves_the_text_and_a_warning(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("sphinx_model_summary.sphinx.checks.compare", fail)
    built = build(site({"check.rst": rst()}))
    assert built.warnings == [
        "check.rst:4: WARNING: the text could not be compared (RuntimeError: oops) [model_summary.internal]"
    ]
    assert "dense_4" in built.read("check.html")


def expecting(text: str, listing: str = LISTING) -> dict[str, str]:
    return {"index.md": f"# Page\n\n```{{model-summary}}\n:expect: {text}\n{listing}\n```\n"}


@pytest.mark.parametrize("text", ["1023", "1,023", "1.023", "1_023", "1 023", "1\u2009023", "1\u202f023", "1'023"])
def test_an_expected_total_however_it_is_written(build: Build, text: str) -> None:
    assert build(expecting(text, "Input((30,))\nDense(33)"), "pseudoxml").warnings == []


@pytest.mark.parametrize(
    ("text", "listing", "message"),
    [
        ("24", LISTING, "the total is expected to be 24; the listing gives 23 [model_summary.expect]"),
        (
            "71", LISTING,
            (
                "the total is expected to be 71; the listing gives 23 (48 of the total are numbers of the optimizer: "
                "2 × 23 + 2, as with Adam, AdamW, Adamax, Adadelta, Ftrl) [model_summary.expect]"
            ),
        ),
        (
            "8", "Input((4,))\nBatchNormalization()",
            (
                "the total is expected to be 8; the listing gives 16 (that is the number of those that are trainable) "
                "[model_summary.expect]"
            ),
        ),
        (
            "15", "Input((4,))\nDense(3, trainable=False)\nDense(1)",
            (
                "the total is expected to be 15; the listing gives 19 (that is the number of those that are not "
                "trainable) [model_summary.expect]"
            ),
        ),
        ("4", "Input((4,))\nDense(n)", "the total is expected to be 4, and is not known [model_summary.expect]"),
        (
            "12.5", LISTING,
            "option :expect: does not know '12.5' (write one number, such as 277,569) [model_summary.option]",
        ),
        ("", LISTING, "option :expect: does not know '' (write one number, such as 277,569) [model_summary.option]"),
    ],
)  # fmt: skip
def test_an_expected_total_that_is_not_given(build: Build, text: str, listing: str, message: str) -> None:
    warnings = build(expecting(text, listing), "pseudoxml").warnings
    assert f"index.md:3: WARNING: {message}" in warnings
    assert len(warnings) == (2 if "(n)" in listing else 1)
