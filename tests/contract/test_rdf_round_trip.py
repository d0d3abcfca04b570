"""A node's dump read back: nothing that a record says is lost. And dumps that are large or malicious."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_workspace import ingest_own, make_workspace, sunqar

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.registry import reader, reader_for
from extractors.source import Source

PREFIXES = """PREFIX rico: <https://www.ica.org/standards/RiC/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX kg: <http://127.0.0.1:8010/def#> PREFIX dcterms: <http://purl.org/dc/terms/>
"""


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = make_workspace(tmp_path_factory.mktemp("node"))
    ingest_own(workspace, sides=("qatar-gulf",))
    for command in ("link", "publish"):
        sunqar(command, "--workspace", workspace)
    sunqar("export", "--format", "nq", "-o", workspace / "dump.nq", "--workspace", workspace)
    return workspace / "dump.nq"


@pytest.fixture(scope="module")
def documents(dump: Path) -> dict[str, Document]:
    source = Source.from_path(dump, "other")
    assert reader_for(source) is reader("rdf")
    found = list(reader("rdf").read(source))
    assert [fault for document in found for fault in document.check()] == []
    assert len({document.id for document in found}) == len(found)
    return {document.id: document for document in found}


@pytest.fixture(scope="module")
def store(dump: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(term.value if term is not None else "" for term in row) for row in found]


def test_every_record_with_its_identifier_title_and_text(store: ox.Store, documents: dict[str, Document]) -> None:
    query = (
        "SELECT DISTINCT ?id ?title ?text ?lang { ?r rico:identifier ?id ; rico:title ?title . ?t kg:textOf ?r ; "
        "kg:text ?text OPTIONAL { ?t dcterms:language ?lang } }"
    )
    told = rows(store, query)
    assert len({row[0] for row in told}) > 40
    texts: dict[str, set[str]] = {}
    for document in documents.values():
        texts.setdefault(document.instantiates or document.id, set()).add(document.text)
    for identity, title, text, language in told:
        document = documents[identity]
        assert title in (document.title, *(note.text for note in document.notes if note.kind == "title"))
        assert text in texts[identity]
        assert document.language == (language or None)


def test_every_mention_with_its_words_place_and_entity(store: ox.Store, documents: dict[str, Document]) -> None:
    query = (
        "SELECT ?text ?exact ?start ?end ?body { ?a oa:motivatedBy oa:identifying ; oa:hasBody ?body ; oa:hasTarget "
        "?g . ?g oa:hasSource/kg:text ?text ; oa:hasSelector [ oa:exact ?exact ] , [ oa:start ?start ; oa:end ?end ] }"
    )
    found = {
        (document.text, document.text[m.start : m.end], str(m.start), str(m.end), m.reference or "")
        for document in documents.values()
        for m in document.mentions
    }
    told = rows(store, query)
    assert len(told) > 300
    for text, exact, start, end, body in told:
        assert (text, exact, start, end, "" if "/id/date/" in body else body) in found


def test_every_role_date_and_place_in_the_hierarchy(store: ox.Store, documents: dict[str, Document]) -> None:
    for identity, role, local in rows(
        store,
        "SELECT ?id ?role ?l { VALUES (?p ?role) { (rico:hasSender 'sender') (rico:hasAddressee 'addressee') "
        "(rico:hasCreator 'creator') } ?r ?p ?l ; rico:identifier ?id . ?l a kg:LocalEntity }",
    ):
        assert (role, local) in {(m.role, m.reference) for m in documents[identity].mentions}
    for identity, edtf in rows(
        store, "SELECT ?id ?e { ?r rico:hasCreationDate/rico:normalizedDateValue ?e ; rico:identifier ?id }"
    ):
        assert ("creation", edtf) in {(date.role, date.edtf) for date in documents[identity].dates}
    for identity, parent in rows(
        store, "SELECT ?id ?up { ?r rico:isDirectlyIncludedIn/rico:identifier ?up ; rico:identifier ?id }"
    ):
        assert documents[identity].parent == parent


def test_every_named_entity_with_its_names_and_ids(store: ox.Store, documents: dict[str, Document]) -> None:
    entities = {entity.local_id: entity for document in documents.values() for entity in document.entities}
    told = rows(
        store,
        "SELECT ?l ?name { ?l a kg:LocalEntity ; rico:hasOrHadAgentName|rico:hasOrHadPlaceName ?n . "
        "?n rico:textualValue ?name }",
    )
    assert len(told) > 20
    for local, name in told:
        assert name in {each.value for each in entities[local].names}
    for local, value in rows(store, "SELECT ?l ?v { ?l a kg:LocalEntity ; kg:externalId ?v }"):
        assert value in entities[local].identifiers
    for local, entity in rows(store, "SELECT ?l ?e { ?l kg:memberOf ?e }"):
        assert f"iri:{entity}" in entities[local].identifiers


def test_nothing_of_ric_o_is_left_unread_but_evidence(documents: dict[str, Document]) -> None:
    (warnings,) = {document.warnings for document in documents.values() if document.warnings}
    unread = {match.group(1) for w in warnings if (match := re.match(r"RDF010 line 1: (rico:\w+)", w))}
    assert unread <= {"rico:hasOrHadDerivedInstantiation", "rico:isEvidencedBy", "rico:identifier"}


def test_two_hundred_thousand_statements() -> None:
    rico, made = "https://www.ica.org/standards/RiC/ontology#", []
    for number in range(40_000):
        node = f"<https://n.example/id/{number}>"
        made.append(f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{rico}Record> .")
        made.append(f'{node} <{rico}identifier> "F 1/{number}" .')
        made.append(f'{node} <{rico}title> "Дело {number}"@ru .')
        made.append(f'{node} <{rico}scopeAndContent> "О визите"@ru .')
        made.append(f"{node} <{rico}isDirectlyIncludedIn> <https://n.example/id/fond> .")
    started = time.monotonic()
    found = sum(1 for _ in reader("rdf").read(Source("large.nt", "x", "\n".join(made).encode())))
    assert found == 40_000
    assert time.monotonic() - started < 60


def test_a_bomb_ends_only_its_own_process() -> None:
    started = time.monotonic()
    deep = "@prefix rico: <https://www.ica.org/standards/RiC/ontology#> .\n<a:b> rico:title " + "[ <a:c> " * 300_000
    with pytest.raises(InputRejected) as caught:
        list(reader("rdf").read(Source("deep.ttl", "x", deep.encode())))
    assert caught.value.code in ("RDF001", "ISO001", "ISO002", "ISO003")
    assert caught.value.where.startswith("deep.ttl")
    nested = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">' + "<a:b><a:c>" * 200_000
    with pytest.raises(InputRejected) as caught:
        list(reader("rdf").read(Source("deep.rdf", "x", nested.encode())))
    assert caught.value.code == "XML003"
    listed = '{"@graph": ' + "[" * 1_000_000
    with pytest.raises(InputRejected) as caught:
        list(reader("rdf").read(Source("deep.jsonld", "x", listed.encode())))
    assert caught.value.code in ("RDF001", "ISO001", "ISO002", "ISO003")
    assert time.monotonic() - started < 30
