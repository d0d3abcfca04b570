"""Offices and countries that a text names, in four languages: "Soviet Foreign Minister" is one of each."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from extractors.languages.fold import fold
from kg.resolve.names.lexicon import concepts

_LONGEST = 5
"""Words of the longest phrase."""
_ISO = 2


@lru_cache(maxsize=50_000)
def offices_of(text: str) -> frozenset[str]:
    """Keys of the offices named: "deputy", "foreign minister". Of phrases that overlap the longest counts."""
    return _spotted(text, "offices")


@lru_cache(maxsize=50_000)
def countries_of(text: str) -> frozenset[str]:
    """ISO 3166 codes of the countries and peoples named; YU and PS as they were."""
    return _spotted(text, "countries")


def _spotted(text: str, what: str) -> frozenset[str]:
    table = _phrases(what)
    told = fold(text).split()
    found: set[str] = set()
    at = 0
    while at < len(told):
        for size in range(min(_LONGEST, len(told) - at), 0, -1):
            keys = table.get(" ".join(told[at : at + size])) or (
                _country(" ".join(told[at : at + size])) if what == "countries" else None
            )
            if keys:
                found |= keys
                at += size
                break
        else:
            at += 1
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _country(phrase: str) -> frozenset[str]:
    return frozenset(key for key in concepts(phrase) if len(key) == _ISO)


@cache
def _phrases(what: str) -> dict[str, frozenset[str]]:
    name = "offices.json" if what == "offices" else "demonyms.json"
    stored: dict[str, str] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for key, phrases in stored.items():
        for phrase in phrases.split("|"):
            found.setdefault(fold(phrase), set()).add(key)
    return {phrase: frozenset(keys) for phrase, keys in found.items()}
