"""Candidates weighed: the two names, and what else was told of them, by the weights that ``sunqar link`` uses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.dates import parse
from extractors.readers.registry_ids import is_registered, registry_id
from kg.resolve.evidence.compare import model
from kg.resolve.evidence.found import Found as Finding
from kg.resolve.evidence.identifiers import identifiers, two_ids
from kg.resolve.evidence.life import disjoint, life
from kg.resolve.evidence.places import places
from kg.resolve.profile import Profile, Years
from kg.search.near import kilometres
from sparql_endpoint.portal.reconcile.facts import Life, Point
from sparql_endpoint.portal.reconcile.named import Candidate, Found, shares
from sparql_endpoint.portal.reconcile.properties import REGISTRIES
from sparql_endpoint.portal.reconcile.questions import Question

MATCH = 90.0
"""Score from which a candidate is said to match; of names compared across scripts, 97 in 100 such are right."""
_NEAR_KM = 50.0
_NEVER = -20.0
_SUREST = 20.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the edition says of the candidates of a batch, by IRI; only what its queries ask about."""

    lives: Mapping[str, Life] = field(default_factory=dict)
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    identifiers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    points: Mapping[str, Sequence[Point]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """What a query tells beside the name, as it is read; what cannot be read counts for nothing.

    places are names, and IRIs of places; identifiers are scheme:value.
    """

    born: Years | None
    died: Years | None
    active: Years | None
    places: tuple[str, ...]
    identifiers: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its score, 0 to 100, and whether it is said to match.

    features: what speaks for it, by id: figures, and for each property whether it agrees
    """

    candidate: Candidate
    score: float
    match: bool
    features: tuple[tuple[str, float | bool], ...]


def told(question: Question) -> Told:
    """The properties of a query, read."""
    names = question.values("identifier")
    given = [registry_id(name) for name in names] + [
        registry_id(value, registry) for registry in REGISTRIES for value in question.values(registry)
    ]
    asked = registry_id(question.name)
    return Told(
        _years(question.values("birth")),
        _years(question.values("death")),
        _years(question.values("active")),
        question.values("place"),
        tuple(dict.fromkeys([*given, *([asked] if is_registered(asked) else [])])),
        tuple(point for value in question.values("coordinates") if (point := _point(value))),
    )


def weigh(question: Question, asked: Told, found: Found, known: Known) -> list[Weighed]:
    """The candidates, the best first. Lives that cannot be one, and other ids of one registry, are no match at all."""
    logits, told_of = [], []
    for each in found.candidates:
        logit, features = _compared(each, asked, known)
        logits.append(logit)
        told_of.append(features)
    by_name = shares([each.logit for each in found.candidates], found.others)
    weighed = [
        Weighed(
            each,
            round(100 * share, 2),
            share >= MATCH / 100 and logit > 0 and (each.sure or logit >= each.logit + 1),
            (("name", round(name, 4)), ("records", float(each.records)), ("equal", each.equal), *features),
        )
        for each, share, logit, name, features in zip(
            found.candidates, shares(logits, found.others), logits, by_name, told_of, strict=True
        )
    ]
    order = sorted(zip(weighed, logits, strict=True), key=lambda pair: (-pair[1], -pair[0].candidate.records))
    kept = [each for each, logit in order if logit > _NEVER]
    return kept[: question.limit]


def _compared(each: Candidate, asked: Told, known: Known) -> tuple[float, tuple[tuple[str, bool], ...]]:
    """Log odds of names and properties, and for each property whether it agrees."""
    weights = model().weights
    mine, theirs = _profile(asked), _candidate(each, known)
    findings = [*_life(mine, theirs), *places(mine, theirs), *identifiers(mine, theirs)]
    logit = each.logit + sum(found.value * weights[found.feature] for found in findings)
    features = dict(_agreement(findings))
    for name, forbidden in (("life", disjoint(mine, theirs)), ("identifier", two_ids(mine, theirs))):
        if forbidden:
            features[name], logit = False, _NEVER
    if asked.points and (there := known.points.get(each.iri)):
        features["coordinates"] = any(kilometres(one, two) <= _NEAR_KM for one in asked.points for two in there)
        logit = logit if features["coordinates"] else _NEVER
    return max(_NEVER, min(_SUREST, logit)), tuple(features.items())


def _life(mine: Profile, theirs: Profile) -> list[Finding]:
    """Without years of activity of the candidate, which nobody asked the store for."""
    return life(mine, theirs) if theirs.born or theirs.died else []


def _agreement(findings: Sequence[Finding]) -> list[tuple[str, bool]]:
    named = {"born_same": ("birth", True), "died_same": ("death", True), "age_unlikely": ("active", False),
             "after_death": ("active", False), "places_shared": ("place", True), "places_differ": ("place", False),
             "identifier_shared": ("identifier", True)}  # fmt: skip
    return [named[found.feature] for found in findings if found.feature in named and found.value]


def _profile(asked: Told) -> Profile:
    return Profile("", "", (), asked.born, asked.died, asked.active, (), asked.places, (), asked.identifiers)


def _candidate(each: Candidate, known: Known) -> Profile:
    lived = known.lives.get(each.iri, {})
    return Profile(
        each.iri,
        "",
        (),
        lived.get("birth"),
        lived.get("death"),
        places=tuple(known.places.get(each.iri, ())),
        identifiers=tuple(known.identifiers.get(each.iri, ())),
    )


def _years(values: Sequence[str]) -> Years | None:
    """Of the first value that is a date; None where none is. A bare figure is a year."""
    for value in values:
        if value.lstrip("-").isdigit() and len(value.lstrip("-")) <= 4:
            return Years(int(value), int(value))
        if (date := parse(value[:200])) and date.earliest and date.latest:
            return Years(_year(date.earliest), _year(date.latest))
    return None


def _year(day: str) -> int:
    return int(day[1:].split("-")[0]) * -1 if day.startswith("-") else int(day.split("-")[0])


def _point(value: str) -> Point | None:
    parts = value.replace(";", ",").split(",")
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return None
    return (lat, lon) if math.isfinite(lat) and abs(lat) <= 90 and abs(lon) <= 180 else None
