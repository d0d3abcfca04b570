"""What an edition says of itself: true numbers, checksums that fit, citations that parse, a package that is whole."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from endpoint_edition import BASE
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from kg.edition import Edition
from kg.publication.citing import MEDIA_TYPES, cite
from kg.publication.crate import write_crate
from kg.publication.description import describe, graphs_by_archive
from kg.publication.profile import RICO
from kg.publication.service import describe_service
from kg.publication.writing import SPACES, term
from kg.store.dump import dump
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of


@pytest.fixture(scope="module")
def edition(edition_workspace: Path) -> Edition:
    return open_workspace(edition_workspace).current_edition()


@pytest.fixture(scope="module")
def described(edition: Edition) -> Graph:
    return Graph().parse(data=describe(edition), format="nt")


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=5))
    yield app.test_client()
    app.extensions["sunqar"].close()


def ask(graph: Graph, query: str) -> list[tuple[str, ...]]:
    prefixes = "".join(f"PREFIX {name}: <{space}> " for name, space in SPACES.items())
    return [tuple(str(value) for value in row) for row in graph.query(prefixes + query)]  # type: ignore[union-attr]


def test_partitions_add_up(edition: Edition, described: Graph) -> None:
    whole = f"<{BASE}/dataset>"
    [(triples,)] = ask(described, f"SELECT ?n {{ {whole} void:triples ?n }}")
    parts = ask(described, f"SELECT ?d ?n {{ ?d dcterms:isPartOf {whole} ; void:triples ?n }}")
    assert sum(int(number) for _, number in parts) == int(triples) == edition.manifest["counts"]["triples"]
    assert len(parts) == len(graphs_by_archive(edition)) == 3
    assert {f"{BASE}/dataset#archive-qatar-gulf", f"{BASE}/dataset#derived"} <= {name for name, _ in parts}
    properties = ask(described, "SELECT ?p ?n { ?d void:propertyPartition ?x . ?x void:property ?p ; void:triples ?n }")
    assert len(properties) == len(edition.counts["properties"]) > 30
    assert ask(described, "SELECT ?l { ?d void:subset ?l . ?l a void:Linkset ; void:triples ?n FILTER(?n > 0) }")


def test_every_subject_is_a_node_with_a_name_and_versions_are_told(described: Graph, edition: Edition) -> None:
    assert all(isinstance(subject, URIRef) for subject in described.subjects())
    for line in ("dcat:version", "owl:versionIRI", "dcterms:issued", "dcterms:license"):
        assert ask(described, f"SELECT ?v {{ <{BASE}/dataset> {line} ?v }}"), line
    versions = ask(described, f"SELECT ?v {{ <{BASE}/dataset> dcat:version ?v }}")
    assert versions == [(str(edition.number),)]


def test_dumps_are_what_the_description_promises(client: FlaskClient, described: Graph, edition: Edition) -> None:
    rows = ask(
        described,
        "SELECT ?u ?s ?n { ?d dcat:downloadURL ?u ; spdx:checksum/spdx:checksumValue ?s ; dcat:byteSize ?n }",
    )
    assert len(rows) == 1
    address, checksum, size = rows[0]
    answer = client.get(address.removeprefix(BASE))
    assert answer.status_code == 200
    assert (sha256(answer.data).hexdigest(), len(answer.data)) == (checksum.lower(), int(size))
    lines = gzip.decompress(answer.data).decode().splitlines()
    assert len(lines) == edition.manifest["counts"]["triples"] == len(set(lines))
    again = client.get(address.removeprefix(BASE), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/dataset/dump/edition-99.nq.gz").status_code == 404
    assert client.get("/dataset/dump/..%2Fedition.json").status_code == 404


def test_the_dump_is_the_export(edition: Edition, tmp_path: Path) -> None:
    dump(edition, "nq", tmp_path / "graph.nq")
    packed = gzip.decompress((edition.path / "dumps" / "graph.nq.gz").read_bytes())
    assert (tmp_path / "graph.nq").read_bytes() == packed


def test_the_service_names_its_graphs_and_their_licences(edition: Edition) -> None:
    graph = Graph().parse(data=describe_service(edition, f"{BASE}/sparql"), format="nt")
    named = {name for (name,) in ask(graph, "SELECT ?n { ?s sd:defaultDataset/sd:namedGraph/sd:name ?n }")}
    assert named == set(edition.manifest["graphs"])
    assert ask(graph, "SELECT ?g ?l { ?g a sd:Graph ; dcterms:license ?l }")
    assert (term("ent:Simple"),) in ask(graph, "SELECT ?e { ?s sd:defaultEntailmentRegime ?e }")


@pytest.mark.parametrize("style", MEDIA_TYPES)
def test_citations_name_the_edition(edition: Edition, client: FlaskClient, style: str) -> None:
    words = cite(edition, style)
    assert words == client.get(f"/dataset/citation/{style}").text
    assert edition.hash in words
    assert f"{BASE}/dataset" in words
    if style == "csl":
        [item] = json.loads(words)
        assert item["type"] == "dataset"
        assert item["issued"]["date-parts"][0][0] == int(edition.manifest["created"][:4])
    if style == "ris":
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in words.split("\r\n") if line)
    if style == "bibtex":
        assert words.count("{") == words.count("}")


def test_the_crate_is_whole_and_always_the_same(edition: Edition, tmp_path: Path) -> None:
    write_crate(edition, tmp_path / "a.zip")
    write_crate(edition, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as crate:
        assert crate.testzip() is None
        metadata = json.loads(crate.read("ro-crate-metadata.json"))
        nodes = {node["@id"]: node for node in metadata["@graph"]}
        assert nodes["ro-crate-metadata.json"]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
        root = nodes["./"]
        assert {"name", "description", "datePublished", "license"} <= set(root)
        names = {part["@id"] for part in root["hasPart"]}
        assert names == set(crate.namelist()) - {"ro-crate-metadata.json"}
        for name in names:
            assert nodes[name]["sha256"] == sha256(crate.read(name)).hexdigest()
        for part in (*root["license"], *root["publisher"]):
            assert part["@id"] in nodes


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "kk"])
def test_the_vocabulary_has_a_page_in_four_languages(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/def?lang={lang}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'id="mentions"' in page.text
    word = {"en": "mentions", "ar": "يذكر", "ru": "упоминает", "kk": "атап өтеді"}[lang]
    assert re.search(rf"<h3[^>]*><span lang=\"{lang}\"[^>]*>{word}</span>", page.text)


def test_the_vocabulary_as_rdf(client: FlaskClient) -> None:
    answer = client.get("/def", headers={"Accept": "text/turtle"})
    assert answer.mimetype == "text/turtle"
    graph = Graph().parse(data=answer.text, format="turtle")
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert {one.language for one in graph.objects(URIRef(f"{BASE}/def#mentions"), label)} == {"en", "ar", "ru", "kk"}  # type: ignore[attr-defined]
    assert client.get("/def", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "kk"])
def test_the_profile_tells_which_terms_of_rico_are_used(client: FlaskClient, edition: Edition, lang: str) -> None:
    page = client.get(f"/def/profile?lang={lang}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    used = {iri for kind in ("classes", "properties") for iri in edition.counts[kind] if RICO in iri}
    rows = re.findall(r'<tr id="(\w+)">\s*<td>(.*?)</td>', page.text)
    assert {RICO + name for name, _ in rows} == used
    # In Kazakh a Russian word may stand in for one that is wanting; here none is.
    assert {name for name, words in rows if f'lang="{lang}"' not in words} == set()
    assert set(re.findall(r'href="#(\w+)"', page.text)) <= {*re.findall(r'id="(\w+)"', page.text)}


def test_the_profile_as_rdf_counts_what_the_edition_holds(client: FlaskClient, edition: Edition) -> None:
    graph = Graph().parse(data=client.get("/def/profile?format=nt").text, format="nt")
    assert ask(graph, f"SELECT ?v {{ <{BASE}/def/profile> a prof:Profile ; prof:isProfileOf ?v }}")
    counted = ask(graph, "SELECT ?t ?n { ?x void:class|void:property ?t ; void:entities|void:triples ?n }")
    numbers = {**edition.counts["classes"], **edition.counts["properties"]}
    assert len(counted) > 50
    assert all(numbers[term_] == int(number) for term_, number in counted)


def test_the_vocabulary_answers_under_its_version(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/def?format=nt").text, format="nt")
    [(version,)] = ask(graph, f"SELECT ?v {{ <{BASE}/def> owl:versionIRI ?v }}")
    assert client.get(version.removeprefix(BASE) + "?format=nt").data == client.get("/def?format=nt").data
    assert client.get("/def/0.0.1").status_code == 404
