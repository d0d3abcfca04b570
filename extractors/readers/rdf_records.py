"""What a dump says of a record or record set itself."""

from __future__ import annotations

from collections import Counter

from extractors.document import Level, Note
from extractors.readers.ead_levels import level_of
from extractors.readers.language_codes import language_tag
from extractors.readers.rdf_graph import Graph, Literal, compact
from extractors.readers.rdf_notes import OWN_NOTES, of_kinds
from extractors.readers.rdf_terms import (
    ABOVE,
    BELOW,
    FORM_TYPES,
    FORMS,
    LANGUAGES,
    LEVELS,
    NOTES,
    RECORDS,
    RELATED,
    SET_TYPES,
    SETS,
)
from extractors.readers.rdf_values import value_notes
from extractors.readers.tei_forms import form_of

_LANGUAGES = (
    "rico:hasOrHadLanguage", "rico:hasOrHadAllMembersWithLanguage", "rico:hasOrHadSomeMembersWithLanguage"
)  # fmt: skip
_FORMS = (
    "rico:hasDocumentaryFormType", "rico:hasOrHadAllMembersWithDocumentaryFormType",
    "rico:hasOrHadSomeMembersWithDocumentaryFormType",
)  # fmt: skip


def record_nodes(graph: Graph) -> list[str]:
    """All records and record sets, sorted."""
    return graph.subjects(*SETS, *RECORDS)


def record_ids(graph: Graph, nodes: list[str]) -> dict[str, str]:
    """Id of each: its call number where that is told and nobody else's in the dump, else its IRI."""
    told = {node: next(iter(call_numbers(graph, node)), "") for node in nodes}
    used = Counter(told.values())
    return {node: number if number and used[number] == 1 else node for node, number in told.items()}


def call_numbers(graph: Graph, node: str) -> list[str]:
    """All identifiers that it is given, the plain ones first."""
    found = [literal.value.strip() for literal in graph.literals(node, "rico:identifier")]
    for item in graph.nodes(node, "rico:hasOrHadIdentifier"):
        found.append(graph.value(item, "rico:textualValue", "rico:normalizedValue", "rdfs:label").strip())
    found += [literal.value.strip() for literal in graph.literals(node, "dcterms:identifier")]
    return [value for value in dict.fromkeys(found) if value]


def titles(graph: Graph, node: str, language: str | None) -> list[Literal]:
    """All titles, the one in the record's own language first."""
    found = graph.literals(node, "rico:title")
    for item in graph.nodes(node, "rico:hasOrHadTitle"):
        found += graph.literals(item, "rico:textualValue", "rdfs:label")
    found = found or graph.names(node)
    graph.names(node)
    return sorted(dict.fromkeys(found), key=lambda literal: literal.lang != (language or ""))


def language_of(graph: Graph, node: str) -> tuple[str | None, list[str]]:
    """The language where there is only one that we have, and what else is said of languages, in words."""
    told = [_language(graph, item) for item in graph.nodes(node, *_LANGUAGES)]
    told += [literal.value for literal in graph.literals(node, *_LANGUAGES, "dcterms:language")]
    tags = [language_tag(value) or value for value in told]
    known = [tag for tag in dict.fromkeys(tags) if tag in LANGUAGES]
    if len(known) == 1 and len(set(tags)) == 1:
        return known[0], []
    return None, list(dict.fromkeys(tags))


def languages_of(graph: Graph, node: str) -> tuple[str, ...]:
    """The tags of all languages that a Sunqar node said it is in."""
    told = [graph.key(item, "lang-") or graph.value(item, "skos:notation") for item in graph.nodes(node, *_LANGUAGES)]
    return tuple(dict.fromkeys(tag for tag in told if tag))


def _language(graph: Graph, node: str) -> str:
    return (
        graph.key(node, "lang-")
        or graph.value(node, "rico:normalizedValue", "skos:notation")
        or graph.label(node).rsplit("/", 1)[-1]
    )


