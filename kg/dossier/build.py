"""Writes the dossiers of an edition when it is published. Same store, same bytes."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.dossier import gather
from kg.dossier.beside import beside
from kg.dossier.gather import Fact, Words
from kg.dossier.judged import judged
from kg.dossier.schema import INDEXES, SCHEMA
from kg.iri import Iris
from kg.store.base import Reader

WITNESSES = 4
"""Places in the sources that are kept for one statement; how many there are is kept too."""
_LONGEST_TEXT = 4000
Ends = tuple[str, str]


def build_dossiers(path: Path, store: Reader, iris: Iris) -> int:
    """Make the dossiers of an edition; returns the number of entities that have one."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    count = _Writer(database, store, iris).write()
    database.executescript(INDEXES)
    database.commit()
    database.execute("VACUUM")
    database.close()
    return count


class _Writer:
    """Gives numbers to IRIs in the order in which they come, which depends on the statements alone."""

    def __init__(self, database: sqlite3.Connection, store: Reader, iris: Iris) -> None:
        self._database = database
        self._store = store
        self._iris = iris
        self._nodes: dict[str, int] = {}
        self._entity = gather.members(store, iris)
        self._records = gather.records(store, iris)
        self._quotes: dict[str, int] = {}

    def write(self) -> int:
        """All tables."""
        store, iris = self._store, self._iris
        kinds = gather.kinds(store, iris)
        entities = {entity for entity, _ in kinds}
        self._many("kind", ((self._node(entity), self._node(kind)) for entity, kind in kinds))
        self._names(entities)
        named = gather.named_in(store, iris)
        bodies = gather.bodies(store)
        relations = gather.relations(store, iris)
        describing = gather.describing(store)
        wanted = {mention for mention, body in bodies if body in self._entity} | {each.mention for each in relations}
        words = gather.words(store, iris, frozenset(wanted))
        self._write_quotes(words)
        body_of = dict(reversed(bodies))
        self._mentions([(m, body) for m, body in bodies if m not in describing], words)
        carried: dict[Ends, list[tuple[str, str]]] = defaultdict(list)
        for each in relations:
            for ends in {(each.one, each.other), (each.other, each.one)}:
                carried[ends].append((each.mention, each.date))
        described: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for mention, body in bodies:
            if mention in describing:
                described[body].append((mention, ""))
        self._facts(carried, described)
        self._roles(gather.roles(store, iris), body_of, words)
        self._many("beside", ((self._node(a), n, self._node(b)) for a, n, b in beside(named, entities)))
        self._judgements()
        self._outside()
        points = sorted((iri, at) for iri, at in gather.points(store).items() if iri in entities)
        self._many("point", ((self._node(iri), *at) for iri, at in points))
        self._dates_and_records()
        labels = gather.labels(store, frozenset(self._nodes))
        self._many("label", ((self._nodes[iri], lang, text) for iri, lang, text in labels))
        self._many("node", ((number, iri) for iri, number in self._nodes.items()))
        return len(entities)

    def _node(self, iri: str) -> int:
        return self._nodes.setdefault(iri, len(self._nodes) + 1)

    def _many(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Rows into a table; all have as many values as the first."""
        listed = list(rows)
        if listed:
            marks = ", ".join("?" * len(listed[0]))
            self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", listed)  # noqa: S608

    def _names(self, entities: set[str]) -> None:
        found: dict[tuple[str, str, str], bool] = {}
        for iri, lang, text, preferred in gather.names(self._store, self._iris):
            entity = self._entity.get(iri, iri)
            if entity in entities:
                found[entity, lang, text] = found.get((entity, lang, text), False) or preferred
        self._many("name", ((self._node(e), lang, text, int(found[e, lang, text])) for e, lang, text in sorted(found)))

    def _write_quotes(self, words: dict[str, Words]) -> None:
        rows = []
        for mention in sorted(mention for mention, each in words.items() if each.record in self._records):
            each = words[mention]
            self._quotes[mention] = len(self._quotes) + 1
            rows.append((self._quotes[mention], mention, self._node(each.record), each.page, each.start, each.before,
                         each.exact, each.after, int(each.cut), each.method, each.confidence,
                         self._node(each.agent)))  # fmt: skip
        self._many("quote", rows)

    def _mentions(self, bodies: list[tuple[str, str]], words: dict[str, Words]) -> None:
        """Mentions of each entity in the records of each archive, by call number and place in the text."""
        of: dict[Ends, list[tuple[str, int, str]]] = defaultdict(list)
        within: Counter[tuple[str, str, str]] = Counter()
        for mention, body in sorted(set(bodies)):
            if body in self._entity and mention in self._quotes:
                record = words[mention].record
                archive, number = self._records[record]
                of[self._entity[body], archive].append((number, words[mention].start, mention))
                within[self._entity[body], archive, record] += 1
        self._many("mention", (
            (self._node(entity), self._node(archive), place, self._quotes[mention])
            for (entity, archive), found in sorted(of.items())
            for place, (_, _, mention) in enumerate(sorted(found))
        ))  # fmt: skip
        self._many(
            "named", ((self._node(e), self._node(a), self._node(r), n) for (e, a, r), n in sorted(within.items()))
        )

    def _facts(self, carried: dict[Ends, list[tuple[str, str]]], described: dict[str, list[tuple[str, str]]]) -> None:
        """A statement that several sources of one archive make is one fact with several witnesses.

        carried, described: (mention, date) of a relation by its ends, of an authority entry by its subject
        """
        sources = gather.sources(self._store)
        told: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for fact in sorted(set(gather.facts(self._store, self._iris, self._entity)), key=_order):
            if fact.graph not in sources:
                continue
            archive, source = sources[fact.graph]
            found = carried.get((fact.subject, fact.value)) or described.get(fact.subject) or [("", "")]
            shown = [(mention, date) for mention, date in found if mention in self._quotes] or [("", found[0][1])]
            for mention, date in shown:
                for key in self._keys(fact, archive, date):
                    told[key].append((mention, source))
        rows, witnesses = [], []
        for number, key in enumerate(sorted(told), 1):
            entity, archive, property_, forward, other, text, lang, date = key
            found = sorted(set(told[key]), key=lambda each: (not each[0], each))
            rows.append((number, self._node(entity), self._node(archive), self._node(property_), int(forward == "1"),
                         self._node(other) if other else None, text[:_LONGEST_TEXT], lang,
                         self._node(date) if date else None, len(found)))  # fmt: skip
            for place, (mention, source) in enumerate(found[:WITNESSES]):
                witnesses.append((number, place, self._quotes.get(mention), source))
        self._many("fact", rows)
        self._many("witness", witnesses)

    def _keys(self, fact: Fact, archive: str, date: str) -> list[tuple[str, ...]]:
        """The fact as its subject's entity has it and, where its value is an entity too, as that one has it."""
        subject = self._entity.get(fact.subject, fact.subject)
        if fact.lang is not None:
            return [(subject, archive, fact.property, "1", "", fact.value, fact.lang, date)]
        value = self._entity.get(fact.value, fact.value)
        forward = (subject, archive, fact.property, "1", value, "", "", date)
        turned = (value, archive, fact.property, "0", subject, "", "", date)
        return [forward, turned] if fact.value in self._entity and value != subject else [forward]

    def _roles(self, roles: list[tuple[str, str, str]], body_of: dict[str, str], words: dict[str, Words]) -> None:
        said: dict[tuple[str, str, str], str] = {}
        for mention, property_ in gather.stated_by(self._store, self._iris):
            entity = self._entity.get(body_of.get(mention, ""), "")
            if mention in self._quotes:
                said.setdefault((words[mention].record, property_, entity), mention)
        self._many("role", (
            (self._node(entity), self._node(self._records[record][0]), self._node(property_), self._node(record),
             self._quotes.get(said.get((record, property_, entity), "")))
            for record, property_, entity in roles
            if record in self._records
        ))  # fmt: skip

    def _judgements(self) -> None:
        kept, totals = judged(gather.judgements(self._store, self._iris), self._entity)
        self._many("judgement", (
            (self._node(entity), place, each.link, self._node(each.one), self._node(each.other), each.verdict,
             each.confidence, each.method, each.because, each.person, each.day)
            for entity, found in sorted(kept.items())
            for place, each in enumerate(found)
        ))  # fmt: skip
        self._many("judged", ((self._node(entity), number) for entity, number in sorted(totals.items())))

    def _outside(self) -> None:
        found = {(self._entity.get(iri, iri), value) for iri, value in gather.outside(self._store, self._iris)}
        self._many("outside", ((self._node(entity), value) for entity, value in sorted(found) if entity in self._nodes))

    def _dates_and_records(self) -> None:
        """Of the records and dates that anything above names."""
        created, dates = gather.created(self._store), gather.dates(self._store, self._iris)
        rows: list[tuple[object, ...]] = []
        for record in sorted(record for record in self._records if record in self._nodes):
            date = created.get(record, "")
            years = [_year(dates.get(date, {}).get(end, ("", ""))[0]) for end in ("beginningDate", "endDate")]
            archive, number = self._records[record]
            rows.append((self._nodes[record], self._node(archive), number, self._node(date) if date else None, *years))
        self._many("record", rows)
        rows = []
        for iri in sorted(iri for iri in dates if iri in self._nodes):
            parts = {name: value for name, (value, _) in dates[iri].items()}
            rows.append((self._nodes[iri], parts.get("expressedDate", ""), dates[iri].get("expressedDate", ("", ""))[1],
                         parts.get("normalizedDateValue", ""), parts.get("calendar", "").rsplit("calendar-", 1)[-1],
                         parts.get("dateQualifier", ""), parts.get("beginningDate", ""),
                         parts.get("endDate", "")))  # fmt: skip
        self._many("date", rows)


def _order(fact: Fact) -> tuple[str, ...]:
    return fact.graph, fact.subject, fact.property, fact.value, fact.lang or "", "" if fact.lang is None else "text"


def _year(day: str) -> int | None:
    """Of an xsd:date, which may be of five figures or negative."""
    sign = -1 if day.startswith("-") else 1
    year = day.lstrip("-").partition("-")[0]
    return sign * int(year) if year.isdigit() else None
