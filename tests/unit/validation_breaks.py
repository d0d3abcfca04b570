"""Broken copies of the sound graph: every line dropped, replaced or doubled somewhere."""

from __future__ import annotations

import pyoxigraph as ox
from validation_support import DATA, good_quads

XSD = "http://www.w3.org/2001/XMLSchema#"
NOBODY = ox.NamedNode(f"{DATA}id/nobody")
# pyshacl raises TypeError where an ill-typed value is compared; these keep values of their own type here.
COMPARED = ("start", "end", "beginningDate", "endDate")
CONFIDENCES = ("confidence", "taConfidence")

# What no change of one line brings about: properties on the wrong kind of thing, things that are two kinds at once.
EXTRA = """
<id/letter> rico:hasRecordSetType kg:level-series ; rico:hasOrHadSomeMembersWithLanguage kg:lang-en ;
  rico:hasOrHadSomeMembersWithDocumentaryFormType kg:form-letter ; rico:hasOrHadSomeMembersWithCreationDate <id/day> .
<id/series> a rico:Record ; rico:hasDocumentaryFormType kg:form-letter ; rico:hasOrHadLanguage kg:lang-en ;
  rico:hasCreationDate <id/day> ; rico:hasSender <id/local-person> ; rico:hasAddressee <id/body> .
<id/local-person> a rico:Place .
<id/unknown> a kg:LocalEntity ; rdfs:label "?" ; kg:memberOf <id/no-entity> .
<id/no-entity> a kg:Entity ; rdfs:label "?" .
<id/visit> kg:memberOf <id/person> .
<id/holding> rico:relationHasTarget <id/local-person> .
<id/link> sssom:object_id <id/local-person> .
<id/bare-date> a rico:Date ; rdfs:label "?" ; kg:calendar kg:calendar-unknown ; rico:beginningDate
  "1916-01-01"^^xsd:date , "1916-01-02"^^xsd:date ; rico:endDate "1917-01-01"^^xsd:date , "1917-01-02"^^xsd:date .
<id/year> a rico:Date ; rdfs:label "1916" ; rico:expressedDate "1916" ; kg:calendar kg:calendar-gregorian ;
  rico:beginningDate "1916"^^xsd:gYear .
<id/year-2> a rico:Date ; rdfs:label "1916" ; rico:expressedDate "1916" ; kg:calendar kg:calendar-gregorian ;
  rico:endDate "1916"^^xsd:gYear .
<id/page> kg:start 1 ; kg:end 22 .
<id/odd-page> kg:width "0"^^xsd:decimal ; kg:height "0"^^xsd:decimal .
<id/odd-page> rico:identifier "1" ; kg:start "0"^^xsd:decimal ; kg:end "21"^^xsd:decimal .
<id/position> a oa:TextPositionSelector ; oa:start 1 , 2 ; oa:end 11 , 12 .
<id/odd-position> a oa:TextPositionSelector ; oa:start 1.0 ; oa:end 11.0 .
<id/bare> a rico:PositionHoldingRelation .
<id/bare-2> a rico:SpouseRelation .
<id/mention/a1#target> oa:hasSelector <id/position> .
[] a rico:Date , oa:Annotation , kg:LocalEntity , kg:Entity , sssom:Mapping , rico:Instantiation , rico:SpouseRelation ;
  rdfs:label "blank" ; skos:inScheme <id/scheme> .
<id/scheme> a skos:ConceptScheme ; skos:prefLabel "one"@en , "uno"@en , "un"@fr , "ein"@de .
<id/thin-scheme> a skos:ConceptScheme .
<id/term> skos:inScheme <id/no-scheme> ; skos:prefLabel "one"@en , "uno"@en , "un"@fr , "ein"@de .
<id/type> a rico:EventType .
<id/marriage> rico:relationHasSource <id/local-person> ; rico:relationHasTarget <id/local-other> .
<id/location> a rico:PhysicalLocation .
<id/body> a rico:Person ; owl:sameAs <id/local-person> .
<id/leaves> rico:quantity -1 , "many" .
<id/bare-unit> kg:accessStatus kg:access-embargoed .
<id/bare-name> kg:coOccursWith <id/nobody> .
<id/letter> rico:hasOrHadHolder [] .
"""
PREFIXES = """
@prefix kg: <https://sunqar.invalid/def#> .
@prefix rico: <https://www.ica.org/standards/RiC/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix sssom: <https://w3id.org/sssom/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def changes(line: str) -> list[str]:
    """What may stand in the line's place."""
    quad = next(iter(ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS)))
    name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
    value = quad.object

    def other(term: ox.NamedNode | ox.Literal) -> str:
        return f"{ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)} .\n"

    made = [""]
    if name == "type":
        return made
    if name not in COMPARED:
        made += [other(NOBODY), other(ox.Literal("")), line + other(NOBODY)]
        if name not in CONFIDENCES:
            made.append(other(ox.Literal("1916-13-99", datatype=ox.NamedNode(f"{XSD}date"))))
    if isinstance(value, ox.Literal) and value.datatype.value in (f"{XSD}integer", f"{XSD}decimal"):
        made += [other(ox.Literal(-1)), other(ox.Literal(99))]
    if isinstance(value, ox.Literal) and value.datatype.value == f"{XSD}date":
        made += [other(ox.Literal(day, datatype=value.datatype)) for day in ("1948-08-01", "1948-08-03")]
    if isinstance(value, ox.Literal) and value.language:
        made.append(line + other(ox.Literal("other", language=value.language)))
    return made


def broken_copies(spread: int) -> str:
    """Copies of the sound graph under names of their own; in each, every ``spread``-th line is changed."""
    lines = good_quads()
    options = [changes(line) for line in lines]
    most = max(map(len, options))
    copies = []
    for turn in range(most):
        for offset in range(spread):
            changed = [
                options[index][turn] if index % spread == offset and turn < len(options[index]) else line
                for index, line in enumerate(lines)
            ]
            copies.append("".join(changed).replace(DATA, f"https://m{len(copies)}.example.org/"))
    return "".join(copies)


def extra_quads() -> str:
    """The sound graph with the extra faults, under a name of its own."""
    base = "https://extra.example.org/"
    turtle = f"@base <{base}> .\n{PREFIXES}{EXTRA}".encode()
    added = "".join(
        f"{triple.triple} <{base}graph/extra> .\n" for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    )
    return "".join(good_quads()).replace(DATA, base) + added
