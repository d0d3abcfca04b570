"""The ledger: which bytes went in, how, with what result; which local entities they hold; what was decided.

SQLite in WAL mode. Times live here and in ``edition.json``, never in the hashed graphs.
Invariant: a file counts as done only after its graph is in the store; an interrupted step is simply done again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from extractors.errors import CodedError, RunAborted
from kg.iri import stable_id
from kg.migrations import make_way, migrate, refuse_later, stamp
from kg.rdf.mapper import LocalEntity
from kg.rdf.units import Unit
from kg.resolve import log, registry
from kg.store.texts import GraphTexts

_OWN = """
CREATE TABLE IF NOT EXISTS run (
  id INTEGER PRIMARY KEY, command TEXT NOT NULL, version TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, result TEXT);
CREATE TABLE IF NOT EXISTS file (
  archive TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, reader TEXT, fingerprint TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done', 'failed', 'superseded')), graph TEXT,
  documents INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0, triples INTEGER NOT NULL DEFAULT 0,
  graph_sha256 TEXT, error TEXT, warnings TEXT NOT NULL DEFAULT '[]', run INTEGER REFERENCES run(id),
  PRIMARY KEY (archive, sha256));
CREATE INDEX IF NOT EXISTS file_graph ON file(graph) WHERE status = 'done';
CREATE TABLE IF NOT EXISTS pair (
  archive TEXT NOT NULL, path TEXT NOT NULL, unit TEXT NOT NULL, level TEXT NOT NULL, method TEXT NOT NULL,
  PRIMARY KEY (archive, path));
