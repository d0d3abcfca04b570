from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "node.ttl",
    "test",
    """@prefix rico: <https://www.ica.org/standards/RiC/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://other.example/id/> .

:fond a rico:RecordSet ; rico:identifier "KZ-9" ; rico:title "Қор 9"@kk ; rico:directlyIncludes :letter .
:letter a rico:Record ; rico:identifier "KZ-9/1" ; rico:title "رسالة إلى السفير"@ar ; rico:hasSender :emir ;
  rico:hasCreationDate [ a rico:Date ; rico:expressedDate "July 1993"@en ; rico:normalizedDateValue "1993-07" ] ;
  rico:scopeAndContent "О визите"@ru ; rico:hasReply :reply .
:reply a rico:Record ; rico:title "Reply"@en .
:emir a rico:Person ; skos:prefLabel "Emir"@en , "أمير"@ar ; owl:sameAs <http://www.wikidata.org/entity/Q42> ;
  rico:hasBirthDate [ a rico:Date ; rico:normalizedDateValue "1932" ] ; rico:unheardOf "x" .
:doha a rico:Place ; rdfs:label "Doha"@en ;
  rico:hasOrHadPhysicalLocation [ rico:hasOrHadCoordinates [ rico:latitude "25.28" ; rico:longitude "51.53" ] ] .
[] a rico:LeadershipRelation ; rico:relationHasSource :emir ; rico:relationHasTarget :state .
:state a rico:CorporateBody ; rdfs:label "State of Qatar"@en .
""".encode(),
)
