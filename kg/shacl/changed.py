"""What differs between two states of a graph, as validation asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of the graph, as N-Triples terms.

    nodes  every IRI that is subject of a triple that came or went;  typed  those whose classes are no longer the same
    ends   (property, IRI) of the triples that led to a thing, those of rdf:type left out
    texts  (property, literal) of the triples that led to text
    wide   True where subclasses or blank nodes came or went, so that anything may be touched
    come   triples that came, in lines without the full stop;  fresh  nodes of which and to which no other triples are
    """

    nodes: frozenset[str]
    typed: frozenset[str]
    ends: frozenset[tuple[str, str]]
    texts: frozenset[tuple[str, str]]
    wide: bool = False
    come: tuple[str, ...] = ()
    fresh: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        triples: Iterable[tuple[str, str, str]],
        typed: Iterable[str],
        come: Iterable[tuple[str, str, str]] = (),
        fresh: Iterable[str] = (),
    ) -> Changes:
        """From the triples that came or went; typed: the subjects whose classes really changed.

        come, fresh: where they are given, less has to be looked up
        """
        nodes: set[str] = set()
        ends: set[tuple[str, str]] = set()
        texts: set[tuple[str, str]] = set()
        wide = False
        for subject, predicate, value in triples:
            wide = wide or predicate == SUBCLASS or subject.startswith("_:") or value.startswith("_:")
            nodes.add(subject)
            if value.startswith('"'):
                texts.add((predicate, value))
            elif predicate != TYPE:
                ends.add((predicate, value))
        lines = tuple(sorted(map(" ".join, come)))
        return cls(
            frozenset(nodes), frozenset(typed), frozenset(ends), frozenset(texts), wide, lines, frozenset(fresh)
        )

    def as_lists(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "nodes": sorted(self.nodes),
            "typed": sorted(self.typed),
            "ends": sorted(self.ends),
            "texts": sorted(self.texts),
            "wide": self.wide,
            "come": self.come,
            "fresh": sorted(self.fresh),
        }

    @classmethod
    def of_lists(cls, lists: Mapping[str, Any]) -> Changes:
        """The other way round."""
        ends, texts = (frozenset((predicate, value) for predicate, value in lists[key]) for key in ("ends", "texts"))
        return cls(
            frozenset(lists["nodes"]),
            frozenset(lists["typed"]),
            ends,
            texts,
            bool(lists["wide"]),
            tuple(lists["come"]),
            frozenset(lists["fresh"]),
        )
