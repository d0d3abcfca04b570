"""Takedowns: an append-only log of what was withdrawn, by whom and why. The reason stays in the ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Kind = Literal["record", "entity"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """target is what was asked for, IRI or call number; iris are the things that it stood for at that time."""

    target: str
    kind: Kind
    iris: tuple[str, ...]
    reason: str
    actor: str
    made: str = ""


def in_force(db: sqlite3.Connection) -> tuple[Withdrawal, ...]:
    """What is withdrawn now, sorted by target: each target's last entry, unless that undoes it."""
    last: dict[str, Withdrawal | None] = {}
    rows = db.execute("SELECT action, target, kind, iris, reason, actor, made FROM withdrawal ORDER BY number")
    for action, target, kind, iris, reason, actor, made in rows:
        entry = Withdrawal(target, kind, tuple(json.loads(iris)), reason, actor, made)
        last[target] = entry if action == "withdraw" else None
    return tuple(one for _, one in sorted(last.items()) if one is not None)


def history(db: sqlite3.Connection) -> list[dict[str, str]]:
    """The whole log, oldest first."""
    rows = db.execute("SELECT action, target, kind, reason, actor, made FROM withdrawal ORDER BY number")
    return [dict(zip(("action", "target", "kind", "reason", "by", "at"), row, strict=True)) for row in rows]


def append(db: sqlite3.Connection, action: Literal["withdraw", "undo"], entries: Iterable[Withdrawal]) -> None:
    """Add to the log; nothing in it is ever changed or removed."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    with db:
        db.executemany(
            "INSERT INTO withdrawal(action, target, kind, iris, reason, actor, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(action, one.target, one.kind, json.dumps(one.iris), one.reason, one.actor, made) for one in entries],
        )
