"""What a unit is described with besides words: identifiers of a kind, extents, languages and scripts."""

from __future__ import annotations

from extractors.document import Document
from extractors.languages.fold import fold
from kg.iri import stable_id
from kg.rdf import nt
from kg.rdf.context import Mapping
from kg.rdf.notes import concept
from ontology.terms import OWN_TERMS, RDFS, RICO, SKOS

_UNITS = {
    "leaves": "leaf", "leaf": "leaf", "листов": "leaf", "л.": "leaf", "парақ": "leaf", "ورقة": "leaf",
    "pages": "page", "page": "page", "страниц": "page", "бет": "page", "صفحة": "page",
    "files": "file", "file": "file", "дел": "file", "дела": "file", "іс": "file", "items": "document",
    "documents": "document", "document": "document", "документов": "document", "құжат": "document", "وثيقة": "document",
    "storage units": "storage-unit", "единиц хранения": "storage-unit", "ед. хр.": "storage-unit",
    "boxes": "box", "box": "box", "box(es)": "box", "volumes": "volume", "volume": "volume",
    "linear metres": "linear-metre", "linear meters": "linear-metre", "ml": "linear-metre",
    "mètres linéaires": "linear-metre", "images": "image", "photographs": "photograph", "reels": "reel",
    "megabytes": "megabyte",
}  # fmt: skip
"""How sources call the units that our vocabulary has; others are kept in words alone."""


def map_numbers(mapping: Mapping, document: Document, record: str) -> None:
    """Identifiers of which the source says what they are, as nodes with their type."""
    graph = mapping.graph
    for number in document.numbers:
        node = mapping.iris.name(record, f"identifier:{number.value}", number.kind)
        graph.link(record, RICO.hasOrHadIdentifier, node)
        graph.types(node, RICO.Identifier)
        graph.add(node, RICO.textualValue, nt.literal(number.value))
        graph.add(node, RDFS.label, nt.literal(number.value))
        key = f"identifier-{fold(number.kind.partition(':')[0]).replace(' ', '-')}"
        known = key in OWN_TERMS
        if known and ":" in number.kind:
            graph.add(node, RICO.note, nt.literal(number.kind.partition(":")[2].strip()))
        type_ = mapping.own(key) if known else concept(mapping, RICO.IdentifierType, number.kind, None)
        graph.link(node, RICO.hasIdentifierType, type_)


def map_extents(mapping: Mapping, document: Document, record: str, lang: str | None) -> None:
    """Every statement of extent as a node: its words, and number and unit where they are told apart."""
    graph = mapping.graph
    for extent in document.extents:
        node = f"{record}#extent-{stable_id(extent.words, extent.quantity, extent.unit)[:8]}"
        graph.link(record, RICO.hasExtent, node)
        graph.types(node, RICO.Extent)
        graph.add(node, RICO.textualValue, nt.literal(extent.words, lang))
        if extent.quantity.replace(".", "", 1).isdecimal() and extent.quantity.isascii():
            graph.add(node, RICO.quantity, nt.decimal(float(extent.quantity)))
        if extent.unit:
            graph.add(node, RICO.unitOfMeasurement, nt.literal(extent.unit, lang))
            if known := _UNITS.get(" ".join(extent.unit.casefold().split())):
                graph.link(node, RICO.hasUnitOfMeasurement, mapping.own(f"unit-{known}"))


def map_languages(mapping: Mapping, document: Document, record: str, is_set: bool) -> None:
    """Languages of a record, or of some members of a set; scripts of both."""
    several = RICO.hasOrHadSomeMembersWithLanguage if is_set else RICO.hasOrHadLanguage
    for tag in document.languages or filter(None, (document.language,)):
        mapping.graph.link(record, several, language(mapping, tag))
    for code in document.scripts:
        mapping.graph.link(record, mapping.own("script"), script(mapping, code))


def language(mapping: Mapping, tag: str) -> str:
    """The language of our vocabulary, or one by its tag alone where ours has it not."""
    if f"lang-{tag}" in OWN_TERMS:
        return mapping.own(f"lang-{tag}")
    node = concept(mapping, RICO.Language, tag, None)
    mapping.graph.add(node, SKOS.notation, nt.literal(tag))
    return node


def script(mapping: Mapping, code: str) -> str:
    """The script of our vocabulary, or one by its code alone where ours has it not."""
    if f"script-{code}" in OWN_TERMS:
        return mapping.own(f"script-{code}")
    node = concept(mapping, RICO.Concept, code, None)
    mapping.graph.add(node, SKOS.notation, nt.literal(code))
    return node
