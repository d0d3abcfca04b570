"""Two nodes, one for each archive, ask each other: servers of their own, nothing shared but SERVICE."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from endpoint_client import ask
from endpoint_edition import serve
from graph_workspace import OWN_CORPUS, sunqar

ARCHIVES = {"qatar-gulf": "https://qatar.example", "kazakhstan-ca": "https://kazakhstan.example"}
SETTINGS = """base_iri = "{base}"
recognise = false
workers = 1
dumps = []

[archives.{code}]
en = "{code}"

[[sources]]
path = "{corpus}/{code}"
archive = "{code}"
include = ["**/*.xml"]
"""
PREFIXES = "PREFIX q: <https://qatar.example/def#> PREFIX k: <https://kazakhstan.example/def#> "


def _node(folder: Path, code: str) -> Path:
    folder.mkdir()
    text = SETTINGS.format(base=ARCHIVES[code], code=code, corpus=OWN_CORPUS)
    (folder / "sunqar.toml").write_text(text, encoding="utf-8")
    sunqar("build", "--workspace", folder, "--jobs", "1")
    return folder


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    process, address = serve(folder, "--service-allow", "http://127.0.0.1:")
    try:
        yield address
    finally:
        process.terminate()
        assert process.wait(timeout=60) == 0


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    root = tmp_path_factory.mktemp("nodes")
    with ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(lambda code: _node(root / code, code), ARCHIVES))
    with ExitStack() as stack:
        yield {code: stack.enter_context(_served(folder)) for code, folder in zip(ARCHIVES, folders, strict=True)}


def _rows(server: str, query: str) -> set[tuple[str, ...]]:
    status, _, body = ask(server, PREFIXES + query, Accept="application/sparql-results+json")
    assert status == 200, body
    loaded = json.loads(body)
    return {tuple(row[name]["value"] for name in loaded["head"]["vars"]) for row in loaded["results"]["bindings"]}


def test_each_node_finds_in_the_other_what_both_know(nodes: dict[str, str]) -> None:
    left, right = nodes.values()
    names = {
        server: {row[0] for row in _rows(server, f"SELECT ?n {{ ?p a {p}:Entity, rico:Person ; rdfs:label ?n }}")}
        for server, p in ((left, "q"), (right, "k"))
    }
    both = names[left] & names[right]
    assert both, "the corpus has persons in both archives"
    there = _rows(
        left,
        "SELECT DISTINCT ?n ?other { ?p a q:Entity, rico:Person ; rdfs:label ?n "
        f"SERVICE <{right}/sparql> {{ ?other a k:Entity, rico:Person ; rdfs:label ?n }} }}",
    )
    assert {name for name, _ in there} == both
    assert all(other.startswith("https://kazakhstan.example/id/person/") for _, other in there)
    back = _rows(
        right,
        "SELECT DISTINCT ?n { ?p a k:Entity, rico:Person ; rdfs:label ?n "
        f"FILTER NOT EXISTS {{ SERVICE <{left}/sparql> {{ ?other a q:Entity, rico:Person ; rdfs:label ?n }} }} }}",
    )
    assert {name for (name,) in back} == names[right] - both


def test_what_one_node_finds_by_its_index_the_other_is_asked_about(nodes: dict[str, str]) -> None:
    left, right = nodes.values()
    found = _rows(
        left,
        "SELECT ?here ?documents { SERVICE <https://qatar.example/service/search> "
        '{ ?here q:searchFor "Astana" ; q:ofKind "place" ; q:limit 1 } ?here rdfs:label ?name '
        f"SERVICE <{right}/sparql> {{ SELECT ?name (COUNT(?r) AS ?documents) "
        "{ ?place a k:Entity ; skos:prefLabel|skos:altLabel ?name . ?r k:mentions ?place } GROUP BY ?name } }",
    )
    ((here, documents),) = found
    assert here.startswith("https://qatar.example/id/place/")
    assert int(documents) > 0


def test_a_node_that_is_gone_is_named_and_silence_goes_on_without_it(nodes: dict[str, str]) -> None:
    left, _ = nodes.values()
    query = "SELECT ?n { ?p a q:Entity, rico:Place ; rdfs:label ?n SERVICE %s <http://127.0.0.1:9/x> { ?x ?y ?n } }"
    status, headers, body = ask(left, PREFIXES + query % "")
    assert (status, json.loads(body)["code"]) == (502, "SERVICE003")
    assert "http://127.0.0.1:9/x" in json.loads(body)["title"]
    status, headers, _ = ask(left, PREFIXES + query % "SILENT")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert "etag" not in headers
