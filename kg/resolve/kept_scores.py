"""Scores in a table of the ledger, by the hash of all that they depend on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kg.resolve.agglomerate import Score

_ASKED = 500
"""Scores that are read with one query."""
_BATCH = 5_000
"""Scores that are written at once: each writing waits for the disk."""


class KeptScores:
    """table: its first column is ``pair``, the hash. read: a score of a row; row: the columns behind it, of a score."""

    def __init__(
        self,
        db: sqlite3.Connection,
        table: str,
        read: Callable[[Sequence[Any]], Score],
        row: Callable[[Score], Sequence[object]],
    ) -> None:
        self._db, self._table, self._read, self._row = db, table, read, row
        self._waiting: dict[bytes, Score] = {}

    def of(self, keys: Sequence[bytes]) -> dict[bytes, Score]:
        """What is known of these, in the table or waiting to go there."""
        waiting = self._waiting
        known = {key: waiting[key] for key in keys if key in waiting}
        asked = [key for key in dict.fromkeys(keys) if key not in known]
        for start in range(0, len(asked), _ASKED):
            some = asked[start : start + _ASKED]
            query = f"SELECT * FROM {self._table} WHERE pair IN ({', '.join('?' * len(some))})"  # noqa: S608
            known.update((row[0], self._read(row)) for row in self._db.execute(query, some))
        return known

    def add(self, fresh: Mapping[bytes, Score]) -> None:
        """Keep these; they are written with others."""
        self._waiting |= fresh
        if len(self._waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write down what waits."""
        rows = [(key, *self._row(score)) for key, score in self._waiting.items()]
        with self._db:
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._db.executemany(f"INSERT OR REPLACE INTO {self._table} VALUES ({marks})", rows)  # noqa: S608
        self._waiting.clear()
