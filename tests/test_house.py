"""The rooms of the house keep to themselves: who imports whom, and what no room may contain."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_model_summary import layers
from sphinx_model_summary.problems import Code
from sphinx_model_summary.sphinx.checks import ModelCheck
from sphinx_model_summary.sphinx.comparisons import ModelCompare
from sphinx_model_summary.sphinx.directive import ModelSummary

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "sphinx_model_summary"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

#: The rooms that each room of the engine may import; whoever is not named here may import every room of the engine.
MAY_IMPORT = {
    "size": set(),
    "numerals": set(),
    "problems": set(),
    "shape": {"problems", "size"},
    "weights": {"size"},
    "counting": {"size", "weights"},
    "layers": {"counting", "numerals", "problems", "shape", "size", "weights"},
    "costs": {"shape", "size", "weights"},
    "summary": {"costs", "layers", "problems", "shape", "size", "weights"},
    "derivation": {"counting", "shape", "size", "summary", "weights"},
    "reading": {"problems"},
    "operations": {"layers", "problems", "shape", "size", "weights"},
    # Masks are worked out by operations.
    "model": {"costs", "layers", "operations", "problems", "shape", "size", "summary", "weights"},
    "applications": set(),
    "vocabulary": {"applications", "layers", "model", "operations", "problems", "reading", "shape", "size", "summary",
                   "weights"},
    "headings": {"reading", "summary"},
    "recorded": {"alignment", "layers", "model", "numerals", "operations", "problems", "shape", "summary"},
    "pictures": {"layers", "numerals", "problems", "shape", "summary"},
    "tex": {"size"},
    "alignment": set(),
    "comparison": {"alignment", "layers", "summary"},
    "printing": {"derivation", "layers", "size", "summary"},
    "misconceptions": {"counting", "derivation", "problems", "shape", "size", "summary", "weights"},
    "questions": {"counting", "derivation", "misconceptions", "problems", "size", "summary"},
}
#: Keras has operations of the same names as layers, such as Add.
OPERATIONS = {
    node.name
    for module in (PACKAGE / "operations").glob("*.py")
    for node in ast.parse(module.read_text(encoding="utf-8")).body
    if isinstance(node, ast.ClassDef)
}
#: The kinds of models are how a listing is wired, not layers that count.
WIRING = {"Input", "InputLayer", "Sequential", "Model", "Functional"}


class Import(NamedTuple):
    """One import: the dotted name from the top, and whether only the type checker sees it."""

    target: str
    for_types: bool


def dotted(module: Path) -> str:
    """The dotted name of a file of the package."""
    parts = module.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    """The room in which a dotted name of the package lies: its first part below the package, '' for the door."""
    return f"{name}.".split(".")[1]


def imports(module: Path) -> Iterator[Import]:
    """Every import of a module, wherever in it it stands."""
    package = dotted(module).split(".")
    if module.name != "__init__.py":
        package.pop()
    tree = ast.parse(module.read_text(encoding="utf-8"))
    guarded = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node in guarded) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (Import(f"{start}.{alias.name}", node in guarded) for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=dotted)
def test_only_the_sphinx_rooms_know_sphinx(module: Path) -> None:
    if room(dotted(module)) == "sphinx":
        return
    allowed = {*sys.stdlib_module_names, "sphinx_model_summary"}
    # The door opens to Sphinx, late: inside `setup`, and in the types of its signature.
    late = {"sphinx"} if module == PACKAGE / "__init__.py" else set()
    assert {one.target.split(".")[0] for one in imports(module)} <= allowed | late


@pytest.mark.parametrize("module", MODULES, ids=dotted)
def test_rooms_import_only_what_lies_before_them(module: Path) -> None:
    here = room(dotted(module))
    if here not in MAY_IMPORT:
        return
    rooms = {
        room(one.target)
        for one in imports(module)
        if one.target.startswith("sphinx_model_summary") and not one.for_types
    }
    assert rooms - {here} <= MAY_IMPORT[here]


def module_of(name: str) -> str:
    """The module that an import loads: the name itself, or what holds it."""
    return name if name in {dotted(module) for module in MODULES} else name.rpartition(".")[0]


@pytest.mark.parametrize("place", [room, module_of])
def test_no_circle(place: Callable[[str], str]) -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        ours = (one for one in imports(module) if one.target.startswith("sphinx_model_summary."))
        here = place(dotted(module))
        graph.setdefault(here, set()).update({place(one.target) for one in ours if not one.for_types} - {here})
    for door in ("", "sphinx_model_summary"):  # it re-exports what lies behind it
        graph.pop(door, None)
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the places


def test_the_engine_loads_without_sphinx() -> None:
    program = (
        "import sys, sphinx_model_summary\n"
        "sphinx_model_summary.summarize('Dense(1)', input_shape=(2,))\n"
        "print(*sorted({'sphinx', 'docutils'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.split() == []


@pytest.mark.parametrize("module", MODULES, ids=dotted)
def test_no_layer_is_named_outside_its_room(module: Path) -> None:
    if room(dotted(module)) == "layers":
        return
    words = set(_words(ast.parse(module.read_text(encoding="utf-8"))))
    named = (words & set(layers.names())) - WIRING - OPERATIONS
    assert named == set()


def _words(tree: ast.Module) -> Iterator[str]:
    """The identifiers and whole strings of a module; names of `ast` itself (`ast.Add`) mean nodes of Python."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="ast")):
                pass
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.ClassDef(name=word) | ast.alias(name=word):
                yield word
            case ast.Constant(value=str(word)):
                yield word


@pytest.mark.parametrize("path", [path.relative_to(ROOT) for path in (*MODULES, *TESTS)], ids=str)
def test_no_file_holds_two_subjects(path: Path) -> None:
    length = (ROOT / path).read_text(encoding="utf-8").count("\n")
    assert length <= 350


@pytest.mark.parametrize("code", Code)
def test_every_problem_is_explained(code: Code) -> None:
    assert code.about.endswith(".")
    assert len(code.about) > len("To be written.")


DIRECTIVES = {"model-summary": ModelSummary, "model-compare": ModelCompare, "model-check": ModelCheck}


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, directive in DIRECTIVES.items() for option in directive.option_spec]
)
def test_every_option_is_documented(name: str, option: str) -> None:
    page = (ROOT / "docs" / "reference" / "directive.md").read_text(encoding="utf-8")
    assert f"| `{option}` |" in page.partition(f".. {name}::")[2].partition("\n## ")[0]


def test_the_documentation_lists_every_problem() -> None:
    assert "```{problem-codes}" in (ROOT / "docs" / "reference" / "warnings.md").read_text(encoding="utf-8")
