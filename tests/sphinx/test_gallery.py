"""Every builder shows the whole gallery, without a warning: rows, counts, totals, notes, and what is hard to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gallery import build, lay_out

#: The files that each builder writes, and what its markup does to the letters of a text.
BUILDERS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    **dict.fromkeys(("html", "dirhtml", "singlehtml"), ("*.html", ((r"<[^>]+>", ""),))),
    "epub": ("*.xhtml", ((r"<[^>]+>", ""),)),
    "latex": ("gallery.tex", (
        (r"\\\((.*?)\\\)", r"\1"), (r"\\times", "×"), (r"\\allowbreak(\{\})?", ""), (r"\\mbox\{([^}]*)\}", r"\1"),
        (r"\\sphinxhyphen\{\}", "-"), (r"\\sphinxcrossref\{([^}]*)\}\}", r"\1"), (r"\\hyperref\[[^]]*\]\]\{", ""),
        (r"\{\[\}", "["), (r"\{\]\}", "]"), (r"\\([_%&#])", r"\1"), (r"\\llcorner", "└"),
        (r"\\[A-Za-z@]+(?:\{\})?", ""), (r"[{}]", ""),
    )),
    "text": ("*.txt", ()),
    "man": ("gallery.1", ((r"\\-", "-"), (r"\\fB|\\fP", ""), (r"\\(.)", r"\1"))),
    "texinfo": ("gallery.texi", ((r"@anchor\{[^}]*\}", ""), (r"@strong\{([^}]*)\}", r"\1"))),
    "xml": ("*.xml", ((r"<[^>]+>", ""),)),
    "markdown": ("*.md", ((r"\\([_*])", r"\1"),)),
}  # fmt: skip
#: Pages with nodes of docutils that the builder for Markdown does not know.
UNKNOWN_TO_MARKDOWN = ("image-classifier.rst", "places.rst")

#: What has to be seen of each page; the totals are those that Keras prints.
SEEN = {
    "image-classifier-ko": (
        "사진을 분류하는 합성곱 신경망", "conv2d_3 (Conv2D)", "(None, 128, 128, 128)", "147,584", "전체 파라미터 수",
        "277,569", "(1.06 MB)", "277,185", "384", "(3 × 3 × 64) × 128 + 128 = 73,856",
    ),
    "branches": (
        "A residual block", "74,240", "batch_normalization_1[0][0], image[0][0]", "re_lu_1 (ReLU)", "Total params",
        "An Inception block", "163,696", "conv2d_4[0][0], conv2d_5[0][0]",
        "Output shape = input shape", "question_text (InputLayer): no parameters",
    ),
    "names": (
        "image_of_the_left_camera_before_any_augmentation", "90,002,363", "138,357,544",
        "encoder (Sequential)", "└ conv2d (Conv2D)",
    ),
    "long": ("ResNet-50", "conv5_block3_3_bn (BatchNormalization)", "25,636,712", "25,583,592", "53,120"),
    "languages": ("파라미터 없음", "Ein Netz für Ziffern", "31,594"),
    "failing": ("Conv2D: a window of 30", "Too large", "conv2d_1 (Conv2D)"),
    "mathematics": ("69,930", "2,674,401", "Each filter is a small window of weights"),
    "pictures": ("A chain of recurrent layers", "Two inputs, one encoder, opened", "31,031,745"),
    "comparisons": (
        "One network in four versions", "Where they differ", "94,538", "(4 layers)", "4,720,128",
        "What it takes to do without dense layers", "5 layers stay as they are", "gone",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("myst_parser") is None:
        pytest.skip("MyST is not installed")
    return lay_out(tmp_path_factory.mktemp("gallery") / "source", neighbours=("myst_parser",))


@pytest.fixture(scope="module", params=BUILDERS)
def written(request: pytest.FixtureRequest, sources: Path) -> Path:
    """What a builder made of the gallery; all read the pages that the first one stored."""
    return written_by(request.param, sources)


def written_by(builder: str, sources: Path) -> Path:
    output = sources.parent / builder
    if output.exists():
        return output
    options = ["-d", str(sources.parent / "doctrees")]
    if builder == "markdown":
        if find_spec("sphinx_markdown_builder") is None:
            pytest.skip("sphinx-markdown-builder is not installed")
        extensions = "sphinx_model_summary,myst_parser,sphinx_markdown_builder"
        options = ["-D", f"extensions={extensions}", "-D", f"exclude_patterns={','.join(UNKNOWN_TO_MARKDOWN)}"]
    return build(sources, builder, output, *options)


def letters(output: Path) -> str:
    """All that is written, without markup, and with one space for all white space."""
    files, markup = BUILDERS[output.name]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(output.rglob(files)))
    for pattern, letters in markup:
        text = re.sub(pattern, letters, text)
    return re.sub(r"\s+", " ", unescape(text))


def test_everything_is_there(written: Path) -> None:
    text = letters(written)
    missing = [words for seen in SEEN.values() for words in seen if words not in text]
    assert missing == []


def tables(text: str) -> Iterator[list[str]]:
    """The tables in plain text or Markdown, as lines."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith(("|", "+-")):
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def test_in_text_the_digits_of_a_number_stand_below_one_another(sources: Path) -> None:
    text = (written_by("text", sources) / "long.txt").read_text(encoding="utf-8")
    (table,) = tables(text)
    numbers = [match for line in table if (match := re.search(r"\)\s+\|\s+([\d,]+)\s+\|", line))]
    assert len(numbers) == 177
    assert {match.end(1) for match in numbers} == {table[1].index("Param #") + len("25,636,712")}


