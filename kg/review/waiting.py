"""How many decisions the edition does not show yet."""

from __future__ import annotations

import sqlite3

from kg.resolve.judgements import MACHINE
from kg.review.defer import DEFERRED


def waiting(db: sqlite3.Connection, created: str) -> int:
    """Decisions of people that stand now and did not at the last linking that the edition can hold, or the reverse.

    created: when the edition was made (UTC). What was put off changes no edition and does not count.
    """
    (linked,) = db.execute(
        "SELECT max(started) FROM run WHERE command IN ('link', 'build') AND result = 'ok' AND started <= ?",
        (created,),
    ).fetchone()
    rows = db.execute(
        "SELECT id, verdict, made > ? FROM judgement WHERE actor != ? AND method != ? ORDER BY number",
        (linked or "", MACHINE, DEFERRED),
    )
    before: dict[str, bool] = {}
    now: dict[str, bool] = {}
    for id_, verdict, later in rows:
        now[id_] = verdict != "WITHDRAWN"
        if not later:
            before[id_] = now[id_]
    return sum(stands != before.get(id_, False) for id_, stands in now.items())
