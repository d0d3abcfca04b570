"""Walks over statements: everything that can be met from some of them, as far as a grammar lets one go.

A statement in a direction is a pair (from, to) of a symbol (see ``kg.inference.grammar``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from kg.inference.grammar import Grammar
from kg.inference.pairs import NONE, Nodes, Pairs, flip, minus, objects, starting, union

Walked = dict[int, Pairs]
"""By symbol, nothing empty."""
Source = Callable[[int], Iterable[Pairs]]
"""The statements of a symbol, as one sorted array or more."""


def outward(nodes: Nodes, source: Source, symbols: Iterable[int]) -> Walked:
    """The statements that begin at the nodes (sorted), each read away from them."""
    found = {each: union(starting(part, nodes) for part in source(each)) for each in symbols}
    return {each: pairs for each, pairs in found.items() if pairs.size}


def onward(start: Mapping[int, Pairs], source: Source, grammar: Grammar) -> Walked:
    """The statements that can be met from those of the start, and these."""
    walked: Walked = {each: pairs for each, pairs in start.items() if pairs.size}
    fresh = dict(walked)
    entered: dict[int, Nodes] = {}
    while fresh:
        arrived: dict[int, list[Nodes]] = {}
        for each, pairs in fresh.items():
            after = grammar.follows.get(each, ())
            nodes = np.unique(objects(pairs)) if after else NONE
            for other in after:
                arrived.setdefault(other, []).append(nodes)
        fresh = {}
        for each in sorted(arrived):
            nodes = minus(union(arrived[each]), entered.get(each, NONE))
            entered[each] = union((entered.get(each, NONE), nodes))
            met = union(starting(part, nodes) for part in source(each))
            new = minus(met, walked.get(each, NONE))
            if new.size:
                walked[each] = union((walked.get(each, NONE), new))
                fresh[each] = new
    return walked


def ends(walked: Walked) -> Nodes:
    """Where the statements lead."""
    return union(np.unique(objects(pairs)) for pairs in walked.values())


def towards(walked: Walked, nodes: Nodes, grammar: Grammar) -> Walked:
    """Of what was walked, that from which one can come to a node of these (sorted); read the other way."""
    back = {each ^ 1: flip(pairs) for each, pairs in walked.items()}

    def source(symbol: int) -> Iterable[Pairs]:
        return (back[symbol],) if symbol in back else ()

    return onward(outward(nodes, source, back), source, grammar)
