"""Set operations over numbered pairs agree with Python's own sets."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.inference import pairs as p

_numbers = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


def _array(given_pairs: set[tuple[int, int]]) -> p.Pairs:
    columns = np.array(sorted(given_pairs), dtype=np.int64).reshape(-1, 2)
    return p.pairs(columns[:, 0], columns[:, 1])


def _set(array: p.Pairs) -> set[tuple[int, int]]:
    listed = list(zip(p.subjects(array).tolist(), p.objects(array).tolist(), strict=True))
    assert listed == sorted(set(listed))
    return set(listed)


@given(_numbers, _numbers)
def test_union_difference_join_and_turning(left: set[tuple[int, int]], right: set[tuple[int, int]]) -> None:
    one, other = _array(left), _array(right)
    assert _set(p.union((one, other))) == left | right
    assert _set(p.minus(one, other)) == left - right
    assert _set(p.join(one, other)) == {(s, o) for s, m in left for m2, o in right if m == m2}
    assert _set(p.flip(one)) == {(o, s) for s, o in left}


@given(_numbers)
def test_transitive_closure(edges: set[tuple[int, int]]) -> None:
    known = {(s, o) for s, o in edges if s != o}
    while True:
        more = known | {(s, o) for s, m in known for m2, o in known if m == m2 and s != o}
        if more == known:
            break
        known = more
    assert _set(p.transitive(_array(edges))) == known


@given(_numbers, st.integers(2, 6))
def test_small_connected_parts(edges: set[tuple[int, int]], most: int) -> None:
    part = {node: {node} for edge in edges for node in edge}
    for one, other in edges:
        together = part[one] | part[other]
        part |= dict.fromkeys(together, together)
    assert _set(p.in_small_parts(_array(edges), most)) == {edge for edge in edges if len(part[edge[0]]) <= most}
