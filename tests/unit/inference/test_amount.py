"""What is inferred stays within two and a half times the asserted object triples."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_workspace import SHARED
from inference_support import add_inferred

from kg.edition import Edition
from kg.iri import Iris
from kg.store.oxigraph import OxigraphStore

SAMPLE = SHARED / "rico" / "sample.trig"


def _ratio(store: OxigraphStore) -> float:
    (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(isIRI(?o)) }")
    inferred = sum(size for name, size in store.graph_sizes().items() if "/graph/inferred/" in name)
    assert inferred
    return inferred / (int(row["n"]) - inferred)


def test_of_the_demonstration(edition_workspace: Path) -> None:
    edition = Edition.open(edition_workspace / "editions" / "current")
    assert _ratio(OxigraphStore(edition.store_path, read_only=True)) <= 2.5


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample graph is not here")
def test_of_a_graph_of_little_but_ric_o(tmp_path: Path) -> None:
    store = OxigraphStore(tmp_path / "store")
    quads = ox.parse(path=SAMPLE, format=ox.RdfFormat.TRIG)
    lines = sorted({f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n" for quad in quads})
    store.replace_graphs((), "".join(lines).encode())
    add_inferred(store, Iris("https://data.example.org", "https://data.example.org/def#"))
    assert _ratio(store) <= 2.5
