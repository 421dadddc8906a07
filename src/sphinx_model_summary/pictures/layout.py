"""Where the parts of a structure stand: one below the other along an axis, branches side by side, skips around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import LEADING, LINE, Blocks
from .drawing import Frame, Line, Shape, Words, moved
from .net import Item, Route, arranged
from .structure import Block, Net, Parallel, Part, Repeat, Series, inner
from .telling import breadth

#: Between blocks one below the other, branches side by side, a solid and its words, a frame and what it holds.
GAP = 16.0
ASIDE = 18.0
BESIDE = 9.0
INSIDE = 9.0
#: How wide the lane is in which a skip connection runs.
LANE = 14.0
#: Within so much height lines fan out to branches, or come together.
_FAN_LEAST, _FAN_MOST = 14.0, 34.0
#: A branch so much longer than every other is the one that goes straight on.
_MAIN = 2.5
#: At most so many blocks stand side by side with their words beside them.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with its axis at x = 0 and its upper edge at y = 0; lines come to it at `top` and leave at `bottom`."""

    left: float
    right: float
    height: float
    shapes: tuple[Shape, ...] = ()
    top: float = 0.0
    bottom: float = 0.0
    #: Whether a line that comes in ends here, with an arrow; elsewhere it goes on.
    solid: bool = False


