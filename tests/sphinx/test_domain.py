"""Named models as objects of the site: quoted, linked, listed, and up to date after every kind of edit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.inventory import InventoryFile

Build = Callable[..., Any]

MODEL = """\
.. model-summary:: A small network
   :name: Small-Net

   Input((8, 8, 3))
   Conv2D(4, 3)
   BatchNormalization()
   Flatten()
   Dense(10)
"""
TEXT = f"Models\n======\n\n{MODEL}"


def lesson(*roles: str) -> str:
    return "Lesson\n======\n\n" + "\n\n".join(f"Here: {role}." for role in roles) + "\n"


def site(*roles: str, models: str = TEXT) -> dict[str, str]:
    return {"index.rst": "Site\n====\n\n.. toctree::\n   :glob:\n\n   *\n", "models.rst": models,
            "lesson.rst": lesson(*roles)}  # fmt: skip


def said(built: Any, page: str = "lesson") -> list[str]:
    """What stands behind each `Here:` of a page, without tags."""
    found = re.findall(r"Here: (.*?)\.</p>", built.read(f"{page}.html"), re.DOTALL)
    return [re.sub(r"<[^>]*>", "", text) for text in found]


def links(built: Any, page: str = "lesson") -> list[str]:
    return re.findall(r'Here: <a class="reference internal" href="([^"]*)"', built.read(f"{page}.html"))


@pytest.mark.parametrize(
    ("role", "target", "value"),
    [
        ("params", "small-net", "1,578"),
        ("trainable", "small-net", "1,570"),
        ("non-trainable", "small-net", "8"),
        ("shape", "small-net", "(None, 10)"),
        ("memory", "small-net", "6.16 KB"),
        ("formula", "small-net", "112 + 16 + 1,450 = 1,578"),
        ("params", "Small-Net.dense", "1,450"),
        ("trainable", "small-net.batch_normalization", "8"),
        ("non-trainable", "small-net.batch_normalization", "8"),
        ("shape", "small-net.conv2d", "(None, 6, 6, 4)"),
        ("share", "small-net.dense", "91.9%"),
        ("memory", "small-net.dense", "5.66 KB"),
        ("macs", "small-net", "5,328"),
        ("macs", "small-net.dense", "1,440"),
        ("formula", "small-net.dense", "144 × 10 + 10 = 1,450"),
        ("formula", "small-net.flatten", "0"),
        ("ref", "small-net", "A small network"),
        ("ref", "small-net.dense", "dense"),
        ("ref", "the last layer <small-net.dense>", "the last layer"),
    ],
)
def test_a_page_quotes_a_model_of_another_page(build: Build, role: str, target: str, value: str) -> None:
    built = build(site(f":model:{role}:`{target}`"))
    assert built.warnings == []
    assert said(built) == [value]
    layer = target.partition(".")[2].rstrip(">")
    anchor = f"model-small-net-{layer.replace('_', '-')}-row" if layer else "small-net"
    assert links(built) == [f"models.html#{anchor}"]
    assert f'id="{anchor}"' in built.read("models.html")


def test_markdown_quotes_in_the_same_words(build: Build) -> None:
    pages = {**site(), "lesson.md": "# Lesson\n\nHere: {model:params}`small-net.conv2d`.\n"}
    del pages["lesson.rst"]
    assert said(build(pages)) == ["112"]


def test_a_model_without_a_caption_is_called_as_its_author_writes_it(build: Build) -> None:
    models = TEXT.replace(" A small network", "").replace("Small-Net", "My  Net")
    assert said(build(site(":model:ref:`my net`", models=models))) == ["My Net"]


def test_rows_can_be_linked_without_notes_and_when_their_names_are_taken(build: Build) -> None:
    bare = TEXT.replace(":name: Small-Net", ":name: Small-Net\n   :notes: none")
    taken = f".. _model-small-net-dense-row:\n\n{bare}"
    built = build(site(":model:ref:`small-net.dense`", ":model:ref:`small-net.conv2d`", models=taken))
    assert built.warnings == []
    assert links(built) == ["models.html#model-small-net-dense-row-2", "models.html#model-small-net-conv2d-row"]
    assert 'id="model-small-net-dense-row-2"' in built.read("models.html")


@pytest.mark.parametrize(("builder", "page"), [("text", "models.txt"), ("latex", "lessons.tex"), ("man", "lessons.1")])
def test_names_stand_in_tables_without_notes(build: Build, builder: str, page: str) -> None:
    bare = TEXT.replace(":name: Small-Net", ":name: Small-Net\n   :notes: none")
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    written = build(site(models=bare), builder, **settings).read(page)
    assert re.search(r"flatten(}|\s)* \(Flatten\)", written)


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "texinfo", "xml", "singlehtml", "dirhtml"])
def test_every_builder_writes_the_value(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build(site("xx :model:params:`small-net.dense` xx"), builder, **settings)
    assert built.warnings == []
    texts = [path.read_text(encoding="utf-8") for path in built.out.rglob("*.*")
             if path.suffix in (".html", ".xhtml", ".tex", ".txt", ".1", ".texi", ".xml")]  # fmt: skip
    assert any(re.search(r"xx(?:(?!xx).)*1(,|@comma\{\})450(?:(?!xx).)*xx", text, re.DOTALL) for text in texts)


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("params:`smal-net`", "no page shows a model named 'smal-net' (did you mean 'small-net'?)"),
        ("ref:`other`", "no page shows a model named 'other'"),
        ("ref:`small-net.dens`", "model 'small-net' has no layer 'dens' (did you mean 'dense'?)"),
        ("share:`small-net`", "only a layer of a model with parameters has a share of them"),
        ("params:`broken`", "the value is not known: Dense has no argument 'unit'"),
    ],
)
def test_what_is_not_known_is_a_question_mark_and_a_warning(build: Build, role: str, message: str) -> None:
    broken = f"{TEXT}\n.. model-summary::\n   :name: broken\n\n   Input((4,))\n   Dense(unit=3)\n"
    built = build(site(f":model:{role}", models=broken))
    (told,) = [line for line in built.warnings if line.startswith("lesson.rst")]
    assert told == f"lesson.rst:4: WARNING: {message} [model_summary.unknown_model]"
    assert said(built) == ["?"] or role.startswith("ref")


def test_a_layer_that_was_read_before_a_mistake_is_quoted(build: Build) -> None:
    broken = "B\n=\n\n.. model-summary::\n   :name: broken\n\n   Input((4,))\n   Dense(3)\n   Dense(unit=3)\n"
    built = build(site(":model:params:`broken.dense`", ":model:share:`broken.dense`", models=broken))
    assert said(built) == ["15", "?"]
    assert built.warnings[-1] == (
        "lesson.rst:6: WARNING: the value is not known: Dense has no argument 'unit' [model_summary.unknown_model]"
    )


def test_any_finds_models_and_layers(build: Build) -> None:
    uncaptioned = MODEL.replace(" A small network", "").replace("Small-Net", "plain")
    built = build(site(":any:`small-net`", ":any:`small-net.dense`", ":any:`plain`", models=f"{TEXT}\n{uncaptioned}"))
    assert built.warnings == []
    assert said(built) == ["A small network", "dense", "plain"]


TITLED = """\
.. _top:

