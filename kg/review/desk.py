"""What a reviewer works at: the situation and the whole queue, kept from decision to decision."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Sequence
from dataclasses import dataclass

from kg.iri import Iris
from kg.resolve.judgements import MACHINE
from kg.resolve.log import Entry, read_after
from kg.review.advance import advance
from kg.review.queue import ALL, Filter, Item, in_order, items_of
from kg.review.situation import Situation, situation


@dataclass(frozen=True, slots=True)
class Mark:
    """State of a ledger as far as a desk depends on it.

    runs  commands that began and that ended;  number, checksum  of the last line of the log (0 and '': none)
    """

    runs: tuple[int, int]
    number: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A situation, and all its items in their order. Nothing here changes; ``renewed`` gives the next."""

    mark: Mark
    now: Situation
    items: Sequence[Item]

    def queue(self, wanted: Filter = ALL) -> list[Item]:
        """As ``kg.review.queue.queue``."""
        return [item for item in self.items if wanted.takes(item, self.now)]

    def item(self, id_: str) -> Item | None:
        """The item with that id, or None where it waits no more."""
        return next((item for item in self.items if item.id == id_), None)

    def since(self, number: int) -> Sequence[Entry]:
        """Lines of the log after that number."""
        entries = self.now.entries
        start = len(entries)
        while start and entries[start - 1].number > number:
            start -= 1
        return entries[start:]


def mark_of(db: sqlite3.Connection) -> Mark:
    """Read it; cheap."""
    began, ended = db.execute("SELECT count(*), count(ended) FROM run").fetchone()
    row = db.execute("SELECT number, checksum FROM judgement ORDER BY number DESC LIMIT 1").fetchone()
    return Mark((began, ended), *(row or (0, "")))


def desk(db: sqlite3.Connection, iris: Iris) -> Desk:
    """From the whole ledger: seconds for tens of thousands of local entities."""
    db.execute("BEGIN")  # so that all is of one moment
    try:
        mark, now = mark_of(db), situation(db, iris)
    finally:
        db.rollback()
    return Desk(mark, now, in_order(items_of(now, now.counted)))


def renewed(old: Desk, db: sqlite3.Connection) -> Desk | None:
    """The desk after what people decided meanwhile, at a fraction of the cost; None where all must be read again."""
    mark = mark_of(db)
    if mark == old.mark:
        return old
    if mark.runs != old.mark.runs:
        return None
    added = [entry for entry in read_after(db, old.mark.number, old.mark.checksum) if entry.number <= mark.number]
    known = old.now.candidates
    if not added or added[-1].number != mark.number or any(_strange(entry, known) for entry in added):
        return None
    now, concerned = advance(old.now, added)
    if concerned is None:
        return Desk(mark, now, in_order(items_of(now, now.counted)))
    kept = [item for item in old.items if item.left[0] not in concerned and item.right[0] not in concerned]
    touched = {j for member in concerned for j in now.touching.get(member, ())}
    return Desk(mark, now, in_order([*kept, *items_of(now, touched)]))


def _strange(entry: Entry, known: Container[str]) -> bool:
    """Whether a machine wrote it, or it is about what was not read."""
    judgement = entry.judgement
    return judgement.actor == MACHINE or judgement.left not in known or judgement.right not in known
