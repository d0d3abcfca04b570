"""Binary relations over numbered nodes as sorted arrays: union, difference, join, transitive closure.

A pair (s, o) is one 64-bit number, s in the upper half: sets of pairs are sorted arrays without repeats.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Pairs = npt.NDArray[np.int64]
Nodes = npt.NDArray[np.int64]

_HALF = np.int64(32)
_LOWER = np.int64(0xFFFFFFFF)
NONE: Pairs = np.empty(0, dtype=np.int64)


def pairs(subjects: Nodes, objects: Nodes) -> Pairs:
    """The distinct pairs of two columns."""
    return np.unique((subjects << _HALF) | objects)


def subjects(given: Pairs) -> Nodes:
    """First members, in order."""
    return given >> _HALF


def objects(given: Pairs) -> Nodes:
    """Second members, in the order of the pairs."""
    return given & _LOWER


def flip(given: Pairs) -> Pairs:
    """Every pair turned round."""
    return np.sort((objects(given) << _HALF) | subjects(given))


def union(parts: Iterable[Pairs]) -> Pairs:
    """All pairs of the parts, each once."""
    given = [part for part in parts if part.size]
    if not given:
        return NONE
    return np.unique(np.concatenate(given)) if len(given) > 1 else given[0]


def minus(given: Pairs, other: Pairs) -> Pairs:
    """Pairs that are not among the others."""
    if not given.size or not other.size:
        return given
    return given[~among(given, other)]


def shared(given: Pairs, other: Pairs) -> Pairs:
    """Pairs that are among the others."""
    return given[among(given, other)]


def among(given: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """For each number, whether it stands in the other, sorted array."""
    if not other.size:
        return np.zeros(given.size, dtype=np.bool_)
    place = np.minimum(np.searchsorted(other, given), other.size - 1)
    found: npt.NDArray[np.bool_] = other[place] == given
    return found


def join(left: Pairs, right: Pairs) -> Pairs:
    """(s, o) wherever (s, m) stands left and (m, o) right."""
    if not left.size or not right.size:
        return NONE
    starts, middle = subjects(right), objects(left)
    first, past = np.searchsorted(starts, middle, "left"), np.searchsorted(starts, middle, "right")
    counts = past - first
    total = int(counts.sum())
    if not total:
        return NONE
    offsets = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    return pairs(np.repeat(subjects(left), counts), objects(right)[np.repeat(first, counts) + offsets])


def starting(given: Pairs, nodes: Nodes) -> Pairs:
    """The pairs whose first member is one of the nodes, which are sorted."""
    if not given.size or not nodes.size:
        return NONE
    first = np.searchsorted(given, nodes << _HALF)
    counts = np.searchsorted(given, (nodes + 1) << _HALF) - first
    total = int(counts.sum())
    offsets = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(given[np.repeat(first, counts) + offsets])


def apart(given: Pairs) -> Pairs:
    """Pairs of two different nodes."""
    different: npt.NDArray[np.bool_] = subjects(given) != objects(given)
    return given[different]


def transitive(edges: Pairs) -> Pairs:
    """The transitive closure, the edges included, no node with itself. Cycles end it like any other graph."""
    known = fresh = apart(edges)
    while fresh.size:
        fresh = minus(apart(join(fresh, edges)), known)
        known = union((known, fresh))
    return known


def in_small_parts(edges: Pairs, most: int) -> Pairs:
    """The edges of those connected parts that have at most so many nodes."""
    if not edges.size:
        return edges
    nodes, places = np.unique(np.concatenate((subjects(edges), objects(edges))), return_inverse=True)
    left, right = places[: edges.size], places[edges.size :]
    label = np.arange(nodes.size)
    while True:
        least = np.minimum(label[left], label[right])
        after = label.copy()
        np.minimum.at(after, label[left], least)
        np.minimum.at(after, label[right], least)
        after = after[after]
        if np.array_equal(after, label):
            break
        label = after
    small: npt.NDArray[np.bool_] = np.bincount(label, minlength=nodes.size)[label[left]] <= most
    return edges[small]
