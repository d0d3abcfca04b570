"""``description.json`` of an edition from that of the edition before: what a change touches is counted again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.iri import Iris
from kg.publication.counts import Ends, as_links, registered, registered_things
from kg.statistics import json_text
from kg.store.base import Reader
from kg.updates.bound import bound, pairs
from kg.updates.delta import Delta, Triple
from kg.updates.numbers import Unfit, changed_numbers
from kg.updates.united import United, united
from ontology.terms import DCTERMS, PROV, RDF, SSSOM

_LINKED = (
    f"?a <{SSSOM.subject_id}> ?l ; <{SSSOM.object_id}> ?r ; <{SSSOM.predicate_id}> ?p "
    f"FILTER NOT EXISTS {{ ?a <{SSSOM.predicate_modifier}> ?not }}"
)
"""Pattern of the judgements ?a that are links, with their ends ?l and ?r and their predicate ?p."""
_LINK_PARTS = (SSSOM.subject_id, SSSOM.object_id, SSSOM.predicate_id, SSSOM.predicate_modifier)
_RIGHTS = (DCTERMS.license, DCTERMS.rights)
Sources = Mapping[str, Mapping[str, Any]]


def update_counts(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Write to path what ``write_counts`` would; before: the file of the edition before. An ``Updater``."""
    told = json.loads(before.read_text(encoding="utf-8"))
    changed = united(delta, store, old)
    sides = (changed.gone, changed.come)
    sources = _sources(told["sources"], store, delta)
    links = Counter({(*each["archives"], each["predicate"]): int(each["links"]) for each in told["links"]})
    links_minus, links_plus = _links(changed, store, old, iris, delta, (told["sources"], sources))
    try:
        made = {
            "classes": changed_numbers(told["classes"], *map(_classes, sides)),
            "properties": changed_numbers(told["properties"], *map(_properties, sides)),
            "sources": sources,
            "links": as_links(Counter(changed_numbers(links, links_minus, links_plus))),
            "registries": changed_numbers(told["registries"], *_registries(changed, store, old, iris)),
        }
    except Unfit:
        return False
    path.write_text(json_text(made), encoding="utf-8")
    return True


def _classes(triples: Iterable[Triple]) -> Counter[str]:
    """Number of instances of each class."""
    return Counter(term[1:-1] for _, predicate, term in triples if predicate == f"<{RDF.type}>")


def _properties(triples: Iterable[Triple]) -> Counter[str]:
    """Number of triples of each property."""
    return Counter(predicate[1:-1] for _, predicate, _ in triples)


def _sources(told: Sources, store: Reader, delta: Delta) -> dict[str, Mapping[str, Any]]:
    """What the graphs say of themselves, read again where they differ in that."""
    found = dict(told)
    quads = (quad for name in (PROV.wasAttributedTo, *_RIGHTS) for side in delta.of(name) for quad in side)
    for graph in {quad[3] for quad in quads if quad[0] == f"<{quad[3]}>"}:
        found.pop(graph, None)
        said = {
            name: sorted(row["b"] for row in store.select(f"SELECT ?b {{ GRAPH <{graph}> {{ <{graph}> {name} ?b }} }}"))
            for name in (f"<{PROV.wasAttributedTo}>", "|".join(f"<{name}>" for name in _RIGHTS))
        }
        archives, licences = said.values()
        if archives:
            archive = min(each.rsplit("/", 1)[-1] for each in archives)
            found[graph] = {"archive": archive, "licences": sorted(set(licences))}
    return found


def _links(
    changed: United, store: Reader, old: Reader, iris: Iris, delta: Delta, sources: tuple[Sources, Sources]
) -> list[Counter[tuple[str, str, str]]]:
    """In the old and in the new store, of the judgements that differ themselves or in the archive of an end."""
    local = iris.own("LocalEntity")
    moved = {quad[0][1:-1] for side in delta.of(RDF.type) for quad in side if quad[2] == f"<{local}>"}
    before, after = ({graph: str(one["archive"]) for graph, one in each.items()} for each in sources)
    for graph in {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}:
        for side in (old, store):
            moved |= {row["l"] for row in side.select(f"SELECT ?l {{ GRAPH <{graph}> {{ ?l a <{local}> }} }}")}
    links = changed.subjects(*_LINK_PARTS)
    for side in (old, store):
        for end in (SSSOM.subject_id, SSSOM.object_id):
            links |= {link for _, link in pairs(side, f"?b <{end}> ?a", moved)}
    return [_links_of(side, iris, links, archives) for side, archives in ((old, before), (store, after))]


def _links_of(store: Reader, iris: Iris, judged: Iterable[str], archive_of: Mapping[str, str]) -> Counter[Ends]:
    """Those of some judgements that are links, by the archives of their two ends and by predicate.

    archive_of: by the graph of each source. A link of what no source has is not counted.
    """
    rows = list(bound(store, _LINKED, judged, out="?l ?r ?p"))
    holder: dict[str, str] = {}
    its = f"GRAPH ?g {{ ?a a <{iris.own('LocalEntity')}> }}"
    for row in bound(store, its, {row[end] for row in rows for end in ("l", "r")}, out="?a ?g"):
        if (archive := archive_of.get(row["g"])) is not None:
            holder[row["a"]] = min(archive, holder.get(row["a"], archive))
    found: Counter[Ends] = Counter()
    for row in rows:
        one, other = sorted(holder.get(row[end], "") for end in ("l", "r"))
        if one:
            found[one, other, row["p"]] += 1
    return found


def _registries(changed: United, store: Reader, old: Reader, iris: Iris) -> list[dict[str, int]]:
    entity = iris.own("Entity")
    things = changed.subjects(iris.own("externalId")) | {one for one, kind in changed.of(RDF.type) if kind == entity}
    return [
        registered({"a": a, "b": b} for a, b in set(pairs(side, registered_things(iris), things)))
        for side in (old, store)
    ]
