"""Which of the gazetteer's places the local entities mean, each in the light of the places that its documents name.

Two rounds: first the names that mean one place wherever they stand; then the others, beside those of their documents.
The date of a document says which of a place's names was in use, never which place it is: it counts only for whether
قطر is a place at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from extractors.gazetteer.records import PlaceRecord, by_id
from extractors.gazetteer.traps import means_region
from extractors.languages.base import words
from extractors.languages.fold import fold
from kg.resolve.candidates import Candidate
from kg.resolve.places import SURE, Ranked, Setting, kilometres, rank

_BESIDE = 12
"""Places named beside it that are looked at: those that most local entities of the documents mean."""
_GREAT, _MIDDLING = 500_000, 300_000
"""Inhabitants of a town that may be meant where a country bears its name, too; up to which a town abroad is not told by
one of its other names."""
_SMALL, _SHORT = 100_000, 3
"""Inhabitants and letters under which an Arabic name may be a common word."""
_NEARER = 2.0
"""How many times nearer to what is named beside it one of the two must lie."""
_USUAL, _WITNESSES, _CLOSE_KM = 0.2, 2, 300.0
"""What a place that is not the usual one of its name needs: a share of the name wherever that stands, and places
beside it of its country, or that near."""
_OURS = frozenset(words("QA BH KW AE OM SA IQ IR YE SY LB JO PS IL EG TR KZ KG TJ TM UZ MN AF"))
"""Countries whose towns the gazetteer has under the names that sources of our regions use."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A place that is meant, with its share of all that the name may mean there.

    alone   the name means it wherever it stands;  beside  ids of the places by which it is told, where it does not
    """

    place: str
    score: float
    alone: bool
    beside: tuple[str, ...] = ()


def meant_places(candidates: Iterable[Candidate]) -> dict[str, Meant]:
    """IRI of a local entity -> the place that it means; those that leave it open are not there.

    What carries an identifier is told by that, and not looked at.
    """
    open_ = [one for one in candidates if one.label == "PLACE" and not one.identifiers]
    told = {one.iri: _agreed([_alone(name, lang) for lang, name in one.names]) for one in open_}
    named: dict[str, Counter[str]] = {}
    for one in open_:
        if (sure := told[one.iri]) is not None:
            for document in one.documents:
                named.setdefault(document, Counter())[sure.record.id] += 1
    found: dict[str, Meant] = {}
    for one in open_:
        place = _meant(one, told[one.iri], named)
        if place is not None:
            found[one.iri] = place
    return found


def _meant(one: Candidate, sure: Ranked | None, named: dict[str, Counter[str]]) -> Meant | None:
    counted: Counter[str] = Counter()
    for document in one.documents:
        counted.update(named.get(document, ()))
    if sure is not None:
        counted.pop(sure.record.id, None)
    beside = tuple(sorted(counted, key=lambda place: (-counted[place], place))[:_BESIDE])
    countries = {by_id()[place].country for place in beside}
    year = one.facts.active[1] if one.facts.active else None
    if any(means_region(name, lang, countries, year) for lang, name in one.names):
        return None
    if sure is not None:
        return Meant(sure.record.id, sure.score, True)
    best = _agreed([_among(name, lang, beside) for lang, name in one.names]) if beside else None
    return Meant(best.record.id, best.score, False, beside[:3]) if best is not None else None


def _agreed(found: Sequence[Ranked | None]) -> Ranked | None:
    """The one place that all names that tell a place tell; the surest of them."""
    sure = [one for one in found if one is not None]
    if len({one.record.id for one in sure}) != 1:
        return None
    return max(sure, key=lambda one: one.score)


@lru_cache(maxsize=100_000)
def _alone(name: str, lang: str) -> Ranked | None:
    """Documents repeat names: each is looked up once. None for a country's name that a great town or a region abroad
    bears, too: "عمان" is Oman, or Amman; "Georgia" one of two."""
    ranked = rank(name, lang)
    return None if _rivals(ranked) or _by_alias(name, ranked) or _by_word(name, lang, ranked) else _first(ranked)


@lru_cache(maxsize=100_000)
def _among(name: str, lang: str, beside: tuple[str, ...]) -> Ranked | None:
    """The place meant beside others; one that hardly anybody means by that name is none."""
    ranked = rank(name, lang)
    near = [by_id()[one] for one in beside if all(one != hit.record.id for hit in ranked)]
    if rivals := _rivals(ranked):
        one, other = (min((kilometres(rival.record, place) for place in near), default=inf) for rival in rivals)
        nearer = rivals[0] if one * _NEARER < other else rivals[1] if other * _NEARER < one else None
        return Ranked(nearer.record, SURE) if nearer is not None else None
    best = _first(rank(name, lang, Setting(beside=tuple(near))))
    if best is None or _by_alias(name, (best,)) or all(best.record.id != one.record.id for one in ranked):
        return None
    if best.record.id == ranked[0].record.id:
        return best
    share = next(one.score for one in ranked if one.record.id == best.record.id)
    held = sum(_together(best.record, place) for place in near)
    return best if share >= _USUAL and held >= _WITNESSES else None


def _together(one: PlaceRecord, other: PlaceRecord) -> bool:
    return (bool(one.country) and one.country == other.country) or kilometres(one, other) < _CLOSE_KM


def _by_word(name: str, lang: str, ranked: tuple[Ranked, ...]) -> bool:
    """Whether a small town is found by three Arabic letters, which may be a common word: نور is "light"."""
    best = ranked[0].record if ranked else None
    short = lang == "ar" and len(fold(name)) <= _SHORT
    return best is not None and short and best.kind == "town" and not best.curated and best.population < _SMALL


def _by_alias(name: str, ranked: tuple[Ranked, ...]) -> bool:
    """Whether a middling town outside our regions is found by one of its other names in Latin letters: GeoNames has
    "Florida" for Floridablanca."""
    best = ranked[0].record if ranked else None
    if best is None or best.kind != "town" or best.curated or best.population >= _MIDDLING:
        return False
    if best.country in _OURS:
        return False
    firsts = {fold(own) for spoken, own in dict((n[0], n[1]) for n in reversed(best.names)).items()}
    return name.isascii() and fold(name) not in firsts


def _rivals(ranked: tuple[Ranked, ...]) -> tuple[Ranked, Ranked] | None:
    """A country, and the great town or the region of another country that bears its name."""
    if not ranked or ranked[0].record.kind != "country":
        return None
    country = ranked[0].record.country
    for one in ranked[1:]:
        known = one.record.population >= _GREAT or one.record.kind == "historic"
        if known and one.record.country and one.record.country != country:
            return ranked[0], one
    return None


def _first(ranked: tuple[Ranked, ...]) -> Ranked | None:
    return ranked[0] if ranked and ranked[0].score >= SURE else None
