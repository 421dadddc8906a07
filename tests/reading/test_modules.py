"""Listings that use Python's own modules: the reader must give the values that Python itself gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

LISTINGS = {
    "dictionaries with a default": """
        from collections import defaultdict
        blocks = defaultdict(list)
        blocks['a'].append(1); blocks['b'].append(2); blocks['a'].append(3)
        counts = defaultdict(int)
        for letter in 'hello': counts[letter] += 1
        widths = defaultdict(lambda: 32, {'x': 64})
        a = dict(blocks), len(blocks), blocks['c'], 'z' in blocks, blocks.get('z'), isinstance(blocks, dict)
        b = dict(counts), max(counts, key=counts.get), widths['x'], widths['y'], sorted(widths.items())
    """,
    "counts": """
        from collections import Counter
        found = Counter('hello')
        a = found['l'], found['z'], found.most_common(1), dict(found), sum(found.values()), 'z' in found
        found.update(['l', 'l'])
        found.subtract('h')
        b = found['l'], found['h'], sorted(found.elements()), sorted((Counter('ab') + Counter('b')).items())
    """,
    "ordered dictionaries": """
        from collections import OrderedDict
        stages = OrderedDict([('a', 1), ('b', 2)], c=3)
        stages.move_to_end('a')
        a = list(stages), stages.popitem(), stages.popitem(last=False), dict(stages), isinstance(stages, dict)
    """,
    "queues": """
        from collections import deque
        waiting = deque([1, 2, 3])
        waiting.append(4); waiting.appendleft(0); waiting.extend([5]); waiting.extendleft([8, 9])
        a = waiting.pop(), waiting.popleft(), list(waiting), len(waiting), waiting[0], waiting[-1], 3 in waiting
        last = deque(maxlen=2)
        for i in range(4): last.append(i)
        waiting.rotate(1)
        b = list(last), list(waiting), bool(deque())
        while waiting: end = waiting.popleft()
    """,
    "named tuples": """
        from collections import namedtuple
        from typing import NamedTuple
        Block = namedtuple('Block', 'kernel filters stride')
        Block.__new__.__defaults__ = (3, 64, 1)
        class Stage(NamedTuple):
            filters: int
            repeats: int = 1
            def total(self): return self.filters * self.repeats
        one, (k, f, s) = Block(5), Block(filters=8)
        a = one.kernel, one[1], one[-1], one[1:], one._asdict(), one._replace(stride=2).stride, Block._fields, k, f, s
        b = one == (5, 64, 1), isinstance(one, tuple), one + (7,), sum(one), 64 in one, tuple(one), len(one)
        c = Block._make([1, 2, 3]).filters, {Block(): 'x'}[Block(3, 64)], str(one), [b.kernel for b in [one]]
        d = Stage(64, 2).total(), Stage(3).repeats, Stage(1)._asdict(), NamedTuple('P', [('x', int)])(4).x
    """,
    "enumerations of numbers and of words": """
        from enum import Enum, IntEnum
        class Width(IntEnum):
            SMALL = 32
            BIG = 64
        class Activation(str, Enum):
            FIRST = 'relu'
            LAST = 'softmax'
            def short(self): return self.value[:2]
        Way = Enum('Way', 'UP DOWN')
        a = Width.SMALL + 1, Width.BIG.value, Width.BIG.name, Width(32).name, [one.name for one in Width], len(Width)
        b = Width.BIG == 64, Width.SMALL < Width.BIG, [0] * Width.SMALL == [0] * 32, f'{Width.BIG}', Width['BIG'].value
        c = Activation.FIRST.value, Activation('softmax').name, Activation.FIRST == 'relu', Activation.LAST.short()
        d = str(Activation.FIRST), Activation.FIRST.upper(), Way.UP.value, Way.DOWN.name, list(Width.__members__)
    """,
    "itertools": """
        import itertools, operator
        from itertools import *
        a = list(chain.from_iterable([[1, 2], [3]])), list(accumulate([1, 2], initial=10)), list(starmap(pow, [(2, 3)]))
        b = list(combinations([1, 2, 3], 2)), list(permutations('abc', 2)), list(combinations_with_replacement('ab', 2))
        c = [(key, list(group)) for key, group in groupby('aabbb')], list(pairwise([1, 2, 3]))
        d = list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 2, 3, 1]))
        e = list(filterfalse(None, [0, 1])), list(compress('abc', [1, 0, 1])), [list(one) for one in tee([1, 2])]
        f = list(islice(cycle('ab'), 5)), list(accumulate([2, 3], operator.mul))
    """,
    "functools": """
        from functools import cache, cached_property, lru_cache, wraps
        made = []
        @lru_cache(maxsize=None)
        def make(n): made.append(n); return [n]
        @cache
        def other(n): made.append(n)
        class Net:
            @cached_property
            def parts(self): made.append('parts'); return [1]
        def traced(function):
            @wraps(function)
            def inner(*args, **kwargs): return function(*args, **kwargs)
            return inner
        @traced
        def block(x): return x
        net = Net()
        a = make(3) is make(3), other(4) is other(4), net.parts is net.parts, block.__name__, block(2)
    """,
    "operator": """
        from operator import *
        class Point:
            def __init__(self, x): self.x = x
        a = sorted([(1, 'b'), (0, 'c')], key=itemgetter(1)), itemgetter(0, 2)([5, 6, 7]), attrgetter('x')(Point(3))
        b = methodcaller('upper')('a'), neg(2), not_(0), contains([1], 1), getitem([4, 5], 1), concat([], [2])
    """,
    "data classes": """
        from dataclasses import KW_ONLY, asdict, astuple, dataclass, field, fields, is_dataclass, replace
        from typing import ClassVar
        @dataclass
        class Head:
            units: int = 10
        @dataclass
        class Config:
            rate: float
            SIZES: ClassVar[int] = 4
            _: KW_ONLY
            filters: list = field(default_factory=lambda: [32, 64])
            head: Head = field(default_factory=Head)
            total: int = field(init=False)
            def __post_init__(self): self.total = sum(self.filters)
        one = Config(.5)
        a = asdict(one), one.total, [each.name for each in fields(one)], is_dataclass(one), Config.SIZES
        b = astuple(Head(3)), replace(Head(), units=4).units
    """,
    "copies": """
        import copy
        from collections import defaultdict
        class Settings:
            def __init__(self): self.units = [1]
        one, table = Settings(), defaultdict(list, a=[1])
        other, shallow, copied = copy.deepcopy(one), copy.copy(one), copy.deepcopy(table)
        other.units.append(2); shallow.rate = .5; copied['b'].append(3); copied['a'].append(4)
        a = one.units, other.units, shallow.rate, hasattr(one, 'rate'), dict(table), dict(copied)
    """,
    "the environment, where it says nothing": """
        import os
        os.environ['TF_CPP_MIN_LOG_LEVEL'] = '2'
        a = os.environ.get('NO_SUCH_VARIABLE', '32'), int(os.environ.get('NO_SUCH_VARIABLE', 5))
        b = os.getenv('NO_SUCH_VARIABLE', 'x')
    """,
    "classes that are told of their subclasses": """
        known = {}
        class Block:
            def __init_subclass__(cls, size=1, **others):
                super().__init_subclass__(**others)
                known[cls.__name__] = cls, size
        class Small(Block): units = 3
        class Large(Block, size=4): units = 8
        a = [(name, cls.units, size) for name, (cls, size) in known.items()]
        del known
    """,
    "values as text": """
        import ast, json
        a = ast.literal_eval('[1, (2, 3), {"a": None}]'), json.loads(json.dumps({'b': [1, None], 'a': True}))
        b = json.dumps({'b': 1, 'a': 'é'}, sort_keys=True), json.loads('{"units": [64, 32]}')['units'][0]
    """,
    "patterns": """
        from dataclasses import dataclass
        @dataclass
        class Conv:
            filters: int
            size: int = 3
        class Pool:
            __match_args__ = ('size',)
            def __init__(self, size): self.size = size
        def told(layer):
            match layer:
                case Conv(filters, 1): return 'pointwise', filters
                case Conv(filters=f, size=s): return f, s
                case Pool(2): return 'pool'
                case {'type': 'dense', **others}: return others
                case int(n) | float(n): return n
                case _: return None
        a = [told(one) for one in [Conv(8, 1), Conv(4), Pool(2), Pool(3), {'type': 'dense', 'units': 3}, 2.5, 'x']]
    """,
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_the_reader_gives_what_python_gives(listing: str, as_python: Callable[[str], None]) -> None:
    as_python(listing)
