"""Names of places in four languages: translated or renamed, so that no letters can match (Германия, Germany).

Sources: the Unicode Common Locale Data Repository, through Babel (territories, and the cities that name time zones);
the gazetteer (towns of GeoNames, and the historic places kept by hand).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extractors.gazetteer.forms import keys
from extractors.gazetteer.lookup import borne
from extractors.languages.fold import fold

LANGUAGES = ("ar", "en", "kk", "ru")


def concepts(name: str) -> frozenset[str]:
    """Codes of countries (``QA``), cities (``Asia/Qatar``) and places (``geonames:290030``) of a name as it stands."""
    key = fold(name)
    return _lexicon().get(key, frozenset()) | {record.id for record, _ in borne(key)}


def asked_for(name: str) -> dict[str, float]:
    """The same with how well each fits, 0 to 1; also by the name without case ending, article or word for its kind."""
    found: dict[str, float] = {}
    for key, fit in keys(name, None):
        for concept in (*_lexicon().get(key, ()), *(record.id for record, _ in borne(key))):
            found[concept] = max(fit, found.get(concept, 0.0))
    return found


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
