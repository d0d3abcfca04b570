"""One question through every client of ``examples/``: each gives the answer that the others give."""

from __future__ import annotations

import csv
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browser import needs_chromium
from endpoint_client import wait_until
from endpoint_edition import serve
from graph_workspace import REPO
from open_refine import needs_open_refine, open_refine

EXAMPLES = REPO / "examples"
COLUMNS = ("name", "qatar", "kazakhstan", "person")
Rows = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def expected(server: str) -> Rows:
    """The answer, asked with nothing but the standard library."""
    query = (EXAMPLES / "shared-persons.rq").read_bytes()
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    with urllib.request.urlopen(urllib.request.Request(f"{server}/sparql", query, headers), timeout=60) as answer:
        found = json.load(answer)["results"]["bindings"]
    rows = [tuple(row[name]["value"] for name in COLUMNS) for row in found]
    assert len(rows) > 5, "the corpus has persons in both archives"
    assert all(int(qatar) > 0 and int(kazakhstan) > 0 for _, qatar, kazakhstan, _ in rows)
    return rows


def run(*command: str | Path) -> Rows:
    """The rows of the CSV that a command prints, in the columns of the question."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(io.StringIO(done.stdout))]


def program(name: str) -> str:
    path = shutil.which(name)
    return path or pytest.skip(f"{name} is not installed")


def test_curl(server: str, expected: Rows) -> None:
    program("curl")
    assert run("sh", EXAMPLES / "curl" / "persons.sh", server) == expected


@pytest.mark.parametrize("script", ["persons.py", "persons_wrapper.py"])
def test_python(server: str, expected: Rows, script: str) -> None:
    if script == "persons.py":
        pytest.importorskip("pandas")
    assert run(sys.executable, EXAMPLES / "python" / script, server) == expected


def test_python_without_a_server(edition_workspace: Path, expected: Rows) -> None:
    pytest.importorskip("pandas")
    assert run(sys.executable, EXAMPLES / "python" / "persons.py", edition_workspace) == expected


def test_the_lines_of_the_readme(edition_workspace: Path) -> None:
    pytest.importorskip("pandas")
    (lines,) = re.findall(r"^```python\n(.*?)^```", (REPO / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    environment = os.environ | {"SUNQAR_DEMO": str(edition_workspace)}
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    assert "Tokayev" in done.stdout


def test_javascript(server: str, expected: Rows) -> None:
    assert run(program("node"), EXAMPLES / "javascript" / "persons.mjs", server) == expected


def test_r(server: str, expected: Rows) -> None:
    rscript = program("Rscript")
    if subprocess.run([rscript, "-e", "library(httr2)"], capture_output=True, check=False).returncode:
        pytest.skip("R has no httr2")
    assert run(rscript, EXAMPLES / "r" / "persons.R", server) == expected


def test_comunica(server: str, expected: Rows, tmp_path: Path) -> None:
    """Another engine: it reads the service description, and joins a file with the endpoint."""
    command = program("comunica-sparql")
    known = tmp_path / "known.ttl"
    some = {person for *_, person in expected[:3]}
    known.write_text("".join(f"<{person}> a <https://elsewhere.example/Known> .\n" for person in some), "utf-8")
    query = "SELECT ?person ?name { ?person a <https://elsewhere.example/Known> ; "
    query += "a <https://graph.example/def#Entity> ; <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    with served(tmp_path) as files:
        done = subprocess.run(
            [command, f"{files}/known.ttl", f"{server}/sparql", query, "-t", "text/csv"],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # Some of its releases write IRIs in angle brackets, which the format does not have.
    assert {row["person"].strip("<>") for row in csv.DictReader(io.StringIO(done.stdout))} == some


class served:
    """Files of a folder at an address of their own, which is another origin than the portal's."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def log_message(self, *_: object) -> None:
        pass


