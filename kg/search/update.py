"""The index of an edition, made from that of the edition before and what differs between the two."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.iri import Iris
from kg.search.afresh import Change, afresh
from kg.search.facet_rows import NUMBERS
from kg.search.gather import bound
from kg.search.shares import differing, shares
from kg.search.slots import NoRoom
from kg.search.thing import Thing, known
from kg.search.touched import Touched, touched
from kg.search.traits import labels_of
from kg.search.writing import Collision, write_named, write_things
from kg.store.base import Reader
from kg.tables import open_table
from kg.updates.delta import Delta
from kg.updates.tables import copied, lumps
from ontology.terms import RICO

_MOST = 0.2
"""Of the things of the index before: where more are touched, making it whole costs about as much."""


def update_index(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Make the index at path say what ``build_index`` would. False where it is better made whole.

    before: index of the edition before;  store, old: the stores of both editions;  delta: what differs
    """
    total = _total(before)
    if total is None:
        return False
    found = touched(delta, store, old, iris)
    was, now = shares(old, iris, found), shares(store, iris, found)
    candidates = sorted({*found.things, *differing(was, now)})
    with copied(before, path) as database:
        database.execute("CREATE TEMP TABLE touched (iri TEXT PRIMARY KEY) WITHOUT ROWID")
        database.executemany("INSERT INTO touched VALUES (?)", ((iri,) for iri in sorted(found.records)))
        change = Change(store, old, iris, database, found, was, now)
        held, things, named = _both(change, candidates)
        if len({*held, *things}) > max(_MOST * total, 1000):
            return False
        try:
            write_things(database, held, things)
        except (Collision, NoRoom):
            return False
        write_named(database, held, things, named)
        _write_labels(database, store, iris, found)
        database.execute("DROP TABLE temp.touched")
    return True


def _total(before: Path) -> int | None:
    """How many things that index holds; None for one that cannot be followed."""
    database = open_table(before)
    try:
        about = dict(database.execute("SELECT key, value FROM about"))
        if about.get("collisions") != "0":
            return None
        # Each thing is of one type; its facet's values are few, rows of things are many.
        query = "SELECT COALESCE(SUM(things), 0) FROM facet_value WHERE facet = ?"
        return int(database.execute(query, (NUMBERS["type"],)).fetchone()[0])
    finally:
        database.close()


def _both(
    change: Change, candidates: list[str]
) -> tuple[dict[str, Thing], dict[str, Thing], set[tuple[str, str]]]:
    """The touched things as they are in the index before, and as they are now; pairs of records and newcomers."""
    held: dict[str, Thing] = {}
    things: dict[str, Thing] = {}
    named: set[tuple[str, str]] = set()
    for some in lumps(candidates):
        there = known(change.database, some)
        fresh = afresh(change, sorted({*there, *_may_be(change, [iri for iri in some if iri not in there])}), there)
        held |= there
        things |= fresh.things
        named |= fresh.named
    return held, things, named


def _may_be(change: Change, among: list[str]) -> set[str]:
    """Those that can have passages: shared entities, what has a holder, a text or members."""
    own = change.iris.own
    kinds = (
        f"?a a <{own('Entity')}>", f"?a <{RICO.hasOrHadHolder}> ?b",
        f"?b <{own('textOf')}> ?a", f"?b <{own('memberOf')}> ?a",
    )  # fmt: skip
    any_of = " || ".join(f"EXISTS {{ {kind} }}" for kind in kinds)
    rows = change.store.select(f"SELECT ?a {{ {bound('a', among)}FILTER({any_of}) }}")
    return {row["a"] for row in rows}


def _write_labels(database: sqlite3.Connection, store: Reader, iris: Iris, found: Touched) -> None:
    for some in lumps(found.labels):
        database.executemany("DELETE FROM label WHERE iri = ?", ((iri,) for iri in some))
        database.executemany("INSERT INTO label VALUES (?, ?, ?, ?)", sorted(labels_of(store, iris, some)))
