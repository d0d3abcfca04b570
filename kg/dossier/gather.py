"""What a dossier is made of, read from the store of an edition in queries of one or two patterns each.

The engine joins over a whole store at some ten times the cost of a scan; so what is joined is joined here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from kg.columns.terms import language_of, value_of
from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import DCTERMS, GEO, ITSRDF, OA, PROV, RDF, RDFS, RICO, SKOS, SSSOM

LONGEST = 600
"""Characters of a quote that are kept; an authority entry may be quoted whole."""
NAME_NODES = (RICO.hasOrHadAgentName, RICO.hasOrHadPlaceName, RICO.hasOrHadName)
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")
Pairs = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of a source about a local entity. value: an IRI where lang is None, else text in that language."""

    graph: str
    subject: str
    property: str
    value: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """The node of a relation: its ends, the mention that carries it, and its date (empty where it has none)."""

    one: str
    other: str
    mention: str
    date: str


@dataclass(frozen=True, slots=True)
class Words:
    """A mention with all that a page shows of it; record empty for one that no record's text holds."""

    record: str
    page: str
    start: int
    before: str
    exact: str
    after: str
    cut: bool
    method: str
    confidence: float
    agent: str


def members(store: Reader, iris: Iris) -> Pairs:
    """Local entity -> shared entity."""
    return _pairs(store, f"?s <{iris.own('memberOf')}> ?o")


def sources(store: Reader) -> dict[str, tuple[str, str]]:
    """Graph of a file -> IRI of its archive, and the file's id."""
    ids = _pairs(store, f"?s a <{PROV.Entity}> ; <{DCTERMS.identifier}> ?o")
    whose = _pairs(store, f"?s a <{PROV.Entity}> ; <{PROV.wasAttributedTo}> ?o")
    return {graph: (archive, ids.get(graph, "")) for graph, archive in whose.items()}


def kinds(store: Reader, iris: Iris) -> list[tuple[str, str]]:
    """(shared entity, class), our own classes left out."""
    query = f"SELECT ?s ?o WHERE {{ GRAPH <{iris.graph('resolved')}> {{ ?s a ?o }} }}"
    return sorted((row["s"], row["o"]) for row in store.select(query) if not row["o"].startswith(iris.vocabulary))


def names(store: Reader, iris: Iris) -> Iterator[tuple[str, str, str, bool]]:
    """(entity or local, language, name, whether it is the preferred one)."""
    for property_ in (SKOS.prefLabel, SKOS.altLabel, RDFS.label):
        subject = f"?s a <{iris.own('Entity' if property_ != RDFS.label else 'LocalEntity')}> ; <{property_}> ?o"
        for row in store.select(f"SELECT ?s ?o (LANG(?o) AS ?l) WHERE {{ {subject} }}"):
            yield row["s"], row["l"], row["o"], property_ == SKOS.prefLabel
    for property_ in NAME_NODES[:2]:
        query = f"SELECT ?s ?o (LANG(?o) AS ?l) WHERE {{ ?s <{property_}> ?n . ?n <{RDFS.label}> ?o }}"
        for row in store.select(query):
            yield row["s"], row["l"], row["o"], False


def facts(store: Reader, iris: Iris, locals_: Container[str]) -> Iterator[Fact]:
    """What the graphs of sources say of local entities, but for types, names, positions on the map."""
    hidden = (RDF.type, RDFS.label, RICO.identifier, *NAME_NODES, RICO.hasOrHadPhysicalLocation, GEO.hasGeometry,
              iris.own("externalId"))  # fmt: skip
    left_out = frozenset(f"<{one}>" for one in hidden)
    for graph in sorted(name for name in store.graph_names() if name.startswith(iris.graph("source/"))):
        end = len(f" <{graph}> .\n")
        for line in store.graph_lines(graph):
            subject, property_, rest = line.split(" ", 2)
            if subject[1:-1] in locals_ and property_ not in left_out:
                term = rest[:-end]
                yield Fact(graph, subject[1:-1], property_[1:-1], value_of(term), language_of(term))


