"""Layers made with Python's own modules; names and numbers of Keras 3.15."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = {
    "members of enumerations as arguments": (
        """
        from enum import Enum, IntEnum
        class Size(IntEnum):
            SMALL = 16
            BIG = 32
        class Activation(str, Enum):
            FIRST = "relu"
        model = Sequential([
            Input((Size.SMALL,)), Dense(Size.BIG, activation=Activation.FIRST, name=f"d_{Size.BIG.name.lower()}"),
            Reshape((Size.SMALL // 4, 8)), Conv1D(Size.SMALL, kernel_size=3),
        ])
        """,
        ["d_big Dense (None, 32) 544", "reshape Reshape (None, 4, 8) 0", "conv1d Conv1D (None, 2, 16) 400"],
    ),
    "layers that a cache gives again": (
        """
        from functools import cached_property, lru_cache
        @lru_cache(maxsize=None)
        def dense(n): return Dense(n)
        class Net:
            @cached_property
            def head(self): return Dense(4)
        i, net = Input((4,)), Net()
        model = keras.Model(i, net.head(net.head(dense(4)(dense(4)(i)))))
        """,
        ["input_layer InputLayer (None, 4) 0", "dense_1 Dense (None, 4) 20", "dense Dense (None, 4) 20"],
    ),
    "sizes of a million millions": (
        "model = Sequential([Input((10**6, 10**6)), Flatten(), Dense(2)])",
        ["flatten Flatten (None, 1000000000000) 0", "dense Dense (None, 2) 2000000000002"],
    ),
    "branches in a dictionary with a default, connections in a queue": (
        """
        from collections import defaultdict, deque
        branches, skips, i = defaultdict(list), deque(), Input((8, 8, 3))
        for name, filters in [("a", 8), ("b", 4), ("a", 6)]:
            branches[name].append(Conv2D(filters, 1, name=f"{name}{len(branches[name])}")(i))
        for name in branches:
            skips.append(Concatenate()(branches[name]) if len(branches[name]) > 1 else branches[name][0])
        model = keras.Model(i, Concatenate()([skips.pop(), skips.popleft()]))
        """,
        [
            "input_layer InputLayer (None, 8, 8, 3) 0", "a0 Conv2D (None, 8, 8, 8) 32", "a1 Conv2D (None, 8, 8, 6) 24",
            "b0 Conv2D (None, 8, 8, 4) 16", "concatenate Concatenate (None, 8, 8, 14) 0",
            "concatenate_1 Concatenate (None, 8, 8, 18) 0",
        ],
    ),
    "outputs in an ordered dictionary keep its order": (
        """
        from collections import OrderedDict
        i = Input((4,))
        model = keras.Model(i, OrderedDict(b=Dense(3, name="b")(i), a=Dense(2, name="a")(i)))
        """,
        ["input_layer InputLayer (None, 4) 0", "b Dense (None, 3) 15", "a Dense (None, 2) 10"],
    ),
    "outputs in any other are sorted by their keys": (
        """
        i = Input((4,))
        model = keras.Model(i, dict(b=Dense(3, name="b")(i), a=Dense(2, name="a")(i)))
        """,
        ["input_layer InputLayer (None, 4) 0", "a Dense (None, 2) 10", "b Dense (None, 3) 15"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "rows"), CASES.values(), ids=CASES)
def test_rows(listing: str, rows: list[str], rows_of: Callable[[str], list[str]]) -> None:
    assert rows_of(listing) == rows
