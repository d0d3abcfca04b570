"""The table of an edition from that of the edition before: pairs whose number of records, or kind, is another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.iri import Iris
from kg.store.base import Reader
from kg.together.build import KINDS
from kg.together.changes import counts
from kg.updates.delta import Delta
from kg.updates.tables import copied, lumps
from ontology.terms import RDF

_MOST, _SHARE = 1_000, 4
"""Pairs that changed: where there are more than both that number and one for so many rows, all is made.

A pair is two rows; one that changed costs what one costs that is counted and written anew (measured: 75 and 70 µs).
"""
Pair = tuple[str, str]
Row = tuple[str, str, int, str]
"""Here, kind of there, records, there."""


def update_together(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Make the table at path from the one before; False where it is better made whole. See ``kg.updates``."""
    if not before.is_file():
        return False
    then, now = counts(store, iris, delta)
    classed = _classed(delta, iris)
    were, are = _kinds(old, iris, classed), _kinds(store, iris, classed)
    with copied(before, path) as database:
        table = _Table(database)
        if len({*then, *now}) > table.most():
            return False
        for pair, records in table.pairs_of(one for one in classed if one in were and were[one] != are.get(one)):
            if pair not in then:  # counted as before, but one of the two is of another kind
                then[pair] = now[pair] = records
        others = {end for pair in (*then, *now) for end in pair} - classed
        same = _kinds(store, iris, others)
        return table.replace(_rows(then, same | were), _rows(now, same | are))


def _classed(delta: Delta, iris: Iris) -> frozenset[str]:
    """What may be of another kind than before, or in one of the editions only."""
    classes = {f"<{one}>" for one in (*KINDS, iris.own("Entity"))}
    gone, come = delta.of(RDF.type)
    return frozenset(subject[1:-1] for subject, _, target, _ in (*gone, *come) if target in classes)


def _kinds(store: Reader, iris: Iris, entities: Iterable[str]) -> dict[str, str]:
    """Of those that are shared persons, bodies or families; the first of ``KINDS`` counts."""
    found: dict[str, str] = {}
    for some in lumps(entities):
        values = " ".join(f"<{one}>" for one in some)
        classes: dict[str, set[str]] = {}
        for row in store.select(f"SELECT ?a ?k {{ VALUES ?a {{ {values} }} ?a a ?k }}"):
            classes.setdefault(row["a"], set()).add(row["k"])
        for one, held in classes.items():
            kind = next((name for class_, name in KINDS.items() if class_ in held), "")
            if kind and iris.own("Entity") in held:
                found[one] = kind
    return found


def _rows(pairs: Mapping[Pair, int], kinds: Mapping[str, str]) -> set[Row]:
    return {
        (here, kinds[there], records, there)
        for pair, records in pairs.items()
        for here, there in (pair, pair[::-1])
    }  # fmt: skip


class _Table:
    """A copy of the table, to be changed."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def most(self) -> int:
        """Pairs whose change still pays."""
        (rows,) = self._database.execute("SELECT COUNT(*) FROM beside").fetchone()
        return max(_MOST, int(rows) // _SHARE)

    def pairs_of(self, things: Iterable[str]) -> Iterator[tuple[Pair, int]]:
        """Each pair with one of the things, the smaller IRI first, and its number of records."""
        query = (
            "SELECT t.iri, b.records FROM thing h JOIN beside b ON b.here = h.id JOIN thing t ON t.id = b.there "
            "WHERE h.iri = ?"
        )
        for here in sorted(things):
            for there, records in self._database.execute(query, (here,)):
                yield (min(here, there), max(here, there)), int(records)

    def replace(self, gone: set[Row], come: set[Row]) -> bool:
        """Whether all that should go was there, and nothing that should come."""
        gone, come = gone - come, come - gone
        numbers = self._numbers({end for here, _, _, there in gone | come for end in (here, there)})
        removal = "DELETE FROM beside WHERE here = ? AND kind = ? AND records = ? AND there = ?"
        removed = self._database.executemany(removal, _numbered(gone, numbers)).rowcount
        added = self._database.executemany("INSERT OR IGNORE INTO beside VALUES (?, ?, ?, ?)", _numbered(come, numbers))
        alone = "DELETE FROM thing WHERE id = ? AND NOT EXISTS (SELECT 1 FROM beside WHERE here = id)"
        self._database.executemany(alone, sorted({(numbers[here],) for here, *_ in gone}))
        return max(removed, 0) == len(gone) and max(added.rowcount, 0) == len(come)

    def _numbers(self, things: set[str]) -> dict[str, int]:
        numbers = {}
        for iri in sorted(things):
            row = self._database.execute("SELECT id FROM thing WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                made = self._database.execute("INSERT INTO thing (iri) VALUES (?)", (iri,))
                row = (made.lastrowid,)
            numbers[iri] = int(row[0])
        return numbers


def _numbered(rows: set[Row], numbers: Mapping[str, int]) -> list[tuple[int, str, int, int]]:
    return sorted((numbers[here], kind, records, numbers[there]) for here, kind, records, there in rows)