def roles(store: Reader, iris: Iris) -> list[tuple[str, str, str]]:
    """(record, property, shared entity): whose sender, author, subject it is, or what it describes."""
    graph, start = iris.graph("resolved"), f"{iris.base}/id/record/"
    query = f"""SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }}
      FILTER(STRSTARTS(STR(?s), "{start}") && ?p != <{iris.own("mentions")}> && ?p != <{RICO.hasOrHadHolder}>) }}"""
    return sorted((row["s"], row["p"], row["o"]) for row in store.select(query))


def named_in(store: Reader, iris: Iris) -> list[tuple[str, str]]:
    """(record, shared entity that it names)."""
    graph = iris.graph("resolved")
    query = f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s <{iris.own('mentions')}> ?o }} }}"
    return sorted((row["s"], row["o"]) for row in store.select(query))


def relations(store: Reader, iris: Iris) -> list[Relation]:
    """Relations that words carry."""
    told = f"?r <{iris.own('evidence')}> ?m"
    dates = _pairs(store, f"?s <{iris.own('evidence')}> ?m ; <{RICO.relationHasDate}> ?o")
    ends = (
        f"{told} ; <{RICO.relationHasSource}> ?a ; <{RICO.relationHasTarget}> ?b",
        f"GRAPH ?g {{ {told} ; <{RICO.relationConnects}> ?a, ?b FILTER(?a != ?b) }} "
        f'FILTER(STRSTARTS(STR(?g), "{iris.graph("source/")}"))',
    )
    found = {
        (row["a"], row["b"], row["m"], dates.get(row["r"], ""))
        for end in ends
        for row in store.select(f"SELECT ?r ?m ?a ?b WHERE {{ {end} }}")
    }
    return [Relation(*each) for each in sorted(found)]


def bodies(store: Reader) -> list[tuple[str, str]]:
    """(mention, what it names)."""
    rows = store.select(f"SELECT ?s ?o WHERE {{ ?s <{OA.hasBody}> ?o }}")
    return sorted((row["s"], row["o"]) for row in rows)


def describing(store: Reader) -> frozenset[str]:
    """Mentions that are an authority entry's own words."""
    rows = store.select(f"SELECT ?s WHERE {{ ?s <{OA.motivatedBy}> <{OA.describing}> }}")
    return frozenset(row["s"] for row in rows)


def stated_by(store: Reader, iris: Iris) -> list[tuple[str, str]]:
    """(mention, property of its record that it states)."""
    rows = store.select(f"SELECT ?s ?o WHERE {{ ?s <{iris.own('states')}> ?o }}")
    return sorted((row["s"], row["o"]) for row in rows)


def words(store: Reader, iris: Iris, wanted: frozenset[str]) -> dict[str, Words]:
    """Everything about these mentions; their parts are called ``#target``, ``#quote`` and ``#position``."""

    def of(part: str, property_: str) -> Pairs:
        found = _pairs(store, f"?s <{property_}> ?o", wanted, f"#{part}" if part else "")
        return {name.partition("#")[0]: value for name, value in found.items()}

    record_of = _pairs(store, f"?s <{iris.own('textOf')}> ?o")
    number_of = _pairs(store, f"?s <{iris.own('rank')}> ?r ; <{RICO.identifier}> ?o")
    made_by = _pairs(store, f"?s <{PROV.wasAssociatedWith}> ?a . ?a <{RDFS.label}> ?o")
    texts, pages = of("target", OA.hasSource), of("target", iris.own("page"))
    exact, before, after = of("quote", OA.exact), of("quote", OA.prefix), of("quote", OA.suffix)
    start, method, confidence = of("position", OA.start), of("", iris.own("method")), of("", ITSRDF.taConfidence)
    activity = of("", PROV.wasGeneratedBy)
    return {
        name: Words(
            record_of.get(texts.get(name, ""), ""), number_of.get(pages.get(name, ""), ""), int(start.get(name, 0)),
            before.get(name, ""), quoted[:LONGEST], "" if len(quoted) > LONGEST else after.get(name, ""),
            len(quoted) > LONGEST, method.get(name, "").rsplit("method-", 1)[-1], float(confidence.get(name, 1)),
            made_by.get(activity.get(name, ""), ""),
        )
        for name, quoted in exact.items()
    }  # fmt: skip


