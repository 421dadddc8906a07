"""What the live tests report: the seed that they draw from, and how many listings came out how."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest

SEED = int(os.environ.get("LIVE_SEED") or random.randrange(2**32))
#: How many times as many listings as usual.
FACTOR = float(os.environ.get("LIVE_FACTOR", "1"))
_REPORTS: list[str] = []


def pytest_report_header() -> str:
    """Where the tests are asked for by themselves, the seed stands at the top too."""
    return f"live tests: LIVE_SEED={SEED}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The outcomes, below the tests."""
    for line in _REPORTS:
        terminalreporter.write_line(line)


@pytest.fixture
def keras() -> None:
    """Ask for Keras itself."""
    if find_spec("keras") is None:
        pytest.skip("needs Keras; the recorded facts are compared everywhere")


@pytest.fixture
def agree(keras: None) -> Iterator[Callable[..., None]]:
    """Give a strategy that draws listings, and how many; every one is compared with Keras.

    No number may differ. Of what Keras accepts, few may be refused; of what it refuses, few may be accepted: with sizes
    that are left open, some misfits only show when Keras fills them in.
    """
    from hypothesis import HealthCheck, Phase, given, note, seed, settings

    from .comparison import compared
    from .measurement import measured

    outcomes: Counter[str] = Counter()

    def agree(listings: Any, examples: int, *, share: float = 0.03) -> None:
        @seed(SEED)
        @settings(max_examples=int(examples * FACTOR), phases=[Phase.generate], deadline=None,
                  database=None, suppress_health_check=HealthCheck)  # fmt: skip
        @given(listings)
        def agrees(listing: str) -> None:
            outcome, why = compared(listing, measured(listing))
            outcomes[outcome] += 1
            note(f"LIVE_SEED={SEED}\n{listing}")
            assert outcome != "different", why

        agrees()
        for few, many in (("refused", "exact"), ("accepted", "both refuse")):
            assert outcomes[few] <= max(2, share * (outcomes[few] + outcomes[many])), few

    yield agree
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    _REPORTS.append(f"LIVE_SEED={SEED}: {sum(outcomes.values())} listings compared with Keras: {counts}")
