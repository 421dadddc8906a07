"""The names that Keras gives by itself."""

from __future__ import annotations

import re
from functools import cache


class Names:
    """The counters behind automatic names, one for each base name, as in a fresh Keras session."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        #: How many names were given so far.
        self.given = 0
        #: How many tensors without a name were made so far; None once some were made that are not counted here.
        self.tensors: int | None = 0

    def automatic(self, type_name: str) -> str:
        """The next automatic name for a layer type: `conv2d`, then `conv2d_1`, and so on."""
        base = snake_case(type_name)
        number = self._counts.get(base, 0)
        self.given += 1
        self._counts[base] = number + 1
        return f"{base}_{number}" if number else base

    def of_tensor(self) -> str:
        """The name of the next tensor: `keras_tensor`, then `keras_tensor_1`; nothing where it is not known."""
        if self.tensors is None:
            return ""
        number = self.tensors
        self.tensors += 1
        return f"keras_tensor_{number}" if number else "keras_tensor"

    def clear(self) -> None:
        """Count from the beginning again, as `keras.backend.clear_session()` does."""
        self._counts.clear()
        self.tensors = 0


@cache
def snake_case(name: str) -> str:
    """A class name as Keras writes it in automatic names: `MaxPooling2D` gives `max_pooling2d`."""
    name = re.sub(r"\W+", "", name)
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
