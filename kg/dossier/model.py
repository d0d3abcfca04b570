"""What is read of a dossier. Labels are (language, text) of all languages; whoever shows one picks."""

from __future__ import annotations

from dataclasses import dataclass

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """An IRI and what it is called; no labels where nothing says."""

    iri: str
    labels: Labels = ()


@dataclass(frozen=True, slots=True)
class Name:
    """preferred: the form by which an authority entry or most documents call the entity."""

    text: str
    lang: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A date as its source writes it, and what it means: EDTF, calendar, first and last Gregorian day (ISO 8601)."""

    iri: str
    expressed: str
    lang: str
    edtf: str
    calendar: str
    qualifier: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record with its call number and the date of its creation."""

    thing: Thing
    archive: str
    identifier: str
    date: Day | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A mention with its words; method is the last part of its concept: ``model``, ``editorial``, …"""

    mention: str
    record: Record
    page: str
    before: str
    exact: str
    after: str
    cut: bool
    method: str
    confidence: float
    agent: str


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a statement comes from: id of the file, and the words, None where it is said outside of any text."""

    source: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement as one archive makes it. forward: the entity is its subject; other: an entity, a type or a position.

    day: the other end, where that is a date; date: when the statement held; sources: how many places say so
    """

    archive: str
    property: Thing
    forward: bool
    other: Thing | None
    day: Day | None
    text: str
    lang: str
    date: Day | None
    sources: int
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What the entity is to a record: its sender, author, subject, …"""

    archive: str
    property: Thing
    record: Record
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entity that so many records name as well."""

    thing: Thing
    records: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two descriptions are of one thing; person and day where somebody decided, else method."""

    one: Thing
    other: Thing
    verdict: str
    confidence: float
    method: str
    because: str
    person: str
    day: str