def level(graph: Graph, node: str) -> Level:
    """Of a set: its type's key, or the word it is called by; of a record: item."""
    if not any(name in SETS for name in graph.types(node)):
        return "item"
    for item in graph.nodes(node, "rico:hasRecordSetType"):
        key = graph.key(item, "level-")
        if key in LEVELS:
            return next(known for known in LEVELS if known == key)
        short = compact(item)
        if short.startswith("rst:") and short[4:] in SET_TYPES:
            return SET_TYPES[short[4:]]
        return level_of(graph.label(item), None, parent(graph, node) is None, bool(graph.nodes(node, *BELOW)))
    return level_of(None, None, parent(graph, node) is None, bool(graph.nodes(node, *BELOW)))


def parent(graph: Graph, node: str) -> str | None:
    """The set or record that it is directly in; None for none."""
    return next(iter([*graph.nodes(node, *ABOVE), *graph.pointing(node, *BELOW)]), None)


def rank(graph: Graph, node: str) -> int | None:
    """Its place among its siblings; None where untold."""
    told = graph.value(node, "rico:rankInSequence")
    return int(told) if told.isdecimal() and len(told) < 10 else None


def form(graph: Graph, node: str) -> tuple[str | None, list[str]]:
    """Key of the documentary form, and the names of the forms that are none of ours."""
    found: list[str] = []
    unknown: list[str] = []
    for item in graph.nodes(node, *_FORMS):
        short = compact(item)
        if "skos:Concept" in graph.types(item) and graph.key(item, "form-") is None:
            continue  # an index term, which is a note
        key = graph.key(item, "form-") or FORM_TYPES.get(short.removeprefix("rdft:")) or form_of(graph.label(item))
        (found if key in FORMS else unknown).append(key if key in FORMS else graph.label(item))
    return next(iter(found), None), [*found[1:], *unknown]


def notes(graph: Graph, node: str) -> list[Note]:
    """Everything that is said of it in words."""
    found = [*of_kinds(graph, node, {**NOTES, **OWN_NOTES}), *value_notes(graph, node)]
    found += [Note("holder", graph.label(item)) for item in holders(graph, node)]
    for predicate in RELATED:
        name = predicate.partition(":")[2]
        for item in graph.nodes(node, predicate):
            number = next(iter(call_numbers(graph, item)), "")
            known = number and all("rico:Record" in graph.types(each) for each in (node, item))
            link = {"scheme": name, "ref": number} if known else {}
            found.append(Note("related", f"{name}: {number or item}", **link))
    links = ("rdfs:seeAlso", "dcterms:relation", "owl:sameAs", "skos:exactMatch")
    found += [Note("link", item) for item in graph.nodes(node, *links)]
    return list(dict.fromkeys(found))


def holders(graph: Graph, node: str) -> list[str]:
    """Who holds it."""
    found = graph.nodes(node, "rico:hasOrHadHolder") + graph.pointing(node, "rico:isOrWasHolderOf")
    return list(dict.fromkeys(found))


def extent(graph: Graph, node: str) -> str | None:
    """In words; None where untold."""
    found = [literal.value for literal in graph.literals(node, "rico:recordResourceExtent", "rico:carrierExtent")]
    for item in () if found else graph.nodes(node, "rico:hasExtent"):
        words = graph.value(item, "rico:textualValue", "rdfs:label")
        unit = next((graph.label(kind) for kind in graph.nodes(item, "rico:hasUnitOfMeasurement")), "")
        found.append(words or " ".join(part for part in (graph.value(item, "rico:quantity"), unit) if part))
    return "; ".join(dict.fromkeys(value for value in found if value)) or None


def licence(graph: Graph, node: str) -> str | None:
    """Address or words; None where untold."""
    nodes = graph.nodes(node, "dcterms:license", "dcterms:rights")
    return next(iter(nodes), None) or graph.value(node, "dcterms:license", "dcterms:rights") or None
