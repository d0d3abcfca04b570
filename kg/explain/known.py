"""All that the ledger knows of local entities and how they were judged, read once for one question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extractors.gazetteer.records import records
from kg.iri import Iris
from kg.reconciliation.accepted import outside
from kg.resolve.candidates import Candidate, load_candidates
from kg.resolve.gazetteer import ARCHIVE, place_candidates
from kg.resolve.judgements import Judgement, in_force
from kg.resolve.log import live
from kg.resolve.profile import Profile
from kg.resolve.profiles import pooled, profiles


@dataclass(frozen=True)
class Known:
    """Local entities, judgements, and which entity each local one belongs to, as `sunqar link` left them."""

    db: sqlite3.Connection
    iris: Iris

    @cached_property
    def candidates(self) -> dict[str, Candidate]:
        """By IRI: those of the ledger, and what judgements name of the gazetteer and of outside services."""
        found = {each.iri: each for each in load_candidates(self.db)}
        named = {end for judgement in self.judgements for end in judgement.pair} - found.keys()
        places = [place for place in records() if self.iris.local(ARCHIVE, place.id) in named]
        others = (*place_candidates(places, self.iris), *outside(self.db, named))
        return found | {each.iri: each for each in others}

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """All that nobody took back."""
        return live(self.db)

    @cached_property
    def counted(self) -> tuple[Judgement, ...]:
        """Those that count where people and machines differ."""
        return in_force(self.judgements)

    def entity_of(self, iri: str) -> str | None:
        """IRI of the entity that a local one belongs to; None before it was linked."""
        row = self.db.execute(
            "SELECT r.label, r.entity FROM member m JOIN registry r ON r.entity = m.entity WHERE m.iri = ?", (iri,)
        ).fetchone()
        return self.iris.entity(*row) if row else None

    def members(self, entity: str) -> tuple[str, ...]:
        """Local entities of a registered id, sorted."""
        rows = self.db.execute("SELECT iri FROM member WHERE entity = ? ORDER BY iri", (entity,))
        return tuple(iri for (iri,) in rows if iri in self.candidates)

    def profile(self, iri: str) -> Profile:
        """What linking compares: the local entity together with those of its document that are one with it."""
        group, waiting = {iri}, [iri]
        while waiting:
            for other in self._chained.get(waiting.pop(), ()):
                if other not in group:
                    group.add(other)
                    waiting.append(other)
        return self.pooled(group)

    def pooled(self, members: Iterable[str]) -> Profile:
        """Several local entities as one."""
        return pooled(self._profiles[member] for member in sorted(members))

    @cached_property
    def _profiles(self) -> dict[str, Profile]:
        return profiles(list(self.candidates.values()))

    @cached_property
    def _chained(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self.counted:
            if each.verdict == "SAME" and each.method.endswith("/chain"):
                found.setdefault(each.left, []).append(each.right)
                found.setdefault(each.right, []).append(each.left)
        return found
