"""Pairs of files and units in the ledger, and how they are made: the finding aid is read, each file is looked at.

A pair stays until a later finding aid gives the same file another unit; so a second ``sunqar ingest`` without the
finding aid changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from extractors.document import Document
from extractors.errors import InputRejected, UsageError
from extractors.registry import reader, reader_for
from extractors.source import Source
from kg.inputs import InputFile
from kg.pairing import Candidate, Pair, Pairing, pair, units
from kg.planning import Plan, PlannedFile, paired

SILENT = frozenset({"image", "pdf", "text"})
"""Formats that say nothing of a call number but by their names; the others are read for what they say."""


def pair_up(files: Sequence[PlannedFile], finding_aids: Sequence[InputFile]) -> dict[str, Pairing]:
    """By archive: its files joined to the units of its finding aids. UsageError PAIR001 for an aid that has none."""
    aids = {str(aid.path) for aid in finding_aids}
    found = {}
    for archive in sorted({aid.archive for aid in finding_aids}):
        described = [document for aid in finding_aids if aid.archive == archive for document in _described(aid)]
        own = (file for file in files if file.archive == archive and file.shown not in aids)
        found[archive] = pair(units(described), [one for one in map(_candidate, own) if one is not None])
    return found


def with_pairs(plan: Plan, db: sqlite3.Connection | None, fresh: dict[str, Pairing]) -> Plan:
    """The plan with the pairs of the ledger, if there is one yet, and the fresh ones, which win."""
    rows = db.execute("SELECT archive, path, unit, level, method FROM pair") if db else ()
    known = {(archive, path): Pair(path, unit, level, by) for archive, path, unit, level, by in rows}
    known |= {(archive, one.path): one for archive, pairing in fresh.items() for one in pairing.pairs}
    return Plan(tuple(paired(file, known) for file in plan.files), plan.unreadable, plan.parts)


def record_pairs(db: sqlite3.Connection, fresh: dict[str, Pairing]) -> None:
    """Keep the fresh pairs for the runs to come."""
    rows = [(archive, p.path, p.unit, p.level, p.by) for archive, one in sorted(fresh.items()) for p in one.pairs]
    with db:
        db.executemany("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?)", rows)


def finding_aid_inputs(paths: Iterable[Path], archive: str) -> list[InputFile]:
    """Finding aids as inputs of that archive. UsageError INPUT002 for one that is not there."""
    found = []
    for path in paths:
        if not path.is_file():
            raise UsageError("INPUT002", "There is no such finding aid.", where=str(path))
        found.append(InputFile(path.absolute(), archive, None, True))
    return found


def _described(aid: InputFile) -> list[Document]:
    try:
        source = Source.from_path(aid.path, aid.archive)
        documents = list(reader_for(source).read(source))
    except InputRejected as error:
        raise UsageError(error.code, error.message, where=error.where or str(aid.path), advice=error.advice) from error
    if not any(document.text_kind == "description" for document in documents):
        raise UsageError(
            "PAIR001",
            "The finding aid describes no unit.",
            where=str(aid.path),
            advice="Give an EAD file or a catalogue table that lists the units the files belong to.",
        )
    return documents


def _candidate(file: PlannedFile) -> Candidate | None:
    """What the file says of itself; None for one that is no page, scan or text of a single unit."""
    try:
        source = Source.from_path(file.path, file.archive)
        chosen = reader(file.format) if file.format else reader_for(source)
        if chosen.name in SILENT:
            return Candidate(file.shown)
        documents = list(islice(chosen.read(source), 2))
    except (InputRejected, OSError):
        return None  # told when it is ingested
    if len(documents) != 1 or documents[0].entities or documents[0].describes:
        return None
    (document,) = documents
    return Candidate(file.shown, tuple(dict.fromkeys(filter(None, (document.instantiates, document.id)))))
