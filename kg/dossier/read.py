"""Reads the dossiers of an edition. Every look-up is by number and bounded, so it costs milliseconds at any size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.dossier.model import Day, Fact, Judgement, Labels, Name, Neighbour, Quote, Record, Role, Thing, Witness
from kg.tables import open_known

_BATCH = 500
_WITNESSES = 4
"""Places in the sources that are read for one statement; how many there are is said too."""
_SORTED = 5000
"""Statements of one entity among which the first are looked for."""
_JUDGEMENTS = 40
_QUOTES = (
    "SELECT id, mention, record, page, before, exact, after, cut, method, confidence, agent FROM quote WHERE id IN"
)


@contextmanager
def dossiers(path: Path) -> Iterator[Dossiers]:
    """Open the table for the time of one page. RunAborted DOSSIER001 for an edition that has none."""
    advice = "Run `sunqar publish`: it makes an edition with them."
    what = "The edition's table of entities"
    database = open_known(path, "SELECT id, uses FROM node LIMIT 1", "DOSSIER001", what, advice)
    try:
        yield Dossiers(database)
    finally:
        database.close()


class Dossiers:
    """Look-ups. Numbers of nodes never leave it but as keys of what it gave."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._facts: dict[tuple[int, int], tuple[tuple[Fact, int | None], ...]] = {}

    def rows(self, query: str, *values: object) -> list[Any]:
        """Of a query of this package."""
        return self._database.execute(query, values).fetchall()

    def number(self, iri: str) -> int | None:
        """Of an IRI that any dossier names."""
        row = self._database.execute("SELECT id FROM node WHERE iri = ?", (iri,)).fetchone()
        return int(row[0]) if row else None

    def is_entity(self, number: int) -> bool:
        """Whether it has a dossier itself."""
        return self._database.execute("SELECT 1 FROM kind WHERE entity = ?", (number,)).fetchone() is not None

    def things(self, numbers: Iterable[int | None]) -> dict[int, Thing]:
        """What the numbers stand for."""
        wanted = sorted({number for number in numbers if number is not None})
        iris = {int(n): str(iri) for n, iri in self._in("SELECT id, iri FROM node WHERE id IN", wanted)}
        labels: dict[int, list[tuple[str, str]]] = {}
        for number, lang, text in self._in("SELECT node, lang, text FROM label WHERE node IN", wanted):
            labels.setdefault(number, []).append((lang, text))
        # Of an entity every name is one, the preferred first: its label is in one language.
        query = "SELECT entity, preferred, lang, text FROM name WHERE entity IN"
        rows = sorted(self._in(query, wanted), key=lambda row: (row[0], -row[1], *row[2:]))
        for number, lang, text in dict.fromkeys((number, lang, text) for number, _, lang, text in rows):
            labels.setdefault(number, []).append((lang, text))
        return {number: Thing(iris[number], tuple(labels.get(number, ()))) for number in wanted}

    def kinds(self, entity: int) -> tuple[Thing, ...]:
        """Classes."""
        found = [row[0] for row in self._database.execute("SELECT class FROM kind WHERE entity = ?", (entity,))]
        return tuple(sorted(self.things(found).values(), key=lambda thing: thing.iri))

    def names(self, entity: int) -> tuple[Name, ...]:
        """By language and text."""
        rows = self._database.execute(
            "SELECT text, lang, max(preferred) FROM name WHERE entity = ? GROUP BY lang, text", (entity,)
        )
        return tuple(Name(text, lang, bool(preferred)) for text, lang, preferred in rows)

    def outside(self, entity: int) -> tuple[str, ...]:
        """Identifiers in registries, as ``viaf:90635782``."""
        return tuple(row[0] for row in self._database.execute("SELECT value FROM outside WHERE entity = ?", (entity,)))

    def points(self, entities: Iterable[int]) -> dict[int, tuple[float, float]]:
        """Latitude and longitude of those that have them."""
        rows = self._in("SELECT entity, lat, lon FROM point WHERE entity IN", sorted(set(entities)))
        return {number: (lat, lon) for number, lat, lon in rows}

    def facts(self, entity: int, limit: int) -> tuple[tuple[Fact, int | None], ...]:
        """Statements, relations and dates before texts; each with the number of its other end. Read once a page."""
        if (entity, limit) not in self._facts:
            self._facts[entity, limit] = self._read_facts(entity, limit)
        return self._facts[entity, limit]

    def _read_facts(self, entity: int, limit: int) -> tuple[tuple[Fact, int | None], ...]:
        rows = self._first_facts(entity, limit)
        witnesses = (
            (row[0], quote, source)
            for row in rows
            for quote, source in self._database.execute(
                "SELECT quote, source FROM witness WHERE fact = ? ORDER BY bare, quote, source LIMIT ?",
                (row[0], _WITNESSES),
            )
        )
        found = list(witnesses)
        quotes = self.quotes(row[1] for row in found if row[1])
        said: dict[int, list[Witness]] = {}
        for fact, quote, source in found:
            said.setdefault(fact, []).append(Witness(source, quotes.get(quote)))
        things = self.things(number for row in rows for number in (row[1], row[2], row[4]))
        days = self._days(number for row in rows for number in (row[4], row[7]))
        return tuple(
            (
                Fact(
                    things[archive].iri, things[property_], bool(forward), things[other] if other else None,
                    days.get(other), text, lang, days.get(date), sources, tuple(said.get(number, ())),
                ),
                other,
            )
            for number, archive, property_, forward, other, text, lang, date, sources in rows
        )  # fmt: skip

    def _first_facts(self, entity: int, limit: int) -> list[Any]:
        """By the IRIs of archive, property, other end and date, and by the text."""
        rows = self._database.execute(
            "SELECT id, archive, property, forward, other, text, lang, date, sources FROM fact WHERE entity = ? "
            "ORDER BY other IS NULL, id LIMIT ?", (entity, max(limit, _SORTED))).fetchall()  # fmt: skip
        iris = self._iris(number for row in rows for number in (row[1], row[2], row[4], row[7]))

        def place(row: Any) -> tuple[object, ...]:
            _, archive, property_, forward, other, text, lang, date, _ = row
            return other is None, iris[archive], iris[property_], forward, iris[other], text, lang, iris[date]

        return sorted(rows, key=place)[:limit]

    def _iris(self, numbers: Iterable[int | None]) -> dict[int | None, str]:
        """Of numbers; '' of None."""
        wanted = sorted({number for number in numbers if number is not None})
        return {None: "", **dict(self._in("SELECT id, iri FROM node WHERE id IN", wanted))}

    def roles(self, entity: int, limit: int) -> tuple[tuple[Role, int], ...]:
        """The first roles of each kind in each archive, with how many there are of that kind."""
        rows = self._database.execute(
            "SELECT archive, property, record, quote, total FROM (SELECT *, row_number() OVER kind AS place, "
            "count(*) OVER (PARTITION BY archive, property) AS total FROM role WHERE entity = ? "
            "WINDOW kind AS (PARTITION BY archive, property ORDER BY quote IS NULL, record)) WHERE place <= ? "
            "ORDER BY archive, property, place", (entity, limit)).fetchall()  # fmt: skip
        things = self.things(number for row in rows for number in row[:2])
        records, quotes = self.records(row[2] for row in rows), self.quotes(row[3] for row in rows)
        found = (
            (Role(things[archive].iri, things[property_], records[record], quotes.get(quote)), total)
            for archive, property_, record, quote, total in rows
            if record in records
        )
        return tuple(sorted(found, key=lambda each: (each[0].archive, each[0].property.iri)))

    def mention_counts(self, entity: int) -> dict[str, tuple[int, int]]:
        """Archive -> mentions, and records that hold them."""
        rows = self._database.execute(
            "SELECT archive, sum(times), count(*) FROM named WHERE entity = ? GROUP BY archive", (entity,)
        ).fetchall()
        things = self.things(row[0] for row in rows)
        return dict(sorted((things[archive].iri, (mentions, records)) for archive, mentions, records in rows))

    def mentions(self, entity: int, archive: str, offset: int, limit: int) -> tuple[Quote, ...]:
        """Some mentions in the records of one archive, by call number."""
        rows = self._database.execute(
            "SELECT quote FROM mention WHERE entity = ? AND archive = ? ORDER BY identifier, start, quote "
            "LIMIT ? OFFSET ?",
            (entity, self.number(archive), limit, offset),
        ).fetchall()
        return tuple(self.quotes(row[0] for row in rows).values())

    def years(self, entity: int) -> tuple[tuple[str, int, int], ...]:
        """(archive, first year of creation, number of records that name it), of records with a date."""
        rows = self._database.execute(
            "SELECT n.archive, r.since, count(*) FROM named n JOIN record r ON r.node = n.record "
            "WHERE n.entity = ? AND r.since IS NOT NULL GROUP BY 1, 2", (entity,)).fetchall()  # fmt: skip
        iris = self._iris(row[0] for row in rows)
        found = ((iris[archive], year, number) for archive, year, number in rows)
        return tuple(sorted(found, key=lambda each: (each[1], each[0])))

    def neighbours(self, entity: int, limit: int) -> tuple[tuple[int, Neighbour], ...]:
        """Who and what most records name with it, by the number of records."""
        # Of those in as many records as the last that is wanted, the first by IRI: so these are read too.
        rows = self._database.execute(
            "SELECT b.there, b.records FROM beside b JOIN node n ON n.id = b.there WHERE b.here = ?1 AND b.records >= "
            "ifnull((SELECT records FROM beside WHERE here = ?1 ORDER BY records DESC LIMIT 1 OFFSET ?2 - 1), 0) "
            "ORDER BY b.records DESC, n.iri LIMIT ?2", (entity, limit)).fetchall()  # fmt: skip
        things = self.things(row[0] for row in rows)
        return tuple((there, Neighbour(things[there], records)) for there, records in rows)

    def between(self, entities: Iterable[int]) -> tuple[tuple[int, int, int], ...]:
        """(one, other, records) for each two of them that records name together."""
        wanted = sorted(set(entities))
        marks = ", ".join("?" * len(wanted))
        rows = self._database.execute(
            f"SELECT here, there, records FROM beside WHERE here IN ({marks}) AND there IN ({marks})",  # noqa: S608
            (*wanted, *wanted))  # fmt: skip
        iris = self._iris(wanted)
        found = [row for row in rows if iris[row[0]] < iris[row[1]]]
        return tuple(sorted(found, key=lambda row: (-row[2], iris[row[0]], iris[row[1]])))

    def judgements(self, entity: int) -> tuple[tuple[Judgement, ...], int]:
        """Those worth showing, and how many there are."""
        rows = self._database.execute(
            "SELECT one, other, verdict, l.confidence, method, because, person, day FROM judgement j "
            "JOIN link l ON l.id = j.link WHERE entity = ? ORDER BY j.bare, j.worth, j.confidence, j.link LIMIT ?",
            (entity, _JUDGEMENTS),
        ).fetchall()
        things = self.things(number for row in rows for number in row[:2])
        query = "SELECT count(*) FROM judgement WHERE entity = ?"
        total = int(self._database.execute(query, (entity,)).fetchone()[0])
        return tuple(Judgement(things[row[0]], things[row[1]], *row[2:]) for row in rows), total

    def quotes(self, numbers: Iterable[int | None]) -> dict[int, Quote]:
        """By their numbers, in the order given."""
        order = list(dict.fromkeys(number for number in numbers if number is not None))
        rows = {row[0]: row for row in self._in(_QUOTES, order)}
        records = self.records(row[2] for row in rows.values())
        agents = self.things(row[10] for row in rows.values())
        return {
            number: _quote(row, records[row[2]], agents[row[10]].iri)
            for number in order
            if (row := rows.get(number)) and row[2] in records
        }

    def records(self, numbers: Iterable[int]) -> dict[int, Record]:
        """By their numbers."""
        rows = self._in("SELECT node, archive, identifier, date FROM record WHERE node IN", sorted(set(numbers)))
        things, days = self.things(n for row in rows for n in row[:2]), self._days(row[3] for row in rows)
        return {node: Record(things[node], things[archive].iri, number, days.get(date))
                for node, archive, number, date in rows}  # fmt: skip

    def _days(self, numbers: Iterable[int | None]) -> dict[int | None, Day]:
        wanted = sorted({number for number in numbers if number is not None})
        rows = self._in("SELECT * FROM date WHERE node IN", wanted)
        iris = self._iris(row[0] for row in rows)
        return {row[0]: Day(iris[row[0]], *row[1:]) for row in rows}

    def _in(self, query: str, numbers: list[int]) -> list[Any]:
        found: list[Any] = []
        for start in range(0, len(numbers), _BATCH):
            part = numbers[start : start + _BATCH]
            found += self._database.execute(f"{query} ({', '.join('?' * len(part))})", part).fetchall()
        return found


def _quote(row: Any, record: Record, agent: str) -> Quote:
    mention, _, page, before, exact, after, cut, method, confidence = row[1:10]
    return Quote(mention, record, page, before, exact, after, bool(cut), method, confidence, agent)


def label_of(labels: Labels, wanted: tuple[str, ...]) -> tuple[str, str]:
    """(language, text) of the first wanted language that has one, else the first of any; empty where there is none."""
    for code in wanted:
        for lang, text in labels:
            if lang.split("-")[0] == code:
                return lang, text
    return labels[0] if labels else ("", "")
