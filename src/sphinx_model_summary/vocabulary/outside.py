"""Layers from packages that are not read: those that the project declares, under the names by which they come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..layers import Layer
from ..problems import Code, say
from .modules import Module


class Outside:
    """The declared layers, by their names, and the modules in which names with dots place them."""

    def __init__(self, kinds: Mapping[str, type[Layer]], make: Callable[[type[Layer]], Any]) -> None:
        self.values = {name: make(kind) for name, kind in kinds.items()}
        self.modules: dict[str, Module] = {}
        last = [name.rpartition(".")[2] for name in self.values]
        self._last = {end: value for end, value in zip(last, self.values.values(), strict=True) if last.count(end) == 1}

    def place(self, find: Callable[[str], Any | None]) -> None:
        """Put each layer whose name has dots into its module, one that `find` knows or one made for it."""
        for name, value in self.values.items():
            path, _, last = name.rpartition(".")
            if path:
                self._module(path, find).members[last] = value

    def name(self, name: str, *, imported: bool) -> Any | None:
        """The layer of a name; from a module that nobody knows only if the declaration names no other module."""
        return self.values.get(name) if imported else self._last.get(name)

    def _module(self, path: str, find: Callable[[str], Any | None]) -> Module:
        found = find(path)
        if isinstance(found, Module):
            return found
        if path not in self.modules:
            elsewhere = say("of {module} only the declared layers are read", module=path)
            anywhere = {name: value for name, value in self.values.items() if "." not in name}
            self.modules[path] = Module(path, anywhere, code=Code.UNKNOWN_VALUE, elsewhere=elsewhere)
            above, _, last = path.rpartition(".")
            if above:
                self._module(above, find).members[last] = self.modules[path]
        return self.modules[path]
