"""What a dossier is made of, read from the store of an edition in queries of one or two patterns each.

The engine joins over a whole store at some ten times the cost of a scan; so what is joined is joined here. ``only``:
values of the subject, of which alone is asked; None reads all there is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass

from kg.columns.terms import language_of, value_of
from kg.dossier.asking import Only, Pairs, pairs, rows
from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import DCTERMS, GEO, PROV, RDF, RDFS, RICO, SKOS, SSSOM

NAME_NODES = (RICO.hasOrHadAgentName, RICO.hasOrHadPlaceName, RICO.hasOrHadName)
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")


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


def members(store: Reader, iris: Iris, only: Only = None) -> Pairs:
    """Local entity -> shared entity."""
    return pairs(store, f"?s <{iris.own('memberOf')}> ?o", only)


def sources(store: Reader, only: Only = None) -> dict[str, tuple[str, str]]:
    """Graph of a file -> IRI of its archive, and the file's id."""
    ids = pairs(store, f"?s a <{PROV.Entity}> ; <{DCTERMS.identifier}> ?o", only)
    whose = pairs(store, f"?s a <{PROV.Entity}> ; <{PROV.wasAttributedTo}> ?o", only)
    return {graph: (archive, ids.get(graph, "")) for graph, archive in whose.items()}


def kinds(store: Reader, iris: Iris, only: Only = None) -> list[tuple[str, str]]:
    """(shared entity, class), our own classes left out."""
    found = rows(store, "?s ?o", f"GRAPH <{iris.graph('resolved')}> {{ ?s a ?o }}", only)
    return sorted((row["s"], row["o"]) for row in found if not row["o"].startswith(iris.vocabulary))


def names(store: Reader, iris: Iris, only: Only = None) -> Iterator[tuple[str, str, str, bool]]:
    """(entity or local, language, name, whether it is the preferred one)."""
    for property_ in (SKOS.prefLabel, SKOS.altLabel, RDFS.label):
        subject = f"?s a <{iris.own('Entity' if property_ != RDFS.label else 'LocalEntity')}> ; <{property_}> ?o"
        for row in rows(store, "?s ?o (LANG(?o) AS ?l)", subject, only):
            yield row["s"], row["l"], row["o"], property_ == SKOS.prefLabel
    for property_ in NAME_NODES[:2]:
        for row in rows(store, "?s ?o (LANG(?o) AS ?l)", f"?s <{property_}> ?n . ?n <{RDFS.label}> ?o", only):
            yield row["s"], row["l"], row["o"], False


def facts(store: Reader, iris: Iris, locals_: Container[str]) -> Iterator[Fact]:
    """What the graphs of sources say of local entities, but for types, names, positions on the map."""
    left_out = frozenset(f"<{one}>" for one in _hidden(iris))
    for graph in sorted(name for name in store.graph_names() if name.startswith(iris.graph("source/"))):
        end = len(f" <{graph}> .\n")
        for line in store.graph_lines(graph):
            subject, property_, rest = line.split(" ", 2)
            if subject[1:-1] in locals_ and property_ not in left_out:
                term = rest[:-end]
                yield Fact(graph, subject[1:-1], property_[1:-1], value_of(term), language_of(term))


def facts_of(store: Reader, iris: Iris, locals_: Collection[str]) -> Iterator[Fact]:
    """The same of these local entities, asked of the engine."""
    left_out, start = frozenset(_hidden(iris)), iris.graph("source/")
    for row in rows(store, "?g ?s ?p ?o (LANG(?o) AS ?l)", "GRAPH ?g { ?s ?p ?o }", locals_):
        if row["g"].startswith(start) and row["p"] not in left_out:
            yield Fact(row["g"], row["s"], row["p"], row["o"], row.get("l"))


def _hidden(iris: Iris) -> tuple[str, ...]:
    return (RDF.type, RDFS.label, RICO.identifier, *NAME_NODES, RICO.hasOrHadPhysicalLocation, GEO.hasGeometry,
            iris.own("externalId"))  # fmt: skip


def roles(store: Reader, iris: Iris, only: Only = None) -> list[tuple[str, str, str]]:
    """(record, property, shared entity): whose sender, author, subject it is, or what it describes."""
    graph, start = iris.graph("resolved"), f"{iris.base}/id/record/"
    body = f"""GRAPH <{graph}> {{ ?s ?p ?o }}
      FILTER(STRSTARTS(STR(?s), "{start}") && ?p != <{iris.own("mentions")}> && ?p != <{RICO.hasOrHadHolder}>)"""
    return sorted((row["s"], row["p"], row["o"]) for row in rows(store, "?s ?p ?o", body, only))


