"""Counts that describe an edition: classes, properties, sources of each archive, links. ``description.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from kg.iri import Iris
from kg.statistics import json_text
from kg.store.base import Reader
from ontology.terms import DCTERMS, PROV, RDF, SSSOM

Ends = tuple[str, str, str]
"""The archives of the two ends of a link, the smaller code first, and its predicate."""
_Sides = tuple[tuple[str, ...], tuple[str, ...]]


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
        "registries": registered(store.select(f"SELECT DISTINCT ?a ?b {{ {registered_things(iris)} }}")),
    }


def _sorted(rows: Any) -> dict[str, int]:
    found = {row["k"]: int(row["n"]) for row in rows if "k" in row}
    return {key: found[key] for key in sorted(found)}


def _sources(store: Reader) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in store.select(f"SELECT ?g ?a {{ GRAPH ?g {{ ?g <{PROV.wasAttributedTo}> ?a }} }}"):
        archive = row["a"].rsplit("/", 1)[-1]
        found[row["g"]] = {"archive": min(archive, found.get(row["g"], {}).get("archive", archive)), "licences": []}
    query = f"SELECT ?g ?l {{ GRAPH ?g {{ ?g <{DCTERMS.license}>|<{DCTERMS.rights}> ?l }} }}"
    for row in store.select(query):
        if row["g"] in found:
            found[row["g"]]["licences"] = sorted({*found[row["g"]]["licences"], row["l"]})
    return {key: found[key] for key in sorted(found)}


def _links(store: Reader, iris: Iris, archive_of: Mapping[str, str]) -> list[dict[str, Any]]:
    """Judgements of identity by the archives of their two ends and by predicate; rejected ones are no links.

    An end that no source has is of no archive, and its link is not counted. Read property by property: to join them
    the engine holds three kilobytes a link.
    """
    holder: dict[str, str] = {}
    for row in store.select(f"SELECT ?g ?l {{ GRAPH ?g {{ ?l a <{iris.own('LocalEntity')}> }} }}"):
        if (archive := archive_of.get(row["g"])) is not None:
            holder[row["l"]] = min(archive, holder.get(row["l"], archive))
    rejected = {row["m"] for row in store.select(f"SELECT ?m {{ ?m <{SSSOM.predicate_modifier}> ?not }}")}
    ends: dict[str, _Sides] = {}
    alike: dict[_Sides, _Sides] = {}
    for side, property_ in enumerate((SSSOM.subject_id, SSSOM.object_id)):
        for row in store.select(f"SELECT ?m ?e {{ ?m <{property_}> ?e }}"):
            judged, archive = row["m"], holder.get(row["e"])
            if archive is not None and judged not in rejected and (side == 0 or judged in ends):
                before = ends.get(judged, ((), ()))
                after = (before[0], (*before[1], archive)) if side else ((*before[0], archive), ())
                ends[judged] = alike.setdefault(after, after)
    found: Counter[Ends] = Counter()
    for row in store.select(f"SELECT ?m ?p {{ ?m <{SSSOM.predicate_id}> ?p }}"):
        for pair in product(*ends.get(row["m"], ((), ()))):
            found[min(pair), max(pair), row["p"]] += 1
    return as_links(found)


def as_links(found: Counter[Ends]) -> list[dict[str, Any]]:
    """As the file has them."""
    return [
        {"archives": [one, other], "predicate": predicate, "links": number}
        for (one, other, predicate), number in sorted(found.items())
    ]


def registered_things(iris: Iris) -> str:
    """Pattern of the entities ?a that carry an id ?b of an outside registry."""
    return f"?a a <{iris.own('Entity')}> ; <{iris.own('externalId')}> ?b"


def registered(rows: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """How many entities carry an id of each outside registry."""
    found = Counter(row["b"].partition(":")[0] for row in rows if ":" in row["b"])
    return {key: found[key] for key in sorted(found)}