class Layout:
    """Places the parts of one picture."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks

    def series(self, series: Series, reach: float | None = None) -> Placed:
        """Parts one below the other; the words beside the blocks begin in one column.

        `reach` is how far from the axis that is; 0 puts the words below the blocks.
        """
        reach = max(map(self._reach, series.parts), default=0) if reach is None else reach
        placed = [self._part(part, reach) for part in series.parts]
        if not placed:
            return Placed(LANE / 2, LANE / 2, 0)
        shapes: list[Shape] = []
        y, last = 0.0, 0.0
        top = placed[0].top
        for place, one in enumerate(placed):
            if place:
                shapes.append(Line(((0, last), (0, y + one.top)), one.solid))
            shapes.extend(moved(one.shapes, 0, y))
            last = y + one.bottom
            y += one.height + GAP
        left, right = max(one.left for one in placed), max(one.right for one in placed)
        return Placed(left, right, y - GAP, tuple(shapes), top, last, placed[0].solid)

    def _part(self, part: Part, reach: float) -> Placed:
        match part:
            case Block():
                return self._beside(part, reach) if reach else self._below(part)
            case Series():
                return self.series(part, reach)
            case Parallel():
                return self._parallel(part, reach)
            case Repeat():
                return self._repeat(part, reach)
            case Net():
                return self._net(part, reach)

    def _reach(self, part: Part) -> float:
        """How far from the axis the words beside a part's blocks begin; branches see to that themselves."""
        match part:
            case Block():
                solid = self.blocks.solid(part)
                return solid.width / 2 + solid.shift[0] + BESIDE
            case Series() | Repeat():
                return max(map(self._reach, inner(part)), default=0)
            case Parallel():
                own = [one for one in part.branches if one.parts]
                return self._reach(own[0]) if len(own) == 1 else 0
            case Net():
                return 0

    def _below(self, block: Block) -> Placed:
        solid, words = self.blocks.solid(block), self.blocks.words(block)
        tall = solid.height + solid.shift[1]
        lines = [replace(line, anchor="middle").moved(0, tall + LINE + 2) for line in words]
        aside = max(line.width / 2 for line in lines)
        height = tall + 4 + LEADING * len(words)
        left, right = max(solid.width / 2, aside), max(solid.width / 2 + solid.shift[0], aside)
        shapes: tuple[Shape, ...] = (solid, *lines)
        return Placed(left, right, height, shapes, 0, height, solid=True)

    def _beside(self, block: Block, reach: float) -> Placed:
        solid, words = self.blocks.solid(block), self.blocks.words(block)
        tall, lines = solid.height + solid.shift[1], LEADING * len(words)
        height = max(tall, lines)
        top, first = (height - tall) / 2, (height - lines) / 2 + LINE
        shapes: tuple[Shape, ...] = (solid.moved(0, top), *(line.moved(reach, first) for line in words))
        right = reach + max(line.width for line in words)
        return Placed(solid.width / 2, right, height, shapes, top, top + tall, solid=True)

    def _repeat(self, repeat: Repeat, reach: float) -> Placed:
        body = self.series(repeat.body, reach)
        times = Words(body.right + 2 * INSIDE, LINE + 2, f"× {repeat.times}", LINE + 1, "bold")
        height = body.height + 2 * INSIDE
        frame = Frame(-body.left - INSIDE, 0, body.left + body.right + 2 * INSIDE, height)
        shapes: tuple[Shape, ...] = (frame, times, *moved(body.shapes, 0, INSIDE))
        top, bottom = body.top + INSIDE, body.bottom + INSIDE
        return Placed(body.left + INSIDE, times.x + times.width, height, shapes, top, bottom, body.solid)

    def _parallel(self, parallel: Parallel, reach: float) -> Placed:
        own = [one for one in parallel.branches if one.parts]
        skips = len(parallel.branches) - len(own)
        branches = [self.series(one, self._reach_in(parallel, reach) if len(own) > 1 else reach) for one in own]
        at: list[float] = []
        edge = 0.0
        for one in branches:
            at.append(edge + one.left)
            edge += one.left + one.right + ASIDE
        edge -= ASIDE
        longest = max(range(len(branches)), key=lambda place: branches[place].height)
        others = [one.height for place, one in enumerate(branches) if place != longest]
        straight = all(branches[longest].height > _MAIN * height for height in others)
        axis = at[longest] if straight else (at[0] + at[-1]) / 2
        at = [x - axis for x in at]
        left = axis
        lanes = [-left - LANE * (lane + 0.8) for lane in range(skips)]
        fan = min(max(0.2 * max(map(abs, (*at, *lanes))), _FAN_LEAST), _FAN_MOST)
        above, below = (fan if parallel.opens else 0), (fan if parallel.closes else 0)
        tall = max(one.height for one in branches)
        height = above + tall + below
        shapes: list[Shape] = [Line(((0, 0), (x, fan), (x, height - fan), (0, height))) for x in lanes]
        for x, one in zip(at, branches, strict=True):
            # Branches that begin with an input end together, others stand in the middle.
            y = above + (tall - one.height) * (0.5 if parallel.opens and parallel.closes else 1 - bool(parallel.opens))
            if parallel.opens:
                shapes.append(Line(((0, 0), (x, above), (x, y + one.top)), one.solid))
            if parallel.closes:
                shapes.append(Line(((x, y + one.bottom), (x, above + tall), (0, height))))
            shapes.extend(moved(one.shapes, x, y))
        return Placed(left + LANE * (skips + 0.3 * bool(skips)), edge - axis, height, tuple(shapes), 0, height)

    @staticmethod
    def _reach_in(part: Part, reach: float) -> float | None:
        """Where many stand side by side, words stand below; elsewhere each branch has a column of its own."""
        return 0 if reach == 0 or breadth(part) > _FEW else None

    def _net(self, net: Net, reach: float) -> Placed:
        inside = self._reach_in(net, reach)
        placed = [self.series(one if isinstance(one, Series) else Series((one,)), inside) for one in net.parts]
        items = [Item(one.left, one.right, one.height) for one in placed]
        arrangement = arranged(items, net, ASIDE)
        shapes: list[Shape] = [self._route(route, placed, net) for route in arrangement.routes]
        for one, (x, y) in zip(placed, arrangement.places, strict=True):
            shapes.extend(moved(one.shapes, x, y))
        height = arrangement.height
        return Placed(arrangement.left, arrangement.right, height, tuple(shapes), 0, height)

    def _route(self, route: Route, placed: Sequence[Placed], net: Net) -> Line:
        points = list(route.points)
        if route.source >= 0:
            one = placed[route.source]
            x, y = points[0]
            points.insert(0, (x, y - one.height + one.bottom))
        if route.target >= 0:
            x, y = points[-1]
            points.append((x, y + placed[route.target].top))
        return Line(tuple(points), route.target >= 0 and placed[route.target].solid)
