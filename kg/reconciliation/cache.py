"""What services answered, in the ledger: a second run, offline too, suggests the same.

Table ``reconciled``: one row a service and question. Table ``reconciliation``: the services as the last run had them;
only these suggest. Answers are kept for ever; `sunqar link` asks again only about names that it never asked about.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.reconciliation.client import Answer, Query
from kg.resolve.rules import ReconciliationRule

SCHEMA = """
CREATE TABLE IF NOT EXISTS reconciled (
  service TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, answers TEXT NOT NULL,
  PRIMARY KEY (service, label, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reconciliation (url TEXT PRIMARY KEY, rule TEXT NOT NULL) WITHOUT ROWID;
"""


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables."""
    db.executescript(SCHEMA)


def configure(db: sqlite3.Connection, rules: Sequence[ReconciliationRule]) -> None:
    """Write down which services suggest from now on."""
    with db:
        db.execute("DELETE FROM reconciliation")
        db.executemany("INSERT INTO reconciliation VALUES (?, ?)", [(r.url, r.model_dump_json()) for r in rules])


def configured(db: sqlite3.Connection) -> Iterator[ReconciliationRule]:
    """The services that suggest, by address; none before the first run that had any."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'reconciliation'").fetchone()
    for (rule,) in db.execute("SELECT rule FROM reconciliation ORDER BY url").fetchall() if there else ():
        yield ReconciliationRule.model_validate_json(rule)


def store(db: sqlite3.Connection, rule: ReconciliationRule, found: Mapping[Query, Iterable[Answer]]) -> None:
    """Keep the answers to some queries, in one transaction."""
    rows = [
        (rule.url, query.label, query.name, json.dumps([_row(each) for each in answers], ensure_ascii=False))
        for query, answers in sorted(found.items())
    ]
    with db:
        db.executemany("INSERT OR REPLACE INTO reconciled VALUES (?, ?, ?, ?)", rows)


def known(db: sqlite3.Connection, rule: ReconciliationRule) -> dict[Query, tuple[Answer, ...]]:
    """Everything that the service ever answered. Whether one needs asking does not hang on its other settings."""
    rows = db.execute("SELECT label, name, answers FROM reconciled WHERE service = ?", (rule.url,))
    return {Query(label, name): tuple(Answer(*each) for each in json.loads(told)) for label, name, told in rows}


def _row(answer: Answer) -> list[object]:
    return [answer.id, answer.name, answer.score, answer.iri, answer.identifier]
