"""What an edition of a day must leave out: units, entities and, apart from them, what is personal of living persons."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from kg.access.rules import all_rules
from kg.access.statuses import Said, Shown, effective
from kg.access.withdrawals import Withdrawal, in_force
from kg.iri import stable_id
from kg.ledger import Ledger
from kg.settings import Settings
from kg.store.base import Reader
from ontology.terms import RICO


@dataclass(frozen=True, slots=True)
class Withheld:
    """Empty where all is open.

    parts       by source graph and document: which of them may not be shown whole
    records     IRIs of records of which nothing is shown
    texts       IRIs of the instantiations that carry the words of units not shown whole
    entities    IRIs of withdrawn entities and of all their local entities
    tombstones  IRIs that answer that they were withdrawn
    changes_on  the next day on which an embargo ends; None for never
    """

    parts: Mapping[str, Mapping[str, Shown]] = field(default_factory=dict)
    records: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    tombstones: frozenset[str] = frozenset()
    changes_on: str | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.entities)

    @property
    def mark(self) -> str:
        """Equal where the same is left out; empty for nothing."""
        if not self and not self.tombstones:
            return ""
        parts = sorted((graph, sorted(documents.items())) for graph, documents in self.parts.items())
        return stable_id(parts, sorted(self.entities), sorted(self.tombstones))


def the_day(settings: Settings) -> date:
    """The day for which is published: the setting ``clock``, else today in UTC."""
    return settings.clock or datetime.now(UTC).date()


def withheld(folder: Path, settings: Settings, ledger: Ledger, store: Reader, day: date) -> Withheld:
    """What the ledger, the rules and the withdrawals keep back on that day. folder: the workspace's."""
    rules = all_rules(settings.access, folder / settings.access_table if settings.access_table else None)
    removed = in_force(ledger.db)
    entities = _entities(removed, store)
    if not (rules or removed or _any_stated(ledger.db)):
        return Withheld()
    rows = ledger.db.execute(
        "SELECT unit.graph, document, unit.archive, above, unit.status, until, record, text, "
        "content != x'' FROM unit "
        "JOIN file ON file.graph = unit.graph AND file.status = 'done' ORDER BY unit.graph, document"
    ).fetchall()
    said = [Said((row[2], row[1]), tuple(json.loads(row[3])), row[4], row[5], row[6]) for row in rows]
    gone = frozenset(iri for one in removed if one.kind == "record" for iri in one.iris)
    shown = effective(said, rules, gone, day)
    parts: dict[str, dict[str, Shown]] = {}
    hidden: set[str] = set()
    visible: set[str] = set()
    texts: set[str] = set()
    withdrawn = {iri for one in removed for iri in one.iris} | entities
    for graph, document, archive, _, _, _, record, text, has_content in rows:
        state = shown[archive, document]
        (hidden if state >= Shown.NOTHING else visible).add(record)
        if state >= Shown.NOTHING or (state and has_content):
            parts.setdefault(graph, {})[document] = state
            texts.add(text)
        if state == Shown.WITHDRAWN:
            withdrawn.update((record, text))
    ends = [row[5] for row in rows if row[5]] + [rule.until.isoformat() for rule in rules if rule.until]
    later = min((end for end in ends if end > day.isoformat()), default=None)
    return Withheld(
        parts, frozenset(hidden - visible), frozenset(texts), frozenset(entities), frozenset(withdrawn), later
    )


def _any_stated(db: sqlite3.Connection) -> bool:
    row = db.execute("SELECT 1 FROM unit WHERE status IS NOT NULL AND status != 'open' LIMIT 1").fetchone()
    return row is not None


def _entities(removed: tuple[Withdrawal, ...], store: Reader) -> set[str]:
    """The local entities that were named, and all that are held to be the same, with the IRI of the whole."""
    found = {iri for one in removed if one.kind == "entity" for iri in one.iris}
    for iri in sorted(found):
        found |= cluster_of(store, iri)
    return found


def cluster_of(store: Reader, iri: str) -> set[str]:
    """An entity and its local entities, from the IRI of either; just that IRI where nothing is known of it."""
    query = (
        f"SELECT ?e ?m WHERE {{ {{ BIND(<{iri}> AS ?e) <{iri}> <{RICO.isEquivalentTo}> ?m }} UNION "
        f"{{ ?e <{RICO.isEquivalentTo}> <{iri}> ; <{RICO.isEquivalentTo}> ?m }} }}"
    )
    return {iri}.union(*({row["e"], row["m"]} for row in store.select(query)))
