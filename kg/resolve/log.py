"""The log of judgements in the ledger: append-only, every line checksummed together with the one before it.

What holds now is a pure function of it. A changed, removed or inserted line breaks the chain of checksums and is an
error that names the line; a last line that breaks it was cut off in writing, and is left out with a warning.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from extractors.errors import RunAborted
from kg.iri import stable_id
from kg.resolve.judgements import MACHINE, Judgement, in_order

SCHEMA = """
CREATE TABLE IF NOT EXISTS judgement (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT', 'UNSURE', 'WITHDRAWN')),
  actor TEXT NOT NULL, method TEXT NOT NULL, confidence REAL NOT NULL, evidence TEXT NOT NULL, made TEXT NOT NULL,
  version TEXT NOT NULL DEFAULT '', checksum TEXT NOT NULL DEFAULT '');
"""
_COLUMNS = "id, left, right, verdict, actor, method, confidence, evidence, made, version"
Fields = tuple[str, str, str, str, str, str, float, str, str, str]
"""id, left, right, verdict, actor, method, confidence, evidence (JSON), made, version."""

log = logging.getLogger("sunqar")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. of is the id that it is about: the judgement's own, or, where withdrawn, that of what it takes back."""

    number: int
    of: str
    judgement: Judgement

    @property
    def withdrawn(self) -> bool:
        """Whether this line takes a judgement back."""
        return self.judgement.verdict == "WITHDRAWN"


def upgrade(db: sqlite3.Connection) -> None:
    """Give a log of an earlier version its checksums; nothing where it has them."""
    there = {row[1] for row in db.execute("PRAGMA table_info(judgement)")}
    if "checksum" in there:
        return
    with db:
        if "version" not in there:
            db.execute("ALTER TABLE judgement ADD COLUMN version TEXT NOT NULL DEFAULT ''")
        db.execute("ALTER TABLE judgement ADD COLUMN checksum TEXT NOT NULL DEFAULT ''")
        previous, sums = "", []
        for number, *fields in db.execute(f"SELECT number, {_COLUMNS} FROM judgement ORDER BY number"):  # noqa: S608
            previous = checksum(previous, tuple(fields))
            sums.append((previous, number))
        db.executemany("UPDATE judgement SET checksum = ? WHERE number = ?", sums)


def read_log(db: sqlite3.Connection) -> list[Entry]:
    """All lines in their order. RunAborted LOG001 where one before the last is not as it was written."""
    return [entry(number, fields) for number, fields in _lines(db)]


def _lines(db: sqlite3.Connection) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Number and fields of each whole line, one by one."""
    broken: int | None = None
    previous = ""
    rows = db.execute(f"SELECT number, checksum, {_COLUMNS} FROM judgement ORDER BY number")  # noqa: S608
    for number, found, *fields in rows:
        if broken is not None:
            raise _damaged(broken)
        previous = checksum(previous, tuple(fields))
        if found != previous:
            broken = number
        else:
            yield number, tuple(fields)
    if broken is not None:
        log.warning("The last line of the judgement log (%d) is damaged and is left out.", broken)


def read_after(db: sqlite3.Connection, number: int, head: str) -> list[Entry]:
    """The lines after that number, whose own checksum is head; none where they do not continue it."""
    entries: list[Entry] = []
    rows = db.execute(
        f"SELECT number, checksum, {_COLUMNS} FROM judgement WHERE number > ? ORDER BY number",  # noqa: S608
        (number,),
    )
    for at, mark, *fields in rows:
        head = checksum(head, tuple(fields))
        if mark != head:
            return []
        entries.append(entry(at, tuple(fields)))
    return entries


def entry(number: int, fields: tuple[object, ...]) -> Entry:
    """A line from its fields."""
    id_, left, right, verdict, actor, method, confidence, evidence, made, version = fields
    pairs = tuple((kind, words) for kind, words in json.loads(str(evidence)))
    judgement = Judgement(left, right, verdict, method, confidence, pairs, actor, version, made)  # type: ignore[arg-type]
    return Entry(number, str(id_), judgement)


def standing(entries: Iterable[Entry]) -> tuple[Judgement, ...]:
    """The judgements that nobody took back: each id's last entry, unless that withdraws it; sorted."""
    last: dict[str, Judgement] = {}
    for entry in entries:
        if entry.withdrawn:
            last.pop(entry.of, None)
        else:
            last[entry.of] = entry.judgement
    return tuple(sorted(last.values(), key=in_order))


