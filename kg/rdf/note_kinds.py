"""Which property each kind of note has. Tables only; a wrong term of RiC-O fails when this module is imported."""

from __future__ import annotations

from ontology.terms import DCTERMS, RICO

RECORD_NOTES = {
    "scope": RICO.scopeAndContent,
    "history": RICO.history,
    "access": RICO.conditionsOfAccess,
    "use": RICO.conditionsOfUse,
    "arrangement": RICO.structure,
    "source": DCTERMS.source,
    "classification": RICO.classification,
    "fileplan": RICO.classification,
    "authenticity": RICO.authenticityNote,
    "integrity": RICO.integrityNote,
    "abstract": DCTERMS.abstract,
    "rules": RICO.ruleFollowed,
    "sources": RICO.recordResourceSourceOfInformation,
}
"""Of records and sets; every kind that stands in no table is a general description."""
SET_NOTES = {"accruals": RICO.accruals, "accruals-status": RICO.accrualsStatus}
"""Of sets only."""
OWN_NOTES = {
    "acquisition": "acquisition",
    "appraisal": "appraisal",
    "processing": "processing",
    "related": "relatedMaterial",
    "separated": "separatedMaterial",
    "otherfindaid": "otherFindingAid",
    "copies": "copies",
    "originals": "originals",
    "citation": "preferredCitation",
    "bibliography": "publicationNote",
    "index": "index",
    "biography": "creatorHistory",
    "origination": "creatorNote",
    "creator": "creatorNote",
    "language": "languageNote",
    "legalstatus": "legalStatusNote",
    "legal-status": "legalStatusNote",
    "material": "materialNote",
    "maintenance-agency": "maintenanceAgency",
    "maintenance-history": "maintenanceHistory",
    "maintenance-status": "maintenanceStatus",
    "edition": "editionStatement",
}
"""Kind to our own term, for records and sets."""
ORIGINALS = {
    "physical": RICO.physicalCharacteristicsNote,
    "dimensions": RICO.physicalCharacteristicsNote,
    "technique": RICO.productionTechnique,
}
OWN_ORIGINALS = {"container": "container", "location": "storageLocation"}
"""Kinds that are said of the originals, as an instantiation of the unit."""
AGENT_NOTES = {"history": RICO.history, "mandates": RICO.authorizingMandate, "rules": RICO.ruleFollowed}
BOTH = {
    "structure": "structureOrGenealogy",
    "context": "generalContext",
    "functions": "functionNote",
    "occupation": "occupationNote",
    "places": "placeNote",
    "local": "localDescription",
    "legal-status": "legalStatusNote",
    "existDates": "existenceNote",
}
"""Of the persons, bodies and families that an authority record describes; the second are our own terms."""
TRANSCRIPTION = "transcription"
"""Who and what made a transcription: said of the text, as the technique of its production."""
NAME_PARTS = "name-parts"
"""Of a name of an entity: ``head`` is the name, the text tells its parts apart."""
TERMS = {
    "subject": RICO.Concept,
    "work": RICO.Concept,
    "name": RICO.Concept,
    "occupation": RICO.OccupationType,
    "function": RICO.ActivityType,
    "genreform": RICO.DocumentaryFormType,
}
"""Index terms and the classes of the concepts that they are."""

BETWEEN_RECORDS = {
    "hasReply": RICO.hasReply, "isReplyTo": RICO.isReplyTo, "hasCopy": RICO.hasCopy, "isCopyOf": RICO.isCopyOf,
    "hasDraft": RICO.hasDraft, "isDraftOf": RICO.isDraftOf, "hasOriginal": RICO.hasOriginal,
    "isOriginalOf": RICO.isOriginalOf,
}  # fmt: skip
"""Scheme of a note on a related record -> property from the record to the other, whose call number is its ref."""
