"""Whether linking would find anything else than the last time: a hash of all that it depends on and of what it left.

The hash and the report of the last whole run are kept in the ledger's table ``linked``. It may be deleted at any time:
then all is linked anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from kg.extraction import package_fingerprint
from kg.iri import Iris, stable_id
from kg.ledger import Ledger
from kg.reconciliation.cache import configured
from kg.workspace import Workspace

_SCHEMA = "CREATE TABLE IF NOT EXISTS linked (state TEXT NOT NULL, report TEXT NOT NULL)"
_TABLES = {
    "entity": "rowid",
    "judgement": "number",
    "registry": "rowid",
    "member": "iri",
    "split": "rowid",
    "reconciled": "service, label, name",
}
"""What linking reads of the ledger, and the order in which its rows are taken: as they lie, which is quick."""
_AT_ONCE = 2_000


def state_of(ledger: Ledger, workspace: Workspace, linkers: Sequence[object]) -> str | None:
    """The hash; None where it cannot be told: a linker that is not ours, or a service that may answer otherwise now."""
    quick = _quick(ledger, workspace, linkers)
    return quick and _whole(ledger, quick)


def reported(ledger: Ledger, workspace: Workspace, linkers: Sequence[object]) -> dict[str, Any] | None:
    """The report of the last run; None where anything is otherwise than it left it."""
    ledger.db.execute(_SCHEMA)
    quick = _quick(ledger, workspace, linkers)
    row = ledger.db.execute("SELECT state, report FROM linked").fetchone()
    # New documents show in the hashes of graphs: rows are looked at only where those are the same.
    if quick is None or row is None or not row[0].startswith(quick) or row[0] != _whole(ledger, quick):
        return None
    found: dict[str, Any] = json.loads(row[1])
    return found


def keep_report(db: sqlite3.Connection, state: str | None, report: Mapping[str, Any]) -> None:
    """A run has left this state."""
    with db:
        db.execute("DELETE FROM linked")
        if state is not None:
            db.execute("INSERT INTO linked VALUES (?, ?)", (state, json.dumps(report, ensure_ascii=False)))


def _quick(ledger: Ledger, workspace: Workspace, linkers: Sequence[object]) -> str | None:
    """Hash of software, settings and graphs."""
    ours = all(type(each).__module__.startswith("kg.") for each in linkers)
    settings = workspace.settings
    if not ours or settings.reconciliation or next(configured(ledger.db), None) is not None:
        return None
    told = (
        workspace.iris.base, workspace.iris.vocabulary, settings.largest_cluster, package_fingerprint(),
        [type(each).__qualname__ for each in linkers],
    )  # fmt: skip
    return stable_id(repr(told), _graphs(ledger, workspace.iris))


def _whole(ledger: Ledger, quick: str) -> str:
    return " ".join((quick, *(_rows(ledger.db, table) for table in _TABLES)))


def _graphs(ledger: Ledger, iris: Iris) -> str:
    """All that stands in the store, but for what is inferred from links: statements of all graphs are resolved."""
    inferred = iris.graph("inferred/")
    digest = blake2b(digest_size=16)
    for name, held in ledger.graphs().items():
        if not name.startswith(inferred):
            digest.update(repr((name, held)).encode())
    return digest.hexdigest()


def _rows(db: sqlite3.Connection, table: str) -> str:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone():
        return ""
    digest = blake2b(digest_size=16)
    rows = db.execute(f"SELECT * FROM {table} ORDER BY {_TABLES[table]}")  # noqa: S608
    while some := rows.fetchmany(_AT_ONCE):
        digest.update(repr(some).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()

