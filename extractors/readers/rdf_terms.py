"""How RiC-O 1.1 and its neighbours call what our data model has. Tables only."""

from __future__ import annotations

from extractors.document import Label, Level

NAMESPACES = {
    "rico": "https://www.ica.org/standards/RiC/ontology#",
    "rst": "https://www.ica.org/standards/RiC/vocabularies/recordSetTypes#",
    "rdft": "https://www.ica.org/standards/RiC/vocabularies/documentaryFormTypes#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "sssom": "https://w3id.org/sssom/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gn": "http://www.geonames.org/ontology#",
    "edm": "http://www.europeana.eu/schemas/edm/",
    "rdagr": "http://rdvocab.info/ElementsGr2/",
}
SPELT = {"http://schema.org/": "https://schema.org/"}
"""Other spellings of namespaces."""
TYPE = "rdf:type"
OWN_MARKS = frozenset(("text", "textOf", "mentions", "memberOf", "externalId", "entityType", "sha256", "calendar"))
"""Terms by which the vocabulary of a Sunqar node is known."""

RECORDS = ("rico:Record", "rico:RecordPart")
SETS = ("rico:RecordSet",)
ENTITIES: dict[str, Label] = {
    "rico:Person": "PERSON", "rico:CorporateBody": "ORG", "rico:Family": "ORG", "rico:Group": "ORG",
    "rico:Agent": "ORG", "rico:Place": "PLACE", "rico:Event": "EVENT", "rico:Activity": "EVENT",
    "foaf:Person": "PERSON", "foaf:Organization": "ORG", "foaf:Group": "ORG", "foaf:Agent": "ORG",
    "schema:Person": "PERSON", "schema:Organization": "ORG", "schema:GovernmentOrganization": "ORG",
    "schema:Place": "PLACE", "schema:City": "PLACE", "schema:Country": "PLACE", "schema:AdministrativeArea": "PLACE",
    "schema:Event": "EVENT", "gn:Feature": "PLACE", "edm:Agent": "ORG", "edm:Place": "PLACE", "edm:Event": "EVENT",
}  # fmt: skip
GENERAL = frozenset(("rico:Agent", "rico:Group", "foaf:Agent", "edm:Agent"))
"""Classes that a narrower one beside them makes precise."""
"""Classes of what is an entity; a ``rico:Concept`` is one (TERM) only where it is a local entity of a Sunqar node."""
MENTION_TYPES: dict[str, Label] = {
    "person": "PERSON", "body": "ORG", "place": "PLACE", "event": "EVENT", "term": "TERM", "date": "DATE"
}  # fmt: skip

SET_TYPES: dict[str, Level] = {
    "Fonds": "fonds", "Series": "series", "File": "file", "Collection": "collection",
}  # fmt: skip
LEVELS: tuple[Level, ...] = (
    "fonds", "subfonds", "series", "subseries", "collection", "file", "item", "fond", "opis", "delo", "list",
)  # fmt: skip
FORMS = frozenset(
    (
        "agreement", "airgram", "appointment-record", "article", "authority-record", "communique", "decree",
        "editorial-note", "finding-aid", "joint-statement", "letter", "memorandum", "memorandum-of-conversation",
        "message", "minutes", "other", "page-transcription", "paper", "protocol", "report", "speech", "telegram",
        "treaty", "visit-record",
    )
)  # fmt: skip
FORM_TYPES = {"FindingAid": "finding-aid", "AuthorityRecord": "authority-record"}
LANGUAGES = frozenset(
    (
        "en", "ar", "ru", "kk", "fr", "de", "es", "it", "la", "fa", "tr", "ota", "chg", "uz", "ky", "tt", "ur", "zh",
        "mul", "und",
    )
)  # fmt: skip
EVENTS = frozenset(
    (
        "state-visit", "official-visit", "working-visit", "official-travel", "agreement",
        "establishment-of-relations", "recognition", "opening-of-embassy", "conference", "other",
    )
)  # fmt: skip

