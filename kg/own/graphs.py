"""The own graphs as they are kept: ``own.sqlite`` of the workspace. The data and the log of writes, in one transaction.

A file of its own, so that it outlives the ledger, which has a copy of the log. Statements are N-Triples lines, blank
nodes by the labels that the store gave them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import RunAborted
from kg.iri import stable_id
from kg.own.names import DEFAULT, state_of
from kg.seals import unsealed

_SCHEMA = """
CREATE TABLE IF NOT EXISTS graph (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statement (graph TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (graph, line)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS write (
  number INTEGER PRIMARY KEY, made TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL, graphs TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class GraphChange:
    """What a write did to one graph. exists: whether it is there afterwards, be it empty."""

    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    exists: bool = True


@dataclass(frozen=True, slots=True)
class Write:
    """One entry of the log. operation is update, put, post or delete; actor the reviewer of the settings, if any.

    graphs: IRI of each graph, ``''`` for the default graph, to the numbers of statements added and removed
    """

    number: int
    made: str
    actor: str
    operation: str
    graphs: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class OwnGraphs:
    """One file. Opened anew for each piece of work; a reader sees one state as long as it reads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def _open(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            try:
                if write:
                    db.execute("PRAGMA journal_mode=WAL")
                    db.execute("PRAGMA synchronous=FULL")
                    db.executescript(_SCHEMA)
                db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                yield db
                db.execute("COMMIT")
            finally:
                db.close()
        except sqlite3.DatabaseError as error:
            raise RunAborted(
                "OWN001",
                f"The own graphs cannot be read or written: {error}.",
                where=str(self._path),
                advice="Free disk space, or put the file back from a backup.",
            ) from error

    def commit(self, actor: str, operation: str, changes: Mapping[str, GraphChange]) -> Write:
        """Enter what a write did, whole or not at all; on disk when this returns."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        counts = {name: (len(one.added), len(one.removed)) for name, one in sorted(changes.items())}
        with unsealed(self._path), self._open(write=True) as db:
            for name, change in changes.items():
                db.executemany(
                    "DELETE FROM statement WHERE graph = ? AND line = ?", [(name, line) for line in change.removed]
                )
                db.executemany("INSERT OR IGNORE INTO statement VALUES (?, ?)", [(name, x) for x in change.added])
                if name != DEFAULT:
                    keep, drop = "INSERT OR IGNORE INTO graph VALUES (?)", "DELETE FROM graph WHERE name = ?"
                    db.execute(keep if change.exists else drop, (name,))
            row = db.execute(
                "INSERT INTO write(made, actor, operation, graphs) VALUES (?, ?, ?, ?)",
                (made, actor, operation, json.dumps(counts)),
            )
            number = int(row.lastrowid or 0)
        return Write(number, made, actor, operation, counts)

    def read(self) -> dict[str, set[str]]:
        """Lines of every graph by its IRI; the default graph as ``''``, where it holds anything."""
        if not self._path.exists():
            return {}
        with self._open() as db:
            found: dict[str, set[str]] = {name: set() for (name,) in db.execute("SELECT name FROM graph")}
            for name, line in db.execute("SELECT graph, line FROM statement"):
                found.setdefault(name, set()).add(line)
        return dict(sorted(found.items()))

    def state(self) -> str:
        """Hash of all own graphs; ``''`` where there are none."""
        found = self.read()
        return stable_id([(name, state_of(lines)) for name, lines in found.items()]) if found else ""

    def last(self) -> int:
        """Number of the last write; 0 for none."""
        if not self._path.exists():
            return 0
        with self._open() as db:
            return int(db.execute("SELECT coalesce(max(number), 0) FROM write").fetchone()[0])

    def log(self, after: int = 0) -> list[Write]:
        """Writes with a higher number than that, oldest first."""
        if not self._path.exists():
            return []
        with self._open() as db:
            rows = db.execute(
                "SELECT number, made, actor, operation, graphs FROM write WHERE number > ? ORDER BY number", (after,)
            ).fetchall()
        return [_write(*row) for row in rows]


def note(db: sqlite3.Connection, writes: Iterable[Write]) -> None:
    """Copy entries of the log into the ledger; those that it has already are left as they are."""
    with db:
        db.executemany(
            "INSERT OR IGNORE INTO own_write VALUES (?, ?, ?, ?, ?)",
            [(one.number, one.made, one.actor, one.operation, json.dumps(one.graphs)) for one in writes],
        )


def _write(number: int, made: str, actor: str, operation: str, graphs: str) -> Write:
    counts = {name: (int(added), int(removed)) for name, (added, removed) in json.loads(graphs).items()}
    return Write(number, made, actor, operation, counts)
