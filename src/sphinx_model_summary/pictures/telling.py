"""A long model told in short: what belongs together becomes one block, what repeats itself is drawn once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from graphlib import TopologicalSorter

from ..summary import Row
from .kinds import kind_of
from .structure import Block, Net, Parallel, Part, Repeat, Series, inner, rows_of, told_as_one

#: What is told together with the layer before it: such layers change values, not what a reader has to see.
_FOLLOWS = ("normalization", "activation", "regularization")
#: A model of at most so many rows of blocks is drawn layer by layer; one of more is told shorter until it fits.
_SHORT = 14
_LONG = 26
#: One that would be told in fewer blocks is no picture of it any more.
_FEWEST = 5
#: No picture is wider than so many blocks side by side.
_BROAD = 6
#: A net of more links than this is a tangle.
_TANGLE = 60
#: A run of more parts than this is not searched for.
_LONGEST_RUN = 16


class Telling:
    """Ways to say less about the rows of a summary, from the mildest on."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def shortened(self, whole: Series) -> Series:
        """The structure, told in as few blocks as it takes to fit."""
        whole = self._everywhere(whole, self._narrow)
        if height(whole) > _SHORT:
            whole = self._everywhere(whole, self._with_followers)
        if height(whole) > _SHORT:
            whole = self._everywhere(whole, self._with_repeats)
        if height(whole) > _LONG:
            whole = Series(tuple(self._joined(whole.parts)))
            whole = Series(self._with_repeats(whole).parts)
        if height(whole) > _LONG:
            told = self._with_repeats(Series(tuple(self._by_shape(whole.parts))))
            whole = told if height(told) >= _FEWEST else whole
        first = whole.parts[:1] if isinstance(whole.parts[0], Block) and self._are(whole.parts[0], "input") else ()
        while height(whole) > _LONG:
            rest = whole.parts[len(first) :]
            pairs = [rest[place : place + 2] for place in range(0, len(rest), 2)]
            whole = Series((*first, *(told_as_one(*pair) if len(pair) > 1 else pair[0] for pair in pairs)))
        return whole

    def _everywhere(self, part: Series, change: Callable[[Series], Series]) -> Series:
        """A change of every series, the inner ones first."""
        return change(Series(tuple(self._within(one, change) for one in part.parts)))

    def _within(self, part: Part, change: Callable[[Series], Series]) -> Part:
        match part:
            case Parallel():
                branches = tuple(self._everywhere(one, change) for one in part.branches)
                return Parallel(branches, part.opens, part.closes)
            case Net():
                parts = tuple(self._everywhere(one, change) if isinstance(one, Series) else one for one in part.parts)
                return Net(parts, part.links, part.opens, part.closes)
            case Repeat():
                return Repeat(self._everywhere(part.body, change), part.times, part.rows)
            case _:
                return part

    def _narrow(self, series: Series) -> Series:
        """Branches that would be too many side by side are told as one, and so is a tangle."""

        def narrow(part: Part) -> bool:
            return not (isinstance(part, Net) and len(part.links) > _TANGLE) and breadth(part) <= _BROAD

        return Series(tuple(part if narrow(part) else told_as_one(part) for part in series.parts))

    def _with_followers(self, series: Series) -> Series:
        """Layers that only change values are told with the layer before them, padding with the layer after it."""
        parts: list[Part] = []
        for part in series.parts:
            before = parts[-1] if parts else None
            if isinstance(part, Block) and isinstance(before, Block):
                padded = self._are(before, "padding") and not self._are(part, "input", "padding", *_FOLLOWS)
                if self._are(part, *_FOLLOWS) and not self._are(before, "input", "padding"):
                    parts[-1] = Block((*before.rows, *part.rows), before.main)
                    continue
                if padded:
                    parts[-1] = Block((*before.rows, *part.rows), part.main)
                    continue
            parts.append(part)
        return Series(tuple(parts))

    def _are(self, block: Block, *kinds: str) -> bool:
        return all((kind_of(self.rows[row]) if row >= 0 else "input") in kinds for row in block.main)

    def _with_repeats(self, series: Series) -> Series:
        """Runs of parts that come again and again are drawn once."""
        marks = [self._mark(part) for part in series.parts]
        parts: list[Part] = []
        place = 0
        while place < len(marks):
            after = place > 0 and isinstance(series.parts[place - 1], Parallel | Net)
            length, times = (1, 1) if after else _run(marks, place)  # what branches meet in belongs to them
            body = series.parts[place : place + length]
            if times == 1:
                parts.append(body[0])
                place += 1
                continue
            among = series.parts[place : place + length * times]
            rows = tuple(row for part in among for row in rows_of(part))
            alone = body[0] if len(body) == 1 else None
            if isinstance(alone, Block):
                parts.append(Block(rows, alone.main, alone.times * times))
            else:
                parts.append(Repeat(Series(body), times, rows))
            place += length * times
        return Series(tuple(parts))

    def _mark(self, part: Part) -> Hashable:
        """What makes parts alike: the types of their layers and the shapes that come out."""
        if isinstance(part, Block):
            told = tuple((self.rows[row].type, str(self.rows[row].output)) if row >= 0 else row for row in part.rows)
            return (told, part.times)
        times = part.times if isinstance(part, Repeat) else 1
        links = part.links if isinstance(part, Net) else ()
        return (type(part).__name__, tuple(map(self._mark, inner(part))), times, links)

    def _joined(self, parts: Sequence[Part]) -> list[Part]:
        """Branches and the block in which they meet are told as one."""
        joined: list[Part] = []
        for part in parts:
            before = joined[-1] if joined else None
            meets = isinstance(part, Block) and self._are(part, "merging", "other")
            if isinstance(before, Parallel | Net) and meets and before.opens:
                joined[-1] = told_as_one(before, part)
            elif isinstance(part, Repeat):
                told = self._joined(part.body.parts)
                only = told[0] if len(told) == 1 else None
                as_block = Block(part.rows, only.main, part.times) if isinstance(only, Block) else None
                joined.append(as_block or Repeat(Series(tuple(told)), part.times, part.rows))
            else:
                joined.append(part)
        return [told_as_one(part) if isinstance(part, Parallel | Net) and part.opens else part for part in joined]

    def _by_shape(self, parts: Sequence[Part]) -> list[Part]:
        """Parts one after the other out of which the same sizes come, channels apart, are told as one."""
        told: list[Part] = []
        for part in parts:
            same = told and self._sizes(part) is not None and self._sizes(told[-1]) == self._sizes(part)
            told[-1:] = [told_as_one(told[-1], part)] if same else [*told[-1:], part]
        return told

    def _sizes(self, part: Part) -> str | None:
        rows = [row for row in rows_of(part) if row >= 0]
        output = self.rows[rows[-1]].output if rows else None
        return str(tuple(output)[:-1]) if output is not None else None


