"""Notes to RDF: each kind keeps its own property, index terms become concepts, links lead somewhere."""

from __future__ import annotations

from extractors.document import Document, Note
from extractors.languages.fold import fold
from extractors.languages.script import name_language
from kg.iri import stable_id
from kg.rdf import nt
from kg.rdf.context import Mapping, mention_key
from kg.rdf.note_kinds import (
    AGENT_NOTES,
    BETWEEN_RECORDS,
    BOTH,
    NAME_PARTS,
    ORIGINALS,
    OWN_NOTES,
    OWN_ORIGINALS,
    RECORD_NOTES,
    SET_NOTES,
    TERMS,
    TRANSCRIPTION,
)
from ontology.terms import DCTERMS, OWN_TERMS, RDFS, RICO, SKOS


def map_notes(mapping: Mapping, document: Document, record: str, is_set: bool) -> None:
    """Every note of a document, said of its record, of the originals that it describes, or of an entity."""
    for note in document.notes:
        if note.kind == TRANSCRIPTION:
            continue  # said of its text
        if note.kind == NAME_PARTS and note.about is not None:
            _name_parts(mapping, document, note, mapping.local(note.about))
        elif note.about is not None:
            _of_entity(mapping, note, mapping.local(note.about))
        elif note.kind in ORIGINALS or note.kind in OWN_ORIGINALS:
            _of_originals(mapping, document, note, record)
        elif note.kind in TERMS:
            _term(mapping, document, note, record, is_set)
        elif note.kind == "digital-object":
            _digital_object(mapping, document, note, record)
        elif note.kind == "title":
            _title(mapping, note, record)
        elif note.kind == "link":
            _link(mapping, document, note, record)
        else:
            _of_record(mapping, note, record, is_set)


def concept(mapping: Mapping, class_: str, words: str, lang: str | None, scheme: str = "", number: str = "") -> str:
    """A term that the archive's own words name: one a class, vocabulary and word; its IRI.

    scheme: the vocabulary as the source calls it; number: its id or address there
    """
    graph = mapping.graph
    node = mapping.local(f"concept|{class_.rpartition('#')[2]}|{scheme}|{number or fold(words)}")
    graph.types(node, class_, SKOS.Concept)
    graph.add(node, SKOS.prefLabel, nt.literal(words, lang))
    graph.add(node, RDFS.label, nt.literal(words, lang))
    if scheme:
        graph.add(node, DCTERMS.source, nt.literal(scheme))
    if number:
        graph.add(node, DCTERMS.identifier, nt.literal(number))
    return node


def _of_record(mapping: Mapping, note: Note, record: str, is_set: bool) -> None:
    graph, own = mapping.graph, mapping.own
    if note.kind in SET_NOTES:
        property_ = SET_NOTES[note.kind] if is_set else RICO.generalDescription
    elif note.kind in OWN_NOTES:
        property_ = own(OWN_NOTES[note.kind])
    else:
        property_ = RECORD_NOTES.get(note.kind, RICO.generalDescription)
    graph.add(record, property_, nt.literal(note.text, note.lang))
    _heading(mapping, note, record)
    if note.kind == "related" and note.scheme in BETWEEN_RECORDS:
        graph.link(record, BETWEEN_RECORDS[note.scheme], mapping.record(note.ref))
    if note.ref and (address := nt.web_address(note.ref)):
        graph.add(record, DCTERMS.relation, address)


def _heading(mapping: Mapping, note: Note, subject: str) -> None:
    if note.head:
        mapping.graph.add(subject, mapping.own("heading"), nt.literal(f"{note.kind}: {note.head}", note.lang))


def _of_entity(mapping: Mapping, note: Note, entity: str) -> None:
    """What an authority record says of the described; what leads to other records is a link of the two."""
    graph, own = mapping.graph, mapping.own
    if note.kind == "link":
        if address := nt.web_address(note.ref):
            graph.add(entity, DCTERMS.relation, address)
        return
    if note.ref and not note.kind.startswith("function"):
        _other_record(mapping, note, entity)
        return
    own_name = BOTH.get(note.kind, "")
    property_ = own(own_name) if own_name else AGENT_NOTES.get(note.kind, RICO.generalDescription)
    graph.add(entity, property_, nt.literal(note.text, note.lang))
    _heading(mapping, note, entity)


def _name_parts(mapping: Mapping, document: Document, note: Note, entity: str) -> None:
    """The parts of a name of an entity, said of that name."""
    lang = note.lang or name_language(note.head, document.language)
    mapping.graph.add(mapping.iris.name(entity, note.head, lang), RICO.note, nt.literal(note.text, lang))


