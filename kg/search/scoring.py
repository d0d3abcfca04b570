"""How well a passage holds what was asked, and the hit that it makes."""

from __future__ import annotations

import sqlite3

from kg.search.asked import Asked
from kg.search.expand import EXACT
from kg.search.hit import FIELDS, Hit
from kg.search.snippet import snippet

COLUMNS = """p.id, p.field, p.lang AS text_lang, p.text, p.folded, p.others, t.iri, t.kind, t.label, t.lang,
  t.archives, t.weight, t.since, t.until, t.confidence, g.iri AS page_iri, g.number"""
"""Of passage p (which may be missing), thing t and page g."""
_FIELD = {"name": 1.0, "title": 0.95, "description": 0.85, "text": 0.8}


def score(row: sqlite3.Row, words: list[Asked]) -> float:
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


def hit_of(row: sqlite3.Row, scored: float) -> Hit:
    """The hit without its snippet; of no field where no passage was asked for."""
    return Hit(
        iri=row["iri"],
        kind=row["kind"],
        label=row["label"],
        lang=row["lang"],
        matched=row["text"] or "",
        matched_lang=row["text_lang"] or "",
        archives=tuple(row["archives"].split()),
        weight=row["weight"],
        score=scored,
        field="" if row["field"] is None else FIELDS[row["field"]],
        page=row["page_iri"] or "",
        page_number=row["number"] or "",
        since=row["since"],
        until=row["until"],
        confidence=row["confidence"],
    )


def with_snippet(hit: Hit, words: list[Asked]) -> Hit:
    """The same with the words around what was found; of a name or title, the whole of it is what matched."""
    found = frozenset(term for word in words for term in word.terms)
    parts, matched = snippet(hit.matched, hit.matched_lang, found)
    whole = hit.field in ("name", "title")
    return Hit(
        **{name: getattr(hit, name) for name in Hit.__slots__}
        | {"snippet": parts, "matched": hit.matched if whole else matched}
    )
