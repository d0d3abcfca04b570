"""What an authority entry says: names, dates, places, relations, each with the words that say it."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Entity, Mention
from extractors.languages.script import name_language
from kg.rdf import nt
from kg.rdf.context import Mapping
from kg.rdf.entity_relations import relate
from kg.rdf.mentions import AnnotationWriter
from kg.rdf.values import language, script
from kg.rdf.vocabulary import CLASSES, ENTITY_DATES
from ontology.terms import GEO, OA, RDFS, RICO


def map_entity(mapping: Mapping, entity: Entity, writer: AnnotationWriter, lang: str | None) -> str:
    """Describe one authority entry; returns the IRI of its local entity."""
    graph, own = mapping.graph, mapping.own
    node = mapping.local(entity.local_id)
    graph.types(node, RICO.Family if entity.family else CLASSES[entity.label], own("LocalEntity"))
    graph.add(node, RICO.identifier, nt.literal(entity.local_id))
    for tag in entity.languages if entity.label in ("PERSON", "ORG") else ():
        graph.link(node, RICO.hasOrHadLanguage, language(mapping, tag))
    for code in entity.scripts:
        graph.link(node, own("script"), script(mapping, code))
    preferred = [name for name in entity.names if name.preferred] or list(entity.names[:1])
    for name in preferred:
        graph.add(node, RDFS.label, nt.literal(name.value, name.lang or name_language(name.value, lang)))
    is_place = entity.label == "PLACE"
    names = [replace(name, lang=name.lang or name_language(name.value, lang)) for name in entity.names]
    for name in names:
        if first := next((other for other in names if name.parallel and other.value == name.parallel), None):
            form, of = (mapping.iris.name(node, one.value, one.lang) for one in (name, first))
            graph.link(form, own("parallelFormOf"), of)
        if is_place:
            mapping.add_name(node, name, RICO.hasOrHadPlaceName, RICO.PlaceName)
        elif entity.label in ("PERSON", "ORG"):
            mapping.add_name(node, name, RICO.hasOrHadAgentName, RICO.AgentName)
        else:
            mapping.add_name(node, name, RICO.hasOrHadName, RICO.Name)
    if entity.description:
        graph.add(
            node,
            RICO.history if entity.label != "TERM" else RICO.generalDescription,
            nt.literal(entity.description, lang),
        )
    for date in entity.dates:
        property_ = ENTITY_DATES.get(date.role or "", RICO.isAssociatedWithDate)
        if entity.label != "PERSON" and date.role in ("birth", "death"):
            property_ = RICO.isAssociatedWithDate
        graph.link(node, property_, mapping.add_date(date, lang))
    for identifier in entity.identifiers:
        graph.add(node, own("externalId"), nt.literal(identifier))
    if entity.event_type and entity.label == "EVENT":
        graph.link(node, RICO.hasEventType, own(f"event-{entity.event_type}"))
    if is_place and entity.latitude is not None and entity.longitude is not None:
        locate(mapping, node, entity.latitude, entity.longitude)
    if entity.start is not None and entity.end is not None and entity.end > entity.start:
        writer.write(
            Mention(entity.start, entity.end, entity.label, "editorial"), [node], motivation=OA.describing
        )
    for relation in entity.relations:
        relate(mapping, entity, node, relation, writer, lang)
    return node


def locate(mapping: Mapping, node: str, latitude: float, longitude: float) -> None:
    """Coordinates in degrees (WGS 84), as RiC-O's two hops and as a GeoSPARQL point."""
    graph = mapping.graph
    location, coordinates, geometry = f"{node}#location", f"{node}#coordinates", f"{node}#geometry"
    graph.link(node, RICO.hasOrHadPhysicalLocation, location)
    graph.types(location, RICO.PhysicalLocation)
    graph.link(location, RICO.hasOrHadCoordinates, coordinates)
    graph.types(coordinates, RICO.Coordinates)
    graph.add(coordinates, RICO.latitude, nt.literal(f"{latitude:g}"))
    graph.add(coordinates, RICO.longitude, nt.literal(f"{longitude:g}"))
    graph.link(node, GEO.hasGeometry, geometry)
    graph.types(geometry, GEO.Geometry)
    graph.add(geometry, GEO.asWKT, nt.typed(f"POINT({longitude:g} {latitude:g})", GEO.wktLiteral))
