"""Takedowns: an append-only log of what was withdrawn, by whom and why. The reason is never published.

It stands in the ledger, and a copy beside it in ``withdrawals.jsonl``, which outlives a ledger that is lost.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from extractors.errors import RunAborted
from kg.ledger import Ledger

Kind = Literal["record", "entity"]
_FIELDS = ("action", "target", "kind", "iris", "reason", "actor", "made")


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
    rows = db.execute(f"SELECT {', '.join(_FIELDS)} FROM withdrawal ORDER BY number")  # noqa: S608 (our names)
    return [dict(zip(_FIELDS, row, strict=True)) for row in rows]


def append(ledger: Ledger, action: Literal["withdraw", "undo"], entries: Iterable[Withdrawal]) -> None:
    """Add to the log and to its copy; nothing in them is ever changed or removed."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        (action, one.target, one.kind, json.dumps(one.iris), one.reason, one.actor, made) for one in entries
    ]
    with _copy(ledger).open("a", encoding="utf-8") as handle:  # first: what is lost here would be shown again
        for row in rows:
            handle.write(json.dumps(dict(zip(_FIELDS, row, strict=True)), ensure_ascii=False) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    _insert(ledger.db, rows)


def restore(ledger: Ledger) -> int:
    """Bring back from the copy what the ledger does not know, as after the ledger was lost; how many entries.

    RunAborted for a copy that cannot be read: without it, withdrawn things might be shown again.
    """
    path = _copy(ledger)
    if not path.exists():
        return 0
    known = ledger.db.execute("SELECT count(*) FROM withdrawal").fetchone()[0]
    try:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        missing = [tuple(str(entry[name]) for name in _FIELDS) for entry in entries[known:]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunAborted(
            "WITHDRAW006",
            f"The log of withdrawals cannot be read: {error}.",
            where=str(path),
            advice="Restore the file from a backup, or mend the line; each is one JSON object.",
        ) from error
    _insert(ledger.db, missing)
    return len(missing)


def _copy(ledger: Ledger) -> Path:
    return ledger.path.with_name("withdrawals.jsonl")


def _insert(db: sqlite3.Connection, rows: Sequence[tuple[str, ...]]) -> None:
    with db:
        db.executemany(
            f"INSERT INTO withdrawal({', '.join(_FIELDS)}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 (our names)
            rows,
        )
