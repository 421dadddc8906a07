"""Listings that define functions and classes: used, they must give the values that Python itself gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_model_summary.reading import Reading, Unknown

LISTINGS = {
    "functions": """
        def f(a, b=2, *rest, c, d=4, **others):
            return a, b, rest, c, d, others
        r1 = f(1, c=3)
        r2 = f(1, 2, 3, 4, c=5, e=6)
        r3 = f(*[1, 2], **{'c': 3})
        def g(a, /, b): return a - b
        r4 = g(5, b=2)
        def none(): pass
        r5 = none()
        r6 = (lambda x, y=1: x + y)(2)
        def annotated(x: int, y: 'str' = 'q') -> None:
            '''A docstring.'''
            return y
        r7 = annotated(1)
    """,
    "closures": """
        def counter():
            n = 0
            def step():
                nonlocal n
                n += 1
                return n
            return step
        c = counter()
        a = [c(), c(), c()]
        fs = [lambda: i for i in range(3)]
        b = [f() for f in fs]
        total = 0
        def add(k):
            global total
            total += k
        add(3); add(4)
    """,
    "expressions in text": """
        scale = 3
        def f(name, x):
            return eval(name)(x) + eval('scale * 2')
        a = f('abs', -1)
        b = eval(' [i for i in range(scale)] ')
    """,
    "enumerations": """
        from enum import Enum, IntEnum, StrEnum, auto, unique
        class Size(Enum):
            SMALL = 16
            LARGE = 32
            BIG = 32
            def doubled(self): return self.value * 2
            @property
            def label(self): return self.name.lower()
        a = Size.SMALL.value, Size.LARGE.name, Size['LARGE'].value, Size(16).name, Size.BIG is Size.LARGE
        b = [(one.name, one.value) for one in Size], len(Size), Size.LARGE.doubled(), Size.SMALL.label
        c = Size.SMALL == Size.SMALL, Size.SMALL == 16, Size.SMALL != Size.LARGE, f'{Size.SMALL}', str(Size.LARGE)
        d = {Size.SMALL: 1, Size.LARGE: 2}[Size.BIG]
        class Kind(Enum):
            ONE = auto()
            TWO = auto()
        e = [one.value for one in Kind], isinstance(Kind.ONE, Kind)
        class Stage(Enum):
            FIRST = 64, 3
            SECOND = 128, 4
            def __init__(self, filters, blocks):
                self.filters, self.blocks = filters, blocks
        f = [one.filters * one.blocks for one in Stage]
        @unique
        class Units(IntEnum):
            FEW = 4
            MANY = 8
        g = Units.FEW * 2, sum(one + 1 for one in Units), Units(8) == Units.MANY
        class Word(str, Enum):
            RELU = 'relu'
        h = Word.RELU == 'relu', Word('relu').upper()
        class Named(StrEnum):
            TANH = auto()
        i = Named.TANH + '!'
        try:
            Size(17)
        except ValueError:
            j = 'none'
        del Size, Kind, Stage, Units, Word, Named
    """,
    "recursion": """
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)
        a = fib(12)
    """,
    "loops": """
        a = []
        for i in range(10):
            if i % 2: continue
            if i > 6: break
            a.append(i)
        else:
            a = 'never'
        for _ in []: pass
        else: b = 'else'
        n = 10
        while n > 3: n -= 2
        else: c = n
        for i, (x, y) in enumerate(zip('ab', [1, 2]), start=1): a.append((i, x, y))
        while True:
            break
        del i
    """,
    "generators": """
        def upto(n):
            for i in range(n): yield i
            yield from [7, 8]
        a = list(upto(3))
        it = iter([1, 2, 3])
        b = next(it), list(it), next(it, 'end')
        c = list(map(lambda x, y: x * y, [1, 2], [3, 4])), list(filter(None, [0, 1]))
        d = any(x > 2 for x in [1, 3]), all([])
        e = list(reversed([1, 2])), list(enumerate('a'))
    """,
    "exceptions": """
        log = []
        class Mine(ValueError): pass
        def f(x):
            try:
                if x == 0: raise ValueError('zero')
                if x == 1: raise Mine('mine', 2)
                if x == 2: return 1 // 0
                if x == 3: return {}['k']
                return 'ok'
            except Mine as e:
                return 'Mine', e.args
            except (ValueError, KeyError) as e:
                return type(e).__name__
            except ZeroDivisionError:
                return 'division'
            else:
                log.append('else')
            finally:
                log.append(x)
        a = [f(x) for x in range(5)]
        try:
            try: raise KeyError
            finally: log.append('inner')
        except LookupError: b = 'lookup'
        try: int('x')
        except ValueError as error: c = 'no number'
        try:
            try: [][1]
            except IndexError: raise
        except Exception as error: d = 'again'
        assert a, 'never'
    """,
    "classes": """
        class Base:
            shared = [1]
            def __init__(self, n=1): self.n = n
            def twice(self): return self.n * 2
            @property
            def half(self): return self.n / 2
            @half.setter
            def half(self, value): self.n = value * 2
            @staticmethod
            def three(): return 3
            @classmethod
            def make(cls, n): return cls(n)
            def __len__(self): return self.n
            def __add__(self, other): return self.n + other
            def __radd__(self, other): return other - self.n
            def __call__(self, x): return x, self.n
            def __getitem__(self, i): return i * 10
            def __eq__(self, other): return self.n == other.n
            def __iter__(self): return iter([self.n])
            def __str__(self): return f'Base({self.n})'
            def __contains__(self, x): return True
        class Other(Base):
            def __init__(self):
                super().__init__(5)
                self.m = 6
            def twice(self): return super(Other, self).twice() + 1
        b, o = Base.make(4), Other()
        a1 = b.twice(), b.half, b.three(), Base.three(), o.twice(), o.m, len(o), b + 1, 10 + b, b(1), b[2], list(b)
        b.half = 9
        a2 = b.n, str(b), f'{b}', b == Base(18), isinstance(o, Base)
        a5 = issubclass(Other, Base), isinstance(b, (int, Other))
        a3 = getattr(o, 'm'), getattr(o, 'zz', None), hasattr(o, 'n'), type(o).__name__
        a6 = Other.shared is Base.shared, bool(Base(0))
        setattr(o, 'q', 1)
        a4 = o.q, o.__class__.__name__
    """,
    "data classes": """
        from dataclasses import dataclass, field
        from collections import namedtuple
        from typing import NamedTuple
        @dataclass
        class Config:
            filters: int
            kernel: tuple = (3, 3)
            sizes: list = field(default_factory=list)
            def total(self): return self.filters * 2
        @dataclass(eq=True)
        class Wide(Config):
            depth: int = 1
        c, w = Config(8), Wide(4, depth=2)
        c.sizes.append(1)
        a = c.filters, c.kernel, c.sizes, w.total(), w.depth, Config(1).sizes, Config(1) == Config(1)
        P = namedtuple('P', 'x y')
        p = P(1, y=2)
        x, y = p
        b = p.x, p[1], len(p), x + y
        class Q(NamedTuple):
            m: int
            n: int = 5
        d = Q(1).n, tuple(Q(2))
    """,
    "decorators": """
        import functools
        def twice(f):
            @functools.wraps(f)
            def inner(*a, **k): return f(*a, **k) * 2
            return inner
        def times(n):
            def decorate(f): return lambda *a: f(*a) * n
            return decorate
        @twice
        @times(3)
        def one(): return 1
        a = one()
        @functools.lru_cache(maxsize=None)
        def cached(n): return n + 1
        @functools.lru_cache
        def cached2(n): return n + 2
        b = cached(1), cached2(1)
        add = functools.partial(lambda x, y, z=0: (x, y, z), 1, z=3)
        c = add(2), functools.reduce(lambda p, q: p * q, [1, 2, 3, 4])
    """,
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_the_reader_gives_what_python_gives(listing: str, as_python: Callable[[str], None]) -> None:
    as_python(listing)


def test_a_command_line_has_its_defaults(read_toys: Callable[..., Reading]) -> None:
    names = read_toys("""
