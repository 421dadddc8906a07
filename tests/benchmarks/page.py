"""What the summaries on a page cost, beside the same content written by hand and the same nodes given ready-made.

Each variant is a small site whose pages show the same models; it is built from nothing, as HTML, again and again in
turn with the others. What the page costs without any model is taken off, and the ratios of what is left are printed.
`--profile VARIANT` tells where a build spends its time instead.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from time import process_time

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, docutils_namespace, patch_docutils

from sphinx_model_summary.sphinx.folding import blocks

LISTINGS = {
    "A classifier of images": """
        Input((180, 180, 3))
        Rescaling(1.0 / 255)
        Conv2D(32, 3, activation="relu")
        MaxPooling2D()
        Conv2D(64, 3, activation="relu")
        MaxPooling2D()
        Conv2D(128, 3, activation="relu")
        MaxPooling2D()
        BatchNormalization()
        Dropout(0.5)
        Flatten()
        Dense(128, activation="relu")
        Dense(5)
        """,
    "A reader of reviews": """
        Input((200,))
        Embedding(20_000, 128)
        Bidirectional(LSTM(64, return_sequences=True))
        Bidirectional(LSTM(64))
        Dropout(0.5)
        Dense(1, activation="sigmoid")
        """,
    "A block with a shortcut": """
        inputs = Input((32, 32, 3), name="image")
        x = Conv2D(32, 3, activation="relu")(inputs)
        before = Conv2D(64, 3, padding="same")(x)
        x = BatchNormalization()(before)
        x = Activation("relu")(x)
        x = Conv2D(64, 3, padding="same")(x)
        x = BatchNormalization()(x)
        x = Add()([x, before])
        x = Activation("relu")(x)
        x = GlobalAveragePooling2D()(x)
        outputs = Dense(10)(x)
        model = Model(inputs, outputs)
        """,
    "Digits": """
        Input((28, 28))
        Flatten()
        Dense(512, activation="relu")
        Dropout(0.2)
        Dense(10, activation="softmax")
        """,
}
PROSE = "Some words about what is shown here, and why it is.\n"


def directive(name: str, caption: str, listing: str) -> str:
    """A listing under a directive."""
    lines = [line[8:] for line in listing.strip("\n").splitlines()]
    return "\n".join([f".. {name}:: {caption}", "", *(f"   {line}".rstrip() for line in lines), ""])


def own(listing: str, page: int) -> str:
    """The listing as a page has it for itself: one that was read before might be known."""
    return f"\n        page = {page}{listing}"


def by_hand(block: nodes.container) -> str:
    """What an author would write to have a block's content without a directive: a list-table, bullets, no links."""
    return "\n".join(_written(block))


def _written(parent: nodes.Element) -> Iterator[str]:
    for node in parent.children:
        match node:
            case nodes.table():
                yield from _list_table(node)
            case nodes.rubric():
                yield from (f".. rubric:: {_inline(node)}", "")
            case nodes.bullet_list():
                yield from (f"* {_inline(item[0])}" for item in node.children)
                yield ""
            case nodes.paragraph():
                yield from (_inline(node), "")
            case nodes.container():
                yield from _written(node)
            case nodes.Element():
                assert not node.children, node


def _list_table(table: nodes.table) -> Iterator[str]:
    (title,) = table.findall(nodes.title)
    yield from (f".. list-table:: {title.astext()}", "   :header-rows: 1", "")
    for row in table.findall(nodes.row):
        for index, entry in enumerate(row.children):
            text = _inline(entry[0]) if entry.children else ""
            yield f"   {'  -' if index else '* -'} {text}".rstrip()
    yield ""


def _inline(node: nodes.Element) -> str:
    """The text of a paragraph in reStructuredText."""
    parts = []
    for child in node.children:
        text = child.astext()
        plain = text.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("|", "\\|")
        parts.append(f"**{plain}**" if isinstance(child, nodes.strong) else plain)
    return "".join(parts)


class Prepared(SphinxDirective):
    """Returns nodes that were made before: what Sphinx itself does with them is all that it costs."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    blocks: dict[str, nodes.container] = {}  # noqa: RUF012 - filled once, before the measurement

    def run(self) -> list[nodes.Node]:
        return [self.blocks[self.arguments[0]].deepcopy()]


def build(source: Path, out: Path) -> Sphinx:
    """A build from nothing."""
    with patch_docutils(), docutils_namespace():
        app = Sphinx(source, None, out, out / ".doctrees", "html", status=None, warning=StringIO(), freshenv=True,
                     confoverrides={"extensions": ["sphinx_model_summary"], "html_theme": "alabaster"})  # fmt: skip
        app.add_directive("prepared-summary", Prepared)
        app.build(force_all=True)
    warned = app._warning.getvalue()
    assert not warned, warned
    return app


def site(folder: Path, pages: int, written: Callable[[str, str], str]) -> Path:
    """A site of equal pages with every model, each as it is `written`; no listing is that of another page."""
    folder.mkdir()
    for page in range(pages):
        text = [f"Page {page}\n========\n"]
        for caption, listing in LISTINGS.items():
            text += [f"{caption}\n{'-' * len(caption)}\n", PROSE, written(caption, own(listing, page))]
        (folder / f"page{page}.rst").write_text("\n".join(text), encoding="utf-8")
    names = "".join(f"   page{page}\n" for page in range(pages))
    (folder / "index.rst").write_text(f"Index\n=====\n\n.. toctree::\n\n{names}", encoding="utf-8")
    (folder / "conf.py").write_text("", encoding="utf-8")
    return folder


def sites(folder: Path, pages: int) -> dict[str, Path]:
    """A site for each variant."""
    ours = site(folder / "ours", pages, lambda caption, listing: directive("model-summary", caption, listing))
    found = blocks(build(ours, folder / "first").env.get_doctree("page0"))
    Prepared.blocks = dict(zip(LISTINGS, found, strict=True))
    return {
        "empty": site(folder / "empty", pages, lambda _caption, _listing: ""),
        "ours": ours,
        "prepared": site(folder / "prepared", pages, lambda *of: directive("prepared-summary", *of)),
        "by hand": site(folder / "by-hand", pages, lambda caption, _listing: by_hand(Prepared.blocks[caption])),
    }


def seconds(source: Path) -> float:
    """The processor's time for a build."""
    with tempfile.TemporaryDirectory() as out:
        gc.collect()
        start = process_time()
        build(source, Path(out))
        return process_time() - start


def main() -> None:
    """Measure, and print milliseconds a model and the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--profile")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        variants = sites(Path(folder), given.pages)
        if given.profile:
            profile = cProfile.Profile()
            profile.runcall(build, variants[given.profile], Path(folder) / "out")
            pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(45)
            return
        times: dict[str, list[float]] = {name: [] for name in variants}
        for _round in range(given.rounds):
            for name, source in variants.items():
                times[name].append(seconds(source))
    middle = {name: statistics.median(some) for name, some in times.items()}
    models = given.pages * len(LISTINGS)
    net = {name: 1000 * (middle[name] - middle["empty"]) / models for name in ("ours", "prepared", "by hand")}
    counted = sum(1 for block in Prepared.blocks.values() for _node in block.findall()) / len(LISTINGS)
    print(f"{counted:.0f} nodes a model; milliseconds a model, net of the page:")
    print(", ".join(f"{name} {value:.1f}" for name, value in net.items()))
    print(", ".join(f"ours : {name} = {net['ours'] / net[name]:.2f}" for name in ("by hand", "prepared")))


if __name__ == "__main__":
    main()