def test_markdown_has_each_table_complete_and_no_link_that_leads_nowhere(sources: Path) -> None:
    text = (written_by("markdown", sources) / "long.md").read_text(encoding="utf-8")
    (table,) = tables(text)
    assert len(table) == 2 + 177 + 3
    assert {len(re.split(r"(?<!\\)\|", line)) for line in table} == {6}
    assert "](#" not in "".join(table)


def test_texinfo_does_not_write_out_links(sources: Path) -> None:
    text = (written_by("texinfo", sources) / "gallery.texi").read_text(encoding="utf-8")
    assert re.findall(r"@ref\{[^}]*(?:row|note)", text) == []


def test_in_latex_a_long_table_goes_on_below_its_heading(sources: Path) -> None:
    text = (written_by("latex", sources) / "gallery.tex").read_text(encoding="utf-8")
    (table,) = [one for one in text.split(r"\begin{longtable}") if r"\label{\detokenize{long:resnet50}" in one]
    first, further, _rows = re.split(r"\\endfirsthead|\\endhead", table)
    for heading in ("Layer (type)", "Output Shape", "Param #", "Connected to"):
        assert heading.replace("#", r"\#") in first
        assert heading.replace("#", r"\#") in further
    columns = re.findall(r">\{(\\ragged\w+)\\arraybackslash\}", first)
    assert columns == [r"\raggedright", r"\raggedright", r"\raggedleft", r"\raggedright"]


@pytest.mark.parametrize(("builder", "files"), [("xml", "*.xml"), ("epub", "*.xhtml"), ("epub", "*.opf")])
def test_what_is_xml_is_well_formed(sources: Path, builder: str, files: str) -> None:
    parsed = [ElementTree.parse(path) for path in written_by(builder, sources).rglob(files)]
    assert parsed


def test_a_book_lists_its_pictures(sources: Path) -> None:
    book = written_by("epub", sources)
    listed = (book / "content.opf").read_text(encoding="utf-8")
    shown = set(re.findall(r'<img src="([^"]*)"', (book / "pictures.xhtml").read_text(encoding="utf-8")))
    assert len(shown) == 15
    for name in shown:
        assert (book / name).is_file()
        assert f'href="{name}"' in listed


def test_translators_are_offered_no_word_of_ours(sources: Path) -> None:
    templates = build(sources, "gettext", sources.parent / "gettext", "-d", str(sources.parent / "gettext-doctrees"))
    offered = (templates / "branches.pot").read_text(encoding="utf-8")
    assert "A residual block" in offered
    for words in ("Total params", "Layer (type)", "Parameters =", "no parameters", "conv2d"):
        assert words not in offered
