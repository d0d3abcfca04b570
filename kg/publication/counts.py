"""Counts that describe an edition: classes, properties, sources of each archive, links. ``description.json``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from kg.iri import Iris
from kg.statistics import json_text
from kg.store.base import Reader
from ontology.terms import DCTERMS, PROV, RDF, SSSOM


def write_counts(path: Path, store: Reader, iris: Iris) -> None:
    """Write them to a file of an edition. Same store, same bytes."""
    path.write_text(json_text(counts(store, iris)), encoding="utf-8")


def counts(store: Reader, iris: Iris) -> dict[str, Any]:
    """classes and properties: IRI -> number of instances, of triples. sources: graph -> archive and licences.

    links: pairs of archives, and registries, with the number of links of each kind.
    """
    classes = store.select(f"SELECT ?k (COUNT(*) AS ?n) {{ ?s <{RDF.type}> ?k }} GROUP BY ?k")
    properties = store.select("SELECT ?k (COUNT(*) AS ?n) { ?s ?k ?o } GROUP BY ?k")
    sources = _sources(store)
    return {
        "classes": _sorted(classes),
        "properties": _sorted(properties),
        "sources": sources,
        "links": _links(store, iris, {graph: str(one["archive"]) for graph, one in sources.items()}),
        "registries": _registries(store, iris),
    }


def _sorted(rows: Any) -> dict[str, int]:
    found = {row["k"]: int(row["n"]) for row in rows if "k" in row}
    return {key: found[key] for key in sorted(found)}


def _sources(store: Reader) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in store.select(f"SELECT ?g ?a {{ GRAPH ?g {{ ?g <{PROV.wasAttributedTo}> ?a }} }}"):
        found[row["g"]] = {"archive": row["a"].rsplit("/", 1)[-1], "licences": []}
    query = f"SELECT ?g ?l {{ GRAPH ?g {{ ?g <{DCTERMS.license}>|<{DCTERMS.rights}> ?l }} }}"
    for row in store.select(query):
        if row["g"] in found:
            found[row["g"]]["licences"] = sorted({*found[row["g"]]["licences"], row["l"]})
    return {key: found[key] for key in sorted(found)}


def _links(store: Reader, iris: Iris, archive_of: dict[str, str]) -> list[dict[str, Any]]:
    """Judgements of identity by the archives of their two ends and by predicate; rejected ones are no links."""
    holder: dict[str, str] = {}
    for row in store.select(f"SELECT ?g ?l {{ GRAPH ?g {{ ?l a <{iris.own('LocalEntity')}> }} }}"):
        if row["g"] in archive_of:
            holder[row["l"]] = archive_of[row["g"]]
    found: Counter[tuple[str, str, str]] = Counter()
    query = (
        f"SELECT ?l ?r ?p {{ ?m <{SSSOM.subject_id}> ?l ; <{SSSOM.object_id}> ?r ; <{SSSOM.predicate_id}> ?p "
        f"FILTER NOT EXISTS {{ ?m <{SSSOM.predicate_modifier}> ?not }} }}"
    )
    for row in store.select(query):
        ends = sorted(holder.get(row[end], "") for end in ("l", "r"))
        if all(ends):
            found[ends[0], ends[1], row["p"]] += 1
    return [
        {"archives": [one, other], "predicate": predicate, "links": number}
        for (one, other, predicate), number in sorted(found.items())
    ]


def _registries(store: Reader, iris: Iris) -> dict[str, int]:
    """How many entities carry an id of each outside registry."""
    rows = store.select(f"SELECT DISTINCT ?e ?i {{ ?e a <{iris.own('Entity')}> ; <{iris.own('externalId')}> ?i }}")
    found = Counter(row["i"].partition(":")[0] for row in rows if ":" in row["i"])
    return {key: found[key] for key in sorted(found)}
