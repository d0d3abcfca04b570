"""Keeps out what the types of a thing speak against: no date becomes a spouse, no group a person's child."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from kg.inference.pairs import Nodes, Pairs, apart, objects, subjects
from ontology.facts import fits, terms


class Guard:
    """Knows the declared classes of every node, as a number for each set of classes that occurs."""

    def __init__(self, types: Mapping[str, Nodes], nodes: int) -> None:
        """types by class; nodes is how many there are."""
        self._kind: Nodes = np.zeros(nodes, dtype=np.int64)
        self._sets: list[frozenset[str]] = [frozenset()]
        self._fits: dict[tuple[str, ...], npt.NDArray[np.bool_]] = {}
        for name in sorted(types):
            self._declare(name, types[name])

    def _declare(self, name: str, members: Nodes) -> None:
        before, place = np.unique(self._kind[members], return_inverse=True)
        first = len(self._sets)
        self._sets += [self._sets[kind] | {name} for kind in before]
        self._kind[members] = first + place

    def admit(self, property_: str, given: Pairs) -> Pairs:
        """The pairs of two different nodes whose classes the property's domain and range allow."""
        given = apart(given)
        if not given.size:
            return given
        term = terms()[property_]
        left, right = self._allowed(term.domain), self._allowed(term.range)
        return given[left[self._kind[subjects(given)]] & right[self._kind[objects(given)]]]

    def _allowed(self, wanted: tuple[str, ...]) -> npt.NDArray[np.bool_]:
        if wanted not in self._fits:
            self._fits[wanted] = np.array([fits(kinds, wanted) for kinds in self._sets])
        return self._fits[wanted]
