"""Who is held to be who at this moment, read from the ledger once."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from extractors.errors import UsageError
from extractors.gazetteer.records import PlaceRecord, records
from kg.iri import Iris
from kg.reconciliation.accepted import outside
from kg.resolve.candidates import entity_rows
from kg.resolve.clusters import Division, Group, divide
from kg.resolve.conflicts import Bars
from kg.resolve.forbidden import Traits, waived
from kg.resolve.gazetteer import ARCHIVE, place_candidates
from kg.resolve.judgements import EVEN_SO, Judgement, in_force
from kg.resolve.log import Entry, read_log, standing
from kg.review.known import Known, KnownTraits

SHORTEST = 6
"""Fewest characters of an id that name it."""


@dataclass(frozen=True)
class Situation:
    """Local entities, the log, and what follows from both. Nothing here changes.

    registered  member -> registered id, as of the last link;  survivors  id -> what it leads to;  kinds  id -> label
    """

    iris: Iris
    candidates: Known
    entries: Sequence[Entry]
    registered: Mapping[str, str]
    survivors: Mapping[str, str | None]
    kinds: Mapping[str, str]

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The standing ones."""
        return standing(self.entries)

    @cached_property
    def standing_ids(self) -> dict[str, Judgement]:
        """The standing ones by id, as the log has it: to make ids anew would take long."""
        last = {entry.of: entry for entry in self.entries}
        return {id_: entry.judgement for id_, entry in last.items() if not entry.withdrawn}

    @cached_property
    def counted(self) -> tuple[Judgement, ...]:
        """Those in force whose ends are both here."""
        known = self.candidates
        return tuple(j for j in in_force(self.judgements) if j.left in known and j.right in known)

    @cached_property
    def by_pair(self) -> dict[tuple[str, str], list[Judgement]]:
        """Those in force, by pair."""
        found: dict[tuple[str, str], list[Judgement]] = {}
        for judgement in self.counted:
            found.setdefault(judgement.pair, []).append(judgement)
        return found

    @cached_property
    def touching(self) -> dict[str, list[Judgement]]:
        """Member -> those in force that have it at one end."""
        found: dict[str, list[Judgement]] = {}
        for judgement in self.counted:
            found.setdefault(judgement.left, []).append(judgement)
            found.setdefault(judgement.right, []).append(judgement)
        return found

    @cached_property
    def waivers(self) -> tuple[Judgement, ...]:
        """Those in force by which people overruled what forbids: their words hold wherever they are met."""
        return tuple(j for j in self.counted if j.by_person and j.verdict == "SAME" and j.words(EVEN_SO))

    @cached_property
    def traits(self) -> Mapping[str, Traits]:
        """What can forbid, by member."""
        return KnownTraits(self.candidates)

    @cached_property
    def division(self) -> Division:
        """Groups and conflicts."""
        return divide(self.candidates, self.judgements, self.traits)

    @cached_property
    def home(self) -> dict[str, Group]:
        """Member -> its group."""
        return {member: group for group in self.division.groups for member in group}

    @cached_property
    def bars(self) -> Bars:
        """What keeps members apart."""
        different = {j.pair: j for j in self.counted if j.verdict == "DIFFERENT"}
        return Bars(different, self.traits, waived(self.counted))

    @cached_property
    def different_from(self) -> dict[str, set[str]]:
        """Member -> those it is held to be different from."""
        found: dict[str, set[str]] = {}
        for left, right in self.bars.different:
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
        return found

    def entity(self, member: str) -> str | None:
        """IRI of the entity that the member belonged to at the last link, if it was linked yet."""
        found = self.registered.get(member)
        return self.iris.entity(self.kinds[found], found) if found in self.kinds and found else None

    def members(self, name: str) -> Group:
        """The group that an IRI names: of a local entity, of an entity, also one that was replaced. UsageError."""
        if name in self.home:
            return self.home[name]
        found: str | None = name.rstrip("/").rsplit("/", 1)[-1]
        while found and (survivor := self.survivors.get(found)):
            found = survivor
        here = [m for m, entity in self.registered.items() if entity == found and m in self.home]
        if not here:
            raise UsageError(
                "REVIEW001",
                "Nothing here bears this IRI.",
                where=name,
                advice="Give the IRI of an entity or of a local entity, or an id of `sunqar review list`.",
            )
        return self.home[min(here)]

    def member(self, name: str) -> str:
        """One member that stands for an IRI: itself, or the first of the entity."""
        return name if name in self.home else self.members(name)[0]

    def judgement(self, name: str) -> Judgement:
        """The standing judgement with that id, or link IRI, or beginning of an id. UsageError."""
        wanted = name.rstrip("/").rsplit("/", 1)[-1]
        long = len(wanted) >= SHORTEST
        found = [j for id_, j in self.standing_ids.items() if id_.startswith(wanted)] if long else []
        if len(found) == 1:
            return found[0]
        problem = "No standing judgement has this id." if not found else f"{len(found)} judgements have ids like this."
        raise UsageError(
            "REVIEW002", problem, where=name, advice="`sunqar review list` and `sunqar review log` show ids."
        )


@cache
def _places(iris: Iris) -> dict[str, PlaceRecord]:
    """The gazetteer's places by the IRI that they have as local entities."""
    return {iris.local(ARCHIVE, place.id): place for place in records()}


def situation(db: sqlite3.Connection, iris: Iris) -> Situation:
    """Read it from the ledger."""
    entries = read_log(db)
    rows_of = entity_rows(db)
    judged = {end for entry in entries for end in entry.judgement.pair}
    elsewhere = judged.difference(rows_of)
    known_places = _places(iris) if elsewhere else {}
    places = [known_places[end] for end in sorted(elsewhere & known_places.keys())]
    known = Known(rows_of, [*place_candidates(places, iris), *outside(db, elsewhere)])
    rows = db.execute("SELECT entity, label, survivor FROM registry").fetchall()
    return Situation(
        iris,
        known,
        entries,
        dict(db.execute("SELECT iri, entity FROM member")),
        {entity: survivor for entity, _, survivor in rows},
        {entity: label for entity, label, _ in rows},
    )
