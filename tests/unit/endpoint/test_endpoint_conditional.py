"""Compression, entity tags and the interface's own description, over HTTP."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from endpoint_edition import BASE
from writable_server import Client

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.openapi import describe
from sparql_endpoint.service import editions_of

QUERY = "/sparql?query=SELECT%20?o%20(COUNT(*)%20AS%20?n)%20%7B?s%20a%20?o%7D%20GROUP%20BY%20?o%20ORDER%20BY%20?o"
GRAPH = f"/graph-store?graph={BASE}/graph/archives"


@pytest.fixture
def client(server: str) -> Client:
    return Client(server, {})


@pytest.mark.parametrize("path", [QUERY, GRAPH, "/sparql", "/", "/dataset"])
def test_a_compressed_body_is_the_same_with_a_tag_of_its_own(client: Client, path: str) -> None:
    plain = client("GET", path)
    packed = client("GET", path, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert (packed.headers["content-encoding"], gzip.decompress(packed.body)) == ("gzip", plain.body)
    assert all("accept-encoding" in answer.headers["vary"].lower() for answer in (plain, packed))
    assert "etag" not in plain.headers or plain.headers["etag"] != packed.headers["etag"]
    refused = client("GET", path, headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in refused.headers


@pytest.mark.parametrize("path", [QUERY, GRAPH])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_a_client_has_is_not_sent_again(client: Client, path: str, encoding: str) -> None:
    wanted = {"Accept-Encoding": encoding}
    first = client("GET", path, headers=wanted)
    again = client("GET", path, headers={**wanted, "If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = client("GET", path + "&format=nt", headers={**wanted, "If-None-Match": first.headers["etag"]})
    assert other.status == 200
    assert client("GET", path, headers={**wanted, "If-None-Match": '"x", W/"y"'}).status == 200


@pytest.mark.parametrize("path", [QUERY, GRAPH, "/sparql", "/data/archive/qatar-gulf.ttl"])
def test_head_is_get_without_a_body(client: Client, path: str) -> None:
    get, head = client("GET", path), client("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "etag", "vary", "link"):
        assert head.headers.get(name) == get.headers.get(name)
    assert '</.well-known/void>; rel="describedby"' in get.headers["link"]


def test_a_server_that_only_reads_says_so(client: Client) -> None:
    assert client("GET", GRAPH).status == 200
    assert client("GET", "/graph-store?graph=x:none").status == 404
    assert client("GET", "/graph-store").status == 400
    for method, path in (("PUT", GRAPH), ("POST", "/graph-store"), ("DELETE", "/graph-store/direct/a")):
        assert client(method, path, "<x:a> <x:b> 1 .", {"Content-Type": "text/turtle"}).status == 403
    assert client("OPTIONS", "/graph-store").headers["allow"] == "GET, HEAD, OPTIONS"


def test_an_error_of_syntax_shows_the_place(client: Client) -> None:
    problem = json.loads(client("GET", "/sparql?query=SELECT%20*%0A%7B%20?s%20?p%20%7D").body)
    assert (problem["line"], problem["pointer"].split("\n")[0]) == (2, "{ ?s ?p }")
    assert problem["pointer"].split("\n")[1].index("^") == problem["column"] - 1


def test_every_address_is_described(edition_workspace: Path) -> None:
    app = create_app(editions_of(open_workspace(edition_workspace)))
    app.extensions["sunqar"].close()
    known = describe(writable=True)["paths"]
    paths = {re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    missing = {path for path in paths - set(known) if not path.startswith(("/static/", "/def/context/"))}
    assert not missing, "describe them in sparql_endpoint/openapi.py"


def test_the_description_holds_together(client: Client) -> None:
    served = json.loads(client("GET", "/openapi.json").body)
    assert served == json.loads(json.dumps(describe(writable=False)))
    for path, operations in describe(writable=True)["paths"].items():
        for operation in operations.values():
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert named == set(re.findall(r"\{(\w+)\}", path))
