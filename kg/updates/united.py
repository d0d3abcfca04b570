"""What differs between the default graphs of two editions, which hold each triple of their named graphs once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.columns.terms import value_of
from kg.store.base import Reader
from kg.store.named import APART
from kg.updates.bound import held, known
from kg.updates.delta import Delta, Triple


@dataclass(frozen=True)
class United:
    """Triples that only the one or only the other default graph holds, in N-Triples text."""

    gone: frozenset[Triple]
    come: frozenset[Triple]

    def of(self, *predicates: str) -> Iterator[tuple[str, str]]:
        """Subjects and objects, of either side, of the properties with these bare IRIs: IRIs bare, else the value."""
        for predicate in predicates:
            for subject, term in self._by_predicate.get(f"<{predicate}>", ()):
                yield value_of(subject), value_of(term)

    def subjects(self, *predicates: str) -> set[str]:
        """Bare IRIs of which one of the properties differs."""
        return {subject for subject, _ in self.of(*predicates)}

    @cached_property
    def _by_predicate(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for subject, predicate, term in (*self.gone, *self.come):
            found.setdefault(predicate, []).append((subject, term))
        return found


def united(delta: Delta, store: Reader, old: Reader, predicates: Collection[str] | None = None) -> United:
    """store is the new one. predicates: bare IRIs of the properties that matter; without them, all of them."""
    wanted = None if predicates is None else {f"<{one}>" for one in predicates}
    gone, come = _triples(delta.gone, wanted), _triples(delta.come, wanted)
    moved = gone & come  # from graph to graph, so both sides hold it
    gone, come = gone - moved, come - moved
    return United(frozenset(gone - _held(store, gone)), frozenset(come - _held(old, come)))


def _triples(quads: Iterable[tuple[str, str, str, str]], wanted: set[str] | None) -> set[Triple]:
    return {quad[:3] for quad in quads if APART not in quad[3] and (wanted is None or quad[1] in wanted)}


def _held(store: Reader, triples: set[Triple]) -> set[Triple]:
    """Most things of a new document are new, so it is asked first which are there at all."""
    there = known(store, {subject[1:-1] for subject, _, _ in triples})
    return held(store, (triple for triple in triples if triple[0][1:-1] in there))
