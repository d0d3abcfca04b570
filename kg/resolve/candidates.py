"""Local entities as linkers see them, and what a linker is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from kg.rdf.facts import UNKNOWN, Facts
from kg.resolve.judgements import Judgement

if TYPE_CHECKING:
    from kg.resolve.comparisons import Comparisons

Row = tuple[Any, ...]
"""iri, label, archive, name, lang, folded, identifiers (JSON), document, reference, described, facts (JSON)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name of a local entity in one document.

    first   its first place there, in code points; None: in no text
    before  a title that stands before it, perhaps: what stands beside it when it is first named
    """

    document: str
    name: str
    lang: str | None
    first: int | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A local entity with all its names, as linkers compare it. names are pairs of language (or ``und``) and form."""

    iri: str
    label: str
    archive: str
    names: tuple[tuple[str, str], ...]
    folded: tuple[str, ...]
    identifiers: tuple[str, ...]
    references: tuple[str, ...]
    documents: tuple[str, ...]
    described: bool
    facts: Facts = UNKNOWN
    sightings: tuple[Sighting, ...] = ()


class Linker(Protocol):
    """Proposes judgements. A pure function: same candidates, same judgements. Entry points ``sunqar.linkers``."""

    name: str

    def propose(self, candidates: tuple[Candidate, ...]) -> Iterable[Judgement]:
        """candidates are sorted by IRI."""


@runtime_checkable
class LateLinker(Protocol):
    """A linker that wants to know what the others propose, and what people have decided."""

    name: str
    alarms: tuple[str, ...]
    """After a run: what it held back because it looked wrong as a whole, a name each."""

    def propose_after(
        self, candidates: tuple[Candidate, ...], settled: tuple[Judgement, ...], comparisons: Comparisons
    ) -> Iterable[Judgement]:
        """candidates as for Linker; settled: sorted; comparisons: scores kept from earlier runs."""


def load_candidates(db: sqlite3.Connection) -> tuple[Candidate, ...]:
    """All local entities of the ledger, their rows gathered by IRI, sorted."""
    shared: dict[Hashable, Any] = {}

    def share(value: Any) -> Any:
        # Names, documents, codes and years come back thousands of times: each is one object.
        return shared.setdefault(value, value)

    return tuple(candidate(iri, list(rows), share) for iri, rows in groupby(_rows(db), itemgetter(0)))


def entity_rows(db: sqlite3.Connection) -> dict[str, list[Row]]:
    """The rows of each local entity, those of its description first; sorted by IRI."""
    return {iri: list(found) for iri, found in groupby(_rows(db), itemgetter(0))}


def _rows(db: sqlite3.Connection) -> Iterator[Row]:
    yield from db.execute(
        "SELECT iri, label, archive, name, lang, folded, identifiers, document, reference, described, facts "
        "FROM entity ORDER BY iri, described DESC, name, document"
    )


def candidate(iri: str, rows: Sequence[Row], share: Callable[[Any], Any] = lambda value: value) -> Candidate:
    """A local entity from its rows. share: gives the one object that stands for all that are equal."""
    first = rows[0]
    known = [Facts.from_json(row[10]) for row in rows]
    return Candidate(
        iri,
        share(first[1]),
        share(first[2]),
        share(tuple(dict.fromkeys((share(row[4] or "und"), share(row[3])) for row in rows))),
        share(tuple(dict.fromkeys(share(row[5]) for row in rows))),
        joined_identifiers(rows),
        tuple(sorted({row[8] for row in rows if row[8]})),
        share(tuple(sorted({row[7] for row in rows}))),
        any(row[9] for row in rows),
        reduce(Facts.joined, known),
        tuple(
            Sighting(share(row[7]), share(row[3]), share(row[4]), facts.first, facts.roles[0] if facts.roles else "")
            for row, facts in zip(rows, known, strict=True)
        ),
    )


def joined_identifiers(rows: Sequence[Row]) -> tuple[str, ...]:
    """All that its rows give, sorted."""
    return tuple(sorted({value for row in rows if row[6] != "[]" for value in json.loads(row[6])}))


def joined_facts(rows: Sequence[Row]) -> Facts:
    """What its rows say together."""
    return reduce(Facts.joined, (Facts.from_json(row[10]) for row in rows))
