"""What a dump says of a record through nodes of their own: terms, numbers, extents, originals, copies, titles."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Extent, Note, Number
from extractors.readers.rdf_graph import Graph, Literal
from extractors.readers.rdf_notes import ENTITY_NOTES, ORIGINALS, of_kinds

_FORMS = ("rico:hasDocumentaryFormType", "rico:hasOrHadSomeMembersWithDocumentaryFormType")
_OTHERS = (("rico:isCreatorOf", "creatorOf"), ("rico:isOrWasSubjectOf", "subjectOf"), ("rico:isRelatedTo", "other"))
"""From a described entity to records."""
_TERMS = {"rico:OccupationType": "occupation", "rico:Concept": "subject"}


def value_notes(graph: Graph, node: str) -> Iterator[Note]:
    """Index terms, physical details and digital objects of a record, as its finding aid had them."""
    for item in graph.nodes(node, "rico:hasOrHadSubject"):
        kind = next((_TERMS[name] for name in graph.types(item) if name in _TERMS), "")
        if kind and "kg:LocalEntity" not in graph.types(item):
            yield _term(graph, item, kind)
    for item in graph.nodes(node, *_FORMS):
        if "skos:Concept" in graph.types(item) and graph.key(item, "form-") is None:
            yield _term(graph, item, "genreform")
    for activity in graph.nodes(node, "rico:documents"):
        graph.take(activity)
        for item in graph.nodes(activity, "rico:hasActivityType"):
            yield _term(graph, item, "function")
    for item in graph.nodes(node, "rico:hasOrHadAnalogueInstantiation"):
        yield from of_kinds(graph, item, ORIGINALS)
    for item in graph.nodes(node, "rico:hasOrHadInstantiation"):
        ref = graph.value(item, "rico:identifier")
        if ref and not graph.literals(item, "kg:sha256"):
            words = next(iter(graph.literals(item, "rico:title")), Literal(ref))
            graph.take(item)
            role = graph.value(item, "rico:type")
            yield Note("digital-object", words.value, words.lang or None, scheme=role, ref=ref)


def entity_notes(graph: Graph, node: str) -> Iterator[Note]:
    """What is said in words of a described person, body or family, and the records that it is related to."""
    for note in of_kinds(graph, node, ENTITY_NOTES):
        yield Note(note.kind, note.text, note.lang, note.head, about=node)
    for address in graph.nodes(node, "dcterms:relation"):
        yield Note("link", address, ref=address, about=node)
    for predicate, kind in _OTHERS:
        for item in graph.nodes(node, predicate):
            if ref := graph.value(item, "rico:identifier"):
                title = next(iter(graph.literals(item, "rico:title")), Literal(ref))
                graph.literals(item, "rico:note")
                yield Note(kind, f"{ref} {title.value}", title.lang or None, ref=ref, about=node)


def numbers(graph: Graph, node: str) -> tuple[Number, ...]:
    """Identifiers with their types, as the source that the dump was made of words them."""
    found = []
    for item in graph.nodes(node, "rico:hasOrHadIdentifier"):
        for kind in graph.nodes(item, "rico:hasIdentifierType"):
            told = graph.key(kind, "identifier-") or _name(graph, kind)
            found.append(Number(graph.value(item, "rico:textualValue"), told))
    return tuple(one for one in found if one.value and one.kind)


def extents(graph: Graph, node: str) -> tuple[Extent, ...]:
    """Extents as nodes."""
    found = []
    for item in graph.nodes(node, "rico:hasExtent"):
        unit = next((_name(graph, kind) for kind in graph.nodes(item, "rico:hasUnitOfMeasurement")), "")
        unit = graph.value(item, "rico:unitOfMeasurement") or unit
        quantity = graph.value(item, "rico:quantity")
        words = graph.value(item, "rico:textualValue") or " ".join(filter(None, (quantity, unit)))
        found.append(Extent(words, quantity, unit))
    return tuple(one for one in found if one.words)


def scripts(graph: Graph, node: str) -> tuple[str, ...]:
    """ISO 15924 codes."""
    told = [
        graph.key(item, "script-") or graph.value(item, "skos:notation") for item in graph.nodes(node, "kg:script")
    ]
    return tuple(dict.fromkeys(code for code in told if code))


def _term(graph: Graph, item: str, kind: str) -> Note:
    graph.take(item)
    words = next(iter(graph.literals(item, "skos:prefLabel", "rdfs:label")), Literal(item))
    scheme, number = graph.value(item, "dcterms:source"), graph.value(item, "dcterms:identifier")
    return Note(kind, words.value, words.lang or None, scheme=scheme, ref=number)


def _name(graph: Graph, node: str) -> str:
    graph.take(node)
    return graph.label(node)
