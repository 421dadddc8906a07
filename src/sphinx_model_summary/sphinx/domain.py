"""The domain `model`: named models as objects of the site, roles that quote and link them, and their index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from ..problems import Code, Refused, Text, say
from ..reading import did_you_mean
from ..summary import Summary
from .config import SummaryConfig
from .entries import Entry, Source
from .quotes import QUOTES, quote
from .titles import VALUE, Quoted, Title, is_linked, quoting, said, tell, unknown
from .words import Words, in_console
from .words import lazily as _

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)

#: How many summaries are kept for pages that quote them.
_KEPT = 1_024


class ModelRole(XRefRole):
    """A role whose target is a model, or a layer of one: `vgg-mini`, `vgg-mini.conv2d_1`."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Note that the page depends on the model."""
        model_domain(env).note_use(env.docname, target)
        return title if has_explicit_title else unknown((refnode["reftype"], target)), target

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[Node], list[nodes.system_message]]:
        """Have copies of the text tell what the text will."""
        content = node[0] if is_ref else None
        if isinstance(content, nodes.inline) and not node["refexplicit"]:
            content[VALUE] = node["reftype"], node["reftarget"]
        return [node], []


class ModelIndex(Index):
    """All named models of the site, in the order of the alphabet."""

    name = "index"
    localname = _("Models")
    shortname = _("models")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The entries by first letters."""
        assert isinstance(self.domain, ModelDomain)
        words = Words.of(self.domain.env.config.language)
        content: dict[str, list[IndexEntry]] = {}
        for entry in sorted(self.domain.entries(), key=lambda one: (one.name.casefold(), one.name)):
            if docnames is None or entry.docname in docnames:
                told = "" if entry.params is None else words("{count} parameters", count=words.number(entry.params))
                letter = entry.name[:1].upper()
                one = IndexEntry(entry.name, 0, entry.docname, entry.anchor, told, "", entry.caption)
                content.setdefault(letter, []).append(one)
        return sorted(content.items()), False


class ModelDomain(Domain):
    """Models that pages show under a name, and who speaks of them."""

    name = "model"
    label = "Model"
    object_types: ClassVar[dict[str, ObjType]] = {
        "model": ObjType(_("model"), "ref"),
        "layer": ObjType(_("layer"), "ref"),
    }
    roles: ClassVar[dict[str, Any]] = {
        name: ModelRole(innernodeclass=nodes.inline, warn_dangling=True) for name in ("ref", *QUOTES)
    }
    indices: ClassVar[list[type[Index]]] = [ModelIndex]
    #: To be raised whenever the form of the data changes, so that none of another form is read.
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"models": {}, "uses": {}, "titles": {}, "told": {}}

    def setup(self) -> None:
        """Begin without summaries at hand, and without a memory of an earlier build."""
        super().setup()
        self._before: dict[str, Entry] = {}
        self._summary = lru_cache(_KEPT)(self._read)

    @property
    def _models(self) -> dict[str, tuple[Entry, ...]]:
        """All entries by name; more than one where pages quarrel about it."""
        models: dict[str, tuple[Entry, ...]] = self.data["models"]
        return models

    @property
    def _uses(self) -> dict[str, set[str]]:
        """The targets that each page speaks of."""
        uses: dict[str, set[str]] = self.data["uses"]
        return uses

    @property
    def _titles(self) -> dict[str, dict[str, Title]]:
        """The titles of each page that quote values."""
        titles: dict[str, dict[str, Title]] = self.data["titles"]
        return titles

    def note(self, entry: Entry) -> None:
        """A page shows a model under a name."""
        among = (*self._models.get(entry.name, ()), entry)
        self._models[entry.name] = tuple(sorted(among, key=lambda one: (one.docname, one.line)))

    def note_use(self, docname: str, target: str) -> None:
        """A page depends on a model: it is written again whenever the model changes."""
        self._uses.setdefault(docname, set()).add(target)

    def entries(self) -> Iterator[Entry]:
        """Every named model; where a name stands for several, the first."""
        return (entries[0] for entries in self._models.values())

    def entry(self, name: str) -> Entry | None:
        """The model of a name."""
        found = self._models.get(nodes.fully_normalize_name(name))
        return found[0] if found else None

    def summary(self, name: str) -> Summary | None:
        """The summary of the model of a name, from whichever page shows it."""
        entry = self.entry(name)
        return None if entry is None else self.read(entry.source)

    def read(self, source: Source) -> Summary:
        """The summary of a source; it is kept for a while."""
        return self._summary(source)

    def _read(self, source: Source) -> Summary:
        return source.summary(SummaryConfig.of(self.env.config).layers)

    def find(self, target: str) -> tuple[Entry, str]:
        """The model and the layer that a target names; the layer is empty where it names the model itself.

        :raises Refused: where there is no such model, or no such layer in it.
        """
        parts = list(_readings(target))
        for name, layer in parts:
            entry = self.entry(name)
            if entry is not None and (not layer or layer in entry.layers):
                return entry, layer
        for name, layer in parts:
            entry = self.entry(name)
            if entry is not None:
                raise Refused(
                    Code.UNKNOWN_MODEL, say("model '{name}' has no layer '{layer}'", name=name, layer=layer),
                    did_you_mean(layer, entry.layers),
                )  # fmt: skip
        raise self.no_model(parts[-1][0])

    def no_model(self, name: str) -> Refused:
        """What to say of a name that no model has."""
        message = say("no page shows a model named '{name}'", name=name)
        return Refused(Code.UNKNOWN_MODEL, message, did_you_mean(name, self._models))

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the titles of a page in which values are quoted."""
        titles = quoting(document) if docname in self._uses else {}
        if titles:
            self._titles[docname] = titles

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._uses.pop(docname, None)
        self._titles.pop(docname, None)
        for name, entries in list(self._models.items()):
            kept = tuple(entry for entry in entries if entry.docname != docname)
            if kept:
                self._models[name] = kept
            else:
                del self._models[name]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for entries in otherdata["models"].values():
            for entry in entries:
                if entry.docname in docnames:
                    self.note(entry)
        for kind in ("uses", "titles"):
            self.data[kind].update({docname: one for docname, one in otherdata[kind].items() if docname in docnames})

    def check_consistency(self) -> None:
        """Warn of names that stand for several models."""
        for name, (first, *others) in sorted(self._models.items()):
            for entry in others:
                message = say("the name '{name}' already stands for the model on page {page}", name=name,
                              page=first.docname)  # fmt: skip
                warn(Code.DUPLICATE_MODEL, message, (entry.docname, entry.line))

    def remember(self) -> None:
        """Before pages are read: what the models were when pages were written last."""
        self._before = {entry.name: entry for entry in self.entries()}

    def retitle(self) -> bool:
        """Put values into titles; whether one is another one than when pages were written last."""
        for name, entries in list(self._models.items()) if self._titles else ():
            self._models[name] = tuple(map(self._captioned, entries))
        before, now = self.data["told"], tell(self.env, self._uses, self._titles, self._told)
        self.data["told"] = now
        return any(before[docname] != now[docname] for docname in before.keys() & now.keys())

    def _captioned(self, entry: Entry) -> Entry:
        """The entry with the values that its caption quotes."""
        title = self._titles.get(entry.docname, {}).get(entry.anchor)
        return entry if title is None else replace(entry, caption=said(title, self._told))

    def _told(self, quoted: Quoted) -> str:
        typ, target = quoted
        try:
            return self.content(*self.find(target), typ).astext()
        except Refused:
            return unknown(quoted)

    def dependents(self) -> list[str]:
        """The pages that speak of models that are other ones now than before."""
        now = {entry.name: entry for entry in self.entries()}
        changed = {name for name in self._before.keys() | now.keys() if self._before.get(name) != now.get(name)}
        return sorted(
            docname
            for docname, targets in self._uses.items()
            if any(nodes.fully_normalize_name(name) in changed for one in targets for name, _layer in _readings(one))
        )

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str, node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:  # fmt: skip
        """A link to the model or layer: its name, or the value that the role asks for."""
        try:
            entry, layer = self.find(target)
            content = contnode if node.get("refexplicit") else self.content(entry, layer, typ)
        except Refused:
            # Another site may have it, under the name as it stands in its inventory; if none has, `_explain` says why.
            model, dot, layer = target.rpartition(".")
            name = nodes.fully_normalize_name(model or layer)
            node["reftarget"] = f"{name}{dot}{layer}" if dot else name
            return None
        if is_linked(node):
            return cast("nodes.reference", content)  # whatever is returned is put there
        anchor = entry.anchor_of(layer) if layer else entry.anchor
        return make_refnode(builder, fromdocname, entry.docname, anchor, content)

    def content(self, entry: Entry, layer: str, typ: str) -> Node:
        """What a role says: a name, or a value.

        :raises Refused: where the value is not known.
        """
        if typ == "ref":
            return nodes.literal("", layer) if layer else nodes.inline("", entry.title)
        words = Words.of(self.env.config.language)
        return nodes.inline("", quote(self.read(entry.source), layer, typ, words), classes=["model-summary-value"])

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str, node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:  # fmt: skip
        """The model or layer, unless Sphinx itself knows the name: a table with a caption is a target of its own."""
        if target.lower() in env.domains.standard_domain.labels:
            return []
        found = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [] if found is None else [("model:ref", found)]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """The models for the search and the inventory, their layers for the inventory alone."""
        for entry in self.entries():
            yield entry.name, entry.title, "model", entry.docname, entry.anchor, 1
            for layer in entry.layers:
                yield f"{entry.name}.{layer}", layer, "layer", entry.docname, entry.anchor_of(layer), -1


