"""Documents of one source to one named graph in RiC-O, as ``docs/explanation/model.md`` says.

A pure function of the source's bytes, its archive, the mint and the extractors' versions: no time, no order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.access import strictest
from extractors.document import DateExpression, Document, EntityRelation, Label, Mention, Span
from extractors.languages.fold import fold
from extractors.languages.script import name_language
from extractors.registry import media_type
from extractors.source import Source
from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.context import Mapping, local_key, words_of
from kg.rdf.entities import map_entity
from kg.rdf.entity_relations import position_owner
from kg.rdf.event_types import event_type
from kg.rdf.facts import UNKNOWN, Facts, Range, document_years, facts_of_entry, facts_of_mention, facts_of_relations
from kg.rdf.graph import GraphBuilder, NamedGraph
from kg.rdf.mentions import AnnotationWriter
from kg.rdf.records import MappedRecord, map_record
from kg.rdf.relations import Named, RelationWriter
from kg.rdf.units import CONTENT, DESCRIPTION, Unit
from kg.rdf.vocabulary import AGENT_ROLES, CLASSES, RECORD_DATES, ROLE_PROPERTIES, SET_DATES, SET_ROLES, SINGLE_LEVELS
from ontology.terms import DCTERMS, PROV, RDFS, RICO

_LABEL = RDFS.label


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A local entity as the linkers see it. described: an authority entry says who it is."""

    iri: str
    label: Label
    name: str
    lang: str | None
    folded: str
    identifiers: tuple[str, ...]
    document: str
    reference: str | None
    described: bool
    facts: Facts = UNKNOWN


@dataclass(frozen=True, slots=True)
class MappedSource:
    """The graph of one source, the local entities that stand in it, and which lines each of its documents gives."""

    graph: NamedGraph
    entities: tuple[LocalEntity, ...]
    documents: int
    mentions: int
    units: tuple[Unit, ...] = ()


def map_source(
    documents: Sequence[Document], source: Source, reader: str, iris: Iris, licence: str = ""
) -> MappedSource:
    """Map all documents of a source. reader is name and version, ``tei-0.1.0``."""
    source_id = documents[0].source_id
    name = iris.source_graph(source.archive, source_id, reader.rsplit("-", 1)[0])
    kind = media_type(reader.rsplit("-", 1)[0], source)
    mapping = Mapping(GraphBuilder(name), iris, source.archive, reader, kind)
    known = frozenset(document.id for document in documents)
    entities: dict[tuple[str, str, str], LocalEntity] = {}
    mapped: list[tuple[Document, MappedRecord]] = []
    for document in documents:
        placed = map_record(mapping, document, source, known)
        mapped.append((document, placed))
        writer = AnnotationWriter.of(mapping, document, placed)
        mapping.add_activity("editorial", "", placed.file)
        described = frozenset(document.describes)
        for entity in document.entities:
            node = map_entity(mapping, entity, writer, document.language)
            facts = facts_of_entry(document, entity)
            for entity_name in entity.names:
                found = LocalEntity(
                    node,
                    entity.label,
                    entity_name.value,
                    entity_name.lang or name_language(entity_name.value, document.language),
                    # By the words of a chronology an event is like no other.
                    "" if "#event-" in entity.local_id else fold(entity_name.value),
                    tuple(sorted(entity.identifiers)),
                    document.id,
                    entity.local_id,
                    entity.local_id in described,
                    facts,
                )
                entities.setdefault((node, found.folded, document.id), found)
            for relation in entity.relations:
                for named in _named_targets(mapping, document, relation):
                    entities.setdefault((named.iri, named.folded, document.id), named)
        places: dict[Span, Named] = {}
        years = document_years(document)
        stated = facts_of_relations(document, document.relations)
        for mention in document.mentions:
            local = _map_mention(mapping, document, mention, writer, years)
            if local is not None:
                places[Span(mention.start, mention.end)] = Named(local.iri, local.label)
                if said := stated.get((mention.start, mention.end)):
                    local = replace(local, facts=local.facts.joined(said))
                key = (local.iri, local.folded, document.id)
                before = entities.get(key)
                entities[key] = replace(before, facts=before.facts.joined(local.facts)) if before else local
        for event in RelationWriter(mapping, document, places, writer, sorted(places)).write():
            # No folded name: by the words that state it an event is like no other.
            entities[event.iri, "", document.id] = LocalEntity(
                event.iri, "EVENT", event.name, event.lang, "", (), document.id, None, False,
                Facts(active=years),
            )  # fmt: skip
    mapping.graph.begin("")
    _describe_graph(mapping, documents, source_id, licence)
    graph = mapping.graph.close()
    return MappedSource(
        graph,
        tuple(entities[key] for key in sorted(entities)),
        len(documents),
        sum(len(document.mentions) for document in documents),
        _units(mapped, mapping.graph.numbered(graph)),
    )


