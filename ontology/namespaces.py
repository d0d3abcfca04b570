"""Namespaces and, for the small vocabularies that we borrow from, the closed list of the terms that we use."""

from __future__ import annotations

PLACEHOLDER_BASE = "https://sunqar.invalid"
PLACEHOLDER = f"{PLACEHOLDER_BASE}/def#"
"""How our data files write our own namespace; ``ontology.files.text`` puts the workspace's in its place."""

NAMESPACES: dict[str, str] = {
    "rico": "https://www.ica.org/standards/RiC/ontology#",
    "rst": "https://www.ica.org/standards/RiC/vocabularies/recordSetTypes#",
    "rdft": "https://www.ica.org/standards/RiC/vocabularies/documentaryFormTypes#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "sf": "http://www.opengis.net/ont/sf#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "kg": PLACEHOLDER,
}

_CLOSED = {
    "rst": "Collection File Fonds Series",
    "rdft": "AuthorityRecord FindingAid IIIFManifest",
    "rdf": "type value first rest nil langString HTML Property",
    "rdfs": "label comment seeAlso isDefinedBy subClassOf subPropertyOf domain range Class Resource Literal",
    "owl": "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty priorVersion versionIRI versionInfo"
    " deprecated imports inverseOf Restriction SymmetricProperty TransitiveProperty disjointWith"
    " equivalentClass hasSelf maxQualifiedCardinality minQualifiedCardinality qualifiedCardinality onClass"
    " onProperty propertyChainAxiom unionOf sameAs",
    "xsd": "string boolean integer int decimal double float date dateTime time gYear gYearMonth anyURI duration"
    " dayTimeDuration nonNegativeInteger positiveInteger hexBinary language",
    "skos": "Concept ConceptScheme Collection prefLabel altLabel hiddenLabel definition scopeNote notation inScheme"
    " note editorialNote historyNote example member mappingRelation hasTopConcept topConceptOf broader"
    " narrower related exactMatch closeMatch broadMatch narrowMatch relatedMatch",
    "dcterms": "title description identifier format language license rights creator publisher source issued created"
    " modified spatial temporal references relation contributor accessRights rightsHolder alternative abstract"
    " isVersionOf hasVersion provenance valid available conformsTo isPartOf hasPart isReplacedBy replaces"
    " bibliographicCitation extent type subject",
    "prov": "Entity Activity Agent SoftwareAgent Organization wasGeneratedBy wasAttributedTo wasAssociatedWith"
    " wasDerivedFrom used hadPrimarySource generatedAtTime startedAtTime endedAtTime wasInvalidatedBy"
    " wasRevisionOf specializationOf invalidatedAtTime hadPlan Plan actedOnBehalfOf",
    "oa": "Annotation SpecificResource TextQuoteSelector TextPositionSelector FragmentSelector hasBody hasTarget"
    " hasSource hasSelector exact prefix suffix start end motivatedBy identifying describing linking refinedBy",
    "itsrdf": "taConfidence taIdentRef taClassRef",
    "sssom": "Mapping MappingSet subject_id predicate_id object_id confidence mapping_justification mapping_tool"
    " mapping_tool_version author_id author_label reviewer_id mapping_date comment predicate_modifier"
    " subject_label object_label reviewer_label similarity_score subject_source object_source mappings",
    "semapv": "CompositeMatching ManualMappingCuration LexicalMatching MappingReview UnspecifiedMatching"
    " LexicalSimilarityThresholdMatching SemanticSimilarityThresholdMatching BackgroundKnowledgeBasedMatching",
    "geo": "Feature Geometry hasGeometry hasDefaultGeometry asWKT wktLiteral",
    "geof": "distance sfWithin sfContains sfIntersects",
    "sf": "Point Polygon Envelope",
    "edtf": "EDTF",
    "sh": "NodeShape PropertyShape SPARQLExecutable SPARQLSelectExecutable SPARQLAskExecutable SPARQLConstraint"
    " PrefixDeclaration property path targetClass targetNode targetSubjectsOf targetObjectsOf minCount"
    " maxCount datatype nodeKind class pattern flags in or minInclusive maxInclusive minExclusive maxExclusive"
    " minLength maxLength lessThan lessThanOrEquals disjoint hasValue uniqueLang languageIn message severity"
    " name description order Violation Warning Info IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral"
    " IRIOrLiteral sparql select ask construct prefixes declare prefix namespace inversePath alternativePath"
    " zeroOrMorePath oneOrMorePath zeroOrOnePath deactivated",
    "schema": "Thing Person Organization Place Event CreativeWork Collection ArchiveComponent ArchiveOrganization"
    " Dataset DataDownload DataCatalog DefinedTerm GeoCoordinates ImageObject MediaObject Periodical Book"
    " Map Photograph Message PostalAddress PropertyValue Role WebPage WebSite SearchAction EntryPoint name"
    " alternateName description identifier url sameAs mainEntity mainEntityOfPage about mentions keywords"
    " target text inLanguage isPartOf hasPart image contentUrl encoding encodingFormat associatedMedia"
    " license creator author contributor publisher sender recipient holdingArchive archiveHeld"
    " itemLocation accessConditions conditionsOfAccess dateCreated datePublished dateModified"
    " temporalCoverage spatialCoverage birthDate deathDate birthPlace deathPlace gender jobTitle"
    " hasOccupation memberOf member affiliation parent children spouse sibling relatedTo knows worksFor"
    " founder foundingDate dissolutionDate parentOrganization subOrganization startDate endDate location"
    " organizer attendee participant performer subEvent superEvent geo latitude longitude containedInPlace"
    " containsPlace addressCountry position numberOfPages material additionalType subjectOf citation"
    " isBasedOn version distribution includedInDataCatalog termCode inDefinedTermSet",
}
CLOSED: dict[str, frozenset[str]] = {prefix: frozenset(names.split()) for prefix, names in _CLOSED.items()}


def prefixes(*, vocabulary: str) -> str:
    """SPARQL PREFIX lines for every namespace, ``kg:`` being the workspace's own."""
    spaces = NAMESPACES | {"kg": vocabulary}
    return "".join(f"PREFIX {name}: <{spaces[name]}>\n" for name in sorted(spaces))
