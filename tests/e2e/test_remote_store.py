"""An edition in a store elsewhere (the oxigraph server): pushed, resumed, mended, and served with its limits."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from endpoint_edition import serve
from graph_workspace import sunqar

from extractors.errors import RunAborted
from kg.push.marker import marker_graph, read_mark
from kg.push.push import Push
from kg.store.http import Http
from kg.store.remote import RemoteStore
from kg.workspace import open_workspace

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
pytestmark = pytest.mark.skipif(not OXIGRAPH.exists(), reason="the oxigraph server is not installed")


@pytest.fixture(scope="module")
def workspace(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pushed") / "workspace"
    shutil.copytree(edition_workspace, folder, symlinks=True)
    return folder


@pytest.fixture(scope="module")
def store() -> Iterator[RemoteStore]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield RemoteStore(f"http://127.0.0.1:{port}")
    process.kill()
    process.wait()


class Breaking(Http):
    """Ends the run at the n-th graph that is written, as a power cut does."""

    left = 5

    def send(self, method, url, body=b"", headers=None):  # type: ignore[no-untyped-def]
        if method == "PUT":
            type(self).left -= 1
            if type(self).left < 0:
                raise RunAborted("TEST", "gone")
        return super().send(method, url, body, headers)


@pytest.fixture(scope="module")
def pushed(workspace: Path, store: RemoteStore) -> RemoteStore:
    edition = open_workspace(workspace).current_edition()
    broken = Push(edition, replace(store, http=Breaking()), workspace / "pushed", jobs=1)
    with pytest.raises(RunAborted, match="TEST"):
        broken.run()
    assert read_mark(store, edition.base) is None, "what is half written must not pass for an edition"
    report = Push(edition, store, workspace / "pushed", jobs=2).run()
    assert report.unchanged == 5, "what was written before is not written again"
    assert report.written + report.unchanged == report.graphs
    assert report.default == "copy"
    assert read_mark(store, edition.base) == edition.hash
    return store


def test_a_second_push_writes_nothing_and_what_others_changed_is_mended(workspace: Path, pushed: RemoteStore) -> None:
    edition = open_workspace(workspace).current_edition()
    assert Push(edition, pushed, workspace / "pushed").run().written == 0
    names = sorted(name for name, entry in edition.manifest["graphs"].items() if entry["triples"] > 1)
    fewer, other = names[0], names[1]
    pushed.put_graph(fewer, [line.rpartition(" <")[0].encode() + b" .\n" for line in pushed.graph_lines(fewer)[1:]])
    changed = [line.rpartition(" <")[0].encode() + b" .\n" for line in pushed.graph_lines(other)[1:]]
    pushed.put_graph(other, [*changed, b'<http://x.example/> <http://x.example/p> "\xd2\x9b" .\n'])
    pushed.put_graph(f"{edition.base}/graph/source/stray", [b'<http://x.example/> <http://x.example/p> "a" .\n'])
    done = sunqar(
        "push", "--store", pushed.url, "--verify", "all", "--workspace", workspace, "--json",
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert (report["written"], report["dropped"]) == (2, 1)
    assert report["compared"] >= report["graphs"]


def _get(address: str, accept: str = "text/csv", **fields: str) -> tuple[int, bytes]:
    url = f"{address}?{urlencode(fields)}" if fields else address
    try:
        with urlopen(Request(url, headers={"Accept": accept}), timeout=30) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def test_the_store_is_served_as_the_edition_is(workspace: Path, pushed: RemoteStore, server: str) -> None:
    process, remote = serve(workspace, "--store", pushed.url, "--query-timeout", "2")
    try:
        queries = (
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a rico:Record } } GROUP BY ?g ORDER BY ?g",
            "SELECT ?name { ?e a kg:Entity ; rdfs:label ?name FILTER(LANG(?name) = 'kk') } ORDER BY ?name",
            "SELECT ?hit { SERVICE <https://graph.example/service/search> { ?hit kg:searchFor 'Doha' } } ORDER BY ?hit",
        )
        for query in queries:
            asked = _get(f"{remote}/sparql", query=query)
            assert asked == _get(f"{server}/sparql", query=query)
            assert asked[0] == 200, asked
        graph = "CONSTRUCT { ?s a rico:Record } { ?s a rico:Record }"
        ours, theirs = (_get(f"{each}/sparql", "application/n-triples", query=graph) for each in (remote, server))
        assert sorted(ours[1].splitlines()) == sorted(theirs[1].splitlines())
        assert ours[1]
        iri = json.loads(_get(f"{server}/search", q="Doha", format="json")[1])["hits"][0]["iri"]
        path = "data/" + iri.partition("/id/")[2]
        assert _get(f"{remote}/{path}.nq") == _get(f"{server}/{path}.nq")
        assert _get(f"{remote}/search", "text/html", q="Doha")[0] == 200
        wrong = [_get(f"{each}/sparql", query="SELECT * { ?s ?p }") for each in (remote, server)]
        assert [(status, json.loads(body)["column"]) for status, body in wrong] == [(400, 19), (400, 19)]
        assert _get(f"{remote}/sparql", query="ASK { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")[0] == 403
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        assert _get(f"{remote}/sparql", query=endless)[0] == 504
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_a_store_without_a_whole_edition_is_not_served(workspace: Path, pushed: RemoteStore) -> None:
    base = open_workspace(workspace).current_edition().base
    pushed.drop_graph(marker_graph(base))
    done = sunqar("serve", "--workspace", workspace, "--store", pushed.url, "--port", 0, expect=1)
    assert "STORE107" in done.stderr
