"""Searching: the words asked for, the passages that hold them, the best things first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.search.asked import LOOKED_AT, Asked, asked_words, expression
from kg.search.hit import Hit, Wanted
from kg.search.schema import facet
from kg.search.scoring import COLUMNS, hit_of, score, with_snippet
from kg.tables import open_known

_WITH_YEARS = 20 * LOOKED_AT
HALF = 0.4
"""Where no passage holds all words, one must hold this much of what was asked for."""


def search(
    path: Path,
    query: str,
    wanted: Wanted | None = None,
    *,
    kind: str | None = None,
    archive: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The things that hold all words of the query, the best first; of equals, what more records name.

    query: words of any language and script, the last one perhaps unfinished; "words in quotation marks" stand together.
    A word is also found by its other forms, in other scripts and, where it is not there at all, with a wrong letter.
    An empty query finds nothing. Same index, same query, same hits.
    """
    wanted = wanted or Wanted(kind or "", archive or "")
    with closing(opened(path)) as database:
        found: dict[tuple[str, str], Hit] = {}
        seen: set[int] = set()
        words: list[Asked] = []
        for any_of, exact in ((False, True), (False, False), (True, False)):
            words = words if any_of else asked_words(database, query, exact)
            match = "" if any_of and (found or len(words) == 1) else _match(words, wanted, any_of)
            if match:
                rows = _rows(database, match, wanted, seen)
                scored = sorted((score(row, words), -at, row) for at, row in enumerate(rows))
                for worth, _, row in reversed(scored):
                    if any_of and worth < HALF:
                        continue
                    key = (row["iri"], (row["page_iri"] or "") if wanted.pages else "")
                    if key not in found or found[key].score < worth:
                        found[key] = hit_of(row, worth)
            if len(found) >= limit:
                break
        best = sorted(found.values(), key=lambda hit: (-hit.score, -hit.weight, hit.iri, hit.page_number, hit.page))
        return [with_snippet(hit, words) for hit in best[:limit]]


def opened(path: Path) -> sqlite3.Connection:
    """The index of an edition, for reading. RunAborted where it is damaged or of an earlier software."""
    advice = "Run `sunqar publish`: it makes an edition with an index that this software reads."
    return open_known(path, "SELECT value FROM about LIMIT 1", "SEARCH001", "The search index", advice)


def _match(words: list[Asked], wanted: Wanted, any_of: bool) -> str:
    asked = (("k", wanted.kind), ("a", wanted.archive), ("l", wanted.lang))
    facets = [facet(letter, value) for letter, value in asked if value]
    return expression(words, any_of=any_of, fields=wanted.fields, facets=facets)


def _rows(database: sqlite3.Connection, match: str, wanted: Wanted, seen: set[int]) -> list[sqlite3.Row]:
    database.row_factory = sqlite3.Row
    dated = wanted.since is not None or wanted.until is not None
    rows = database.execute(
        f"""SELECT {COLUMNS}
        FROM (SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid LIMIT ?) AS w
        JOIN passage p ON p.id = w.rowid JOIN thing t ON t.id = p.thing LEFT JOIN page g ON g.id = p.page
        WHERE (? IS NULL OR t.until >= ?) AND (? IS NULL OR t.since <= ?) ORDER BY p.id LIMIT ?""",  # noqa: S608
        (
            match,
            _WITH_YEARS if dated else LOOKED_AT + len(seen),
            *(wanted.since, wanted.since, wanted.until, wanted.until),
            LOOKED_AT + len(seen),
        ),
    ).fetchall()
    fresh = [row for row in rows if row["id"] not in seen]
    seen.update(row["id"] for row in fresh)
    return fresh
