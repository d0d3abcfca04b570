"""``summary/values``: how many things of a class have a value of a property: subjects, languages, forms, offices, …"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.summaries.counting import Edition, Entry, written
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


def values(edition: Edition, graph: str) -> Iterator[str]:
    """Triples of the graph. Records and shared entities are counted; local entities are not."""
    for key, number in counted(edition).items():
        yield from written(edition.iris, entry(key, number))


def counted(edition: Edition) -> Counter[tuple[str, str, str]]:
    """Number of things by class, property and value."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for property_ in PROPERTIES:
        for thing, value in edition.rows(f"?a <{property_}> ?b FILTER(ISIRI(?b))"):
            if kind := edition.records.get(thing) or edition.kinds.get(thing):
                counts[kind, property_, value] += 1
    return counts


def entry(key: tuple[str, str, str], number: int) -> Entry:
    """How many things of a class have that value of a property."""
    kind, property_, value = key
    links = {"ofClass": (kind,), "ofProperty": (property_,), "summaryOf": (value,)}
    return ("value", *key), links, {"thingCount": number}
