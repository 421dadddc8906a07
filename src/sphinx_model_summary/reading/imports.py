"""The statements that import: from a vocabulary, from the modules read here, or from what is not known."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ..problems import Code, Refused, say
from . import modules
from .exceptions import exception
from .natives import Module
from .scopes import Scope
from .signals import Raised, Signal
from .suggestions import did_you_mean
from .values import Namespace, Unknown, Value

if TYPE_CHECKING:
    from .evaluator import Evaluator

_PYTORCH = ("torch", "torchvision", "pytorch_lightning", "lightning", "timm")


def import_module(ev: Evaluator, node: ast.Import, scope: Scope) -> Signal:
    """Carry out `import a.b` or `import a.b as c`."""
    for alias in node.names:
        value = _module(ev, node, alias.name, alias.asname or alias.name.partition(".")[0])
        if alias.asname is None and "." in alias.name:
            root = alias.name.partition(".")[0]
            value = _module(ev, node, root, root)
        scope.bind(alias.asname or alias.name.partition(".")[0], value)
    return None


def import_from(ev: Evaluator, node: ast.ImportFrom, scope: Scope) -> Signal:
    """Carry out `from a import b`."""
    dotted = "." * node.level + (node.module or "")
    if dotted == "__future__":
        return None
    for alias in node.names:
        name = alias.asname or alias.name
        module = _module(ev, node, dotted, name)
        if alias.name == "*":
            if isinstance(module, (Namespace, Unknown)):
                ev.stars.append(module)
            elif isinstance(module, Module):
                for each, value in module.members.items():
                    scope.bind(each, value)
            continue
        scope.bind(name, _member(ev, node, module, dotted, alias.name))
    return None


def _member(ev: Evaluator, node: ast.ImportFrom, module: Any, dotted: str, name: str) -> Any:
    if not isinstance(module, Value):
        declared = ev.vocabulary.outside(name, imported=True)
        return module if declared is None else declared
    try:
        return module.attribute(name)
    except Refused as refusal:
        inner = ev.vocabulary.module(f"{dotted}.{name}")
        if inner is None:
            inner = modules.find(f"{dotted}.{name}")
        if inner is not None:
            return inner
        unknown = Unknown(refusal.at(*ev.place(node)))
        if ev.trying and not isinstance(module, Module):
            raise Raised(exception(ev, "ImportError", str(refusal)), unknown.problem) from None
        return unknown


def _module(ev: Evaluator, node: ast.Import | ast.ImportFrom, dotted: str, name: str) -> Any:
    value = ev.vocabulary.module(dotted)
    if value is None:
        value = modules.find(dotted)
    if value is not None:
        return value
    message = say("'{name}' comes from {module}, which is not read here", name=name, module=dotted)
    hint = say("write what the model needs of it into the listing; a layer can be declared in model_summary_layers")
    root, parent = dotted.partition(".")[0], dotted.rpartition(".")[0]
    around = ev.vocabulary.module(parent) if parent else None
    if isinstance(around, Namespace):
        paths = [f"{parent}.{one}" for one in around.names()]
        hint = did_you_mean(dotted, (one for one in paths if isinstance(ev.vocabulary.module(one), Namespace))) or hint
    if root in _PYTORCH:
        message = say("'{name}' comes from PyTorch, and only models of Keras are read here", name=name)
        hint = say("write the model with the layers of Keras")
    problem = ev.problem(node, Code.UNKNOWN_VALUE, message, hint)
    if ev.trying and root and ev.vocabulary.module(root) is not None:
        raise Raised(exception(ev, "ImportError", str(message)), problem)
    return Unknown(problem, origin="bystander" if root in modules.BYSTANDERS else "package", expression=name)
