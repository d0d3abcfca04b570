"""JSON-LD in the terms of the published context: the same triples to every parser, nothing fetched, contexts frozen."""

from __future__ import annotations

import json
from hashlib import sha256

import pyoxigraph as ox
import pytest
import rdflib
from graph_workspace import OWN_CORPUS

from extractors.registry import reader_for
from extractors.source import Source
from kg.conversion import convert
from kg.iri import Iris
from kg.store.convert import from_nquads
from kg.store.jsonld import to_jsonld
from ontology.build_context import build
from ontology.context import REFERENCE, context_iri, definitions, document, versions
from ontology.files import HERE

BASE, OWN = "http://e", "http://e/def#"
RICO, XSD = "https://www.ica.org/standards/RiC/ontology#", "http://www.w3.org/2001/XMLSchema#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
PUBLISHED = {"1": "ab49e97b4fe5c32ebfec8b01bed9c0a64518a94a3ba13374e4afc0565b7e1825"}
"""Of each published context its hash: none may ever change."""
AWKWARD = f"""<http://e/1> {TYPE} <{RICO}Record> <http://g/1> .
<http://e/1> {TYPE} <rico:Odd> <http://g/1> .
<http://e/1> <{RICO}title> "Дело \\"x\\"\\n"@ru <http://g/1> .
<http://e/1> <{RICO}title> "plain" <http://g/1> .
<http://e/1> <{RICO}title> "http://e/2" <http://g/1> .
<http://e/1> <{RICO}hasCreator> <kg:odd> <http://g/1> .
<http://e/1> <{RICO}hasCreator> <http://e/2> <http://g/1> .
<http://e/1> <{RICO}hasCreator> "words" <http://g/1> .
<http://e/1> <{RICO}beginningDate> "1990-01-01"^^<{XSD}date> <http://g/1> .
<http://e/1> <{RICO}beginningDate> "1990"^^<{XSD}gYear> <http://g/1> .
<http://e/1> <{RICO}beginningDate> "words" <http://g/1> .
<http://e/1> <{RICO}rankInSequence> "5"^^<{XSD}int> <http://g/1> .
<http://e/1> <{OWN}textOf> <geo:25,51> <http://g/1> .
<http://e/1> <{OWN}notYetDefined> <urn:x:y> <http://g/1> .
<http://e/1> <http://other/p> <title:x> <http://g/1> .
<kg:subject> <rico:p> "1.5"^^<{XSD}decimal> <http://g/1> .
<kg:subject> <{OWN}notYetDefined> "1"^^<kg:type> <http://g/1> .
<http://e/x> <{RICO}type> "type" .
<http://e/x> {TYPE} "no class" <kg:g> .
"""


def quads(data: bytes, format_: ox.RdfFormat) -> set[str]:
    return set(map(str, ox.parse(input=data, format=format_)))


def by_rdflib(data: bytes) -> set[str]:
    graph = rdflib.Dataset()
    graph.parse(data=data, format="json-ld")
    return quads(graph.serialize(format="nquads", encoding="utf-8"), ox.RdfFormat.N_QUADS)


def finding_aid() -> bytes:
    path = OWN_CORPUS / "qatar-gulf" / "qna-d.xml"
    source = Source(path.name, "qna", path.read_bytes())
    return convert(source, reader_for(source), Iris(BASE, OWN))[0].graph.nquads


def test_awkward_terms_come_back() -> None:
    data = to_jsonld(ox.parse(AWKWARD, ox.RdfFormat.N_QUADS), OWN)
    said = quads(AWKWARD.encode(), ox.RdfFormat.N_QUADS)
    assert quads(data, ox.RdfFormat.JSON_LD) == said
    assert by_rdflib(data) == said
    assert to_jsonld(reversed(list(ox.parse(AWKWARD, ox.RdfFormat.N_QUADS))), OWN) == data


def test_a_finding_aid_comes_back_and_reads_well() -> None:
    nquads = finding_aid()
    data = from_nquads(nquads, "jsonld", OWN)
    assert quads(data, ox.RdfFormat.JSON_LD) == by_rdflib(data) == quads(nquads, ox.RdfFormat.N_QUADS)
    ((graph,),) = [json.loads(data)["@graph"]]
    sets = [node for node in graph["@graph"] if "RecordSet" in node.get("@type", "")]
    assert sets
    assert all({"title", "identifier"} <= node.keys() for node in sets)


def test_a_document_takes_its_definitions_from_the_published_context() -> None:
    context = json.loads(from_nquads(finding_aid(), "jsonld", OWN))["@context"]
    published = definitions(OWN)
    assert context.pop(REFERENCE) == context_iri(OWN) == "http://e/def/context/1.jsonld"
    assert {key: published[key] for key in context} == context
    assert len(context) < len(published) / 3


@pytest.mark.parametrize("version", versions())
def test_published_contexts_never_change(version: str) -> None:
    assert sha256((HERE / "contexts" / f"{version}.json").read_bytes()).hexdigest() == PUBLISHED[version]
    assert "sunqar.invalid" not in document(OWN, BASE, version).decode()


def test_the_current_context_means_what_the_ontology_means() -> None:
    published, now = definitions(OWN), build() | {"kg": OWN}
    assert {key: now.get(key) for key in published} == published, "a term means something else: publish a new version"
