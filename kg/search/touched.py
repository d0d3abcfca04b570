"""Of what in a search index a change of the graph may have touched. Too much is no harm: it is only looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.iri import Iris
from kg.search.gather import bound, describing
from kg.search.mentions import decided, pairs
from kg.search.traits import DATES, FORMS, LANGUAGES, PLACES
from kg.store.base import Reader
from kg.updates.delta import Delta
from kg.updates.tables import lumps
from ontology.terms import DCTERMS, GEO, ITSRDF, OA, RDF, RDFS, RICO, SKOS, SSSOM

_NAMES = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)


@dataclass(frozen=True, slots=True)
class Touched:
    """IRIs.

    things    what is stated of them themselves, of their dates, texts and pages
    records   what they name, their holders and dates: all that counts for the entities that they name
    members   local entities: which entity they are of, or what is said of them
    mentions  their bodies, confidence, method;  links  decided ones: their ends or state
    flipped   shared entities that are one on one side only;  labels  what they are called, or whether that is of use
    """

    things: frozenset[str]
    records: frozenset[str]
    members: frozenset[str]
    mentions: frozenset[str]
    links: frozenset[str]
    flipped: frozenset[str]
    labels: frozenset[str]


def touched(delta: Delta, store: Reader, old: Reader, iris: Iris) -> Touched:
    """By the properties of what differs, and the way from there to the things in both stores."""

    def subjects(*properties: str) -> set[str]:
        return {quad[0][1:-1] for one in properties for side in delta.of(one) for quad in side}

    def objects(*properties: str) -> set[str]:
        quads = (quad for one in properties for side in delta.of(one) for quad in side)
        return {quad[2][1:-1] for quad in quads if quad[2][0] == "<"}

    def typed(class_: str) -> set[str]:
        return {quad[0][1:-1] for side in delta.of(RDF.type) for quad in side if quad[2] == f"<{class_}>"}

    def behind(pattern: str, ends: Iterable[str]) -> set[str]:
        """Values of ?a for those of ?b, in either store."""
        return _either(store, old, pattern, "b", ends, 0)

    def beyond(pattern: str, starts: Iterable[str]) -> set[str]:
        """Values of ?b for those of ?a, in either store."""
        return _either(store, old, pattern, "a", starts, 1)

    dates = subjects(RICO.beginningDate, RICO.endDate)
    dated = {record for one in DATES for record in behind(f"?a <{one}> ?b", dates)}
    pages = subjects(iris.own("start"), iris.own("end"), RICO.identifier)
    texts = subjects(iris.own("text"), DCTERMS.language, RICO.hasOrHadComponent)
    texts |= behind(f"?a <{RICO.hasOrHadComponent}> ?b", pages)
    written = beyond(f"?a <{iris.own('textOf')}> ?b", texts) | objects(iris.own("textOf"))
    mentions = subjects(OA.hasBody, OA.hasTarget, ITSRDF.taConfidence, iris.own("method"))
    mentions |= behind(f"?a <{OA.hasTarget}> ?b", subjects(OA.hasSource))
    where = f"?a <{OA.hasTarget}> ?g . ?g <{OA.hasSource}> ?t . ?t <{iris.own('textOf')}> ?b"
    flipped, notes, moved = typed(iris.own("Entity")), subjects(*describing(iris)), subjects(iris.own("memberOf"))
    named = behind(f"?a <{iris.own('mentions')}> ?b", flipped)
    records = subjects(iris.own("mentions"), RICO.hasOrHadHolder, *DATES) | dated | named
    links = subjects(iris.own("reviewState"), SSSOM.subject_id, SSSOM.object_id)
    for reader in (store, old):
        for some in lumps(moved):
            links |= {link for those in decided(reader, iris, locals_=some).values() for link in those}
    things = subjects(*_NAMES, RICO.title, RICO.identifier, *PLACES, *LANGUAGES, *FORMS, GEO.hasGeometry)
    things |= flipped | typed(RICO.Place) | records | notes | written | beyond(where, mentions)
    things |= behind(f"?a <{GEO.hasGeometry}> ?b", subjects(GEO.asWKT))
    labels = subjects(*_NAMES, RICO.hasOrHadHolder) | objects(RICO.hasOrHadHolder, *FORMS) | flipped
    mentions |= behind(f"?a <{OA.hasBody}> ?b", moved)
    found = (things, records, moved | notes, mentions, links, flipped, labels)
    return Touched(*(frozenset(iri for iri in one if iri) for one in found))


def _either(store: Reader, old: Reader, pattern: str, given: str, values: Iterable[str], wanted: int) -> set[str]:
    return {
        pair[wanted]
        for some in lumps(values)
        for reader in (store, old)
        for pair in pairs(reader, f"{bound(given, some)}{pattern}")
    }
