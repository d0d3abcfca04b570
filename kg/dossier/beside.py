"""Who and what is named together with whom, in how many records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

MOST_NAMED = 50
"""A record that names more than this is an index, a list or a whole volume: it says nothing of pairs."""
MOST_KEPT = 150
"""Neighbours of one entity that are kept, those of most records first."""


def beside(named: list[tuple[str, str]], entities: set[str]) -> Iterator[tuple[str, int, str]]:
    """(here, records, there) of all pairs, from (record, entity); those of one entity by number, then IRI."""
    of: dict[str, list[str]] = defaultdict(list)
    for record, entity in named:
        if entity in entities:
            of[record].append(entity)
    pairs: Counter[tuple[str, str]] = Counter()
    for found in of.values():
        if len(found) <= MOST_NAMED:
            pairs.update(combinations(sorted(set(found)), 2))
    near: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), number in pairs.items():
        near[one].append((-number, other))
        near[other].append((-number, one))
    for here in sorted(near):
        for number, there in sorted(near[here])[:MOST_KEPT]:
            yield here, -number, there
