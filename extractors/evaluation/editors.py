"""Persons that editors marked up in whole papers: are they found when the mark-up is taken away?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.evaluation.counts import Span
from extractors.evaluation.sets import Marked, MarkedSet
from extractors.readers.tei import TeiReader
from extractors.source import Source

TRAINED_ON = ("frus1958-60v12", "frus1964-68v18", "frus1964-68v22")
"""Volumes whose documents are in the training data: left out."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Of ``wanted`` marked persons, those found with exactly the editors' words, and those that any person meets."""

    wanted: int
    strict: int
    overlapping: int


def papers(paths: Iterable[Path]) -> Iterator[Marked]:
    """The documents of TEI files and folders of them, as bare text with the editors' persons, one unit each.

    Prefaces, registers of persons and indexes are no papers.
    """
    reader = TeiReader()
    for path in paths:
        for file in [path] if path.is_file() else sorted(path.rglob("*.xml")):
            if file.name.startswith(TRAINED_ON):
                continue
            for document in reader.read(Source("evaluation", file.name, file.read_bytes())):
                persons = tuple((m.start, m.end, m.label) for m in document.mentions if m.label == "PERSON")
                paper = document.level == "item" and document.form != "authority-record"
                if persons and paper:
                    yield Marked(document.text, persons, document.id)


def as_set(paths: Iterable[Path], lang: str = "en") -> MarkedSet:
    """All papers as one set whose unmarked persons are unknown."""
    return MarkedSet("editors' persons", lang, ("PERSON",), True, tuple(papers(paths)))


def overlapping(cases: Iterable[tuple[str, Iterable[Span], Iterable[Span]]]) -> Recall:
    """Recall over (text, found, marked)."""
    wanted = strict = met = 0
    for _, found, gold in cases:
        given = sorted(found)
        exact = set(given)
        for span in gold:
            wanted += 1
            strict += span in exact
            met += any(start < span[1] and span[0] < end and label == span[2] for start, end, label in given)
    return Recall(wanted, strict, met)
