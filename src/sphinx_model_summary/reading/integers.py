"""NumPy's whole numbers: they compute like Python's, but Keras does not take them for such everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_ARITHMETIC = "add radd sub rsub mul rmul floordiv rfloordiv mod rmod pow rpow neg pos abs".split()


class NumpyInteger(int):
    """A whole number of NumPy's own type; what is computed from it is one too."""

    def __repr__(self) -> str:
        return f"np.int64({int(self)})"

    def __str__(self) -> str:
        return str(int(self))

    def __format__(self, spec: str) -> str:
        return format(int(self), spec)


def of_numpy(value: Any) -> Any:
    """A number as NumPy gives it."""
    return NumpyInteger(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _kept(name: str) -> Callable[..., Any]:
    work: Callable[..., Any] = getattr(int, name)
    return lambda *numbers: of_numpy(work(*numbers))


for _name in _ARITHMETIC:
    setattr(NumpyInteger, f"__{_name}__", _kept(f"__{_name}__"))
