"""Ledgers of earlier versions brought to the present schema, in place and without loss; later ones are refused.

Every step may be stopped and done again: a column or table is added or taken away whole, and the number of the format
is written last.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from extractors.errors import RunAborted

LEDGER_FORMAT = 1
"""``PRAGMA user_version`` of a ledger with the present schema; 0: of the time before ledgers had a number.

To be raised where an earlier version would misread or damage what is written from then on.
"""
_ADDED = {("entity", "facts"): "TEXT NOT NULL DEFAULT '{}'"}
"""Columns that tables of earlier versions lack. What fills them comes with the next ingest, which re-reads every file:
a new version has a new fingerprint."""
_OUTGROWN = {("comparison", "used"): "comparison"}
"""A column that a table no longer has, and the table: what it keeps can be made again, so it goes as a whole."""


def refuse_later(db: sqlite3.Connection, path: Path) -> None:
    """RunAborted LEDGER002 for a ledger that a later version wrote. Nothing is written. Raises what SQLite raises."""
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found > LEDGER_FORMAT:
        raise RunAborted(
            "LEDGER002",
            f"A later version of sunqar wrote this ledger: it has format {found}, this version knows {LEDGER_FORMAT}.",
            where=str(path),
            advice="Install that version or a later one; or `sunqar restore` a backup of before into a new folder.",
        )


def make_way(db: sqlite3.Connection) -> None:
    """Before the schema is laid over it: take away what it has outgrown. Raises what SQLite raises."""
    for (table, column), gone in _OUTGROWN.items():
        if column in _columns(db, table):
            with db:
                db.execute(f"DROP TABLE {gone}")


def migrate(db: sqlite3.Connection) -> None:
    """After the schema is laid over it: add what is missing, nothing where all is there. Raises what SQLite raises."""
    for (table, column), kind in _ADDED.items():
        if column not in _columns(db, table):
            with db:
                db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def stamp(db: sqlite3.Connection) -> None:
    """The last step: note that it has the present format. Nothing is written where that stands there."""
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found != LEDGER_FORMAT:
        with db:
            db.execute(f"PRAGMA user_version = {LEDGER_FORMAT}")


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
