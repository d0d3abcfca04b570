"""What follows a change is what everything anew would say, whatever came, went or is of another class."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from test_inference_rules import CLASSES, PROPERTIES

from kg.inference.engine import Found, infer_pairs
from kg.inference.entailed import object_properties
from kg.inference.follow import Change, follow
from kg.inference.pairs import NONE, Nodes, Pairs, flip, minus, pairs
from kg.inference.statements import Statements

Triple = tuple[int, str, int]
Kind = tuple[int, str]
MORE = 9
"""Nodes: enough for walks that end where others begin, and for parts that do not hang together."""
LINKS = (
    *("isDirectlyIncludedIn", "hasOrHadHolder", "hasOrHadSubject", "isOrWasContainedBy", "directlyContains"),
    *("relationHasSource", "relationHasTarget", "hasSuccessor", "directlyPrecedesInSequence", "hasChild"),
)


class _Known:
    """What was stated, in memory."""

    def __init__(self, stated: Statements, related: Found) -> None:
        self._stated, self._related = stated, related

    def stated(self, symbol: int) -> Pairs:
        return _turned(self._stated.pairs, symbol)

    def related(self, symbol: int) -> Pairs:
        return _turned(self._related, symbol)

    def typed(self, name: str) -> Nodes:
        return self._stated.types.get(name, NONE)

    def used(self) -> frozenset[str]:
        return frozenset({*self._stated.pairs, *self._related, *self._stated.types})


def _turned(found: Mapping[str, Pairs], symbol: int) -> Pairs:
    array = found.get(object_properties()[symbol >> 1], NONE)
    return flip(array) if symbol & 1 else array


def _statements(triples: set[Triple], kinds: set[Kind]) -> Statements:
    names = {name for _, name, _ in triples}
    found = {
        name: pairs(*(np.array([each[place] for each in sorted(triples) if each[1] == name]) for place in (0, 2)))
        for name in sorted(names)
    }
    types = {name: np.array(sorted(node for node, kind in kinds if kind == name)) for name in {k for _, k in kinds}}
    return Statements(tuple(map(str, range(MORE))), found, types)


def _without(one: Mapping[str, Pairs], other: Mapping[str, Pairs]) -> Found:
    found = {name: minus(array, other.get(name, NONE)) for name, array in one.items()}
    return {name: array for name, array in found.items() if array.size}


def _content(found: Mapping[str, Found]) -> dict[tuple[str, str], list[int]]:
    return {(key, name): each.tolist() for key, family in found.items() for name, each in family.items() if each.size}


_node = st.integers(0, MORE - 1)
_triple = st.tuples(_node, st.sampled_from(LINKS) | st.sampled_from(PROPERTIES), _node)
_kind = st.tuples(_node, st.sampled_from(CLASSES))


@settings(max_examples=120, deadline=None)
@given(
    st.sets(_triple, max_size=16), st.sets(_triple, max_size=3), st.sets(_triple, max_size=3), st.data(),
    st.sets(_kind, max_size=8), st.sets(_kind, max_size=2), st.sets(_kind, max_size=1),
)  # fmt: skip
def test_a_change_is_followed_to_the_letter(
    kept: set[Triple], gone: set[Triple], come: set[Triple], data: st.DataObject,
    types: set[Kind], untyped: set[Kind], typed: set[Kind],
) -> None:  # fmt: skip
    before = _statements(kept | gone, types | untyped)
    after = _statements((kept - gone) | come, (types - untyped) | typed)
    was, now = infer_pairs(before), infer_pairs(after)
    change = Change(
        _without(before.pairs, after.pairs), _without(after.pairs, before.pairs),
        _without(before.types, after.types), _without(after.types, before.types),
    )  # fmt: skip
    followed = follow(_Known(before, was["relations"]), change, MORE, most=1000)
    assert followed is not None
    assert _content(followed.gone) == _content({key: _without(was[key], now[key]) for key in was})
    assert _content(followed.come) == _content({key: _without(now[key], was[key]) for key in now})
