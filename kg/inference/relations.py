"""RiC-O's chains over relation nodes, read as direct rules: a relation of a class entails the class's shortcuts.

The chains go through reflexive ``…_role`` properties, which OWL 2 RL does not derive: the class itself stands for them.
A relation connects its source, its target and what it is said to connect, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from kg.inference.entailed import TOP, UMBRELLAS
from kg.inference.pairs import Nodes, Pairs, among, flip, join, objects
from ontology.facts import relation_classes, subclasses, terms

_TO_RELATION = {
    "thingIsSourceOfRelation": "relationHasSource",
    "thingIsTargetOfRelation": "relationHasTarget",
    "thingIsConnectedToRelation": "relationConnects",
    "isDateAssociatedWithRelation": "relationHasDate",
}
"""First property of a chain -> its inverse, which reads from the relation."""
ENDS = tuple(sorted(_TO_RELATION.values()))


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A relation of the class entails: what stands at its ``first`` end, ``property``, what stands at its ``last``."""

    property: str
    relation: str
    first: str
    last: str


@cache
def shortcuts() -> tuple[Shortcut, ...]:
    """All of RiC-O's role chains, by property, but the one of the property that relates everything."""
    by_role = {each.role: name for name, each in relation_classes().items()}
    return tuple(
        Shortcut(name, by_role[chain[1]], _TO_RELATION[chain[0]], chain[2])
        for name, term in sorted(terms().items())
        for chain in term.chains
        if len(chain) == 3 and chain[1] in by_role and name != TOP
    )


def concluded(ends: Callable[[str], Pairs], types: Callable[[str], Nodes]) -> Iterator[tuple[str, Pairs]]:
    """Property and pairs for every shortcut that has any, unguarded.

    ends: pairs of one of ``ENDS``; types: members of a class of relations as declared
    """
    known = {name: ends(name) for name in ENDS}
    for each in shortcuts():
        umbrella = each.property in UMBRELLAS
        declared = [types(name) for name in ((each.relation,) if umbrella else subclasses(each.relation))]
        members = np.unique(np.concatenate(declared))
        if not members.size:
            continue
        from_things = flip(known[each.first])
        found = join(from_things[among(objects(from_things), members)], known[each.last])
        if found.size:
            yield each.property, found
