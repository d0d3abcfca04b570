"""A Document's description: Record or RecordSet, its place in the archive, its dates, its instantiations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from extractors.document import Document
from extractors.source import Source
from kg.rdf import nt
from kg.rdf.context import Mapping
from kg.rdf.note_kinds import TRANSCRIPTION
from kg.rdf.notes import map_notes
from kg.rdf.pages import map_page
from kg.rdf.units import CONTENT, DESCRIPTION
from kg.rdf.values import map_extents, map_languages, map_numbers
from kg.rdf.vocabulary import RECORD_DATES, SET_DATES, SINGLE_LEVELS, TRANSCRIPTIONS
from ontology.terms import DCTERMS, RDFS, RICO


@dataclass(frozen=True, slots=True)
class MappedRecord:
    """IRIs that mentions and entities of the document point to."""

    record: str
    file: str
    text: str
    text_sha256: str


def map_record(mapping: Mapping, document: Document, source: Source, known: frozenset[str]) -> MappedRecord:
    """Describe the document; known are the ids that this source itself describes."""
    graph, iris = mapping.graph, mapping.iris
    file = _file(mapping, document, source)
    graph.begin(document.id, DESCRIPTION)
    record = mapping.record(document.instantiates or document.id)
    is_set = document.level not in SINGLE_LEVELS
    graph.add(record, RICO.identifier, nt.literal(document.instantiates or document.id))
    graph.link(record, RICO.hasOrHadHolder, iris.archive(mapping.archive))
    if not document.instantiates:
        # What a page belongs to is typed by its finding aid, or else by ``kg.undescribed``: only they know its level.
        graph.types(record, RICO.RecordSet if is_set else RICO.Record)
        _place(mapping, document, record, is_set, known)
    if not document.instantiates or document.form not in TRANSCRIPTIONS:
        _describe(mapping, document, record, is_set)
    graph.link(record, RICO.hasOrHadDigitalInstantiation, file)
    if document.text_kind == "content":
        graph.begin(document.id, CONTENT)
    return _instantiate(mapping, document, record, file)


def _describe(mapping: Mapping, document: Document, record: str, is_set: bool) -> None:
    graph, own = mapping.graph, mapping.own
    title_lang = document.title_lang or document.language
    title = nt.literal(document.title or document.id, title_lang if document.title else None)
    graph.add(record, RICO.title, title)
    graph.add(record, RDFS.label, title)
    if is_set:
        graph.link(record, RICO.hasRecordSetType, own(f"level-{document.level}"))
    if document.form:
        form = RICO.hasOrHadSomeMembersWithDocumentaryFormType if is_set else RICO.hasDocumentaryFormType
        graph.link(record, form, own(f"form-{document.form}"))
    map_languages(mapping, document, record, is_set)
    properties = SET_DATES if is_set else RECORD_DATES
    for dated in document.dates:
        if dated.role:
            property_ = properties.get(dated.role, RICO.isAssociatedWithDate)
            graph.link(record, property_, mapping.add_date(dated, document.language))
    map_notes(mapping, document, record, is_set)
    map_numbers(mapping, document, record)
    map_extents(mapping, document, record, title_lang)
    if document.extent:
        graph.add(record, RICO.recordResourceExtent, nt.literal(document.extent, title_lang))
    for identifier in document.identifiers:
        graph.add(record, DCTERMS.identifier, nt.literal(identifier))
    if document.url and (address := nt.web_address(document.url)):
        graph.add(record, RDFS.seeAlso, address)
    if document.licence:
        address = nt.web_address(document.licence)
        graph.add(
            record, DCTERMS.license if address else DCTERMS.rights, address or nt.literal(document.licence)
        )
    if document.access:
        endless = document.access.status == "embargoed" and document.access.until is None
        graph.link(record, own("accessStatus"), own(f"access-{'closed' if endless else document.access.status}"))
        if document.access.until:
            last = date.fromisoformat(document.access.until) - timedelta(days=1)
            graph.add(record, own("accessUntil"), nt.date(last.isoformat()))
    for described in document.describes:
        target = (
            mapping.record(described.removeprefix("record:"))
            if described.startswith("record:")
            else mapping.local(described)
        )
        graph.link(record, RICO.describesOrDescribed, target)


def _place(mapping: Mapping, document: Document, record: str, is_set: bool, known: frozenset[str]) -> None:
    """Where the unit stands among others; a parent that nobody describes here is at least named."""
    graph = mapping.graph
    if document.rank is not None:
        graph.add(record, RICO.rankInSequence, nt.integer(document.rank))
    if not document.parent:
        return
    parent = mapping.record(document.parent)
    graph.link(record, RICO.isDirectlyIncludedIn, parent)
    graph.link(parent, RICO.directlyIncludes, record)
    if document.parent not in known:
        graph.types(parent, RICO.RecordSet)
        graph.add(parent, RICO.identifier, nt.literal(document.parent))
        graph.add(parent, RICO.title, nt.literal(document.parent))
        graph.add(parent, RDFS.label, nt.literal(document.parent))
        graph.link(parent, RICO.hasOrHadHolder, mapping.iris.archive(mapping.archive))


def _file(mapping: Mapping, document: Document, source: Source) -> str:
    """The file that was read. It may carry thousands of units (a finding aid): it is one node for all of them."""
    graph = mapping.graph
    graph.begin("")
    file = mapping.iris.instantiation(mapping.archive, document.source_id, "file", mapping.reader)
    graph.types(file, RICO.Instantiation)
    graph.add(file, mapping.own("sha256"), nt.literal(source.sha256))
    graph.add(file, DCTERMS.format, nt.literal(mapping.media_type))
    return file


def _instantiate(mapping: Mapping, document: Document, record: str, file: str) -> MappedRecord:
    graph, iris, own = mapping.graph, mapping.iris, mapping.own
    kind = "text" if document.text_kind == "content" else "description"
    part = document.id if document.instantiates else ""
    text = iris.instantiation(mapping.archive, document.instantiates or document.id, kind, part)
    text_sha256 = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    graph.link(file, RICO.hasOrHadDerivedInstantiation, text)
    graph.types(text, RICO.Instantiation)
    graph.add(text, DCTERMS.format, nt.literal("text/plain"))
    graph.link(text, own("textOf"), record)
    graph.add(text, own("text"), nt.literal(document.text))
    graph.add(text, own("sha256"), nt.literal(text_sha256))
    for note in document.notes:
        if note.kind == TRANSCRIPTION:
            graph.add(text, RICO.productionTechnique, nt.literal(note.text, note.lang))
    if document.language:
        graph.add(text, DCTERMS.language, nt.literal(document.language))
    for rank, page in enumerate(document.pages, 1):
        map_page(mapping, document, page, rank, text)
    return MappedRecord(record, file, text, text_sha256)
