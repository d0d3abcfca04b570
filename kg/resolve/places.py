"""Which place a name means: candidates of the gazetteer, ranked by what is known about the text.

Counted: how well the form fits, size and nearness to the archives, the country that the document speaks of, its years
against the years of use of the name, and the places named beside it. No place comes back for a word that is none there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians

from extractors.gazetteer.lookup import preferred_name, weight_of
from extractors.gazetteer.records import PlaceRecord
from extractors.gazetteer.search import Hit, search
from extractors.gazetteer.traps import no_place
from extractors.languages.fold import fold
from extractors.languages.tokens import spans

SURE = 0.8
"""Score from which a place may be taken as meant without a person's look."""

MOST = 10
_UNLISTED = 1.0
"""Weight of the places of that name that no gazetteer holds."""

_ABROAD = 30.0
"""How much likelier an unlisted place is where no listed one lies in the country that is told."""

_SAME_COUNTRY, _NEAR, _KILOMETRES = 4.0, 3.0, 300.0
_CURATED = 1.5
_IN_USE, _OUT_OF_USE = 2.0, 0.3
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_WORDS = 3
_KNOWN = 50_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about a text that names a place.

    country  ISO 3166 code of the country it speaks of;  years  those it speaks of
    beside   other places that it names, one of each name;  words  the text about the name, as written
    """

    country: str | None = None
    years: tuple[int, ...] = ()
    beside: tuple[PlaceRecord, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place that may be meant, with its score from 0 to 1: its share of all that the name may mean."""

    record: PlaceRecord
    score: float

    @property
    def name(self) -> str:
        """Its preferred name in English."""
        return preferred_name(self.record)

    @property
    def geonames(self) -> int | None:
        """Its GeoNames number; None for a place of our own list alone."""
        number = self.record.id.removeprefix("geonames:")
        return int(number) if number.isdigit() else None


def rank(name: str, lang: str | None = None, setting: Setting | None = None) -> tuple[Ranked, ...]:
    """Places that the name may mean, best first, at most ten; none for an unknown name, or for a word that is no name.

    lang  language of the text, ``None`` where it is not known
    """
    about = setting or Setting()
    if no_place(name, lang, about.country, about.words):
        return ()
    hits = search(name, lang)
    weights = [_weight(hit, lang, about) for hit in hits]
    told = about.country is None or any(hit.record.country == about.country for hit in hits)
    total = sum(weights) + _UNLISTED * (1.0 if told else _ABROAD)
    found = [Ranked(hit.record, min(0.99, round(hit.fit * w / total, 3))) for hit, w in zip(hits, weights, strict=True)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.record.id))[:MOST])


def decide(name: str, lang: str | None = None, setting: Setting | None = None) -> PlaceRecord | None:
    """The place that is meant, None where that stays open."""
    best = rank(name, lang, setting)
    return best[0].record if best and best[0].score >= SURE else None


def setting_of(name: str, context: str = "", country: str | None = None, lang: str | None = None) -> Setting:
    """What a text about a name tells: the years and the well-known places that stand in it.

    country  an ISO 3166 code or the country's name in any of our languages
    """
    own = {hit.record.id for hit in search(name, lang)}
    beside = tuple(place for place in _named(context, lang) if place.id not in own)
    years = tuple(int(year) for year in _YEAR.findall(fold(context)))
    return Setting(_code(country), years, beside, context)


def _code(country: str | None) -> str | None:
    if not country:
        return None
    if len(country) == 2 and country.isascii() and country.isalpha():
        return country.upper()
    found = [hit.record for hit in search(country) if hit.record.kind in ("country", "historic")]
    return max(found, key=lambda record: record.population).country or None if found else None


@lru_cache(maxsize=256)
def _named(context: str, lang: str | None) -> tuple[PlaceRecord, ...]:
    tokens = [context[start:end] for start, end in spans(context)]
    words = [token for token in tokens if token.isalpha() or len(token) > 1]
    found: dict[str, PlaceRecord] = {}
    at = 0
    while at < len(words):
        for length in range(min(_WORDS, len(words) - at), 0, -1):
            place = _well_known(" ".join(words[at : at + length]), lang)
            if place:
                found.setdefault(place.id, place)
                break
        else:
            length = 1
        at += length
    return tuple(found.values())


@lru_cache(maxsize=50_000)
def _well_known(name: str, lang: str | None) -> PlaceRecord | None:
    if len(name) < 4 or name[0].islower() or no_place(name, lang, None, ""):
        return None
    hits = [hit for hit in search(name, lang) if hit.fit > 0.8 and _is_known(hit.record)]
    return max(hits, key=lambda hit: hit.fit * weight_of(hit.record, hit.at, lang, None)).record if hits else None


def _is_known(record: PlaceRecord) -> bool:
    return bool(record.curated) or record.kind == "country" or record.population >= _KNOWN


def _weight(hit: Hit, lang: str | None, about: Setting) -> float:
    weight = hit.fit * weight_of(hit.record, hit.at, lang, about.country)
    weight *= _CURATED if hit.record.curated else 1.0
    if any(place.country and place.country == hit.record.country for place in about.beside):
        weight *= _SAME_COUNTRY
    if any(kilometres(hit.record, place) < _KILOMETRES for place in about.beside):
        weight *= _NEAR
    used = hit.record.names[hit.at][2]
    if used and about.years:
        weight *= _IN_USE if _in_use(used, about.years) else _OUT_OF_USE
    return weight


def _in_use(used: str, years: Iterable[int]) -> bool:
    start, _, end = used.partition("/")
    first, last = (int(side[:4]) if side.strip(".") else open_ for side, open_ in ((start, 0), (end, 9999)))
    return any(first <= year <= last for year in years)


def kilometres(one: PlaceRecord, other: PlaceRecord) -> float:
    """Distance on a plane, near enough for places some hundred kilometres apart."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return 111.2 * hypot(one.latitude - other.latitude, east)
