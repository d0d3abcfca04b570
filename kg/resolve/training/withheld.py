"""Documents read without the identities that their editors gave, and those identities apart: to fit on, to measure by.

What is fitted is fitted on one half of the persons and reported on the other (``in_fit``).
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.document import Document
from extractors.languages.fold import fold
from extractors.registry import reader_for
from extractors.source import Source
from kg.iri import Iris, stable_id
from kg.ledger import FileResult, Ledger
from kg.rdf.context import words_of
from kg.rdf.facts import Facts, Range
from kg.rdf.mapper import map_source
from kg.resolve.candidates import Candidate, Sighting, load_candidates

SIDES = ("qatar-gulf", "kazakhstan-ca")
IRIS = Iris("https://bench.example", "https://bench.example/o#")
_IDENTITY = re.compile(rb'(<persName\b[^>]*?) corresp="[^"]*"')
_MARKED = re.compile(rb"</?persName\b[^>]*>")


@dataclass(frozen=True)
class Material:
    """candidates without identities;  truth  the person that most mentions of a local entity are, by its IRI."""

    candidates: tuple[Candidate, ...]
    truth: dict[str, str]


def material(shared: Path, spans: str) -> Material:
    """Read both stand-ins."""
    persons = local_ids(shared / "gold" / "persons_lists_dev.jsonl")
    truth: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        run = ledger.start_run("withheld", "0")
        for side in SIDES:
            for path in sorted((shared / "corpus" / "frus_tei_en" / side).glob("*.xml")):
                source = Source.from_path(path, side)
                marked = tuple(reader_for(source).read(source))
                data = _IDENTITY.sub(rb"\1", source.data) if spans == "editors" else _MARKED.sub(b"", source.data)
                bare = replace(source, data=data)
                documents = [_read(document, spans) for document in reader_for(bare).read(bare)]
                mapped = map_source(documents, bare, "tei-0", IRIS)
                result = FileResult(side, sha256(data).hexdigest(), path.name, "", graph=mapped.graph.name)
                ledger.record(run, [(result, mapped.entities)])
                for known, document in zip(marked, documents, strict=True):
                    _note(side, known, document, persons, truth)
        candidates = load_candidates(ledger.db)
    return Material(candidates, {iri: votes.most_common(1)[0][0] for iri, votes in truth.items()})


def local_ids(path: Path) -> dict[str, str]:
    """Volume and local id of the editors' lists -> person."""
    lines = path.read_text("utf-8").splitlines()
    return {row["local_id"]: row["person_id"] for row in map(json.loads, lines) if row["person_id"]}


def _read(document: Document, spans: str) -> Document:
    if spans == "editors":
        return document
    from extractors.recognise import Recogniser

    return Recogniser(tier="fast").recognise_one(document)


def _note(side: str, known: Document, read: Document, persons: dict[str, str], truth: dict[str, Counter[str]]) -> None:
    """Which person each local entity is, by the editors' mentions that its own mentions meet in the text."""
    if known.text != read.text:
        raise SystemExit(f"{known.id}: withholding identities changed the text")
    editors = [
        (mention.start, mention.end, persons[reference])
        for mention in known.mentions
        if mention.label == "PERSON" and (reference := (mention.reference or "").replace("$", "")) in persons
    ]
    for mention in read.mentions:
        if mention.label != "PERSON":
            continue
        iri = IRIS.local(side, f"{read.id}|PERSON|{fold(words_of(read, mention))}")
        for start, end, person in editors:
            if start < mention.end and mention.start < end:
                truth[iri][person] += 1


def namesakes(folder: Path) -> Material:
    """The groups of true namesakes under ``tests/data``: each line a document of its own; the halves are of groups."""
    names = ("namesakes.jsonl", "namesakes_rulers.jsonl")
    rows = [json.loads(line) for name in names for line in (folder / name).read_text("utf-8").splitlines()]
    candidates = tuple(_namesake(f"{number:04}", row, SIDES[number % 2]) for number, row in enumerate(rows))
    return Material(
        candidates, {c.iri: f"{row['group']}|{row['person']}" for c, row in zip(candidates, rows, strict=True)}
    )


def _namesake(iri: str, row: dict[str, Any], archive: str) -> Candidate:
    def years(first: int | None, last: int | None) -> Range | None:
        return (first, last) if first is not None and last is not None else None

    born, died = years(row["born"], row["born"]), years(row["died"], row["died"])
    facts = Facts(born, died, years(*row["active"]), (row["role"],), tuple(row.get("places", ())), 0)
    sighting = Sighting(iri, row["name"], row["lang"], 0, row["role"])
    names = ((row["lang"], row["name"]),)
    return Candidate(iri, "PERSON", archive, names, (fold(row["name"]),), (), (), (iri,), False, facts, (sighting,))


def in_fit(person: str) -> bool:
    """Whether a person, or the group of a namesake, is of the half that weights and bounds are fitted on."""
    return int(stable_id("half", person.partition("|")[0]), 16) % 2 == 0
