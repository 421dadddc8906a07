"""Values that titles quote: Sphinx copies titles while it reads pages, long before such a value is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: The attribute of a text that stands for a value; copies in tables of contents have it, too.
VALUE = "model-summary-quotes"
#: The role and the target of a value.
Quoted = tuple[str, str]
#: What a title says, part by part.
Title = tuple[str | Quoted, ...]
#: Tells a value, as pages write it.
Told = Callable[[Quoted], str]


def quoting(document: nodes.document) -> dict[str, Title]:
    """The titles of a page that quote values, by the ids of what they stand above."""
    places = {place: document.ids.get(place) for place in document.nameids.values() if place}
    told = {place: tuple(_parts(node)) for place, node in places.items() if node is not None}
    return {place: title for place, title in told.items() if not all(isinstance(part, str) for part in title)}


def _parts(node: nodes.Element) -> Iterator[str | Quoted]:
    titled = (one for one in (node, *node.children) if isinstance(one, (nodes.title, nodes.caption, nodes.rubric)))
    for text in (text for title in [*titled][:1] for text in title.findall(nodes.Text)):
        if not isinstance(text.parent, nodes.raw):
            yield text.parent.get(VALUE) or str(text)


def tell(
    env: BuildEnvironment, pages: Iterable[str], titles: Mapping[str, Mapping[str, Title]], told: Told
) -> dict[str, list[str]]:
    """Write values into the copies of titles on these pages; the result is what was written, by page."""
    written: dict[str, list[str]] = {}
    for page in pages:
        for copy in (env.titles.get(page), env.longtitles.get(page), env.tocs.get(page)):
            for one in [one for one in copy.findall(nodes.inline) if VALUE in one] if copy is not None else ():
                one[:] = [nodes.Text(told(one[VALUE]))]
                written.setdefault(page, []).append(one.astext())
    labels = env.domains.standard_domain.labels
    for name, (page, place, _text) in list(labels.items()):
        title = titles.get(page, {}).get(place)
        if title is not None:
            labels[name] = page, place, said(title, told)
            written.setdefault(page, []).append(labels[name][2])
    return written


def said(title: Title, told: Told) -> str:
    """A title as text."""
    return "".join(part if isinstance(part, str) else told(part) for part in title)


def unknown(quoted: Quoted) -> str:
    """What a role says while nothing is known: the target, or a question mark for its value."""
    typ, target = quoted
    return target if typ == "ref" else "?"


def is_linked(node: nodes.Element) -> bool:
    """Whether what stands here is a link already: an entry of a table of contents, or a title that leads back there."""
    around = node.parent
    return isinstance(around, nodes.TextElement) and ("refid" in around or "refuri" in around or is_linked(around))
