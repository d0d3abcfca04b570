"""Pairs as canonical lines of a graph, in their order, a block at a time: no graph lies in memory whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from kg.inference.engine import Found
from kg.inference.pairs import Nodes, Pairs, objects, subjects
from kg.rdf.graph import TYPE
from kg.rdf.nt import iri
from ontology.terms import RICO

BLOCK = 50_000
"""Lines, about, that are made at once."""
_RANGES = 1 << 16
"""Ranges of nodes of which the pairs are counted before the lines are cut into blocks."""
Texts = Callable[[Nodes], list[str]]
"""``<iri>`` of each of some nodes."""


def blocks(found: Found, texts: Texts, graph: str, *, types: bool) -> Iterator[list[str]]:
    """The lines of a family, each with its graph and its end, about ``BLOCK`` at a time; sorted as nodes are by number.

    types: the family's names are classes, and each pair is a thing with itself
    """
    names = sorted((name for name, array in found.items() if array.size), key=lambda name: iri(RICO[name]))
    given = [found[name] for name in names]
    middle = [f" {iri(TYPE)} {iri(RICO[name])}" if types else f" {iri(RICO[name])} " for name in names]
    cuts = np.array(list(_cuts(given)), dtype=np.int64) << 32
    bounds = [np.concatenate(([0], np.searchsorted(array, cuts), [array.size])) for array in given]
    for number in range(len(cuts) + 1):
        parts = [array[bound[number] : bound[number + 1]] for array, bound in zip(given, bounds, strict=True)]
        yield from _lines(parts, middle, f" {iri(graph)} .\n", texts, types)


def _cuts(given: list[Pairs]) -> Iterator[int]:
    """Subjects before which a block ends: between two of them are about ``BLOCK`` pairs, or one range of nodes."""
    last = max((int(array[-1]) >> 32 for array in given), default=0)
    wide = last // _RANGES + 1
    counts = np.zeros(_RANGES, dtype=np.int64)
    for array in given:
        counts += np.bincount(subjects(array) // wide, minlength=_RANGES)
    total = 0
    for number, count in enumerate(counts.tolist()):
        if total and total + count > BLOCK:
            yield number * wide
            total = 0
        total += count


def _lines(parts: list[Pairs], middle: list[str], end: str, texts: Texts, types: bool) -> Iterator[list[str]]:
    if not any(part.size for part in parts):
        return
    places = np.repeat(np.arange(len(parts)), [part.size for part in parts])
    joined = np.concatenate(parts)
    order = np.lexsort((objects(joined), places, subjects(joined)))
    joined, places = joined[order], places[order]
    for start in range(0, joined.size, BLOCK):  # a thing that much is said of has more than a block of its own
        some = slice(start, start + BLOCK)
        between = map(middle.__getitem__, places[some].tolist())
        left = _texts(subjects(joined[some]), texts)
        if types:
            yield [f"{subject}{kind}{end}" for subject, kind in zip(left, between, strict=True)]
        else:
            rows = zip(left, between, _texts(objects(joined[some]), texts), strict=True)
            yield [f"{subject}{property_}{target}{end}" for subject, property_, target in rows]


def _texts(nodes: Nodes, texts: Texts) -> list[str]:
    once, places = np.unique(nodes, return_inverse=True)
    return list(map(texts(once).__getitem__, places.tolist()))
