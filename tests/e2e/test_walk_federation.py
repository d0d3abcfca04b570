"""The walk of a portal engineer who federates: what describes the graph, its things, other engines, names, a dump.

With clients as they come: curl, the oxigraph server, a reconciliation client. Two persons of the graph were merged and
one was withdrawn before.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import time
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
import reconcile_spec
from endpoint_client import ask, footprint, wait_until
from endpoint_edition import BASE, serve
from graph_workspace import REPO, sunqar
from jsonschema import Draft202012Validator
from outside_engine import OutsideEngine, outside_engine
from rdflib.namespace import DCTERMS, VOID

ENTITY = f"{BASE}/def#Entity"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@dataclass(frozen=True)
class Node:
    """A served edition; process: of the server. survivor, merged, withdrawn: IRIs of persons."""

    address: str
    process: int
    survivor: str
    merged: str
    withdrawn: str

    def at(self, iri: str) -> str:
        """Where an IRI of the graph is served; its base is that of the archive's own host."""
        assert iri.startswith(BASE)
        return self.address + iri.removeprefix(BASE)


@pytest.fixture(scope="module")
def node(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("walk") / "w"
    shutil.copytree(edition_workspace, folder, symlinks=True)
    one, other, gone = (_person(folder, name) for name in ("Khalid bin Mohammed", "Халеда бен", "Zhaslan"))
    sunqar("review", "accept", one, other, "--by", "A. Curator", "--workspace", folder)
    sunqar("withdraw", gone, "--reason", "asked for", "--by", "A. Curator", "--no-publish", "--workspace", folder)
    sunqar("link", "--workspace", folder)
    sunqar("publish", "--workspace", folder)
    process, address = serve(folder, "--query-timeout", "4")
    replaced = _rows(ask(address, f"SELECT ?a ?b {{ ?a <{DCTERMS.isReplacedBy}> ?b }}", Accept="text/csv")[2])
    ((merged, survivor),) = [row for row in replaced if {*row} == {one, other}]
    yield Node(address, process.pid, survivor, merged, gone)
    process.terminate()
    assert process.wait(timeout=30) == 0


def _rows(body: bytes) -> list[tuple[str, ...]]:
    return [tuple(line.split(",")) for line in body.decode().splitlines()[1:]]


def _person(workspace: Path, name: str) -> str:
    query = f'SELECT ?p {{ ?p a kg:Entity, rico:Person ; rdfs:label ?n FILTER(STRSTARTS(?n, "{name}")) }}'
    (row,) = sunqar("query", query, "--format", "csv", "--workspace", workspace).stdout.split()[1:]
    return row


@dataclass(frozen=True)
class Curled:
    """The last answer that curl got, names of headers in small letters; statuses: of every answer on the way."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    statuses: tuple[int, ...]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def graph(self, form: str = "turtle") -> rdflib.Graph:
        return rdflib.Graph().parse(data=self.body, format=form)


def curl(*arguments: str) -> Curled:
    done = subprocess.run(["curl", "-sS", "-D", "/dev/stderr", *arguments], capture_output=True, check=True, timeout=60)
    blocks = [block for block in done.stderr.decode("latin-1").split("\r\n\r\n") if block.startswith("HTTP/")]
    headers = [line.partition(": ")[::2] for line in blocks[-1].split("\r\n")[1:]]
    statuses = tuple(int(block.split()[1]) for block in blocks)
    return Curled(statuses[-1], [(name.lower(), value) for name, value in headers], done.stdout, statuses)


def patient(*arguments: str) -> Curled:
    """As ``curl``, and once more for as long as the server asks to come back in a moment."""
    until = time.monotonic() + 120
    while (answer := curl(*arguments)).status == 503 and time.monotonic() < until:
        time.sleep(float(answer.all("retry-after")[0]))
    return answer


def test_1_what_the_graph_says_of_itself(node: Node) -> None:
    told = curl("-L", f"{node.address}/.well-known/void")
    assert told.status == 200
    graph, whole = told.graph(), rdflib.URIRef(f"{BASE}/dataset")
    assert str(graph.value(whole, VOID.sparqlEndpoint)) == f"{BASE}/sparql"
    assert list(graph.objects(whole, VOID.dataDump))
    assert {str(each) for each in graph.objects(whole, VOID.vocabulary)} > {"http://www.w3.org/ns/oa#"}
    assert graph.value(whole, DCTERMS.license)
    assert graph.value(whole, DCTERMS.modified) or graph.value(whole, DCTERMS.issued)
    for kind, counted, pattern in (
        (VOID.classPartition, VOID.entities, "(COUNT(DISTINCT ?s) AS ?n) { ?s a <%s> }"),
        (VOID.propertyPartition, VOID.triples, "(COUNT(*) AS ?n) { ?s <%s> ?o }"),
    ):
        parts = list(graph.objects(whole, kind))
        assert len(parts) > 10
        for part in sorted(parts)[:3]:
            term = graph.value(part, VOID["class"]) or graph.value(part, VOID.property)
            answer = ask(node.address, "SELECT " + pattern % term, Accept="text/csv")
            assert answer[2].split()[1].decode() == str(graph.value(part, counted)), term


def test_2_what_the_endpoint_says_of_itself(node: Node) -> None:
    told = curl("-H", "Accept: text/turtle", f"{node.address}/sparql")
    assert told.status == 200
    assert (None, SD.endpoint, rdflib.URIRef(f"{BASE}/sparql")) in told.graph()
    asked = ["-H", "Origin: https://portal.example", "-H", "Access-Control-Request-Method: POST"]
    options = curl("-X", "OPTIONS", *asked, f"{node.address}/sparql")
    assert options.status in (200, 204)
    assert options.all("access-control-allow-origin") == ["*"]
    assert {"GET", "POST"} <= set(re.split(r",\s*", options.all("access-control-allow-methods")[0]))
    assert not options.all("access-control-allow-credentials")


def test_3_names_of_things_lead_to_data(node: Node) -> None:
    found = curl("-L", "-H", "Accept: application/ld+json", node.at(node.survivor))
    assert found.statuses == (303, 200)
    assert found.all("content-type") == ["application/ld+json"]
    links = ", ".join(found.all("link"))
    assert re.search(r'<https?://[^>]+>; rel="license"', links)
    assert f'<{node.survivor}>; rel="describes"' in links
    assert node.survivor in found.body.decode()
    moved = curl("-H", "Accept: application/ld+json", node.at(node.merged))
    assert moved.status == 301
    assert urllib.parse.urljoin(node.at(node.merged), moved.all("location")[0]) == node.at(node.survivor)
    followed = curl("-L", "-H", "Accept: application/ld+json", node.at(node.merged))
    assert (followed.statuses, followed.body) == ((301, 303, 200), found.body)
    gone = curl("-H", "Accept: application/json", node.at(node.withdrawn))
    assert (gone.status, json.loads(gone.body)["title"]) == (410, "This was withdrawn and is no longer here.")
    unknown = curl("-H", "Accept: application/ld+json", f"{node.address}/id/person/nobody")
    assert unknown.status == 404
    assert unknown.all("content-type")[0].startswith("application/problem+json")
    assert json.loads(unknown.body)["code"] == "HTTP404"


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OutsideEngine]:
    with outside_engine(tmp_path_factory.mktemp("outside")) as engine:
        yield engine


def test_4_another_engine_asks_ours_of_fifty_things(node: Node, outside: OutsideEngine) -> None:
    listed = ask(node.address, f"SELECT ?e {{ ?e a <{ENTITY}> }} ORDER BY ?e LIMIT 50", Accept="text/csv")
    things = listed[2].decode().split()[1:]
    assert len(things) == 50
    outside.load("".join(f"<{thing}> <https://o.example/in> <https://o.example/list> .\n" for thing in things))
    values = " ".join(f"<{thing}>" for thing in things)
    rows = outside.select(
        "SELECT ?thing ?name { ?thing <https://o.example/in> <https://o.example/list> ."
        f" SERVICE <{node.address}/sparql> {{ VALUES ?thing {{ {values} }} ?thing <{rdflib.RDFS.label}> ?name }} }}"
    )
    assert len(rows) >= 50
    there = ask(
        node.address, f"SELECT ?thing ?name {{ VALUES ?thing {{ {values} }} ?thing rdfs:label ?name }}",
        Accept="application/sparql-results+json",
    )  # fmt: skip
    own = {(row["thing"]["value"], row["name"]["value"]) for row in json.loads(there[2])["results"]["bindings"]}
    assert {(row["thing"], row["name"]) for row in rows} == own


def test_4_a_query_without_bounds_ends_at_the_limit_that_is_named(node: Node) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }"
    answer = curl("--data-urlencode", f"query={query}", f"{node.address}/sparql")
    problem = json.loads(answer.body)
    assert (answer.status, problem["status"]) == (504, 504)
    assert "4" in re.findall(r"\d+", problem["title"] + problem["detail"]), problem


def test_4_a_hundred_at_a_time_are_answered_and_leave_nothing_behind(node: Node) -> None:
    query = f"SELECT ?n {{ <{node.survivor}> rdfs:label ?n }}"
    first = ask(node.address, query)[2]
    before = footprint(node.process)
    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(lambda n: ask(node.address, f"{query} # {n}"), range(100)))
    assert [status for status, *_ in answers] == [200] * 100
    assert {body for *_, body in answers} == {first}
    assert wait_until(lambda: footprint(node.process)["descriptors"] <= before["descriptors"] + 4, 20)
    assert footprint(node.process)["mib"] <= before["mib"] + 48


def test_5_a_table_of_two_hundred_names_is_reconciled(node: Node) -> None:
    manifest = json.loads(curl("-H", "Origin: https://refine.example", f"{node.address}/reconcile").body)
    reconcile_spec.manifest(manifest)
    query = f"SELECT DISTINCT ?n ?e {{ ?e a <{ENTITY}> ; rdfs:label|skos:altLabel ?n }} ORDER BY ?e ?n"
    bindings = json.loads(ask(node.address, query, Accept="application/sparql-results+json")[2])["results"]["bindings"]
    found = [(row["n"]["value"], row["e"]["value"].split("/")[4]) for row in bindings]
    # Persons and places apart, as a table has them: a column is of one type.
    persons = [*[name for name, kind in found if kind == "person"][:48], "Nobody Nowhere", "Нигде Никогдаев"]
    places = [name for name, kind in found if kind == "place"][:150]
    names = [(name, "Person") for name in persons] + [(name, "Place") for name in places]
    assert len(names) == 200
    for script in ("[A-Z]", "[А-Я]", "[ء-ي]"):
        assert any(re.match(script, name) for name, _ in names)
    sure = 0
    for start in range(0, 200, manifest["batchSize"]):
        listed = enumerate(names[start : start + manifest["batchSize"]], start)
        batch = {f"q{n}": {"query": name, "type": kind, "limit": 5} for n, (name, kind) in listed}
        answer = patient(
            "-H", "Origin: https://refine.example", "--data-urlencode", f"queries={json.dumps(batch)}",
            f"{node.address}/reconcile",
        )  # fmt: skip
        assert answer.all("access-control-allow-origin") == ["*"]
        told = json.loads(answer.body)
        reconcile_spec.results(told, batch)
        for key, result in told.items():
            matched = [each for each in result["result"] if each["match"]]
            assert all(each["score"] >= manifest["matchThreshold"] for each in matched)
            assert not (matched and batch[key]["query"] in persons[48:])
            sure += len(matched)
    assert sure > 40
    shown = curl(manifest["preview"]["url"].replace("{{id}}", node.survivor.removeprefix(manifest["identifierSpace"])))
    assert shown.status == 200
    assert b"Khalid" in shown.body
    (policy,) = shown.all("content-security-policy")
    assert "frame-ancestors *" in policy


def test_6_the_dump_is_what_was_announced_and_loads_elsewhere(node: Node, outside: OutsideEngine) -> None:
    graph = curl("-L", f"{node.address}/.well-known/void").graph()
    address = next(str(dump) for dump in graph.objects(None, VOID.dataDump) if str(dump).endswith(".nq.gz"))
    fetched = curl(node.at(address))
    digest = hashlib.sha256(fetched.body).hexdigest()
    assert fetched.all("x-checksum-sha256") == [digest]
    assert digest in {str(value) for value in graph.objects(None, SPDX.checksumValue)}
    outside.load(gzip.decompress(fetched.body).decode(), "application/n-quads")
    (row,) = outside.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert row["n"] == str(graph.value(rdflib.URIRef(f"{BASE}/dataset"), VOID.triples))


def test_6_the_interface_is_described_and_the_server_is_watched(node: Node) -> None:
    described = json.loads(curl(f"{node.address}/openapi.json").body)
    schema = json.loads((REPO / "tests" / "data" / "openapi_3_1.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(described)] == []
    assert {"/sparql", "/reconcile", "/.well-known/void", "/healthz", "/metrics"} <= set(described["paths"])
    assert json.loads(curl(f"{node.address}/healthz").body)["status"] == "ok"
    metrics = curl(f"{node.address}/metrics")
    assert metrics.status == 200
    assert re.search(rb"^# TYPE \w+ (counter|gauge|histogram)$", metrics.body, re.MULTILINE)
