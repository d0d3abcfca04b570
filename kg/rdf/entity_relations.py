"""What an authority entry says between its entity and others: the direct statement, and a node with its evidence."""

from __future__ import annotations

from extractors.document import Document, Entity, EntityRelation, Mention
from extractors.languages.fold import fold
from extractors.languages.script import name_language
from extractors.leaders import leads
from kg.rdf import nt
from kg.rdf.context import Mapping, mention_key
from kg.rdf.mentions import AnnotationWriter
from kg.rdf.notes import concept
from kg.rdf.vocabulary import CLASSES, CONCEPTS, LEADERSHIP, LIFE_PLACES, OWNERS, PERSON_ONLY, RELATIONS
from ontology.terms import DCTERMS, OA, PROV, RDFS, RICO


def relate(
    mapping: Mapping,
    entity: Entity,
    node: str,
    relation: EntityRelation,
    writer: AnnotationWriter,
    lang: str | None,
) -> None:
    """The shortcut and the relation node, both (a dated, evidenced statement needs the node).

    An office that leads a body is stated twice: that it was held, and that its holder led the body.
    """
    graph = mapping.graph
    kind = relation.type
    persons = entity.label == "PERSON" and relation.target_label == "PERSON"
    inside = kind in ("part_of", "contained_by") and entity.label == relation.target_label == "PLACE"
    life = kind in LIFE_PLACES and not (entity.label == "PERSON" and relation.target_label == "PLACE")
    led = kind in LEADERSHIP and {entity.label, relation.target_label} != {"PERSON", "ORG"}
    if inside or life or led or kind not in RELATIONS or (kind in PERSON_ONLY and not persons):
        kind = "associated"
    if kind == "associated" and (entity.label not in ("PERSON", "ORG") or relation.target_label in ("PLACE", "EVENT")):
        return _place_or_part(mapping, entity, node, relation, writer.document)
    target = _target(mapping, relation, writer.document)
    _state(mapping, entity, node, target, kind, relation, writer, lang)
    if kind == "held_position" and entity.label == "PERSON" and _leads(relation):
        body = mapping.local(position_owner(writer.document, relation))
        statement = _state(mapping, entity, node, body, "leader_of", relation, writer, lang)
        graph.link(statement, RICO.leadershipWithPosition, target)
    return None


def _leads(relation: EntityRelation) -> bool:
    """Whether the position is that of the head of the body that it exists in."""
    return relation.at_label == "ORG" and bool(relation.at) and leads(relation.target_name, relation.at)


def _state(
    mapping: Mapping,
    entity: Entity,
    node: str,
    target: str,
    kind: str,
    relation: EntityRelation,
    writer: AnnotationWriter,
    lang: str | None,
) -> str:
    """The shortcut and the relation node of one kind, a key of ``RELATIONS``; the node."""
    graph, own = mapping.graph, mapping.own
    class_, shortcut, ends = RELATIONS[kind]
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
    return statement


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
