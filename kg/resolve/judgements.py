"""Judgements about identity: an append-only log. What holds now is a pure function of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from kg.iri import stable_id

Verdict = Literal["SAME", "DIFFERENT", "UNSURE", "WITHDRAWN"]


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Two local entities are the same, are different, or may be the same.

    left < right, so that a pair has one form. evidence names its independent kinds, each with its words.
    """

    left: str
    right: str
    verdict: Verdict
    method: str
    confidence: float
    evidence: tuple[tuple[str, str], ...]
    actor: str = "machine"

    @property
    def id(self) -> str:
        """The same pair judged the same way by the same method is the same judgement."""
        return stable_id(self.left, self.right, self.verdict, self.method, self.actor)


def judge(
    one: str, other: str, verdict: Verdict, method: str, confidence: float, *evidence: tuple[str, str]
) -> Judgement:
    """A machine's judgement, its pair in order."""
    left, right = sorted((one, other))
    return Judgement(left, right, verdict, method, confidence, evidence)


def live(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """The judgements in force: each id's last entry, unless that withdraws it; sorted."""
    last: dict[str, Judgement] = {}
    rows = db.execute(
        "SELECT id, left, right, verdict, method, confidence, evidence, actor FROM judgement ORDER BY number"
    )
    for id_, left, right, verdict, method, confidence, evidence, actor in rows:
        if verdict == "WITHDRAWN":
            last.pop(id_, None)
        else:
            pairs = tuple((kind, words) for kind, words in json.loads(evidence))
            last[id_] = Judgement(left, right, verdict, method, confidence, pairs, actor)
    return tuple(sorted(last.values()))


def settle(db: sqlite3.Connection, proposed: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Append what the machine now judges anew, withdraw what it no longer judges; people's judgements stay.

    Returns the judgements in force. One transaction: a stop in the middle changes nothing.
    """
    wanted = {judgement.id: judgement for judgement in proposed}
    before = {judgement.id: judgement for judgement in live(db)}
    gone = [old for id_, old in before.items() if old.actor == "machine" and id_ not in wanted]
    new = [wanted[id_] for id_ in sorted(wanted) if before.get(id_) != wanted[id_]]
    with db:
        append(db, gone, withdrawn=True)
        append(db, new)
    return live(db)


def append(db: sqlite3.Connection, judgements: Iterable[Judgement], *, withdrawn: bool = False) -> None:
    """Add to the log; nothing in it is ever changed or removed."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    db.executemany(
        "INSERT INTO judgement(id, left, right, verdict, actor, method, confidence, evidence, made) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (j.id, j.left, j.right, "WITHDRAWN" if withdrawn else j.verdict, j.actor, j.method, j.confidence,
             json.dumps(j.evidence, ensure_ascii=False), made)
            for j in judgements
        ],
    )  # fmt: skip
