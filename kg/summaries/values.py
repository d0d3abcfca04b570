"""``summary/values``: how many things of a class have a value of a property: subjects, languages, forms, offices, …"""

from __future__ import annotations

from collections import Counter

from kg.summaries.counting import Edition, Numbers
from ontology.terms import RICO

PROPERTIES = (
    RICO.hasAddressee,
    RICO.hasAuthor,
    RICO.hasCreator,
    RICO.hasDocumentaryFormType,
    RICO.hasEventType,
    RICO.hasOrHadHolder,
    RICO.hasOrHadLanguage,
    RICO.hasOrHadLocation,
    RICO.hasOrHadOccupationOfType,
    RICO.hasOrHadSubject,
    RICO.hasSender,
    RICO.isAssociatedWithPlace,
    RICO.occupiesOrOccupied,
)


def values(edition: Edition, graph: str) -> list[str]:
    """Triples of the graph. Records and shared entities are counted; local entities are not."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for property_ in PROPERTIES:
        for thing, value in edition.rows(f"?a <{property_}> ?b FILTER(ISIRI(?b))"):
            if kind := edition.records.get(thing) or edition.kinds.get(thing):
                counts[kind, property_, value] += 1
    out = Numbers(edition.iris)
    for (kind, property_, value), number in counts.items():
        links = {"ofClass": (kind,), "ofProperty": (property_,), "summaryOf": (value,)}
        out.add(("value", kind, property_, value), links, {"thingCount": number})
    return out.triples