def _other_record(mapping: Mapping, note: Note, entity: str) -> None:
    """A resource that an authority record relates to its entity: as creator, as subject or otherwise."""
    graph = mapping.graph
    address = nt.web_address(note.ref)
    node = mapping.record(note.ref) if address is None else mapping.local(f"resource|{note.ref}")
    graph.types(node, RICO.RecordResource)  # whose it is, and whether a set, nobody says here
    told = f"{note.kind} {note.scheme}".casefold()
    property_ = (
        RICO.isCreatorOf if "creatorof" in told
        else RICO.isOrWasSubjectOf if "subjectof" in told
        else RICO.isRelatedTo
    )  # fmt: skip
    graph.link(entity, property_, node)
    words = note.text.removeprefix(note.ref).strip() or note.ref
    graph.add(node, RDFS.label, nt.literal(words, note.lang))
    graph.add(node, RICO.title, nt.literal(words, note.lang))
    graph.add(node, RICO.identifier, nt.literal(note.ref))
    if address is not None:
        graph.add(node, RDFS.seeAlso, address)
    if note.scheme or note.kind:
        graph.add(node, RICO.note, nt.literal("; ".join(filter(None, (note.kind, note.scheme)))))


def _of_originals(mapping: Mapping, document: Document, note: Note, record: str) -> None:
    node = originals(mapping, document, record)
    own_name = OWN_ORIGINALS.get(note.kind)
    property_ = mapping.own(own_name) if own_name else ORIGINALS[note.kind]
    mapping.graph.add(node, property_, nt.literal(note.text, note.lang))
    _heading(mapping, note, node)


def originals(mapping: Mapping, document: Document, record: str) -> str:
    """The originals that a finding aid describes, as an instantiation of the unit."""
    graph = mapping.graph
    node = mapping.iris.instantiation(mapping.archive, document.id, "originals")
    graph.link(record, RICO.hasOrHadAnalogueInstantiation, node)
    graph.types(node, RICO.Instantiation)
    return node


def _term(mapping: Mapping, document: Document, note: Note, record: str, is_set: bool) -> None:
    """An index term of the unit: what it is about, its documentary form, or the activity that it documents."""
    graph = mapping.graph
    class_ = TERMS[note.kind]
    node = concept(mapping, class_, note.text, note.lang, note.scheme, note.ref)
    if class_ == RICO.DocumentaryFormType:
        several = RICO.hasOrHadSomeMembersWithDocumentaryFormType
        graph.link(record, several if is_set else RICO.hasDocumentaryFormType, node)
    elif class_ == RICO.ActivityType:
        activity = f"{record}#activity-{stable_id(node)[:8]}"
        graph.types(activity, RICO.Activity)
        graph.add(activity, RDFS.label, nt.literal(note.text, note.lang))
        graph.link(activity, RICO.hasActivityType, node)
        graph.link(record, RICO.documents, activity)
        for creator in _sole_creator(document):
            graph.link(mapping.local(creator), RICO.performsOrPerformed, activity)
    else:
        graph.link(record, RICO.hasOrHadSubject, node)


def _sole_creator(document: Document) -> list[str]:
    """Key of the one agent whose records these are: an index of functions names what they come from (EAD function)."""
    agents = [one for one in document.mentions if one.role == "creator" and one.label in ("PERSON", "ORG")]
    found = sorted({mention_key(document, one) for one in agents})
    return found if len(found) == 1 else []


def _digital_object(mapping: Mapping, document: Document, note: Note, record: str) -> None:
    graph = mapping.graph
    node = mapping.iris.instantiation(mapping.archive, document.id, "digital-object", note.ref)
    graph.link(record, RICO.hasOrHadInstantiation, node)
    graph.types(node, RICO.Instantiation)
    graph.add(node, RICO.identifier, nt.literal(note.ref))
    if note.text != note.ref:
        graph.add(node, RICO.title, nt.literal(note.text, note.lang))
    graph.add(node, RDFS.label, nt.literal(note.text, note.lang))
    if note.scheme:
        graph.add(node, RICO.type, nt.literal(note.scheme))
    if address := nt.web_address(note.ref):
        graph.add(node, RDFS.seeAlso, address)


def _link(mapping: Mapping, document: Document, note: Note, record: str) -> None:
    """A link in the words of the description: to another unit of the same finding aid, or to the web."""
    if note.ref.startswith("#"):
        other = mapping.record(f"{document.source_id}/{note.ref[1:]}")
        mapping.graph.link(record, RICO.isRecordResourceAssociatedWithRecordResource, other)
    elif address := nt.web_address(note.ref):
        mapping.graph.add(record, DCTERMS.relation, address)
    else:
        mapping.graph.add(record, mapping.own("relatedMaterial"), nt.literal(f"{note.text} ({note.ref})", note.lang))


def _title(mapping: Mapping, note: Note, record: str) -> None:
    """Another title, in another language or another wording."""
    graph = mapping.graph
    node = mapping.iris.name(record, f"title:{note.text}", note.lang)
    graph.link(record, RICO.hasOrHadTitle, node)
    graph.types(node, RICO.Title)
    graph.add(node, RICO.textualValue, nt.literal(note.text, note.lang))
    graph.add(node, RDFS.label, nt.literal(note.text, note.lang))
    if note.scheme:
        key = f"title-{note.scheme.casefold()}"
        known = key in OWN_TERMS
        type_ = mapping.own(key) if known else concept(mapping, RICO.TitleType, note.scheme, None)
        graph.link(node, RICO.hasTitleType, type_)
