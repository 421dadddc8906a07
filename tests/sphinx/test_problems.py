"""What authors are told when a directive or a listing is wrong: one warning, with a place, a reason and a way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from sphinx_model_summary.sphinx.columns import Column

Build = Callable[..., Any]

ARTICLE = (Path(__file__).parent / "article.txt").read_text(encoding="utf-8")
CASES = (Path(__file__).parent / "problems" / "problems.md").read_text(encoding="utf-8").split("\n\n")


def directive(listing: str, *options: str) -> dict[str, str]:
    return {"index.md": "\n".join(["# Page", "", "```{model-summary}", *options, listing, "```", ""])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_a_wrong_listing(build: Build, case: str) -> None:
    """Each case is a title, a listing and the warnings that it gives, between dots."""
    _title, listing, expected = case.strip().removesuffix("\n.").split("\n.\n")
    built = build(directive(listing), "pseudoxml")
    warnings = []
    for warning in built.warnings:
        _file, line, text = warning.split(":", 2)
        warnings.append(f"{int(line) - 3}:{text.removeprefix(' WARNING:')}")
    assert warnings == expected.splitlines()


@pytest.mark.parametrize(
    ("option", "warning"),
    [
        (":notes: all", "option :notes: does not know 'all' (one of by-type, by-layer, none)"),
        (
            ":columns: layer, size",
            f"option :columns: does not know 'size' (one of {', '.join(Column)})",
        ),
        (
            ":input-shape: wide",
            "option :input-shape: does not know 'wide' (write whole numbers, such as 28, 28, 1)",
        ),
    ],
)
def test_a_wrong_option_is_told_and_left_out(build: Build, option: str, warning: str) -> None:
    built = build(directive(ARTICLE, option), "pseudoxml")
    assert built.warnings == [f"index.md:3: WARNING: {warning} [model_summary.option]"]
    assert built.cells()[-3][2] == "277,569 (1.06 MB)"


def test_a_missing_file_is_told_and_found_when_it_comes(build: Build, tmp_path: Path) -> None:
    page = "Page\n====\n\n.. model-summary::\n   :file: model.py\n"
    built = build({"index.rst": page})
    assert built.warnings == [
        "index.rst:4: WARNING: the file model.py cannot be read: No such file or directory [model_summary.no_listing]"
    ]
    (tmp_path / "source" / "model.py").write_text("Input((4,))\nDense(3)\n", encoding="utf-8")
    again = build({"index.rst": page})
    assert again.warnings == []
    assert again.cells()[1] == ["dense (Dense)", "(None, 3)", "15"]


def test_an_empty_directive_is_told(build: Build) -> None:
    (warning,) = build(directive(""), "pseudoxml").warnings
    assert warning == (
        "index.md:3: WARNING: there is no listing (paste the layers into the directive, or name a file with :file:) "
        "[model_summary.no_listing]"
    )


def test_where_no_row_is_known_the_listing_stands(build: Build) -> None:
    built = build(directive("x = [1,"), "pseudoxml")
    block = built.block()
    assert [block.astext() for block in block.findall(nodes.literal_block)] == ["x = [1,"]
    assert not list(block.findall(nodes.table))
    assert "not Python" in block.astext()


@pytest.mark.parametrize("suppressed", ["model_summary", "model_summary.*", "model_summary.unknown_name"])
def test_each_warning_can_be_suppressed(build: Build, suppressed: str) -> None:
    assert build(directive("Input((4,))\nDanse(3)"), "pseudoxml", suppress_warnings=[suppressed]).warnings == []


def test_a_defect_of_ours_leaves_the_listing_and_a_warning(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("sphinx_model_summary.sphinx.directive.render_table", fail)
    built = build(directive("Input((4,))\nDense(3)"), "pseudoxml")
    assert built.warnings == [
        "index.md:3: WARNING: the summary could not be made (RuntimeError: oops) [model_summary.internal]"
    ]
    assert "Dense(3)" in built.doctree().astext()


@pytest.mark.parametrize(("name", "value"), [("notes", "all"), ("columns", ["size"]), ("listing", "yes")])
def test_a_wrong_value_in_conf_stops_the_build(build: Build, name: str, value: object) -> None:
    from sphinx.errors import ConfigError

    with pytest.raises(ConfigError, match=f"model_summary_{name}"):
        build(directive("Dense(3)"), "pseudoxml", **{f"model_summary_{name}": value})
