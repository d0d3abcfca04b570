"""What things are narrowed by, read from the store of an edition: languages, forms, places, years, review."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.iri import Iris
from kg.search.gather import Only, bound, years_of
from kg.search.mentions import Pairs, noted, pairs
from kg.store.base import Reader
from ontology.terms import DCTERMS, RDFS, RICO, SKOS

DATES = (
    RICO.hasCreationDate, RICO.hasAccumulationDate, RICO.hasPublicationDate, RICO.hasOrHadAllMembersWithCreationDate,
    RICO.hasOrHadMostMembersWithCreationDate, RICO.hasOrHadSomeMembersWithCreationDate, RICO.occurredAtDate,
)  # fmt: skip
LANGUAGES = (
    RICO.hasOrHadLanguage, RICO.hasOrHadAllMembersWithLanguage, RICO.hasOrHadSomeMembersWithLanguage,
)  # fmt: skip
FORMS = (
    RICO.hasDocumentaryFormType, RICO.hasOrHadAllMembersWithDocumentaryFormType,
    RICO.hasOrHadSomeMembersWithDocumentaryFormType, RICO.hasRecordSetType, RICO.hasEventType,
)  # fmt: skip
PLACES = (RICO.hasOrHadLocation, RICO.isAssociatedWithPlace, RICO.hasBirthPlace, RICO.hasDeathPlace)
_CODE = re.compile("[a-z]{2,3}")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
"""Codes of ISO 639 that name none."""


Label = tuple[str, str, bool, str]
"""IRI, language, whether it is another name than the preferred one, text."""


@dataclass(frozen=True, slots=True)
class Traits:
    """By IRI of a thing.

    tags        (facet of FACETS, value): place, language, form, reviewed; other facets follow from what else is known
    spans       (first year, last year) of its dates
    named       (record, shared entity that its words name)
    confidence  of the surest mention; things without a mention are missing
    labels      of things, archives and forms
    """

    tags: dict[str, Pairs] = field(default_factory=dict)
    spans: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    named: Pairs = frozenset()
    confidence: dict[str, float] = field(default_factory=dict)
    labels: frozenset[Label] = frozenset()


def read_traits(store: Reader, iris: Iris) -> Traits:
    """Everything, of every record and shared entity."""
    named = pairs(store, named_by(iris))
    tags = defaultdict(set, stated(store, iris))
    place = f"{iris.base}/id/place/"
    for record, entity in named:
        if entity.startswith(place):
            tags[record].add(("place", entity))
            tags[entity].add(("place", entity))
    confidence, reviewed = noted(store, iris)
    for thing, state in reviewed.items():
        tags[thing].add(("reviewed", state))
    found = spans(store)
    own = {thing: frozenset(those) for thing, those in found.items()}
    for record, entity in named:
        found[entity] |= own.get(record, frozenset())
    return Traits(
        {thing: frozenset(values) for thing, values in tags.items()},
        {thing: frozenset(those) for thing, those in found.items() if those},
        named,
        confidence,
        labels_of(store, iris),
    )


def named_by(iris: Iris) -> str:
    """The pattern by which record ?a names shared entity ?b."""
    return f"?a <{iris.own('mentions')}> ?b . ?b a <{iris.own('Entity')}>"


def stated(store: Reader, iris: Iris, only: Only = None) -> dict[str, set[tuple[str, str]]]:
    """The tags that are stated of things, or of these alone: places, languages, forms."""
    given, tags = bound("a", only), defaultdict[str, set[tuple[str, str]]](set)
    for thing, _ in pairs(store, f"{given}?a a <{iris.own('Entity')}> , <{RICO.Place}> BIND(?a AS ?b)"):
        tags[thing].add(("place", thing))
    for thing, other in _linked(store, PLACES, given):
        if other.startswith(f"{iris.base}/id/place/"):
            tags[thing].add(("place", other))
    written = pairs(store, f"{given}?t <{iris.own('textOf')}> ?a ; <{DCTERMS.language}> ?b")
    said = {(thing, language.rsplit("lang-", 1)[-1]) for thing, language in _linked(store, LANGUAGES, given)}
    for thing, language in written | said:
        code = language.split("-")[0].lower()
        if _CODE.fullmatch(code) and code not in _NO_LANGUAGE:
            tags[thing].add(("language", code))
    for thing, form in _linked(store, FORMS, given):
        tags[thing].add(("form", form))
    return tags


def spans(store: Reader, only: Only = None) -> defaultdict[str, set[tuple[int, int]]]:
    """Of records and events, by their own dates."""
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for thing, span in years_of(store, DATES, only):
        found[thing].add(span)
    return found


def labels_of(store: Reader, iris: Iris, only: Only = None) -> frozenset[Label]:
    """Labels of all things, archives and forms that are in use, or of those among the given IRIs."""
    given = bound("s", only)
    entity, held = f"{given}?s a <{iris.own('Entity')}> .", f"{given}?s <{RICO.hasOrHadHolder}> ?h ."
    if only is None:
        forms = f"{{ SELECT DISTINCT ?s WHERE {{ {' UNION '.join(f'{{ ?any <{form}> ?s }}' for form in FORMS)} }} }}"
        archives = bound("s", [iris.archive(code) for code in sorted(_codes(store, iris))])
    else:
        # What is asked about is looked for there, not everything that is there in what is asked about.
        start = iris.archive("")
        forms = f"{given}FILTER({' || '.join(f'EXISTS {{ ?any <{form}> ?s }}' for form in FORMS)})"
        archives = bound("s", [iri for iri in only if iri.startswith(start)])
        archives += f"FILTER(EXISTS {{ ?any <{RICO.hasOrHadHolder}> ?s }})"
    asked = [
        (entity, RDFS.label, False), (entity, SKOS.prefLabel, False), (entity, SKOS.altLabel, True),
        (held, RDFS.label, False), (forms, RDFS.label, False), (archives, RDFS.label, False),
    ]  # fmt: skip
    return frozenset(
        (row["s"], row["g"], other, row["n"])
        for subject, property_, other in asked
        for row in store.select(
            f"SELECT DISTINCT ?s ?n (LANG(?n) AS ?g) WHERE {{ {subject} ?s <{property_}> ?n FILTER(isLiteral(?n)) }}"
        )
    )


def _codes(store: Reader, iris: Iris) -> set[str]:
    start = iris.archive("")
    rows = store.select(f"SELECT DISTINCT ?h WHERE {{ ?s <{RICO.hasOrHadHolder}> ?h }}")
    return {row["h"].removeprefix(start) for row in rows if row["h"].startswith(start)}


def _linked(store: Reader, properties: Iterable[str], given: str) -> Pairs:
    return frozenset(pair for one in properties for pair in pairs(store, f"{given}?a <{one}> ?b"))