import argparse
from types import SimpleNamespace
parser = argparse.ArgumentParser(description="train")
parser.add_argument("-u", "--units", type=int, default="64", help="width")
parser.add_argument("--hidden-sizes", dest="sizes", nargs="+", default=[3, 4])
parser.add_argument("--deep", action="store_true")
parser.add_argument("--file", required=True)
args = parser.parse_args()
given = vars(args)
width, sizes, deep = args.units, args.sizes, args.deep
file = given["file"]
config = SimpleNamespace(width=3)
config.depth = 4
both = config.width, config.depth
""").names
    assert (names["width"], names["sizes"], names["deep"], names["both"]) == (64, [3, 4], False, (3, 4))
    assert isinstance(names["file"], Unknown)


def test_data_classes_and_json_that_the_listing_holds(read_toys: Callable[..., Reading]) -> None:
    names = read_toys("""
import json
from dataclasses import asdict, dataclass, replace
@dataclass(frozen=True)
class Block:
    filters: int
    stride: int = 1
other = replace(Block(16), stride=2)
given = asdict(other)
numbers = other.filters, other.stride
config = json.loads('{"units": [32, 16], "deep": true}')
import string
letters = len(string.ascii_lowercase + string.digits)
""").names
    assert names["numbers"] == (16, 2)
    assert names["given"] == {"filters": 16, "stride": 2}
    assert names["letters"] == 36
    assert names["config"] == {"units": [32, 16], "deep": True}
