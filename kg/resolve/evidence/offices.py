"""Offices and countries that a text names, in four languages: "Soviet Foreign Minister" is one of each.

Sources: names of countries of the Unicode Common Locale Data Repository, through Babel; the rest was written for this.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from extractors.languages.fold import fold

LANGUAGES = ("ar", "en", "kk", "ru")
_ISO = 2

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]
"""First word -> phrases that begin with it, in words, and their keys; the longest first."""


@lru_cache(maxsize=50_000)
def offices_of(text: str) -> frozenset[str]:
    """Keys of the offices named: "deputy", "foreign minister". Of phrases that overlap the longest counts."""
    return frozenset(key for keys in _spotted(text, _offices()) for key in keys)


@lru_cache(maxsize=50_000)
def countries_of(text: str) -> frozenset[str]:
    """ISO 3166 codes of the countries and peoples named, YU as it was, UN."""
    return frozenset(key for keys in spotted_countries(text) for key in keys)


def spotted_countries(text: str) -> list[frozenset[str]]:
    """The same, once for each time that a text names one."""
    return _spotted(text, _countries())


def _spotted(text: str, phrases: Phrases) -> list[frozenset[str]]:
    told = fold(text).split()
    found: list[frozenset[str]] = []
    at = 0
    while at < len(told):
        for words, keys in phrases.get(told[at], ()):
            if len(words) == 1 or tuple(told[at : at + len(words)]) == words:
                found.append(keys)
                at += len(words)
                break
        else:
            at += 1
    return found


@cache
def _offices() -> Phrases:
    return _table(_stored("offices.json"))


@cache
def _countries() -> Phrases:
    from babel import Locale

    named = _stored("demonyms.json")
    for lang in LANGUAGES:
        for code, name in Locale(lang).territories.items():
            if len(code) == _ISO:
                named.append((name, code))
    return _table(named)


def _stored(name: str) -> list[tuple[str, str]]:
    stored: dict[str, str] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return [(phrase, key) for key, phrases in stored.items() for phrase in phrases.split("|")]


def _table(named: list[tuple[str, str]]) -> Phrases:
    keys: dict[tuple[str, ...], set[str]] = {}
    for phrase, key in named:
        words = tuple(fold(phrase).split())
        if words:
            keys.setdefault(words, set()).add(key)
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words in sorted(keys, key=lambda each: (-len(each), each)):
        found.setdefault(words[0], []).append((words, frozenset(keys[words])))
    return {first: tuple(phrases) for first, phrases in found.items()}