LABELS = ("skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "gn:name")
OTHER_LABELS = ("rico:name", "skos:altLabel", "skos:hiddenLabel", "schema:alternateName", "gn:alternateName",
                "gn:officialName", "foaf:nick")  # fmt: skip
NAME_PARTS = (("foaf:familyName", "foaf:givenName"), ("foaf:surname", "foaf:firstName"),
              ("schema:familyName", "schema:givenName"))  # fmt: skip
"""Family and given name, for those who are called by nothing else."""
NAME_NODES = (
    "rico:hasOrHadAgentName", "rico:hasOrHadPlaceName", "rico:hasOrHadName", "rico:hasOrHadAppellation",
)  # fmt: skip
"""From an entity to its names as nodes."""
ABOVE = ("rico:isDirectlyIncludedIn", "rico:isIncludedIn", "rico:isOrWasIncludedIn", "rico:isOrWasConstituentOf",
         "rico:isDirectConstituentOf")  # fmt: skip
BELOW = ("rico:directlyIncludes", "rico:includes", "rico:includesOrIncluded", "rico:hasOrHadConstituent",
         "rico:hasDirectConstituent")  # fmt: skip

ROLES = {
    "rico:hasSender": "sender", "rico:hasAddressee": "addressee", "rico:hasReceiver": "addressee",
    "rico:hasAuthor": "author", "rico:hasCreator": "creator", "rico:hasPublisher": "publisher",
    "rico:hasCollector": "collector", "rico:hasAccumulator": "collector", "rico:hasOrganicProvenance": "creator",
    "rico:hasOrHadMainSubject": "subject", "rico:hasOrHadSubject": "subject",
    "rico:hasOrHadAllMembersWithSubject": "subject", "rico:hasOrHadSomeMembersWithSubject": "subject",
    "rico:hasContentWhichRepresents": "subject", "rico:isAssociatedWithPlace": "dateline",
}  # fmt: skip
"""Statements of a record about an agent, a place or an event -> the role of its mention."""

RELATED = (
    "rico:hasReply", "rico:isReplyTo", "rico:hasCopy", "rico:isCopyOf", "rico:hasDraft", "rico:isDraftOf",
    "rico:hasOriginal", "rico:isOriginalOf", "rico:hasGeneticLinkToRecordResource", "rico:isEquivalentTo",
    "rico:directlyPrecedesInSequence", "rico:directlyFollowsInSequence",
)  # fmt: skip
"""From a record to others, kept as notes."""

DATES = {
    "rico:hasCreationDate": "creation", "rico:hasOrHadSomeMembersWithCreationDate": "creation",
    "rico:hasOrHadAllMembersWithCreationDate": "creation", "rico:hasOrHadMostMembersWithCreationDate": "bulk",
    "rico:hasPublicationDate": "publication", "rico:hasAccumulationDate": "accumulation",
    "rico:isAssociatedWithDate": "associated", "rico:hasModificationDate": "modification",
    "rico:creationDate": "creation", "rico:publicationDate": "publication", "rico:date": "associated",
}  # fmt: skip
"""Dates of a record -> role; the last three are literals."""
ENTITY_DATES = {
    "rico:hasBirthDate": "birth", "rico:birthDate": "birth", "rico:hasDeathDate": "death", "rico:deathDate": "death",
    "rico:occurredAtDate": "event", "rico:isAssociatedWithDate": "existence", "rico:hasBeginningDate": "existence",
    "rico:hasEndDate": "existence", "rico:date": "existence", "schema:birthDate": "birth",
    "schema:deathDate": "death", "rdagr:dateOfBirth": "birth", "rdagr:dateOfDeath": "death",
    "schema:foundingDate": "existence", "schema:dissolutionDate": "existence", "schema:startDate": "event",
}  # fmt: skip

NOTES = {
    "rico:scopeAndContent": "scope", "rico:history": "history", "rico:conditionsOfAccess": "access",
    "rico:conditionsOfUse": "use", "rico:structure": "arrangement", "rico:generalDescription": "general",
    "rico:descriptiveNote": "general", "rico:accruals": "accruals", "rico:authenticityNote": "authenticity",
    "rico:integrityNote": "integrity", "rico:classification": "classification", "rdfs:comment": "general",
    "skos:note": "general", "skos:scopeNote": "general", "dcterms:description": "scope", "dcterms:source": "source",
    "rico:ruleFollowed": "rules", "rico:physicalOrLogicalExtent": "extent", "dcterms:abstract": "abstract",
    "rico:recordResourceSourceOfInformation": "sources", "rico:accrualsStatus": "accruals-status",
}  # fmt: skip