Of :model:params:`small-net` numbers
====================================

.. contents::
   :local:

.. _part:

Why :model:ref:`small-net.dense` has :model:params:`small-net.dense`
--------------------------------------------------------------------

.. figure:: small.svg
   :name: figure

   Its :model:shape:`small-net`
"""


def test_titles_quote_wherever_they_are_repeated(build: Build) -> None:
    caption = TEXT.replace("A small network", "A network of :model:params:`small-net`")
    pages = {**site(":ref:`top`", ":doc:`titled`", ":ref:`part`", ":ref:`figure`", ":model:ref:`small-net`",
                    models=caption), "small.svg": "<svg/>", "titled.rst": TITLED}  # fmt: skip
    built = build(pages)
    assert built.warnings == []
    assert said(built) == ["Of 1,578 numbers", "Of 1,578 numbers", "Why dense has 1,450", "Its (None, 10)",
                           "A network of 1,578"]  # fmt: skip
    titled, index = (re.sub(r"</?(span|code)[^>]*>", "", built.read(page)) for page in ("titled.html", "index.html"))
    assert "<title>Of 1,578 numbers" in titled
    contents = r'<li><p><a class="reference internal" href="#why[^>]*>Why dense has 1,450</a></p></li>'
    assert re.search(contents, titled)
    assert re.search(r"<a[^>]*>Of 1,578 numbers</a>", index)  # in the list of the site's pages
    assert re.search(r"<a[^>]*>Why dense has 1,450</a>", index)
    assert 'title="Of 1,578 numbers"' in built.read("models.html")  # the way to the next page
    assert '"Of 1,578 numbers"' in built.read("searchindex.js")
    inventory = zlib.decompress((built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]).decode()
    for name, title in (("titled", "Of 1,578 numbers"), ("part", "Why dense has 1,450"), ("small-net", "A network of")):
        assert re.search(rf"^{name} .* {title}", inventory, re.MULTILINE)


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "texinfo", "singlehtml", "dirhtml"])
def test_titles_quote_in_every_builder(build: Build, builder: str) -> None:
    settings = {"man_pages": [("index", "lessons", "Lessons", ["A teacher"], 1)]} if builder == "man" else {}
    built = build({**site(":ref:`top`"), "small.svg": "<svg/>", "titled.rst": TITLED}, builder, **settings)
    assert not [line for line in built.warnings if "small.svg" not in line]
    kinds = (".html", ".xhtml", ".ncx", ".tex", ".txt", ".1", ".texi")
    texts = [path.read_text(encoding="utf-8") for path in built.out.rglob("*.*") if path.suffix in kinds]
    assert any("1,578" in text or "1@comma{}578" in text for text in texts)
    assert not any(re.search(r"Of\W+(<[^>]*>)?\? ", text) for text in texts)


def test_a_title_says_what_is_not_known_as_its_page_does(build: Build) -> None:
    pages = {**site(), "titled.rst": "About :model:params:`other` and :model:ref:`other`\n" + 60 * "="}
    built = build(pages)
    assert len(built.warnings) == 2
    assert "<title>About ? and other &#8212;" in built.read("titled.html")


def test_the_first_page_keeps_a_name_that_two_pages_give(build: Build) -> None:
    pages = {**site(":model:params:`small-net`"), "again.rst": f"Again\n=====\n\n{MODEL.replace('10', '20')}"}
    for jobs in (1, 2):
        built = build(pages, out=f"jobs-{jobs}", jobs=jobs)
        assert said(built) == ["3,028"]
        (told,) = [line for line in built.warnings if "duplicate_model" in line]
        assert told.startswith("models.rst:4: WARNING: the name 'small-net' already stands for the model on page again")


def test_the_index_lists_all_models(build: Build) -> None:
    built = build(site())
    listed = built.read("model-index.html")
    assert 'href="models.html#small-net"' in listed
    assert "1,578 parameters" in listed
    assert "A small network" in listed


def test_the_search_finds_models(build: Build) -> None:
    assert '"small-net"' in build(site()).read("searchindex.js")


def test_another_site_links_to_models_and_layers(build: Build) -> None:
    first = build(site())
    with (first.out / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "https://models.example/", lambda base, path: base + path)
    assert {"small-net"} == set(inventory["model:model"])
    assert "small-net.dense" in inventory["model:layer"]
    page = lesson(":model:ref:`Small-Net.dense`", ":model:ref:`Small-Net`", ":external+course:model:ref:`small-net`")
    second = build(
        {"index.rst": "Site\n====\n\n.. toctree::\n\n   lesson\n", "lesson.rst": page}, out="second",
        extensions=[*first.app.config.extensions, "sphinx.ext.intersphinx"], exclude_patterns=["models.rst"],
        intersphinx_mapping={"course": ("https://models.example/", str(first.out / "objects.inv"))},
    )  # fmt: skip
    assert second.warnings == []
    assert 'href="https://models.example/models.html#model-small-net-dense-row"' in second.read("lesson.html")
    assert second.read("lesson.html").count('href="https://models.example/models.html#small-net"') == 2


RENAMED = {"models.rst": TEXT.replace("Small-Net", "tiny-net")}
CHANGED = {"models.rst": TEXT.replace("10", "20")}
MOVED = {"models.rst": "Models\n======\n", "elsewhere.rst": f"Elsewhere\n=========\n\n{MODEL}"}
DELETED = {"models.rst": None}


@pytest.mark.parametrize("edit", [CHANGED, RENAMED, MOVED, DELETED], ids=["change", "rename", "move", "delete"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_edit_leaves_what_a_fresh_build_leaves(
    build: Build, tmp_path: Path, edit: dict[str, str | None], jobs: int
) -> None:
    roles = (":model:params:`small-net`", ":model:ref:`small-net.dense`", ":model:params:`tiny-net`", ":ref:`top`")
    titled = {"small.svg": "<svg/>", "titled.rst": TITLED}
    build({**site(*roles), **titled}, jobs=jobs)
    for name in [name for name, text in edit.items() if text is None]:
        (tmp_path / "source" / name).unlink()
    pages = {name: text for name, text in {**site(*roles), **edit}.items() if text is not None}
    again, fresh = build(pages, jobs=jobs), build(pages, out="fresh")
    written = sorted(path.name for path in fresh.out.glob("*.html"))
    assert "lesson.html" in written
    for name in written:
        assert again.read(name) == fresh.read(name)


def test_a_page_is_left_alone_when_its_model_only_stands_elsewhere_on_its_page(build: Build) -> None:
    page = build(site(":model:params:`small-net`")).out / "lesson.html"
    written = page.stat().st_mtime_ns
    build(site(":model:params:`small-net`", models=TEXT.replace("======\n", "======\n\nNew text.\n")))
    assert page.stat().st_mtime_ns == written
