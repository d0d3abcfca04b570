"""A1 to A5: no query reaches the network or a file."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from canary import canary, never_opened
from endpoint_client import ask

from kg.store.query import QueryFailed, QueryJob
from kg.workspace import open_workspace
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import snapshot
from sparql_endpoint.workers import WorkerPool

pytestmark = pytest.mark.usefixtures("still_answers")


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("ASK { SERVICE <%s/> { ?s ?p ?o } }", id="A1"),
        pytest.param("ASK { SERVICE SILENT <%s/> { ?s ?p ?o } }", id="A2-silent"),
        pytest.param("ASK { VALUES ?u { <%s/> } SERVICE ?u { ?s ?p ?o } }", id="A2-variable"),
        pytest.param("ASK { VALUES ?u { <%s/> } SERVICE SILENT ?u { ?s ?p ?o } }", id="A2-silent-variable"),
        pytest.param("ASK { \\u0053ERVICE <%s/> { ?s ?p ?o } }", id="A2-escape"),
        pytest.param("ASK { SERV\\u0049CE <%s/> { ?s ?p ?o } }", id="A2-escape-within"),
        pytest.param("ASK { ?s ?p 1e5SERVICE <%s/> { ?s ?p ?o } }", id="A2-after-number"),
        pytest.param("ASK { FILTER EXISTS { SERVICE <%s/> { ?s ?p ?o } } }", id="A2-exists"),
        pytest.param("ASK { { SELECT * { SERVICE <%s/> { ?s ?p ?o } } } }", id="A2-subselect"),
        pytest.param("ASK { BIND(EXISTS { SERVICE SILENT <%s/> {} } AS ?x) }", id="A2-bind"),
    ],
)
def test_service_is_refused(server: str, query: str) -> None:
    with canary() as bird:
        status, headers, body = ask(server, query % bird.address)
    assert status in (400, 403)
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["code"]


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a03_the_sandbox_alone_holds(edition_workspace: Path, silent: str, server: str) -> None:
    edition = open_workspace(edition_workspace).current_edition()
    pool = WorkerPool(Limits(workers=1), snapshot(edition), spare=False)
    try:
        with canary() as bird:
            job = QueryJob(f"SELECT * {{ SERVICE {silent} <{bird.address}/> {{ ?s ?p ?o }} }}")
            if silent:
                assert pool.run(job).outcome.rows <= 1
            else:
                with pytest.raises(QueryFailed):
                    pool.run(job)
    finally:
        pool.close()


def test_a04_from_names_local_graphs_only(server: str) -> None:
    with canary() as bird:
        status, _, body = ask(server, f"SELECT * FROM <{bird.address}/> {{ ?s ?p ?o }}")
        assert (status, json.loads(body)["results"]["bindings"]) == (200, [])
        for field in ("default-graph-uri", "named-graph-uri"):
            path = f"/sparql?query=ASK%7B%3Fs%3Fp%3Fo%7D&{field}={quote(bird.address)}"
            status, _, body = ask(server, "", "GET", path)
            assert (status, json.loads(body)["boolean"]) == (200, False)


def test_a05_from_opens_no_file(server: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://s/> <http://p/> 'secret' .")
    with never_opened(secret):
        for name in (secret.as_uri(), "file:///etc/passwd"):
            for clause in ("FROM", "FROM NAMED"):
                status, _, body = ask(server, f"SELECT * {clause} <{name}> {{ ?s ?p ?o }}")
                assert (status, json.loads(body)["results"]["bindings"]) == (200, [])
