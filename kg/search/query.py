"""Searching: the words asked for, the passages that hold them, the best things first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from math import log
from pathlib import Path

from extractors.errors import RunAborted
from extractors.languages.fold import fold
from kg.search.expand import EXACT, Closeness, as_written, expand
from kg.search.hit import FIELDS, Hit, Wanted
from kg.search.schema import facet
from kg.search.snippet import snippet
from kg.search.words import folded_words, other_words

_MOST_WORDS = 12
_LOOKED_AT = 200
"""Passages of a match that are scored, in the order of the index."""
_WITH_YEARS = 20 * _LOOKED_AT
_HALF = 0.4
"""Where no passage holds all words, one must hold this much of what was asked for."""
_COMMON = 0.1
"""A word in so large a part of the passages narrows nothing; it counts only in the score."""
_FIELD = {"name": 1.0, "title": 0.95, "description": 0.85, "text": 0.8}
_PHRASE = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class _Word:
    """One word asked for, or one phrase: the words of the index it may be, its rarity, whether it narrows."""

    terms: Closeness
    rarity: float
    narrows: bool
    phrase: str = ""


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
        words: list[_Word] = []
        for any_of, exact in ((False, True), (False, False), (True, False)):
            words = words if any_of else _words(database, query, exact)
            match = "" if any_of and (found or len(words) == 1) else _match(words, wanted, any_of)
            if match:
                rows = _rows(database, match, wanted, seen)
                scored = sorted((_score(row, words), -at, row) for at, row in enumerate(rows))
                for score, _, row in reversed(scored):
                    if any_of and score < _HALF:
                        continue
                    key = (row["iri"], (row["page_iri"] or "") if wanted.pages else "")
                    if key not in found or found[key].score < score:
                        found[key] = _hit(row, score)
            if len(found) >= limit:
                break
        best = sorted(found.values(), key=lambda hit: (-hit.score, -hit.weight, hit.iri, hit.page_number, hit.page))
        return [_with_snippet(hit, words) for hit in best[:limit]]


def opened(path: Path) -> sqlite3.Connection:
    """The index of an edition, for reading. RunAborted where it is damaged or of an earlier software."""
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        database.execute("SELECT value FROM about LIMIT 1")
    except sqlite3.Error as error:
        raise RunAborted(
            "SEARCH001",
            f"The search index cannot be read: {error}.",
            where=str(path),
            advice="Run `sunqar publish`: it makes an edition with an index that this software reads.",
        ) from error
    return database


def _words(database: sqlite3.Connection, query: str, exact: bool) -> list[_Word]:
    """The words asked for. exact: only as they are written, and none at all where the index lacks one."""
    total = int(database.execute("SELECT value FROM about WHERE key = 'passages'").fetchone()[0])
    words = [_phrase(part, total) for part in _PHRASE.findall(query)]
    rest = _PHRASE.sub(" ", query)
    unfinished = bool(rest) and not rest[-1].isspace()
    written = rest.split()
    for at, one in enumerate(written):
        others = folded_words(" ".join(other_words(one, "")))
        for folded in folded_words(one):
            last = unfinished and at == len(written) - 1
            seeds = frozenset((folded, *others))
            terms: Closeness = {}
            for seed in sorted(seeds):
                near = as_written(database, seed) if exact else expand(database, seed, beginning=last)
                for term, closeness in near.items():
                    terms[term] = max(closeness, terms.get(term, 0.0))
            counts = _counts(database, terms)
            rarity = log(1 + total / max(1, max(counts.values(), default=0)))
            if exact and not terms:
                return []
            words.append(_Word(terms, rarity, sum(counts.values()) <= max(_COMMON * total, _LOOKED_AT)))
    words = [word for word in words if word.terms or word.phrase][:_MOST_WORDS]
    if any(word.narrows for word in words):
        return words
    return [_Word(word.terms, word.rarity, True, word.phrase) for word in words]


def _phrase(text: str, total: int) -> _Word:
    return _Word(dict.fromkeys(folded_words(text), EXACT), log(1 + total), bool(fold(text)), fold(text))


def _counts(database: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    order = sorted(terms)
    marks = ", ".join("?" * len(order))
    return dict(database.execute(f"SELECT term, passages FROM term WHERE term IN ({marks})", order).fetchall())  # noqa: S608


def _match(words: list[_Word], wanted: Wanted, any_of: bool) -> str:
    """The words as an FTS5 expression; empty where there are none. any_of: one of them is enough."""
    fields = [field for field in FIELDS if not wanted.fields or field in wanted.fields]
    groups = []
    for word in (word for word in words if word.narrows):
        terms = [word.phrase] if word.phrase else sorted(word.terms)
        groups.append(f"{{{' '.join(fields)}}} : ({' OR '.join(map(_quoted, terms))})")
    groups = [f"({' OR '.join(groups)})"] if any_of and groups else groups
    if not groups:
        return ""
    for letter, value in (("k", wanted.kind), ("a", wanted.archive), ("l", wanted.lang)):
        if value:
            groups.append(f"facet : {facet(letter, value)}")
    return " AND ".join(groups)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', "") + '"'


def _rows(database: sqlite3.Connection, match: str, wanted: Wanted, seen: set[int]) -> list[sqlite3.Row]:
    database.row_factory = sqlite3.Row
    dated = wanted.since is not None or wanted.until is not None
    rows = database.execute(
        """SELECT p.id, p.field, p.lang AS text_lang, p.text, p.folded, p.others, t.iri, t.kind, t.label, t.lang,
          t.archives, t.weight, g.iri AS page_iri, g.number
        FROM (SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid LIMIT ?) AS w
        JOIN passage p ON p.id = w.rowid JOIN thing t ON t.id = p.thing LEFT JOIN page g ON g.id = p.page
        WHERE (? IS NULL OR t.until >= ?) AND (? IS NULL OR t.since <= ?) ORDER BY p.id LIMIT ?""",
        (
            match,
            _WITH_YEARS if dated else _LOOKED_AT + len(seen),
            *(wanted.since, wanted.since, wanted.until, wanted.until),
            _LOOKED_AT + len(seen),
        ),
    ).fetchall()
    fresh = [row for row in rows if row["id"] not in seen]
    seen.update(row["id"] for row in fresh)
    return fresh


def _score(row: sqlite3.Row, words: list[_Word]) -> float:
    """How much of what was asked is there, by rarity; less in longer fields, and where a name says more than that."""
    held = row["folded"].split()
    there = {*held, *row["others"].split()}
    total = got = matched = 0.0
    for word in words:
        total += word.rarity
        # A phrase is there, for the match says so.
        closest = EXACT if word.phrase else max((word.terms[term] for term in there & word.terms.keys()), default=0.0)
        got += word.rarity * closest
        matched += len(word.phrase.split()) if word.phrase else closest > 0
    field = FIELDS[row["field"]]
    whole = min(1.0, matched / len(held)) if field in ("name", "title") else 0.0
    return round(got / total * _FIELD[field] * (0.8 + 0.2 * whole), 4)


def _hit(row: sqlite3.Row, score: float) -> Hit:
    return Hit(
        iri=row["iri"],
        kind=row["kind"],
        label=row["label"],
        lang=row["lang"],
        matched=row["text"],
        matched_lang=row["text_lang"],
        archives=tuple(row["archives"].split()),
        weight=row["weight"],
        score=score,
        field=FIELDS[row["field"]],
        page=row["page_iri"] or "",
        page_number=row["number"] or "",
    )


def _with_snippet(hit: Hit, words: list[_Word]) -> Hit:
    found = frozenset(term for word in words for term in word.terms)
    parts, matched = snippet(hit.matched, hit.matched_lang, found)
    whole = hit.field in ("name", "title")
    return Hit(
        **{name: getattr(hit, name) for name in Hit.__slots__}
        | {"snippet": parts, "matched": hit.matched if whole else matched}
    )