def _run(marks: Sequence[Hashable], place: int) -> tuple[int, int]:
    """How long the run is that comes again right after itself, and how often it stands there; the most are saved."""
    best = (1, 1)
    for length in range(1, min(_LONGEST_RUN, (len(marks) - place) // 2) + 1):
        run, times = marks[place : place + length], 1
        while marks[place + length * times : place + length * (times + 1)] == run:
            times += 1
        if times > 1 and length * (times - 1) > best[0] * (best[1] - 1):
            best = (length, times)
    return best


def height(part: Part) -> int:
    """How many blocks stand below one another."""
    match part:
        case Block():
            return 1
        case Series():
            return sum(map(height, part.parts))
        case Parallel():
            return max(map(height, part.branches), default=0)
        case Net():
            depth = levels(part)
            return sum(max(height(part.parts[one]) for one in depth if depth[one] == level)
                       for level in set(depth.values()))  # fmt: skip
        case Repeat():
            return height(part.body)


def breadth(part: Part) -> int:
    """How many blocks stand side by side."""
    match part:
        case Block():
            return 1
        case Parallel():
            return sum(breadth(one) for one in part.branches if one.parts)
        case Net():
            depth = levels(part)
            return max(sum(breadth(part.parts[one]) for one in depth if depth[one] == level)
                       for level in set(depth.values()))  # fmt: skip
        case _:
            return max(map(breadth, inner(part)), default=0)


def levels(net: Net) -> dict[int, int]:
    """How far down each part of a net stands: below all that lead to it."""
    before: dict[int, set[int]] = {place: set() for place in range(len(net.parts))}
    for source, target in net.links:
        if target >= 0 and source >= 0:
            before[target].add(source)
    sorter = TopologicalSorter(before)
    found: dict[int, int] = {}
    for place in sorter.static_order():
        found[place] = 1 + max((found[one] for one in before[place]), default=-1)
    return found
