"""Attacks on a server that takes writes. Whatever comes: documents' graphs stay, reading goes on, nothing is half done.

The items of hostile input that concern writing: A2 to A6, A10, A13, A16, A18, B7 to B9.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from endpoint_edition import BASE, COMMAND, serve
from graph_workspace import make_workspace, manifest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from writable_server import TOKEN, UPDATE, Answer, Client, writable

from sparql_endpoint.openapi import describe

OWN = "https://own.example/notes"
TURTLE = {"Content-Type": "text/turtle"}
STORE = f"/graph-store?graph={quote(OWN, safe='')}"
ALL = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def workspace(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("written") / "workspace"
    shutil.copytree(edition_workspace, copy, symlinks=True)
    settings = (copy / "sunqar.toml").read_text("utf-8")
    limits = 'reviewer = "aigul"\nwrite_timeout_s = 3\nmax_write_bytes = 2000000\nmax_own_triples = 5000\n'
    (copy / "sunqar.toml").write_text(limits + settings, "utf-8")
    return copy


@pytest.fixture(scope="module")
def client(workspace: Path) -> Iterator[Client]:
    with writable(workspace, "--query-timeout", "2") as found:
        yield found


@pytest.fixture(autouse=True)
def unharmed(client: Client) -> Iterator[None]:
    """After every attack: documents and own graphs are as before, and a write works."""
    client("DELETE", STORE)
    before = client.query(ALL)
    yield
    client("DELETE", STORE)
    assert client.query(ALL) == before
    assert client("PUT", STORE, "<x:a> <x:b> 1 .", TURTLE).status == 201
    assert client.query(f"SELECT ?o WHERE {{ GRAPH <{OWN}> {{ ?s ?p ?o }} <x:a> <x:b> ?o }}").split() == [b"o", b"1"]


def _code(answer: Answer) -> str:
    return str(json.loads(answer.body)["code"])


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("POST", "/update", "DROP ALL", {"Content-Type": UPDATE}),
        ("POST", "/update", "update=DROP+ALL", {"Content-Type": "application/x-www-form-urlencoded"}),
        ("PUT", STORE, "<x:a> <x:b> 2 .", TURTLE),
        ("POST", "/graph-store", "<x:a> <x:b> 2 .", TURTLE),
        ("DELETE", STORE, "", {}),
        ("PUT", "/graph-store/direct/a", "<x:a> <x:b> 2 .", TURTLE),
    ],
)
def test_no_token_no_write(client: Client, method: str, path: str, body: str, headers: dict[str, str]) -> None:
    for sent in ({}, {"Authorization": "Basic YTpi"}, {"Authorization": f"Bearer {TOKEN[:-1]}"}):
        answer = client(method, path, body, {**headers, **sent}, token=False)
        assert answer.status in (401, 429)
        assert answer.status == 429 or answer.headers["www-authenticate"].startswith("Bearer")
        assert TOKEN.encode() not in answer.body
    in_url = client(method, path + ("&" if "?" in path else "?") + f"access_token={TOKEN}", body, headers, token=False)
    assert in_url.status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Method-Override": "PUT"},
        {"X-HTTP-Method": "DELETE"},
    ],
)
def test_no_header_changes_the_method(client: Client, headers: dict[str, str]) -> None:
    client("PUT", STORE, "<x:a> <x:b> 1 .", TURTLE)
    assert client("GET", STORE, headers=headers).status == 200
    assert client("GET", f"{STORE}&_method=DELETE").status == 400
    assert client("GET", STORE).status == 200


@pytest.mark.parametrize(
    "graph", [f"{BASE}/graph/links", f"{BASE}/graph/archives", f"{BASE}/graph/new", f"{BASE}/graph/source/x"]
)
def test_graphs_of_documents_cannot_be_written(client: Client, graph: str) -> None:
    named = f"/graph-store?graph={quote(graph, safe='')}"
    for method in ("PUT", "POST", "DELETE"):
        answer = client(method, named, "<x:a> <x:b> 1 .", TURTLE)
        assert (answer.status, _code(answer)) == (403, "WRITE001")
    escaped = graph.replace("/graph/", "/\\u0067raph/")
    for text in (
        f"INSERT DATA {{ GRAPH <{graph}> {{ <x:a> <x:b> 1 }} }}",
        f"INSERT DATA {{ GRAPH <{escaped}> {{ <x:a> <x:b> 1 }} }}",
        f"PREFIX g: <{BASE}/gra> INSERT {{ GRAPH ?g {{ <x:a> <x:b> 1 }} }} WHERE {{ BIND(<{graph}> AS ?g) }}",
        f"INSERT DATA {{ GRAPH <{OWN}> {{ <x:a> <x:b> 1 }} }} ; COPY <{OWN}> TO <{graph}>",
    ):
        answer = client.update(text)
        assert (answer.status, _code(answer)) == (403, "WRITE001"), text
        assert client("GET", STORE).status == 404, "the part that was allowed is not done either"


def test_the_union_cannot_be_written(client: Client) -> None:
    assert _code(client.update("INSERT DATA { <x:a> <x:b> 1 }")) == "WRITE002"
    assert _code(client("PUT", "/graph-store?default", "<x:a> <x:b> 1 .", TURTLE)) == "WRITE002"


def test_dropping_everything_drops_what_is_ours(client: Client) -> None:
    client("PUT", STORE, "<x:a> <x:b> 1 .", TURTLE)
    for text in ("DROP ALL", "CLEAR ALL", "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", "DELETE WHERE { ?s ?p ?o }"):
        assert client.update(text).status == 204


@pytest.mark.parametrize(
    "path",
    [
        "/graph-store/direct/../graph/links",
        "/graph-store/direct/a/../../x",
        "/graph-store/direct/./a",
        "/graph-store/direct/a%00b",
        "/graph-store/direct/a%0d%0aX-Evil:1",
        "/graph-store/direct//evil.example/x",
        "/graph-store/direct/a%zz",
        "/graph-store/direct/a?default",
        "/graph-store/direct/",
        "/graph-store?graph=%0d%0aLocation:evil",
        "/graph-store?graph=x:a%3E",
        "/graph-store?default&graph=x:a",
    ],
)
def test_paths_that_name_no_graph(client: Client, path: str) -> None:
    answer = client("PUT", path, "<x:a> <x:b> 1 .", TURTLE)
    assert answer.status in (400, 404)
    assert not {"x-evil", "location"} & set(answer.headers)


def test_direct_names_are_under_our_base_whatever_host_says(client: Client) -> None:
    answer = client("PUT", "/graph-store/direct/p%2Fq", "<x:a> <x:b> 1 .", {**TURTLE, "Host": "evil.example"})
    assert (answer.status, answer.headers["location"]) == (201, f"{BASE}/graph-store/direct/p%2Fq")
    assert client("DELETE", "/graph-store/direct/p%2Fq", headers={"Host": "evil.example"}).status == 204


def test_other_sites_get_no_leave_to_write(client: Client) -> None:
    for method, path in (("OPTIONS", "/update"), ("POST", "/update"), ("PUT", STORE)):
        asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}
        answer = client(method, path, "", asked)
        assert not [name for name in answer.headers if name.startswith("access-control-allow")]
    read = client("GET", STORE, headers={"Origin": "https://evil.example"})
    assert read.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in read.headers


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"<x:a> <x:b> 1 .", {}, 415),
        (b"<x:a> <x:b> 1 .", {"Content-Type": "text/html"}, 415),
        (b"<x:a> <x:b> 1 .", {"Content-Type": "application/n-quads"}, 415),
        (gzip.compress(b"<x:a> <x:b> 1 ."), {**TURTLE, "Content-Encoding": "gzip"}, 415),
        (b"<x:a> <x:b>", TURTLE, 400),
        (b"<x:a> <x:b> \xff .", TURTLE, 400),
        (b"[" * 100_000, TURTLE, 400),
        (b'{"@context": "http://127.0.0.1:9/c", "@id": "x:a"}', {"Content-Type": "application/ld+json"}, 400),
        (b"{" + b'"x:a":[' * 50_000, {"Content-Type": "application/ld+json"}, 400),
        (
            b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
            + b']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>'
            b"<rdf:value>&m;</rdf:value></rdf:Description></rdf:RDF>",
            {"Content-Type": "application/rdf+xml"},
            0,
        ),
        (b"--b\r\n" * 500_00, {"Content-Type": "multipart/form-data; boundary=b"}, 0),
        (b"--b\r\nX: " + b"y" * 500_000, {"Content-Type": "multipart/form-data; boundary=b"}, 400),
        (b"<x:a> <x:b> 1 .\n" * 200_000, TURTLE, 413),
        (b"".join(b"<x:a> <x:b> %d .\n" % n for n in range(6000)), TURTLE, 413),
    ],
    ids=[
        "no-type", "html", "quads", "gzip", "cut", "latin", "brackets", "context", "nesting", "entities", "parts",
        "heading", "large", "many",
    ],
)  # fmt: skip
def test_bodies(client: Client, body: bytes, headers: dict[str, str], status: int) -> None:
    answer = client("PUT", STORE, body, headers)
    assert answer.status == status or (not status and answer.status in (400, 413, 504)), answer.body[:300]
    assert client("GET", STORE).status == 404


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("LOAD <http://127.0.0.1:9/x> INTO GRAPH <x:g>", (403,)),
        ("LOAD SILENT <file:///etc/passwd>", (204,)),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }", (403,)),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:9/x> { ?s ?p ?o } }", (403,)),
        ("INSERT DATA " + "{" * 50_000, (400,)),
        ("DELETE WHERE { ?s ?p ?o FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }", (400,)),
        ("INSERT DATA { <x:a> <x:b> 1 }; SELECT * {}", (400,)),
        ("CREATE GRAPH <x:g>; CREATE GRAPH <x:g>", (409,)),
        ("\0DROP ALL", (400,)),
    ],
    ids=["load", "load-silent", "service", "service-silent", "braces", "brackets", "query", "create", "nul"],
)
def test_updates(client: Client, text: str, statuses: tuple[int, ...]) -> None:
    assert client.update(text).status in statuses
    assert client("GET", "/graph-store?graph=x:g").status == 404


def test_endless_updates_are_ended_and_harm_nothing(client: Client) -> None:
    rows = "".join(f"<x:a{n}> <x:b> {n} .\n" for n in range(1500))
    client("PUT", STORE, rows, TURTLE)
    product = f"GRAPH <{OWN}> {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}"
    template = f"INSERT {{ GRAPH <{OWN}> {{ <x:n> <x:n> ?n }} }}"
    answer = client.update(f"{template} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {product} }} }}")
    assert (answer.status, _code(answer)) == (504, "WRITE020")
    grow = "".join(f"BIND(CONCAT(?a{n},?a{n}) AS ?a{n + 1}) " for n in range(33))
    huge = f'INSERT {{ GRAPH <{OWN}> {{ <x:n> <x:n> ?a33 }} }} WHERE {{ BIND("aaaaaaaa" AS ?a0) {grow} }}'
    assert client.update(huge).status in (400, 409, 504)
    assert client.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{OWN}> {{ ?s ?p ?o }} }}").split() == [b"n", b"1500"]


def test_two_servers_do_not_write_at_once(client: Client, workspace: Path) -> None:
    command = [*COMMAND, "serve", "--workspace", str(workspace), "--port", "0", "--writable"]
    done = subprocess.run(
        [*command, "--token-file", str(workspace / "tokens")], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, "OWN002" in done.stderr) == (1, True)
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 2


def test_a_client_that_leaves_in_the_middle_of_its_body_changes_nothing(client: Client) -> None:
    url = urlsplit(client.address)
    with socket.create_connection((str(url.hostname), int(url.port or 0))) as connection:
        head = f"PUT {STORE} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/turtle\r\n"
        connection.sendall(f"{head}Content-Length: 1000\r\n\r\n<x:a> <x:b> 1 .".encode())
    assert client("GET", STORE).status == 404


def test_what_was_acknowledged_outlives_a_kill(workspace: Path, client: Client, tmp_path: Path) -> None:
    copy = make_workspace(tmp_path / "workspace")
    process, address = serve(copy, "--writable", "--token-file", str(workspace / "tokens"))
    other = Client(address)
    for number in range(5):
        assert other("POST", STORE, f"<x:a> <x:b> {number} .", TURTLE).status in (201, 204)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with writable(copy) as again:
        found = again.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{OWN}> {{ ?s ?p ?o }} }}").split()
        assert found == [b"n", b"5"]
    assert OWN in manifest(copy)["own"], "published when the server ended"


_PATHS = describe(writable=True)["paths"]
_TEXT = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "default", OWN, f"{BASE}/graph/links", "ASK {}", "json", "\0", "%", "../..", "\u0097"]),
)
_BODY = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"ASK {}", b"query=ASK+%7B%7D", b"DROP ALL", b"update=DROP+ALL", b"<x:a> <x:b> 1 .", b"{}"]),
)
_TYPES = ["application/sparql-query", UPDATE, "application/x-www-form-urlencoded", "text/turtle", "application/ld+json"]
_MORE = ["application/rdf+xml", "multipart/form-data; boundary=b", "text/plain; charset=utf-16", "\u00ff;;=,"]


# The fixtures look after each test, not after each example.
@settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_request_is_answered_by_a_fault_of_ours(client: Client, data: st.DataObject) -> None:
    path, operations = data.draw(st.sampled_from(sorted(_PATHS.items(), key=lambda item: item[0])))
    method = data.draw(st.sampled_from([*operations, "head", "options", "patch"])).upper()
    names = [one["name"] for each in operations.values() for one in each["parameters"] if one["in"] == "query"]
    for name in re.findall(r"\{(\w+)\}", path):
        path = path.replace(f"{{{name}}}", quote(data.draw(_TEXT), safe=""))
    asked = data.draw(st.lists(st.tuples(st.sampled_from([*names, "query", "format"]), _TEXT), max_size=3))
    accept = data.draw(st.sampled_from(["", "*/*", "text/html", "text/turtle;q=0.1, */*;q=x", "a/b"]))
    headers = {"Accept": accept, "Content-Type": data.draw(st.sampled_from([*_TYPES, *_MORE]))}
    body = b"" if method in ("GET", "HEAD", "OPTIONS") else data.draw(_BODY)
    answer = client(method, f"{path}?{urlencode(asked)}" if asked else path, body, headers)
    assert answer.status < 500, (answer.status, answer.body[:300])
    if answer.status >= 400 and answer.headers.get("content-type") == "application/problem+json" and answer.body:
        assert json.loads(answer.body)["status"] == answer.status
    client.update("DROP ALL")
