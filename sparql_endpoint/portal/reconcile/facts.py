"""What the edition says of candidates: asked for many at once, always bound by VALUES."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.rdf.note_kinds import AGENT_NOTES
from kg.rdf.nt import literal
from kg.resolve.profile import Years
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written_all

_BATCH = 400
_YEAR = re.compile(r"(-?\d{4,})")
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")

NAMES = "?e skos:prefLabel|skos:altLabel ?value"
PREFERRED = "?e skos:prefLabel ?value"
IDENTIFIERS = "?e kg:externalId ?value"
PLACES = "?e rico:isAssociatedWithPlace ?value . ?value a kg:Entity"
DESCRIPTIONS = "?m kg:memberOf ?e . VALUES ?note { %s } ?m ?note ?value" % " ".join(  # noqa: UP031
    f"<{iri}>" for iri in sorted(AGENT_NOTES.values())
)
_POINTS = "?e geo:hasGeometry/geo:asWKT ?value"
_LIFE = (
    "VALUES ?which { rico:hasBirthDate rico:hasDeathDate } ?e ?which ?d . ?d rico:beginningDate ?a ; rico:endDate ?b"
)

Life = dict[str, Years]
Point = tuple[float, float]


def values(view: View, iris: Iterable[str], pattern: str) -> dict[str, tuple[Term, ...]]:
    """Values of a pattern of this module for each entity that has any, sorted."""
    found: dict[str, set[Term]] = {}
    for batch in _batches(iris):
        for row in view.select(f"SELECT ?e ?value WHERE {{ VALUES ?e {{ {written_all(batch)} }} {pattern} }}"):
            found.setdefault(row["e"].value, set()).add(row["value"])
    return {iri: tuple(sorted(terms, key=lambda each: (each.lang, each.value))) for iri, terms in found.items()}


def lives(view: View, iris: Iterable[str]) -> dict[str, Life]:
    """Years of birth and death by ``birth`` and ``death``; where sources differ, all that they say."""
    found: dict[str, Life] = {}
    for batch in _batches(iris):
        query = f"SELECT ?e ?which ?a ?b WHERE {{ VALUES ?e {{ {written_all(batch)} }} {_LIFE} }}"
        for row in view.select(query):
            first, last = _YEAR.match(row["a"].value), _YEAR.match(row["b"].value)
            if first and last:
                life = found.setdefault(row["e"].value, {})
                name = "birth" if row["which"].value.endswith("hasBirthDate") else "death"
                years = Years(int(first[1]), int(last[1]))
                known = life.get(name, years)
                life[name] = Years(min(known.earliest, years.earliest), max(known.latest, years.latest))
    return found


def points(view: View, iris: Iterable[str]) -> dict[str, tuple[Point, ...]]:
    """Latitude and longitude of places."""
    found = {}
    for iri, terms in values(view, iris, _POINTS).items():
        matches = [_POINT.search(term.value) for term in terms]
        found[iri] = tuple((float(match[2]), float(match[1])) for match in matches if match)
    return found


def bearing(view: View, identifiers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """IRIs of the entities that have an outside identifier, for each that any has."""
    found: dict[str, set[str]] = {}
    for batch in _chunks(sorted(set(identifiers))):
        listed = " ".join(literal(text) for text in batch)
        query = f"SELECT ?e ?id WHERE {{ VALUES ?id {{ {listed} }} ?e kg:externalId ?id ; a kg:Entity }}"
        for row in view.select(query):
            found.setdefault(row["id"].value, set()).add(row["e"].value)
    return {identifier: tuple(sorted(iris)) for identifier, iris in found.items()}


def _batches(iris: Iterable[str]) -> Iterable[Sequence[str]]:
    return _chunks(sorted(set(iris)))


def _chunks(todo: Sequence[str]) -> Iterable[Sequence[str]]:
    return (todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH))
