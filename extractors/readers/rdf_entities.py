"""Persons, bodies, places and events of a dump as entities."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.document import DateExpression, Entity, Label, Name
from extractors.readers.coordinates import latitude_longitude
from extractors.readers.rdf_annotations import label_of
from extractors.readers.rdf_dates import dates_of
from extractors.readers.rdf_graph import Graph, Literal
from extractors.readers.rdf_relations import Evidence, relations
from extractors.readers.rdf_terms import (
    ENTITIES,
    ENTITY_DATES,
    EVENTS,
    LABELS,
    NAME_NODES,
    OTHER_LABELS,
    RECORDS,
    SETS,
)
from extractors.readers.rdf_values import scripts
from extractors.readers.registry_ids import CLOSE, is_registered, registry_id

_SAME = ("owl:sameAs", "skos:exactMatch", "schema:sameAs", "rico:isEquivalentTo")
_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_WORDS = ("rico:history", "rico:generalDescription", "rico:descriptiveNote", "rdfs:comment", "skos:definition",
          "schema:description", "schema:jobTitle", "skos:scopeNote", "skos:note", "rdagr:biographicalInformation",
          "dcterms:description")  # fmt: skip
_PLACED = ("wgs:lat", "geo:hasGeometry", "schema:latitude")


def entity_nodes(graph: Graph) -> list[str]:
    """Nodes that are entities, sorted: none of them positions. RiC-O's concepts only where a Sunqar node made them,
    those of SKOS only of a list that holds nothing of RiC-O: there they are the words of descriptions."""
    terms = set(graph.subjects("rico:Concept")) & set(graph.subjects("kg:LocalEntity"))
    if not graph.subjects(*(name for name in (*ENTITIES, *RECORDS, *SETS) if name.startswith("rico:"))):
        terms |= set(graph.subjects("skos:Concept"))
    return sorted(set(graph.subjects(*ENTITIES)) | terms)


def entity_label(graph: Graph, node: str) -> Label:
    """Its label; of a SKOS concept by what is said of it, a term where that tells nothing; else a body."""
    label = label_of(graph, node)
    if label is None and "skos:Concept" in graph.types(node):
        numbered = any(one.startswith("geonames:") for one in _same(graph, node))
        if numbered or graph.among(node, dict.fromkeys(_PLACED, "")):
            return "PLACE"
        lives = {key: role for key, role in ENTITY_DATES.items() if role in ("birth", "death")}
        return "PERSON" if graph.among(node, lives) else "TERM"
    return label if label is not None and label != "DATE" else "ORG"


def entity(graph: Graph, node: str, place: tuple[int, int] | None, evidence: Evidence) -> Entity:
    """The entity that a node is; its IRI is its local id. place: where its entry stands in its Document's text."""
    label = entity_label(graph, node)
    point = _coordinates(graph, node) if label == "PLACE" else None
    event = next((key for item in graph.nodes(node, "rico:hasEventType") if (key := graph.key(item, "event-"))), None)
    return Entity(
        local_id=node,
        label=label,
        names=names(graph, node),
        description="\n".join(dict.fromkeys(literal.value for literal in graph.literals(node, *_WORDS))),
        dates=_dates(graph, node, label),
        identifiers=identifiers(graph, node),
        relations=relations(graph, node, evidence),
        event_type=event if label == "EVENT" and event in EVENTS else None,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        start=place[0] if place else None,
        end=place[1] if place else None,
        languages=tuple(
            tag for item in graph.nodes(node, "rico:hasOrHadLanguage") if (tag := graph.key(item, "lang-"))
        ),
        scripts=scripts(graph, node),
        family="rico:Family" in graph.types(node),
    )