def records(store: Reader, iris: Iris) -> dict[str, tuple[str, str]]:
    """Record -> its archive, and its call number."""
    numbers = f"?s <{RICO.hasOrHadHolder}> ?h ; <{RICO.identifier}> ?o"
    found: dict[str, tuple[str, str]] = {}
    for row in store.select(f"SELECT ?s ?h ?o WHERE {{ {numbers} }}"):
        if row["h"].startswith(iris.archive("")):
            found[row["s"]] = min(found.get(row["s"], (row["h"], row["o"])), (row["h"], row["o"]))
    return found


def created(store: Reader) -> Pairs:
    """Record -> the date of its creation."""
    return _pairs(store, f"?s <{RICO.hasCreationDate}> ?o")


def dates(store: Reader, iris: Iris) -> dict[str, dict[str, tuple[str, str]]]:
    """Date -> last part of a property -> value and language."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    wanted = (RICO.expressedDate, RICO.normalizedDateValue, RICO.dateQualifier, RICO.beginningDate, RICO.endDate,
              iris.own("calendar"))  # fmt: skip
    for property_ in wanted:
        last = re.split("[#/]", property_)[-1]
        for row in store.select(f"SELECT ?s ?o (LANG(?o) AS ?l) WHERE {{ ?s <{property_}> ?o }}"):
            each, new = found.setdefault(row["s"], {}), (row["o"], row.get("l", ""))
            each[last] = min(each.get(last, new), new)
    return found


def points(store: Reader) -> dict[str, tuple[float, float]]:
    """Place -> latitude and longitude."""
    found: dict[str, tuple[float, float]] = {}
    for row in store.select(f"SELECT ?s ?o WHERE {{ ?s <{GEO.hasGeometry}> ?g . ?g <{GEO.asWKT}> ?o }}"):
        if match := _POINT.search(row["o"]):
            new = (float(match[2]), float(match[1]))
            found[row["s"]] = min(found.get(row["s"], new), new)
    return found


def outside(store: Reader, iris: Iris) -> list[tuple[str, str]]:
    """(entity or local, identifier elsewhere)."""
    rows = store.select(f"SELECT ?s ?o WHERE {{ ?s <{iris.own('externalId')}> ?o }}")
    return sorted((row["s"], row["o"]) for row in rows)


def judgements(store: Reader, iris: Iris) -> Iterator[tuple[str, dict[str, str]]]:
    """Identity link -> last part of a property -> value; of several reasons, all, divided by semicolons."""
    found: dict[str, dict[str, list[str]]] = {}
    for property_ in (SSSOM.subject_id, SSSOM.object_id, SSSOM.confidence, SSSOM.mapping_tool, SSSOM.author_label,
                      SSSOM.mapping_date, iris.own("judgement"), iris.own("because")):  # fmt: skip
        last = re.split("[#/]", property_)[-1]
        for row in store.select(f"SELECT ?s ?o WHERE {{ ?s <{property_}> ?o }}"):
            found.setdefault(row["s"], {}).setdefault(last, []).append(row["o"])
    for link in sorted(found):
        yield link, {name: "; ".join(sorted(values)) for name, values in found[link].items()}


def labels(store: Reader, wanted: frozenset[str]) -> list[tuple[str, str, str]]:
    """(IRI, language, label) of these."""
    rows = store.select(f"SELECT ?s ?o (LANG(?o) AS ?l) WHERE {{ ?s <{RDFS.label}> ?o }}")
    return sorted({(row["s"], row["l"], row["o"]) for row in rows if row["s"] in wanted})


def _pairs(store: Reader, pattern: str, wanted: frozenset[str] | None = None, part: str = "") -> Pairs:
    """Subject -> object, the least of several; wanted: only of these, or of parts of these with that ending."""
    found: Pairs = {}
    for row in store.select(f"SELECT ?s ?o WHERE {{ {pattern} }}"):
        subject, value = row["s"], row["o"]
        if wanted is not None:
            whole = subject.removesuffix(part) if part else subject
            if whole not in wanted or (part and whole == subject):
                continue
        if subject not in found or value < found[subject]:
            found[subject] = value
    return found
