"""Short links to queries: the text of each is kept once, under a key made of itself, in a file beside the ledger.

The file is bounded; when it is full, or the workspace cannot be written, queries keep their long links.
"""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.seals import unsealed

FILE_NAME = "queries.sqlite"
MOST_BYTES = 64 << 20
LONGEST = 20_000
"""Bytes of UTF-8 that a query may have: percent-encoded, it still fits into a URL."""
_KEY = 16
_SCHEMA = """CREATE TABLE IF NOT EXISTS query (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY CHECK (id = 1), bytes INTEGER NOT NULL);
INSERT OR IGNORE INTO kept VALUES (1, 0);"""


def key_of(query: str) -> str:
    """80 bits of the text's SHA-256 in small letters and figures: the same text, the same key, everywhere."""
    return base64.b32encode(sha256(query.encode()).digest()).decode()[:_KEY].lower()


@dataclass(frozen=True, slots=True)
class ShortLinks:
    """The links of one workspace. Opens its file for each call, so any number of threads and servers may use it."""

    path: Path
    most_bytes: int = MOST_BYTES

    def keep(self, query: str) -> str | None:
        """The key of a query; None where it is too long or cannot be kept."""
        size, key = len(query.encode()), key_of(query)
        if size > LONGEST:
            return None
        if self.query(key) == query:
            return key
        try:
            with unsealed(self.path), self._opened() as db:
                db.executescript(_SCHEMA)
                db.execute("BEGIN IMMEDIATE")
                (kept,) = db.execute("SELECT bytes FROM kept").fetchone()
                if kept + size > self.most_bytes:
                    return None
                fresh = db.execute("INSERT OR IGNORE INTO query VALUES (?, ?)", (key, query)).rowcount
                db.execute("UPDATE kept SET bytes = bytes + ?", (size if fresh else 0,))
        except (sqlite3.OperationalError, OSError):  # read-only, or the disk is full
            return None
        return key

    def query(self, key: str) -> str | None:
        """The text that a key leads to; None for one that was never made here."""
        if not self.path.is_file():
            return None
        try:
            with self._opened(reading=True) as db:
                row = db.execute("SELECT text FROM query WHERE key = ?", (key,)).fetchone()
        except sqlite3.OperationalError:  # made by nobody, or being made
            return None
        return str(row[0]) if row else None

    @contextmanager
    def _opened(self, *, reading: bool = False) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={'ro' if reading else 'rwc'}", uri=True, timeout=5)
        try:
            with db:
                yield db
        finally:
            db.close()
