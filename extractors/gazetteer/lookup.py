"""Exact lookup by folded name, best first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from extractors.gazetteer.records import PlaceRecord, records
from extractors.languages.fold import fold

HOME = frozenset({"QA", "KZ"})
_LEAST = {"historic": 30.0, "site": 2.0}


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that bears the name.

    id          ``geonames:290030`` or ``sunqar-place:zubarah``;  geonames  the number alone, None for the latter
    name        its preferred name in English
    matched     the form found, with its language; used: years of that form (EDTF)
    score       0 to 1, the share of this place among all of that name, weighed by nearness to the archives and size
    """

    id: str
    geonames: int | None
    name: str
    country: str
    lat: float | None
    lon: float | None
    score: float
    kind: str
    matched: str
    matched_lang: str
    used: str


@cache
def _index() -> dict[str, tuple[tuple[PlaceRecord, int], ...]]:
    index: dict[str, dict[str, tuple[PlaceRecord, int]]] = {}
    for record in records():
        for at, (lang, name, _) in enumerate(record.names):
            key = fold(name)
            for form in {key, key.removeprefix("ال")} if lang == "ar" else {key}:
                index.setdefault(form, {}).setdefault(record.id, (record, at))
    return {key: tuple(found.values()) for key, found in index.items()}


def borne(key: str) -> tuple[tuple[PlaceRecord, int], ...]:
    """(place, number of the name) of all places with a name that folds to the key."""
    return _index().get(key, ())


def lookup(name: str, lang: str | None = None, country_hint: str | None = None) -> tuple[PlaceMatch, ...]:
    """Places of that name, best first; none for an unknown name.

    lang          language of the name: forms of that language weigh more
    country_hint  ISO code of the country that the document speaks of: its places come first
    """
    key = fold(name)
    found = _index().get(key) or _index().get(key.removeprefix("ال") if lang == "ar" else "", ())
    if not found:
        return ()
    weights = [weight_of(record, at, lang, country_hint) for record, at in found]
    total = sum(weights)
    matches = [
        _match(record, at, round(0.99 * weight / total, 3)) for (record, at), weight in zip(found, weights, strict=True)
    ]
    return tuple(sorted(matches, key=lambda match: (-match.score, match.id)))


def weight_of(record: PlaceRecord, at: int, lang: str | None, country_hint: str | None) -> float:
    """How likely a place is meant among those of its name: by size, nearness to the archives, and the form used."""
    weight = math.sqrt(1 + record.population / 1000)
    weight = max(weight, _LEAST.get(record.kind, 0.0)) * (10 if record.kind == "country" else 1)
    weight *= 2.0 if record.spotted else 1.0
    weight *= 12.0 if country_hint and record.country == country_hint else 1.0
    weight *= 4.0 if record.country in HOME else 1.0
    weight *= 1.5 if lang and record.names[at][0] == lang else 1.0
    preferred = at == 0 or record.names[at - 1][0] != record.names[at][0]
    return weight * (3.0 if preferred else 1.0)


def _match(record: PlaceRecord, at: int, score: float) -> PlaceMatch:
    lang, matched, used = record.names[at]
    name = preferred_name(record)
    number = int(record.id.removeprefix("geonames:")) if record.id.startswith("geonames:") else None
    return PlaceMatch(
        record.id,
        number,
        name,
        record.country,
        record.latitude,
        record.longitude,
        score,
        record.kind,
        matched,
        lang,
        used,
    )


def preferred_name(record: PlaceRecord) -> str:
    """The first English name: the present one where there is one."""
    return next((name for lang, name, _ in record.names if lang == "en"), record.names[0][1])
