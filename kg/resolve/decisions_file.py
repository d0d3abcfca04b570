"""People's decisions in a plain text file beside the ledger: ``judgements.jsonl``, which outlives the ledger.

A line is one JSON object, the fields of the log in order and a checksum over them and the line before. Appended and
synced, never rewritten; a last line that was cut off in writing is left out with a warning.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from extractors.errors import RunAborted
from kg.resolve.log import Fields, append_lines, checksum, people_lines

_KEYS = ("id", "left", "right", "verdict", "actor", "method", "confidence", "evidence", "made", "version")

log = logging.getLogger("sunqar")


def keep(db: sqlite3.Connection, path: Path) -> int:
    """Bring ledger and file together; what one lacks at its end it gets from the other. Lines that the ledger got.

    RunAborted LOG002 where the file is damaged before its last line, LOG003 where the two tell different stories.
    """
    written, whole = _read(path)
    entered = people_lines(db)
    shared = min(len(written), len(entered))
    if written[:shared] != entered[:shared]:
        place = next(n for n, (one, other) in enumerate(zip(written, entered, strict=False), 1) if one != other)
        raise RunAborted(
            "LOG003",
            f"From line {place} on, judgements.jsonl holds other decisions than the ledger.",
            where=f"{path}:{place}",
            advice="One of the two comes from another time or place. Move judgements.jsonl away, then bring its "
            "decisions in with `sunqar review import`.",
        )
    if len(written) > shared:
        with db:
            append_lines(db, written[shared:])
        log.warning("%d decisions were brought back from %s.", len(written) - shared, path.name)
    if len(entered) > shared:
        _append(path, whole, written, entered[shared:])
    return len(written) - shared


def read(path: Path) -> list[Fields]:
    """The lines of such a file, checked."""
    return _read(path)[0]


def _read(path: Path) -> tuple[list[Fields], int]:
    """Lines, and how many bytes of the file they fill."""
    lines: list[Fields] = []
    if not path.exists():
        return lines, 0
    previous, whole, broken = "", 0, 0
    for number, raw in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        if broken:
            raise RunAborted(
                "LOG002",
                f"Line {broken} is not as it was written, or a line before it is missing.",
                where=f"{path}:{broken}",
                advice="Restore the file from a backup, or move it away: the ledger writes it anew.",
            )
        found = _line(raw, previous)
        if found is None:
            broken = number
            continue
        fields, previous = found
        lines.append(fields)
        whole += len(raw)
    if broken:
        log.warning("The last line of %s (%d) was cut off in writing and is left out.", path.name, broken)
    return lines, whole


def _line(raw: bytes, previous: str) -> tuple[Fields, str] | None:
    try:
        record = json.loads(raw)
        record["evidence"] = json.dumps(record["evidence"], ensure_ascii=False)
        fields = tuple(record[key] for key in _KEYS)
        found = checksum(previous, fields)
    except (ValueError, KeyError, TypeError):
        return None
    if record.get("checksum") != found or not raw.endswith(b"\n"):
        return None
    return fields, found


def _append(path: Path, whole: int, written: Iterable[Fields], new: Iterable[Fields]) -> None:
    previous = ""
    for fields in written:
        previous = checksum(previous, fields)
    pieces = []
    for fields in new:
        previous = checksum(previous, fields)
        record = dict(zip(_KEYS, fields, strict=True)) | {"evidence": json.loads(fields[7]), "checksum": previous}
        pieces.append(json.dumps(record, ensure_ascii=False) + "\n")
    with path.open("ab") as handle:
        handle.truncate(whole)
        handle.write("".join(pieces).encode())
        handle.flush()
        os.fsync(handle.fileno())
