"""The copy in memory answers what needs no source's graph as the store does; what may need one is not asked of it."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest

from extractors.errors import RunAborted
from kg.iri import Iris
from kg.publication.dumps import make_dump
from kg.store.memory import copy_into_memory
from kg.store.named import may_read_sources
from kg.store.oxigraph import OxigraphStore
from kg.store.query import EditionReader, QueryJob

SUMMARY = "http://e/graph/summary/named"
PREFIXES = {"e": "http://e/", "g": "http://e/graph/summary/", "FROM": "http://e/"}
GRAPHS = ("GRAPH ?g", f"GRAPH <{SUMMARY}>", f"graph<{SUMMARY}>", "GRAPH <http://e/g1>", "GRAPH g:named",
          "GRAPH # ?\n ?g", f"GRAPH #\n<{SUMMARY}>", "GRAPH </graph/summary/named>", "GRAPH </g1>", "")  # fmt: skip
FILTERS = ("", 'FILTER(?o != "GRAPH ?g { from")', "FILTER(?o<?p&&?o>?s)", "# from\n",
           "FILTER(!STRSTARTS(STR(?s), 'from <'))", ". ?from e:p ?GRAPH . ")  # fmt: skip
HEADS = ("SELECT *", "SELECT * FROM <http://e/g1>", f"SELECT * FROM NAMED <{SUMMARY}>", "SELECT * FROM FROM:g1",
         "CONSTRUCT { ?s ?p ?o } FROM e:g2", "DESCRIBE ?s", "SELECT (COUNT(*) AS ?n)")  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copied") / "store"
    store = OxigraphStore(folder)
    lines = [
        f'<http://e/{s}> <http://e/p> "{o} .\\n from" <http://e/g{g}> .\n' for s, o, g in product("ab", "xy", "12")
    ]
    store.replace_graphs(["http://e/g1"], "".join(lines).encode())
    store.load_apart(
        f'<http://e/a> <http://e/n> "1 .\\n" <{SUMMARY}> .\n<http://e/b> <http://e/n> <b:c> <{SUMMARY}> .\n'.encode()
    )
    store.flush()
    return folder


def answers(reader: EditionReader, query: str) -> tuple[str, list[bytes]]:
    parts: list[bytes] = []
    outcome = reader.run(QueryJob(query, "tsv", "nt"), parts.append)
    return outcome.kind, sorted(b"".join(parts).split(b"\n"))


def test_the_same_answers(path: Path) -> None:
    whole, copied = EditionReader(path, PREFIXES, "http://e/sparql"), copy_into_memory(path)
    assert len(copied) == 6
    both = EditionReader(path, PREFIXES, "http://e/sparql", copy=copied)
    alone = 0
    for head, graph, filter_ in product(HEADS, GRAPHS, FILTERS):
        inside = f"{{ ?s ?p ?o {filter_}\n }}"
        query = f"{head} {{ ?s e:p ?x {graph} {inside} }}" if graph else f"{head} {inside}"
        alone += not may_read_sources(query)
        assert answers(both, query) == answers(whole, query), query
    assert alone > 20


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, 'telegram from')) }",
        f"SELECT * {{ GRAPH <{SUMMARY}> {{ ?s ?p ?o }} ?photograph e:p ?o }}",
        "SELECT * { <http://e/from/graph/1> ?p ?o }",
    ],
)
def test_these_read_the_copy(query: str) -> None:
    assert not may_read_sources(query)


@pytest.mark.parametrize(
    "query", ["SELECT * { \\u0047RAPH ?g { ?s ?p ?o } }", "ASK FROM <x> {}", "ASK{GRAPH$g{?s ?p ?o}}"]
)
def test_these_do_not(query: str) -> None:
    assert may_read_sources(query)


def test_a_dump_gives_the_same_copy(path: Path, tmp_path: Path) -> None:
    edition = tmp_path / "1"
    shutil.copytree(path, edition / "store")
    dump = edition / "dumps" / "graph.nq.gz"
    dump.parent.mkdir()
    make_dump("nq", dump, OxigraphStore(edition / "store", read_only=True), Iris("http://e", "http://e/def#"))
    copied = set(copy_into_memory(path))
    shutil.rmtree(edition / "store")  # with the dump nothing else is read
    promised = {"dumps/graph.nq.gz": sha256(dump.read_bytes()).hexdigest()}
    (edition / "edition.json").write_text(json.dumps({"files": promised}))
    assert set(copy_into_memory(edition / "store")) == copied
    dump.write_bytes(dump.read_bytes()[:-9])
    with pytest.raises(RunAborted, match="STORE004"):
        copy_into_memory(edition / "store")
