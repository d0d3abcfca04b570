"""What an authority entry says: names, dates, places, relations, each with the words that say it."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Entity, EntityRelation, Mention
from extractors.languages.fold import fold
from extractors.languages.script import name_language
from kg.rdf import nt
from kg.rdf.context import Mapping, mention_key
from kg.rdf.mentions import AnnotationWriter
from kg.rdf.notes import concept
from kg.rdf.values import language, script
from kg.rdf.vocabulary import CLASSES, CONCEPTS, ENTITY_DATES, LIFE_PLACES, OWNERS, PERSON_ONLY, RELATIONS
from ontology.terms import DCTERMS, GEO, OA, PROV, RDFS, RICO


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
        _relate(mapping, entity, node, relation, writer, lang)
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


def _relate(
    mapping: Mapping,
    entity: Entity,
    node: str,
    relation: EntityRelation,
    writer: AnnotationWriter,
    lang: str | None,
) -> None:
    """The shortcut and the relation node, both (a dated, evidenced statement needs the node)."""
    graph, own = mapping.graph, mapping.own
    kind = relation.type
    persons = entity.label == "PERSON" and relation.target_label == "PERSON"
    inside = kind in ("part_of", "contained_by") and entity.label == relation.target_label == "PLACE"
    life = kind in LIFE_PLACES and not (entity.label == "PERSON" and relation.target_label == "PLACE")
    if inside or life or kind not in RELATIONS or (kind in PERSON_ONLY and not persons):
        kind = "associated"
    if kind == "associated" and (entity.label not in ("PERSON", "ORG") or relation.target_label in ("PLACE", "EVENT")):
        return _place_or_part(mapping, entity, node, relation, writer.document)
    class_, shortcut, ends = RELATIONS[kind]
    target = _target(mapping, relation, writer.document)
    graph.link(node, shortcut, target)
    statement = mapping.iris.relation(
        mapping.archive, writer.document.id, class_, node, target, relation.date.edtf if relation.date else ""
    )
    graph.types(statement, class_)
    if ends == "both":
        graph.link(statement, RICO.relationConnects, node)
        graph.link(statement, RICO.relationConnects, target)
    else:
        first, second = (node, target) if ends == "forward" else (target, node)
        graph.link(statement, RICO.relationHasSource, first)
        graph.link(statement, RICO.relationHasTarget, second)
    if relation.date:
        graph.link(statement, RICO.relationHasDate, mapping.add_date(relation.date, lang))
    if relation.scheme and kind not in CONCEPTS and kind != "mandate":
        graph.add(statement, RICO.type, nt.literal(relation.scheme))
    if relation.note:
        graph.add(statement, RICO.generalDescription, nt.literal(relation.note, lang))
    graph.link(statement, RICO.isEvidencedBy, writer.placed.record)
    graph.add(statement, own("confidence"), nt.decimal(relation.confidence))
    graph.link(statement, own("method"), own(f"method-{relation.method}"))
    activity = mapping.add_activity(relation.method, relation.model, writer.placed.file)
    graph.link(statement, PROV.wasGeneratedBy, activity)
    start, end = (relation.start, relation.end) if relation.start is not None else (entity.start, entity.end)
    if start is not None and end is not None and end > start:
        words = Mention(start, end, entity.label, relation.method, relation.confidence, model=relation.model)
        about = f" {relation.model} {node}" if relation.model else ""
        quote = writer.write(words, [node], motivation=OA.describing, about=about)
        graph.link(statement, own("evidence"), quote)
    return None


def _place_or_part(
    mapping: Mapping, entity: Entity, node: str, relation: EntityRelation, document: Document
) -> None:
    """Statements with a place or about a thing that is no agent: the plain association is all we may say."""
    target = _target(mapping, relation, document)
    if relation.target_label == "PLACE":
        contained = entity.label == "PLACE" and relation.type in ("part_of", "contained_by")
        property_ = RICO.isOrWasContainedBy if contained else RICO.isAssociatedWithPlace
    else:
        property_ = RICO.isRelatedTo
    mapping.graph.link(node, property_, target)


def _mentioned(document: Document, relation: EntityRelation) -> str:
    """Key of what the mention at the relation's place names. LookupError where there is none: a reader's fault."""
    for mention in document.mentions:
        if (mention.start, mention.end, mention.label) == (relation.start, relation.end, relation.target_label):
            return mention_key(document, mention)
    raise LookupError(f"{document.id}: no mention stands at {relation.start} to {relation.end}")


def position_owner(document: Document, relation: EntityRelation) -> str:
    """Key of the body or place that a described position exists in: one a source and name."""
    return f"{document.source_id}|{relation.at_label}|{fold(relation.at)}"


def _target(mapping: Mapping, relation: EntityRelation, document: Document) -> str:
    """The other end. It is named and typed here too, since no other entry may describe it."""
    graph, lang = mapping.graph, document.language
    if not relation.target:
        return mapping.local(_mentioned(document, relation))
    name = relation.target_name or relation.target
    label = nt.literal(name, name_language(name, lang))
    if relation.target_label == "POSITION":
        node = mapping.iris.position(mapping.archive, relation.target)
        graph.types(node, RICO.Position)
        if relation.at:
            owner = mapping.local(position_owner(document, relation))
            graph.types(owner, CLASSES[relation.at_label], mapping.own("LocalEntity"))
            graph.add(owner, RDFS.label, nt.literal(relation.at, name_language(relation.at, lang)))
            graph.link(node, OWNERS[relation.at_label], owner)
    elif relation.type == "function":
        node = mapping.local(f"{document.id}|{relation.target}")
        graph.types(node, RICO.Activity)
        kind = concept(mapping, RICO.ActivityType, name, name_language(name, lang), relation.scheme)
        graph.link(node, RICO.hasActivityType, kind)
    elif relation.type == "mandate":
        node = mapping.local(f"{document.id}|{relation.target}")
        graph.types(node, RICO.Mandate)
        graph.add(node, RICO.title, label)
        if relation.scheme:
            graph.add(node, DCTERMS.source, nt.literal(relation.scheme))
    elif relation.type in CONCEPTS:
        node = concept(mapping, CONCEPTS[relation.type], name, name_language(name, lang), relation.scheme)
    else:
        node = mapping.local(relation.target)
        graph.types(node, CLASSES[relation.target_label], mapping.own("LocalEntity"))
    graph.add(node, RDFS.label, label)
    return node
