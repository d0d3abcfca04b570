"""Relations found in the text: a relation node or an event, each with the words that say it."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class RelationWriter:
    """Writes the relations of one document.

    named: the local entities by the place of their mentions. A relation with an end that is not among them (its
    mention was too unsure) is left out. What several words say is one node; the surest of them gives its confidence.
    """

    mapping: Mapping
    document: Document
    named: ReadOnly[Span, Named]
    writer: AnnotationWriter
    sure: dict[str, float] = field(default_factory=dict)

    def write(self) -> tuple[NewEvent, ...]:
        """Write them all; the events they made."""
        events = []
        for relation in self.document.relations:
            subject, object_ = self.named.get(relation.subject), self.named.get(relation.object)
            if subject is None:
                continue
            if relation.type in ("held_position", "appointed"):
                self._node(relation, subject, _position(self.mapping, self.document, relation))
            elif relation.type == "signed" or (object_ is not None and object_.iri != subject.iri):
                if relation.type in RELATION_EVENTS:
                    events.append(self._event(relation, subject, object_))
                elif relation.type in TEXT_RELATIONS and object_ is not None:
                    self._node(relation, subject, object_.iri)
        for node, confidence in self.sure.items():
            self.mapping.graph.add(node, self.mapping.own("confidence"), nt.decimal(confidence))
        return tuple(events)

    def _node(self, relation: Relation, subject: Named, target: str) -> None:
        """A relation between two that are there already."""
        mapping = self.mapping
        date = _date(self.document, relation)
        evidence = self._quote(relation, subject.iri, subject.label)
        if relation.type == "participated":  # RiC-O sees it from the event
            self._state("participant", target, subject.iri, relation, evidence, date)
        else:
            self._state(TEXT_RELATIONS[relation.type], subject.iri, target, relation, evidence, date)
        if relation.type == "renamed":
            words = _words(self.document, relation.object)
            lang = name_language(words, self.document.language)
            later = Name(words, lang, used_from=date.edtf if date else None)
            mapping.add_name(subject.iri, later, RICO.hasOrHadPlaceName, RICO.PlaceName)

    def _event(self, relation: Relation, subject: Named, object_: Named | None) -> NewEvent:
        """An event of which the record speaks, with its participants, place and date."""
        mapping, graph, place = self.mapping, self.mapping.graph, relation.evidence
        said = f"{relation.type} {place.start}-{place.end} {self.writer.placed.text_sha256}"
        node = mapping.local(local_key(self.document, "EVENT", said))
        words = _words(self.document, place)
        lang = name_language(words, self.document.language)
        graph.types(node, RICO.Event, mapping.own("LocalEntity"))
        graph.add(node, RDFS.label, nt.literal(words, lang))
        graph.link(node, RICO.hasEventType, mapping.own(f"event-{RELATION_EVENTS[relation.type]}"))
        if date := _date(self.document, relation):
            graph.link(node, RICO.occurredAtDate, mapping.add_date(date, self.document.language))
        graph.link(self.writer.placed.record, mapping.own("mentions"), node)
        evidence = self._quote(relation, node, "EVENT")
        self._state("participant", node, subject.iri, relation, evidence, date)
        if object_ is not None:
            kind = "location" if object_.label == "PLACE" else "participant"
            self._state(kind, node, object_.iri, relation, evidence, date)
        return NewEvent(node, words, lang)

    def _state(
        self, kind: str, one: str, other: str, relation: Relation, evidence: str, date: DateExpression | None
    ) -> None:
        """The relation node and its shortcut. kind is a key of ``RELATIONS``."""
        mapping, graph, own = self.mapping, self.mapping.graph, self.mapping.own
        class_, shortcut, ends = RELATIONS[kind]
        graph.link(one, shortcut, other)
        first, second = (other, one) if ends == "backward" else (one, other)
        when = (date.edtf or date.expressed) if date else ""
        placed = self.writer.placed
        node = mapping.iris.relation(mapping.archive, self.document.id, class_, first, second, when, placed.text_sha256)
        graph.types(node, class_)
        for property_, end in (
            (RICO.relationConnects if ends == "both" else RICO.relationHasSource, first),
            (RICO.relationConnects if ends == "both" else RICO.relationHasTarget, second),
        ):
            graph.link(node, property_, end)
        if date:
            graph.link(node, RICO.relationHasDate, mapping.add_date(date, self.document.language))
        graph.link(node, RICO.isEvidencedBy, placed.record)
        graph.link(node, own("method"), own(f"method-{relation.method}"))
        graph.link(node, PROV.wasGeneratedBy, mapping.add_activity(relation.method, relation.model, placed.file))
        graph.link(node, own("evidence"), evidence)
        self.sure[node] = max(relation.confidence, self.sure.get(node, 0))

    def _quote(self, relation: Relation, body: str, label: Label) -> str:
        """The annotation that quotes the words of the relation."""
        start, end = relation.evidence.start, relation.evidence.end
        words = Mention(start, end, label, relation.method, relation.confidence, model=relation.model)
        about = f"{relation.model} {relation.subject.start} {relation.object.start}"
        return self.writer.write(words, [body], motivation=OA.describing, about=about)


def _position(mapping: Mapping, document: Document, relation: Relation) -> str:
    """The office as this document words it: "President" of two documents may be of two states."""
    words = _words(document, relation.object)
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


def _words(document: Document, place: Span) -> str:
    return " ".join(document.text[place.start : place.end].split())
