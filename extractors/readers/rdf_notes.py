"""Notes of a dump by their properties: which kind each is, and the headings that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.document import Note
from extractors.readers.rdf_graph import Graph

OWN_NOTES = {
    "kg:acquisition": "acquisition", "kg:appraisal": "appraisal", "kg:processing": "processing",
    "kg:relatedMaterial": "related", "kg:separatedMaterial": "separated", "kg:otherFindingAid": "otherfindaid",
    "kg:copies": "copies", "kg:originals": "originals", "kg:preferredCitation": "citation",
    "kg:publicationNote": "bibliography", "kg:index": "index", "kg:creatorHistory": "biography",
    "kg:creatorNote": "origination", "kg:languageNote": "language", "kg:legalStatusNote": "legalstatus",
    "kg:materialNote": "material", "kg:maintenanceAgency": "maintenance-agency",
    "kg:maintenanceHistory": "maintenance-history", "kg:maintenanceStatus": "maintenance-status",
    "kg:editionStatement": "edition",
}  # fmt: skip
"""Kinds of notes of a Sunqar node -> ours."""
ORIGINALS = {
    "rico:physicalCharacteristicsNote": "physical", "rico:productionTechnique": "technique",
    "kg:container": "container", "kg:storageLocation": "location",
}  # fmt: skip
"""What is said of the originals."""
ENTITY_NOTES = {
    "kg:structureOrGenealogy": "structure", "kg:generalContext": "context", "kg:functionNote": "functions",
    "kg:occupationNote": "occupation", "kg:placeNote": "places", "kg:localDescription": "local",
    "kg:legalStatusNote": "legal-status", "kg:existenceNote": "existDates", "rico:authorizingMandate": "mandates",
}  # fmt: skip
"""What is said of a described person, body or family, besides its history."""


def of_kinds(graph: Graph, node: str, kinds: Mapping[str, str]) -> Iterator[Note]:
    """The notes of those properties. A heading goes to the note of its kind where that is the only one."""
    headings: dict[str, list[str]] = {}
    for literal in graph.literals(node, "kg:heading"):
        kind, _, words = literal.value.partition(": ")
        headings.setdefault(kind, []).append(words)
    for predicate, kind in graph.among(node, kinds):
        told = [literal for literal in graph.literals(node, predicate) if literal.value.strip()]
        heads = headings.get(kind, [])
        head = heads[0] if len(heads) == len(told) == 1 else ""
        for literal in told:
            yield Note(kind, literal.value, literal.lang or None, head)
