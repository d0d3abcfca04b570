"""How many decisions the edition does not show yet."""

from __future__ import annotations

import sqlite3

from kg.resolve.judgements import MACHINE


def waiting(db: sqlite3.Connection, created: str) -> int:
    """Lines that people wrote after the last linking that the edition can hold. created: when it was made (UTC)."""
    (linked,) = db.execute(
        "SELECT max(started) FROM run WHERE command IN ('link', 'build') AND result = 'ok' AND started <= ?",
        (created,),
    ).fetchone()
    (number,) = db.execute(
        "SELECT count(*) FROM judgement WHERE actor != ? AND made > ?", (MACHINE, linked or "")
    ).fetchone()
    return int(number)
