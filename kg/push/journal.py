"""What was written to one remote store and read back well: so that a push goes on where it stopped."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

DEFAULT = ""
"""The name under which the copy of all triples in the default graph is noted."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A table of graph and hash, for one store; each entry is on disk when ``note`` returns. For one thread."""

    db: sqlite3.Connection

    @classmethod
    def open(cls, folder: Path, url: str) -> Journal:
        """The one of the store with that address, in a folder of such files."""
        folder.mkdir(parents=True, exist_ok=True)
        name = sha256(url.encode()).hexdigest()[:16]
        db = sqlite3.connect(folder / f"{name}.sqlite", isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE IF NOT EXISTS written (graph TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID")
        return cls(db)

    def written(self) -> dict[str, str]:
        """Hash by graph."""
        return dict(self.db.execute("SELECT graph, sha256 FROM written"))

    def note(self, graph: str, digest: str) -> None:
        """The store holds the graph with this hash."""
        self.db.execute("INSERT OR REPLACE INTO written VALUES (?, ?)", (graph, digest))

    def forget(self, graph: str) -> None:
        """It does not, or will not in a moment."""
        self.db.execute("DELETE FROM written WHERE graph = ?", (graph,))

    def close(self) -> None:
        """Close the table."""
        with closing(self.db):
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
