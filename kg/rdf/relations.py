"""Relations found in the text: a relation node or an event, each with the words that say it."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass

from extractors.document import DateExpression, Document, Label, Mention, Name, Relation, Span
from extractors.languages.fold import fold
from extractors.languages.script import name_language
from kg.rdf import nt
from kg.rdf.context import Mapping, local_key
from kg.rdf.mentions import AnnotationWriter
from kg.rdf.vocabulary import RELATION_EVENTS, RELATIONS, TEXT_RELATIONS
from ontology.terms import OA, PROV, RDFS, RICO


@dataclass(frozen=True, slots=True)
class Named:
    """The local entity that a mention names."""

    iri: str
    label: Label


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that a relation states: a local entity of its own."""

    iri: str
    name: str
    lang: str | None


def map_relations(
    mapping: Mapping, document: Document, named: ReadOnly[Span, Named], writer: AnnotationWriter
) -> tuple[NewEvent, ...]:
    """Write the relations of a document; the events they made.

    named: the local entities by the place of their mentions. A relation with an end that is not among them (its
    mention was too unsure) is left out. What several words say is one node; the surest of them gives its confidence.
    """
    sure: dict[str, float] = {}
    events = []
    for relation in document.relations:
        subject = named.get(relation.subject)
        if subject is None:
            continue
        object_ = named.get(relation.object)
        if relation.type in RELATION_EVENTS:
            if relation.type != "signed" and (object_ is None or object_.iri == subject.iri):
                continue
            event = _event(mapping, document, relation, subject, object_, writer)
            events.append(event)
            node = event.iri
        elif relation.type in ("held_position", "appointed"):
            node = _node(mapping, document, relation, subject, _position(mapping, document, relation), writer)
        elif relation.type in TEXT_RELATIONS and object_ is not None and object_.iri != subject.iri:
            node = _node(mapping, document, relation, subject, object_.iri, writer)
        else:
            continue
        sure[node] = max(relation.confidence, sure.get(node, 0))
    for node, confidence in sure.items():
        mapping.graph.add(node, mapping.own("confidence"), nt.decimal(confidence))
    return tuple(events)


def _node(
    mapping: Mapping, document: Document, relation: Relation, subject: Named, target: str, writer: AnnotationWriter
) -> str:
    """The relation node and its shortcut."""
    graph = mapping.graph
    class_, shortcut, ends = RELATIONS[TEXT_RELATIONS[relation.type]]
    one, other = subject.iri, target
    if relation.type == "participated":  # RiC-O sees it from the event
        one, other = target, subject.iri
    graph.link(one, shortcut, other)
    first, second = (other, one) if ends == "backward" else (one, other)
    date = _date(document, relation)
    edtf = (date.edtf or date.expressed) if date else ""
    text = writer.placed.text_sha256
    node = mapping.iris.relation(mapping.archive, document.id, class_, first, second, edtf, text)
    graph.types(node, class_)
    if ends == "both":
        graph.link(node, RICO.relationConnects, first)
        graph.link(node, RICO.relationConnects, second)
    else:
        graph.link(node, RICO.relationHasSource, first)
        graph.link(node, RICO.relationHasTarget, second)
    if date:
        graph.link(node, RICO.relationHasDate, mapping.add_date(date, document.language))
    if relation.type == "renamed":
        words = " ".join(document.text[relation.object.start : relation.object.end].split())
        later = Name(words, name_language(words, document.language), used_from=date.edtf if date else None)
        mapping.add_name(subject.iri, later, RICO.hasOrHadPlaceName, RICO.PlaceName)
    _evidence(mapping, node, relation, [subject.iri], subject.label, writer)
    return node


def _event(
    mapping: Mapping,
    document: Document,
    relation: Relation,
    subject: Named,
    object_: Named | None,
    writer: AnnotationWriter,
) -> NewEvent:
    """An event of which the record speaks, with its participants, place and date."""
    graph, evidence = mapping.graph, relation.evidence
    words = " ".join(document.text[evidence.start : evidence.end].split())
    key = local_key(document, "EVENT", f"{relation.type} {evidence.start}-{evidence.end}")
    key = f"{key}|{writer.placed.text_sha256}"
    node = mapping.local(key)
    graph.types(node, RICO.Event, mapping.own("LocalEntity"))
    lang = name_language(words, document.language)
    graph.add(node, RDFS.label, nt.literal(words, lang))
    graph.link(node, RICO.hasEventType, mapping.own(f"event-{RELATION_EVENTS[relation.type]}"))
    graph.link(node, RICO.hasOrHadParticipant, subject.iri)
    if object_ is not None:
        place = object_.label == "PLACE"
        graph.link(node, RICO.hasOrHadLocation if place else RICO.hasOrHadParticipant, object_.iri)
    if date := _date(document, relation):
        graph.link(node, RICO.occurredAtDate, mapping.add_date(date, document.language))
    graph.link(writer.placed.record, mapping.own("mentions"), node)
    _evidence(mapping, node, relation, [node], "EVENT", writer)
    return NewEvent(node, words, lang)


def _evidence(
    mapping: Mapping, node: str, relation: Relation, bodies: list[str], label: Label, writer: AnnotationWriter
) -> None:
    """What every statement of a machine has besides its confidence: by which rule, from which record and words."""
    graph, own = mapping.graph, mapping.own
    graph.link(node, RICO.isEvidencedBy, writer.placed.record)
    graph.link(node, own("method"), own(f"method-{relation.method}"))
    activity = mapping.add_activity(relation.method, relation.model, writer.placed.file)
    graph.link(node, PROV.wasGeneratedBy, activity)
    quoted = Mention(
        relation.evidence.start,
        relation.evidence.end,
        label,
        relation.method,
        relation.confidence,
        model=relation.model,
    )
    graph.link(node, own("evidence"), writer.write(quoted, bodies, motivation=OA.describing, about=relation.model))


def _position(mapping: Mapping, document: Document, relation: Relation) -> str:
    """The office as this document words it: "President" of two documents may be of two states."""
    words = " ".join(document.text[relation.object.start : relation.object.end].split())
    node = mapping.iris.position(mapping.archive, local_key(document, "POSITION", fold(words)))
    mapping.graph.types(node, RICO.Position)
    mapping.graph.add(node, RDFS.label, nt.literal(words, name_language(words, document.language)))
    return node


def _date(document: Document, relation: Relation) -> DateExpression | None:
    """The date among the words of the relation, where there is just one that could be read."""
    inside = [
        date
        for date in document.dates
        if date.start is not None
        and date.end is not None
        and relation.evidence.start <= date.start
        and date.end <= relation.evidence.end
        and date.edtf
    ]
    return inside[0] if len(inside) == 1 else None