CREATE TABLE IF NOT EXISTS derived (name TEXT PRIMARY KEY, sha256 TEXT, triples INTEGER);
CREATE TABLE IF NOT EXISTS replaced (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entity (
  iri TEXT NOT NULL, graph TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, lang TEXT, folded TEXT NOT NULL,
  identifiers TEXT NOT NULL, document TEXT NOT NULL, reference TEXT, described INTEGER NOT NULL, archive TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (graph, iri, folded, document));
CREATE INDEX IF NOT EXISTS entity_iri ON entity(iri);
CREATE TABLE IF NOT EXISTS unit (
  graph TEXT NOT NULL, document TEXT NOT NULL, archive TEXT NOT NULL, above TEXT NOT NULL, record TEXT NOT NULL,
  text TEXT NOT NULL, status TEXT, until TEXT, words TEXT, description BLOB NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (graph, document));
CREATE INDEX IF NOT EXISTS unit_record ON unit(record);
CREATE TABLE IF NOT EXISTS withdrawal (
  number INTEGER PRIMARY KEY, action TEXT NOT NULL CHECK (action IN ('withdraw', 'undo')), target TEXT NOT NULL,
  kind TEXT NOT NULL, iris TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS own_write (
  number INTEGER PRIMARY KEY, made TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL, graphs TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS comparison (
  pair BLOB PRIMARY KEY, probability REAL NOT NULL, kinds TEXT NOT NULL, forbidden TEXT, evidence TEXT NOT NULL)
  WITHOUT ROWID;
"""
SCHEMA = _OWN + log.SCHEMA + registry.SCHEMA


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. error is empty for a file that was read; sha256 is of all that was read for it."""

    archive: str
    sha256: str
    path: str
    fingerprint: str
    reader: str = ""
    graph: str = ""
    graph_sha256: str = ""
    documents: int = 0
    mentions: int = 0
    triples: int = 0
    error: CodedError | None = None
    warnings: tuple[str, ...] = ()


class Ledger:
    """One connection to ``ledger.sqlite``. texts: where what it writes down as hashes is kept in words."""

    def __init__(self, path: Path, texts: GraphTexts | None = None) -> None:
        self.path = path
        self.texts = texts or GraphTexts(path.with_name("texts.sqlite"))
        try:
            self.db = sqlite3.connect(path, timeout=30)
            refuse_later(self.db, path)
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=FULL")
            make_way(self.db)
            self.db.executescript(SCHEMA)
            migrate(self.db)
            log.upgrade(self.db)
            stamp(self.db)
        except sqlite3.DatabaseError as error:
            raise RunAborted(
                "LEDGER001",
                f"The ledger cannot be read: {error}.",
                where=str(path),
                advice="Restore it with `sunqar restore`, or free disk space.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def start_run(self, command: str, version: str) -> int:
        """Note that a command began; returns its number."""
        with self.db:
            row = self.db.execute(
                "INSERT INTO run(command, version, started) VALUES (?, ?, ?)", (command, version, _now())
            )
        return int(row.lastrowid or 0)

    def end_run(self, run: int, result: str) -> None:
        """Note how it ended."""
        with self.db:
            self.db.execute("UPDATE run SET ended = ?, result = ? WHERE id = ?", (_now(), result, run))

    def done(self, fingerprint: str) -> dict[tuple[str, str], str]:
        """(archive, sha256) -> path of every file that is in, as the present software would put it in."""
        rows = self.db.execute(
            "SELECT archive, sha256, path FROM file WHERE status = 'done' AND fingerprint = ?", (fingerprint,)
        )
        return {(archive, sha256): path for archive, sha256, path in rows}

    def owner(self, graph: str) -> tuple[str, str] | None:
        """(sha256, path) of the file that fills the graph now, if any."""
        row = self.db.execute(
            "SELECT sha256, path FROM file WHERE graph = ? AND status = 'done'", (graph,)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def path_of(self, graph: str) -> str:
        """Path of the file that fills the graph now; '' for a graph that no file made."""
        owner = self.owner(graph)
        return owner[1] if owner else ""

    def record(
        self,
        run: int,
        results: Iterable[tuple[FileResult, tuple[LocalEntity, ...]]],
        units: Mapping[str, tuple[Unit, ...]] = MappingProxyType({}),
    ) -> None:
        """Enter a batch of results in one transaction; an earlier file of the same graph is superseded.

        units: by graph
        """
        with self.db:
            for result, entities in results:
                self._record_one(run, result, entities)
                self._record_units(result, units.get(result.graph, ()))

    def replacing(self, graphs: Mapping[str, str]) -> None:
        """Graphs, with their new hashes, are about to be loaded: those that stand in the store as others are noted.

        Until ``record`` has them, the store may hold either; see ``kg.mending``.
        """
        held = {name: digest for name in graphs if (digest := self._digest(name)) is not None}
        changing = [(name,) for name, digest in held.items() if digest != graphs[name]]
        if changing:
            with self.db:
                self.db.executemany("INSERT OR IGNORE INTO replaced VALUES (?)", changing)

    def _digest(self, graph: str) -> str | None:
        row = self.db.execute("SELECT graph_sha256 FROM file WHERE graph = ? AND status = 'done'", (graph,)).fetchone()
        return row[0] if row else None

    def _record_units(self, result: FileResult, units: tuple[Unit, ...]) -> None:
        if result.graph:
            self.db.execute("DELETE FROM unit WHERE graph = ?", (result.graph,))
        rows = [
            (result.graph, one.document, result.archive, json.dumps(one.above), one.record, one.text,
             one.access.status if one.access else None, one.access.until if one.access else None,
             one.access.words if one.access else None, one.description, one.content)
            for one in units
        ]  # fmt: skip
        self.db.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _record_one(self, run: int, result: FileResult, entities: tuple[LocalEntity, ...]) -> None:
        if result.graph:
            self.db.execute(
                "UPDATE file SET status = 'superseded' WHERE graph = ? AND sha256 != ? AND status = 'done'",
                (result.graph, result.sha256),
            )
            self.db.execute("DELETE FROM entity WHERE graph = ?", (result.graph,))
            self.db.execute("DELETE FROM replaced WHERE graph = ?", (result.graph,))
        error = json.dumps(result.error.as_dict(), ensure_ascii=False) if result.error else None
        self.db.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (result.archive, result.sha256, result.path, result.reader, result.fingerprint,
             "failed" if result.error else "done", result.graph or None, result.documents, result.mentions,
             result.triples, result.graph_sha256 or None, error,
             json.dumps(result.warnings, ensure_ascii=False), run),
        )  # fmt: skip
        self.db.executemany(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (e.iri, result.graph, e.label, e.name, e.lang, e.folded, json.dumps(e.identifiers), e.document,
                 e.reference, int(e.described), result.archive, e.facts.as_json())
                for e in entities
            ],
        )  # fmt: skip

    def derived_begins(self, name: str) -> bool:
        """A graph that comes from other graphs is about to be rebuilt: until it is done, its content is unknown.

        True where an earlier rebuilding of it was interrupted.
        """
        with self.db:
            row = self.db.execute("SELECT sha256 FROM derived WHERE name = ?", (name,)).fetchone()
            self.db.execute("INSERT OR REPLACE INTO derived VALUES (?, NULL, NULL)", (name,))
        return row is not None and row[0] is None

    def derived_done(self, name: str, sha256: str, triples: int) -> None:
        """It stands in the store now, with that content."""
        with self.db:
            self.db.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (name, sha256, triples))

    def graphs(self) -> dict[str, tuple[str | None, int]]:
        """Every graph that the store should hold: sha256 (None: its rebuilding was interrupted) and triples."""
        rows = self.db.execute(
            "SELECT graph, graph_sha256, triples FROM file WHERE status = 'done' "
            "UNION ALL SELECT name, sha256, triples FROM derived ORDER BY 1"
        )
        return {name: (digest, triples or 0) for name, digest, triples in rows}

    def graph_hashes(self) -> dict[str, str]:
        """Graph IRI -> sha256 as the mapper made it, for every source that is in."""
        return dict(
            self.db.execute("SELECT graph, graph_sha256 FROM file WHERE status = 'done' ORDER BY graph")
        )

    def state(self) -> str:
        """Hash of all that an edition is made of here: source graphs and judgements of people."""
        decided = self.db.execute(
            "SELECT id, verdict FROM judgement WHERE actor != 'machine' ORDER BY number"
        ).fetchall()
        return stable_id(sorted(self.graph_hashes().items()), decided)

    def failures(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Path and error of every file that could not be read."""
        rows = self.db.execute("SELECT path, error FROM file WHERE status = 'failed' ORDER BY path")
        for path, error in rows:
            yield path, json.loads(error)

    def counts(self) -> dict[str, int]:
        """Files by status, documents, mentions, triples."""
        found = dict(self.db.execute("SELECT status, count(*) FROM file GROUP BY status"))
        row = self.db.execute(
            "SELECT sum(documents), sum(mentions), sum(triples) FROM file WHERE status = 'done'"
        ).fetchone()
        return {
            "files": found.get("done", 0),
            "failed": found.get("failed", 0),
            "documents": row[0] or 0,
            "mentions": row[1] or 0,
            "triples": row[2] or 0,
        }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
