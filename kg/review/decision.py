"""A decision: lines for the log, planned first, entered whole or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import UsageError
from kg.iri import stable_id
from kg.resolve.decisions_file import keep
from kg.resolve.judgements import REASON, Judgement
from kg.resolve.log import append

BATCH = "batch"
"""Kind of evidence that several lines of one decision share; its words name them all."""
METHOD = "review"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: judgements to add, standing ones to take back, and what he should know of it."""

    by: str
    reason: str = ""
    add: tuple[Judgement, ...] = ()
    withdraw: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()

    def joined(self, other: Decision) -> Decision:
        """Both at once; the first one's actor and reason."""
        return replace(
            self,
            add=tuple(dict.fromkeys(self.add + other.add)),
            withdraw=tuple(dict.fromkeys(self.withdraw + other.withdraw)),
            notes=tuple(dict.fromkeys(self.notes + other.notes)),
        )


class Blocked(UsageError):
    """Something forbids what a person wants. pending: what goes into the log all the same, so that it is reviewed."""

    exit_code = 1
    pending: Decision | None = None


def enter(db: sqlite3.Connection, path: Path, decision: Decision) -> Decision:
    """Write it into the ledger, in one transaction, and then into the file of decisions at path.

    Returns the decision as written: where it has several lines they share the name of a batch.
    """
    name = _name(decision) if len(decision.add) + len(decision.withdraw) > 1 else ""
    named = replace(decision, add=tuple(_named(j, name) for j in decision.add)) if name else decision
    words = [(REASON, decision.reason)] if decision.reason else []
    words += [(BATCH, name)] if name else []
    with db:
        append(db, named.withdraw, withdrawn=True, by=named.by, words=tuple(words))
        append(db, named.add)
    keep(db, path)
    return named


def batch_of(judgement: Judgement) -> str:
    """Name of the decision that it was part of; empty where it was one by itself."""
    return next(iter(judgement.words(BATCH)), "")


def _name(decision: Decision) -> str:
    parts = sorted(j.id for j in (*decision.add, *decision.withdraw))
    return stable_id(datetime.now(UTC).isoformat(), decision.by, *parts)[:12]


def _named(judgement: Judgement, name: str) -> Judgement:
    """In no batch but this one."""
    kept = (each for each in judgement.evidence if each[0] != BATCH)
    return replace(judgement, evidence=(*kept, (BATCH, name)))
