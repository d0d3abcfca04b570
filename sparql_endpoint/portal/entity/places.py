"""The places of an entity: its own, those its statements name, and those of the events it had a part in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.dossier.model import Fact
from kg.dossier.read import Dossiers
from sparql_endpoint.portal.entity.shown import Named, named
from sparql_endpoint.portal.sentences import name_of
from sparql_endpoint.results import Term

_MOST = 60
_MOST_EVENTS = 80
_PART_IN = ("hasOrHadParticipant", "affectsOrAffected")


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """A place with its point in degrees (None where nobody knows it); because: property or event that leads to it."""

    place: Named
    point: tuple[float, float] | None
    because: tuple[Term, ...]


def places(
    table: Dossiers, number: int, subject: Named, facts: Sequence[tuple[Fact, int | None]], wanted: tuple[str, ...]
) -> tuple[PlaceOf, ...]:
    """At most some dozens, those with a point first; the entity itself where it is a place."""
    reasons: dict[int, dict[str, Term]] = {}
    shown: dict[int, Named] = {}
    events = [(fact, other) for fact, other in facts if other and _is(fact, "event") and _joins(fact)][:_MOST_EVENTS]
    if "/id/place/" in subject.iri:
        shown[number] = subject
        reasons[number] = {}
    for fact, other in facts:
        if other and _is(fact, "place") and fact.other:
            shown[other] = named(fact.other, wanted)
            reasons.setdefault(other, {})[fact.property.iri] = named(fact.property, wanted).label
    for fact, other in events:
        if other is None or fact.other is None:
            continue
        event = named(fact.other, wanted)
        for told, there in table.facts(other, 12):
            if there and there != number and told.other and _is(told, "place") and told.forward:
                shown[there] = named(told.other, wanted)
                reasons.setdefault(there, {})[event.iri] = event.label
    points = table.points(shown)
    found = [PlaceOf(place, points.get(at), tuple(reasons[at].values())[:3]) for at, place in shown.items()]
    return tuple(sorted(found, key=lambda each: (each.point is None, each.place.label.value, each.place.iri))[:_MOST])


def _is(fact: Fact, kind: str) -> bool:
    return fact.other is not None and f"/id/{kind}/" in fact.other.iri


def _joins(fact: Fact) -> bool:
    return not fact.forward and name_of(fact.property.iri) in _PART_IN