def _units(mapped: Sequence[tuple[Document, MappedRecord]], lines: dict[tuple[str, str], bytes]) -> tuple[Unit, ...]:
    """The documents with their lines; two documents of one id are one unit, the stricter access of both is its."""
    units: dict[str, Unit] = {}
    for document, placed in mapped:
        above = tuple(one for one in (document.instantiates, document.parent) if one)
        if not above and document.source_id != document.id:
            above = (document.source_id,)
        stated = [one for one in (document.access, units[document.id].access if document.id in units else None) if one]
        units[document.id] = Unit(
            document.id,
            tuple(one for one in above if one != document.id),
            placed.record,
            placed.text,
            strictest(stated) if stated else None,
            lines.get((document.id, DESCRIPTION), b""),
            lines.get((document.id, CONTENT), b""),
        )
    return tuple(units.values())


def _map_mention(
    mapping: Mapping, document: Document, mention: Mention, writer: AnnotationWriter, years: Range | None
) -> LocalEntity | None:
    """Write the annotation and the statement it carries; the local entity, or None for a date.

    years: when the document was made
    """
    if mention.label == "DATE":
        dates = [date for date in document.dates if (date.start, date.end) == (mention.start, mention.end)]
        bodies = [mapping.add_date(date, document.language) for date in dates]
        properties = RECORD_DATES if document.level in SINGLE_LEVELS else SET_DATES
        states = [properties[date.role] for date in dates if date.role in properties]
        sure = min([mention.confidence, *(date.confidence for date in dates)])
        bodies = bodies or [_bare_date(mapping, document, mention)]
        node = writer.write(replace(mention, confidence=sure), bodies, states=states)
        for date in dates:
            if date.reason:
                mapping.graph.add(node, mapping.own("because"), nt.literal(date.reason))
        return None
    graph = mapping.graph
    text = words_of(document, mention)
    folded = fold(text)
    node = mapping.local(mention.reference or local_key(document, mention.label, folded))
    graph.types(node, CLASSES[mention.label], mapping.own("LocalEntity"))
    lang = name_language(text, document.language)
    graph.add(node, _LABEL, nt.literal(text, lang))
    if mention.label == "EVENT" and (kind := event_type(text)) is not None:
        graph.link(node, RICO.hasEventType, mapping.own(f"event-{kind}"))
    states = []
    if mention.role in ROLE_PROPERTIES and _fits(mention):
        roles = ROLE_PROPERTIES if document.level in SINGLE_LEVELS else {**ROLE_PROPERTIES, **SET_ROLES}
        states.append(roles[mention.role])
        graph.link(writer.placed.record, roles[mention.role], node)
    graph.link(writer.placed.record, mapping.own("mentions"), node)
    _index_details(mapping, mention, node)
    writer.write(mention, [node], states=states)
    return LocalEntity(
        node, mention.label, text, lang, folded, (), document.id, mention.reference, False,
        facts_of_mention(document, mention, years),
    )


def _index_details(mapping: Mapping, mention: Mention, node: str) -> None:
    """What an index says of the name besides: its vocabulary, the rules it follows, a role that is none of ours."""
    for key, value in mention.said:
        property_ = {"source": DCTERMS.source, "rules": RICO.ruleFollowed, "number": DCTERMS.identifier}.get(key)
        told = value if property_ else f"{key}: {value}"
        mapping.graph.add(node, property_ or RICO.note, nt.literal(told))


def _named_targets(mapping: Mapping, document: Document, relation: EntityRelation) -> Iterator[LocalEntity]:
    """The other end of a described relation, which linkers must know too; of a position, what it exists in."""
    if relation.target_label == "POSITION":
        if relation.at:
            yield _named_end(mapping, document, position_owner(document, relation), relation.at_label, relation.at)
    elif relation.target and relation.target_label != "TERM":  # without: a mention, which is mapped as one
        name = relation.target_name or relation.target
        yield _named_end(mapping, document, relation.target, relation.target_label, name)


def _named_end(mapping: Mapping, document: Document, key: str, label: Label, name: str) -> LocalEntity:
    return LocalEntity(
        mapping.local(key),
        label,
        name,
        name_language(name, document.language),
        fold(name),
        (),
        document.id,
        key,
        False,
    )


def _fits(mention: Mention) -> bool:
    """Whether the label may stand in the role: agents send and write, places date a line."""
    if mention.role in AGENT_ROLES:
        return mention.label in ("PERSON", "ORG")
    return mention.label == "PLACE" if mention.role == "dateline" else True


def _bare_date(mapping: Mapping, document: Document, mention: Mention) -> str:
    expressed = " ".join(document.text[mention.start : mention.end].split())
    return mapping.add_date(DateExpression(expressed, None, calendar="unknown"), document.language)


def _describe_graph(mapping: Mapping, documents: Sequence[Document], source_id: str, licence: str) -> None:
    """The graph says of itself whose it is, how it came about and under which licence."""
    graph = mapping.graph
    graph.types(graph.name, PROV.Entity)
    graph.link(graph.name, PROV.wasAttributedTo, mapping.iris.archive(mapping.archive))
    graph.add(graph.name, DCTERMS.identifier, nt.literal(source_id))
    mapping.describe_activities()
    licences = sorted({document.licence for document in documents if document.licence} or {licence} - {""})
    for value in licences:
        address = nt.web_address(value)
        graph.add(graph.name, DCTERMS.license if address else DCTERMS.rights, address or nt.literal(value))
