"""Visits and meetings of persons whom several archives name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO

KINDS = ("state-visit", "official-visit", "working-visit", "official-travel", "visit", "presence", "meeting")


def visits(store: Reader, iris: Iris, persons: Collection[str]) -> list[dict[str, Any]]:
    """``event``, ``kind``, ``days``, ``places``, ``participants`` of each visit by one of the persons; IRIs, sorted.

    By day; those without one come last.
    """
    kinds = " ".join(f"<{iris.own(f'event-{kind}')}>" for kind in KINDS)
    entity = f"<{iris.own('Entity')}>"
    query = f"""SELECT ?e ?kind ?who {{ VALUES ?kind {{ {kinds} }}
      ?e <{RICO.hasEventType}> ?kind ; a {entity} ; <{RICO.hasOrHadParticipant}> ?who . ?who a {entity} }}"""
    who: defaultdict[str, set[str]] = defaultdict(set)
    kind: dict[str, str] = {}
    for row in store.select(query):
        who[row["e"]].add(row["who"])
        kind[row["e"]] = min(row["kind"], kind.get(row["e"], row["kind"]))
    wanted = frozenset(persons)
    kept = {event for event, guests in who.items() if guests & wanted}
    places = _values(store, f"<{RICO.hasOrHadLocation}> ?v . ?v a {entity}", kinds)
    dates = _values(store, f"<{RICO.occurredAtDate}>/<{RICO.beginningDate}> ?v", kinds)
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
    return sorted(rows, key=lambda row: (not row["days"], row["days"], row["event"]))


def _values(store: Reader, pattern: str, kinds: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    query = f"SELECT ?e ?v {{ VALUES ?kind {{ {kinds} }} ?e <{RICO.hasEventType}> ?kind ; {pattern} }}"
    for row in store.select(query):
        found[row["e"]].add(row["v"])
    return found