@needs_chromium
def test_a_page_of_another_site(chromium: Any, server: str, expected: Rows) -> None:
    context = chromium.new_context()
    try:
        with served(EXAMPLES) as site:
            page = context.new_page()
            page.goto(f"{site}/javascript/persons.html?portal={urllib.parse.quote(server, safe='')}")
            page.wait_for_function("document.getElementById('state').textContent !== 'Asking …'")
            assert page.inner_text("#state") == f"{len(expected)} persons"
            shown = page.eval_on_selector_all("tr", "rows => rows.map(row => [...row.cells].map(c => c.textContent))")
    finally:
        context.close()
    assert [tuple(row) for row in shown] == [COLUMNS, *expected]


@pytest.fixture(scope="module")
def patient(edition_workspace: Path) -> Iterator[str]:
    """A server that gives names time, for OpenRefine asks once only; ready to match."""
    process, address = serve(edition_workspace, "--query-timeout", "60")
    assert wait_until(lambda: ready(address), 60), "the names of the edition are read in a moment"
    yield address
    process.terminate()
    assert process.wait(timeout=30) == 0


@pytest.fixture(scope="module")
def operations(patient: str) -> list[dict[str, Any]]:
    """The operations of the example, sent to this server instead of that of the demonstration."""
    text = (EXAMPLES / "openrefine" / "operations.json").read_text("utf-8")
    told = manifest(patient)
    here = text.replace("http://127.0.0.1:8010/id/", told["identifierSpace"]).replace("http://127.0.0.1:8010", patient)
    loaded: list[dict[str, Any]] = json.loads(here)
    return loaded


def manifest(server: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server}/reconcile", timeout=60) as answer:
        loaded: dict[str, Any] = json.load(answer)
    return loaded


def ready(server: str) -> bool:
    try:
        return bool(post(server, queries={"q": {"query": "Doha"}}))
    except urllib.error.HTTPError as error:
        if error.code != 503:
            raise
        return False


def names() -> list[str]:
    text = (EXAMPLES / "openrefine" / "names.csv").read_text("utf-8")
    return [row["name"] for row in csv.DictReader(io.StringIO(text))]


def test_what_open_refine_sends(patient: str, expected: Rows, operations: list[dict[str, Any]]) -> None:
    """The two requests of the operations, as the Reconciliation API has them and OpenRefine sends them."""
    recon, extend = operations[0]["config"], operations[1]
    told = manifest(patient)
    assert (recon["identifierSpace"], recon["schemaSpace"]) == (told["identifierSpace"], told["schemaSpace"])
    listed = names()
    assert len(listed) <= told["batchSize"]
    common = {"type": recon["type"]["id"], "type_strict": "should"}
    asked = {f"q{n}": {"query": name, **common} for n, name in enumerate(listed)}
    answers = post(patient, queries=asked)
    matched = {
        each["id"] for one in answers.values() for each in one["result"] if each["match"] and each["score"] >= 90
    }
    rows = post(patient, extend={"ids": sorted(matched), "properties": extend["extension"]["properties"]})["rows"]
    both = {row["iri"][0]["str"] for row in rows.values() if len(row["archive"]) > 1}
    assert both == {person for *_, person in expected}
    assert len(both) < len(listed), "some names are of persons in one archive, or of none here"


def post(server: str, **fields: object) -> dict[str, Any]:
    sent = urllib.parse.urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
    with urllib.request.urlopen(f"{server}/reconcile", sent, timeout=60) as answer:
        loaded: dict[str, Any] = json.load(answer)
    return loaded


@pytest.fixture(scope="module")
def refined(operations: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with open_refine(tmp_path_factory.mktemp("openrefine")) as tool:
        project = tool.project("names", (EXAMPLES / "openrefine" / "names.csv").read_text("utf-8"))
        tool.apply(project, operations)
        yield tool.rows(project)


@needs_open_refine
def test_open_refine(refined: list[dict[str, str]], expected: Rows) -> None:
    assert {row["IRI"] for row in refined} == {person for *_, person in expected}
    named = {person: name for name, *_, person in expected}
    assert all(row["Name in English"] == named[row["IRI"]] for row in refined)
    assert all("qatar-gulf" in row["Archive"] and "kazakhstan-ca" in row["Archive"] for row in refined)
