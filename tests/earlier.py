"""Workspaces as earlier versions of this software left them, written of a present one as those versions wrote them.

Of the first format: named graphs alone in the store, a ledger without access, seals and checksums, no kept texts, an
edition of store, names and counts, whose manifest has no seal. Of the second: an index, and no dossiers.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.edition import MANIFEST, SEAL, seal
from kg.statistics import json_text

_LEDGER = """
CREATE TABLE run (
  id INTEGER PRIMARY KEY, command TEXT NOT NULL, version TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, result TEXT);
CREATE TABLE file (
  archive TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, reader TEXT, fingerprint TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done', 'failed', 'superseded')), graph TEXT,
  documents INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0, triples INTEGER NOT NULL DEFAULT 0,
  graph_sha256 TEXT, error TEXT, warnings TEXT NOT NULL DEFAULT '[]', run INTEGER REFERENCES run(id),
  PRIMARY KEY (archive, sha256));
CREATE INDEX file_graph ON file(graph) WHERE status = 'done';
CREATE TABLE pair (
  archive TEXT NOT NULL, path TEXT NOT NULL, unit TEXT NOT NULL, level TEXT NOT NULL, method TEXT NOT NULL,
  PRIMARY KEY (archive, path));
CREATE TABLE derived (name TEXT PRIMARY KEY, sha256 TEXT, triples INTEGER);
CREATE TABLE entity (
  iri TEXT NOT NULL, graph TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, lang TEXT, folded TEXT NOT NULL,
  identifiers TEXT NOT NULL, document TEXT NOT NULL, reference TEXT, described INTEGER NOT NULL, archive TEXT NOT NULL,
  PRIMARY KEY (graph, iri, folded, document));
CREATE INDEX entity_iri ON entity(iri);
CREATE TABLE judgement (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT', 'UNSURE', 'WITHDRAWN')),
  actor TEXT NOT NULL, method TEXT NOT NULL, confidence REAL NOT NULL, evidence TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE registry (
  entity TEXT PRIMARY KEY, label TEXT NOT NULL, founder TEXT NOT NULL UNIQUE, survivor TEXT);
"""
_COMPARISON = """
CREATE TABLE comparison (
  pair BLOB PRIMARY KEY, probability REAL NOT NULL, kinds TEXT NOT NULL, forbidden TEXT, evidence TEXT NOT NULL,
  used INTEGER NOT NULL) WITHOUT ROWID;
"""
"""Of the days between; a ledger that has it and nothing later stands for all of those."""
_NAMES = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  lang TEXT NOT NULL, archives TEXT NOT NULL, weight INTEGER NOT NULL);
CREATE TABLE form (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL REFERENCES thing(id), text TEXT NOT NULL,
  lang TEXT NOT NULL);
"""
_LATER_KEYS = ("search", "dossiers", "work", "shapes", "clock", "changes_on", "withdrawn", "withheld", "living_persons",
               "own", "images", SEAL)  # fmt: skip


def of_format_1(workspace: Path) -> None:
    """The whole workspace, in place: ledger, work store, current edition; what came later is gone."""
    _old_ledger(workspace / "ledger.sqlite")
    _named_graphs_alone(workspace / "work" / "store")
    for path in [*(workspace / "work").iterdir(), *workspace.iterdir()]:
        if path.name not in ("store", "work", "editions", "in", "ledger.sqlite", "sunqar.toml"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    edition_of_format_1((workspace / "editions" / "current").resolve())


def edition_of_format_1(edition: Path) -> None:
    """One edition, in place; its hash is that of the graphs it had then, which were all but the summaries."""
    _named_graphs_alone(edition / "store")
    for path in edition.iterdir():
        if path.name not in ("store", "stats.json", MANIFEST):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with closing(sqlite3.connect(edition / "search.sqlite")) as db:
        db.executescript(_NAMES)
    manifest = {k: v for k, v in _manifest(edition).items() if k not in _LATER_KEYS} | {"format": 1}
    graphs = {name: entry for name, entry in manifest["graphs"].items() if "/graph/summary/" not in name}
    lines = "".join(f"{name} {entry['sha256']}\n" for name, entry in sorted(graphs.items()))
    manifest |= {"graphs": graphs, "hash": sha256(lines.encode()).hexdigest(), "files": _files(edition)}
    (edition / MANIFEST).write_text(json_text(manifest), "utf-8")


def edition_before_dossiers(edition: Path) -> None:
    """One edition, in place, as it was when it had an index of names and texts, and a seal."""
    for path in edition.glob("*.sqlite"):
        if path.name not in ("search.sqlite", "images.sqlite"):
            path.unlink()
    with closing(sqlite3.connect(edition / "search.sqlite")) as db, db:
        db.execute("DROP TABLE facet_value")
    manifest = {k: v for k, v in _manifest(edition).items() if k not in ("dossiers", SEAL)}
    manifest |= {"search": 2, "files": _files(edition)}
    (edition / MANIFEST).write_text(json_text(manifest | {SEAL: seal(manifest)}), "utf-8")


def _manifest(edition: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((edition / MANIFEST).read_text("utf-8"))
    return found


def _files(edition: Path) -> dict[str, str]:
    return {
        str(path.relative_to(edition)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(edition.rglob("*"))
        if path.is_file() and not path.name.startswith(("LOCK", "LOG", MANIFEST))
    }


def _old_ledger(path: Path) -> None:
    held = path.with_name("held.sqlite")
    path.rename(held)
    for leftover in path.parent.glob("ledger.sqlite-*"):
        leftover.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_LEDGER + _COMPARISON)
        db.execute("ATTACH ? AS held", (str(held),))
        with db:
            for table in ("run", "file", "pair", "derived", "entity", "judgement", "registry"):
                columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
                db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM held.{table} ORDER BY rowid")
            db.execute("UPDATE file SET fingerprint = 'of another version'")
        db.execute("DETACH held")
    held.unlink()


def _named_graphs_alone(store: Path) -> None:
    found = ox.Store.read_only(str(store))
    quads = [quad for quad in found if isinstance(quad.graph_name, ox.NamedNode)]
    del found
    shutil.rmtree(store)
    made = ox.Store(str(store))
    made.bulk_extend(quad for quad in quads if "/graph/summary/" not in quad.graph_name.value)
    made.flush()
    del made
