"""Writes what changed of some things into an index: their rows, their passages, and all counts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from extractors.languages.fold import fold
from kg.search.hit import FIELDS
from kg.search.numbering import number_of
from kg.search.schema import INSERT_THING, INSERT_WORDS, facets
from kg.search.slots import Slots
from kg.search.terms import change_terms
from kg.search.thing import Piece, Thing
from kg.search.words import folded_words, other_words, row_of

Things = Mapping[str, Thing]


class Collision(Exception):
    """Two things have one number: the index is better made whole, for it decides by all things who is moved."""


def write_things(database: sqlite3.Connection, before: Things, after: Things) -> None:
    """Put the things after in the place of those before; who is missing on a side is not there."""
    changed = [iri for iri in sorted({*before, *after}) if before.get(iri) != after.get(iri)]
    if len({number_of(iri) for iri in changed}) < len(changed):
        raise Collision
    for iri in changed:
        row = database.execute("SELECT iri FROM thing WHERE id = ?", (number_of(iri),)).fetchone()
        if row is not None and row[0] != iri:
            raise Collision
    slots = Slots(database)
    renewed = [(iri, field) for iri in changed for field in range(len(FIELDS)) if _renewed(before, after, iri, field)]
    for iri, field in renewed:
        slots.remove(number_of(iri), field)
    for iri in changed:
        _write_row(database, iri, after.get(iri))
    for iri, field in renewed:
        if iri in after and after[iri].pieces[field]:
            slots.place(number_of(iri), field, after[iri].weight, len(after[iri].pieces[field]))
    _Passages(database, before, after).write(slots)
    _write_tags(database, changed, before, after)


def write_named(database: sqlite3.Connection, before: Things, after: Things, named: Iterable[tuple[str, str]]) -> None:
    """Which things name which. named: pairs of records and newcomers, beside what the things after say they name."""
    for iri in sorted(before.keys() - after.keys()):
        number = number_of(iri)
        database.execute("DELETE FROM named WHERE record = ? OR thing = ?", (number, number))
    for iri, thing in sorted(after.items()):
        if iri not in before or before[iri].named != thing.named:
            database.execute("DELETE FROM named WHERE record = ?", (number_of(iri),))
    pairs = {(iri, entity) for iri, thing in after.items() for entity in thing.named} | set(named)
    there = "SELECT r.id, t.id FROM thing r, thing t WHERE r.id = ? AND t.id = ?"
    rows = sorted((number_of(record), number_of(entity)) for record, entity in pairs)
    database.executemany(f"INSERT OR IGNORE INTO named {there}", rows)


def _renewed(before: Things, after: Things, iri: str, field: int) -> bool:
    """Whether the passages of a thing in a field have to be written again, at another place or with other facets."""
    if iri not in before or iri not in after:
        return True
    one, other = before[iri], after[iri]
    if one.pieces[field] != other.pieces[field] or one.archives != other.archives:
        return True
    return field == 0 and one.weight != other.weight


def _write_row(database: sqlite3.Connection, iri: str, thing: Thing | None) -> None:
    number = number_of(iri)
    database.execute("DELETE FROM thing WHERE id = ?", (number,))
    for table in ("span", "point"):
        database.execute(f"DELETE FROM {table} WHERE thing = ?", (number,))  # noqa: S608 (two names of ours)
    if thing is None:
        return
    archives, (since, until) = " ".join(thing.archives), thing.years
    row = (number, iri, thing.kind, thing.label, thing.lang, archives, thing.weight, since, until, thing.confidence)
    database.execute(INSERT_THING, (*row, fold(thing.label)))
    database.executemany("INSERT INTO span VALUES (?, ?, ?)", ((number, *span) for span in sorted(thing.spans)))
    database.executemany("INSERT INTO point VALUES (?, ?, ?)", ((number, *point) for point in sorted(thing.points)))


def _write_tags(database: sqlite3.Connection, changed: Iterable[str], before: Things, after: Things) -> None:
    gone, come = (
        {(number_of(iri), tag) for iri in changed if iri in side for tag in side[iri].tags} for side in (before, after)
    )
    more = Counter(tag for _, tag in come)
    more.subtract(tag for _, tag in gone)
    for tag, count in sorted(more.items()):
        database.execute(_COUNT, (*tag, count))
    numbers = {tag: database.execute(_VALUE, tag).fetchone()[0] for tag in more}
    rows = sorted((thing, tag[0], numbers[tag]) for thing, tag in gone - come)
    database.executemany("DELETE FROM tag WHERE (thing, facet, value) = (?, ?, ?)", rows)
    rows = sorted((thing, tag[0], numbers[tag]) for thing, tag in come - gone)
    database.executemany("INSERT INTO tag VALUES (?, ?, ?)", rows)
    unused = ((number,) for number in sorted(numbers.values()))
    database.executemany("DELETE FROM facet_value WHERE id = ? AND things = 0", unused)


class _Passages:
    """Brings the tables of passages and words to the numbers that were given."""

    def __init__(self, database: sqlite3.Connection, before: Things, after: Things) -> None:
        self._database = database
        self._before = {number_of(iri): thing for iri, thing in before.items()}
        self._after = {number_of(iri): thing for iri, thing in after.items()}
        self._pages: dict[tuple[int, tuple[str, str]], int] = {}

    def write(self, slots: Slots) -> None:
        """In the order of the numbers, for the index of words writes what comes so in one piece."""
        moved = {old: new for new, old in slots.placed.items() if isinstance(old, int)}
        rows = {number: self._row(number) for number in sorted({*slots.gone, *moved})}
        terms: Counter[str] = Counter()
        for number, row in rows.items():
            folded, others = row[6].split(), row[7].split()
            columns = row_of(row[2], folded, others)
            self._database.execute(_DELETE_WORDS, (number, *columns, self._facets(self._before, row[1], row[4])))
            self._database.execute("DELETE FROM passage WHERE id = ?", (number,))
            if number in slots.gone:
                terms.subtract({*folded, *others})
        pages = {row[3] for number, row in rows.items() if number in slots.gone and row[3] is not None}
        self._database.executemany("DELETE FROM page WHERE id = ?", ((page,) for page in sorted(pages)))
        for number, origin in sorted(slots.placed.items()):
            if isinstance(origin, int):
                fresh = (number, *rows[origin][1:])
            else:
                thing, field, at = origin
                fresh = self._fresh(number, thing, field, self._after[thing].pieces[field][at])
                terms.update({*fresh[6].split(), *fresh[7].split()})
            self._database.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", fresh)
            columns = row_of(fresh[2], fresh[6].split(), fresh[7].split())
            self._database.execute(INSERT_WORDS, (number, *columns, self._facets(self._after, fresh[1], fresh[4])))
        change_terms(self._database, terms)
        count = sum(not isinstance(origin, int) for origin in slots.placed.values()) - len(slots.gone)
        self._database.execute("UPDATE about SET value = value + ? WHERE key = 'passages'", (count,))

    def _row(self, number: int) -> _Row:
        row: _Row = self._database.execute("SELECT * FROM passage WHERE id = ?", (number,)).fetchone()
        return row

    def _fresh(self, number: int, thing: int, field: int, piece: Piece) -> _Row:
        folded, others = folded_words(piece.text), other_words(piece.text, piece.lang)
        page = self._page(thing, piece.page) if piece.page[0] else None
        return number, thing, field, page, piece.lang, piece.text, " ".join(folded), " ".join(others)

    def _page(self, thing: int, page: tuple[str, str]) -> int:
        if (thing, page) not in self._pages:
            row = self._database.execute("INSERT INTO page (iri, number) VALUES (?, ?)", page)
            self._pages[thing, page] = row.lastrowid or 0
        return self._pages[thing, page]

    def _facets(self, side: Mapping[int, Thing], thing: int, lang: str) -> str:
        if thing in side:
            return " ".join(facets(side[thing].kind, side[thing].archives, lang))
        kind, archives = self._database.execute("SELECT kind, archives FROM thing WHERE id = ?", (thing,)).fetchone()
        return " ".join(facets(kind, tuple(archives.split()), lang))


_Row = tuple[int, int, int, int | None, str, str, str, str]
_DELETE_WORDS = (
    "INSERT INTO word(word, rowid, name, title, description, text, facet) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)
_COUNT = """INSERT INTO facet_value (facet, value, things) VALUES (?, ?, ?)
  ON CONFLICT (facet, value) DO UPDATE SET things = things + excluded.things"""
_VALUE = "SELECT id FROM facet_value WHERE facet = ? AND value = ?"
