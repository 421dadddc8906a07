"""Listings that use nothing but Python: the reader must give the values that Python itself gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sphinx_model_summary.reading import Reading

LISTINGS = {
    "assignment": """
        a = b = 1
        c: int = 2
        d, (e, *f) = 3, (4, 5, 6)
        [*g, h] = 'xyz'
        a += 1
        f += (7,)
        b <<= 3
    """,
    "arithmetic": """
        a = 7 // 2 * 3 ** 2 % 5 - 1
        b = 1. / 255
        c = -7 // 2
        d = ~5 & 12 | 3 ^ 1
        e = 2 ** -1
        f = not 3
    """,
    "big numbers": """
        a = 2 ** 1000
        b = 1 << 200
        c = (2 ** 100) * (3 ** 50)
    """,
    "comparisons": """
        a = 1 < 2 < 3 != 4
        b = 2 in [1, 2]
        c = 'x' not in {'x': 1}
        d = None is None
        e = [1, 2] < [1, 3]
        f = 3 in range(0, 9, 2)
        g = 'bc' in 'abcd'
        h = (1, [2]) == (1, [2])
        i = {1, 2} <= {1, 2, 3}
    """,
    "choices": """
        a = 1 if [] else 2
        b = 0 or None or 'x'
        c = 1 and [] and 2
    """,
    "walrus": """
        if (n := len('abc')) > 2:
            m = n
        xs = [y := 1, y ** 2]
        last = [z := i for i in range(3)]
    """,
    "displays": """
        a = [1, *range(3), *'ab']
        b = (*a, 9)
        c = {**{'x': 1}, 'y': 2}
        d = {1, *[2, 3]}
        e = {}
    """,
    "slices": """
        x = list(range(10))
        a = x[2:8:2]
        b = x[::-1]
        c = 'hello'[1:-1]
        x[1:3] = [0]
        del x[0]
        d = (1, 2, 3)[-1]
    """,
    "comprehensions": """
        a = [i * j for i in range(3) for j in range(3) if i != j]
        b = {k: v for k, v in zip('ab', [1, 2])}
        c = {i % 3 for i in range(9)}
        d = sum(i for i in range(5))
        e = [[j for j in range(i)] for i in range(3)]
    """,
    "formats": """
        x = 3.14159
        name = 'conv'
        i = 7
        a = f'{name}_{i:02d}_{x:.2f}_{x!r:>10}_{i=}'
        b = '%s-%03d-%.1f%%' % (name, i, x)
        c = '{0}/{n}/{0[0]}'.format('ab', n=i) + '{}{}'.format(1, 'x')
        d = '%(a)s' % {'a': [1, 'x']}
        e = f'{[1, (2,), {3: {4}}]}'
        f = '{:>{w}}|{{}}'.format(1, w=4)
        g = str((1,)) + repr('q') + str(None) + str({}) + str(set())
    """,
    "text methods": """
        a = 'a,b'.split(',')
        b = '-'.join(['x', 'y'])
        c = ' Q '.strip().lower()
        d = 'abc'.replace('b', 'xx')
        e = 'conv2d'.startswith(('conv', 'x'))
        f = '7'.zfill(3)
        g = 'ab'.center(6, '*')
        h = 'a b c'.partition(' ')
        i = ('ab' 'cd').upper().find('C')
    """,
    "list methods": """
        x = [3, 1, 2]
        x.append(0)
        x.extend((5,))
        x.insert(0, 9)
        a = x.pop()
        x.sort(reverse=True)
        b = x.index(3)
        x.remove(1)
        c = x.count(9)
        x.reverse()
        d = x.copy()
        d.clear()
        e = sorted(['bb', 'a'], key=len)
    """,
    "dictionary methods": """
        d = {'a': 1}
        d['b'] = 2
        a = d.get('z', 0)
        d.update(c=3)
        d.setdefault('e', []).append(4)
        b = list(d.items())
        c = d.pop('a')
        f = dict([('x', 1)], y=2)
        g = [*d]
        h = dict.fromkeys('ab', 0)
        i = 'b' in d
    """,
    "set methods": """
        s = {1, 2}
        s.add(3)
        s.discard(1)
        a = sorted(s | {9})
        b = s.union([7]) - {2}
        c = sorted(set('hello'))
    """,
    "modules": """
        import math, itertools
        from math import ceil, floor as down
        from operator import mul
        a = math.sqrt(16), ceil(2.1), down(2.9), math.pi, math.log2(8), math.prod([2, 3]), math.gcd(12, 18)
        b = list(itertools.chain([1], [2])), list(itertools.product('ab', repeat=2))
        d = list(itertools.islice(itertools.count(), 3))
        c = mul(3, 4), list(itertools.accumulate([1, 2, 3])), list(zip(itertools.repeat(0, 2), 'ab'))
    """,
    "builtins": """
        a = len('abc'), abs(-2), round(2.567, 2), round(2.5), int('7'), int(3.9), float('1.5')
        f = bool([]), divmod(7, 2), pow(2, 3)
        b = max(1, 5, 3), min([4, 2]), max('abc'), max([], default=0), min(['aa', 'b'], key=len), sum([[1], [2]], [])
        c = list('ab'), tuple(range(3)), sorted([3, 1]), isinstance(3, (int, str)), isinstance(True, int), callable(len)
        d = str(3) + repr('x'), chr(65), type(3).__name__, type('').__name__
        g = list(map(str, [1, 2])), list(map(str.upper, 'ab'))
        e = [int, str, list][0]('4'), int is int, type(1) is int, type([]) == list
    """,
    "with": """
        log = []
        class Scope:
            def __enter__(self): log.append('in'); return 5
            def __exit__(self, *a): log.append('out')
        with Scope() as s, Scope():
            log.append(s)
    """,
    "main": """
        if __name__ == '__main__':
            a = 1
        else:
            a = 2
    """,
    "unicode": """
        größe = 'é' * 2
        π = 3
        a = f'{größe}{π}'
    """,
    "match": """
        x = (1, 'a')
        match x:
            case [1, str() as s]:
                a = s
            case _:
                a = None
    """,
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_the_reader_gives_what_python_gives(listing: str, as_python: Callable[[str], None]) -> None:
    as_python(listing)


def test_nothing_is_executed(read_toys: Callable[..., Reading], tmp_path: Any) -> None:
    target = tmp_path / "made"
    reading = read_toys(f"""
        import os, pathlib, subprocess
        open({str(target)!r}, 'w').write('x')
        os.system('touch {target}')
        pathlib.Path({str(target)!r}).touch()
        subprocess.run(['touch', {str(target)!r}])
        eval('1'); exec('import os'); __import__('os')
        ().__class__.__bases__[0].__subclasses__()
        (lambda: 0).__globals__
        print.__self__
        len.function
    """)
    assert not target.exists()
    assert not reading.problems
