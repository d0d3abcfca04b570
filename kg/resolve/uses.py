"""Which rows of a table of kept results a run asked for, so that those that nobody asks for any more can go."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable

SLACK = 2
"""How many times more rows than were used may lie in a table before the unused ones are removed."""
_USES = 1 << 20


class Uses:
    """Of a table whose column ``pair`` is a hash: its first eight bytes are noted, now and then without repeats."""

    def __init__(self, db: sqlite3.Connection, table: str) -> None:
        self._db, self._table = db, table
        self._marks = array("Q")
        self._most = _USES

    def add(self, keys: Iterable[bytes]) -> None:
        """These were asked for."""
        self._marks.extend([int.from_bytes(key[:8], "big") for key in keys])
        if len(self._marks) > self._most:
            self._marks = array("Q", self._distinct())
            self._most = max(_USES, 2 * len(self._marks))

    def prune(self) -> None:
        """Remove what was not asked for, once that is the greater part."""
        used = self._distinct()
        (held,) = self._db.execute(f"SELECT count(*) FROM {self._table}").fetchone()  # noqa: S608
        if held <= SLACK * max(1, len(used)):
            return
        with self._db:
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS used (mark BLOB PRIMARY KEY) WITHOUT ROWID")
            self._db.execute("DELETE FROM used")
            self._db.executemany("INSERT INTO used VALUES (?)", ((mark.to_bytes(8, "big"),) for mark in used))
            self._db.execute(
                f"DELETE FROM {self._table} WHERE substr(pair, 1, 8) NOT IN (SELECT mark FROM used)"  # noqa: S608
            )

    def _distinct(self) -> list[int]:
        return sorted(set(self._marks))