def names(graph: Graph, node: str) -> tuple[Name, ...]:
    """Nodes of names with their years, then the labels that none of these has; the first label leads."""
    found: dict[Literal, Name] = {}
    for item in graph.nodes(node, *NAME_NODES):
        for literal in graph.literals(item, "rico:textualValue", "rico:normalizedValue", "rdfs:label"):
            found.setdefault(
                literal,
                Name(
                    literal.value,
                    literal.lang or None,
                    used_from=graph.value(item, "rico:usedFromDate") or None,
                    used_to=graph.value(item, "rico:usedToDate") or None,
                    scheme=graph.value(item, "kg:transliterationScheme") or None,
                    parallel=next((graph.label(one) for one in graph.nodes(item, "kg:parallelFormOf")), None),
                    kind=graph.value(item, "kg:nameType"),
                ),
            )
    labels = graph.literals(node, *LABELS)
    if not labels and not found and (told := graph.inverted(node)):
        labels = [Literal(told)]
    for literal in [*labels, *graph.literals(node, *OTHER_LABELS)]:
        found.setdefault(literal, Name(literal.value, literal.lang or None))
    chosen = next((literal for literal in [*labels, *found] if literal.value.strip()), None)
    return tuple(
        replace(name, preferred=literal == chosen)
        for literal, name in found.items()
        if name.value.strip()
    )


def identifiers(graph: Graph, node: str) -> tuple[str, ...]:
    """Ids in registries, ``scheme:value``; its own IRI, and those that it is the same as, as ``iri:…``.

    Those that it is near to (``skos:closeMatch``) with ``closematch:`` before them: they suggest, and join nothing.
    """
    told = [literal.value for literal in graph.literals(node, "kg:externalId", "dcterms:identifier")]
    told += [graph.value(item, "rico:textualValue") for item in graph.nodes(node, "rico:hasOrHadIdentifier")]
    own = [literal.value for literal in graph.literals(node, "rico:identifier") if is_registered(literal.value)]
    same = _same(graph, node)
    clusters = graph.clusters_of(node)
    found = [registry_id(value) for value in [*told, *own]]
    found += [item if is_registered(item) else f"iri:{item}" for item in map(registry_id, [node, *same, *clusters])]
    near = [known for item in graph.nodes(node, "skos:closeMatch") if is_registered(known := registry_id(item))]
    found += [CLOSE + known for known in near if known not in found]
    return tuple(dict.fromkeys(value for value in found if ":" in value and not value.startswith("iri:_:")))


def _same(graph: Graph, node: str) -> list[str]:
    """What it is said to be the same as: registries' ids as such, others by their IRIs."""
    told = [item for item in graph.nodes(node, *_SAME) if not item.startswith("_:")]
    told += [literal.value for literal in graph.literals(node, *_SAME) if is_registered(literal.value)]
    return [registry_id(item) for item in told]


def _dates(graph: Graph, node: str, label: Label) -> tuple[DateExpression, ...]:
    roles = {
        predicate: role
        for predicate, role in ENTITY_DATES.items()
        if label == "PERSON" or role not in ("birth", "death")
    }
    return tuple(made for _, made in dates_of(graph, node, roles))


def _coordinates(graph: Graph, node: str) -> tuple[float, float] | None:
    """Through its physical location, as a WKT point (longitude first), or as latitude and longitude of its own."""
    pairs = [
        (graph.value(item, "rico:latitude"), graph.value(item, "rico:longitude"))
        for location in graph.nodes(node, "rico:hasOrHadPhysicalLocation")
        for item in graph.nodes(location, "rico:hasOrHadCoordinates")
    ]
    for geometry in graph.nodes(node, "geo:hasGeometry"):
        match = _POINT.search(graph.value(geometry, "geo:asWKT"))
        if match is not None:
            pairs.append((match.group(2), match.group(1)))
    for item in (node, *graph.nodes(node, "schema:geo")):
        pairs.append((graph.value(item, "wgs:lat"), graph.value(item, "wgs:long")))
        pairs.append((graph.value(item, "schema:latitude"), graph.value(item, "schema:longitude")))
    return next((found for pair in pairs if (found := latitude_longitude(*pair)) is not None), None)
