"""Visits and meetings of persons whom several archives name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kg.iri import Iris
from kg.store.base import Reader
from kg.updates.bound import bound
from ontology.terms import RICO

KINDS = ("state-visit", "official-visit", "working-visit", "official-travel", "visit", "presence", "meeting")


def visits(
    store: Reader, iris: Iris, persons: Collection[str], events: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """``event``, ``kind``, ``days``, ``places``, ``participants`` of each visit by one of the persons; IRIs, sorted.

    By day; those without one come last. events: those that are looked at, where not all of them
    """
    kinds = [iris.own(f"event-{kind}") for kind in KINDS]
    entity = f"<{iris.own('Entity')}>"
    who: defaultdict[str, set[str]] = defaultdict(set)
    kind: dict[str, str] = {}
    guests = f"a {entity} ; <{RICO.hasOrHadParticipant}> ?b . ?b a {entity}"
    for event, guest, its in _rows(store, kinds, guests, events):
        who[event].add(guest)
        kind[event] = min(its, kind.get(event, its))
    wanted = frozenset(persons)
    kept = {event for event, guests_ in who.items() if guests_ & wanted}
    places: defaultdict[str, set[str]] = defaultdict(set)
    for event, place, _ in _rows(store, kinds, f"<{RICO.hasOrHadLocation}> ?b . ?b a {entity}", events):
        places[event].add(place)
    dates: defaultdict[str, set[str]] = defaultdict(set)
    for event, day, _ in _rows(store, kinds, f"<{RICO.occurredAtDate}>/<{RICO.beginningDate}> ?b", events):
        dates[event].add(day)
    rows = [
        {
            "event": event,
            "kind": kind[event],
            "days": sorted(dates[event]),
            "places": sorted(places[event]),
            "participants": sorted(who[event]),
        }
        for event in kept
    ]
    return sorted(rows, key=rank)


def rank(row: Mapping[str, Any]) -> tuple[bool, list[str], str]:
    """By what the rows are in order; no two of them alike."""
    return not row["days"], row["days"], row["event"]


def _rows(
    store: Reader, kinds: Collection[str], pattern: str, events: Collection[str] | None
) -> Iterator[tuple[str, str, str]]:
    """Events with a value of the pattern and their kind."""
    typed = f"?a <{RICO.hasEventType}> ?kind ; {pattern}"
    if events is None:
        values = " ".join(f"<{kind}>" for kind in kinds)
        found = store.select(f"SELECT ?a ?b ?kind {{ VALUES ?kind {{ {values} }} {typed} }}")
    else:
        found = bound(store, typed, events, out="?a ?b ?kind")
    for row in found:
        if row["kind"] in kinds:
            yield row["a"], row["b"], row["kind"]
