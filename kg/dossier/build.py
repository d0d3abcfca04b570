"""Writes the dossiers of an edition when it is published. Same store, same bytes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.dossier.content import tables
from kg.dossier.look import Whole
from kg.dossier.schema import INDEXES, SCHEMA
from kg.dossier.things import write_things
from kg.dossier.units import ALL
from kg.dossier.writing import Writing
from kg.iri import Iris
from kg.store.base import Reader


def build_dossiers(path: Path, store: Reader, iris: Iris) -> int:
    """Make the dossiers of an edition; returns the number of entities that have one."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "page_size=8192"):
            database.execute(f"PRAGMA {pragma}").fetchall()
        database.executescript(SCHEMA)
        writing = Writing(database)
        for name, rows in tables(Whole(store, iris), ALL):
            writing.write(name, rows)
        write_things(writing, store, iris)
        database.executescript(INDEXES)
        database.commit()
        database.execute("VACUUM")
        (count,) = database.execute("SELECT count(DISTINCT entity) FROM kind").fetchone()
    return int(count)