def _readings(target: str) -> Iterator[tuple[str, str]]:
    """The ways to read a target as a model and a layer: names of both may hold dots."""
    yield target, ""
    for place in range(len(target) - 1, 0, -1):
        if target[place] == ".":
            yield target[:place], target[place + 1 :]


def warn(code: Code, message: Text, location: Any, hint: Text | None = None) -> None:
    """A warning for the author, with a suggestion where there is one."""
    LOGGER.warning("%s", in_console(message, hint), type="model_summary", subtype=str(code), location=location)


def model_domain(env: BuildEnvironment) -> ModelDomain:
    """The domain of models in an environment."""
    domain = env.get_domain("model")
    assert isinstance(domain, ModelDomain)
    return domain


def _remember(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> Sequence[str]:
    model_domain(env).remember()
    return ()


def _dependents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    domain = model_domain(env)
    # Titles stand in the navigation of any page.
    return sorted(env.all_docs) if domain.retitle() else domain.dependents()


def _explain(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say why there is no such link or value, and what may have been meant."""
    if not isinstance(domain, ModelDomain):
        return None
    try:
        domain.content(*domain.find(node["reftarget"]), node["reftype"])
    except Refused as refused:
        warn(refused.code, refused.message, node, refused.hint)
        return True
    return None


def register(app: Sphinx) -> None:
    """Announce the domain, and have pages written again whose models changed."""
    app.add_domain(ModelDomain)
    app.connect("env-get-outdated", _remember)
    app.connect("env-updated", _dependents)
    app.connect("warn-missing-reference", _explain)
