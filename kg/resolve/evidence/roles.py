"""Titles, offices, the country served, the words of descriptions, and terms of office against years of activity."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.languages.fold import fold
from kg.resolve.evidence.counts import description_rarity
from kg.resolve.evidence.found import Found
from kg.resolve.evidence.offices import countries_of, offices_of
from kg.resolve.evidence.terms import terms
from kg.resolve.profile import Profile, Years

FEATURES = (
    "office_shared", "country_shared", "office_of_country", "country_differs", "words_shared", "term_meets",
    "term_apart",
)  # fmt: skip
_FULL = 20.0
_FAR = 40.0
_FIGURES = re.compile(r"\d")
_WIDEST = 12
"""Years of activity that stretch further meet every term and say nothing."""


def roles(left: Profile, right: Profile) -> list[Found]:
    """What the two sides' titles and descriptions share; symmetric."""
    found = [*_terms(left, right)]
    if not left.roles or not right.roles:
        return found
    one, other = _all(left.roles), _all(right.roles)
    offices, countries = one[0] & other[0], one[1] & other[1]
    if offices:
        found.append(Found("role", "office_shared", 1.0, f"both {', '.join(sorted(offices))}"))
    if countries:
        found.append(Found("role", "country_shared", 1.0, f"both of {', '.join(sorted(countries))}"))
    elif one[1] and other[1]:
        found.append(
            Found("role", "country_differs", 1.0, f"{', '.join(sorted(one[1]))} / {', '.join(sorted(other[1]))}")
        )
    pair = _together(left.roles) & _together(right.roles)
    if pair:
        found.append(Found("role", "office_of_country", 1.0, ", ".join(" ".join(each) for each in sorted(pair)[:3])))
    words = one[2] & other[2]
    weight = sum(description_rarity(word) for word in words)
    if weight:
        rarest = sorted(words, key=lambda word: (-description_rarity(word), word))[:5]
        found.append(Found("role", "words_shared", min(weight, _FULL) / 5.0, f"both “{', '.join(rarest)}”"))
    return found


def _terms(left: Profile, right: Profile) -> list[Found]:
    """Terms of office of a side that is described, against the years in which the other is seen; of two the nearer."""
    found: list[Found] = []
    for described, seen in ((left, right), (right, left)):
        active = seen.active
        if not described.described or active is None or active.latest - active.earliest > _WIDEST:
            continue
        stretches = _stretches(described.roles)
        if not stretches:
            continue
        nearest = min(stretches, key=lambda term: (term.apart(active), term))
        words = f"in office {_said(nearest)} / seen {_said(active)}"
        apart = nearest.apart(active)
        found.append(
            Found("role", "term_apart", min(apart, _FAR) / 10.0, words)
            if apart
            else Found("role", "term_meets", 1.0, words)
        )
    return sorted(found, key=lambda each: (each.feature != "term_meets", each.value, each.words))[:1]


@lru_cache(maxsize=50_000)
def _stretches(told: tuple[str, ...]) -> tuple[Years, ...]:
    return tuple(each for role in told for each in terms(role))


def _said(years: Years) -> str:
    return str(years.earliest) if years.earliest == years.latest else f"{years.earliest}-{years.latest}"


@lru_cache(maxsize=50_000)
def _all(told: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Offices, countries, and rarer words of all the roles."""
    words = frozenset(
        word for role in told for word in fold(role).split() if len(word) > 1 and not _FIGURES.search(word)
    )
    return (
        frozenset(key for role in told for key in offices_of(role)),
        frozenset(key for role in told for key in countries_of(role)),
        frozenset(word for word in words if description_rarity(word) > 2.5),
    )


@lru_cache(maxsize=50_000)
def _together(told: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Offices with the countries named in the same part of a description."""
    return frozenset(
        (office, country)
        for role in told
        for part in role.split(";")
        for office in offices_of(part)
        for country in countries_of(part)
    )
