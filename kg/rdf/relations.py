"""Relations found in the text: a relation node or an event, each with the words that say it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import DateExpression, Document, Label, Mention, Name, Relation, Span
from extractors.languages.fold import fold
from extractors.languages.script import name_language
from extractors.leaders import leads
from kg.rdf import nt
from kg.rdf.context import Mapping, local_key
from kg.rdf.mentions import AnnotationWriter
from kg.rdf.vocabulary import OWNERS, RELATION_EVENTS, RELATIONS, TEXT_RELATIONS
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

    named: the local entities by the place of their mentions; places: those places, sorted. A relation with an end
    that is not among them (its mention was too unsure) is left out. What several words say is one node; the surest of
    them gives its confidence.
    An event is one for each kind, participants, place and date that the document gives it, however often it does.
    """

    mapping: Mapping
    document: Document
    named: ReadOnly[Span, Named]
    writer: AnnotationWriter
    places: Sequence[Span]
    sure: dict[str, float] = field(default_factory=dict)
    events: dict[str, NewEvent] = field(default_factory=dict)

    def write(self) -> tuple[NewEvent, ...]:
        """Write them all; the events they made."""
        for relation in self.document.relations:
            subject, object_ = self.named.get(relation.subject), self.named.get(relation.object)
            if subject is None or (object_ is not None and object_.iri == subject.iri):
                continue
            if relation.type in ("held_position", "appointed"):
                position = self._position(relation)
                self._node(relation, subject, position)
                self._leads(relation, subject, position)
                if relation.type == "appointed":
                    self._event(relation, [("participant", subject.iri), ("resulted_in", position)])
            elif relation.type == "signed":
                self._event(relation, [("participant", subject.iri)])
            elif object_ is not None and relation.type in TEXT_RELATIONS:
                self._node(relation, subject, object_.iri)
                if relation.type == "renamed":
                    self._event(relation, [("affected", subject.iri)])
            elif object_ is not None and relation.type in RELATION_EVENTS:
                other = "location" if object_.label == "PLACE" else "participant"
                self._event(relation, [("participant", subject.iri), (other, object_.iri)])
        for node, confidence in self.sure.items():
            self.mapping.graph.add(node, self.mapping.own("confidence"), nt.decimal(confidence))
        return tuple(self.events.values())

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

    def _event(self, relation: Relation, ends: Sequence[tuple[str, str]]) -> None:
        """An event of which the record speaks. ends: who and what has which part in it, keys of ``RELATIONS``.

        Its name is the first words that state it.
        """
        mapping, graph = self.mapping, self.mapping.graph
        kind, date = RELATION_EVENTS[relation.type], _date(self.document, relation)
        what = "" if len(ends) > 1 else fold(_words(self.document, relation.object))
        told = (kind, *sorted(f"{part} {iri}" for part, iri in ends), what, (date.edtf or "") if date else "")
        node = mapping.local(local_key(self.document, "EVENT", " ".join(told)))
        words = _words(self.document, relation.evidence)
        lang = name_language(words, self.document.language)
        if node not in self.events:
            self.events[node] = NewEvent(node, words, lang)
            graph.add(node, RDFS.label, nt.literal(words, lang))
        graph.types(node, RICO.Event, mapping.own("LocalEntity"))
        graph.link(node, RICO.hasEventType, mapping.own(f"event-{kind}"))
        if date:
            graph.link(node, RICO.occurredAtDate, mapping.add_date(date, self.document.language))
        graph.link(self.writer.placed.record, mapping.own("mentions"), node)
        evidence = self._quote(relation, node, "EVENT")
        for part, iri in ends:
            self._state(part, node, iri, relation, evidence, date)

    def _position(self, relation: Relation) -> str:
        """The office as this document words it: "President" of two documents may be of two states.

        A body or place named among its words is what it exists in.
        """
        mapping, graph, document, at = self.mapping, self.mapping.graph, self.document, relation.object
        words = _words(document, at)
        node = mapping.iris.position(mapping.archive, local_key(document, "POSITION", fold(words)))
        graph.types(node, RICO.Position)
        graph.add(node, RDFS.label, nt.literal(words, name_language(words, document.language)))
        for place in self._owners(at):
            graph.link(node, OWNERS[self.named[place].label], self.named[place].iri)
        return node

    def _owners(self, office: Span) -> list[Span]:
        """The places of the bodies and places that are named among an office's words."""
        first, past = (bisect_left(self.places, Span(edge, 0)) for edge in (office.start, office.end))
        inside = [place for place in self.places[first:past] if place.end <= office.end]
        return [place for place in inside if self.named[place].label in OWNERS]

    def _leads(self, relation: Relation, subject: Named, position: str) -> None:
        """That who holds the office leads the body that its words name, where they are those of a head."""
        for place in self._owners(relation.object):
            body = self.named[place]
            agents = (subject.label, body.label) == ("PERSON", "ORG")
            if agents and leads(_words(self.document, relation.object), _words(self.document, place)):
                evidence = self._quote(relation, subject.iri, subject.label)
                date = _date(self.document, relation)
                node = self._state("leader_of", subject.iri, body.iri, relation, evidence, date)
                self.mapping.graph.link(node, RICO.leadershipWithPosition, position)

    def _state(
        self, kind: str, one: str, other: str, relation: Relation, evidence: str, date: DateExpression | None
    ) -> str:
        """The relation node and its shortcut; the node. kind is a key of ``RELATIONS``."""
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
        return node

    def _quote(self, relation: Relation, body: str, label: Label) -> str:
        """The annotation that quotes the words of the relation."""
        start, end = relation.evidence.start, relation.evidence.end
        words = Mention(start, end, label, relation.method, relation.confidence, model=relation.model)
        about = f"{relation.model} {relation.subject.start} {relation.object.start}"
        return self.writer.write(words, [body], motivation=OA.describing, about=about)


def _date(document: Document, relation: Relation) -> DateExpression | None:
    """The date that the relation points at, else the only one among its words; None for one that was not read."""
    place = relation.date or relation.evidence
    inside = [
        date
        for date in document.dates
        if date.start is not None
        and date.end is not None
        and place.start <= date.start
        and date.end <= place.end
        and date.edtf
    ]
    return inside[0] if len(inside) == 1 else None


def _words(document: Document, place: Span) -> str:
    return " ".join(document.text[place.start : place.end].split())
