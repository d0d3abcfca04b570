"""One thing as the index holds it: everything that is said of it in any table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.search.facet_rows import NUMBERS, languages_of, tags_of
from kg.search.hit import FIELDS


class Piece(NamedTuple):
    """A passage of a thing in a field; page: IRI and number, both empty where it is on none."""

    lang: str
    text: str
    page: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Thing:
    """kind, label, lang, archives, weight, confidence as ``Hit`` has them.

    years   first and last of its creation
    pieces  by field, in the order of the index; what has no words is left out
    tags    (number of the facet, value), as ``tags_of`` has them
    named   IRIs of the shared entities that it names;  points  (latitude, longitude)
    """

    iri: str
    kind: str
    label: str
    lang: str
    archives: tuple[str, ...]
    weight: int
    years: tuple[int | None, int | None]
    confidence: float
    pieces: tuple[tuple[Piece, ...], ...]
    tags: frozenset[tuple[int, str]]
    spans: frozenset[tuple[int, int]]
    named: frozenset[str]
    points: frozenset[tuple[float, float]]

    @property
    def reviewed(self) -> str:
        """Its value of that facet."""
        return next(value for facet, value in self.tags if facet == NUMBERS["reviewed"])


def known(database: sqlite3.Connection, iris: Iterable[str]) -> dict[str, Thing]:
    """Those of the things that an index holds."""
    found = {iri: _known(database, iri) for iri in sorted(set(iris))}
    return {iri: thing for iri, thing in found.items() if thing is not None}


def all_tags(
    kind: str,
    archives: tuple[str, ...],
    pieces: tuple[tuple[Piece, ...], ...],
    stated: Iterable[tuple[str, str]],
    spans: Iterable[tuple[int, int]],
    sure: float,
) -> frozenset[tuple[int, str]]:
    """Of a thing with these passages; see ``tags_of``. sure: confidence, 0 to 1."""
    languages = {code for piece in pieces[0] for code in languages_of(0, piece.lang)}
    return tags_of(kind, archives, languages, frozenset(stated), spans, sure)


def _known(database: sqlite3.Connection, iri: str) -> Thing | None:
    row = database.execute(
        "SELECT id, kind, label, lang, archives, weight, since, until, confidence FROM thing WHERE iri = ?", (iri,)
    ).fetchone()
    if row is None:
        return None
    number, kind, label, lang, archives, weight, since, until, confidence = row
    pieces: tuple[list[Piece], ...] = tuple([] for _ in FIELDS)
    for field, written, text, page, page_number in database.execute(
        """SELECT p.field, p.lang, p.text, g.iri, g.number FROM owner o JOIN passage p ON p.id = o.passage
        LEFT JOIN page g ON g.id = p.page WHERE o.thing = ? ORDER BY o.passage""",
        (number,),
    ):
        pieces[field].append(Piece(written, text, (page or "", page_number or "")))

    def rows(query: str) -> frozenset[tuple[object, ...]]:
        return frozenset(map(tuple, database.execute(query, (number,))))

    return Thing(
        iri,
        kind,
        label,
        lang,
        tuple(archives.split()),
        weight,
        (since, until),
        confidence,
        tuple(map(tuple, pieces)),
        rows("SELECT g.facet, v.value FROM tag g JOIN facet_value v ON v.id = g.value WHERE g.thing = ?"),  # type: ignore[arg-type]
        rows("SELECT since, until FROM span WHERE thing = ?"),  # type: ignore[arg-type]
        frozenset(
            entity for (entity,) in database.execute(
                "SELECT t.iri FROM named n JOIN thing t ON t.id = n.thing WHERE n.record = ?", (number,)
            )
        ),
        rows("SELECT lat, lon FROM point WHERE thing = ?"),  # type: ignore[arg-type]
    )  # fmt: skip


