"""The nodes of a summary wait aside while a page is read, and are there when it is stored."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_model_summary.sphinx.waiting import Join, waiting

Build = Callable[..., Any]

LISTING = "   Input((4,))\n   Dense(3)\n"


def test_transforms_meet_the_caption_only(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[type[nodes.Node]] = []

    class Before(Join):
        default_priority = Join.default_priority - 1

        def apply(self, **kwargs: Any) -> None:
            met.extend(type(node) for node in self.document.findall() if isinstance(node, nodes.Element))

    monkeypatch.setitem(sys.modules, "before_join", SimpleNamespace(setup=lambda app: app.add_transform(Before)))
    page = {"index.rst": f"Page\n====\n\n.. model-summary:: A caption\n\n{LISTING}"}
    built = build(page, "pseudoxml", extensions=["sphinx_model_summary", "before_join"])
    assert nodes.title in met
    assert nodes.row not in met
    assert nodes.rubric not in met
    assert [row[1] for row in built.cells()][1] == "(None, 3)"
    assert not list(built.doctree().findall(nodes.pending))


def test_it_may_stand_where_markdown_holds_other_markup(build: Build) -> None:
    page = f"# Page\n\n```{{eval-rst}}\n.. model-summary::\n\n{LISTING}```\n"
    built = build({"index.md": page})
    assert built.warnings == []
    assert built.cells()[1] == ["dense (Dense)", "(None, 3)", "15"]
    assert built.notes()


def test_a_copied_place_gets_copies() -> None:
    place = waiting([nodes.paragraph("", "here")])
    document = new_document("page")
    document += [place, place.deepcopy()]
    Join(document).apply()
    assert [one.astext() for one in document.children] == ["here", "here"]
    assert document[0] is not document[1]