def named_in(store: Reader, iris: Iris, only: Only = None) -> list[tuple[str, str]]:
    """(record, shared entity that it names)."""
    body = f"GRAPH <{iris.graph('resolved')}> {{ ?s <{iris.own('mentions')}> ?o }}"
    return sorted((row["s"], row["o"]) for row in rows(store, "?s ?o", body, only))


def relations(store: Reader, iris: Iris, only: Only = None) -> list[Relation]:
    """Relations that words carry."""
    told = f"<{iris.own('evidence')}> ?m"
    dates = pairs(store, f"?s {told} ; <{RICO.relationHasDate}> ?o", only)
    ends = (
        f"?s {told} ; <{RICO.relationHasSource}> ?a ; <{RICO.relationHasTarget}> ?b",
        f"GRAPH ?g {{ ?s {told} ; <{RICO.relationConnects}> ?a, ?b FILTER(?a != ?b) }} "
        f'FILTER(STRSTARTS(STR(?g), "{iris.graph("source/")}"))',
    )
    found = {
        (row["a"], row["b"], row["m"], dates.get(row["s"], ""))
        for end in ends
        for row in rows(store, "?s ?m ?a ?b", end, only)
    }
    return [Relation(*each) for each in sorted(found)]


def records(store: Reader, iris: Iris, only: Only = None) -> dict[str, tuple[str, str]]:
    """Record -> its archive, and its call number."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows(store, "?s ?h ?o", f"?s <{RICO.hasOrHadHolder}> ?h ; <{RICO.identifier}> ?o", only):
        if row["h"].startswith(iris.archive("")):
            found[row["s"]] = min(found.get(row["s"], (row["h"], row["o"])), (row["h"], row["o"]))
    return found


def created(store: Reader, only: Only = None) -> Pairs:
    """Record -> the date of its creation."""
    return pairs(store, f"?s <{RICO.hasCreationDate}> ?o", only)


def of_dates(iris: Iris) -> tuple[str, ...]:
    """Properties that say what a date is."""
    return (RICO.expressedDate, RICO.normalizedDateValue, RICO.dateQualifier, RICO.beginningDate, RICO.endDate,
            iris.own("calendar"))  # fmt: skip


def dates(store: Reader, iris: Iris, only: Only = None) -> dict[str, dict[str, tuple[str, str]]]:
    """Date -> last part of a property -> value and language."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for property_ in of_dates(iris):
        last = re.split("[#/]", property_)[-1]
        for row in rows(store, "?s ?o (LANG(?o) AS ?l)", f"?s <{property_}> ?o", only):
            each, new = found.setdefault(row["s"], {}), (row["o"], row.get("l", ""))
            each[last] = min(each.get(last, new), new)
    return found


def points(store: Reader, only: Only = None) -> dict[str, tuple[float, float]]:
    """Place -> latitude and longitude."""
    found: dict[str, tuple[float, float]] = {}
    for row in rows(store, "?s ?o", f"?s <{GEO.hasGeometry}> ?g . ?g <{GEO.asWKT}> ?o", only):
        if match := _POINT.search(row["o"]):
            new = (float(match[2]), float(match[1]))
            found[row["s"]] = min(found.get(row["s"], new), new)
    return found


def outside(store: Reader, iris: Iris, only: Only = None) -> list[tuple[str, str]]:
    """(entity or local, identifier elsewhere)."""
    return sorted((row["s"], row["o"]) for row in rows(store, "?s ?o", f"?s <{iris.own('externalId')}> ?o", only))


def of_judgements(iris: Iris) -> tuple[str, ...]:
    """Properties that say what a judgement on identity is."""
    return (SSSOM.subject_id, SSSOM.object_id, SSSOM.confidence, SSSOM.mapping_tool, SSSOM.author_label,
            SSSOM.mapping_date, iris.own("judgement"), iris.own("because"))  # fmt: skip


def judgements(store: Reader, iris: Iris, only: Only = None) -> Iterator[tuple[str, dict[str, str]]]:
    """Identity link -> last part of a property -> value; of several reasons, all, divided by semicolons."""
    found: dict[str, dict[str, list[str]]] = {}
    for property_ in of_judgements(iris):
        last = re.split("[#/]", property_)[-1]
        for row in rows(store, "?s ?o", f"?s <{property_}> ?o", only):
            found.setdefault(row["s"], {}).setdefault(last, []).append(row["o"])
    for link in sorted(found):
        yield link, {name: "; ".join(sorted(values)) for name, values in found[link].items()}


def labels(store: Reader, wanted: Collection[str], *, whole: bool) -> list[tuple[str, str, str]]:
    """(IRI, language, label) of these. whole: as for words."""
    found = rows(store, "?s ?o (LANG(?o) AS ?l)", f"?s <{RDFS.label}> ?o", None if whole else wanted)
    return sorted({(row["s"], row["l"], row["o"]) for row in found if row["s"] in wanted})
