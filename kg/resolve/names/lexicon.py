"""Names of countries and cities in four languages: translated names that no letters can match (Германия, Germany).

Source: the Unicode Common Locale Data Repository, through Babel (territories, and the cities that name time zones).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extractors.languages.fold import fold

LANGUAGES = ("ar", "en", "kk", "ru")


def concepts(name: str) -> frozenset[str]:
    """Codes of the countries (``QA``) and cities (``Asia/Qatar``) of a name, in whichever of the four languages."""
    return _lexicon().get(fold(name), frozenset())


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    from babel import Locale

    found: dict[str, set[str]] = {}
    zones: set[str] = set()
    for lang in LANGUAGES:
        locale = Locale(lang)
        for code, name in locale.territories.items():
            if code.isalpha():
                found.setdefault(fold(name), set()).add(code)
        for code, zone in _cities(locale):
            found.setdefault(fold(zone), set()).add(code)
            zones.add(code)
    for code in zones:
        found.setdefault(fold(code.rsplit("/", 1)[-1].replace("_", " ")), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items() if name}


def _cities(locale: Any) -> list[tuple[str, str]]:
    return [(code, zone["city"]) for code, zone in locale.time_zones.items() if "city" in zone]
