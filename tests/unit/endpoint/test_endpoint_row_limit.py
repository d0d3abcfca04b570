"""Results that are cut off are still whole documents, in every format, whatever stands in the values."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.store.query import EditionReader, QueryFailed, QueryJob

ROWS = 700
NASTY = 'v "x"},{"a":1},{} N\r\n,"line</result>\t?'


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> EditionReader:
    path = tmp_path_factory.mktemp("rows") / "store"
    store = ox.Store(str(path))
    name = ox.NamedNode("http://e/p")
    for graph in (ox.NamedNode("http://e/g"), ox.DefaultGraph()):
        store.extend(
            ox.Quad(ox.NamedNode(f"http://e/{n}"), name, ox.Literal(NASTY.replace("N", str(n))), graph)
            for n in range(ROWS)
        )
    store.flush()
    del store
    return EditionReader(path, {"e": "http://e/"})


def _count(format_name: str, body: bytes) -> int:
    if format_name == "json":
        return len(json.loads(body)["results"]["bindings"])
    if format_name == "xml":
        return len(ElementTree.fromstring(body)[1])
    if format_name == "csv":
        return len(list(csv.reader(io.StringIO(body.decode(), newline="")))) - 1
    return body.count(b"\n") - 1


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(("most", "kept"), [(1, 1), (10, 10), (ROWS - 1, ROWS - 1), (ROWS, ROWS), (ROWS + 1, ROWS)])
def test_rows(reader: EditionReader, format_name: str, most: int, kept: int) -> None:
    parts: list[bytes] = []
    outcome = reader.run(QueryJob("SELECT * { ?s ?p ?o }", format_name, max_rows=most), parts.append)
    assert _count(format_name, b"".join(parts)) == kept == outcome.rows
    assert outcome.truncated == (kept < ROWS)


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("most", [5, 3000, 20_000])
def test_bytes(reader: EditionReader, format_name: str, most: int) -> None:
    parts: list[bytes] = []
    outcome = reader.run(QueryJob("SELECT * { ?s ?p ?o }", format_name, max_bytes=most), parts.append)
    body = b"".join(parts)
    assert outcome.truncated
    assert _count(format_name, body) == outcome.rows < ROWS
    assert len(body) < most + 200


def test_graph_is_counted_and_its_prefixes_are_in_order(reader: EditionReader) -> None:
    parts: list[bytes] = []
    outcome = reader.run(QueryJob("CONSTRUCT WHERE { ?s ?p ?o }", max_rows=3), parts.append)
    assert (outcome.rows, outcome.truncated) == (3, True)
    assert b"".join(parts).startswith(b"@prefix e: <http://e/> .\n")
    with pytest.raises(QueryFailed, match="larger than 100 bytes"):
        reader.run(QueryJob("CONSTRUCT WHERE { ?s ?p ?o }", max_bytes=100), parts.append)


def test_default_graph_is_the_merged_one_unless_a_dataset_is_named(reader: EditionReader) -> None:
    def rows(**dataset: object) -> int:
        return reader.run(QueryJob("SELECT * { ?s ?p ?o }", **dataset), lambda _: None).rows  # type: ignore[arg-type]

    assert rows() == ROWS
    assert rows(default_graphs=("http://e/g",)) == ROWS
    assert rows(default_graphs=("http://e/none",)) == 0
    assert rows(named_graphs=("http://e/g",)) == 0


@pytest.mark.parametrize(
    ("query", "code", "place"),
    [
        ("SELECT * {\n ?s ?p", "QUERY001", "line 2 column 7"),
        ("ASK { ?s no:prefix ?o }", "QUERY001", "line 1 column 19"),
        ("SELECT (<http://u/f>(1) AS ?x) {}", "QUERY002", ""),
    ],
)
def test_blame_has_a_place(reader: EditionReader, query: str, code: str, place: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        reader.run(QueryJob(query), lambda _: None)
    assert (caught.value.code, caught.value.where) == (code, place)
