"""Ledgers of earlier versions brought to the present schema, in place and without loss."""

from __future__ import annotations

import sqlite3

_ADDED = {("entity", "facts"): "TEXT NOT NULL DEFAULT '{}'"}
"""Columns that tables of earlier versions lack. What fills them comes with the next ingest, which re-reads every file:
a new version has a new fingerprint."""


def migrate(db: sqlite3.Connection) -> None:
    """Add what is missing, nothing where all is there. Raises what SQLite raises."""
    for (table, column), kind in _ADDED.items():
        there = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        if column not in there:
            with db:
                db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
