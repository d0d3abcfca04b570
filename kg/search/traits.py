"""What things are narrowed by, read from the store of an edition: languages, forms, places, years, review."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.iri import Iris
from kg.search.facets import EDITED, MACHINE, REVIEWER
from kg.search.gather import years_of
from kg.store.base import Reader
from ontology.terms import DCTERMS, ITSRDF, OA, RDFS, RICO, SKOS, SSSOM

_DATES = (
    RICO.hasCreationDate, RICO.hasAccumulationDate, RICO.hasPublicationDate, RICO.hasOrHadAllMembersWithCreationDate,
    RICO.hasOrHadMostMembersWithCreationDate, RICO.hasOrHadSomeMembersWithCreationDate, RICO.occurredAtDate,
)  # fmt: skip
_LANGUAGES = (
    RICO.hasOrHadLanguage, RICO.hasOrHadAllMembersWithLanguage, RICO.hasOrHadSomeMembersWithLanguage,
)  # fmt: skip
_FORMS = (
    RICO.hasDocumentaryFormType, RICO.hasOrHadAllMembersWithDocumentaryFormType,
    RICO.hasOrHadSomeMembersWithDocumentaryFormType, RICO.hasRecordSetType, RICO.hasEventType,
)  # fmt: skip
_PLACES = (RICO.hasOrHadLocation, RICO.isAssociatedWithPlace, RICO.hasBirthPlace, RICO.hasDeathPlace)
_CODE = re.compile("[a-z]{2,3}")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
"""Codes of ISO 639 that name none."""
_BY_PERSONS = ("method-editorial", "method-catalogue")
_DECIDED = ("review-accepted", "review-rejected")

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Traits:
    """By IRI of a thing.

    tags        (facet of FACETS, value): place, language, form, reviewed; other facets follow from what else is known
    spans       (first year, last year) of its dates
    named       (record, shared entity that its words name)
    confidence  of the surest mention; things without a mention are missing
    labels      (IRI, language, whether it is another name than the preferred one, text) of things, archives and forms
    """

    tags: dict[str, Pairs] = field(default_factory=dict)
    spans: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    named: Pairs = frozenset()
    confidence: dict[str, float] = field(default_factory=dict)
    labels: frozenset[tuple[str, str, bool, str]] = frozenset()


def read_traits(store: Reader, iris: Iris) -> Traits:
    """Everything, of every record and shared entity."""
    named = _pairs(store, f"?a <{iris.own('mentions')}> ?b . ?b a <{iris.own('Entity')}>")
    tags: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    place = f"{iris.base}/id/place/"
    for record, entity in named:
        if entity.startswith(place):
            tags[record].add(("place", entity))
    for thing in {entity for _, entity in named if entity.startswith(place)} | _places(store, iris):
        tags[thing].add(("place", thing))
    for thing, other in _linked(store, _PLACES):
        if other.startswith(place):
            tags[thing].add(("place", other))
    written = _pairs(store, f"?t <{iris.own('textOf')}> ?a ; <{DCTERMS.language}> ?b")
    stated = {(thing, language.rsplit("lang-", 1)[-1]) for thing, language in _linked(store, _LANGUAGES)}
    for thing, language in written | stated:
        code = language.split("-")[0].lower()
        if _CODE.fullmatch(code) and code not in _NO_LANGUAGE:
            tags[thing].add(("language", code))
    for thing, form in _linked(store, _FORMS):
        tags[thing].add(("form", form))
    confidence, reviewed = _mentions(store, iris)
    for thing, state in reviewed.items():
        tags[thing].add(("reviewed", state))
    return Traits(
        {thing: frozenset(values) for thing, values in tags.items()},
        _spans(store, named),
        named,
        confidence,
        _labels(store, iris),
    )


def _labels(store: Reader, iris: Iris) -> frozenset[tuple[str, str, bool, str]]:
    entity = f"?s a <{iris.own('Entity')}>"
    forms = " UNION ".join(f"{{ ?any <{form}> ?s }}" for form in _FORMS)
    archives = " ".join(f"<{iris.archive(code)}>" for code in sorted(_codes(store, iris)))
    asked = [
        (entity, RDFS.label, False), (entity, SKOS.prefLabel, False), (entity, SKOS.altLabel, True),
        (f"?s <{RICO.hasOrHadHolder}> ?h", RDFS.label, False),
        (f"{{ SELECT DISTINCT ?s WHERE {{ {forms} }} }}", RDFS.label, False),
        (f"VALUES ?s {{ {archives} }}", RDFS.label, False),
    ]  # fmt: skip
    return frozenset(
        (row["s"], row["g"], other, row["n"])
        for subject, property_, other in asked
        for row in store.select(
            f"SELECT DISTINCT ?s ?n (LANG(?n) AS ?g) WHERE {{ {subject} . ?s <{property_}> ?n FILTER(isLiteral(?n)) }}"
        )
    )


def _codes(store: Reader, iris: Iris) -> set[str]:
    start = iris.archive("")
    rows = store.select(f"SELECT DISTINCT ?h WHERE {{ ?s <{RICO.hasOrHadHolder}> ?h }}")
    return {row["h"].removeprefix(start) for row in rows if row["h"].startswith(start)}


def _places(store: Reader, iris: Iris) -> set[str]:
    return {a for a, _ in _pairs(store, f"?a a <{iris.own('Entity')}> , <{RICO.Place}> BIND(?a AS ?b)")}


def _spans(store: Reader, named: Pairs) -> dict[str, frozenset[tuple[int, int]]]:
    """Of records and events by their own dates; of what records name, by those of the records."""
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for property_ in _DATES:
        for thing, span in years_of(store, property_):
            found[thing].add(span)
    own = {thing: frozenset(spans) for thing, spans in found.items()}
    for record, entity in named:
        found[entity] |= own.get(record, frozenset())
    return {thing: frozenset(spans) for thing, spans in found.items() if spans}


def _mentions(store: Reader, iris: Iris) -> tuple[dict[str, float], dict[str, str]]:
    """Confidence of the surest mention, and who marked or decided something of it, by entity and by record.

    Each property is read in one pass and joined here: an engine joins a hundred thousand mentions many times slower.
    """
    entity = dict(sorted(_pairs(store, f"?a <{iris.own('memberOf')}> ?b")))
    record = dict(sorted(_pairs(store, f"?a <{iris.own('textOf')}> ?b")))
    text = dict(sorted(_pairs(store, f"?a <{OA.hasSource}> ?b")))
    sure = {a: float(b) for a, b in _pairs(store, f"?a <{ITSRDF.taConfidence}> ?b")}
    method = {a: b.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for a, b in _pairs(store, f"?a <{iris.own('method')}> ?b")}
    confidence: dict[str, float] = {}
    reviewed: dict[str, str] = {}

    def note(thing: str | None, mention: str) -> None:
        if thing is not None and mention in sure:
            confidence[thing] = max(confidence.get(thing, 0.0), sure[mention])
            by_person = method.get(mention) in _BY_PERSONS or reviewed.get(thing) == EDITED
            reviewed[thing] = EDITED if by_person else MACHINE

    for mention, local in _pairs(store, f"?a <{OA.hasBody}> ?b"):
        note(entity.get(local, local), mention)
    for mention, target in _pairs(store, f"?a <{OA.hasTarget}> ?b"):
        note(record.get(text.get(target, "")), mention)
    for state in _DECIDED:
        ends = f"<{SSSOM.subject_id}> ?a ; <{SSSOM.object_id}> ?b"
        for pair in _pairs(store, f"?link <{iris.own('reviewState')}> <{iris.own(state)}> ; {ends}"):
            reviewed |= {entity[local]: REVIEWER for local in pair if local in entity}
    return confidence, reviewed


def _linked(store: Reader, properties: Iterable[str]) -> Pairs:
    return frozenset(pair for one in properties for pair in _pairs(store, f"?a <{one}> ?b"))


def _pairs(store: Reader, pattern: str) -> Pairs:
    return frozenset((row["a"], row["b"]) for row in store.select(f"SELECT ?a ?b WHERE {{ {pattern} }}"))
