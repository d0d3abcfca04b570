"""Some things of an edition, seen as ``Edition`` sees all of it: what is counted over them is their part of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.summaries.counting import ENTITIES, RECORDS, Edition
from kg.updates.bound import pairs
from ontology.terms import RDF, RICO


@dataclass(frozen=True)
class Part(Edition):
    """What the store says of the things with these IRIs; other things are known where they are mentioned."""

    things: frozenset[str]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Class of every shared entity among the things, and among what they mention."""
        named = {entity for _, entity in self.of(self.iris.own("mentions"))}
        return self._first(self.things | named, ENTITIES, f"; a <{self.iris.own('Entity')}>")

    @cached_property
    def records(self) -> dict[str, str]:
        """Class of every record and record set among the things."""
        return self._first(self.things, RECORDS, "")

    def rows(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Values of ?a, which is one of the things, and ?b."""
        return pairs(self.store, pattern, self.things)

    def all_above(self) -> dict[str, list[str]]:
        """The sets that directly hold each thing and each set above it."""
        found: dict[str, list[str]] = {}
        fresh: set[str] = set(self.things)
        while fresh:
            rows = list(pairs(self.store, f"?a <{RICO.isOrWasIncludedIn}> ?b", fresh))
            for part, whole in rows:
                found.setdefault(part, []).append(whole)
            fresh = {whole for _, whole in rows if whole not in found}
        return found

    def _first(self, things: Iterable[str], classes: tuple[str, ...], more: str) -> dict[str, str]:
        """Of each thing the first of the classes that it has."""
        rank = {kind: number for number, kind in enumerate(classes)}
        found: dict[str, str] = {}
        among = ", ".join(f"<{kind}>" for kind in classes)
        for here, kind in pairs(self.store, f"?a <{RDF.type}> ?b {more} FILTER(?b IN ({among}))", things):
            found[here] = min(kind, found.get(here, kind), key=rank.__getitem__)
        return found
