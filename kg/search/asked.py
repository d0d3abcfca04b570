"""What a query asks for: words and phrases, and the expression by which the index finds passages that hold them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from extractors.languages.fold import fold
from kg.search.expand import EXACT, Closeness, as_written, expand
from kg.search.hit import FIELDS
from kg.search.words import folded_words, other_words

LOOKED_AT = 200
"""Passages of a match that are scored, in the order of the index."""
_MOST_WORDS = 12
_COMMON = 0.1
"""A word in so large a part of the passages narrows nothing; it counts only in the score."""
_PHRASE = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """One word asked for, or one phrase: the words of the index it may be, its rarity, whether it narrows."""

    terms: Closeness
    rarity: float
    narrows: bool
    phrase: str = ""


def asked_words(database: sqlite3.Connection, query: str, exact: bool) -> list[Asked]:
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
            words.append(Asked(terms, rarity, sum(counts.values()) <= max(_COMMON * total, LOOKED_AT)))
    words = [word for word in words if word.terms or word.phrase][:_MOST_WORDS]
    if any(word.narrows for word in words):
        return words
    return [Asked(word.terms, word.rarity, True, word.phrase) for word in words]


def expression(
    words: list[Asked], *, any_of: bool = False, fields: tuple[str, ...] = (), facets: Iterable[str] = ()
) -> str:
    """The words as an FTS5 expression; empty where there are none.

    any_of: one of them is enough; fields: of FIELDS, all where there is none; facets: words of the column of facets
    """
    wanted = " ".join(field for field in FIELDS if not fields or field in fields)
    groups = []
    for word in (word for word in words if word.narrows):
        terms = [word.phrase] if word.phrase else sorted(word.terms)
        groups.append(f"{{{wanted}}} : ({' OR '.join(map(_quoted, terms))})")
    groups = [f"({' OR '.join(groups)})"] if any_of and groups else groups
    return " AND ".join((*groups, *(f"facet : {one}" for one in facets))) if groups else ""


def _phrase(text: str, total: int) -> Asked:
    return Asked(dict.fromkeys(folded_words(text), EXACT), log(1 + total), bool(fold(text)), fold(text))


def _counts(database: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    order = sorted(terms)
    marks = ", ".join("?" * len(order))
    return dict(database.execute(f"SELECT term, passages FROM term WHERE term IN ({marks})", order).fetchall())  # noqa: S608


def _quoted(term: str) -> str:
    return '"' + term.replace('"', "") + '"'