def live(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """The standing judgements of the ledger."""
    return standing(read_log(db))


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, as much as settling wants to know of it.

    people   people's judgements, sorted
    machine  of each of the machine's, by id (12 bytes), the number of its line and a hash of what it says
    """

    people: tuple[Judgement, ...]
    machine: Mapping[bytes, tuple[int, bytes]]


def stand(db: sqlite3.Connection) -> Standing:
    """The same as ``live``, in a tenth of the memory."""
    people: dict[str, Judgement] = {}
    machine: dict[bytes, tuple[int, bytes]] = {}
    for number, fields in _lines(db):
        id_, verdict, actor = fields[0], fields[3], fields[4]
        if verdict == "WITHDRAWN":  # by whomever
            people.pop(id_, None)
            machine.pop(bytes.fromhex(id_), None)
        elif actor == MACHINE:
            machine[bytes.fromhex(id_)] = (number, _said(fields))
        else:
            people[id_] = entry(number, fields).judgement
    return Standing(tuple(sorted(people.values(), key=in_order)), machine)


def settle(
    db: sqlite3.Connection, proposed: Iterable[Judgement], before: Standing | None = None
) -> tuple[Judgement, ...]:
    """Append what the machine now judges anew, withdraw what it no longer judges; people's judgements stay.

    before: what stands, where the caller has read it. Returns the standing judgements. One transaction: a stop in the
    middle changes nothing.
    """
    before = before or stand(db)
    wanted = {judgement.id: judgement for judgement in proposed}
    ids = {bytes.fromhex(id_) for id_ in wanted}
    gone = [number for id_, (number, _) in before.machine.items() if id_ not in ids]
    new = [
        wanted[id_]
        for id_ in sorted(wanted)
        if before.machine.get(bytes.fromhex(id_), (0, b""))[1] != _said(_fields(wanted[id_], id_=id_))
    ]
    with db:
        append(db, sorted(_numbered(db, gone), key=in_order), withdrawn=True)
        append(db, new)
    people = {judgement.id: judgement for judgement in before.people}
    return tuple(sorted((people | wanted).values(), key=in_order))


def _said(fields: Sequence[object]) -> bytes:
    """A hash of what a line says, whenever it was written."""
    left, right, verdict, actor, method, confidence, evidence, _, version = fields[1:]
    told = repr((left, right, verdict, actor, method, confidence, evidence, version))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _numbered(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Judgement]:
    """Judgements by the numbers of their lines."""
    for number in numbers:
        row = db.execute(f"SELECT {_COLUMNS} FROM judgement WHERE number = ?", (number,)).fetchone()  # noqa: S608
        yield entry(number, row).judgement


def _fields(each: Judgement, made: str = "", id_: str = "") -> Fields:
    """A line that enters a judgement. id_: its id, where that is at hand."""
    evidence = json.dumps(each.evidence, ensure_ascii=False)
    return (
        id_ or each.id, each.left, each.right, each.verdict, each.actor, each.method, float(each.confidence), evidence,
        made, each.version,
    )  # fmt: skip


def append(
    db: sqlite3.Connection,
    judgements: Iterable[Judgement],
    *,
    withdrawn: bool = False,
    by: str = MACHINE,
    words: tuple[tuple[str, str], ...] = (),
) -> None:
    """Add lines to the log; nothing in it is ever changed or removed. The caller holds the transaction.

    withdrawn: the lines take these judgements back; by is then who does, and words, where given, stand as evidence.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines: list[Fields] = []
    for each in judgements:
        fields = _fields(each, each.made or now)
        if withdrawn:
            told = json.dumps(words, ensure_ascii=False) if words else fields[7]
            fields = (*fields[:3], "WITHDRAWN", by, *fields[5:7], told, now, fields[9])
        lines.append(fields)
    append_lines(db, lines)


def append_lines(db: sqlite3.Connection, lines: Iterable[Fields]) -> None:
    """Add lines given field by field, each bound to the one before."""
    previous = _head(db)
    rows = []
    for fields in lines:
        previous = checksum(previous, fields)
        rows.append((*fields, previous))
    marks = ", ".join("?" * 11)
    db.executemany(f"INSERT INTO judgement({_COLUMNS}, checksum) VALUES ({marks})", rows)  # noqa: S608


def people_lines(db: sqlite3.Connection) -> list[Fields]:
    """The lines that people wrote, field by field, in order; without a damaged last one of the log."""
    number, _, cut_off = _last(db)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM judgement WHERE actor != ? AND number != ? ORDER BY number",  # noqa: S608
        (MACHINE, number if cut_off else -1),
    )
    return [tuple(row) for row in rows]


def checksum(previous: str, fields: tuple[object, ...]) -> str:
    """Of a line and, through the checksum before it, of all lines above."""
    return stable_id(previous, *fields)


def _head(db: sqlite3.Connection) -> str:
    """The checksum that the next line continues. A last line that was cut off makes room: it was never whole."""
    number, head, cut_off = _last(db)
    if cut_off:
        fields = db.execute(f"SELECT {_COLUMNS} FROM judgement WHERE number = ?", (number,)).fetchone()  # noqa: S608
        log.warning(
            "Line %d of the judgement log was cut off in writing and makes room for the next: %s", number, list(fields)
        )
        db.execute("DELETE FROM judgement WHERE number = ?", (number,))
    return head


def _last(db: sqlite3.Connection) -> tuple[int, str, bool]:
    """Number of the last line (0: there is none), the checksum of the last whole one, whether the last was cut off."""
    rows = db.execute(
        f"SELECT number, checksum, {_COLUMNS} FROM judgement ORDER BY number DESC LIMIT 2"  # noqa: S608
    ).fetchall()
    if not rows:
        return 0, "", False
    number, last, *fields = rows[0]
    before = str(rows[1][1]) if len(rows) > 1 else ""
    cut_off = checksum(before, tuple(fields)) != last
    return number, before if cut_off else str(last), cut_off


def _damaged(number: int) -> RunAborted:
    return RunAborted(
        "LOG001",
        f"Line {number} of the judgement log is not as it was written, or a line before it is missing.",
        where=f"ledger.sqlite, table judgement, number {number}",
        advice="Restore ledger.sqlite from a backup; people's decisions also stand in judgements.jsonl: with the "
        "ledger moved away, `sunqar build` starts a new one from them.",
    )
